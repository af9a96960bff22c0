"""`docgen cari` as staff and archivists use it: narrowed, counted, written out, kept, and read on a screen."""

from __future__ import annotations

import csv
import io
from contextlib import redirect_stdout
from pathlib import Path

import click
import pytest
from openpyxl import load_workbook

from docgen.actions.naskah.drafting import draft, revise
from docgen.actions.naskah.finding import search
from docgen.cli.facet_views import as_filter
from docgen.cli.registry import COMMANDS
from docgen.cli.results_views import show_results
from docgen.cli.session import Session
from docgen.office import open_office
from docgen.search.query import parse_query
from docgen.settings import Settings
from tests.cli.test_table import Terminal
from tests.conftest import Clock

PERIHAL = {
    "nota_dinas": ("Permata zamrud", "Permata delima", "Permata mirah"),
    "nota_dinas_undangan": ("Rapat zamrud", "Rapat akik"),
}


@pytest.fixture
def shelf(desk):
    """An office with three nota dinas and two invitations, a day after another; the last was reworded."""
    clock = Clock()
    with open_office(Settings(desk.root), now=clock) as office:
        for jenis, titles in PERIHAL.items():
            for perihal in titles:
                naskah = draft(office, jenis, office.doctype(jenis).example() | {"perihal": perihal}, by="sekretaris")
                clock.pass_by(days=1)
        revise(office, naskah.id, {"perihal": "Rapat mirah"}, read=naskah.latest.sha256, by="sekretaris")
    return desk


def titles(answer) -> list[str]:
    return [one["perihal"] for one in answer["hasil"]]


def test_each_value_of_a_facet_is_told_as_the_filter_that_gives_so_many(shelf):
    answer = shelf.json("cari", "--faset")
    assert answer["total"] == 5 and list(answer["faset"]) == ["jenis", "status", "unit", "klasifikasi", "tahun"]
    nota, undangan = answer["faset"]["jenis"]
    assert nota == {"isi": "nota_dinas", "nama": "Nota Dinas", "penyaring": "jenis:nota_dinas", "jumlah": 3}
    assert (undangan["nama"], undangan["jumlah"]) == ("Nota Dinas Undangan Rapat", 2)
    for name in ("jenis", "status", "tahun"):
        for value in answer["faset"][name]:
            assert shelf.json("cari", value["penyaring"])["total"] == value["jumlah"], value


def test_the_facets_stand_below_the_answers_of_a_person(shelf):
    _, below = shelf.run("cari", "permata", "--faset").stdout.split("\n\n")
    assert [line.split() for line in below.splitlines()[:3]] == [
        ["Saring", "dengan", "Jumlah", "Nama"],
        ["jenis:nota_dinas", "3", "Nota", "Dinas"],
        ["status:draf", "3"],
    ]
    assert "Saring dengan" not in shelf.run("cari", "permata").stdout
    assert "Saring dengan" not in shelf.run("cari", "tidakada", "--faset").stdout


def test_facets_count_only_what_one_may_read(shelf):
    form = shelf.run("jenis", "surat_masuk", "--contoh").stdout
    shelf.json("surat-masuk", "catat", "--isian", "-", "keamanan=Rahasia", sebagai="tata_usaha", stdin=form)
    for who, count in (("tata_usaha", 6), ("kabid_capil", 5), ("", 5)):
        answer = shelf.json("cari", "--faset", sebagai=who)
        assert answer["total"] == count == sum(one["jumlah"] for one in answer["faset"]["jenis"])


def test_answers_are_sorted_by_how_well_they_fit_or_by_date(shelf):
    assert titles(shelf.json("cari", "mirah"))[0] == "Permata mirah"
    by_date = ["Rapat mirah", "Rapat zamrud", "Permata mirah", "Permata delima", "Permata zamrud"]
    assert titles(shelf.json("cari", "--urut", "tanggal")) == by_date
    assert shelf.json("cari", "mirah", "--urut", "relevansi") == shelf.json("cari", "mirah")


def test_old_versions_are_searched_when_all_are_asked_for(shelf):
    for newest in (("akik",), ("akik", "--versi", "terbaru"), ("akik versi:terakhir",)):
        assert shelf.json("cari", *newest)["total"] == 0
    assert shelf.json("cari", "akik", "--versi", "semua")["total"] == 1
    assert shelf.json("cari", "akik versi:semua")["total"] == 1


@pytest.mark.parametrize(
    ("option", "typed", "choices"), [("urut", "abjad", "relevansi, tanggal"), ("versi", "2", "semua")]
)
def test_what_cannot_be_chosen_is_refused_with_what_can(shelf, option, typed, choices):
    result = shelf.run("cari", "rapat", f"--{option}", typed)
    assert result.exit_code == 2 and f"Nilai --{option} keliru; pilih: " in result.stderr and choices in result.stderr


