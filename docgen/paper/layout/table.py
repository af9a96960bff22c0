"""Tables with real widths: `w:tblGrid` for LibreOffice, `w:tcW` for Word; rows never break over a page."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from docgen.paper.layout.elements import el, twips, val
from docgen.paper.layout.text import TAG_STYLE, para, style_id

GRID_STYLE = "Tabel Bergaris"
PLAIN_STYLE = "Tabel Polos"
EDGES = ("top", "left", "bottom", "right")


@dataclass(frozen=True)
class Cell:
    """`merge` is `restart` or `continue` for cells joined downwards, `across` for cells joined sideways where only the
    form says how many they are; `open` names edges without a line."""

    content: tuple[etree._Element, ...]
    span: int = 1
    merge: str = ""
    across: str = ""
    open: tuple[str, ...] = ()
    middle: bool = False
    width: float = 0  # mm; 0 = as the columns it spans


@dataclass(frozen=True)
class Row:
    """`head` rows are repeated on every page; `height` (mm) is the least height."""

    cells: tuple[Cell, ...]
    head: bool = False
    height: float = 0


def cell(*content: str | etree._Element, style: str = "Tabel", span: int = 1, middle: bool = False) -> Cell:
    """A cell; a text becomes a paragraph of `style`."""
    blocks = tuple(para(style, piece) if isinstance(piece, str) else piece for piece in content)
    return Cell(blocks, span=span, middle=middle)


def row(*cells: Cell | str, height: float = 0) -> Row:
    """A row; a text is a cell of the style `Tabel`."""
    return Row(tuple(cell(c) if isinstance(c, str) else c for c in cells), height=height)


def head(*titles: str | Cell) -> Row:
    """A head row, repeated on every page."""
    cells = (cell(t, style="Tabel Kepala", middle=True) if isinstance(t, str) else t for t in titles)
    return Row(tuple(cells), head=True)


def each_row(loop: str, columns: int, *rows: Row) -> list[Row]:
    """The rows once for every value of `loop`, written `b in indikator`."""
    return [_tag_row(f"{{%tr for {loop} %}}", columns), *rows, _tag_row("{%tr endfor %}", columns)]


def when_row(condition: str, columns: int, *rows: Row) -> list[Row]:
    """The rows only where `condition` holds."""
    return [_tag_row(f"{{%tr if {condition} %}}", columns), *rows, _tag_row("{%tr endif %}", columns)]


def merged_rows(source: str, cells: Sequence[Cell], at: int) -> list[Row]:
    """One row for a loop, its column `at` joined downwards with the row above where `source` is left empty."""
    first, further = replace(cells[at], merge="restart"), replace(cell(""), merge="continue")
    new, same = (Row((*deepcopy(cells[:at]), one, *deepcopy(cells[at + 1 :]))) for one in (first, further))
    opening, middle, closing = (
        _tag_row(f"{{%tr {tag} %}}", len(cells)) for tag in (f"if {source} or loop.first", "else", "endif")
    )
    return [opening, new, middle, same, closing]


def table(widths: Sequence[float], rows: Sequence[Row], *, lines: bool = True) -> etree._Element:
    """A table of the given column widths (mm), with or without lines."""
    total = sum(twips(w) for w in widths)
    properties = el(
        "w:tblPr",
        {},
        val("w:tblStyle", style_id(GRID_STYLE if lines else PLAIN_STYLE)),
        el("w:tblW", {"w:w": total, "w:type": "dxa"}),
        val("w:tblLook", "0000"),
    )
    grid = el("w:tblGrid", {}, *(el("w:gridCol", {"w:w": twips(w)}) for w in widths))
    return el("w:tbl", {}, properties, grid, *(_row(r, widths) for r in rows))


def _tag_row(tag: str, columns: int) -> Row:
    return Row((cell(tag, style=TAG_STYLE, span=columns),))


def _row(drawn: Row, widths: Sequence[float]) -> etree._Element:
    properties = el("w:trPr", {}, val("w:cantSplit"))
    if drawn.height:
        properties.append(el("w:trHeight", {"w:val": twips(drawn.height), "w:hRule": "atLeast"}))
    if drawn.head:
        properties.append(val("w:tblHeader"))
    element, at = el("w:tr", {}, properties), 0
    for piece in drawn.cells:
        width = piece.width or sum(widths[at : at + piece.span])
        element.append(_cell(piece, width))
        at += piece.span
    return element


def _cell(piece: Cell, width: float) -> etree._Element:
    properties = el("w:tcPr", {}, el("w:tcW", {"w:w": twips(width), "w:type": "dxa"}))
    if piece.span > 1:
        properties.append(val("w:gridSpan", piece.span))
    if piece.across:
        properties.append(val("w:hMerge", piece.across))
    if piece.merge:
        properties.append(val("w:vMerge", piece.merge))
    if piece.open:
        edges = (val(f"w:{edge}", "nil") for edge in EDGES if edge in piece.open)
        properties.append(el("w:tcBorders", {}, *edges))
    if piece.middle:
        properties.append(val("w:vAlign", "center"))
    return el("w:tc", {}, properties, *piece.content)
