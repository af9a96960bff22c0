"""Which figures of a page were altered by hand: in the tables whose rows are named, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from lxml import etree

from docgen.paper.canonical import unpack
from docgen.paper.difference import Change
from docgen.paper.package import W, find_places, main_part, nearest, parse
from docgen.paper.read import run_text

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_FIGURE = re.compile(r"[-+]?\d+(?:[.,]\d+)*\s*%?")


@dataclass(frozen=True)
class _Row:
    table: str  # tabel 2
    where: str  # tabel 2, baris 6
    cells: tuple[str, ...]


def find_altered(before: bytes, after: bytes, names: Collection[str], words: Collection[str]) -> list[Change]:
    """Every cell whose figure reads otherwise, in the tables of `before` that have a row with a cell in `names`.

    `words` stand for figures (letters of a scale, predikat). Other words may change, and so may whole columns of them.
    """
    old, new = _rows(before), _rows(after)
    columns = _figure_columns(old, names, words)
    matched = SequenceMatcher(None, [row.cells for row in old], [row.cells for row in new], autojunk=False)
    kept = {new[c].table: old[a].table for a, c, size in matched.get_matching_blocks() if size}
    found: list[Change] = []
    for kind, a, b, c, d in matched.get_opcodes():
        for was, now in zip_longest(old[a:b], new[c:d]) if kind != "equal" else ():
            table = was.table if was else kept.get(now.table, now.table)
            found += _altered(was, now, columns.get(table), words)
    return found


def _altered(was: _Row | None, now: _Row | None, columns: set[int] | None, words: Collection[str]) -> Iterator[Change]:
    if columns is None:  # no table of figures
        return
    where = (now or was or _Row("", "", ())).where
    pairs = zip_longest(was.cells if was else (), now.cells if now else (), fillvalue="")
    for at, (old, new) in enumerate(pairs):
        guarded = at in columns or _FIGURE.fullmatch(old) or _FIGURE.fullmatch(new)
        if guarded and old != new and (_NUMBER.findall(old) != _NUMBER.findall(new) or old in words):
            yield Change(f"{where}, sel {at + 1}", old, new)


def _figure_columns(rows: Sequence[_Row], names: Collection[str], words: Collection[str]) -> dict[str, set[int]]:
    """By table with a named row: the columns where such a row has a figure."""
    found: dict[str, set[int]] = {}
    for row in rows:
        if any(cell in names for cell in row.cells):
            figures = {at for at, cell in enumerate(row.cells) if _FIGURE.fullmatch(cell) or cell in words}
            found.setdefault(row.table, set()).update(figures)
    return found


def _rows(docx: bytes) -> list[_Row]:
    parts = unpack(docx)
    root = parse(parts[main_part(parts)])
    places = find_places(root)
    rows = [(places[tr], tr) for tr in root.iter(f"{W}tr") if tr in places]
    return [_Row(where.partition(",")[0], where, tuple(map(_text, nearest(tr, f"{W}tc")))) for where, tr in rows]


def _text(cell: etree._Element) -> str:
    return " ".join(" ".join(run_text(one) for one in cell.iter(f"{W}p")).split())
