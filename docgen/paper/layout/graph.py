"""A chart of lying bars, drawn as Word draws one: its frame on the page and its part with sample figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lxml import etree

from docgen.naskah.grafik import ChartData
from docgen.paper.layout.elements import DECLARED, el, emu
from docgen.paper.layout.styles import LANGUAGE
from docgen.paper.template.chart import cut, show

ROW, AXES = 13.0, 22.0  # mm a category takes, and what scale and legend take
SAMPLES = 6  # categories of the drawn template
_COLORS = ("A6B8CC", "1F4E79")  # light and dark, so that they differ on a black-and-white copy too
_AXES = (111, 112)  # ids of the category axis and of the value axis


def chart_frame(name: str, width: float, number: int = 1) -> etree._Element:
    """The run that shows the chart, `width` millimetres wide; `name` is its alternative text, `number` its
    place among the charts of the page."""
    size = {"cx": emu(width), "cy": emu(AXES + ROW * SAMPLES)}
    shown = el("c:chart", {"r:id": f"rIdchart{number}"})
    inline = el(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        el("wp:extent", size),
        el("wp:docPr", {"id": 100 + number, "name": f"Grafik {number}", "descr": name}),
        el("a:graphic", {}, el("a:graphicData", {"uri": DECLARED["c"]}, shown)),
    )
    return el("w:r", {}, el("w:drawing", {}, inline))


def chart_part(data: ChartData) -> bytes:
    """The part of a chart that shows these figures."""
    return show(cut(_space(len(data.series))), data)


def sample(name: str, labels: Sequence[str]) -> ChartData:
    """What a chart shows in the template, for whoever opens it in Word."""
    series = ((label, tuple(Decimal(100 - 9 * at - row) for row in range(SAMPLES))) for at, label in enumerate(labels))
    return ChartData(name, tuple(f"Indikator {row}" for row in range(1, SAMPLES + 1)), tuple(series))


def _space(series: int) -> etree._Element:
    bars = el(
        "c:barChart", {}, _val("barDir", "bar"), _val("grouping", "clustered"), _val("varyColors", 0),
        *map(_series, range(series)), _val("gapWidth", 50), *(_val("axId", axis) for axis in _AXES),
    )  # fmt: skip
    chart = el(
        "c:chart",
        {},
        _val("autoTitleDeleted", 1),
        el("c:plotArea", {}, el("c:layout"), bars, _category_axis(), _value_axis()),
        el("c:legend", {}, _val("legendPos", "b"), _val("overlay", 0)),
        _val("plotVisOnly", 1),
        _val("dispBlanksAs", "gap"),
    )
    frame = el("c:spPr", {}, el("a:noFill"), _line(""))
    data = el("c:externalData", {"r:id": "rIdpackage"}, _val("autoUpdate", 0))
    return el("c:chartSpace", {}, _val("lang", LANGUAGE), _val("roundedCorners", 0), chart, frame, _letters(8), data)


def _val(tag: str, value: object) -> etree._Element:
    return el(f"c:{tag}", {"val": value})


def _series(number: int) -> etree._Element:
    fill = el("c:spPr", {}, _solid(_COLORS[number % len(_COLORS)]))
    shown = {
        "showLegendKey": 0,
        "showVal": 1,
        "showCatName": 0,
        "showSerName": 0,
        "showPercent": 0,
        "showBubbleSize": 0,
    }
    labels = el("c:dLbls", {}, *(_val(tag, value) for tag, value in shown.items()))
    order = (_val("idx", number), _val("order", number))
    return el("c:ser", {}, *order, fill, _val("invertIfNegative", 0), labels, el("c:val"))


def _category_axis() -> etree._Element:
    """From top to bottom, as the table above it reads."""
    return el(
        "c:catAx", {}, _val("axId", _AXES[0]), el("c:scaling", {}, _val("orientation", "maxMin")), _val("delete", 0),
        _val("axPos", "l"), _val("majorTickMark", "none"), _val("minorTickMark", "none"), _val("tickLblPos", "low"),
        el("c:spPr", {}, _line("BFBFBF")), _val("crossAx", _AXES[1]), _val("crosses", "autoZero"),
        _val("auto", 1), _val("lblAlgn", "ctr"),
        _val("lblOffset", 100), _val("tickLblSkip", 1), _val("noMultiLvlLbl", 1),
    )  # fmt: skip


def _value_axis() -> etree._Element:
    grid = el("c:majorGridlines", {}, el("c:spPr", {}, _line("E3E3E3")))
    return el(
        "c:valAx", {}, _val("axId", _AXES[1]), el("c:scaling", {}, _val("orientation", "minMax"), _val("min", 0)),
        _val("delete", 0), _val("axPos", "b"), grid, el("c:numFmt", {"formatCode": "General", "sourceLinked": 0}),
        _val("majorTickMark", "none"), _val("minorTickMark", "none"), _val("tickLblPos", "nextTo"),
        el("c:spPr", {}, _line("")),
        _val("crossAx", _AXES[0]), _val("crosses", "max"), _val("crossBetween", "between"),
    )  # fmt: skip


def _line(color: str) -> etree._Element:
    return el("a:ln", {"w": 6350}, _solid(color) if color else el("a:noFill"))


def _solid(color: str) -> etree._Element:
    return el("a:solidFill", {}, el("a:srgbClr", {"val": color}))


def _letters(size: int) -> etree._Element:
    look = el("a:pPr", {}, el("a:defRPr", {"sz": size * 100}))
    return el("c:txPr", {}, el("a:bodyPr"), el("a:p", {}, look, el("a:endParaRPr", {"lang": "id-ID"})))
