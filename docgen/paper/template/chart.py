"""The native charts of a template: found by their alternative text, refilled with their figures and workbook.

Word draws a chart from the figures cached in its part and opens the embedded workbook only at "Edit Data", so both
are written. As with pages, what never changes is cut apart once; a filling only joins the pieces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from lxml import etree

from docgen.errors import BadDeclaration
from docgen.naskah.grafik import ChartData
from docgen.paper.canonical import Member, pack_member
from docgen.paper.package import OFFICE, R, main_part, parse, relationships, serialise, target
from docgen.paper.template.environment import print_in_xml
from docgen.paper.template.workbook import SHEET, column, make_workbook

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_FRAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PIECE = re.compile(rb"<\?docgen (\d+) (tx|cat|val)\?>")
_MM = 36_000  # EMU

# XML, number of a series, what of it goes here (tx, cat or val), XML, and so on
Pieces: TypeAlias = tuple[bytes, ...]
_LOWEST, _HIGHEST = 50 * _MM, 200 * _MM  # of a chart whose bars lie: it grows with its rows up to most of a page


@dataclass(frozen=True)
class Chart:
    """One chart as it stands in a template."""

    name: str  # alternative text
    frame: etree._Element  # the w:drawing part of it that holds its size
    part: str  # '' where the reference leads nowhere
    book: str  # the embedded workbook; '' when there is none


@dataclass(frozen=True)
class CompiledChart:
    """A chart ready to be refilled, and its two members as the template has them."""

    name: str
    part: str
    book: str
    pieces: Pieces
    series: int
    key: str  # under which a page is told the height of the frame; no name of a form begins with _
    height: int  # EMU of the frame as drawn
    pitch: int  # EMU for each category where bars lie; 0 where the height stays
    members: tuple[Member, ...]


def find_charts(parts: Mapping[str, bytes], root: etree._Element) -> list[Chart]:
    """Every chart of the body `root`, in document order."""
    main = main_part(parts)
    targets = {one.get("Id"): target(main, one) for one in relationships(parts, main)}
    found = []
    for mark in root.iter(f"{_FRAME}docPr"):
        frame = mark.getparent()
        for shown in frame.iter(f"{C}chart"):
            part = targets.get(shown.get(f"{R}id"), "")
            part = part if part in parts else ""
            found.append(Chart(mark.get("descr", "").strip(), frame, part, _book(parts, part)))
    return found


def match(names: Sequence[str], wanted: Sequence[str]) -> dict[str, int]:
    """Which of the charts with these `names` is each one `wanted`, as far as it is there.

    LibreOffice 7.4 drops alternative texts: where none is left and the number is right, the order tells.
    """
    if not any(names) and len(names) == len(wanted):
        return {name: at for at, name in enumerate(wanted)}
    return {name: names.index(name) for name in wanted if name in names}


def series_of(part: bytes) -> list[etree._Element]:
    """The series of a chart part that have categories and values; [] for a chart of points, such as a scatter chart."""
    found = list(parse(part).iter(f"{C}ser"))
    return found if all(one.find(f"{C}val") is not None for one in found) else []


def compile_charts(parts: Mapping[str, bytes]) -> tuple[CompiledChart, ...]:
    """Every chart that can be refilled; the others stay as they are."""
    charts = find_charts(parts, parse(parts[main_part(parts)]))
    shared = Counter(name for one in charts for name in (one.part, one.book))
    sound = [one for one in charts if one.book and series_of(parts[one.part])]
    own = [one for one in sound if shared[one.part] == shared[one.book] == 1]
    return tuple(_compile(parts, one, number) for number, one in enumerate(own))


def refill(chart: CompiledChart, data: ChartData) -> tuple[Member, Member]:
    """The chart part and its workbook with these figures. Raises BadDeclaration where the series do not match."""
    if len(data.series) != chart.series:
        raise BadDeclaration(
            "template.docx", [f"grafik '{chart.name}' mempunyai {chart.series} seri, datanya {len(data.series)}"]
        )
    return pack_member(chart.part, show(chart.pieces, data)), pack_member(chart.book, make_workbook(data))


def cut(root: etree._Element) -> Pieces:
    """A chart part, from which this takes name, categories and values of every series: see `Pieces`."""
    for number, one in enumerate(root.iter(f"{C}ser")):
        _cut(one, number)
    return tuple(_PIECE.split(serialise(root)))


def show(pieces: Pieces, data: ChartData) -> bytes:
    """The chart part with these figures in place of those it was cut from."""
    categories = _categories(data.categories)
    xml = [pieces[0]]
    for number, kind, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        label, figures = data.series[int(number)]
        if kind == b"cat":
            xml.append(categories)
        else:
            xml.append(_name(int(number), label) if kind == b"tx" else _figures(int(number), figures))
        xml.append(after)
    return b"".join(xml)


def open_frames(parts: Mapping[str, bytes], root: etree._Element, charts: Sequence[CompiledChart]) -> None:
    """Put a tag in place of the height of every frame of lying bars in the body `root`; see `heights`."""
    keys = {one.part: one.key for one in charts if one.pitch}
    for chart in find_charts(parts, root):
        if chart.part in keys:
            chart.frame.find(f"{_FRAME}extent").set("cy", f"{{{{ {keys[chart.part]} }}}}")


def heights(shown: Sequence[tuple[CompiledChart, ChartData | None]]) -> dict[str, int]:
    """The height of each frame (EMU) under the name its tag has, by the number of rows it shows."""
    return {
        chart.key: min(max(chart.pitch * len(data.categories), _LOWEST), _HIGHEST) if data else chart.height
        for chart, data in shown
    }


def _book(parts: Mapping[str, bytes], part: str) -> str:
    links = relationships(parts, part) if part else []
    books = [target(part, one) for one in links if one.get("Type") == f"{OFFICE}package"]
    return next((book for book in books if book in parts), "")


def _compile(parts: Mapping[str, bytes], chart: Chart, number: int) -> CompiledChart:
    root = parse(parts[chart.part])
    series = list(root.iter(f"{C}ser"))
    lying = root.find(f".//{C}barDir[@val='bar']") is not None
    counted = max((_whole(one, "val") for one in series[0].iterfind(f"{C}cat//{C}ptCount")), default=0)
    height = _whole(chart.frame.find(f"{_FRAME}extent"), "cy")
    return CompiledChart(
        name=chart.name,
        part=chart.part,
        book=chart.book,
        pieces=cut(root),
        series=len(series),
        key=f"__grafik_{number}",
        height=height,
        pitch=height // counted if lying and counted else 0,
        members=tuple(pack_member(name, parts[name]) for name in (chart.part, chart.book)),
    )


def _whole(element: etree._Element | None, key: str) -> int:
    """A whole number in an attribute, 0 where there is none."""
    written = "" if element is None else element.get(key, "")
    return int(written) if written.isdecimal() else 0


def _cut(series: etree._Element, number: int) -> None:
    """Put a mark where name, categories and values of a series go, in the order the schema asks for."""
    for tag in ("tx", "cat", "extLst"):  # the extensions repeat the old figures
        for old in series.findall(f"{C}{tag}"):
            series.remove(old)
    before = [at for at, one in enumerate(series) if one.tag in (f"{C}idx", f"{C}order")]
    series.insert(max(before, default=-1) + 1, etree.ProcessingInstruction("docgen", f"{number} tx"))
    values = series.find(f"{C}val")
    values.addprevious(etree.ProcessingInstruction("docgen", f"{number} cat"))
    series.replace(values, etree.ProcessingInstruction("docgen", f"{number} val"))


def _name(number: int, label: str) -> bytes:
    points = _points([print_in_xml(label)])
    return _reference("tx", "str", f"${column(number + 1)}$1", points)


def _categories(names: Sequence[str]) -> bytes:
    return _reference("cat", "str", f"$A$2:$A${len(names) + 1}", _points([print_in_xml(name) for name in names]))


def _figures(number: int, figures: Sequence[Decimal | None]) -> bytes:
    letter = column(number + 1)
    points = "<c:formatCode>General</c:formatCode>" + _points([None if one is None else str(one) for one in figures])
    return _reference("val", "num", f"${letter}$2:${letter}${len(figures) + 1}", points)


def _points(texts: Sequence[str | None]) -> str:
    points = (f'<c:pt idx="{at}"><c:v>{text}</c:v></c:pt>' for at, text in enumerate(texts) if text is not None)
    return f'<c:ptCount val="{len(texts)}"/>' + "".join(points)


def _reference(tag: str, kind: str, cells: str, points: str) -> bytes:
    kept = f"<c:{kind}Cache>{points}</c:{kind}Cache>"
    return f"<c:{tag}><c:{kind}Ref><c:f>{SHEET}!{cells}</c:f>{kept}</c:{kind}Ref></c:{tag}>".encode()
