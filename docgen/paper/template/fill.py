"""Values + template -> docx. Text is printed as typed or refused with the field's name; it is never lost."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any, TypeAlias

from jinja2 import TemplateRuntimeError, UndefinedError

from docgen.errors import BadDeclaration, InvalidForm
from docgen.naskah.fields import unprintable
from docgen.naskah.grafik import ChartData
from docgen.paper.canonical import Member, join_members, pack_member
from docgen.paper.package import parse, serialise
from docgen.paper.template.chart import CompiledChart, heights, match, refill
from docgen.paper.template.compile import PATCHER, TEMPLATE, CompiledTemplate, Page, compile_template
from docgen.paper.template.mend import mend

_LONGEST_PROPERTY = 255  # characters Word keeps of a core property
_NUMBERED = re.compile(rb'(<wp:docPr\b[^>]*?\sid=")[^"]*')
_OPEN_TEXT = '<w:t xml:space="preserve">'
_PLAIN = (str, int, Decimal, date, time, type(None))

Shown: TypeAlias = tuple[CompiledChart, ChartData | None]


def fill(
    template: bytes, values: Mapping[str, Any], *, lambang: bytes | None = None, charts: Sequence[ChartData] = ()
) -> bytes:
    """Fill a template; equal input gives equal bytes in every process.

    `values` is plain data as DocType.validate returns it, with `kantor` and `pejabat`. `lambang` (PNG or JPEG) takes
    the place of the picture with that alternative text, `charts` are shown by those of their names. Raises InvalidForm
    naming every value with a character that Word cannot hold, BadDeclaration when the template asks for something that
    is not there or not allowed, or cannot show a chart.
    """
    breaks = _check_values(values)
    compiled = compile_template(template, lambang)
    shown = _match(compiled.charts, charts)
    seen = {**values, **heights(shown)}
    try:
        rendered = [_render(page, seen, breaks) for page in compiled.pages]
        if compiled.core_texts:
            rendered.append(_render_core(compiled, values))
    except UndefinedError as error:
        raise BadDeclaration(TEMPLATE, [f"'{_missing_name(error)}' tidak ada di antara isian"]) from error
    except TemplateRuntimeError as error:
        raise BadDeclaration(TEMPLATE, [str(error)]) from error
    except TypeError as error:  # `{% if a > b %}` on what cannot be compared, `for` over what is no list
        raise BadDeclaration(TEMPLATE, [f"perbandingan atau saringan tidak cocok dengan isiannya: {error}"]) from error
    drawn = [member for chart, data in shown for member in (refill(chart, data) if data else chart.members)]
    return join_members([*compiled.packed, *rendered, *drawn])


def _match(compiled: Sequence[CompiledChart], charts: Sequence[ChartData]) -> list[Shown]:
    """Every chart of the template with what it shows; None for one that stays as it is."""
    places = match([one.name for one in compiled], [one.name for one in charts])
    missing = [one.name for one in charts if one.name not in places]
    if missing:
        raise BadDeclaration(
            TEMPLATE, [f"grafik '{one}' tidak dapat diisi; jalankan: docgen periksa" for one in missing]
        )
    given = {places[one.name]: one for one in charts}
    return [(one, given.get(at)) for at, one in enumerate(compiled)]


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
    kind = type(value)
    if kind is str:
        return bool(value.isprintable())
    if kind is dict:
        return all(map(_all_on_one_line, value.values()))
    if kind is list:
        return all(map(_all_on_one_line, value))
    return kind in _PLAIN


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
    # what Template.generate does, without its own generator around
    pieces = page.template.root_render_func(page.template.new_context({**values}))
    xml = b"".join(_portions(pieces))
    if breaks:
        text = xml.decode().replace("\r\n", "\n").replace("\r", "\n")
        xml = _as_lxml_writes(PATCHER.resolve_listing(text)).encode()
    if page.pictures:
        numbers = itertools.count(1001)
        xml = _NUMBERED.sub(lambda match: b"%s%d" % (match.group(1), next(numbers)), xml)
    if page.cells:
        xml = serialise(PATCHER.fix_tables(xml))
    if any(wrong_end.search(xml) for wrong_end in page.weak_ends):
        root = parse(xml)
        mend(root)
        xml = serialise(root)
    return pack_member(page.name, xml)


def _portions(pieces: Iterator[str]) -> Iterator[bytes]:
    """The same encoded, in portions that fit the processor's cache; one “…” doubles the memory of its own only."""
    text = ""
    while portion := list(itertools.islice(pieces, 256)):
        text += "".join(portion)
        if not text.endswith(_OPEN_TEXT):  # which may turn out to be empty
            yield _as_lxml_writes(text).encode()
            text = ""
    yield text.encode()


def _as_lxml_writes(text: str) -> str:
    """So that a later stamp changes nothing but what it stamps."""
    return text.replace(f"{_OPEN_TEXT}</w:t>", '<w:t xml:space="preserve"/>')


def _render_core(compiled: CompiledTemplate, values: Mapping[str, Any]) -> Member:
    root = parse(compiled.core_source)
    for tag, template in compiled.core_texts.items():
        root.find(tag).text = " ".join(template.render(values).split())[:_LONGEST_PROPERTY]
    return pack_member(compiled.core, serialise(root))


def _missing_name(error: UndefinedError) -> str:
    """The name in Jinja's own sentence: "'nmaa' is undefined", "'dict object' has no attribute 'nmaa'"."""
    names = re.findall(r"'([^']*)'", error.message or "")
    return names[-1] if names else str(error)
