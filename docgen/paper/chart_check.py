"""The check of the charts of a template against [[grafik]] of its type: one nobody fills prints old figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from docgen.naskah.grafik import Grafik
from docgen.paper.chart import Chart, find_charts, match, series_of
from docgen.paper.package import find_places, main_part, parse, place
from docgen.paper.tags import complain


def chart_problems(parts: Mapping[str, bytes], declared: Sequence[Grafik]) -> Iterator[str]:
    """Charts that are missing, unknown, named twice, without their workbook, or of another number of series."""
    root = parse(parts[main_part(parts)])
    places = find_places(root)
    found = find_charts(parts, root)
    names = [chart.name for chart in found]
    wanted = {one.name: one for one in declared}
    matched = {at: wanted[name] for name, at in match(names, list(wanted)).items()}
    for name in wanted.keys() - {one.name for one in matched.values()}:
        near = get_close_matches(name, [one for one in names if one not in wanted], n=1, cutoff=0.4)
        hint = f"; yang ada dan mirip: '{near[0]}'" if near else ""
        yield f"grafik '{name}' tidak ada di badan naskah (grafik dengan teks alternatif itu){hint}"
    for at, chart in enumerate(found):
        where = f"badan naskah, {place(chart.frame, places)}"
        if chart.name and chart.name in names[:at]:
            yield complain(where, f"grafik '{chart.name}' ada dua kali; sisakan satu")
        elif at not in matched:
            yield complain(where, _unknown(chart))
        elif what := _unfit(chart, matched[at], parts):
            yield complain(where, what)


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
