"""Findings written into a Word file as Word comments, each at the paragraph or cell it is about."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from docgen.paper.canonical import pack, unpack
from docgen.paper.fault import Fault
from docgen.paper.package import BODY, OFFICE, W, add_part, find_places, find_stories, main_part, parse, serialise
from docgen.paper.read import run_text

AUTHOR, INITIALS = "docgen", "dg"

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_EMPTY = f'<w:comments xmlns:w="{W[1:-1]}"/>'.encode()
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class _Remark:
    """One comment to be: its words and the paragraphs it is about."""

    text: str
    paragraphs: Sequence[etree._Element]


def remark(docx: bytes, faults: Sequence[Fault]) -> bytes:
    """A copy of the file in which every fault is a Word comment; comments that are there already stay.

    Word takes comments in the body only, so a fault of a header, of a property or of no place at all stands at the
    first paragraph and says where it belongs. What the file itself says in a comment, or docgen said at the same
    paragraph before, is not said twice. `docx` must have passed `check_docx`.
    """
    parts = unpack(docx)
    body, name = parse(parts[main_part(parts)]), _comments_part(parts)
    comments = parse(parts[name])
    said = _said(body, comments)
    number = 1 + max((int(one) for one in _numbers(body, comments) if one.isdecimal()), default=-1)
    for one in _remarks(body, [fault for fault in faults if not fault.commented]):
        if (one.paragraphs[0], one.text) not in said:
            comments.append(_comment(str(number), one.text))
            _mark(one.paragraphs, str(number))
            number += 1
    parts[main_part(parts)], parts[name] = serialise(body), serialise(comments)
    return pack(parts)


def _comments_part(parts: dict[str, bytes]) -> str:
    """The member that holds the comments; an empty one is added where there is none."""
    found = find_stories(parts, ("comments",))
    if found:
        return found[0].name
    main = main_part(parts)
    names = (posixpath.join(posixpath.dirname(main), f"comments{n or ''}.xml") for n in range(len(parts) + 1))
    name = next(one for one in names if one not in parts)
    add_part(parts, name, _EMPTY, content_type=_TYPE, relationship=f"{OFFICE}comments", owner=main)
    return name


def _remarks(body: etree._Element, faults: Sequence[Fault]) -> Iterator[_Remark]:
    spots = {place: element for element, place in find_places(body).items()}
    first = _first_paragraph(body)
    for fault in faults:
        spot = spots.get(fault.place) if fault.label == BODY else None
        paragraphs = [] if spot is None else _about(spot, fault.around)
        yield _Remark(fault.what, paragraphs) if paragraphs else _Remark(str(fault), [first])


def _first_paragraph(body: etree._Element) -> etree._Element:
    found = next(_paragraphs(body), None)
    if found is None:
        found = etree.Element(f"{W}p")
        body.find(f"{W}body").insert(0, found)
    return found


def _about(spot: etree._Element, around: str) -> list[etree._Element]:
    """The paragraph of this place that holds these words; all of the place where none does."""
    paragraphs, words = list(_paragraphs(spot)), "".join(around.split())
    holding = [one for one in paragraphs if words and words in "".join(run_text(one).split())]
    return holding[:1] or paragraphs


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """Those a comment can be attached to: Word takes none in a text box."""
    for one in element.iter(f"{W}p"):
        if next(one.iterancestors(f"{W}txbxContent"), None) is None:
            yield one


def _numbers(body: etree._Element, comments: etree._Element) -> Iterator[str]:
    """Every number a comment of this file has, also marks whose comment was lost."""
    marks = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
    yield from (one.get(f"{W}id", "") for one in (*comments.iter(f"{W}comment"), *body.iter(*marks)))


def _said(body: etree._Element, comments: etree._Element) -> set[tuple[etree._Element, str]]:
    """What docgen said in this file before, with the paragraph it said it of."""
    own = {one.get(f"{W}id"): run_text(one) for one in comments if one.get(f"{W}author") == AUTHOR}
    return {
        (next(mark.iterancestors(f"{W}p"), None), own[mark.get(f"{W}id")])
        for mark in body.iter(f"{W}commentRangeStart")
        if mark.get(f"{W}id") in own
    }


def _comment(number: str, text: str) -> etree._Element:
    facts = {f"{W}id": number, f"{W}author": AUTHOR, f"{W}initials": INITIALS}
    comment = etree.Element(f"{W}comment", facts)
    paragraph = etree.SubElement(comment, f"{W}p")
    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}annotationRef")
    words = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t", {_XML_SPACE: "preserve"})
    words.text = text
    return comment


def _mark(paragraphs: Sequence[etree._Element], number: str) -> None:
    """The range a comment is about, and behind it the sign that opens the comment."""
    first, last, facts = paragraphs[0], paragraphs[-1], {f"{W}id": number}
    first.insert(int(first.find(f"{W}pPr") is not None), etree.Element(f"{W}commentRangeStart", facts))
    etree.SubElement(last, f"{W}commentRangeEnd", facts)
    etree.SubElement(etree.SubElement(last, f"{W}r"), f"{W}commentReference", facts)
