"""The line a person types, read into a tree; docs/pencarian.md is its page.

line = either*    either = one (ATAU one)*    one = [-] (word | "phrase" | word* | word~ | filter | "(" line ")")
ATAU binds what stands right beside it: `rapat notula ATAU undangan` wants rapat, and one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from docgen.search.filters import FILTERS, KIND, NOT_HERE, REPEATED, AllVersions, read_filter
from docgen.search.parts import Either, Fuzzy, Not, Part, Phrase, Prefix, Together, Word
from docgen.search.pieces import CLOSE, FILTER, OPEN, OR, PHRASE, WORD, Fault, Piece, read_pieces, shape_faults, shown
from docgen.search.text import tokens

SHORTEST_FUZZY = 3  # characters: nearly every shorter word is but one letter off
_HOW_PREFIX = "tanda * hanya di akhir kata, seperti lapor*"
_HOW_FUZZY = f"tanda ~ hanya di akhir satu kata dari {SHORTEST_FUZZY} huruf atau lebih, seperti sekertaris~"


def read_line(line: str, today: date, given: Collection[str]) -> tuple[Together, bool, list[Fault]]:
    """What a line asks for, whether of all versions, and every fault in the order of the line.

    `given` names the filters that stand beside the line already.
    """
    pieces, faults = read_pieces(line)
    shape = list(shape_faults(pieces))
    reader = _Reader(pieces, today, given)
    if shape:
        for piece in pieces:
            reader.part(piece)
    whole = Together() if shape else reader.whole()
    if line.strip() and not (pieces or faults):
        faults.append((1, "tidak ada huruf atau angka yang dapat dicari"))
    return whole, reader.semua_versi, sorted([*faults, *shape, *reader.faults])


class _Reader:
    """Goes once over pieces whose brackets and ATAU are in order; brackets are not deeper than MOST_LAYERS."""

    def __init__(self, pieces: Sequence[Piece], today: date, given: Collection[str]) -> None:
        self.pieces = pieces
        self.today = today
        self.given = given
        self.at = 0
        self.semua_versi = False
        self.faults: list[Fault] = []

    def whole(self) -> Together:
        parts = self.group(set(self.given))
        asked = [part for part in parts if isinstance(part, AllVersions)]
        self.semua_versi = any(part.semua for part in asked)
        return Together(tuple(part for part in parts if not isinstance(part, AllVersions)))

    def group(self, seen: set[str]) -> list[Part | AllVersions]:
        """The parts up to the closing bracket; `seen` are the filters that may not be said again here."""
        parts = []
        while self.at < len(self.pieces) and self.pieces[self.at].kind != CLOSE:
            first = self.at
            parts.append(self.either())
            if self.at == first + 1:
                self.note(self.pieces[first], seen)
        return parts

    def either(self) -> Part | AllVersions:
        ones = [self.one()]
        while self.at < len(self.pieces) and self.pieces[self.at].kind == OR:
            self.at += 1
            ones.append(self.one())
        return ones[0] if len(ones) == 1 else Either(tuple(dict.fromkeys(map(self.inner, ones))))

    def one(self) -> Part | AllVersions:
        piece = self.pieces[self.at]
        self.at += 1
        if piece.kind == OPEN:
            parts = tuple(map(self.inner, self.group(set())))
            self.at += 1
            found: Part | AllVersions = parts[0] if len(parts) == 1 else Together(parts)
        else:
            found = self.part(piece)
        return Not(self.inner(found)) if piece.minus else found

    def inner(self, part: Part | AllVersions) -> Part:
        """`part` where something stands around it."""
        if not isinstance(part, AllVersions):
            return part
        self.faults.append((part.place, f"versi: pada huruf ke-{part.place}: {NOT_HERE}"))
        return Together()

    def part(self, piece: Piece) -> Part | AllVersions:
        try:
            return self.filter(piece) if piece.kind == FILTER else _text(piece)
        except ValueError as error:
            where = f"{piece.text}:" if piece.kind == FILTER else shown(piece.text)
            self.faults.append((piece.place, f"{where} pada huruf ke-{piece.place}: {error}"))
            return Together()

    def filter(self, piece: Piece) -> Part | AllVersions:
        if piece.text in FILTERS:
            return read_filter(piece.text, piece.values, today=self.today, place=piece.place)
        choices = ", ".join(f"{name}:" for name in FILTERS)
        problem = f"{shown(piece.text)}: pada huruf ke-{piece.place} tidak dikenal; pilih {choices}"
        self.faults.append((piece.place, f"{problem} atau apit dengan tanda petik bila bukan penyaring"))
        return Together()

    def note(self, piece: Piece, seen: set[str]) -> None:
        """Find fault with a filter that is said twice of one thing: both can hardly hold."""
        kind = KIND.get(piece.text, piece.text)
        if piece.kind != FILTER or piece.minus or kind in REPEATED or kind not in FILTERS:
            return
        if kind in seen:
            text = f"{piece.text}: pada huruf ke-{piece.place} disebut dua kali; pilih satu"
            self.faults.append((piece.place, f"{text}, atau tulis berderet dengan koma"))
        seen.add(kind)


def _text(piece: Piece) -> Part:
    """A word or phrase; raises ValueError for a sign at the wrong place."""
    if piece.kind == PHRASE:
        return Phrase(piece.text)
    if piece.kind != WORD:
        return Together()
    text = piece.text.rstrip(".,;:")
    if re.fullmatch(r"[^*]*[^\W_]\*", text):
        return Prefix(text[:-1])
    if "*" in text:
        raise ValueError(_HOW_PREFIX)
    if found := re.search(r"(?<=[^\W\d_])~", text):
        word = text[: found.start()]
        if text[found.start() :] not in ("~", "~1") or len(tokens(word)) != 1 or len(tokens(word)[0]) < SHORTEST_FUZZY:
            raise ValueError(_HOW_FUZZY)
        return Fuzzy(word)
    return Word(piece.text)
