"""What changed between two states of a page, as a reader sees it: paragraph by paragraph, cell by cell, word by word.

Paraf, signature, number and date are left out: they change with every approval and are no change of the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from itertools import groupby, zip_longest

from docgen.paper.canonical import unpack
from docgen.paper.naming import find_names
from docgen.paper.package import BODY, W, find_places, find_stories, parse, place
from docgen.paper.read import run_text
from docgen.paper.stamp import anchors, clear

SAME, OUT, IN = "", "-", "+"  # a piece that stayed, was taken out, was put in
_STORIES = ("header", "document", "footnotes", "endnotes", "footer")
_PIECE = re.compile(r"\s+|\S+")
_MARKS = {SAME: "{}", OUT: "<del>{}</del>", IN: "<ins>{}</ins>"}
_PAGE = """<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 11pt/1.5 Arial, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #111 }}
h1 {{ font-size: 1.2rem }} table {{ border-collapse: collapse; width: 100% }}
th, td {{ border: 1px solid #888; padding: .4rem .6rem; text-align: left; vertical-align: top }}
del {{ background: #fbdada; color: #7a0000 }} ins {{ background: #d9f2d9; color: #004d00 }}
</style></head><body><h1>{title}</h1>{rows}</body></html>
"""


@dataclass(frozen=True)
class _Unit:
    where: str = ""
    named: str = ""
    words: str = ""


@dataclass(frozen=True)
class Change:
    """One paragraph or cell that reads otherwise; empty before where it is new, after where it is gone."""

    where: str  # counted: 'tabel 2, baris 3, sel 6'
    before: str
    after: str
    named: str = ""  # as a reader with the paper looks for it

    def pieces(self) -> list[tuple[str, str]]:
        """Its words in order, each with what became of it: SAME, OUT or IN."""
        old, new = _PIECE.findall(self.before), _PIECE.findall(self.after)
        found = []
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            stayed = kind == "equal"
            found += [(SAME, "".join(old[a:b]))] if stayed else [(OUT, "".join(old[a:b])), (IN, "".join(new[c:d]))]
        return [(mark, text) for mark, text in found if text]


def find_changes(before: bytes, after: bytes) -> list[Change]:
    """Every paragraph and cell that reads otherwise, in the order of the page; [] when only marks were stamped."""
    old, new = list(_units(before)), list(_units(after))
    matched = SequenceMatcher(None, [one.words for one in old], [one.words for one in new], autojunk=False)
    found = []
    for kind, a, b, c, d in matched.get_opcodes():
        if kind != "equal":
            found += [_change(one, other) for one, other in zip_longest(old[a:b], new[c:d], fillvalue=_Unit())]
    return found


def as_html(title: str, changes: list[Change]) -> str:
    """The changes as one page that any browser shows without internet."""
    rows = "".join(f"<tr><th>{escape(one.named or one.where)}</th><td>{_marked(one)}</td></tr>" for one in changes)
    return _PAGE.format(title=escape(title), rows=f"<table>{rows}</table>" if rows else "<p>Tidak ada perubahan.</p>")


def _change(old: _Unit, new: _Unit) -> Change:
    if new.where:
        return Change(new.where, old.words, new.words, new.named)
    return Change(f"semula {old.where}", old.words, "", f"semula {old.named}")


def _marked(change: Change) -> str:
    return "".join(_MARKS[mark].format(escape(text)) for mark, text in change.pieces())


def _units(docx: bytes) -> Iterator[_Unit]:
    """Every paragraph and cell that says something, with what its place is called."""
    parts = unpack(clear(docx, anchors(docx)))
    for story in sorted(find_stories(parts, _STORIES), key=lambda one: _STORIES.index(one.kind)):
        root = parse(parts[story.name])
        places = find_places(root)
        names = find_names(places)
        label, title = ("", "") if story.label == BODY else (f"{story.label}, ", f"{story.title}, ")
        for where, group in groupby(root.iter(f"{W}p"), key=lambda one: place(one, places)):
            paragraphs = list(group)
            if words := " ".join(" ".join(run_text(one).split()) for one in paragraphs).strip():
                yield _Unit(label + where, title + place(paragraphs[0], names), " ".join(words.split()))