def test_a_value_with_spaces_or_signs_is_told_in_quotes():
    assert as_filter("unit", "Sub Bagian Umum") == 'unit:"Sub Bagian Umum"'
    assert as_filter("unit", 'Capil "2", umum') == 'unit:"Capil 2 , umum"'
    assert as_filter("klasifikasi", "000.8.6.3") == "klasifikasi:000.8.6.3"


def exported(path: Path) -> list[dict[str, str]]:
    """The lines of an export, by their heads."""
    if path.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))
    sheet = load_workbook(path).worksheets[0]
    heads, *lines = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=4)]
    return [dict(zip(heads, line, strict=True)) for line in lines]


@pytest.mark.parametrize("name", ["hasil.csv", "hasil.xlsx", "HASIL.XLSX"])
def test_an_export_holds_every_answer_and_not_only_the_first(shelf, name):
    said = shelf.run("cari", "--batas", "2", "--urut", "tanggal", "--ekspor", name).stdout
    assert said == f"{name} ditulis: 5 baris.\n"
    lines = exported(Path(name) if name != "HASIL.XLSX" else Path(name).rename("hasil.xlsx"))
    shown = shelf.json("cari", "--urut", "tanggal")["hasil"]
    assert [line["Naskah"] for line in lines] == [one["id"] for one in shown]
    heads = ["Naskah", "Jenis", "Nomor", "Tanggal", "Perihal", "Status", "Versi", "Unit", "Klasifikasi", "Berkas"]
    assert list(lines[0]) == [*heads, "Letak kertas"]
    assert (lines[0]["Perihal"], lines[0]["Tanggal"], lines[0]["Versi"]) == ("Rapat mirah", "12-01-2019", "2")


def test_an_export_says_where_the_paper_is(shelf):
    naskah = shelf.json("cari", "akik versi:semua")["hasil"][0]["id"]
    shelf.run("boks", "baru", "B-001", "--rak", "Rak 3", sebagai="kasubag_umum")
    shelf.run("arsip", "taruh", naskah, "--boks", "B-001", "--macam", "asli", sebagai="kasubag_umum")
    lost = ("--keadaan", "hilang", "--catatan", "tidak ada waktu dicocokkan")
    shelf.run("arsip", "tandai", naskah, "1", *lost, sebagai="kasubag_umum")
    shelf.run("cari", "rapat mirah", "--ekspor", "hasil.csv")
    assert [line["Letak kertas"] for line in exported(Path("hasil.csv"))] == ["Rak 3, boks B-001 (hilang)"]


