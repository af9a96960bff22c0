"""The daftar goes from desk to desk: written, ticked off in Excel, passed on; one line a row, an exit code for all."""

import csv
import io
import os
import signal
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from docgen.cli.batch import Bar
from tests.conftest import WIB

SHEET = "Kepada;Tempat\nLurah Indihiang;Aula\nLurah Cipedes;Aula\nLurah Tawang;Aula\n"
DRAFTER, SIGNER, CLERK = "kasubag_perencanaan", "sekretaris", "tata_usaha"


def drafted(desk, text=SHEET, *more):
    """Three invitations, and the daftar of them."""
    toml = desk.run("jenis", "nota_dinas_undangan", "--contoh").stdout
    (desk.root / "penerima.csv").write_text(text, "utf-8")
    args = ("nota_dinas_undangan", "--isian", "-", "--dari", desk.root / "penerima.csv", "--daftar", "draf.csv")
    result = desk.run("naskah", "buat-banyak", *args, *more, sebagai=DRAFTER, stdin=toml)
    assert "Daftarnya ditulis di draf.csv" in result.stderr
    return rows("draf.csv")


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def save(path, found, *, delimiter=";", quoting=csv.QUOTE_MINIMAL, encoding="utf-8", heads=None):
    """The daftar as a spreadsheet program leaves it."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, heads or list(found[0]), delimiter=delimiter, quoting=quoting, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(found)
    with open(path, "w", encoding=encoding, newline="") as file:
        file.write(text.getvalue())


def test_a_daftar_goes_from_draft_to_number(desk):
    drafted(desk)
    paraf = desk.run("naskah", "paraf-banyak", "draf.csv", "--daftar", "diparaf.csv", sebagai=DRAFTER)
    assert paraf.exit_code == 0 and "3 dari 3 naskah diparaf" in paraf.stderr
    assert {row["menunggu"] for row in rows("diparaf.csv")} == {"tanda tangan sekretaris"}
    sign = desk.run("naskah", "tandatangan-banyak", "diparaf.csv", "--daftar", "sah.csv", sebagai=SIGNER)
    assert sign.exit_code == 0 and {row["status"] for row in rows("sah.csv")} == {"disahkan"}
    today = datetime.now(WIB).date().isoformat()
    number = desk.run("naskah", "nomori-banyak", "sah.csv", "--tanggal", today, sebagai=CLERK)
    assert number.exit_code == 0 and "3 dari 3 naskah dinomori" in number.stderr
    lines = number.stdout.splitlines()[1:]
    assert [line.split()[1] for line in lines] == [row["naskah"] for row in rows("sah.csv")]
    assert [f"ND. {n} /" in line for n, line in enumerate(lines, 1)] == [True] * 3
    assert {n["tanggal"] for n in desk.json("naskah", "daftar")} == {today}


def test_what_waits_for_a_post_is_written_as_its_daftar(desk):
    drafted(desk)
    result = desk.run("naskah", "daftar", "--menunggu", DRAFTER, "--csv", "-", sebagai=DRAFTER)
    assert result.stdout_bytes == (desk.root.parent / "meja" / "draf.csv").read_bytes()
    desk.run("naskah", "paraf-banyak", "draf.csv", sebagai=DRAFTER)
    assert desk.run("naskah", "daftar", "--menunggu", DRAFTER, "--csv", "x.csv").stderr == (
        "Tidak ada naskah yang cocok.\n"
    )
    assert len(desk.json("naskah", "daftar", "--menunggu", SIGNER)) == 3
    assert desk.run("naskah", "daftar", "--menunggu", "camat").exit_code == 4


def excel_indonesia(found):
    save("lagi.csv", found, encoding="utf-8-sig")


def commas(found):
    save("lagi.csv", found, delimiter=",")


def everything_quoted(found):
    save("lagi.csv", found, quoting=csv.QUOTE_ALL)


def columns_moved_and_deleted(found):
    save("lagi.csv", found, heads=["perihal", "sidik", "naskah"])


def heads_in_capitals(found):
    save("lagi.csv", [{key.upper(): cell for key, cell in row.items()} for row in found])


def old_excel(found):
    save("lagi.csv", found, encoding="cp1252")


def excel_of_another_country(found):
    """It knows commas only: every line is one cell, quoted where a comma is in it."""
    save("lagi.csv", found)
    with open("lagi.csv", newline="") as file:
        head, *body = file.read().splitlines()
    quoted = ['"' + line.replace('"', '""') + '"' for line in body]
    with open("lagi.csv", "w", newline="") as file:
        file.write("\r\n".join([head, *quoted]))


def as_workbook(found):
    book = Workbook()
    book.active.append(list(found[0]))
    for row in found:
        book.active.append(list(row.values()))
    book.save("lagi.csv")  # the bytes say what it is, not the name


SAVED = [
    excel_indonesia, commas, everything_quoted, columns_moved_and_deleted, heads_in_capitals, old_excel,
    excel_of_another_country, as_workbook,
]  # fmt: skip


@pytest.mark.parametrize("save_again", SAVED, ids=lambda f: f.__name__)
def test_a_daftar_saved_again_is_still_one(desk, save_again):
    found = drafted(desk)
    kept = [row | {"perihal": 'Rapat, "penting"; segera – é'} for row in (found[2], found[0])]
    save_again(kept)
    result = desk.json("naskah", "paraf-banyak", "lagi.csv", sebagai=DRAFTER)
    assert [row["naskah"]["id"] for row in result] == [row["naskah"] for row in kept]
    waiting = desk.json("naskah", "daftar", "--menunggu", DRAFTER)
    assert [n["id"] for n in waiting] == [found[1]["naskah"]]


def test_a_line_emptied_in_excel_keeps_the_numbers_of_the_others(desk):
    found = drafted(desk)
    save("lagi.csv", [found[0], dict.fromkeys(found[0], ""), found[2]])
    assert [row["row"] for row in desk.json("naskah", "paraf-banyak", "lagi.csv", sebagai=DRAFTER)] == [2, 4]


def test_a_refused_line_is_told_and_the_others_are_done(desk):
    found = drafted(desk)
    desk.run("naskah", "paraf", found[1]["naskah"], "--dibaca", found[1]["sidik"], sebagai=DRAFTER)
    result = desk.run("naskah", "paraf-banyak", "draf.csv", "--daftar", "baru.csv", sebagai=DRAFTER)
    assert result.exit_code == 2 and "2 dari 3 naskah diparaf. Ditolak: baris 3." in result.stderr
    assert "sudah berubah sejak Anda membacanya" in result.stdout.splitlines()[2]
    assert [row["naskah"] for row in rows("baru.csv")] == [found[0]["naskah"], found[2]["naskah"]]


def test_all_or_nothing(desk):
    found = drafted(desk)
    desk.run("naskah", "paraf", found[1]["naskah"], "--dibaca", found[1]["sidik"], sebagai=DRAFTER)
    acts = desk.log()
    result = desk.run("naskah", "paraf-banyak", "draf.csv", "--semua", "--daftar", "baru.csv", sebagai=DRAFTER)
    assert result.exit_code == 2 and result.stdout.count("tidak diparaf karena baris lain keliru") == 2
    assert desk.log() == acts and not (desk.root.parent / "meja" / "baru.csv").exists()


def test_a_file_in_the_way_is_told_before_anything_is_done(desk):
    drafted(desk)
    acts = desk.log()
    for place, code in (("draf.csv", 2), ("tidak-ada/baru.csv", 4)):
        result = desk.run("naskah", "paraf-banyak", "draf.csv", "--daftar", place, sebagai=DRAFTER)
        assert result.exit_code == code and desk.log() == acts
    done = desk.run("naskah", "paraf-banyak", "draf.csv", "--daftar", "draf.csv", "--timpa", sebagai=DRAFTER)
    assert done.exit_code == 0 and {row["status"] for row in rows("draf.csv")} == {"terparaf"}


@pytest.mark.parametrize("text", ["", "naskah;perihal\nX;Y\n", "naskah;sidik\n", "%PDF-1.4"])
def test_a_sheet_that_is_no_daftar_is_refused_with_what_to_do(desk, text):
    with open("lain.csv", "w") as file:
        file.write(text)
    result = desk.run("naskah", "paraf-banyak", "lain.csv", sebagai=DRAFTER)
    assert result.exit_code == 2 and "lain.csv ditolak" in result.stderr


def test_a_folder_for_a_daftar_is_told_before_anything_is_done(desk):
    drafted(desk)
    Path("folder").mkdir()
    result = desk.run("naskah", "paraf-banyak", "draf.csv", "--daftar", "folder", "--timpa", sebagai=DRAFTER)
    assert result.exit_code != 0 and "berupa folder" in result.stderr
    assert {one["status"] for one in desk.json("naskah", "daftar")} == {"draf"}


@pytest.mark.parametrize(("row", "filed"), [(1, 0), (3, 3)])
def test_who_asks_to_stop_while_rows_are_read_stops_and_later_hears_what_was_filed(desk, monkeypatch, row, filed):
    before = signal.getsignal(signal.SIGINT)
    show = Bar.__call__

    def interrupted(bar, done, of):
        show(bar, done, of)
        if done == row:
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(Bar, "__call__", interrupted)
    toml = desk.run("jenis", "nota_dinas_undangan", "--contoh").stdout
    (desk.root / "penerima.csv").write_text(SHEET, "utf-8")
    args = ("nota_dinas_undangan", "--isian", "-", "--dari", desk.root / "penerima.csv", "--daftar", "draf.csv")
    result = desk.run("naskah", "buat-banyak", *args, sebagai=DRAFTER, stdin=toml)
    assert len(desk.json("naskah", "daftar")) == filed and Path("draf.csv").exists() == bool(filed)
    assert (result.exit_code == 0) == bool(filed) and signal.getsignal(signal.SIGINT) is before
