"""Contact sheets: many pages small on one, each with its name, so that a whole office is judged at one look."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.generic import DecodedStreamObject, NameObject

from docgen.paper.pdf.marks import line, text_width

WIDTH, HEIGHT = 1191.0, 842.0  # points, A3 as it lies
COLUMNS, ROWS = 7, 3
GAP, LABEL = 9.0, 14.0  # between the pages, and below each for its name
_LETTERS = 8.0

Named: TypeAlias = tuple[str, PageObject]


def contact_sheets(pdfs: Mapping[str, bytes]) -> bytes:
    """One PDF with every page of every file in order, COLUMNS x ROWS on a sheet, named `nota_dinas 1/2`."""
    writer, made = PdfWriter(), io.BytesIO()
    pages, many = list(_named(pdfs)), COLUMNS * ROWS
    for first in range(0, len(pages), many):
        _draw(writer.add_blank_page(WIDTH, HEIGHT), pages[first : first + many])
    writer.write(made)
    return made.getvalue()


def _named(pdfs: Mapping[str, bytes]) -> Iterator[Named]:
    for name, pdf in pdfs.items():
        pages = PdfReader(io.BytesIO(pdf)).pages
        yield from ((f"{name} {at}/{len(pages)}", page) for at, page in enumerate(pages, 1))


def _draw(sheet: PageObject, pages: Sequence[Named]) -> None:
    wide, tall = (WIDTH - GAP) / COLUMNS, (HEIGHT - GAP) / ROWS
    drawing = []
    for at, (name, page) in enumerate(pages):
        x, y = GAP + at % COLUMNS * wide, HEIGHT - (at // COLUMNS + 1) * tall
        room = (wide - GAP, tall - GAP - LABEL)
        scale = min(room[0] / page.mediabox.width, room[1] / page.mediabox.height)
        width, height = page.mediabox.width * scale, page.mediabox.height * scale
        left, bottom = x + (room[0] - width) / 2, y + LABEL
        sheet.merge_transformed_page(page, Transformation().scale(scale).translate(left, bottom))
        drawing += [
            f"0.6 G 0.5 w {left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re S 0 g",
            *_label(name, x, y, room[0]),
        ]
    stream = DecodedStreamObject()
    stream.set_data("\n".join(drawing).encode())
    marks = PageObject.create_blank_page(width=WIDTH, height=HEIGHT)
    marks[NameObject("/Contents")] = stream
    sheet.merge_page(marks)


def _label(name: str, x: float, y: float, room: float) -> Iterator[str]:
    size = min(_LETTERS, _LETTERS * room / text_width(name, _LETTERS))
    return line(name, x + (room - text_width(name, size)) / 2, y + LABEL - size - 2, size, "f")
