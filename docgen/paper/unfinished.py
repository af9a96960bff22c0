"""What is still under discussion in a docx: tracked changes and comments. It must be settled before a signature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from docgen.paper.canonical import unpack
from docgen.paper.fault import Fault
from docgen.paper.package import W, find_places, find_stories, parse, place
from docgen.paper.read import run_text

_CHANGES = {
    "ins": "sisipan",
    "del": "penghapusan",
    "moveFrom": "pemindahan dari sini",
    "moveTo": "pemindahan ke sini",
    "rPrChange": "perubahan huruf",
    "pPrChange": "perubahan paragraf",
    "sectPrChange": "perubahan halaman",
    "tblPrChange": "perubahan tabel",
    "tblPrExChange": "perubahan tabel",
    "tblGridChange": "perubahan kolom tabel",
    "trPrChange": "perubahan baris tabel",
    "tcPrChange": "perubahan sel",
    "numberingChange": "perubahan penomoran",
    "cellIns": "penyisipan sel",
    "cellDel": "penghapusan sel",
    "cellMerge": "penggabungan sel",
}
_BY_TAG = {f"{W}{name}": words for name, words in _CHANGES.items()}
_PAGES = ("document", "header", "footer", "footnotes", "endnotes")


def unfinished(docx: bytes) -> list[str]:
    """Every tracked change and comment left, each with its place and author; [] means it may be signed."""
    return [str(fault) for fault in find_unfinished(docx)]


def find_unfinished(docx: bytes) -> list[Fault]:
    """The same as records."""
    parts = unpack(docx)
    comments = {
        one.get(f"{W}id", ""): one
        for story in find_stories(parts, ("comments",))
        for one in parse(parts[story.name]).iter(f"{W}comment")
    }
    found: list[Fault] = []
    for story in find_stories(parts, _PAGES):
        root = parse(parts[story.name])
        places = find_places(root)
        found += [Fault(what, story.label, place(one, places), text) for one, what, text in _changes(root)]
        found += [
            Fault(what, story.label, place(one, places), text, commented=True)
            for one, what, text in _comments(root, comments)
        ]
    return found + [Fault(f"tanpa tempat{_by(one)}", "komentar", "", run_text(one)) for one in comments.values()]


def _changes(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    for element in root.iter(*_BY_TAG):
        deleted = "".join(one.text or "" for one in element.iter(f"{W}delText"))
        yield element, f"{_BY_TAG[element.tag]} belum diterima{_by(element)}", run_text(element) or deleted


def _comments(root: etree._Element, comments: dict[str, etree._Element]) -> Iterator[tuple[etree._Element, str, str]]:
    """Each comment once, at its first mark; those met are taken out of `comments`."""
    seen: set[str] = set()
    for mark in root.iter(f"{W}commentRangeStart", f"{W}commentReference"):
        number = mark.get(f"{W}id", "")
        if number not in seen:
            seen.add(number)
            comment = comments.pop(number, None)
            words = "" if comment is None else run_text(comment)
            yield mark, f"komentar belum dihapus{_by(comment)}", words


def _by(element: Mapping[str, str] | etree._Element | None) -> str:
    author = "" if element is None else element.get(f"{W}author", "")
    return f" (oleh {author})" if author else ""
