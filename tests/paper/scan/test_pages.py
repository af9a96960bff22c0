"""Scans are read as offices make them: grey, noisy, askew, upside down, by a scanner or a telephone."""

from __future__ import annotations

import io
from random import Random

import pytest
from PIL import Image
from pypdf import PdfReader

from docgen.errors import UnsafeFile
from docgen.naskah.kode_halaman import kode_halaman
from docgen.paper.pdf.convert import convert
from docgen.paper.pdf.marks import QR_SIDE, Marks
from docgen.paper.pdf.stamp import stamp_pdf
from docgen.paper.scan import pages as module
from docgen.paper.scan.pages import ScannedPage, read_pages
from tests.paper.scan.scanner import Glass, bound, empty_back, glass, jpeg, photograph, scanned
from tests.paper.test_pdf import filled
from tests.paper.test_pdf_stamp import changed, each_page, sheets
from tests.paper.test_pdf_text import pdf_with


def printed(pdf: bytes, number: int = 3) -> bytes:
    """A print of one version: each page bears its code."""

    def own(page: int, pages: int) -> Marks:
        code = kode_halaman("7K3MQ9XZ1A", number, page, pages)
        return Marks(footer=f"{code} · 470 / 1 / Sekre / 2019 · terbit", qr=code)

    return stamp_pdf(pdf, Marks(), own)


def code(page: int, pages: int, number: int = 3) -> str:
    return kode_halaman("7K3MQ9XZ1A", number, page, pages)


def texts(found: list[ScannedPage]) -> list[list[str]]:
    return [[one.text for one in page.codes] for page in found]


TWO = printed(sheets((595.3, 841.9), (595.3, 841.9)))


def test_each_page_says_its_code_and_where_it_stands():
    found = read_pages(scanned([(TWO, 0), (TWO, 1)], Glass(skew=1.5)), "dua.pdf")
    assert texts(found) == [[code(1, 2)], [code(2, 2)]]
    assert [(page.index, page.blank, page.unreadable) for page in found] == [(0, False, ""), (1, False, "")]
    assert all(1650 <= page.width <= 1656 and 2330 <= page.height <= 2342 for page in found)
    assert all(one.x > 0.9 and one.y > 0.9 for page in found for one in page.codes)


def test_a_page_upside_down_has_its_code_at_the_other_corner():
    (page,) = read_pages(scanned([(TWO, 0)], Glass(turned=True, skew=-2)), "terbalik.pdf")
    assert [one.text for one in page.codes] == [code(1, 2)] and page.codes[0].x < 0.1 and page.codes[0].y < 0.1


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "LA", "RGBA"])
def test_a_png_of_any_colours_is_read(mode: str):
    out = io.BytesIO()
    photograph(TWO, 1).convert(mode).save(out, "PNG")
    assert texts(read_pages(out.getvalue(), "foto.png")) == [[code(2, 2)]]


@pytest.mark.parametrize(("mode", "progressive"), [("L", False), ("RGB", True), ("CMYK", False)])
def test_a_jpeg_of_any_colours_is_read(mode: str, progressive: bool):
    out = io.BytesIO()
    photograph(TWO, 0).convert(mode).save(out, "JPEG", quality=60, progressive=progressive)
    assert texts(read_pages(out.getvalue(), "foto.jpg")) == [[code(1, 2)]]


def test_a_large_photo_from_a_telephone_lying_on_its_side_is_read():
    paper = photograph(TWO, 0, Glass(dpi=250, skew=2)).rotate(90, expand=True)
    desk = Image.new("RGB", (4000, 3000), (96, 70, 50))
    desk.paste(paper.convert("RGB"), (500, 400))
    assert texts(read_pages(jpeg(desk, 80), "IMG_0001.JPG")) == [[code(1, 2)]]


def test_an_empty_back_is_known_whatever_dust_lies_on_it():
    found = read_pages(bound([photograph(TWO, 0), empty_back(), empty_back(Glass(noise=12))]), "bolak-balik.pdf")
    assert [page.blank for page in found] == [False, True, True]


def test_a_page_of_few_words_is_not_empty():
    (page,) = read_pages(scanned([(pdf_with("Catatan: setuju."), 0)]), "catatan.pdf")
    assert not page.blank and page.codes == ()


