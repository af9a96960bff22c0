"""The registers of before docgen are taken in, row by row, as they were kept."""

from __future__ import annotations

import csv
import io
import os
import random
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import Workbook
from pypdf import PdfWriter

from docgen.actions.arsip.proving import prove
from docgen.actions.arsip.registers import open_register
from docgen.actions.arsip.shelving import papers_in_box
from docgen.actions.house.upkeep import rebuild_catalogue, verify_archive
from docgen.actions.impor.importing_register import Order, import_register, plan_register, rejected_csv
from docgen.actions.naskah.finding import find
from docgen.actions.sop.tasks import all_tasks
from docgen.actions.surat.registering import CARD, register_incoming
from docgen.errors import NotAllowed, NotFound, NotReady, UnsafeFile
from docgen.naskah.records import Status
from docgen.office import open_office
from docgen.search.memory_index import MemoryIndex
from docgen.search.query import parse_query
from tests.archive.crashing import in_child
from tests.conftest import Clock
from tests.paper.test_pdf_text import pdf_with

CLERK = "tata_usaha"
HEADS = "No. Agenda;Tanggal terima;Pengirim;Tanggal surat;Nomor surat;Perihal;Kode;Boks;Folder;Pindaian;Warna map"
ROW = "{};5 Maret 2014;Camat Cihideung;03-03-2014;470/{}/Kec;Permohonan data {};470;;;;merah"
PDF = pdf_with("halaman")


@pytest.fixture
def office(plain_office):
    return plain_office


def sheet(*rows, heads=HEADS):
    return "\r\n".join([heads, *rows]).encode()


def row(urut, **cells):
    made = dict(zip(HEADS.split(";"), ROW.format(urut, urut, urut).split(";"), strict=True))
    return ";".join((made | cells).values())


def taken(office, data, by=CLERK, name="agenda-2014.csv", **order):
    return import_register(office, data, name, Order(**order), by=by)


def reasons(tally):
    return {number: "; ".join(problems) for number, _, problems in tally.rejected}


def letters(office):
    found = office.archive.list_naskah(status=str(Status.DIARSIPKAN))
    return sorted(found, key=lambda one: one.nomor)


def test_an_old_letter_keeps_its_number_its_row_and_nothing_is_left_to_do_about_it(office):
    data = sheet(row("012"), row("013"))
    tally = taken(office, data)
    assert tally.filed == {("surat_masuk", 2014): 2} and tally.rejected == []
    first, _ = letters(office)
    assert (first.nomor, first.tanggal, first.klasifikasi, first.latest.act) == (
        "012", date(2014, 3, 5), "470", "diimpor",
    )  # fmt: skip
    origin = first.latest.facts["baris_asal"]
    assert (origin["berkas"], origin["baris"], origin["isi"]["Warna map"]) == ("agenda-2014.csv", 2, "merah")
    (register,) = office.archive.find_digest(origin["sidik"])
    assert office.archive.naskah(register[0]).jenis == "berkas_kerja"
    assert [(one.urut, one.nomor) for one in office.archive.register("agenda_masuk", 2014)] == [
        (12, "012"),
        (13, "013"),
    ]
    assert all_tasks(office) == [] and verify_archive(office) == []
    assert list(first.latest.files) == [CARD] and len(prove(office, by=CLERK)) == 2
    assert open_register(office, "agenda_masuk", 2014, by=CLERK).rows[0][2:4] == ["012", "Camat Cihideung"]
    assert {one.naskah.id for one in find(office, parse_query("permohonan data jenis:surat_masuk"), by=CLERK)} == {
        one.id for one in letters(office)
    }


def test_the_next_letter_of_today_still_gets_the_first_number_of_its_year(office):
    taken(office, sheet(row(40)))
    fresh = register_incoming(office, office.doctype("surat_masuk").example(), by=CLERK)
    assert fresh.nomor == "001"


def test_a_dry_run_tells_all_and_writes_nothing(office):
    data = sheet(row(1), row(2, **{"Tanggal surat": "31-02-2014"}), row(3, Boks="B-1"))
    tally = plan_register(office, data, "agenda.csv", Order(), by=CLERK)
    assert tally.filed == {("surat_masuk", 2014): 1} and list(reasons(tally)) == [3, 4]
    assert office.archive.naskah_ids() == [] and office.archive.catatan("boks") == []


