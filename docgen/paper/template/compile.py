"""Template bytes -> an immutable compiled template, made once and shared by all threads.

docxtpl opens, patches and compiles a template for every document and renders the footnotes once per section, so
that a value printed there is run as a template. Here docxtpl's own `patch_xml` prepares each part once, each part is
rendered exactly once, and all that never changes stays packed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from docxtpl.template import DocxTemplate
from jinja2 import Template, TemplateSyntaxError
from lxml import etree

from docgen.errors import BadDeclaration
from docgen.paper.anchor import add_bookmarks
from docgen.paper.canonical import Member, pack_member, unpack
from docgen.paper.fault import Fault
from docgen.paper.guard import check_docx
from docgen.paper.package import DECLARATION, Story, W, find_stories, parse, serialise
from docgen.paper.properties import core_part
from docgen.paper.template.allowlist import refusals, tag_problems
from docgen.paper.template.balance import pair_problems, prove
from docgen.paper.template.chart import CompiledChart, compile_charts, open_frames
from docgen.paper.template.environment import PAGE, PLAIN
from docgen.paper.template.lambang import replace_lambang
from docgen.paper.template.mend import find_weak_ends
from docgen.paper.template.tags import Tag, find_tags, has_tags, read_tags, straighten, without_tags

RENDERED = ("document", "header", "footer", "footnotes")
TEMPLATE = "template.docx"

PATCHER = DocxTemplate(io.BytesIO())  # opens nothing; the three functions used of it keep no state
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_LEFTOVERS = (f"{W}proofErr", f"{W}lastRenderedPageBreak")
_TEXT = (f"{W}t", f"{W}delText", f"{W}instrText", f"{W}delInstrText")
_OPENING = re.compile(r"(?=\{[{%#])")


@dataclass(frozen=True)
class Page:
    """One part with paragraphs, ready to be rendered."""

    name: str
    template: Template
    weak_ends: tuple[re.Pattern[bytes], ...]  # what must be mended when it is found in what was printed
    cells: bool  # has {%tc: the table's columns must be counted again
    pictures: bool  # has pictures that a loop may repeat


@dataclass(frozen=True)
class CompiledTemplate:
    """A template as `fill` needs it."""

    pages: tuple[Page, ...]
    packed: tuple[Member, ...]  # every part that no value can change
    core: str  # the part with the core properties, when a tag stands in it
    core_source: bytes
    core_texts: Mapping[str, Template]  # element name -> its text
    charts: tuple[CompiledChart, ...]


@lru_cache(maxsize=64)
def compile_template(template: bytes, lambang: bytes | None = None) -> CompiledTemplate:
    """Compile the bytes of a template; equal bytes are compiled once.

    Raises UnsafeFile, or BadDeclaration with every reason why the template cannot be filled.
    """
    check_docx(template, TEMPLATE)
    parts = unpack(template)
    problems = template_problems(parts)
    if problems:
        raise BadDeclaration(TEMPLATE, map(str, problems))
    if lambang is not None:
        replace_lambang(parts, lambang)
    charts = compile_charts(parts)
    pages, fixed = [], dict(parts)
    for story in find_stories(parts, RENDERED):
        root = tidy(parse(parts[story.name]))
        fixed[story.name] = serialise(root)
        if story.kind == "document":
            open_frames(parts, root, charts)
        source = _source(root)
        if has_tags(source):
            pages.append(_page(story, source, find_tags(root, story.label)[0]))
            del fixed[story.name]
    core, core_source, core_texts = _core(parts)
    apart = {core, *(name for one in charts for name in (one.part, one.book))}
    packed = tuple(pack_member(name, data) for name, data in fixed.items() if name not in apart)
    return CompiledTemplate(tuple(pages), packed, core, core_source, core_texts, charts)


def template_problems(parts: Mapping[str, bytes]) -> list[Fault]:
    """Why a template cannot be filled safely and without loss, whatever its document type; [] when it can."""
    problems: list[Fault] = []
    for story in find_stories(parts, RENDERED):
        problems += story_problems(story, parse(parts[story.name]))
    for tags, faults in core_tags(parts):
        problems += faults + tag_problems(tags)
        problems += [tag.complain("properti hanya boleh memuat {{ nilai }}") for tag in tags if tag.opener != "{{"]
    return problems


def story_problems(story: Story, root: etree._Element) -> list[Fault]:
    """The same for one part."""
    tags, unread = find_tags(tidy(root), story.label)
    unpaired = [*unread, *pair_problems(tags)]
    problems = [*unpaired, *tag_problems(tags)]
    if unpaired or not tags:
        return problems
    source = _source(root)
    try:
        tree = PAGE.parse(_OPENING.sub("\n", source))
    except (TemplateSyntaxError, RecursionError) as error:
        return problems or [Fault(f"tag tidak dapat dibaca: {error}", story.label)]
    problems = problems or [Fault(reason, story.label) for _, reason in refusals(tree)]
    problems += prove(tree, tags)
    if not problems and _words(etree.fromstring(without_tags(source))) != _words(root):
        problems.append(Fault("sebagian teks di sekitar tag akan hilang; tulis ulang tag-tag bagian ini", story.label))
    return problems


def _words(root: etree._Element) -> str:
    """The words beside the tags: patch_xml must not have lost any."""
    return "".join(without_tags("".join(root.itertext())).split())


def core_tags(parts: Mapping[str, bytes]) -> Iterator[tuple[list[Tag], list[Fault]]]:
    """The tags of each core property, and what is wrong with how they are written."""
    name = core_part(parts)
    for element in parse(parts[name]) if name else ():
        yield read_tags(element.text or "", f"properti {etree.QName(element).localname}")


def _page(story: Story, source: str, tags: list[Tag]) -> Page:
    blocks = "{%" in source
    return Page(
        name=story.name,
        template=PAGE.from_string(DECLARATION + source),
        weak_ends=find_weak_ends(source) if blocks else (),
        cells=any(tag.scope == "tc" for tag in tags),
        pictures=blocks and "<wp:docPr" in source,
    )


def _source(root: etree._Element) -> str:
    """The text Jinja compiles: one part, its tags freed from the XML Word put into them."""
    return straighten(PATCHER.patch_xml(str(etree.tostring(root, encoding="unicode"))))


def tidy(root: etree._Element) -> etree._Element:
    """Take out what must not be repeated by a loop or turned into a line break: ids, marks of the spelling check,
    the bookmark of the last cursor position, and white space that is not text; give every anchor its bookmark."""
    etree.strip_elements(root, *_LEFTOVERS, with_tail=False)
    cursor = {one.get(f"{W}id") for one in root.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == "_GoBack"}
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        if mark.get(f"{W}id") in cursor:
            mark.getparent().remove(mark)
    for element in root.iter():
        for key in (f"{_W14}paraId", f"{_W14}textId"):
            element.attrib.pop(key, None)
        if element.tag in _TEXT:
            element.text = re.sub(r"[\n\t]", " ", element.text or "") or None
        elif element.text is not None and not element.text.strip():
            element.text = None
        if element.tail is not None and not element.tail.strip():
            element.tail = None
    add_bookmarks(root)
    return root


def _core(parts: Mapping[str, bytes]) -> tuple[str, bytes, dict[str, Template]]:
    name = core_part(parts)
    root = parse(parts[name]) if name else ()
    texts = {str(one.tag): PLAIN.from_string(straighten(one.text)) for one in root if has_tags(one.text or "")}
    return (name, parts[name], texts) if texts else ("", b"", {})
