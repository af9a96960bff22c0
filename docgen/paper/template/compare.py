"""Our page beside the page plain docxtpl makes of the same template and values: a second opinion on a template."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree

from docgen.paper.canonical import CONTENT_TYPES, pack, unpack
from docgen.paper.package import W, find_places, find_stories, main_part, parse, place, relationships, serialise, target
from docgen.paper.properties import core_part
from docgen.paper.template.compile import PATCHER, RENDERED, tidy
from docgen.paper.template.environment import make_environment, print_value
from docgen.paper.template.fill import fill
from docgen.paper.template.mend import mend
from docgen.paper.template.tags import has_tags

_ESCAPING = make_environment(print_value, autoescape=True)  # Jinja's own escape, not ours
_UNESCAPE = re.compile(r"([{}%])_([{}%])")
_NUMBERED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def differences(template: bytes, values: Mapping[str, Any]) -> list[str]:
    """What of the filled page is not as docxtpl fills it, a sentence for each part; [] when all is.

    Parts are compared element by element, relationships and content types as sets. Known and left aside: how a part
    is written (prefixes, quotation marks, order of attributes); ids of paragraphs, spelling marks and white space
    that is not text, which docgen takes out first; numbers of pictures; columns docxtpl counts again in every table;
    the paragraph docgen puts where Word needs one; `{_{`, which docxtpl prints as `{{`; core properties, which
    docxtpl escapes twice and of which it fills six; parts nothing refers to, which docxtpl drops. Raises what `fill`
    raises.
    """
    ours = unpack(fill(template, values))
    try:
        theirs = unpack(fill_by_docxtpl(template, values))
    except (TemplateError, etree.LxmlError, AttributeError, LookupError, ValueError) as error:
        return [f"docxtpl tidak dapat mengisi template ini untuk dibandingkan: {error}"]
    skipped = {core_part(ours), core_part(theirs), CONTENT_TYPES}
    names = [name for name in sorted(theirs) if name not in skipped and not name.endswith(".rels")]
    labels = {story.name: story.label for story in find_stories(ours)}
    problems = [
        *(f"bagian {name} hanya ada pada hasil docxtpl" for name in names if name not in ours),
        *_package_differences(ours, theirs, [name for name in names if name in ours]),
    ]
    for name in names:
        if name in ours and ours[name] != theirs[name]:
            problems += _part_differences(name, labels, ours, theirs)
    return problems


def fill_by_docxtpl(template: bytes, values: Mapping[str, Any]) -> bytes:
    """The same template filled by docxtpl alone, with the filters of the house and without core properties."""
    parts = unpack(template)
    for story in find_stories(parts, RENDERED):
        parts[story.name] = serialise(tidy(parse(parts[story.name])))
    if core := core_part(parts):
        root = parse(parts[core])
        root[:] = [one for one in root if not has_tags(one.text or "")]
        parts[core] = serialise(root)
    page, made = DocxTemplate(io.BytesIO(pack(parts))), io.BytesIO()
    page.render(dict(values), jinja_env=_ESCAPING)
    page.save(made)
    return made.getvalue()


def _package_differences(ours: dict[str, bytes], theirs: dict[str, bytes], names: list[str]) -> Iterator[str]:
    for name in ["", *names]:
        if _links(ours, name) != _links(theirs, name):
            yield f"rujukan dari {name or 'paket'} berbeda dari hasil docxtpl"
    types = _types(ours), _types(theirs)
    for name in names:
        if _type_of(name, types[0]) != _type_of(name, types[1]):
            yield f"jenis isi bagian {name} berbeda dari hasil docxtpl"


def _links(parts: dict[str, bytes], name: str) -> set[tuple[str | None, ...]]:
    core = core_part(parts)
    return {
        (one.get("Id"), one.get("Type"), one.get("Target") if one.get("TargetMode") else target(name, one))
        for one in relationships(parts, name)
        if not core or target(name, one) != core
    }


def _types(parts: dict[str, bytes]) -> dict[str, str]:
    """Content types by part (with its slash) or by extension."""
    found = parse(parts[CONTENT_TYPES])
    return {(one.get("PartName") or one.get("Extension")).lower(): one.get("ContentType") for one in found}


def _type_of(name: str, types: dict[str, str]) -> str | None:
    return types.get(f"/{name}".lower()) or types.get(name.rpartition(".")[2].lower())


def _part_differences(
    name: str, labels: Mapping[str, str], ours: dict[str, bytes], theirs: dict[str, bytes]
) -> Iterator[str]:
    """The first difference of a part; after it nothing would match."""
    if not name.endswith(".xml"):
        yield f"bagian {name} berbeda dari hasil docxtpl"
        return
    body = name == main_part(ours)
    left, right = (_settle(parts[name], body=body) for parts in (ours, theirs))
    places = find_places(left)
    for one, other in zip_longest(left.iter(), right.iter()):
        if one is None or other is None or _facts(one) != _facts(other):
            where = "akhir bagian" if one is None else place(one, places)
            shown = f"docgen {_show(one)}, docxtpl {_show(other)}"
            yield f"{labels.get(name, f'bagian {name}')}, {where}: berbeda dari hasil docxtpl: {shown}"
            return


def _settle(data: bytes, *, body: bool) -> etree._Element:
    """A part without what is known to differ."""
    root = PATCHER.fix_tables(data) if body else parse(data)
    mend(root)
    for element in root.iter(f"{W}t"):
        element.text = _UNESCAPE.sub(r"\1\2", element.text or "")
    for picture in root.iter(_NUMBERED):
        picture.attrib.pop("id", None)
    return root


def _facts(element: etree._Element) -> tuple[object, ...]:
    return element.tag, dict(element.attrib), element.text or "", element.tail or "", len(element)


def _show(element: etree._Element | None) -> str:
    if element is None:
        return "tidak ada lagi"
    facts = [f"{etree.QName(key).localname}={value}" for key, value in element.attrib.items()]
    return f"<{' '.join([etree.QName(element).localname, *facts])}>" + (
        f" '{text[:60]}'" if (text := (element.text or "").strip()) else ""
    )
