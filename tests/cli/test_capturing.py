"""A scanner's folder and a telephone: signed paper goes into the archive by the code on its pages, or into the tray."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from docgen.cli import capturing
from docgen.naskah.kode_halaman import kode_halaman
from docgen.paper.pdf.marks import Marks
from docgen.paper.pdf.stamp import stamp_pdf
from tests.cli.test_work import sign_and_number
from tests.conftest import WIB
from tests.paper.scan.scanner import Glass, jpeg, photograph, scanned
from tests.paper.test_pdf_stamp import sheets

BY = "tata_usaha"


@pytest.fixture(autouse=True)
def plain_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


def paper(naskah: dict, pages: int = 2, number: int = 0) -> list[tuple[bytes, int]]:
    """The sheets of a print of this version."""

    def own(page: int, of: int) -> Marks:
        code = kode_halaman(naskah["id"], number or naskah["number"], page, of)
        return Marks(footer=code, qr=code)

    pdf = stamp_pdf(sheets(*[(595.3, 841.9)] * pages), Marks(), own)
    return [(pdf, page) for page in range(pages)]


def put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.fixture
def issued(desk) -> dict:
    return sign_and_number(desk, desk.draft())


def test_a_scan_finds_its_naskah_and_the_source_stays(desk, issued):
    source = put(Path("scan.pdf"), scanned(paper(issued), Glass(skew=1)))
    result = desk.run("arsip", "tangkap", source, sebagai=BY)
    assert result.exit_code == 0, result.output
    assert f"scan.pdf: naskah {issued['id']} ({issued['nomor']}) pindaian.pdf, dari versi 3" in result.stdout
    assert source.exists() and not (desk.root / "baki").exists()
    shown = desk.run("naskah", "lihat", issued["id"], sebagai=BY).stdout
    assert "Bertanda tangan : (dipindai) sejak" in shown and "dari versi 3: pindaian.pdf" in shown
    assert f"{issued['sha256'][:16]} (untuk --dibaca)" in shown
    again = desk.run("arsip", "tangkap", source, sebagai=BY)
    assert again.exit_code == 0 and "sudah ada di naskah" in again.stdout
    (told,) = desk.json("arsip", "tangkap", source, sebagai=BY)
    assert told["diarsipkan"][0]["sudah_ada"] is True and told["ditolak"] == []


def test_without_a_reader_of_words_only_json_gives_a_hint(desk, issued):
    source = put(Path("scan.pdf"), scanned(paper(issued)))
    (told,) = desk.json("arsip", "tangkap", source, sebagai=BY)
    assert "tesseract-ocr-ind" in told["kata"]
    source = put(Path("scan2.pdf"), scanned(paper(issued), Glass(skew=2)))
    assert "tesseract" not in desk.run("arsip", "tangkap", source, sebagai=BY).output


def test_a_folder_is_filed_and_what_is_not_sure_goes_to_the_tray(desk, issued):
    whole = put(Path("pindai/a.pdf"), scanned(paper(issued)))
    part = put(Path("pindai/b.pdf"), scanned(paper(issued)[:1]))
    put(Path("pindai/catatan.docx"), b"bukan pindaian")
    result = desk.run("arsip", "tangkap", "pindai", "--pindahkan", sebagai=BY)
    assert result.exit_code == 2 and "1 dari 3 berkas diarsipkan" in result.stderr
    assert not whole.exists() and Path("pindai/sudah/a.pdf").exists()
    tray = desk.root / "baki"
    assert part.exists() and (tray / "b.pdf").read_bytes() == part.read_bytes()
    reason = (tray / "b.pdf.txt").read_text("utf-8")
    assert "halaman 2 dari 2 tidak ada" in reason and "docgen arsip tangkap" in reason
    assert "bukan PDF" in (tray / "catatan.docx.txt").read_text("utf-8")
    assert desk.run("arsip", "periksa").exit_code == 0


def test_an_outdated_print_is_offered_as_history(desk, issued):
    source = put(Path("lama.pdf"), scanned(paper(issued, number=1)))
    result = desk.run("arsip", "tangkap", source, sebagai=BY)
    assert result.exit_code == 2 and "versi 3 (terbit)" in result.stdout and "--sejarah" in result.stdout
    done = desk.run("arsip", "tangkap", source, "--sejarah", sebagai=BY)
    assert done.exit_code == 0 and "riwayat versi 1, bukan tanda tangan" in done.stdout
    assert "Bertanda tangan" not in desk.run("naskah", "lihat", issued["id"]).stdout


def test_a_filled_attendance_list_is_told_as_that_and_not_as_signed(desk):
    toml = desk.run("jenis", "daftar_hadir", "--contoh").stdout
    daftar = desk.json("naskah", "buat", "daftar_hadir", "--isian", "-", stdin=toml, sebagai="kasubag_perencanaan")
    for name, skew in (("pagi.pdf", 1), ("siang.pdf", -1)):
        source = put(Path(name), scanned(paper(daftar, pages=1), Glass(skew=skew)))
        result = desk.run("arsip", "tangkap", source, sebagai=BY)
        assert result.exit_code == 0, result.output
    told = f"siang.pdf: naskah {daftar['id']} pindaian-terisi-2.pdf, lembar terisi dari versi 1, bukan tanda tangan"
    assert told in result.stdout
    shown = desk.run("naskah", "lihat", daftar["id"], sebagai=BY).stdout
    assert "Lembar terisi : (dipindai) sejak" in shown and "pindaian-terisi.pdf dan 1 pindaian lain" in shown
    assert "Bertanda tangan" not in shown
    (known,) = desk.json("arsip", "tangkap", "siang.pdf", sebagai=BY)
    assert [known["diarsipkan"][0][key] for key in ("sudah_ada", "terisi", "sejarah")] == [True, True, False]


def test_a_blank_sheet_waits_in_the_tray_until_its_number_is_entered(desk):
    reserved = ("--banyak", 3, "--alasan", "listrik padam")
    blok = desk.json("buku", "pesan", "surat_tugas", *reserved, sebagai=BY)
    sheet = paper(blok, pages=4)[2:3]  # behind the list and the first sheet
    source = put(Path("lembar.pdf"), scanned(sheet, Glass(skew=1)))
    result = desk.run("arsip", "tangkap", source, sebagai=BY)
    assert result.exit_code == 2 and "lembar kosong nomor urut 2: belum dicatat" in result.stdout
    letter = (desk.root / "baki" / "lembar.pdf.txt").read_text("utf-8")
    command = "docgen naskah catat-kertas surat_tugas --isian ISIAN.toml --dipesan 2 --tanggal TANGGAL --alasan ALASAN"
    assert command in letter and "nomor urut 2" in desk.run("kenali", source).stdout
    Path("ISIAN.toml").write_text(desk.run("jenis", "surat_tugas", "--contoh").stdout, "utf-8")
    today = datetime.now(WIB).date().isoformat()
    typed = command.replace("TANGGAL", today).replace("ALASAN", "padam").split()[1:]
    entered = desk.json(*typed, sebagai=BY)
    done = desk.run("arsip", "tangkap", source, sebagai=BY)
    assert done.exit_code == 0 and f"naskah {entered['id']} ({entered['nomor']}) pindaian.pdf" in done.stdout
    assert f"dari lembar kosong {blok['id']}-01-3.4" in done.stdout
    shown = desk.run("naskah", "lihat", entered["id"], sebagai=BY).stdout
    assert "Bertanda tangan : (dipindai) sejak" in shown and f"dari lembar kosong {blok['id']}" in shown


def test_who_may_not_capture_is_told_before_anything_is_read(desk, issued):
    source = put(Path("scan.pdf"), scanned(paper(issued)))
    for command in (("tangkap", source), ("awasi", ".", "--sekali")):
        result = desk.run("arsip", *command, sebagai="kabid_capil")
        assert result.exit_code == 5 and "memindai" in result.stderr


def test_a_file_that_is_not_there_does_not_hold_back_the_others(desk, issued):
    source = put(Path("scan.pdf"), scanned(paper(issued)))
    result = desk.run("arsip", "tangkap", "tidak-ada.pdf", source, sebagai=BY)
    assert result.exit_code == 2 and "'tidak-ada.pdf' tidak ditemukan" in result.stdout
    assert "pindaian.pdf, dari versi 3" in result.stdout


def watch(desk, monkeypatch, *between) -> str:
    """Watch the folder; what happens between two looks, and then Ctrl-C."""
    waiting = iter(between)

    def sleep(seconds: int) -> None:
        assert seconds == 7
        act = next(waiting, None)
        if act is None:
            raise KeyboardInterrupt
        act()

    monkeypatch.setattr(capturing, "sleep", sleep)
    result = desk.run("arsip", "awasi", "pindai", "--jeda", "7", sebagai=BY)
    assert result.exit_code == 0 and "Berhenti mengawasi." in result.stderr
    return result.stdout


def test_a_watched_folder_waits_for_whole_files_and_takes_each_once(desk, issued, monkeypatch):
    data = scanned(paper(issued))
    half = put(Path("pindai/a.pdf"), data[: len(data) // 2])
    printed = watch(desk, monkeypatch, lambda: half.write_bytes(data), lambda: None, lambda: None, lambda: None)
    assert printed.count("\n") == 1 and printed.startswith(f"a.pdf: naskah {issued['id']}")
    assert not (desk.root / "baki").exists()  # the half file was never read


def test_a_failing_file_does_not_end_the_watch(desk, issued, monkeypatch):
    put(Path("pindai/a.pdf"), b"%PDF-1.4 rusak")
    put(Path("pindai/b.pdf"), scanned(paper(issued)))
    lines = watch(desk, monkeypatch, lambda: None).splitlines()
    assert lines[0].startswith("a.pdf: tidak diarsipkan") and "baki" in lines[0]
    assert lines[1].startswith(f"b.pdf: naskah {issued['id']}") and len(lines) == 2


def test_a_watch_outlives_an_office_that_is_being_mended(desk, issued, monkeypatch):
    put(Path("pindai/a.pdf"), scanned(paper(issued)))
    kantor = desk.root / "templates_docx" / "kantor.toml"
    whole = kantor.read_text("utf-8")
    later = put(Path("nanti.pdf"), scanned(paper(issued), Glass(skew=2)))

    def mend() -> None:
        kantor.write_text(whole, "utf-8")
        later.rename("pindai/b.pdf")

    lines = watch(desk, monkeypatch, lambda: kantor.write_text("rusak [", "utf-8"), mend, lambda: None).splitlines()
    assert lines[0].startswith("a.pdf: tidak diarsipkan") and lines[1].startswith(f"b.pdf: naskah {issued['id']}")


def test_a_watch_may_be_one_round(desk, issued, monkeypatch):
    put(Path("pindai/a.pdf"), scanned(paper(issued)))
    monkeypatch.setattr(capturing, "sleep", lambda seconds: None)
    result = desk.run("arsip", "awasi", "pindai", "--sekali", "--pindahkan", "--json", sebagai=BY)
    assert result.exit_code == 0 and json.loads(result.stdout)["diarsipkan"][0]["id"] == issued["id"]
    assert Path("pindai/sudah/a.pdf").exists()
    assert desk.run("arsip", "awasi", "tidak-ada", sebagai=BY).exit_code == 4


# --- found again by the code on the paper


def test_a_photo_tells_what_it_shows_and_whether_it_still_holds(desk, issued):
    photo = put(Path("foto.jpg"), jpeg(photograph(*paper(issued)[1], Glass(skew=-2, turned=True))))
    result = desk.run("kenali", photo)
    assert result.exit_code == 0 and f"naskah {issued['id']}, versi 3, halaman 2 dari 2" in result.stdout
    assert "masih yang berlaku" in result.stdout
    old = put(Path("lama.jpg"), jpeg(photograph(*paper(issued, number=1)[0])))
    (told,) = desk.json("kenali", old)
    assert (told["number"], told["halaman"], told["berlaku"], told["terbaru"]["number"]) == (1, 1, False, 3)
    assert "versi 3, terbit; kertas ini versi lama" in desk.run("kenali", old).stdout


def test_a_photo_of_nothing_of_ours_is_not_known(desk, issued):
    plain = put(Path("polos.jpg"), jpeg(photograph(sheets((595, 842)), 0)))
    foreign = put(Path("asing.jpg"), jpeg(photograph(*paper({"id": "ZZZZZZZZZZ", "number": 3})[0])))
    torn = put(Path("rusak.pdf"), b"%PDF-1.4 rusak")
    for path in (plain, foreign, torn):
        assert desk.run("kenali", path).exit_code == 4, path


def test_a_code_typed_by_hand_names_its_naskah_everywhere(desk, issued):
    code = kode_halaman(issued["id"], 3, 2, 2)
    assert desk.json("naskah", "lihat", code.lower())["id"] == issued["id"]
    assert desk.json("naskah", "ambil", code)["naskah_id"] == issued["id"]
    assert "halaman 2 dari 2" in desk.run("kenali", code.lower()).stdout
    assert f"versi {issued['number']}" in desk.run("kenali", issued["kode"]).stdout
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert desk.run("naskah", "lihat", wrong).exit_code == 4 and desk.run("kenali", wrong).exit_code == 4
