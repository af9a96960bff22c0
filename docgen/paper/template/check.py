"""The check of a template against its document type: everything that is wrong with it, at once, each with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from lxml import etree

from docgen.errors import UnsafeFile
from docgen.naskah.doctype import DocType
from docgen.naskah.plain import placeholders
from docgen.paper.anchor import Anchor, anchor_name, list_anchors
from docgen.paper.canonical import unpack
from docgen.paper.fault import Fault
from docgen.paper.guard import check_docx
from docgen.paper.package import BODY, W, find_places, find_stories, main_part, parse, place
from docgen.paper.properties import core_part
from docgen.paper.template.chart_check import chart_problems
from docgen.paper.template.compile import RENDERED, TEMPLATE, core_tags, template_problems
from docgen.paper.template.names import NameCheck
from docgen.paper.template.tags import find_tags, has_tags
from docgen.paper.unfinished import find_unfinished

_PLACES = ("nomor", "tanggal", "paraf_", "tanda_tangan_", "disposisi_", "salinan")  # how names of places begin


def find_faults(data: bytes, doctype: DocType, posts: Collection[str]) -> list[Fault]:
    """Every problem of a Word file as the template of the type; [] when it can be used.

    `posts` are those of the office, which a template may name as `pejabat.<post>`. Each fault knows part, paragraph
    or cell, the words around and, for a misspelt name, the nearest one.
    """
    try:
        check_docx(data, TEMPLATE)
    except UnsafeFile as error:
        return [Fault(problem) for problem in error.problems]
    parts = unpack(data)
    return [
        *template_problems(parts),
        *_name_problems(parts, doctype, posts),
        *_anchor_problems(parts, doctype.anchors()),
        *chart_problems(parts, doctype.grafik),
        *_unrendered(parts),
        *find_unfinished(data),
    ]


def _name_problems(parts: Mapping[str, bytes], doctype: DocType, posts: Collection[str]) -> list[Fault]:
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


def _anchor_problems(parts: Mapping[str, bytes], wanted: Collection[str]) -> Iterator[Fault]:
    main = main_part(parts)
    root = parse(parts[main])
    found, places = list_anchors(root), find_places(root)
    names = Counter(anchor.name for anchor in found)
    yield from _misnamed(root, places)
    for name in wanted:
        if name not in names:
            near = get_close_matches(name, [one for one in names if one not in wanted], n=1)
            hint = f"; yang ada dan mirip: '{near[0]}'" if near else ""
            yield Fault(f"tempat '{name}' tidak ada di badan naskah (kontrol konten dengan tag itu){hint}")
    for name, count in names.items():
        if count > 1:
            yield Fault(f"tempat '{name}' ada {count} kali; sisakan satu")
    for anchor in found:
        yield from _content_problems(anchor, place(anchor.start, places))
    for story in find_stories(parts, tuple(kind for kind in RENDERED if kind != "document")):
        for anchor in list_anchors(parse(parts[story.name])):
            if anchor.name in wanted:
                yield Fault(f"tempat '{anchor.name}' harus berada di badan naskah", story.label)


def _misnamed(root: etree._Element, places: Mapping[etree._Element, str]) -> Iterator[Fault]:
    """Content controls meant as places of a stamp whose names cannot be found again."""
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        name = "" if tag is None else tag.get(f"{W}val", "")
        if name.startswith(_PLACES) and not anchor_name(control):
            what = (
                f"tempat '{name}' tidak akan diisi: namanya hanya huruf kecil, angka dan garis bawah, paling panjang 40"
            )
            yield Fault(what, BODY, place(control, places))


def _content_problems(anchor: Anchor, where: str) -> Iterator[Fault]:
    if has_tags(anchor.text):
        yield Fault(f"tempat '{anchor.name}' tidak boleh memuat tag", BODY, where, anchor.text)


def _unrendered(parts: Mapping[str, bytes]) -> Iterator[Fault]:
    """Tags in charts, endnotes and the like, which nothing fills."""
    # comments are told one by one, whatever they say
    rendered = {core_part(parts), *(story.name for story in find_stories(parts, (*RENDERED, "comments")))}
    for name, data in sorted(parts.items()):
        if name.startswith(("word/", "docProps/")) and name.endswith(".xml") and name not in rendered and b"{" in data:
            text = "".join(str(one) for one in parse(data).itertext())
            if has_tags(text):
                at = max(text.find("{{"), text.find("{%"), 0)
                what = "memuat tag, tetapi bagian ini tidak pernah diisi"
                yield Fault(what, f"bagian {name}", "", text[at : at + 80])