def test_no_text_of_an_export_runs_as_a_formula(shelf):
    for perihal in ("=HYPERLINK(1)", "+62 Permata", "@SUM(1)", "-Permata"):
        shelf.draft(perihal)
    for name in ("hasil.csv", "hasil.xlsx"):
        shelf.run("cari", "--jenis", "nota_dinas", "--ekspor", name)
        assert len(exported(Path(name))) == 7
    assert [one["Perihal"][0] for one in exported(Path("hasil.csv"))].count("'") == 4
    cells = [cell for row in load_workbook("hasil.xlsx").worksheets[0].iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert sum(cell.quotePrefix for cell in cells if str(cell.value).endswith(("(1)", "Permata"))) == 4


def test_an_export_holds_what_one_may_read_and_nothing_else(shelf):
    form = shelf.run("jenis", "surat_masuk", "--contoh").stdout
    shelf.json("surat-masuk", "catat", "--isian", "-", "keamanan=Rahasia", sebagai="tata_usaha", stdin=form)
    for who, lines in (("tata_usaha", 6), ("kabid_capil", 5), ("", 5)):
        told = shelf.json("cari", "--ekspor", f"hasil-{who}.csv", sebagai=who)
        assert told == {"total": lines, "berkas": f"hasil-{who}.csv"} and len(exported(Path(told["berkas"]))) == lines


def test_an_export_is_refused_before_anything_is_searched(shelf):
    Path("ada.csv").write_text("penting")
    for name, code, said in (
        ("hasil.pdf", 2, "akhiri namanya dengan .xlsx atau .csv"),
        ("tidak/ada.csv", 4, "Buat foldernya dahulu"),
        ("ada.csv", 2, "tambahkan --timpa"),
    ):
        result = shelf.run("cari", "--ekspor", name)
        assert (result.exit_code, result.stdout) == (code, "") and said in result.stderr
    assert Path("ada.csv").read_text() == "penting"
    assert shelf.run("cari", "--ekspor", "ada.csv", "--timpa").exit_code == 0


def test_where_there_is_no_answer_no_file_is_written(shelf):
    result = shelf.run("cari", "tidakada", "--ekspor", "hasil.csv")
    assert (result.exit_code, result.stdout) == (0, "") and "hasil.csv tidak ditulis" in result.stderr
    assert not Path("hasil.csv").exists()
    assert shelf.json("cari", "tidakada", "--ekspor", "hasil.csv") == {"total": 0, "berkas": None}


def test_an_export_may_go_into_a_pipe(shelf):
    result = shelf.run("cari", "permata", "--ekspor", "-")
    assert result.stdout.lstrip("\ufeff").startswith("Naskah;Jenis;") and result.stdout.count("\n") == 4
    assert result.stderr == "3 baris.\n"


def test_a_search_is_kept_and_run_again(shelf):
    kept = shelf.run(
        "cari", "permata", "-delima", "--urut", "tanggal", "--simpan", "Permata lain", sebagai="sekretaris"
    )
    assert "Tersimpan bagi sekretaris" in kept.stderr and "docgen cari --tersimpan 'Permata lain'" in kept.stderr
    found = shelf.json("cari", "--tersimpan", "permata lain", sebagai="sekretaris")
    assert titles(found) == ["Permata mirah", "Permata zamrud"]
    assert titles(shelf.json("cari", "--tersimpan", "permata lain", "zamrud", sebagai="sekretaris")) == [
        "Permata zamrud"
    ]
    (listed,) = shelf.json("pencarian", "daftar", sebagai="sekretaris")
    assert (listed["nama"], listed["baris"], listed["urut"]) == ("Permata lain", "permata -delima", "tanggal")
    assert (listed["milik"], listed["bersama"]) == ("sekretaris", False)
    shown = shelf.run("pencarian", "daftar", sebagai="sekretaris").stdout
    assert "permata -delima --urut tanggal" in shown
    removed = shelf.run("pencarian", "hapus", "PERMATA LAIN", sebagai="sekretaris")
    assert removed.stdout == "Pencarian 'Permata lain' dihapus.\n"
    assert "Belum ada pencarian tersimpan" in shelf.run("pencarian", "daftar", sebagai="sekretaris").stderr


def test_a_shared_search_is_everyones_and_an_own_one_nobody_elses(shelf):
    shelf.run("cari", "permata", "--simpan", "bersama", "--bersama", sebagai="sekretaris")
    shelf.run("cari", "rapat", "--simpan", "sendiri", sebagai="sekretaris")
    for who in ("tata_usaha", ""):
        assert [one["nama"] for one in shelf.json("pencarian", "daftar", sebagai=who)] == ["bersama"]
        assert shelf.json("cari", "--tersimpan", "bersama", sebagai=who)["total"] == 3
        assert shelf.run("cari", "--tersimpan", "sendiri", sebagai=who).exit_code == 4
    refused = shelf.run("pencarian", "hapus", "bersama", sebagai="tata_usaha")
    assert refused.exit_code == 5 and "milik sekretaris; hanya pemiliknya" in refused.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("permata", "--simpan", ""), 2, "diawali huruf atau angka"),
        (("--tersimpan", ""), 4, "Yang ada: ada."),
        (("permata", "--simpan", "-x"), 2, "diawali huruf atau angka"),
        (("permata", "--simpan", "x" * 61), 2, "paling panjang 60 huruf"),
        (("permata", "--simpan", "ada"), 2, "sudah dipakai, milik sekretaris"),
        (("--simpan", "kosong"), 2, "tulis dahulu kata atau penyaring"),
        (("tanggal:kapan", "--simpan", "x"), 2, "Pencarian belum dapat dibaca"),
        (("permata", "--simpan", "x", "--tersimpan", "ada"), 2, "Pilih salah satu"),
        (("permata", "--bersama"), 2, "--bersama hanya bersama --simpan"),
        (("--tersimpan", "lain"), 4, "Yang ada: ada."),
    ],
)
def test_what_cannot_be_kept_or_run_is_answered_and_nothing_is_filed(shelf, words, code, said):
    shelf.run("cari", "permata", "--simpan", "ada", sebagai="sekretaris")
    before = shelf.log()
    result = shelf.run("cari", *words, sebagai="sekretaris")
    assert (result.exit_code, result.stdout) == (code, "") and said in result.stderr
    assert shelf.log() == before


def test_who_keeps_a_search_says_who_he_is(shelf):
    result = shelf.run("cari", "permata", "--simpan", "x")
    assert result.exit_code == 2 and "Sebutkan siapa yang bertindak" in result.stderr