def test_two_codes_on_one_page_are_both_told():
    both = stamp_pdf(stamp_pdf(sheets((595, 842)), Marks(qr="SATU")), Marks(qr="DUA", qr_corner="top-left"))
    assert sorted(texts(read_pages(scanned([(both, 0)]), "x.pdf"))[0]) == ["DUA", "SATU"]


def test_more_pages_than_one_process_takes_are_all_read_in_order(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "AT_ONCE", 2)
    five = printed(sheets(*[(595, 842)] * 5))
    assert texts(read_pages(five, "lima.pdf")) == [[code(page, 5)] for page in range(1, 6)]


def test_a_pdf_too_long_for_one_scan_is_refused_with_its_number_of_pages(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MOST_PAGES", 3)
    with pytest.raises(UnsafeFile, match="berisi 4 halaman; paling banyak 3"):
        read_pages(sheets(*[(595, 842)] * 4), "panjang.pdf")


def test_a_file_too_large_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "LARGEST", 1024 * 1024)
    with pytest.raises(UnsafeFile, match="lebih besar dari 1 MiB"):
        read_pages(b"%PDF-" + b"0" * 1024 * 1024, "besar.pdf")


def test_an_enormous_page_is_drawn_smaller_and_still_read():
    (page,) = read_pages(printed(sheets((14400, 14400))), "spanduk.pdf")
    assert page.width * page.height <= 41_000_000


LOCKED = changed(TWO, lambda writer: writer.encrypt("rahasia", algorithm="RC4-128"))
INTERLACED = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + b"IHDR" + bytes([0, 0, 0, 9, 0, 0, 0, 9, 8, 2, 0, 0, 1])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "bukan PDF, JPG atau PNG"), (b"PK\x03\x04 docx", "bukan PDF, JPG atau PNG"), (b"II*\x00 tiff", "TIFF"),
        (b"%PDF-1.7\nputus", "tidak dapat dibaca"), (TWO[:300], "tidak dapat dibaca"), (LOCKED, "terkunci"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "tidak dapat dibaca"), (INTERLACED, "tidak dapat dibaca"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, why: str):
    with pytest.raises(UnsafeFile, match=why):
        read_pages(data, "aneh.pdf")


def test_a_hostile_file_costs_seconds_and_nothing_else(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "SECONDS", 2)
    heavy = pdf_with("", b"0 0 595 842 re f " * 3_000_000)
    with pytest.raises(UnsafeFile, match="terlalu berat"):
        read_pages(heavy, "berat.pdf")


def test_a_turned_or_cropped_page_of_a_pdf_is_read():
    turned = changed(TWO, each_page(lambda page: page.rotate(90)))
    assert texts(read_pages(turned, "x.pdf")) == [[code(1, 2)], [code(2, 2)]]


@pytest.fixture(scope="module")
def report() -> bytes:
    return convert({"laporan": filled("laporan_pengukuran_kinerja")}).pdfs["laporan"]


@pytest.mark.slow
@pytest.mark.parametrize(("dpi", "sheets_scanned"), [(200, 60), (150, 20)])
def test_every_page_of_sixty_bad_scans_is_read_rightly(report: bytes, dpi: int, sheets_scanned: int):
    random = Random(1945)
    length = len(PdfReader(io.BytesIO(report)).pages)
    prints = {number: printed(report, number) for number in range(1, 6)}
    picked = [(random.randint(1, 5), random.randrange(length), glass(random, dpi)) for _ in range(sheets_scanned)]
    pictures = [photograph(prints[number], page, how) for number, page, how in picked]
    wanted = [[code(page + 1, length, number)] for number, page, _ in picked]
    assert texts(read_pages(bound(pictures, Glass(dpi)), "tumpukan.pdf")) == wanted


@pytest.mark.slow
def test_the_qr_is_a_quarter_larger_than_a_bad_scan_needs():
    small = [stamp_pdf(sheets((200, 260)), Marks(qr=code(page, 24), qr_side=0.8 * QR_SIDE)) for page in range(1, 21)]
    bad = Glass(dpi=150, skew=2, noise=12, blur=0.7)
    found = read_pages(scanned([(pdf, 0) for pdf in small], bad), "kecil.pdf")
    assert texts(found) == [[code(page, 24)] for page in range(1, 21)]
