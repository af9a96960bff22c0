"""Values + template -> docx. Text is printed as typed or refused with the field's name; it is never lost."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from jinja2 import TemplateRuntimeError, UndefinedError
from lxml import etree

from docgen.errors import BadDeclaration, InvalidForm
from docgen.naskah.fields import unprintable
from docgen.paper.canonical import Member, join_members, pack_member
from docgen.paper.compile import PATCHER, TEMPLATE, CompiledTemplate, Page, compile_template
from docgen.paper.package import DECLARATION, W, parse, serialise

_LONGEST_PROPERTY = 255  # characters Word keeps of a core property
_NUMBERED = re.compile(r'(<wp:docPr\b[^>]*?\sid=")[^"]*')
_HOLLOW = (
    "</w:tcPr></w:tc>", "<w:tcPr/></w:tc>", "<w:tc></w:tc>", "</w:tbl></w:tc>", "<w:txbxContent></w:txbxContent>",
    "</w:tblGrid></w:tbl>", "<w:tblGrid/></w:tbl>", "</w:tblPr></w:tbl>", "<w:tblPr/></w:tbl>",
)  # fmt: skip
_HOLLOW_STORY = re.compile(r"<w:(hdr|ftr)\b[^>]*></w:\1>|<w:footnote\b[^>]*></w:footnote>")
_PLAIN = (str, int, Decimal, date, time, type(None))


def fill(template: bytes, values: Mapping[str, Any], *, lambang: bytes | None = None) -> bytes:
    """Fill a template; equal input gives equal bytes in every process.

    `values` is plain data as DocType.validate returns it, with `kantor` and `pejabat`. `lambang` (PNG or JPEG) takes
    the place of the picture with that alternative text. Raises InvalidForm naming every value with a character that
    Word cannot hold, BadDeclaration when the template asks for something that is not there or not allowed.
    """
    breaks = _check_values(values)
    compiled = compile_template(template, lambang)
    try:
        rendered = [_render(page, values, breaks) for page in compiled.pages]
        if compiled.core_texts:
            rendered.append(_render_core(compiled, values))
    except UndefinedError as error:
        raise BadDeclaration(TEMPLATE, [f"'{_missing_name(error)}' tidak ada di antara isian"]) from error
    except TemplateRuntimeError as error:
        raise BadDeclaration(TEMPLATE, [str(error)]) from error
    except TypeError as error:  # `{% if a > b %}` on what cannot be compared, `for` over what is no list
        raise BadDeclaration(TEMPLATE, [f"perbandingan atau saringan tidak cocok dengan isiannya: {error}"]) from error
    return join_members([*compiled.packed, *rendered])


def _check_values(values: Mapping[str, Any]) -> bool:
    """Refuse what Word cannot hold; tell whether any text has a line break or a tab."""
    if _all_on_one_line(values):
        return False
    faults: dict[str, str] = {}
    breaks = False
    for path, text in _texts(values, ""):
        breaks = breaks or any(mark in text for mark in "\n\r\t")
        if bad := unprintable(text):
            faults[path] = f"memuat karakter {bad} yang tidak dapat dicetak; hapus karakter itu"
    if faults:
        raise InvalidForm("naskah", faults)
    return breaks


def _all_on_one_line(value: Any) -> bool:
    """Whether all is plain data and every text surely printable: the usual case, found out without naming paths."""
    if isinstance(value, str):
        return value.isprintable()
    if isinstance(value, Mapping):
        return all(map(_all_on_one_line, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_all_on_one_line, value))
    return isinstance(value, _PLAIN)


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every text in plain data with its path, e.g. peserta[2].nama (counted from 1, as people count)."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _texts(one, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value, start=1):
            yield from _texts(one, f"{path}[{number}]")
    elif not isinstance(value, _PLAIN):
        raise TypeError(f"{path}: templates are given plain data, not {type(value).__name__}")


def _render(page: Page, values: Mapping[str, Any], breaks: bool) -> Member:
    xml = page.template.render(values)
    if breaks:
        xml = PATCHER.resolve_listing(xml)
    # Written as lxml writes it, so that a later stamp changes nothing but what it stamps. No value stands in an
    # attribute (the template would have been refused), so a quotation mark needs no escape.
    xml = xml.replace("&#34;", '"').replace("&#39;", "'")
    xml = xml.replace('<w:t xml:space="preserve"></w:t>', '<w:t xml:space="preserve"/>')
    if page.pictures:
        numbers = itertools.count(1001)
        xml = _NUMBERED.sub(lambda match: f"{match.group(1)}{next(numbers)}", xml)
    if page.cells:
        xml = etree.tostring(PATCHER.fix_tables(xml), encoding="unicode")
    if page.blocks and (any(mark in xml for mark in _HOLLOW) or (not page.body and _HOLLOW_STORY.search(xml))):
        xml = _mend(xml)
    return pack_member(page.name, (DECLARATION + xml).encode())


def _mend(xml: str) -> str:
    """Word refuses a table without rows and a cell or a header without a paragraph, which empty lists leave behind."""
    root = parse(xml.encode())
    for table in list(root.iter(f"{W}tbl")):
        if next(table.iter(f"{W}tr"), None) is None:
            table.getparent().remove(table)
    for holder in root.iter(f"{W}tc", f"{W}hdr", f"{W}ftr", f"{W}footnote", f"{W}txbxContent"):
        blocks = holder.findall("*")
        if not blocks or blocks[-1].tag not in (f"{W}p", f"{W}sdt"):
            etree.SubElement(holder, f"{W}p")
    return str(etree.tostring(root, encoding="unicode"))


def _render_core(compiled: CompiledTemplate, values: Mapping[str, Any]) -> Member:
    root = parse(compiled.core_source)
    for tag, template in compiled.core_texts.items():
        root.find(tag).text = " ".join(template.render(values).split())[:_LONGEST_PROPERTY]
    return pack_member(compiled.core, serialise(root))


def _missing_name(error: UndefinedError) -> str:
    """The name in Jinja's own sentence: "'nmaa' is undefined", "'dict object' has no attribute 'nmaa'"."""
    names = re.findall(r"'([^']*)'", error.message or "")
    return names[-1] if names else str(error)
