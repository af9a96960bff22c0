"""The check of the charts of a template against [[grafik]] of its type: one nobody fills prints old figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from docgen.naskah.fields import Field
from docgen.naskah.grafik import Grafik
from docgen.paper.fault import Fault
from docgen.paper.package import BODY, find_places, main_part, parse, place
from docgen.paper.template.chart import C, Chart, find_charts, match, series_of


def chart_problems(parts: Mapping[str, bytes], declared: Sequence[Grafik]) -> Iterator[Fault]:
    """Charts that are missing, unknown, named twice, without their workbook, or of another number of series."""
    root = parse(parts[main_part(parts)])
    places = find_places(root)
    found = find_charts(parts, root)
    names = [chart.name for chart in found]
    wanted = {one.name: one for one in declared}
    matched = {at: wanted[name] for name, at in match(names, list(wanted)).items()}
    there = {one.name for one in matched.values()}
    for name in (one for one in wanted if one not in there):
        near = get_close_matches(name, [one for one in names if one not in wanted], n=1, cutoff=0.4)
        hint = f"; yang ada dan mirip: '{near[0]}'" if near else ""
        yield Fault(f"grafik '{name}' tidak ada di badan naskah (grafik dengan teks alternatif itu){hint}")
    for at, chart in enumerate(found):
        before = found[:at]
        if chart.name and chart.name in names[:at]:
            what = f"grafik '{chart.name}' ada dua kali; sisakan satu"
        elif any(chart.part == one.part or (chart.book and chart.book == one.book) for one in before):
            what = f"grafik '{chart.name}' memakai data grafik lain; buat lagi grafiknya di Word"
        else:
            what = _unfit(chart, matched[at], parts) if at in matched else _unknown(chart)
        if what:
            yield Fault(what, BODY, place(chart.frame, places))


def propose_charts(parts: Mapping[str, bytes], fields: Sequence[Field]) -> Iterator[Grafik]:
    """What the charts of a page show, as far as their series are called like the columns of a table."""
    for chart in find_charts(parts, parse(parts[main_part(parts)])):
        series = series_of(parts[chart.part]) if chart.part and chart.name else []
        names = [one.findtext(f"{C}tx//{C}v", "").casefold() for one in series]
        for table in fields:
            columns = {column.label.casefold(): column for column in table.kolom}
            told = next((column.name for column in table.kolom if column.kind == "text" and column.required), "")
            if names and told and all(columns[name].kind == "angka" if name in columns else False for name in names):
                seri = tuple(columns[name].name for name in names)
                yield Grafik(chart.name, table.name, f"{{{told}}}", seri)
                break


def _unknown(chart: Chart) -> str:
    if not chart.name:
        return (
            "grafik tanpa nama tidak pernah diisi; tulis namanya sebagai teks alternatif dan di type.toml ([[grafik]])"
        )
    return f"grafik '{chart.name}' tidak pernah diisi; nyatakan di type.toml ([[grafik]]) atau hapus"


def _unfit(chart: Chart, declared: Grafik, parts: Mapping[str, bytes]) -> str:
    series = series_of(parts[chart.part]) if chart.part else []
    if not series:
        return f"grafik '{declared.name}' bukan batang, garis atau lingkaran; pilih salah satunya"
    if not chart.book:
        return f"grafik '{declared.name}' tanpa buku kerja datanya; buat lagi grafiknya di Word"
    if len(series) != len(declared.seri):
        return f"grafik '{declared.name}' mempunyai {len(series)} seri, type.toml menyebut {len(declared.seri)}"
    return ""
