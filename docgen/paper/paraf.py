"""The box of paraf, which stays with the office: a certified copy goes out without it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lxml import etree

from docgen.paper.anchor import Anchor, find_anchors
from docgen.paper.canonical import pack, unpack
from docgen.paper.package import W, main_part, nearest, parse, serialise
from docgen.paper.stamp import clear

_TITLE = "paraf"  # how a row begins that is only a heading of the box
_LONGEST_POST = 100  # characters beside a paraf; a row with more is no row of a box


def without_paraf(docx: bytes, names: Collection[str]) -> bytes:
    """The page without the named places of paraf: empty again, and their box gone where it is nothing but one.

    Raises NotReady naming every place that is missing.
    """
    parts = unpack(clear(docx, names))
    main = main_part(parts)
    body = parse(parts[main])
    anchors = find_anchors(body)
    boxes = {
        box: None for name in names if (box := next(anchors[name].start.iterancestors(f"{W}tbl"), None)) is not None
    }
    for box in boxes:
        if _is_box(box, anchors, names):
            box.getparent().replace(box, etree.Element(f"{W}p"))  # a cell ends with a paragraph
    parts[main] = serialise(body)
    return pack(parts)


def _is_box(table: etree._Element, anchors: Mapping[str, Anchor], names: Collection[str]) -> bool:
    held = {name for name, one in anchors.items() if table in one.start.iterancestors(f"{W}tbl")}
    return held <= set(names) and all(_is_row(row, anchors, held) for row in nearest(table, f"{W}tr"))


def _is_row(row: etree._Element, anchors: Mapping[str, Anchor], held: Collection[str]) -> bool:
    words = "".join(one.text or "" for one in row.iter(f"{W}t")).strip()
    holds_one = any(row in anchors[name].start.iterancestors(f"{W}tr") for name in held)
    return words.lower().startswith(_TITLE) or (holds_one and len(words) <= _LONGEST_POST)
