"""Paragraphs, tags and anchors. A tag is always within one run, so it stays whole in Word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from docgen.paper.layout.elements import el, val

TAG_STYLE = "Perintah"  # paragraphs that hold only a loop or a condition and vanish when filled
DOTS = "……………"
DOTTED = ("nomor", "tanggal")  # anchors that show dots until they are filled; the others stay blank for ink
BLANK = "\u00a0"


def style_id(style: str) -> str:
    """How a document refers to the style that Word shows as `style`."""
    return style.replace(" ", "")


def run(text: str, *, bold: bool = False) -> etree._Element:
    """One run; a tab in `text` is a tab on the page."""
    element = el("w:r")
    if bold:
        element.append(el("w:rPr", {}, val("w:b")))
    for piece in re.split(r"(\t)", text):
        if piece == "\t":
            element.append(el("w:tab"))
        elif piece:
            written = el("w:t", {"xml:space": "preserve"} if piece != piece.strip() else {})
            written.text = piece
            element.append(written)
    return element


def para(style: str, *content: str | etree._Element, keep: bool = False) -> etree._Element:
    """One paragraph of a named style; `keep` holds it on the page of what follows."""
    properties = el("w:pPr", {}, val("w:pStyle", style_id(style)))
    if keep:
        properties.extend([val("w:keepNext"), val("w:keepLines")])
    runs = [run(piece) if isinstance(piece, str) else piece for piece in content]
    return el("w:p", {}, properties, *runs)


def anchor(place: str) -> etree._Element:
    """The place of a later stamp: a content control, and in it a bookmark of the same name."""
    text = DOTS if place in DOTTED else BLANK
    properties = el("w:sdtPr", {}, val("w:alias", place.replace("_", " ")), val("w:tag", place), val("w:id", 0))
    content = el(
        "w:sdtContent",
        {},
        el("w:bookmarkStart", {"w:id": 0, "w:name": place}),
        run(text),
        el("w:bookmarkEnd", {"w:id": 0}),
    )
    return el("w:sdt", {}, properties, content)


def heading(style: str, mark: str, content: str) -> etree._Element:
    """A heading that a table of contents refers to; `mark` begins with `_`, so that it is no place of a stamp."""
    start = el("w:bookmarkStart", {"w:id": 0, "w:name": mark})
    return para(style, start, content, el("w:bookmarkEnd", {"w:id": 0}))


def page_of(mark: str) -> etree._Element:
    """The number of the page a heading stands on; Word counts it when it opens the page, LibreOffice always."""
    return el("w:fldSimple", {"w:instr": f" PAGEREF {mark} \\h ", "w:dirty": "true"}, run("…"))


def each(loop: str, *blocks: etree._Element) -> list[etree._Element]:
    """The blocks once for every value of `loop`, written `alinea in isi`."""
    return [para(TAG_STYLE, f"{{%p for {loop} %}}"), *blocks, para(TAG_STYLE, "{%p endfor %}")]


def when(condition: str, *blocks: etree._Element) -> list[etree._Element]:
    """The blocks only where `condition` holds."""
    return [para(TAG_STYLE, f"{{%p if {condition} %}}"), *blocks, para(TAG_STYLE, "{%p endif %}")]


def either(condition: str, blocks: Sequence[etree._Element], others: Sequence[etree._Element]) -> list[etree._Element]:
    """The blocks where `condition` holds, the others where it does not."""
    opening, middle, closing = (para(TAG_STYLE, f"{{%p {tag} %}}") for tag in (f"if {condition}", "else", "endif"))
    return [opening, *blocks, middle, *others, closing]


def reference(place: str) -> etree._Element:
    """What is stamped at an anchor, said once more elsewhere: a field that Word shows anew when it is updated."""
    return el("w:fldSimple", {"w:instr": f" REF {place} "}, run(DOTS))
