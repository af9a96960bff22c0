"""What is drawn on a page besides its own words, as outlines: no font, no transparency, so that PDF/A stays PDF/A."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from docgen.paper.pdf.outlines import OUTLINES
from docgen.paper.pdf.qr import qr_operators

Corner = Literal["top-left", "top-right", "bottom-left", "bottom-right"]

EDGE = 12.0  # points between a mark and the edge of the page: printers reach that far
CORNER_SIZE, FOOTER_SIZE = 15.0, 7.0  # of letters, in points
QR_SIDE = 45.0  # points; with EDGE it stays within a margin of 2 cm; 36 are read from the worst scans at 150 dpi

_EM = 1000
_CAPITAL = 690 / _EM  # height of a capital letter
_STEP = re.compile(r"([MLQZ])([^MLQZ]*)")


@dataclass(frozen=True)
class Marks:
    """What every page is to show; an empty text shows nothing."""

    corner: str = ""  # framed at the top right: SALINAN
    diagonal: str = ""  # hollow letters across the page, the words below stay legible: DRAF, KONSEP
    footer: str = ""  # one line at the foot, shrunk to fit: a code, an address to check it
    qr: str = ""  # the words the QR says
    qr_corner: Corner = "bottom-right"
    qr_side: float = QR_SIDE


def draw_marks(marks: Marks, width: float, height: float) -> str:
    """Operators for a page of this size in points, as the reader sees it: origin at the lower left, y upwards."""
    parts = []
    if marks.diagonal:
        parts.append(_diagonal(marks.diagonal, width, height))
    if marks.corner:
        parts.append(_corner(marks, width, height))
    if marks.footer:
        parts.append(_footer(marks, width))
    if marks.qr:
        parts.append(_qr(marks, width, height))
    return "\n".join(f"q\n{part}\nQ" for part in parts)


def _diagonal(text: str, width: float, height: float) -> str:
    """From the lower left to the upper right, three quarters of the way."""
    long = math.hypot(width, height)
    size = min(0.72 * long / text_width(text, 1), 0.25 * min(width, height))
    cos, sin = width / long, height / long
    x, y = -text_width(text, size) / 2, -_CAPITAL * size / 2
    turn = f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {width / 2:.2f} {height / 2:.2f} cm"
    return "\n".join([turn, f"0.65 G {_pen(size / 90, size)} 1 j", *line(text, x, y, size, "S")])


def _corner(marks: Marks, width: float, height: float) -> str:
    """Bold, in a frame; beside the QR when that has the corner."""
    size, inside = CORNER_SIZE, 5.0
    long, tall = text_width(marks.corner, size), _CAPITAL * size
    right = width - EDGE - (marks.qr_side + 4 if marks.qr and marks.qr_corner == "top-right" else 0)
    x, y = right - inside - long, height - EDGE - inside - tall
    frame = f"{x - inside:.2f} {y - inside:.2f} {long + 2 * inside:.2f} {tall + 2 * inside:.2f} re"
    look = f"1 g {frame} f 0 g 0 G 1 w {frame} S {_pen(0.7, size)}"
    return "\n".join([look, *line(marks.corner, x, y, size, "B")])


def _footer(marks: Marks, width: float) -> str:
    """In the middle of the foot, between the corners a QR may take."""
    beside = marks.qr_side if marks.qr and marks.qr_corner.startswith("bottom") else 0
    room = max(width - 2 * (EDGE + beside + 4), 1)
    size = min(FOOTER_SIZE, room / text_width(marks.footer, 1))
    x = (width - text_width(marks.footer, size)) / 2
    return "\n".join(["0 g", *line(marks.footer, x, EDGE, size, "f")])


def _qr(marks: Marks, width: float, height: float) -> str:
    far = marks.qr_side + EDGE
    x = width - far if marks.qr_corner.endswith("right") else EDGE
    y = height - far if marks.qr_corner.startswith("top") else EDGE
    return f"1 0 0 1 {x:.2f} {y:.2f} cm\n{qr_operators(marks.qr, marks.qr_side)}"


def text_width(text: str, size: float) -> float:
    """Points that one line takes at this size."""
    return sum(OUTLINES[letter][0] for letter in _drawable(text)) * size / _EM


def line(text: str, x: float, y: float, size: float, paint: str) -> Iterator[str]:
    """One line from (x, y) on the baseline as operators, each letter painted by `paint` (f, S or B)."""
    scale = size / _EM
    for letter in _drawable(text):
        yield f"q {scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm {_path(letter)}{paint} Q"
        x += OUTLINES[letter][0] * scale


def _pen(width: float, size: float) -> str:
    """A line of `width` points, said in the units of letters of this size."""
    return f"{width * _EM / size:.1f} w"


def _drawable(text: str) -> list[str]:
    """Letters we have outlines of: accents are left away, and what remains unknown becomes '?'."""
    plain = text.replace("\u2013", "-").replace("\u2014", "-").replace("\u2019", "'")
    letters = (one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))
    return [one if one in OUTLINES else " " if one.isspace() else "?" for one in letters]


@lru_cache(maxsize=len(OUTLINES))
def _path(letter: str) -> str:
    """The outline as operators of PDF; its curves are cubic: control points two thirds of the way to the bend."""
    parts, x, y = [], 0.0, 0.0
    for step, rest in _STEP.findall(OUTLINES[letter][1]):
        if step == "Z":
            parts.append("h")
            continue
        *bend, to_x, to_y = map(float, rest.split())
        if bend:
            controls = [(c + 2 * b) / 3 for b, c in zip(bend * 2, (x, y, to_x, to_y), strict=True)]
            parts.append(" ".join(f"{one:.0f}" for one in (*controls, to_x, to_y)) + " c")
        else:
            parts.append(f"{to_x:.0f} {to_y:.0f} {'m' if step == 'M' else 'l'}")
        x, y = to_x, to_y
    return "".join(f"{part} " for part in parts)
