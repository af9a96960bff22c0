"""The pieces of a typed line, each with its place: words, phrases, filters, brackets and ATAU."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from docgen.search.filters import FILTERS
from docgen.search.text import tokens

WORD, PHRASE, FILTER, OPEN, CLOSE, OR = "word", "phrase", "filter", "(", ")", "ATAU"
OR_WORDS = ("ATAU", "OR")
MOST_LAYERS = 20  # brackets within brackets: more come from a slip, and would be slow to follow
MOST_SHOWN = 40  # characters
Fault = tuple[int, str]  # where, and what is wrong there

_SIGNS = str.maketrans("“”„‟−", '""""-')  # as word processors put them
_VALUE = r'"[^"]*"|[^\s",()]*(?:\([^\s"()]*\)[^\s",()]*)*'
_PIECE = re.compile(
    r'\s*(?P<minus>-(?=["(\w]))?(?:'
    r"(?P<bracket>[()])|"
    rf"(?P<name>[A-Za-z_]+):(?P<values>(?=[^\s()])(?:{_VALUE})(?:,(?:{_VALUE}))*)|"
    r'"(?P<phrase>[^"]*)"|'
    r'(?P<word>[^\s"()]+(?:\([^\s"()]*\)[^\s"()]*)*))'
)
_VALUES = re.compile(rf"({_VALUE})(?:,|$)")


@dataclass(frozen=True)
class Piece:
    """One piece of a line; a filter has its name in `text` and what stands behind the colon in `values`."""

    kind: str
    text: str
    place: int  # of its first character, counted from 1
    minus: bool = False
    values: tuple[str, ...] = ()


def read_pieces(line: str) -> tuple[list[Piece], list[Fault]]:
    """The pieces of a line, without marks that hold no letter or figure, and what cannot be read of it."""
    pieces, faults, at = [], [], 0
    line = line.translate(_SIGNS)
    while found := _PIECE.match(line, at):
        place = found.end() - len(found[0].lstrip()) + 1
        at = found.end()
        piece = _piece(found, place)
        if piece.kind == WORD and piece.text.endswith(":") and piece.text[:-1].lower() in FILTERS:
            faults.append(
                (place, f"{piece.text} pada huruf ke-{place} tanpa isi; tulis isinya langsung sesudah titik dua")
            )
        elif piece.kind not in (WORD, PHRASE) or tokens(piece.text):
            pieces.append(piece)
    if (quote := line.find('"', at)) >= 0:
        faults.append((quote + 1, f"tanda petik pada huruf ke-{quote + 1} belum ditutup"))
    return pieces, faults


def shown(text: str) -> str:
    """`text` as a sentence about it may hold it."""
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + "…"


def _piece(found: re.Match[str], place: int) -> Piece:
    minus = bool(found["minus"])
    if found["bracket"]:
        return Piece(found["bracket"], "", place, minus)
    if found["name"]:
        values = tuple(value.strip('"') for value in _split(found["values"]))
        return Piece(FILTER, found["name"].lower(), place, minus, values)
    if found["word"] is None:
        return Piece(PHRASE, found["phrase"], place, minus)
    word = found["word"]
    return Piece(OR if word in OR_WORDS and not minus else WORD, word, place, minus)


def _split(values: str) -> Iterator[str]:
    at = 0
    while found := _VALUES.match(values, at):
        yield found[1]
        at = found.end()
        if at == len(values) and not found[0].endswith(","):
            return


def shape_faults(pieces: Sequence[Piece]) -> Iterator[Fault]:
    """Brackets that are not closed, not opened, empty or too deep, and every ATAU that has nothing on one side."""
    yield from _bracket_faults(pieces)
    kinds = [OPEN, *(piece.kind for piece in pieces), CLOSE]
    for piece, before, after in zip(pieces, kinds, kinds[2:], strict=False):
        if piece.kind == OR and (before in (OPEN, OR) or after in (CLOSE, OR)):
            yield piece.place, f"{piece.text} pada huruf ke-{piece.place} harus berada di antara dua hal yang dicari"


def _bracket_faults(pieces: Sequence[Piece]) -> Iterator[Fault]:
    opened: list[int] = []
    for piece in pieces:
        if piece.kind == OPEN:
            opened.append(piece.place)
            if len(opened) == MOST_LAYERS + 1:
                yield (
                    piece.place,
                    f"kurung pada huruf ke-{piece.place} terlalu dalam; paling banyak {MOST_LAYERS} lapis",
                )
        elif piece.kind == CLOSE and opened:
            opened.pop()
        elif piece.kind == CLOSE:
            yield piece.place, f"kurung tutup pada huruf ke-{piece.place} tidak ada pembukanya"
    yield from ((place, f"kurung pada huruf ke-{place} belum ditutup") for place in opened)
    for first, second in pairwise(pieces):
        if (first.kind, second.kind) == (OPEN, CLOSE):
            yield first.place, f"kurung pada huruf ke-{first.place} tidak ada isinya"
