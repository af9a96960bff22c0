"""The named styles of the pages: what a secretary changes in Word to change the look of every paragraph of a kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from docgen.paper.layout.elements import el, twips, val
from docgen.paper.layout.profile import Profile
from docgen.paper.layout.table import EDGES, GRID_STYLE, PLAIN_STYLE
from docgen.paper.layout.text import TAG_STYLE, style_id

LANGUAGE = "id-ID"


@dataclass(frozen=True)
class Style:
    """A paragraph style. Sizes and distances in points, indents in millimetres, `line` in lines."""

    name: str
    size: float = 0  # 0 = the size of the profile
    bold: bool = False
    underline: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    line: float = 1
    exact: float = 0  # points from line to line instead, so that a sign of another font (☑) stretches none
    left: float = 0
    right: float = 0
    first: float = 0  # indent of the first line; negative = hanging
    keep: bool = False  # on one page with the next paragraph
    whole: bool = False  # all its lines on one page
    level: int = -1  # outline level, for the navigation pane
    rule: str = ""  # line below the paragraph
    leader: float = 0  # where a tab with dots before it ends, flush right
    new_page: bool = False
    color: str = ""


STYLES = (
    Style("Normal"),
    Style("Kop Pemerintah", 13, align="center"),
    Style("Kop Instansi", 14, bold=True, align="center"),
    Style("Kop Alamat", 9, align="center"),
    Style("Kop Garis", 2, after=10, rule="thickThinSmallGap"),
    Style("Garis", 2, before=2, after=10, rule="single"),
    Style("Jeda", 8),
    Style("Sesudah Tabel", 1),  # Word wants a paragraph there; a higher one may go to a page of its own
    Style("Judul", 13, bold=True, align="center", keep=True),
    Style("Sampul", 18, bold=True, align="center", after=10),
    Style("Sampul Kecil", 14, bold=True, align="center", after=4),
    Style("Ruang Sampul", before=90),
    Style("Judul Bab", 13, bold=True, align="center", keep=True, level=0, new_page=True),
    Style("Daftar Isi Bab", before=8, after=2, left=18, first=-18),
    Style("Daftar Isi", after=2, left=26, first=-8),
    Style("Nomor Naskah", align="center", after=12),
    Style("Label", before=1, after=1),
    Style("Label Daftar", before=1, after=1, left=7, first=-7),
    Style("Tujuan"),
    Style("Tujuan Daftar", left=7, first=-7),
    Style("Tempat Tanggal", align="right"),
    Style("Halaman Baru", 2, new_page=True),
    Style("Isi", align="both", after=6, first=12.5),
    Style("Butir", align="both", after=6, left=8, first=-8),
    Style("Sebutan Pihak", before=1, after=6, left=8),
    Style("Bab", bold=True, before=12, after=6, keep=True, level=0, left=10, first=-10),
    Style("Subbab", bold=True, before=6, after=4, keep=True, level=1, left=8, first=-8),
    Style("Gambar", align="center", before=6, after=2, keep=True),
    Style("Judul Gambar", 10, align="center", after=10),
    Style("Keterangan", 9, align="both", before=4, after=8),
    Style("Tabel", 10, before=2, after=2),
    Style("Tabel Angka", 10, align="right", before=2, after=2),
    Style("Tabel Tengah", 10, align="center", before=2, after=2),
    Style("Tabel Kepala", 10, bold=True, align="center", before=2, after=2, keep=True),
    Style("Tabel Judul", 10, bold=True, before=2, after=2),
    Style("Tabel Jumlah", 10, bold=True, align="right", before=2, after=2),
    Style("Tabel Simbol", 20, align="center"),
    Style("Tabel Daftar", 10, left=5, first=-5, before=1, after=1),
    Style("Tanda Tangan", align="center", keep=True),
    Style("Ruang Tanda Tangan", 9, align="center", before=18, after=30, keep=True),
    Style("Nama Pejabat", bold=True, underline=True, align="center", keep=True),
    Style("Paraf Kepala", 9, bold=True, align="center", before=1, after=1, keep=True),
    Style("Baris Disposisi", 8, exact=9.3, before=1),
    Style("Paraf", 9, before=2, after=2),
    Style("Tembusan", 11, left=7, first=-7, keep=True),
    Style("Salinan", bold=True, align="right"),
    Style("Pengesahan Salinan", 10, before=10, right=6, whole=True),
    Style(TAG_STYLE, 8, color="7F7F7F"),
    Style("Nomor Halaman", align="center"),
)


def draw_styles(used: Collection[str], changes: Mapping[str, Mapping[str, float]], profile: Profile) -> etree._Element:
    """The styles part with `Normal` and the styles whose id is `used`; `changes` adapts one to a page."""
    root = el("w:styles", {}, _defaults(profile), _latent())
    for style in STYLES:
        if style.name == "Normal" or style_id(style.name) in used:
            changed: dict[str, Any] = {**_look(style.name, profile), **changes.get(style.name, {})}
            root.append(_paragraph_style(replace(style, **{"size": style.size or profile.size, **changed})))
    root.append(_table_base())
    root.extend(_table_style(n) for n in (PLAIN_STYLE, GRID_STYLE) if style_id(n) in used)
    return root


def _look(name: str, profile: Profile) -> dict[str, Any]:
    """What a profile says of one style."""
    if name in ("Isi", "Butir"):
        return {"line": profile.line}
    if name == "Nama Pejabat":
        return {"bold": profile.name_bold, "underline": profile.name_underlined}
    return {}


def _defaults(profile: Profile) -> etree._Element:
    fonts = el("w:rFonts", {f"w:{kind}": profile.font for kind in ("ascii", "hAnsi", "eastAsia", "cs")})
    language = el("w:lang", {"w:val": LANGUAGE, "w:eastAsia": LANGUAGE, "w:bidi": "ar-SA"})
    size = round(profile.size * 2)
    letters = el("w:rPr", {}, fonts, val("w:sz", size), val("w:szCs", size), language)
    return el("w:docDefaults", {}, el("w:rPrDefault", {}, letters), el("w:pPrDefault", {}, el("w:pPr")))


def _latent() -> etree._Element:
    """Hide Word's own styles, so that the gallery shows those of the page."""
    hidden = {"w:defLockedState": 0, "w:defUIPriority": 99, "w:defSemiHidden": 1, "w:defUnhideWhenUsed": 1}
    return el("w:latentStyles", {**hidden, "w:defQFormat": 0, "w:count": 376})


