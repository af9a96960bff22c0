"""The quarter engine from the keyboard: what is owed goes out, comes in, and becomes the reports of the period."""

import json
import shlex
from pathlib import Path

import pytest
from openpyxl import load_workbook

WHO = "kasubag_perencanaan"
PELAPOR = ["kabid_dafduk", "kabid_capil", "sekretaris", "kabid_piak"]  # in the order of the plan


def due(desk, *more, on="2019-01-10"):
    return desk.json("sop", "jatuh-tempo", "--pada", on, *more, sebagai=WHO)


def shown(desk, *more, on="2019-01-10"):
    return desk.run("sop", "jatuh-tempo", "--pada", on, *more, sebagai=WHO).stdout


def filled(path):
    """What a bidang does in Excel: a figure in every cell that asks for one."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    column = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "realisasi")
    for row in sheet.iter_rows(max_col=1):
        if "/" in str(row[0].value or ""):
            sheet.cell(row[0].row, column).value = 3
    book.save(path)
    return path


def hand_in(desk, ke, *posts):
    folder = Path(f"masuk-{ke}")
    desk.run("kinerja", "formulir", "--tahun", "2018", "--triwulan", ke, "-o", folder, "--timpa")
    paths = [filled(folder / f"formulir-2018-{ke}-{post}.xlsx") for post in posts]
    return desk.run("kinerja", "terima", *paths, "--tahun", "2018", sebagai=WHO)


def test_every_bidang_that_owes_a_form_gets_it_written_also_one_without_a_run(desk):
    told = due(desk, "--formulir", "formulir", on="2018-04-10")
    names = [str(Path("formulir") / f"formulir-2018-1-{post}.xlsx") for post in PELAPOR]
    assert told["berkas"] == names and all(Path(name).is_file() for name in names)
    assert "sekretaris" not in {one["bidang"] for one in told["pelaksanaan"]}


def test_a_half_filled_form_is_not_lost(desk):
    due(desk, "--formulir", "formulir", on="2018-04-10")
    half, gone = (Path("formulir") / f"formulir-2018-1-{post}.xlsx" for post in PELAPOR[:2])
    half.write_bytes(b"separuh terisi")
    gone.unlink()
    told = due(desk, "--formulir", "formulir", on="2018-04-10")
    assert told["berkas"] == [str(gone)] and str(half) in told["dibiarkan"]
    assert half.read_bytes() == b"separuh terisi"
    assert f"{half} sudah ada dan dibiarkan" in shown(desk, "--formulir", "formulir", on="2018-04-10")
    assert str(half) in due(desk, "--formulir", "formulir", "--timpa", on="2018-04-10")["berkas"]
    assert half.read_bytes().startswith(b"PK")


def test_who_sent_his_form_is_not_asked_again(desk):
    hand_in(desk, 1, "kabid_capil", "sekretaris")
    told = due(desk, "--formulir", "formulir", on="2018-04-10")
    assert [Path(name).stem.removeprefix("formulir-2018-1-") for name in told["berkas"]] == PELAPOR[::3]


def test_a_file_where_the_folder_of_the_forms_must_be_opens_nothing(desk):
    Path("ada").write_text("x")
    result = desk.run("sop", "jatuh-tempo", "--pada", "2018-04-10", "--formulir", "ada", sebagai=WHO)
    assert result.exit_code == 2 and "bukan folder" in result.stderr
    assert desk.json("sop", "daftar")["pelaksanaan"] == []


def test_no_form_is_written_beside_one_that_is_there(desk):
    form = ("kinerja", "formulir", "--tahun", "2018", "--triwulan", "1", "-o", "formulir")
    Path("formulir").mkdir()
    Path("formulir/formulir-2018-1-sekretaris.xlsx").write_text("separuh terisi")
    Path("formulir/formulir-2018-1-kabid_capil.xlsx").mkdir()
    there = sorted(path.name for path in Path("formulir").iterdir())
    refused = desk.run(*form)
    assert refused.exit_code == 2 and "--timpa" in refused.stderr
    assert all(name in refused.stderr for name in there) and len(there) == 2  # every one, not only the first
    assert sorted(path.name for path in Path("formulir").iterdir()) == there


def test_a_folder_that_bears_the_name_of_a_form_is_not_written_over(desk):
    Path("formulir/formulir-2018-1-kabid_capil.xlsx").mkdir(parents=True)
    owed = ("sop", "jatuh-tempo", "--pada", "2018-04-10", "--formulir", "formulir", "--timpa")
    refused = desk.run(*owed, sebagai=WHO)
    assert refused.exit_code == 2 and "formulir-2018-1-kabid_capil.xlsx (folder)" in refused.stderr
    assert len(list(Path("formulir").iterdir())) == 1


def test_below_the_table_stands_who_still_owes_and_no_report_is_offered(desk):
    hand_in(desk, 1, "kabid_capil")
    said = shown(desk, on="2018-04-10")
    assert "Formulir Triwulan I Tahun 2018: 1 dari 4 diterima; belum: kabid_dafduk, sekretaris, kabid_piak" in said
    assert "Laporan Triwulan: menunggu data lengkap" in said and "kinerja laporan" not in said


def test_a_form_of_an_earlier_quarter_that_never_came_is_told_too(desk):
    hand_in(desk, 1, *PELAPOR[:3])
    hand_in(desk, 2, *PELAPOR)
    said = shown(desk, on="2018-07-10")
    assert "Formulir Triwulan II Tahun 2018: 4 dari 4 diterima\n" in said
    assert "Formulir Triwulan I Tahun 2018: 3 dari 4 diterima; belum: kabid_piak" in said
    (quarter,) = due(desk, on="2018-07-10")["triwulan"]
    assert quarter["belum"] == [{"bidang": "kabid_piak", "triwulan": 1}]
    assert quarter["laporan"][0]["perintah"] is None


@pytest.mark.slow
def test_once_all_are_in_the_printed_commands_draft_the_reports_of_the_year(desk):
    for ke in (1, 2, 3, 4):
        hand_in(desk, ke, *PELAPOR)
    (quarter,) = due(desk)["triwulan"]
    kinds = ["laporan_triwulan", "laporan_kinerja_tahunan", "laporan_pengukuran_kinerja"]
    assert [one["jenis"] for one in quarter["laporan"]] == kinds and quarter["belum"] == quarter["kurang"] == []
    said = shown(desk)
    for jenis, one in zip(kinds, quarter["laporan"], strict=True):
        assert f": {one['perintah']}\n" in said
        Path(f"{jenis}.toml").write_text(desk.run("jenis", jenis, "--contoh").stdout, "utf-8")
        made = desk.json(*shlex.split(one["perintah"])[1:])
        assert (made["jenis"], made["status"]) == (jenis, "draf")
        again = next(other for other in due(desk)["triwulan"][0]["laporan"] if other["jenis"] == jenis)
        assert (again["naskah"], again["status"], again["perintah"]) == (made["id"], "draf", None)
        assert f": {made['id']}, draf\n" in shown(desk)
    assert "docgen kinerja laporan" not in shown(desk)


def test_the_command_that_hands_in_the_figures_names_the_form_that_came(desk):
    run = next(one for one in due(desk)["pelaksanaan"] if one["bidang"] == "kabid_capil")["pelaksanaan"]
    Path("kertas.txt").write_text("disposisi")
    surat = desk.json("surat-masuk", "catat", "--isian", "-", sebagai="tata_usaha",
                      stdin=desk.run("jenis", "surat_masuk", "--contoh").stdout)  # fmt: skip
    order = ("disposisi", "buat", surat["id"], "--kepada", "sekretaris", "--isi", "Siapkan")
    lembar = desk.json(*order, sebagai="kabid_capil")["id"]
    desk.json("sop", "selesai", run, "--output", f"disposisi_kabid={lembar}", sebagai="kabid_capil")
    desk.json("sop", "selesai", run, "--output", "disposisi_kasubag=@kertas.txt", sebagai="kasubag_umum")
    assert "--output bahan_laporan=… --sebagai tata_usaha" in desk.run("sop", "status", run).stdout
    hand_in(desk, 4, "kabid_capil")
    form = desk.json("naskah", "daftar", "--jenis", "formulir_kinerja")[0]["id"]
    command = f"docgen sop selesai {run} --output bahan_laporan={form} --sebagai tata_usaha"
    assert command in desk.run("sop", "status", run).stdout
    done = desk.json(*shlex.split(command)[1:])
    assert done["output"]["bahan_laporan"] == f"naskah:{form}"


def test_a_form_that_is_refused_stops_no_other_and_each_is_accounted_for(desk):
    hand_in(desk, 1)
    posts = ("kabid_capil", "sekretaris", "kabid_piak")
    paths = [filled(Path("masuk-1") / f"formulir-2018-1-{post}.xlsx") for post in posts]
    paths[1].write_bytes(b"bukan Excel")
    line = ("kinerja", "terima", paths[0], "lain.xlsx", *paths[1:], "--tahun", "2018")
    told = desk.run(*line, sebagai=WHO)
    assert told.exit_code == 2 and "belum ada yang disimpan" not in told.output
    assert f"{paths[1]} ditolak:\n  - " in told.stderr and "lain.xlsx ditolak:\n  - Berkas 'lain.xlsx'" in told.stderr
    assert told.stderr.endswith(f"2 dari 4 formulir diterima. Ditolak: lain.xlsx, {paths[1]}.\n")
    assert told.stdout.count(" diterima.\n") == 2 and str(paths[2]) in told.stdout
    again = desk.run(*line, "--json", sebagai=WHO)
    records = json.loads(again.stdout)
    assert [one["hasil"] for one in records] == ["diterima", "ditolak", "ditolak", "diterima"]
    assert again.exit_code == 2 and records[3]["naskah"]["number"] == 2 and records[2]["masalah"]


def test_a_year_without_a_plan_takes_in_no_form(desk):
    told = desk.run("kinerja", "terima", "a.xlsx", "--tahun", "1999", sebagai=WHO)
    assert told.exit_code == 4 and "1999" in told.stderr


def test_the_measurement_names_the_quarter_that_a_mean_lacks(desk):
    hand_in(desk, 1, "sekretaris")
    hand_in(desk, 2)
    desk.run("kinerja", "terima", Path("masuk-2") / "formulir-2018-2-sekretaris.xlsx", "--tahun", "2018", sebagai=WHO)
    hand_in(desk, 3, "sekretaris")
    line = ("kinerja", "ukur", "--tahun", "2018", "--sampai", "3")
    assert "sekretaris: Indeks Kepuasan Masyarakat, Triwulan II belum ada angkanya" in desk.run(*line).stdout
    lacked = {"bidang": "sekretaris", "indikator": "Indeks Kepuasan Masyarakat", "triwulan": 2}
    assert lacked in desk.json(*line)["kosong"]
