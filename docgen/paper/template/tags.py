"""The tags a person typed into a page, each with its place; what cannot be a tag is named before Jinja sees it.

Word splits what was typed into runs at will, so tags are looked for in the words of a whole paragraph. Every tag
must be closed in its paragraph and be short: `patch_xml` of docxtpl needs time that grows with the square of the
text behind an unclosed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from docgen.paper.fault import Fault
from docgen.paper.package import W, find_places, place

LONGEST_TAG = 200
MOST_TAGS = 2000

# Bounded, or a text of opening braces alone would take the square of its length.
_TAG = re.compile(r"\{\{.{0,196}?\}\}|\{%.{0,196}?%\}|\{#.{0,196}?#\}", re.DOTALL)
_CHECKED_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)  # once every tag is known to be closed
_BRACES = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_OPENING = re.compile(r"\{\{|\{%|\{#")
_SCOPE = re.compile(r"(p|tr|tc|r)\s")
_CURLY_QUOTES = str.maketrans("“”‘’", "\"\"''")
_NO_TEXT = "tag hanya boleh di dalam teks biasa, bukan di kode isian"
_HOLDERS = {"p": f"{W}p", "tr": f"{W}tr", "tc": f"{W}tc"}
_HOLDER_NAMES = {"p": "paragraf", "tr": "baris tabel", "tc": "sel"}


@dataclass(frozen=True)
class Tag:
    """One tag as typed. `scope` is p, tr or tc where it stands for a whole paragraph, row or cell."""

    opener: str  # {{ {% {#
    scope: str
    body: str
    label: str  # the part it stands in
    place: str  # and where there
    around: str  # the words it stands in
    written: str  # all of it, as typed
    offset: int  # where in those words

    @property
    def statement(self) -> str:
        """The first word of a {% %} tag, '' of any other."""
        return (self.body.split() or [""])[0] if self.opener == "{%" else ""

    def complain(self, what: str) -> Fault:
        """A problem of this tag, with everything needed to find it."""
        return Fault(what, self.label, self.place, self.around)


def find_tags(root: etree._Element, label: str) -> tuple[list[Tag], list[Fault]]:
    """The tags of one part in document order, and every place that looks like a tag but cannot be one."""
    found: list[tuple[tuple[int, int], Tag]] = []
    places = find_places(root)
    problems = [Fault(_NO_TEXT, label, place(one, places), text) for one, text in _misplaced(root)]
    for paragraph, pieces in _paragraphs(root).items():
        text = "".join(piece.text or "" for _, piece in pieces)
        if "{" not in text and "}" not in text:
            continue
        tags, faults = read_tags(text, label, place(paragraph, places))
        problems += faults
        problems += [tag.complain(what) for tag in tags if tag.scope for what in _company(tag, paragraph)]
        found += [((_starting_piece(pieces, tag.offset), tag.offset), tag) for tag in tags]
    if len(found) > MOST_TAGS:
        problems.append(Fault(f"memuat {len(found)} tag, paling banyak {MOST_TAGS}", label))
    return [tag for _, tag in sorted(found, key=lambda one: one[0])], problems


def read_tags(text: str, label: str, place: str = "") -> tuple[list[Tag], list[Fault]]:
    """The tags of one paragraph or property, and what is wrong with how they are written."""
    tags = [_read(match, label, place, text) for match in _TAG.finditer(text)]
    problems = [Fault(what, label, place, text) for what in _faults(text)]
    return tags, problems + [tag.complain(what) for tag in tags for what in _tag_faults(tag)]


def has_tags(text: str) -> bool:
    """Whether a text holds the beginning of a tag."""
    return _OPENING.search(text) is not None


def straighten(text: str) -> str:
    """A text whose tags Jinja can read: without Word's curly quotes and, in XML, with & as it was typed."""
    return _CHECKED_TAG.sub(lambda match: match.group().translate(_CURLY_QUOTES).replace("&amp;", "&"), text)


def without_tags(text: str) -> str:
    """A text without its tags."""
    return _CHECKED_TAG.sub("", text)


def _paragraphs(root: etree._Element) -> dict[etree._Element, list[tuple[int, etree._Element]]]:
    """Each paragraph with its own pieces of text, numbered through the part."""
    owners: dict[etree._Element, list[tuple[int, etree._Element]]] = {}
    for number, piece in enumerate(root.iter(f"{W}t")):
        owner = next(piece.iterancestors(f"{W}p"), None)
        if owner is not None:
            owners.setdefault(owner, []).append((number, piece))
    return owners


def _starting_piece(pieces: list[tuple[int, etree._Element]], offset: int) -> int:
    for number, piece in pieces:
        offset -= len(piece.text or "")
        if offset < 0:
            return number
    return pieces[-1][0]


def _read(match: re.Match[str], label: str, place: str, around: str) -> Tag:
    written = match.group()
    body = written[2:-2].translate(_CURLY_QUOTES)
    scope = found.group(1) if (found := _SCOPE.match(body)) else ""
    return Tag(written[:2], scope, body[len(scope) :].strip(), label, place, around, written, match.start())


def _faults(text: str) -> Iterator[str]:
    rest = _TAG.sub("\0", text)
    for brace in dict.fromkeys(_BRACES.findall(rest)):
        yield f"tanda '{brace}' tanpa pasangannya di paragraf ini, atau tagnya lebih dari {LONGEST_TAG} huruf"
    # docxtpl joins a brace with a brace of the next paragraph into one tag
    if rest.rstrip().endswith("{") or rest.lstrip().startswith("}"):
        yield "kurung kurawal di tepi paragraf; hapus atau beri kata di sebelahnya"


def _tag_faults(tag: Tag) -> Iterator[str]:
    if tag.written[2] in "-+" or tag.written[-3] in "-+":
        yield f"tanda hubung pada '{tag.written}' menggabungkan paragraf; hapus tandanya"
    if tag.scope == "r" or (tag.scope and tag.opener == "{{"):
        yield f"awalan '{tag.scope}' pada '{tag.written}' tidak didukung; tulis tanpa awalan"


def _company(tag: Tag, paragraph: etree._Element) -> Iterator[str]:
    """docxtpl puts such a tag in place of all that holds it: whatever else stands there would be lost."""
    if tag.scope not in _HOLDERS:
        return
    name = _HOLDER_NAMES[tag.scope]
    holder = next((one for one in (paragraph, *paragraph.iterancestors()) if one.tag == _HOLDERS[tag.scope]), None)
    if holder is None:
        yield f"'{tag.written}' harus berada di dalam {name}"
        return
    text = "".join(piece.text or "" for piece in holder.iter(f"{W}t"))
    kept = holder.iter(f"{W}drawing", f"{W}pict", f"{W}bookmarkStart", f"{W}sdt", f"{W}sectPr", f"{W}footnoteReference")
    if text.strip() != tag.written or next(kept, None) is not None:
        yield f"'{tag.written}' harus sendirian di {name}-nya, isi lain di situ akan hilang"


def _misplaced(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Tags where no text is printed: in attributes, field codes, deleted text."""
    for element in root.iter():
        texts = [*element.attrib.values(), "" if element.tag == f"{W}t" else element.text or ""]
        yield from ((element, text) for text in texts if has_tags(text))
