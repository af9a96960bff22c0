"""Sheets of labels to be glued on boxes, folders and papers: letters as outlines and a QR, so no font is needed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from docgen.paper.pdf.marks import line, text_width
from docgen.paper.pdf.qr import qr_operators

_MM = 72 / 25.4
WIDTH, HEIGHT = 210 * _MM, 297 * _MM  # A4
_PAD = 3.5 * _MM  # a printer does not hit the edge of a label exactly
_SMALL, _LARGE, _PLAIN = 7.5, 14.0, 8.0  # points: what it is, what it is called, all else
_LINE = 1.28  # of the size, from line to line
_QR = 25 * _MM  # with the white edge it needs
_MOST = 2  # lines of one text


@dataclass(frozen=True)
class Label:
    """What one label says, from top to bottom, and what its QR says beside it."""

    kepala: str  # what it is: Boks, Berkas 1/2019
    judul: str  # what it is called, in large letters
    baris: tuple[str, ...]
    qr: str


@dataclass(frozen=True)
class Sheet:
    """A sheet of labels as they are sold; lengths in millimetres."""

    columns: int
    rows: int
    width: float
    height: float
    between: float = 0  # two columns

    @property
    def many(self) -> int:
        """Labels on one sheet."""
        return self.columns * self.rows


SHEETS = {"3x8": Sheet(3, 8, 70, 37), "2x7": Sheet(2, 7, 99.1, 38.1, between=2.5)}


def label_sheets(labels: Sequence[Label], sheet: Sheet, start: int = 1) -> bytes:
    """A4 sheets with these labels, from place `start` of the first sheet on; the same arguments give the same bytes."""
    writer, made = PdfWriter(), io.BytesIO()
    for first in range(1 - start, len(labels), sheet.many):
        drawn = [
            piece
            for place in range(sheet.many)
            if 0 <= first + place < len(labels)
            for piece in _placed(labels[first + place], sheet, place)
        ]
        stream = DecodedStreamObject()
        stream.set_data("\n".join(drawn).encode())
        page = writer.add_blank_page(WIDTH, HEIGHT)
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())  # pypdf has no other door
    writer.write(made)
    return made.getvalue()


def _placed(label: Label, sheet: Sheet, place: int) -> Iterator[str]:
    """One label where it belongs, with a faint edge to cut along on plain paper."""
    wide, tall = sheet.width * _MM, sheet.height * _MM
    across = sheet.columns * wide + (sheet.columns - 1) * sheet.between * _MM
    x = (WIDTH - across) / 2 + place % sheet.columns * (wide + sheet.between * _MM)
    y = HEIGHT - (HEIGHT - sheet.rows * tall) / 2 - (place // sheet.columns + 1) * tall
    side = min(_QR, tall - 2 * _PAD)
    yield f"q 1 0 0 1 {x:.2f} {y:.2f} cm 0.85 G 0.3 w 0 0 {wide:.2f} {tall:.2f} re S 0 g 0 G"
    yield f"q 1 0 0 1 {wide - side - _MM:.2f} {(tall - side) / 2:.2f} cm"
    yield qr_operators(label.qr, side)
    yield "Q"
    yield from _words(label, wide - _PAD - side - _MM, tall - _PAD)
    yield "Q"


def _words(label: Label, room: float, top: float) -> Iterator[str]:
    """The words from the top downwards; what does not fit above the lower edge is left out and said to be."""
    size = min(_LARGE, _LARGE * room / max(text_width(label.judul, _LARGE), 1))
    y = top - _SMALL
    yield from line(_cut(label.kepala, room, _SMALL), _PAD, y, _SMALL, "f")
    y -= size * 1.25
    yield "26 w"  # units of a letter: a line around it makes it bold
    yield from line(label.judul, _PAD, y, size, "B")
    y -= 2
    lines = [piece for text in label.baris if text for piece in _wrapped(text, room)]
    fits = int((y - _PAD) / (_PLAIN * _LINE))
    if len(lines) > fits:
        lines = [*lines[: fits - 1], _cut(f"{lines[fits - 1]} …", room, _PLAIN)]
    for number, text in enumerate(lines, 1):
        yield from line(text, _PAD, y - number * _PLAIN * _LINE, _PLAIN, "f")


def _wrapped(text: str, room: float) -> list[str]:
    """A text in lines of this width, two at most."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, _PLAIN) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    kept = lines[:_MOST] if len(lines) <= _MOST else [*lines[: _MOST - 1], " ".join(lines[_MOST - 1 :])]
    return [_cut(one, room, _PLAIN) for one in kept]


def _cut(text: str, room: float, size: float) -> str:
    """The text, or its beginning and dots where it is too wide."""
    text = text.replace("…", "...")
    if text_width(text, size) <= room:
        return text
    text = text.removesuffix("...")
    while text and text_width(f"{text}...", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}..."
