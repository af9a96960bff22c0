"""A preview is a picture of the page; a file that cannot be drawn costs a sentence and no more."""

from __future__ import annotations

import struct
import zlib

import pytest

from docgen.errors import NotReady
from docgen.paper.pdf import view as module
from docgen.paper.pdf.view import page_images, png
from tests.paper.test_pdf_stamp import sheets
from tests.paper.test_pdf_text import pdf_with


def opened(picture: bytes) -> tuple[int, int, bytes]:
    """Width, height and the bytes of the rows of a PNG, each with the 0 in front; every checksum is looked at."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    at, parts = 8, {}
    while at < len(picture):
        (length,) = struct.unpack_from(">I", picture, at)
        kind, data = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", picture, at + 8 + length)[0] == zlib.crc32(kind + data)
        parts[kind] = data
        at += 12 + length
    width, height = struct.unpack_from(">II", parts[b"IHDR"])
    return width, height, zlib.decompress(parts[b"IDAT"])


RED_BELOW = pdf_with("", b"1 0 0 rg 0 0 595 421 re f")


def test_a_page_is_drawn_in_its_size_and_its_colours() -> None:
    width, height, rows = opened(next(page_images(RED_BELOW, dpi=72)))
    assert (width, height, len(rows)) == (595, 842, 842 * (1 + 3 * 595))
    assert rows[1:4] == b"\xff\xff\xff"
    assert rows[-3:] == b"\xff\x00\x00"


def test_twice_the_resolution_is_twice_the_side() -> None:
    assert opened(next(page_images(RED_BELOW, dpi=144)))[:2] == (1190, 1684)


def test_pages_are_chosen() -> None:
    three = sheets((100, 200), (200, 100), (300, 300))
    assert [opened(one)[:2] for one in page_images(three, dpi=72)] == [(100, 200), (200, 100), (300, 300)]
    assert [opened(one)[:2] for one in page_images(three, dpi=72, pages=[2, 0])] == [(300, 300), (100, 200)]


def test_choosing_no_page_draws_none() -> None:
    assert list(page_images(RED_BELOW, pages=[])) == []


def test_a_huge_page_is_drawn_smaller() -> None:
    width, height, _ = opened(next(page_images(sheets((14400, 7200)), dpi=300)))
    assert (width, height) == (module.MOST_SIDE, module.MOST_SIDE // 2)


def test_a_long_file_is_drawn_up_to_the_limit() -> None:
    long = sheets(*[(30, 30)] * (module.MOST_PAGES + 5))
    assert len(list(page_images(long, dpi=72))) == module.MOST_PAGES


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n", b"%PDF-1.7\nsampah" * 50, b"PK\x03\x04"])
def test_what_is_no_pdf_is_said_at_once(data: bytes) -> None:
    with pytest.raises(NotReady, match="tidak dapat ditampilkan"):
        page_images(data)


@pytest.mark.parametrize("number", [1, 99])
def test_a_page_that_is_not_there_is_said(number: int) -> None:
    with pytest.raises(NotReady, match="halamannya tidak ada"):
        page_images(RED_BELOW, pages=[number])


def test_a_page_that_takes_for_ever_ends_at_the_limit(monkeypatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 2)
    circles = b"0 0 595 842 re f " * 3_000_000
    with pytest.raises(NotReady):
        page_images(pdf_with("", circles), dpi=300)


@pytest.mark.parametrize("asked", [{"dpi": 0}, {"pages": range(51)}, {"pages": [-1]}])
def test_more_than_the_limit_is_a_fault_of_the_caller(asked) -> None:
    with pytest.raises(ValueError, match="at most"):
        page_images(RED_BELOW, **asked)


def test_a_picture_is_a_png_whatever_the_padding_of_its_rows() -> None:
    assert opened(png(b"abcdefPPghijklPP", 2, 2, 8)) == (2, 2, b"\0abcdef\0ghijkl")