def _paragraph_style(style: Style) -> etree._Element:
    base = style.name == "Normal"
    kind = {"w:type": "paragraph", **({"w:default": 1} if base else {"w:customStyle": 1})}
    element = el("w:style", {**kind, "w:styleId": style_id(style.name)}, val("w:name", style.name))
    if not base:
        element.append(val("w:basedOn", "Normal"))
    element.append(val("w:qFormat"))
    element.append(el("w:pPr", {}, *_paragraph_properties(style)))
    element.append(el("w:rPr", {}, *_letter_properties(style)))
    return element


def _paragraph_properties(style: Style) -> Iterator[etree._Element]:
    if style.keep:
        yield val("w:keepNext")
    if style.whole:
        yield val("w:keepLines")
    if style.new_page:
        yield val("w:pageBreakBefore")
    if style.rule:
        size = 18 if style.rule != "single" else 6
        line = el("w:bottom", {"w:val": style.rule, "w:sz": size, "w:space": 1, "w:color": "auto"})
        yield el("w:pBdr", {}, line)
    if style.leader:
        tab = {"w:val": "right", "w:leader": "dot", "w:pos": twips(style.leader)}
        yield el("w:tabs", {}, el("w:tab", tab))
    spacing = {"w:before": round(style.before * 20), "w:after": round(style.after * 20)}
    line = {"w:line": round((style.exact or style.line * 12) * 20), "w:lineRule": "exact" if style.exact else "auto"}
    yield el("w:spacing", {**spacing, **line})
    if style.left or style.right or style.first:
        first = {"w:firstLine" if style.first >= 0 else "w:hanging": twips(abs(style.first))}
        right = {"w:right": twips(style.right)} if style.right else {}
        yield el("w:ind", {"w:left": twips(style.left), **right, **first})
    yield val("w:jc", style.align)
    if style.level >= 0:
        yield val("w:outlineLvl", style.level)


def _letter_properties(style: Style) -> Iterator[etree._Element]:
    if style.bold:
        yield val("w:b")
    if style.color:
        yield val("w:color", style.color)
    yield val("w:sz", round(style.size * 2))
    yield val("w:szCs", round(style.size * 2))
    if style.underline:
        yield val("w:u", "single")


def _table_base() -> etree._Element:
    kind = {"w:type": "table", "w:default": 1, "w:styleId": "TableNormal"}
    properties = el("w:tblPr", {}, el("w:tblInd", {"w:w": 0, "w:type": "dxa"}), _padding(0))
    return el("w:style", kind, val("w:name", "Normal Table"), val("w:semiHidden"), properties)


def _table_style(style: str) -> etree._Element:
    lined = style == GRID_STYLE
    properties = el("w:tblPr")
    if lined:
        line = {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": "auto"}
        edges = (el(f"w:{edge}", line) for edge in (*EDGES, "insideH", "insideV"))
        properties.append(el("w:tblBorders", {}, *edges))
    properties.append(_padding(1.3 if lined else 0))
    kind = {"w:type": "table", "w:customStyle": 1, "w:styleId": style_id(style)}
    named = (val("w:name", style), val("w:basedOn", "TableNormal"), val("w:qFormat"))
    return el("w:style", kind, *named, properties)


def _padding(mm: float) -> etree._Element:
    sides = (el(f"w:{s}", {"w:w": twips(mm if s in ("left", "right") else 0), "w:type": "dxa"}) for s in EDGES)
    return el("w:tblCellMar", {}, *sides)
