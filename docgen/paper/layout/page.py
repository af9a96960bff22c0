"""A page with its paper, margins and parts, packed to the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from docgen.naskah.grafik import ChartData
from docgen.paper.canonical import CONTENT_TYPES, join_members, pack_member
from docgen.paper.layout.elements import DECLARED, el, emu, name, serialize, twips, val
from docgen.paper.layout.emblem import draw_emblem
from docgen.paper.layout.graph import chart_part
from docgen.paper.layout.profile import Paper, Profile
from docgen.paper.layout.styles import LANGUAGE, draw_styles
from docgen.paper.layout.text import para, style_id
from docgen.paper.template.workbook import make_workbook

LAMBANG = "lambang"  # alt text of the emblem; the office's own picture takes its place when a form is filled
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True)
class Page:
    """One template: `body` from top to bottom; `styles` adapts named styles to this page."""

    title: str
    paper: Paper
    body: Sequence[etree._Element]
    styles: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    charts: Sequence[ChartData] = ()


def pack(page: Page, profile: Profile) -> bytes:
    """The page in the letters of `profile` as a docx: sorted members, fixed times."""
    document = _document(page)
    header = el("w:hdr", {}, para("Nomor Halaman", el("w:fldSimple", {"w:instr": " PAGE "})))
    used = {
        e.get(name("w:val"), "") for root in (document, header) for e in root.iter(name("w:pStyle"), name("w:tblStyle"))
    }
    parts = {
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}, core=True),
        "docProps/core.xml": _core(page.title),
        "word/_rels/document.xml.rels": _document_relations(len(page.charts)),
        "word/document.xml": serialize(document),
        "word/header1.xml": serialize(header),
        "word/media/lambang.png": draw_emblem(),
        "word/settings.xml": serialize(_settings()),
        "word/styles.xml": serialize(draw_styles(used, page.styles, profile)),
    }
    for number, data in enumerate(page.charts, 1):
        parts |= _chart_parts(number, data)
    members = {CONTENT_TYPES: _content_types(len(page.charts)), **parts}
    return join_members(pack_member(member, data) for member, data in members.items())


def emblem(width: float, height: float) -> etree._Element:
    """The run with the emblem, that many millimetres large."""
    size = {"cx": emu(width), "cy": emu(height)}
    picture = el(
        "pic:pic",
        {},
        el("pic:nvPicPr", {}, el("pic:cNvPr", {"id": 1, "name": LAMBANG}), el("pic:cNvPicPr")),
        el("pic:blipFill", {}, el("a:blip", {"r:embed": "rIdimage"}), el("a:stretch", {}, el("a:fillRect"))),
        el(
            "pic:spPr",
            {},
            el("a:xfrm", {}, el("a:off", {"x": 0, "y": 0}), el("a:ext", size)),
            el("a:prstGeom", {"prst": "rect"}, el("a:avLst")),
        ),
    )
    inline = el(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        el("wp:extent", size),
        el("wp:docPr", {"id": 1, "name": "Lambang", "descr": LAMBANG}),
        el("a:graphic", {}, el("a:graphicData", {"uri": DECLARED["pic"]}, picture)),
    )
    return el("w:r", {}, el("w:drawing", {}, inline))


def new_section(paper: Paper) -> etree._Element:
    """What follows begins on a page of its own that bears no page number, as the first page does not."""
    return el("w:p", {}, el("w:pPr", {}, val("w:pStyle", style_id("Sesudah Tabel")), _section(paper)))


def _document(page: Page) -> etree._Element:
    body = el("w:body", {}, *page.body, _section(page.paper))
    for number, control in enumerate(body.iter(name("w:sdt")), 1):
        for identified in control.iter(name("w:id"), name("w:bookmarkStart"), name("w:bookmarkEnd")):
            key = name("w:val") if identified.tag == name("w:id") else name("w:id")
            identified.set(key, str(number))
    headings = [m for m in body.iter(name("w:bookmarkStart"), name("w:bookmarkEnd")) if m.get(name("w:id")) == "0"]
    for at, mark in enumerate(headings):  # a start and its end follow each other
        mark.set(name("w:id"), str(1001 + at // 2))
    return el("w:document", {}, body)


def _section(paper: Paper) -> etree._Element:
    size: dict[str, object] = {"w:w": twips(paper.width), "w:h": twips(paper.height)}
    if paper.width > paper.height:
        size["w:orient"] = "landscape"
    margins = {f"w:{side}": twips(getattr(paper, side)) for side in ("top", "right", "bottom", "left")}
    return el(
        "w:sectPr",
        {},
        el("w:headerReference", {"w:type": "default", "r:id": "rIdheader"}),
        el("w:pgSz", size),
        el("w:pgMar", {**margins, "w:header": twips(min(10, paper.top)), "w:footer": twips(8), "w:gutter": 0}),
        val("w:titlePg"),
    )


def _settings() -> etree._Element:
    compat = el(
        "w:compatSetting",
        {"w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": 15},
    )
    return el(
        "w:settings",
        {},
        el("w:zoom", {"w:percent": 100}),
        val("w:defaultTabStop", twips(12.5)),
        val("w:characterSpacingControl", "doNotCompress"),
        el("w:compat", {}, val("w:doNotExpandShiftReturn"), compat),  # a line break does not stretch the line before
        val("w:themeFontLang", LANGUAGE),
        val("w:decimalSymbol", ","),
        val("w:listSeparator", ";"),
    )


def _core(title: str) -> bytes:
    root = etree.Element(f"{{{PACKAGE}/metadata/core-properties}}coreProperties", nsmap={
        "cp": f"{PACKAGE}/metadata/core-properties", "dc": "http://purl.org/dc/elements/1.1/",
    })  # fmt: skip
    for key, value in (("creator", "docgen"), ("language", LANGUAGE), ("title", title)):
        etree.SubElement(root, f"{{http://purl.org/dc/elements/1.1/}}{key}").text = value
    return serialize(root)


def _chart_parts(number: int, data: ChartData) -> dict[str, bytes]:
    book = {"package": f"../embeddings/grafik{number}.xlsx"}
    return {
        f"word/charts/chart{number}.xml": chart_part(data),
        f"word/charts/_rels/chart{number}.xml.rels": _relations(book),
        f"word/embeddings/grafik{number}.xlsx": make_workbook(data),
    }


def _document_relations(charts: int) -> bytes:
    named = {"styles": "styles.xml", "settings": "settings.xml", "header": "header1.xml", "image": "media/lambang.png"}
    return _relations(named | {f"chart{n}": f"charts/chart{n}.xml" for n in range(1, charts + 1)})


def _relations(targets: Mapping[str, str], *, core: bool = False) -> bytes:
    """Relationships by the last word of their kind, with a number where there are several of a kind."""
    space = f"{PACKAGE}/relationships"
    root = etree.Element(f"{{{space}}}Relationships", nsmap={None: space})
    kinds = [(f"{RELATION}/{kind.rstrip('0123456789')}", f"rId{kind}", target) for kind, target in targets.items()]
    if core:
        kinds.append((f"{space}/metadata/core-properties", "rIdcore", "docProps/core.xml"))
    for kind, identity, target in kinds:
        etree.SubElement(root, f"{{{space}}}Relationship", Id=identity, Type=kind, Target=target)
    return serialize(root)


def _content_types(charts: int) -> bytes:
    space = f"{PACKAGE}/content-types"
    root = etree.Element(f"{{{space}}}Types", nsmap={None: space})
    package = "application/vnd.openxmlformats-package"
    kinds = {"png": "image/png", "rels": f"{package}.relationships+xml", "xml": "application/xml"}
    if charts:
        kinds["xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    for extension, kind in kinds.items():
        etree.SubElement(root, f"{{{space}}}Default", Extension=extension, ContentType=kind)
    for part, kind in _overrides(charts):
        etree.SubElement(root, f"{{{space}}}Override", PartName=part, ContentType=kind)
    return serialize(root)


def _overrides(charts: int) -> Iterator[tuple[str, str]]:
    yield "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"
    yield "/word/document.xml", f"{OFFICE}.document.main+xml"
    yield "/word/header1.xml", f"{OFFICE}.header+xml"
    yield "/word/settings.xml", f"{OFFICE}.settings+xml"
    yield "/word/styles.xml", f"{OFFICE}.styles+xml"
    for number in range(1, charts + 1):
        yield f"/word/charts/chart{number}.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