def test_every_problem_of_a_row_is_told_and_the_others_are_filed(office):
    data = sheet(
        row(1),
        row("satu", Pengirim="", **{"Tanggal terima": "kemarin"}),
        row(1),
        row(4, **{"Tanggal terima": "1 Maret 2014"}),
        row(5, **{"Tanggal terima": "5 Maret 2031", "Tanggal surat": "5 Maret 2031"}),
        row(6, **{"Tanggal terima": "7-1-2019", "Tanggal surat": "7-1-2019"}),
        row(7, Folder="3"),
    )
    tally = taken(office, data)
    told = reasons(tally)
    assert [one.nomor for one in letters(office)] == ["1"] and list(told) == [3, 4, 5, 6, 7, 8]
    assert all(word in told[3] for word in ("'satu' tidak terbaca", "wajib diisi", "'kemarin' bukan tanggal"))
    assert "sudah dipakai" in told[4] and "sebelum tanggal suratnya" in told[5] and "belum tiba" in told[6]
    assert "masih diberikan docgen" in told[7] and "boksnya tidak" in told[8]
    assert [one.urut for one in office.archive.register("agenda_masuk", 2019)] == []


def test_the_refused_rows_are_mended_in_their_file_and_only_they_are_imported(office):
    tally = taken(office, sheet(row(1), row(2, Pengirim=""), row(3, Pengirim="", **{"Warna map": "-"})))
    refused = rejected_csv(tally)
    lines = list(csv.DictReader(io.StringIO(refused.decode("utf-8-sig")), delimiter=";"))
    assert list(lines[0])[-1] == "Alasan ditolak" and "wajib diisi" in lines[0]["Alasan ditolak"]
    mended = refused.decode("utf-8-sig").replace("5 Maret 2014;;", "5 Maret 2014;Lurah Tawang;").encode()
    again = taken(office, mended, name="agenda.ditolak.csv")
    assert again.rejected == [] and [one.nomor for one in letters(office)] == ["1", "2", "3"]
    assert [list(one) for one in csv.reader(io.StringIO(refused.decode("utf-8-sig")), delimiter=";")][2][-2] == "'-"


def test_outgoing_letters_bear_their_own_numbers_and_type(office):
    heads = "No.;Nomor surat;Tgl surat;Kepada;Hal;Jenis;Ket"
    data = sheet(
        "1;470/1/Disduk/2014;4-3-2014;Camat Cihideung;Undangan;Surat Dinas;",
        "2;470/2/Disduk/2014;5-3-2014;Lurah Tawang;Edaran;edaran;x",
        heads=heads,
    )  # fmt: skip
    with pytest.raises(NotReady, match="--buku"):
        taken(office, data)
    tally = taken(office, data, buku="surat_keluar")
    assert tally.filed == {("surat_dinas", 2014): 1, ("arsip_lama", 2014): 1}
    assert [one.nomor for one in letters(office)] == ["470/1/Disduk/2014", "470/2/Disduk/2014"]
    rows = open_register(office, "surat_keluar", 2014, by=CLERK).rows
    assert rows[0][:6] == ["1", "04-03-2014", "470/1/Disduk/2014", "Surat Dinas", "Camat Cihideung", "Undangan"]
    assert all_tasks(office) == [] and verify_archive(office) == []


def test_the_serial_stands_in_the_printed_number_where_no_column_has_it(office):
    pattern = office.doctype("surat_dinas").numbering.pattern
    printed = pattern.format(
        klasifikasi="470", urut=17, unit="Sekre", bulan=3, bulan_romawi="III", tahun=2014, sisipan=""
    )
    data = sheet(f"{printed};4-3-2014;Camat;Undangan", heads="Nomor surat;Tanggal surat;Kepada;Hal")
    taken(office, data, buku=office.doctype("surat_dinas").numbering.buku)
    (line,) = office.archive.register("surat_keluar", 2014)
    assert (line.urut, line.nomor) == (17, printed)


