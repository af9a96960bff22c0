"""The cells of a spreadsheet as they were typed: sparse, exact, and without trusting what a formula would give.

Read straight from the parts, because the readers at hand cannot tell an empty cell from a formula that was never
calculated, or spread one hostile cell at XFD1048576 over seventeen thousand million.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite

from lxml import etree

from docgen.errors import UnsafeFile
from docgen.paper.package import R, main_part, parse, relationships, target
from docgen.paper.sheet.guard import open_sheet

NUMBER, PERCENT, DATE, TEXT, BOOLEAN, ERROR, UNCALCULATED = (
    "number percent date text boolean error uncalculated".split()
)

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how Excel keeps control characters
_DATE_IDS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # ECMA-376 part 1, 18.8.30
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_KINDS = {"b": BOOLEAN, "e": ERROR, "d": DATE, "s": TEXT, "str": TEXT, "inlineStr": TEXT}

Place = tuple[int, int]  # row and column, from 1


@dataclass(frozen=True)
class Cell:
    """What one cell holds; a number stands in `text` with a decimal point."""

    kind: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """The filled cells of one sheet and its merged areas (first and last place)."""

    cells: Mapping[Place, Cell]
    merged: tuple[tuple[Place, Place], ...]

    def text(self, row: int, column: int) -> str:
        """What a cell shows as text, '' for an empty one."""
        cell = self.cells.get((row, column))
        return cell.text.strip() if cell else ""


def read_sheets(data: bytes, name: str) -> dict[str, Sheet]:
    """Every sheet of an .xlsx by its title, hidden ones too; raises UnsafeFile before anything is opened."""
    parts = open_sheet(data, name)
    try:
        return dict(_sheets(parts))
    except (KeyError, IndexError, ValueError) as error:
        reason = "susunannya rusak; buka dan simpan ulang di Excel atau LibreOffice"
        raise UnsafeFile(name, [reason]) from error


def _sheets(parts: Mapping[str, bytes]) -> Iterator[tuple[str, Sheet]]:
    main = main_part(parts)
    related = {
        one.get("Id"): (one.get("Type", "").rsplit("/", 1)[-1], target(main, one)) for one in relationships(parts, main)
    }
    by_kind = dict(related.values())
    strings = _strings(parse(parts[by_kind["sharedStrings"]])) if "sharedStrings" in by_kind else []
    formats = _formats(parse(parts[by_kind["styles"]])) if "styles" in by_kind else []
    for one in parse(parts[main]).iterfind(f"{_S}sheets/{_S}sheet"):
        kind, part = related[one.get(f"{R}id")]
        if kind == "worksheet":
            yield one.get("name", ""), _sheet(parse(parts[part]), strings, formats)


def _sheet(root: etree._Element, strings: list[str], formats: list[str]) -> Sheet:
    cells: dict[Place, Cell] = {}
    at = 0
    for row in root.iterfind(f"{_S}sheetData/{_S}row"):
        at = int(row.get("r", at + 1))
        column = 0
        for element in row.iterfind(f"{_S}c"):
            place = _place(element.get("r")) if "r" in element.attrib else (at, column + 1)
            column = place[1]
            if (cell := _cell(element, strings, formats)) is not None:
                cells[place] = cell
    areas = (one.get("ref", "").partition(":") for one in root.iterfind(f"{_S}mergeCells/{_S}mergeCell"))
    return Sheet(cells, tuple((_place(first), _place(last or first)) for first, _, last in areas))


def _cell(element: etree._Element, strings: list[str], formats: list[str]) -> Cell | None:
    """None for an empty cell."""
    kind, value = element.get("t", "n"), element.findtext(f"{_S}v")
    if kind == "inlineStr":
        value = "".join(map(_text, element.iterfind(f"{_S}is")))
    if not value:
        # a text formula that gives '' is calculated: it is empty on purpose
        return Cell(UNCALCULATED, "") if element.find(f"{_S}f") is not None and kind != "str" else None
    if kind in _KINDS:
        return Cell(_KINDS[kind], strings[int(value)] if kind == "s" else _unescaped(value))
    number = float(value)
    if not isfinite(number):
        raise ValueError(f"no number: {value}")
    style = int(element.get("s", 0))
    return Cell(formats[style] if style < len(formats) else NUMBER, repr(number))


def _place(reference: str | None) -> Place:
    found = _REFERENCE.fullmatch(reference or "")
    if not found:
        raise ValueError(f"no cell: {reference}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _strings(root: etree._Element) -> list[str]:
    return [_text(one) for one in root.iterfind(f"{_S}si")]


def _text(item: etree._Element) -> str:
    """Plain or in runs; how it is pronounced (rPh) is left out."""
    runs = [*item.iterfind(f"{_S}t"), *item.iterfind(f"{_S}r/{_S}t")]
    return _unescaped("".join(one.text or "" for one in runs))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _formats(root: etree._Element) -> list[str]:
    """For each cell style what its numbers are: a number, a percent or a date."""
    codes = {one.get("numFmtId"): one.get("formatCode", "") for one in root.iterfind(f"{_S}numFmts/{_S}numFmt")}
    used = (one.get("numFmtId", "0") for one in root.iterfind(f"{_S}cellXfs/{_S}xf"))
    return [_meaning(number, codes.get(number, "")) for number in used]


def _meaning(number: str, code: str) -> str:
    bare = _QUOTED.sub("", code.split(";")[0]).lower()
    if int(number) in _DATE_IDS or any(letter in bare for letter in "dmyhs"):
        return DATE
    return PERCENT if int(number) in (9, 10) or "%" in bare else NUMBER
