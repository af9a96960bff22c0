"""The check of a template against its document type: everything that is wrong with it, at once, each with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from docgen.errors import UnsafeFile
from docgen.naskah.doctype import DocType
from docgen.naskah.plain import placeholders
from docgen.paper.anchor import Anchor, list_anchors
from docgen.paper.canonical import unpack
from docgen.paper.chart_check import chart_problems
from docgen.paper.compile import RENDERED, TEMPLATE, core_tags, template_problems
from docgen.paper.guard import check_docx
from docgen.paper.names import NameCheck
from docgen.paper.package import W, find_places, find_stories, main_part, parse, place
from docgen.paper.properties import core_part
from docgen.paper.tags import complain, find_tags, has_tags
from docgen.paper.unfinished import unfinished


def check_template(doctype: DocType, posts: Collection[str]) -> list[str]:
    """Every problem of template.docx against its type; [] when it can be used.

    `posts` are those of the office, which a template may name as `pejabat.<post>`. Each problem says part, paragraph
    or cell, the words around and, for a misspelt name, the nearest one.
    """
    data = doctype.template.read_bytes()
    try:
        check_docx(data, TEMPLATE)
    except UnsafeFile as error:
        return list(error.problems)
    parts = unpack(data)
    return [
        *template_problems(parts),
        *_name_problems(parts, doctype, posts),
        *_anchor_problems(parts, doctype.anchors()),
        *chart_problems(parts, doctype.grafik),
        *_unrendered(parts),
        *unfinished(data),
    ]


def _name_problems(parts: Mapping[str, bytes], doctype: DocType, posts: Collection[str]) -> list[str]:
    check = NameCheck(doctype, posts)
    for story in find_stories(parts, RENDERED):
        tags, _ = find_tags(parse(parts[story.name]), story.label)
        check.read(tags)
    for tags, _ in core_tags(parts):
        check.read(tags)
    # what names the document in lists, or finds the official who signs, need not be printed
    exempt = set(placeholders(doctype.judul))
    exempt |= {rule.isian for rule in doctype.approvals if rule.isian}
    return [*check.problems, *check.unused(exempt)]


def _anchor_problems(parts: Mapping[str, bytes], wanted: Collection[str]) -> Iterator[str]:
    main = main_part(parts)
    root = parse(parts[main])
    found, places = list_anchors(root), find_places(root)
    names = Counter(anchor.name for anchor in found)
    for name in wanted:
        if name not in names:
            near = get_close_matches(name, [one for one in names if one not in wanted], n=1)
            hint = f"; yang ada dan mirip: '{near[0]}'" if near else ""
            yield f"tempat '{name}' tidak ada di badan naskah (kontrol konten dengan tag itu){hint}"
    for name, count in names.items():
        if count > 1:
            yield f"tempat '{name}' ada {count} kali; sisakan satu"
    for anchor in found:
        yield from _content_problems(anchor, f"badan naskah, {place(anchor.start, places)}")
    for story in find_stories(parts, tuple(kind for kind in RENDERED if kind != "document")):
        for anchor in list_anchors(parse(parts[story.name])):
            if anchor.name in wanted:
                yield f"{story.label}: tempat '{anchor.name}' harus berada di badan naskah"


def _content_problems(anchor: Anchor, where: str) -> Iterator[str]:
    if has_tags(anchor.text):
        yield complain(where, f"tempat '{anchor.name}' tidak boleh memuat tag", anchor.text)
    if anchor.start.tag == f"{W}sdt" and not any(
        mark.get(f"{W}name") == anchor.name for mark in anchor.start.iter(f"{W}bookmarkStart")
    ):
        yield f"{where}: kontrol konten '{anchor.name}' belum berisi bookmark bernama sama (agar tahan LibreOffice)"


def _unrendered(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Tags in charts, comments, endnotes and the like, which nothing fills."""
    rendered = {core_part(parts), *(story.name for story in find_stories(parts, RENDERED))}
    for name, data in sorted(parts.items()):
        if name.startswith(("word/", "docProps/")) and name.endswith(".xml") and name not in rendered and b"{" in data:
            text = "".join(str(one) for one in parse(data).itertext())
            if has_tags(text):
                at = max(text.find("{{"), text.find("{%"), 0)
                yield complain(f"bagian {name}", "memuat tag, tetapi bagian ini tidak pernah diisi", text[at : at + 80])