def test_scans_are_found_by_name_or_number_and_kept_as_they_are(office, tmp_path):
    folder = tmp_path / "pindaian"
    folder.mkdir()
    (folder / "agenda-001.pdf").write_bytes(PDF)
    (folder / "Surat Camat.PDF").write_bytes(PDF + b"%2")
    (folder / "3.pdf").write_bytes(b"bukan pdf")
    (folder / "4.pdf").write_bytes(PDF)
    (folder / "scan_04.pdf").write_bytes(PDF)
    (folder / "luar.pdf").symlink_to(tmp_path / "rahasia.pdf")
    (tmp_path / "rahasia.pdf").write_bytes(PDF + b"%rahasia")
    data = sheet(
        row(1), row(2, Pindaian="surat camat.pdf"), row(3), row(4), row(5), row(6, Pindaian="../rahasia.pdf"),
        row(7, Pindaian="luar.pdf"),
    )  # fmt: skip
    tally = taken(office, data, pindaian=folder)
    told = reasons(tally)
    assert list(told) == [4, 5] and "pindai ulang" in told[4] and "ada 2" in told[5]
    assert tally.without_scan == [6, 7, 8]
    one, two, *bare = letters(office)
    assert [office.archive.read(n.latest, "surat.pdf") for n in (one, two)] == [PDF, PDF + b"%2"]
    assert [list(n.latest.files) for n in bare] == [[CARD]] * 3
    with pytest.raises(NotFound, match="Folder pindaian"):
        taken(office, sheet(row(9)), pindaian=tmp_path / "tidak-ada")


def test_the_words_of_a_scan_are_found_and_one_that_kills_the_reader_costs_only_its_own(office, tmp_path):
    folder = tmp_path / "pindaian"
    folder.mkdir()
    (folder / "1.pdf").write_bytes(pdf_with("kelurahan sukamanah"))
    (folder / "2.pdf").write_bytes(b"%PDF-1.4 /Font rusak")
    (folder / "3.pdf").write_bytes(pdf_with("kecamatan tawang"))
    tally = taken(office, sheet(row(1), row(2), row(3)), pindaian=folder)
    assert list(reasons(tally)) == [3]
    first, last = letters(office)
    texts = [office.archive.text(one.id, 1) for one in (first, last)]
    assert "kelurahan sukamanah" in texts[0] and "kecamatan tawang" in texts[1]


