"""What a reader with the paper in his hand calls a place: a column of a row, a paragraph below a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from docgen.paper.package import W, nearest
from docgen.paper.read import run_text

_HEADING = re.compile(r"(Bab|Subbab|JudulBab|Heading\d)")  # ids of styles
_FIRST = 6  # words that tell a row or a paragraph from the others


def find_names(places: Mapping[etree._Element, str]) -> dict[etree._Element, str]:
    """The paragraphs and cells that `find_places` found, as a reader looks for them: 'tabel 1, Indeks Kepuasan
    Masyarakat, kolom Realisasi', 'III. HASIL PENGUKURAN, alinea 2'.

    Tables are counted that have column heads; those that only set things beside each other are none to a reader.
    """
    names = dict(_paragraphs(one for one in places if one.tag == f"{W}p"))
    rows = [one for one in places if one.tag == f"{W}tr"]
    number = 0
    for table in dict.fromkeys(next(row.iterancestors(f"{W}tbl")) for row in rows):
        heads = _heads(table)
        number += bool(heads)
        for row in nearest(table, f"{W}tr"):
            names |= _in_table(row, heads, number) if heads else _in_layout(row)
    return names


def _paragraphs(paragraphs: Iterable[etree._Element]) -> Iterator[tuple[etree._Element, str]]:
    heading, count = "", 0
    for one in paragraphs:
        words, style = _words(one), one.find(f"{W}pPr/{W}pStyle")
        if style is not None and _HEADING.fullmatch(style.get(f"{W}val", "")):
            heading, count = words, 0
            yield one, f"judul {_first(words)}"
        elif words:
            count += 1
            yield one, f"{heading}, alinea {count}" if heading else f"alinea “{_first(words)}”"


def _heads(table: etree._Element) -> dict[int, str]:
    """What stands above each column, in head rows over each other from top to bottom; {} without such rows."""
    heads: dict[int, str] = {}
    for row in nearest(table, f"{W}tr"):
        if row.find(f"{W}trPr/{W}tblHeader") is not None:
            for at, span, cell in _columns(row):
                words = _words(cell)
                for column in range(at, at + span):
                    said = "" if words.isdecimal() else words  # a row that counts the columns
                    heads[column] = f"{heads.get(column, '')} {said}".strip()
    return heads


def _in_table(row: etree._Element, heads: Mapping[int, str], number: int) -> dict[etree._Element, str]:
    which = f"tabel {number}, {_row_name(row)}".removesuffix(", ")
    return {
        cell: f"{which}, kolom {heads[at]}" if heads.get(at) else f"{which}, kolom ke-{at + 1}"
        for at, _, cell in _columns(row)
    }


def _row_name(row: etree._Element) -> str:
    """The first words of the row, not its number and not what is said for several rows at once."""
    cells = list(nearest(row, f"{W}tc"))
    own = [one for one in cells if one.find(f"{W}tcPr/{W}vMerge") is None]
    said = [_words(one) for one in (*own, *cells)]
    return next((_first(words) for words in said if any(map(str.isalpha, words))), "")


def _in_layout(row: etree._Element) -> dict[etree._Element, str]:
    """By the label where there is one, else by its own first words."""
    cells = {one: _words(one) for one in nearest(row, f"{W}tc")}
    label = next(filter(None, cells.values()), "") if ":" in cells.values() else ""
    return {one: f"bagian “{_first(label or words)}”" for one, words in cells.items()}


def _columns(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """Every cell with its first column and how many it spans."""
    at = 0
    for cell in nearest(row, f"{W}tc"):
        spanned = cell.find(f"{W}tcPr/{W}gridSpan")
        span = 1 if spanned is None else int(spanned.get(f"{W}val", "1"))
        yield at, span, cell
        at += span


def _words(element: etree._Element) -> str:
    paragraphs = [element] if element.tag == f"{W}p" else element.iter(f"{W}p")
    return " ".join(" ".join(run_text(one) for one in paragraphs).split())


def _first(words: str) -> str:
    said = words.split()
    return " ".join(said[:_FIRST]) + (" …" if len(said) > _FIRST else "")
