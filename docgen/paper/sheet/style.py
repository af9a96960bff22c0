"""How the collection form looks: plain, printable in black and white, yellow where one writes."""

from __future__ import annotations

import unicodedata

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_FACE = "Arial"
TITLE = Font(name=_FACE, size=14, bold=True)
STRONG = Font(name=_FACE, size=10, bold=True)
PLAIN = Font(name=_FACE, size=10)

_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_YELLOW = PatternFill("solid", fgColor="FFF9DB")
_GREY = PatternFill("solid", fgColor="E7E9EC")
_A4 = 9


def heading(at: Cell | MergedCell) -> None:
    """A cell of the table head."""
    at.font, at.fill, at.border = STRONG, _GREY, _BOX
    at.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def cell(at: Cell | MergedCell, *, number: bool = False, narrow: bool = False) -> None:
    """A cell of the table body: numbers right, narrow columns centred, text left and wrapped."""
    at.font, at.border = PLAIN, _BOX
    side = "right" if number else "center" if narrow else "left"
    at.alignment = Alignment(horizontal=side, vertical="top", wrap_text=not number)


def open_cell(at: Cell | MergedCell) -> None:
    """A cell one may write in."""
    at.fill, at.protection = _YELLOW, Protection(locked=False)


def page(sheet: Worksheet, *, columns: int, head: int, last: int) -> None:
    """Landscape A4, as wide as the table, head frozen and repeated, protected without a password."""
    list_page(sheet, head=head)
    sheet.freeze_panes = f"E{head + 1}"
    sheet.print_area = f"B1:{chr(ord('A') + columns - 1)}{last}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # False: allowed


def list_page(sheet: Worksheet, *, head: int) -> None:
    """Landscape A4, as wide as the table, head frozen and repeated."""
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = f"A{head + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5  # inches
    margins.top = margins.bottom = 0.6
    if (footer := sheet.oddFooter) is not None:
        footer.right.text = "Halaman &P dari &N"


def printable(text: str) -> str:
    """`text` without what XML cannot hold; line breaks stay."""
    return "".join(one for one in text if one == "\n" or unicodedata.category(one) not in ("Cc", "Cs", "Cn"))
