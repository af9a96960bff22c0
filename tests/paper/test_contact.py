"""Many pages small on one sheet, none left out, none beyond the edge."""

import io
import re

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from docgen.paper.pdf.contact import COLUMNS, HEIGHT, ROWS, WIDTH, contact_sheets
from docgen.paper.pdf.view import page_images

MANY = COLUMNS * ROWS
WHITE = b"\xff\xff\xff"


def pdf(pages: int, width: float = 595, height: float = 842) -> bytes:
    writer, made = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(width, height)
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(("pages", "sheets"), [(1, 1), (MANY, 1), (MANY + 1, 2), (2 * MANY + 1, 3)])
def test_a_new_sheet_begins_when_one_is_full(pages, sheets):
    made = PdfReader(io.BytesIO(contact_sheets({"nota_dinas": pdf(pages)}))).pages
    assert [(page.mediabox.width, page.mediabox.height) for page in made] == [(WIDTH, HEIGHT)] * sheets


def frames(data: bytes) -> list[tuple[float, ...]]:
    """Left, bottom, width and height of every frame drawn."""
    drawn = PdfReader(io.BytesIO(data)).pages[0].get_contents().get_data().decode("latin-1")
    return [tuple(map(float, found.split())) for found in re.findall(r"((?:[\d.]+\s+){4})re\s+S", drawn)]


@pytest.mark.parametrize("size", [(595, 842), (842, 595), (609, 936), (609, 468)])
def test_every_page_stays_within_its_place_whatever_its_shape(size):
    found = frames(contact_sheets({"a": pdf(2, *size), "b": pdf(MANY - 2)}))
    assert len(found) == MANY
    for x, y, width, height in found:
        assert 0 < x < x + width < WIDTH and 0 < y < y + height < HEIGHT
    x, y, width, height = found[0]
    assert width / height == pytest.approx(size[0] / size[1], rel=0.01)
    assert not any(
        x < other[0] < x + width and y < other[1] + other[3] and other[1] < y + height for other in found[1:]
    )


def test_a_sheet_can_be_drawn():
    (picture,) = page_images(
        contact_sheets({"nama_jenis_yang_panjang_sekali_sehingga_harus_diperkecil": pdf(1)}), dpi=40
    )
    assert picture.startswith(b"\x89PNG") and len(picture) > 1000


def test_every_page_lands_in_its_frame_and_no_two_in_one():
    data = contact_sheets({"a": drawn(MANY)})
    body = PdfReader(io.BytesIO(data)).pages[0].get_contents().get_data().decode("latin-1")
    placed = [
        tuple(map(float, one)) for one in re.findall(r"[\d.]+ 0(?:\.0)? 0(?:\.0)? [\d.]+ ([\d.]+) ([\d.]+)\s+cm", body)
    ]
    corners = [(round(x, 1), round(y, 1)) for x, y, _, _ in frames(data)]
    assert len(set(corners)) == MANY
    assert {(round(x, 1), round(y, 1)) for x, y in placed} >= set(corners)


def drawn(pages: int) -> bytes:
    """Pages with something on them."""
    writer, made = PdfWriter(clone_from=io.BytesIO(pdf(pages))), io.BytesIO()
    for page in writer.pages:
        stream = DecodedStreamObject()
        stream.set_data(b"0 0 10 10 re f")
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.write(made)
    return made.getvalue()