def test_a_scan_that_cannot_be_opened_refuses_its_row_also_in_a_dry_run(office, tmp_path):
    folder = tmp_path / "pindaian"
    folder.mkdir()
    locked, out = PdfWriter(clone_from=io.BytesIO(PDF)), io.BytesIO()
    locked.encrypt("kunci")
    locked.write(out)
    (folder / "1.pdf").write_bytes(PDF)
    (folder / "2.pdf").write_bytes(PDF[: len(PDF) // 2])
    (folder / "3.pdf").write_bytes(out.getvalue())
    (folder / "4.jpg").write_bytes(b"II*\0" + bytes(60))
    data = sheet(row(1), row(2), row(3), row(4))
    tried = plan_register(office, data, "agenda.csv", Order(pindaian=folder), by=CLERK)
    told = reasons(taken(office, data, pindaian=folder))
    assert told == reasons(tried) and list(told) == [3, 4, 5]
    assert "2.pdf tidak dapat dibuka" in told[3] and "kata sandi" in told[4] and "isinya TIF, namanya .jpg" in told[5]


def test_a_scan_that_no_row_asks_for_is_named(office, tmp_path):
    folder = tmp_path / "pindaian"
    folder.mkdir()
    for name in ("1.pdf", "2.pdf", "Sampul.pdf", "Thumbs.db"):
        (folder / name).write_bytes(PDF)
    data = sheet(row(1), row(2, Pengirim=""))
    assert taken(office, data, pindaian=folder).unnamed == ["Sampul.pdf"]
    assert taken(office, data, pindaian=folder, lanjut=True).unnamed == ["Sampul.pdf"]


def test_a_row_without_its_number_is_refused_where_the_book_has_numbers(office):
    told = reasons(taken(office, sheet(row(1), row(""))))
    assert list(told) == [3] and "nomornya kosong" in told[3]
    heads = "Tanggal terima;Pengirim;Tanggal surat;Perihal"
    bare = sheet("5-3-2014;Camat;3-3-2014;Data", heads=heads)
    assert taken(office, bare, name="tanpa-nomor.csv").rejected == []


def test_a_number_that_two_rows_bear_is_told_by_the_row(office):
    data = sheet(row(1), row(2), row(1))
    tried = plan_register(office, data, "agenda.csv", Order(), by=CLERK)
    assert "sudah dipakai baris 2" in reasons(tried)[4]
    assert "sudah dipakai baris 2" in reasons(taken(office, data))[4]


def test_a_formula_that_was_never_reckoned_refuses_only_its_row(office):
    book, data = Workbook(), io.BytesIO()
    book.active.append(HEADS.split(";"))
    for number in (1, 2):
        book.active.append(row(number).split(";"))
    book.active["F3"] = "=A1"
    book.save(data)
    tally = taken(office, data.getvalue(), name="agenda.xlsx")
    assert "rumusnya belum dihitung" in reasons(tally)[3] and len(letters(office)) == 1


def test_who_stops_it_is_told_how_many_rows_are_in(office, monkeypatch):
    import docgen.actions.impor.importing_register as module

    monkeypatch.setattr(module, "ROWS", 1)

    def asked_to_stop(done, of):
        if done == 2:
            raise KeyboardInterrupt

    tally = import_register(office, sheet(*map(row, range(1, 6))), "a.csv", Order(), by=CLERK, progress=asked_to_stop)
    assert tally.stopped and len(tally.ids) == 2 and len(letters(office)) == 2
    assert find(office, parse_query("camat cihideung"), by=CLERK)


def test_paper_is_laid_in_its_box_with_the_letter(office):
    data = sheet(row(1, Boks="b-7", Folder="3"), row(2, Boks="B-7"), row(3, Boks="Boks ujung rak"))
    assert "boks B-7 belum dicatat" in reasons(plan_register(office, data, "a.csv", Order(), by=CLERK))[2]
    tally = taken(office, data, buat_boks=True)
    assert tally.boxes == ["B-7"] and "huruf besar, angka" in reasons(tally)[4]
    papers = papers_in_box(office, "B-7")
    assert sorted((one.kertas.folder, one.kertas.macam, one.kertas.versi) for one in papers) == [
        ("", "asli", 1), ("3", "asli", 1),
    ]  # fmt: skip
    assert verify_archive(office) == []


def test_the_same_file_again_is_passed_over_row_by_row(office):
    data = sheet(row(1), row(2), row(3, Pengirim=""))
    taken(office, data)
    with pytest.raises(NotReady, match=r"2 dari 3 baris .* sudah ada"):
        taken(office, data)
    tally = taken(office, data, lanjut=True)
    assert (tally.known, tally.filed, list(reasons(tally))) == (2, {}, [4])
    assert len(letters(office)) == 2 and len(office.archive.list_naskah(jenis="berkas_kerja")) == 1


def test_a_register_with_a_secret_row_is_as_secret_as_that_row(office):
    heads = f"{HEADS};Keamanan"
    taken(office, sheet(row(1) + ";Biasa", row(2, Perihal="mutasi rahasia") + ";Rahasia", heads=heads))
    for post, known in (("kabid_capil", {"1"}), (CLERK, {"1", "2", ""})):
        found = find(office, parse_query("camat cihideung"), by=post)
        assert {one.naskah.nomor for one in found} == known


def test_excel_gives_dates_and_figures(office):
    book = Workbook()
    page = book.active
    page.append(["No", "Tgl terima", "Dari", "Tgl surat", "No. surat", "Isi ringkas"])
    page.append([1, date(2014, 3, 5), "Camat", date(2014, 3, 3), "470/1", "Data"])
    page.append([2, 41703, "Camat", "3 Mar 2014", 470, "Data"])
    out = io.BytesIO()
    book.save(out)
    tally = taken(office, out.getvalue(), name="agenda.xlsx")
    assert tally.rejected == []
    assert [(one.nomor, one.tanggal) for one in letters(office)] == [("1", date(2014, 3, 5)), ("2", date(2014, 3, 5))]


def test_old_files_in_any_encoding_are_read_and_kept(office):
    said = sheet(row(1, Pengirim="Café Négara"))
    for name, data in {
        "bom.csv": b"\xef\xbb\xbf" + said,
        "cp1252.csv": said.decode().replace("470/1/", "470/2/").replace("\n1;", "\n2;").encode("cp1252"),
        "mixed.csv": sheet(row(3)).replace(b"\r\n", b"\n") + b"\r" + row(4).encode() + b"\r\n\r\n",
    }.items():
        assert taken(office, data, name=name).rejected == []
    assert [one.nomor for one in letters(office)] == ["1", "2", "3", "4"]
    assert letters(office)[1].latest.values["pengirim"] == "Café Négara"


NO_REGISTER = {
    "empty": b"",
    "binary": b"\x00\x01\x02",
    "utf-16": sheet(row(1)).decode().encode("utf-16"),
    "endless heads": b"a;" * 5000 + b"\n1;2",
    "open quote": b'a;b\n"1;2\n',
    "doubled": b"a;a\n1;2",
    "zip": b"PK\x03\x04zip",
    "xls": b"\xd0\xcf\x11\xe0xls",
    "no rows": HEADS.encode(),
    "no columns": b"Warna;Paraf\nmerah;ya\n",
    "one field": b"x" * 200_000 + b"\n1\n",
    "endless row": sheet(row(1) + ";" * 5000 + "x"),
}


@pytest.mark.parametrize("data", NO_REGISTER.values(), ids=NO_REGISTER)
def test_what_is_no_register_is_refused_in_a_sentence(office, data):
    with pytest.raises((UnsafeFile, NotReady)) as refused:
        taken(office, data)
    assert len(str(refused.value)) < 1000 and office.archive.naskah_ids() == []


def test_an_import_is_the_work_of_the_record_office_and_names_a_register_there_is(office):
    with pytest.raises(NotAllowed):
        taken(office, sheet(row(1)), by="kabid_capil")
    with pytest.raises(NotFound, match="agenda_masuk"):
        taken(office, sheet(row(1)), buku="buku_tamu")
    with pytest.raises(NotReady, match="pengirim"):
        taken(office, sheet("1;5-3-2014;Data", heads="No;Tgl terima;Hal"))


def test_a_number_taken_while_the_import_runs_refuses_only_its_row(office, monkeypatch):
    import docgen.actions.impor.importing_register as module

    monkeypatch.setattr(module, "ROWS", 1)
    data = sheet(row(1), row(2), row(3))
    seen = []

    def meanwhile(done, of):
        if not seen:
            taken(office, sheet(row(2, Perihal="lain")), name="lain.csv")
        seen.append((done, of))

    tally = import_register(office, data, "agenda.csv", Order(), by=CLERK, progress=meanwhile)
    assert list(reasons(tally)) == [3] and "dipakai naskah" in reasons(tally)[3]
    assert [one.nomor for one in letters(office)] == ["1", "2", "3"] and verify_archive(office) == []


@pytest.mark.slow
def test_killed_at_any_moment_it_goes_on_and_nothing_is_there_twice(settings, tmp_path, monkeypatch):
    import docgen.actions.impor.importing_register as module

    monkeypatch.setattr(module, "ROWS", 5)
    folder = tmp_path / "pindaian"
    folder.mkdir()
    for number in range(1, 61):
        (folder / f"{number}.pdf").write_bytes(PDF + b"%%%d" % number)
    data = sheet(*(row(number, Boks=f"B-{number % 7}") for number in range(1, 61)))
    order = Order(pindaian=folder, buat_boks=True, lanjut=True)
    rng, killed = random.Random(1), 0

    def work(descriptor):
        with open_office(settings, now=Clock()) as opened:
            quick = replace(opened, index=MemoryIndex())
            tell = lambda done, of: os.write(descriptor, f"baris {done} 0\n".encode())  # noqa: E731
            import_register(quick, data, "agenda.csv", order, by=CLERK, progress=tell)

    for _ in range(6):
        _, status = in_child(work, kill_after=rng.random() * 0.15)
        killed += status != 0
    with open_office(settings, now=Clock()) as opened:
        office = replace(opened, index=MemoryIndex())
        before = len(letters(office))
        tally = import_register(office, data, "agenda.csv", order, by=CLERK)
        assert tally.known == before and before + sum(tally.filed.values()) == 60 and tally.rejected == []
        assert [one.urut for one in office.archive.register("agenda_masuk", 2014)] == list(range(1, 61))
        assert sorted(one.latest.facts["baris_asal"]["baris"] for one in letters(office)) == list(range(2, 62))
        assert len(office.archive.catatan("boks")) == 7 and verify_archive(office) == []
    assert killed


def test_the_catalogue_made_anew_knows_the_old_letters(office):
    taken(office, sheet(row(1), row(2)))
    before = [(one.id, one.nomor, one.latest.facts) for one in letters(office)]
    rebuild_catalogue(office.settings)
    assert [(one.id, one.nomor, one.latest.facts) for one in letters(office)] == before
