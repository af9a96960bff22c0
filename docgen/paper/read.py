"""The words of a docx: what the index and the golden texts see."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from docgen.paper.canonical import unpack
from docgen.paper.package import W, find_stories, nearest, parse

_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _TBL, _T, _BOX = f"{W}p", f"{W}tbl", f"{W}t", f"{W}txbxContent"
_ORDER = ("header", "document", "footnotes", "endnotes", "footer")
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
}
# A fallback repeats its choice; what was deleted or moved away is no longer said.
_UNREAD = {f"{_MARKUP}Fallback", f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sdtPr"}


def plain_text(docx: bytes) -> str:
    """All words: one paragraph a line, one table row a line with a tab between cells, headers and footers once.

    Empty paragraphs and rows are left out.
    """
    parts = unpack(docx)
    stories = find_stories(parts, _ORDER)
    texts: dict[str, None] = {}
    for kind in _ORDER:
        for story in stories:
            if story.kind == kind:
                texts["\n".join(_lines(parse(parts[story.name])))] = None  # equal headers are said once
    return "\n".join(text for text in texts if text)


def run_text(element: etree._Element) -> str:
    """The words inside one element as they were typed, without those of text boxes in it."""
    return "".join(_pieces(element))


def _lines(container: etree._Element) -> Iterator[str]:
    for child in container:
        tag = child.tag
        if tag == _P:
            yield from _paragraph(child)
        elif tag == _TBL:
            yield from _rows(child)
        elif tag not in _UNREAD:
            yield from _lines(child)  # content controls, notes, insertions around blocks


def _paragraph(paragraph: etree._Element) -> Iterator[str]:
    text = run_text(paragraph)
    if text.strip():
        yield text
    if next(paragraph.iter(_BOX), None) is not None:
        for box in _boxes(paragraph):
            yield from _lines(box)


def _rows(table: etree._Element) -> Iterator[str]:
    for row in nearest(table, f"{W}tr"):
        cells = [" ".join(_lines(cell)) for cell in nearest(row, f"{W}tc")]
        if any(cell.strip() for cell in cells):
            yield "\t".join(cells)


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == _T:
            yield child.text or ""
        elif tag in _CHARACTERS:
            yield _CHARACTERS[tag]
        elif tag not in _UNREAD and tag != _BOX:
            yield from _pieces(child)


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    for child in paragraph:
        if child.tag == _BOX:
            yield child
        elif child.tag not in _UNREAD:
            yield from _boxes(child)
