"""A list to be printed from Excel: title, heads that repeat on every page, a row an entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from docgen.paper.sheet import style as look
from docgen.paper.sheet.book import save_book

_HEAD_ROW = 4
_LINE = 13.5  # points of a line; no program is relied on to fit the height of a row
_FORMULA = ("=", "+", "-", "@")  # what a program that reads the cell again may take for one
_NARROW = 8  # characters: a column up to so wide holds numbers and is centred


@dataclass(frozen=True)
class Column:
    """The head of a column, its width in characters, and the lines of room it has in every row at least."""

    head: str
    width: int
    room: int = 1


def make_listing(
    title: str, subtitle: Sequence[str], columns: Sequence[Column], rows: Sequence[Sequence[str]]
) -> bytes:
    """The workbook of a list, two lines at most under its title; the same arguments give the same bytes.

    No text of it is taken for a formula.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Daftar"
    for row, text in enumerate((title, *subtitle), 1):
        _put(sheet, row, 1, text).font = look.TITLE if row == 1 else look.STRONG
    for at, column in enumerate(columns, 1):
        look.heading(_put(sheet, _HEAD_ROW, at, column.head))
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    room = max(column.room for column in columns)
    for number, line in enumerate(rows, _HEAD_ROW + 1):
        for at, text in enumerate(line, 1):
            look.cell(_put(sheet, number, at, text), narrow=columns[at - 1].width <= _NARROW)
        lines = (len(wrap(text, column.width - 2)) for text, column in zip(line, columns, strict=True))
        sheet.row_dimensions[number].height = _LINE * max(room, *lines) + 2
    look.list_page(sheet, head=_HEAD_ROW)
    return save_book(book)


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Cell | MergedCell:
    at = sheet.cell(row, column)
    shown = look.printable(text)
    at.value = shown
    if isinstance(at, Cell):
        at.data_type = "s"
        at.quotePrefix = shown.lstrip().startswith(_FORMULA)
    return at
