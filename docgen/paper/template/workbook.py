"""The small workbook behind a chart: one sheet, categories in column A, a series in each column after it.

Written as parts, not by openpyxl: a report is filled in one millisecond, and openpyxl needs three for this alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from docgen.naskah.grafik import ChartData
from docgen.paper.canonical import CONTENT_TYPES, join_members, pack_member
from docgen.paper.package import DECLARATION, OFFICE
from docgen.paper.template.environment import print_in_xml

SHEET = "Data"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONSHIPS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    '<Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'
)
_FIXED = {
    CONTENT_TYPES: (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": _RELATIONSHIPS.format(kind=f"{OFFICE}officeDocument", target="xl/workbook.xml"),
    "xl/_rels/workbook.xml.rels": _RELATIONSHIPS.format(kind=f"{OFFICE}worksheet", target="worksheets/sheet1.xml"),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{OFFICE.removesuffix("/")}">'
        f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
}
_PACKED = tuple(pack_member(name, (DECLARATION + xml).encode()) for name, xml in _FIXED.items())


def make_workbook(data: ChartData) -> bytes:
    """The figures of a chart as an .xlsx, the same bytes for the same figures."""
    columns = [["", *_texts("A", data.categories, first=2)]]
    for at, (label, figures) in enumerate(data.series, 1):
        columns.append([*_texts(column(at), [label], first=1), *_numbers(column(at), figures, first=2)])
    rows = (f'<row r="{at}">{"".join(cells)}</row>' for at, cells in enumerate(zip(*columns, strict=True), 1))
    sheet = f'{DECLARATION}<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
    return join_members([*_PACKED, pack_member("xl/worksheets/sheet1.xml", sheet.encode())])


def column(number: int) -> str:
    """The letters of a column counted from 0: A, B, ... Z, AA."""
    letters = ""
    while number >= 0:
        letters = chr(ord("A") + number % 26) + letters
        number = number // 26 - 1
    return letters


def _texts(letter: str, texts: Sequence[str], *, first: int) -> list[str]:
    """The cells of a column from row `first` down."""
    return [
        f'<c r="{letter}{at}" t="inlineStr"><is><t>{print_in_xml(text)}</t></is></c>'
        for at, text in enumerate(texts, first)
    ]


def _numbers(letter: str, numbers: Sequence[Decimal | None], *, first: int) -> list[str]:
    return [
        "" if number is None else f'<c r="{letter}{at}"><v>{number}</v></c>' for at, number in enumerate(numbers, first)
    ]