def test_the_words_that_were_asked_for_are_bold_on_a_terminal_only(shelf, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "500")
    monkeypatch.delenv("NO_COLOR", raising=False)
    with open_office(Settings(shelf.root)) as office:
        asked = parse_query("permata rapat*")
        results = search(office, asked)
        with redirect_stdout(Terminal()) as terminal:
            show_results(Session(), office, results)
        with redirect_stdout(io.StringIO()) as pipe:
            show_results(Session(), office, results)
    assert "\x1b[1mPermata\x1b[0m zamrud" in terminal.getvalue() and "07-01-2019" in terminal.getvalue()
    assert "\x1b" not in pipe.getvalue() and "Permata zamrud" in pipe.getvalue()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("permata", "status:terbt"), "status:terbt tidak ada. Maksud Anda: terbit"),
        (("permata", "tahun:2018"), "Tanpa penyaring ada 3 yang cocok."),
        (("permata", "jenis:notula,surat_tugas", "--sejak", "2020-01-01"), "Tanpa penyaring ada 3 yang cocok."),
        (("permata", "-tahun:2019"), "Tanpa penyaring ada 3 yang cocok."),
    ],
)
def test_who_finds_nothing_is_told_what_may_be_amiss(shelf, words, said):
    result = shelf.run("cari", *words)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Tidak ada naskah yang cocok." in result.stderr and said in result.stderr
    assert shelf.run("cari", *words, "--json").stderr == ""


def test_a_line_with_a_slip_is_offered_again_as_it_was_perhaps_meant(shelf):
    assert "Mungkin maksud Anda: permata zamrud" in shelf.run("cari", "permatta", "zamrud").stderr
    assert shelf.json("cari", "permatta")["maksud"] == "permata" and "maksud" not in shelf.json("cari", "permata")


def test_what_is_most_alike_is_found_by_one_of_them(shelf):
    (known,) = shelf.json("cari", "permata", "zamrud")["hasil"]
    found = shelf.json("cari", "--mirip", known["id"], "--batas", "3")
    assert {one["perihal"] for one in found} == {"Permata delima", "Permata mirah", "Rapat zamrud"}
    refused = shelf.run("cari", "permata", "--mirip", known["id"])
    assert refused.exit_code == 2 and "--mirip tidak dipakai bersama" in refused.stderr


def test_the_tab_key_offers_words_and_filters_of_what_may_be_read(shelf, monkeypatch):
    monkeypatch.setenv("DOCGEN_KANTOR", str(shelf.root))
    for begun, offered in (("perma", "permata"), ("jen", "jenis:"), ("jenis:nota_di", "jenis:nota_dinas")):
        with click.Context(COMMANDS["cari"].load(), info_name="cari", obj=Session(shelf.root)) as ctx:
            assert offered in [item.value for item in ctx.command.params[0].shell_complete(ctx, begun)]


def test_no_more_is_told_of_a_filter_than_one_may_read(shelf):
    form = shelf.run("jenis", "surat_masuk", "--contoh").stdout
    secret = ("keamanan=Rahasia", "perihal=Permata rubi")
    shelf.json("surat-masuk", "catat", "--isian", "-", *secret, sebagai="tata_usaha", stdin=form)
    asked = ("cari", "rubi", "tahun:2001")
    assert "Tanpa penyaring ada 1" in shelf.run(*asked, sebagai="tata_usaha").stderr
    for who in ("kabid_capil", ""):
        assert "Tanpa penyaring" not in shelf.run(*asked, sebagai=who).stderr


def test_nothing_is_said_of_filters_where_there_is_an_answer_or_no_filter(shelf):
    for words in (("permata", "jenis:nota_dinas"), ("permata", "tidakada"), ("jenis:nota_dinas", "status:terbit")):
        assert (
            "penyaring ada" not in shelf.run("cari", *words).stderr
            and "tidak ada." not in shelf.run("cari", *words).stderr
        )


def test_an_answer_that_is_cut_off_says_how_to_go_on(shelf):
    cut = shelf.run("cari", "permata", "--batas", "2").stderr
    assert cut.startswith("3 yang cocok; tampak 2. Persempit (--faset") and "--batas" in cut and "--ekspor" in cut
    assert "--faset" not in shelf.run("cari", "permata", "--batas", "2", "--faset").stderr


def test_days_in_the_wrong_order_are_told(shelf):
    result = shelf.run("cari", "permata", "--sejak", "2019-02-01", "--sampai", "1 Januari 2019")
    assert result.exit_code == 2 and "sejak 2019-02-01 lebih kemudian daripada sampai 2019-01-01" in result.stderr


def test_the_help_tells_every_option_once_under_its_kind(shelf):
    command = COMMANDS["cari"].load()
    told = shelf.run("cari", "--help").stdout
    assert [line for line in told.splitlines() if line.endswith(":") and not line.startswith(" ")] == [
        "Penyaring:", "Hasil:", "Disimpan dan dijalankan lagi:", "Opsi:",
    ]  # fmt: skip
    options = {param.name: param.opts[0] for param in command.params if param.opts[0].startswith("--")}
    assert {name for names in command.sections.values() for name in names} < options.keys()
    assert [told.count(f"\n  {opt} ") for opt in options.values()] == [1] * len(options)
