"""Where on a page a number, a paraf or a signature belongs, and how its words are put there.

An anchor is a content control (w:sdt with a w:tag) with a bookmark of the same name inside it. Word keeps both;
LibreOffice 7.4 drops the tag and keeps the bookmark. Either is enough to find the place again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from docgen.paper.package import W
from docgen.paper.read import run_text

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")  # Word cuts bookmark names at 40 characters
_DOTS = "\u2026" * 5
_ROOM = "\u00a0"
_BREAKS = {"\n": f"{W}br", "\t": f"{W}tab"}
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class Anchor:
    """One place. `start` is its content control, or its bookmark where no control is left."""

    name: str
    start: etree._Element
    runs: tuple[etree._Element, ...]

    @property
    def text(self) -> str:
        """What stands there now; Word's own prompt in an emptied control is not text."""
        if self.start.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            return ""
        return "".join(run_text(run) for run in self.runs)


def placeholder(name: str) -> str:
    """What an anchor shows before it is stamped: dots to be written on, or room for a signature."""
    return _DOTS if name in ("nomor", "tanggal") else _ROOM


def find_anchors(body: etree._Element) -> dict[str, Anchor]:
    """Every anchor of a body by name, in document order; where a name occurs twice the first one counts."""
    found: dict[str, Anchor] = {}
    for anchor in list_anchors(body):
        found.setdefault(anchor.name, anchor)
    return found


def list_anchors(body: etree._Element) -> list[Anchor]:
    """Every anchor, those that occur twice too; a bookmark inside the control of its own name is not a second one.

    Neighbouring controls come back from LibreOffice one inside the other, so a run belongs to the innermost anchor.
    """
    anchors: list[Anchor] = []
    owners: dict[etree._Element, int] = {}
    for element in body.iter(f"{W}sdt", f"{W}bookmarkStart"):
        name = anchor_name(element)
        if not name:
            continue
        if element.tag == f"{W}sdt":
            runs = element.findall(f"{W}sdtContent//{W}r")
        elif all(anchor_name(around) != name for around in element.iterancestors(f"{W}sdt")):
            runs = _bookmarked(element)
        else:
            continue
        owners |= dict.fromkeys(runs, len(anchors))
        anchors.append(Anchor(name, element, tuple(runs)))
    return [
        replace(anchor, runs=tuple(run for run in anchor.runs if owners[run] == number))
        for number, anchor in enumerate(anchors)
    ]


def anchor_name(element: etree._Element) -> str:
    """The anchor name a content control or a bookmark bears, '' for those that are none of ours."""
    if element.tag == f"{W}sdt":
        tag = element.find(f"{W}sdtPr/{W}tag")
        name = "" if tag is None else tag.get(f"{W}val", "")
    else:
        name = element.get(f"{W}name", "")
    return name if _NAME.fullmatch(name) else ""


def add_bookmarks(root: etree._Element) -> None:
    """Give every content control of ours, as people make them in Word, the bookmark that LibreOffice keeps."""
    numbers = [
        int(mark.get(f"{W}id", "0")) for mark in root.iter(f"{W}bookmarkStart") if mark.get(f"{W}id", "").isdecimal()
    ]
    number = max(numbers, default=0)
    for control in root.iter(f"{W}sdt"):
        name, content = anchor_name(control), control.find(f"{W}sdtContent")
        marks = control.iter(f"{W}bookmarkStart")
        if not name or content is None or any(mark.get(f"{W}name") == name for mark in marks):
            continue
        number += 1
        around = next(content.iter(f"{W}p"), content)  # a control may hold a whole paragraph
        first = int(around.find(f"{W}pPr") is not None)
        around.insert(first, etree.Element(f"{W}bookmarkStart", {f"{W}id": str(number), f"{W}name": name}))
        around.append(etree.Element(f"{W}bookmarkEnd", {f"{W}id": str(number)}))


def write(anchor: Anchor, text: str) -> None:
    """Replace the words of an anchor; the formatting of its first run stays, a newline becomes a line break."""
    run, rest = (anchor.runs[0], anchor.runs[1:]) if anchor.runs else (_new_run(anchor), ())
    for other in rest:
        other.getparent().remove(other)
    for child in list(run):
        if child.tag != f"{W}rPr":
            run.remove(child)
    for piece in re.split(r"([\n\t])", text):
        if piece in _BREAKS:
            etree.SubElement(run, _BREAKS[piece])
        elif piece:
            spaced = {_XML_SPACE: "preserve"} if piece != piece.strip() else {}
            etree.SubElement(run, f"{W}t", spaced).text = piece
    _drop_prompt(anchor.start, run)


def _bookmarked(start: etree._Element) -> list[etree._Element]:
    """The runs between a bookmark's start and its end; none when the end was lost, or all that follows would be."""
    number, inside = start.get(f"{W}id"), False
    runs: list[etree._Element] = []
    for element in start.getroottree().getroot().iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}r"):
        if element is start:
            inside = True
        elif inside and element.tag == f"{W}bookmarkEnd" and element.get(f"{W}id") == number:
            return runs
        elif inside and element.tag == f"{W}r":
            runs.append(element)
    return []


def _new_run(anchor: Anchor) -> etree._Element:
    """A run for an anchor that a user emptied, formatted like the control or the paragraph mark around it."""
    run = etree.Element(f"{W}r")
    content = anchor.start.find(f"{W}sdtContent")
    bookmark = anchor.start if content is None else content.find(f".//{W}bookmarkStart")
    if bookmark is not None and next(bookmark.iterancestors(f"{W}p"), None) is not None:
        bookmark.addnext(run)
    elif content is not None and content.find(f".//{W}p") is None:
        content.append(run)
    else:  # a control or bookmark around whole paragraphs
        paragraph = next(_following(anchor.start, f"{W}p"))
        paragraph.insert(int(paragraph.find(f"{W}pPr") is not None), run)
    paragraph = next(run.iterancestors(f"{W}p"))
    look = anchor.start.find(f"{W}sdtPr/{W}rPr")
    look = paragraph.find(f"{W}pPr/{W}rPr") if look is None else look
    if look is not None:
        run.insert(0, deepcopy(look))
    return run


def _following(start: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The elements of a tag that begin behind the beginning of `start`."""
    passed = False
    for element in start.getroottree().getroot().iter():
        passed = passed or element is start
        if passed and element.tag == tag:
            yield element


def _drop_prompt(start: etree._Element, run: etree._Element) -> None:
    """Word shows a control marked as prompting, or bound to other data, without the words put into it."""
    properties = start.find(f"{W}sdtPr")
    if properties is None:
        return
    for mark in (f"{W}showingPlcHdr", f"{W}dataBinding"):
        for element in properties.findall(mark):
            properties.remove(element)
            style = run.find(f"{W}rPr/{W}rStyle")
            if style is not None and mark == f"{W}showingPlcHdr":
                style.getparent().remove(style)
