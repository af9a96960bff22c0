"""A native Word chart shows the figures of the form, in its picture and in the workbook behind it."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import docx as python_docx
import pytest
from lxml import etree
from openpyxl import load_workbook

from docgen.errors import BadDeclaration
from docgen.naskah.doctype import load_doctypes
from docgen.naskah.grafik import ChartData, Grafik
from docgen.paper.canonical import pack, unpack
from docgen.paper.guard import check_docx
from docgen.paper.layout.graph import chart_frame, sample
from docgen.paper.layout.page import Page
from docgen.paper.layout.page import pack as pack_page
from docgen.paper.layout.profile import SHIPPED_PROFILE
from docgen.paper.layout.text import each, para, when
from docgen.paper.package import parse
from docgen.paper.pdf.convert import convert
from docgen.paper.pdf.text import pdf_text
from docgen.paper.read import plain_text
from docgen.paper.template.chart import C, find_charts
from docgen.paper.template.chart_check import chart_problems
from docgen.paper.template.fill import fill
from tests.conftest import ROOT

NAME = 'grafik "A & B"'
DATA = ChartData(
    NAME,
    ("Akta <kelahiran> & kematian (%)", "Waktu (hari)", "Belum ada datanya"),
    (("Target", (Decimal("97.50"), Decimal(3), Decimal(80))), ("Realisasi", (Decimal("98.15"), Decimal(0), None))),
)
DECLARED = Grafik(NAME, "indikator", "{indikator}", ("target", "realisasi"))
PART, BOOK, FRAME = "word/charts/chart1.xml", "word/embeddings/grafik1.xlsx", "word/document.xml"

CHARTED = [one for one in load_doctypes(ROOT / "templates_docx").values() if one.grafik]


def template(*body: etree._Element, charts=(NAME,)) -> bytes:
    """A page with a chart of two series for every name, or with this body."""
    frames = [para("Gambar", chart_frame(name, 160, at)) for at, name in enumerate(charts, 1)]
    shown = [sample(name, ("Lama 1", "Lama 2")) for name in charts]
    page = Page("Uji", SHIPPED_PROFILE.report, body or [para("Isi", "{{ x }}"), *frames], charts=shown)
    return pack_page(page, SHIPPED_PROFILE)


def filled(*data: ChartData, page: bytes = b"") -> dict[str, bytes]:
    return unpack(fill(page or template(), {"x": "isi"}, charts=data))


def shown(parts: dict[str, bytes], part: str = PART) -> dict[str, dict[str, str]]:
    """What Word draws: name of each series -> category -> figure, from the cache."""
    found = {}
    for series in parse(parts[part]).iter(f"{C}ser"):
        names = {one.get("idx"): one.findtext(f"{C}v") for one in series.iterfind(f"{C}cat//{C}pt")}
        figures = {names[one.get("idx")]: one.findtext(f"{C}v") for one in series.iterfind(f"{C}val//{C}pt")}
        found[series.findtext(f"{C}tx//{C}v")] = figures
    return found


def cells(parts: dict[str, bytes], book: str = BOOK) -> list[tuple[object, ...]]:
    return [tuple(row) for row in load_workbook(io.BytesIO(parts[book]))["Data"].iter_rows(values_only=True)]


def height(parts: dict[str, bytes]) -> int:
    """Millimetres of the frame."""
    page = parse(parts[FRAME])
    (extent,) = page.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent")
    return round(int(extent.get("cy")) / 36_000)


def problems(page: bytes, *declared: Grafik) -> list[str]:
    return [str(fault) for fault in chart_problems(unpack(page), declared)]


def test_the_chart_shows_the_figures_of_the_form():
    assert shown(filled(DATA)) == {
        "Target": {DATA.categories[0]: "97.50", "Waktu (hari)": "3", "Belum ada datanya": "80"},
        "Realisasi": {DATA.categories[0]: "98.15", "Waktu (hari)": "0"},
    }


def test_its_workbook_holds_the_same_and_what_is_not_known_stays_empty():
    assert cells(filled(DATA)) == [
        (None, "Target", "Realisasi"),
        (DATA.categories[0], 97.5, 98.15),
        ("Waktu (hari)", 3, 0),
        ("Belum ada datanya", 80, None),
    ]


def test_the_references_of_the_chart_are_the_cells_of_its_workbook():
    parts = filled(DATA)
    sheet = load_workbook(io.BytesIO(parts[BOOK]))["Data"]
    for series in parse(parts[PART]).iter(f"{C}ser"):
        for ref in series.iter(f"{C}strRef", f"{C}numRef"):
            name, area = ref.findtext(f"{C}f").split("!")
            found = sheet[area.replace("$", "")]
            found = [row[0].value for row in found] if isinstance(found, tuple) else [found.value]
            kept = {int(one.get("idx")): one.findtext(f"{C}v") for one in ref.iter(f"{C}pt")}
            assert name == sheet.title and len(found) == int(ref.find(f".//{C}ptCount").get("val"))
            assert {at: str(value) for at, value in enumerate(found) if value is not None}.keys() == kept.keys()


def test_a_filled_chart_is_a_clean_docx_that_other_programs_open():
    page = pack(filled(DATA))
    check_docx(page, "uji")
    assert any(part.partname == f"/{PART}" for part in python_docx.Document(io.BytesIO(page)).part.package.iter_parts())


def test_the_same_figures_give_the_same_bytes():
    assert filled(DATA) == filled(DATA)


def test_a_chart_nobody_gave_figures_stays_as_it_was_drawn():
    before = unpack(template())
    assert {name: filled()[name] for name in (PART, BOOK)} == {name: before[name] for name in (PART, BOOK)}


def test_each_chart_of_a_page_gets_its_own_figures():
    names = ("satu", "dua")
    data = [ChartData(name, (name,), (("A", (Decimal(at),)), ("B", (None,)))) for at, name in enumerate(names)]
    parts = filled(*data, page=template(charts=names))
    assert [shown(parts, f"word/charts/chart{at}.xml") for at in (1, 2)] == [
        {"A": {"satu": "0"}, "B": {}},
        {"A": {"dua": "1"}, "B": {}},
    ]


@pytest.mark.parametrize(("rows", "mm"), [(1, 50), (6, 100), (9, 150), (500, 200)])
def test_a_chart_of_lying_bars_grows_with_its_rows_up_to_a_page(rows, mm):
    data = ChartData(NAME, tuple(map(str, range(rows))), (("A", (Decimal(1),) * rows), ("B", (None,) * rows)))
    assert height(filled(data)) == mm


def test_the_words_of_a_form_do_not_steer_the_frame():
    said = f'lihat descr="{NAME}" dan <wp:extent cx="1" cy="2"/>'
    parts = unpack(fill(template(), {"x": said}, charts=[DATA]))
    assert height(parts) == 50 and said in plain_text(pack(parts))


def test_a_frame_of_odd_size_stays_as_it_is():
    parts = unpack(template())
    parts[FRAME] = parts[FRAME].replace(b'cy="3600000"', b'cy="3.6e6"')
    assert b'cy="3.6e6"' in filled(DATA, page=pack(parts))[FRAME]


def test_charts_that_share_their_data_are_told_and_not_filled():
    parts = unpack(template(charts=(NAME, "dua")))
    rels = "word/charts/_rels/chart2.xml.rels"
    parts[rels] = parts[rels].replace(b"grafik2", b"grafik1")
    assert any(
        "memakai data grafik lain" in one for one in problems(pack(parts), DECLARED, replace(DECLARED, name="dua"))
    )
    with pytest.raises(BadDeclaration, match="tidak dapat diisi"):
        filled(DATA, page=pack(parts))


def test_a_chart_of_standing_columns_keeps_its_height():
    parts = unpack(template())
    parts[PART] = parts[PART].replace(b'barDir val="bar"', b'barDir val="col"')
    assert height(filled(DATA, page=pack(parts))) == height(parts)


def test_a_template_from_word_keeps_the_look_and_loses_the_old_figures():
    """Word writes extensions that repeat the figures, names no series at all, and puts labels on single points."""
    parts = unpack(template())
    root = parse(parts[PART])
    first, second = root.iter(f"{C}ser")
    first.remove(first.find(f"{C}tx"))
    etree.SubElement(first.find(f"{C}order").getparent(), f"{C}extLst").append(etree.Element("lama"))
    point = etree.SubElement(second, f"{C}dPt")
    etree.SubElement(point, f"{C}idx", val="0")
    second.insert(3, point)
    parts[PART] = etree.tostring(root)
    after = parse(filled(DATA, page=pack(parts))[PART])
    first, second = after.iter(f"{C}ser")
    assert [etree.QName(one).localname for one in first][:3] == ["idx", "order", "tx"]
    assert first.find(f"{C}extLst") is None and second.find(f"{C}dPt") is not None
    assert b"lama" not in etree.tostring(after).lower()


def test_charts_that_lost_their_names_are_told_by_their_order():
    """What LibreOffice 7.4 leaves of the alternative texts of charts: nothing."""
    parts = unpack(template(charts=("satu", "dua")))
    parts[FRAME] = parts[FRAME].replace(b' descr="satu"', b"").replace(b' descr="dua"', b"")
    data = [ChartData(name, (name,), (("A", (Decimal(1),)), ("B", (None,)))) for name in ("satu", "dua")]
    after = filled(*data, page=pack(parts))
    assert [list(shown(after, f"word/charts/chart{at}.xml")["A"]) for at in (1, 2)] == [["satu"], ["dua"]]
    declared = [Grafik(name, "indikator", "{indikator}", ("target", "realisasi")) for name in ("satu", "dua")]
    assert problems(pack(parts), *declared) == []
    assert len(problems(pack(parts), DECLARED)) == 3


def test_figures_for_a_chart_that_is_not_there_are_refused():
    with pytest.raises(BadDeclaration, match="grafik 'lain' tidak dapat diisi"):
        filled(ChartData("lain", (), ()))


def test_another_number_of_series_is_refused():
    with pytest.raises(BadDeclaration, match="2 seri, datanya 1"):
        filled(ChartData(NAME, ("a",), (("A", (None,)),)))


def test_a_declared_chart_that_is_drawn_rightly_is_no_problem():
    assert problems(template(), DECLARED) == []


def changed(part: str, old: bytes, new: bytes) -> bytes:
    parts = unpack(template())
    assert old in parts[part]
    return pack(parts | {part: parts[part].replace(old, new)})


def without_book() -> bytes:
    parts = unpack(template())
    del parts[BOOK], parts["word/charts/_rels/chart1.xml.rels"]
    return pack(parts)


FAULTS = {
    "not on the page": (lambda: template(charts=("grafik 'A dan B'",)), f"grafik '{NAME}' tidak ada di badan naskah"),
    "what looks like it is named": (lambda: template(charts=('grafik "A % B"',)), "mirip: 'grafik \"A % B\"'"),
    "never declared": (lambda: template(charts=(NAME, "lain")), "paragraf 3: grafik 'lain' tidak pernah diisi"),
    "without a name": (lambda: template(charts=(NAME, "")), "paragraf 3: grafik tanpa nama tidak pernah diisi"),
    "named twice": (lambda: template(charts=(NAME, NAME)), "paragraf 3: grafik"),
    "without its workbook": (without_book, "tanpa buku kerja datanya"),
    "points, no bars": (lambda: changed(PART, b"c:val>", b"c:yVal>"), "bukan batang, garis atau lingkaran"),
    "leads nowhere": (lambda: changed(FRAME, b'r:id="rIdchart1"', b'r:id="rIdx"'), "bukan batang"),
}


@pytest.mark.parametrize(("page", "said"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_chart_is_told_with_its_place(page, said):
    told = problems(page(), DECLARED)
    assert any(said in one for one in told), told


def test_another_number_of_series_than_declared_is_told():
    (told,) = problems(template(), Grafik(NAME, "indikator", "{indikator}", ("target",)))
    assert "mempunyai 2 seri, type.toml menyebut 1" in told


@pytest.mark.parametrize(
    "block",
    [each("a in isi", para("Gambar", chart_frame(NAME, 160))), when("isi", para("Gambar", chart_frame(NAME, 160)))],
)
def test_a_chart_in_a_loop_or_a_condition_is_refused(block):
    with pytest.raises(BadDeclaration, match="grafik tidak boleh di dalam for atau if"):
        fill(template(*block), {"isi": ["a"]})


@pytest.mark.slow
def test_libreoffice_draws_the_new_figures_with_a_decimal_comma():
    page = pack(filled(DATA))
    (done,) = convert({"a": page}).pdfs.values()
    text = pdf_text(done)
    assert "Akta <kelahiran> & kematian (%)" in text and "98,15" in text and "Lama" not in text


@pytest.mark.parametrize("doctype", CHARTED, ids=[one.id for one in CHARTED])
def test_every_declared_chart_of_a_shipped_type_stands_in_its_template(doctype):
    parts = unpack(doctype.template.read_bytes())
    assert {one.name for one in find_charts(parts, parse(parts[FRAME]))} == {one.name for one in doctype.grafik}
    assert list(chart_problems(parts, doctype.grafik)) == []
