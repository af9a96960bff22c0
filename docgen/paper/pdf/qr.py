"""A QR code as drawing operators of PDF: sharp at every size, no picture, no font (ISO/IEC 18004)."""

from __future__ import annotations

from collections.abc import Iterator

import segno

QUIET = 4  # modules kept white on every side, as the standard asks
MASK = 2  # trying all eight is five sixths of the time of a QR, and noisy scans read this one as well


def qr_operators(text: str, side: float) -> str:
    """The code of `text` in a white square of `side` points at the origin, in grey of PDF (`g`).

    Error correction M, or better where it costs no room: 15 % or more may be soiled by a stamp or a pen. Raises
    ValueError when the text does not fit any QR.
    """
    try:
        matrix = segno.make(text, error="m", micro=False, mask=MASK).matrix
    except segno.DataOverflowError as error:
        raise ValueError(f"{len(text)} characters are too many for a QR") from error
    module = side / (len(matrix) + 2 * QUIET)
    bars = (
        f"{(QUIET + start) * module:.3f} {side - (QUIET + row + 1) * module:.3f} {length * module:.3f} {module:.3f} re"
        for row, line in enumerate(matrix)
        for start, length in _runs(line)
    )
    return "\n".join([f"1 g 0 0 {side:.3f} {side:.3f} re f", "0 g", *bars, "f"])


def _runs(line: bytes | bytearray) -> Iterator[tuple[int, int]]:
    """Where a row is black: start and length, so that a row is a few bars and no hairlines show between modules."""
    start = None
    for column, black in enumerate((*line, 0)):
        if black and start is None:
            start = column
        elif not black and start is not None:
            yield start, column - start
            start = None
