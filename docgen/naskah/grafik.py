"""A chart of a page: which rows of the form it shows, and the figures it gets from a filled form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from docgen.naskah.bahasa import printed
from docgen.naskah.fields import Field
from docgen.naskah.plain import placeholders

Figures: TypeAlias = tuple[Decimal | None, ...]  # of one series, one a category

MOST_TIMES = 50  # so much longer may one bar be than another on one axis; the short one is then 2 mm on the page
_NO_TEXT = ("daftar", "paragraphs", "deret", "tabel", "pejabat")  # kinds that no label can be made of


@dataclass(frozen=True)
class Grafik:
    """`[[grafik]]` of type.toml. `name` is the alternative text of the chart on the page."""

    name: str
    tabel: str
    kategori: str  # how a row is named, e.g. "{indikator} ({satuan})"
    seri: tuple[str, ...]  # the columns shown, in the order of the series on the page


@dataclass(frozen=True)
class ChartData:
    """What one chart shows: a series is its label and one figure a category, None where there is none."""

    name: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, Figures], ...]


def shape_problems(raw: Any, at: int) -> Iterator[str]:
    """What of the `at`-th [[grafik]] is not written as it must be."""
    where = f"grafik {at}"
    for key in ("name", "tabel", "kategori"):
        if not isinstance(raw.get(key, "x"), str) or not raw.get(key, "x").strip():
            yield f"{where}: '{key}' harus teks dalam tanda kutip"
    seri = raw.get("seri", [])
    if not isinstance(seri, list) or not all(isinstance(one, str) for one in seri):
        yield f'{where}: \'seri\' harus daftar nama kolom, misalnya ["target", "realisasi"]'


def chart_data(grafik: Grafik, fields: Sequence[Field], values: Mapping[str, Any]) -> ChartData:
    """The figures of `grafik` in the validated `values` of a form; a series bears the label of its column.

    Persons beside percents would leave bars too short to see: then every series is shown in percent of the first.
    """
    rows = values[grafik.tabel]
    labels = {column.name: column.label for field in fields if field.name == grafik.tabel for column in field.kolom}
    named = placeholders(grafik.kategori)
    categories = (grafik.kategori.format_map({name: printed(row[name]) for name in named}) for row in rows)
    series = tuple((labels[name], tuple(row[name] for row in rows)) for name in grafik.seri)
    if len(series) > 1 and _too_far_apart(series[0][1]):
        series = tuple(_shares(series))
    return ChartData(grafik.name, tuple(categories), series)


def _too_far_apart(figures: Figures) -> bool:
    drawn = [abs(one) for one in figures if one]
    return bool(drawn) and max(drawn) > MOST_TIMES * min(drawn)


def _shares(series: Sequence[tuple[str, Figures]]) -> Iterator[tuple[str, Figures]]:
    base, whole = series[0]
    yield f"{base} (= 100)", tuple(Decimal(100) if one else None for one in whole)
    for label, figures in series[1:]:
        yield f"{label} (% dari {base.lower()})", tuple(map(_share, figures, whole))


def _share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or not whole:
        return None
    return (part * 100 / whole).quantize(Decimal("0.01"))


def grafik_problems(grafik: Grafik, fields: Sequence[Field]) -> Iterator[str]:
    """What a [[grafik]] may not say, given the fields of its type."""
    tables = {field.name: field for field in fields if field.kind == "tabel"}
    if grafik.tabel not in tables:
        yield f"grafik {grafik.name}: '{grafik.tabel}' bukan isian berjenis tabel"
        return
    columns = {column.name: column.kind for column in tables[grafik.tabel].kolom}
    try:
        named = placeholders(grafik.kategori)
    except ValueError as error:
        yield f"grafik {grafik.name}: {error}"
        return
    yield from (f"grafik {grafik.name}: kolom '{name}' tidak ada" for name in named if name not in columns)
    lists = [name for name in named if columns.get(name) in _NO_TEXT]
    yield from (f"grafik {grafik.name}: kolom '{name}' ({columns[name]}) bukan satu teks" for name in lists)
    if not grafik.seri:
        yield f"grafik {grafik.name}: 'seri' menyebut sedikitnya satu kolom angka"
    for name in grafik.seri:
        if columns.get(name) != "angka":
            yield f"grafik {grafik.name}: seri '{name}' bukan kolom berjenis angka"
