"""The rows a document prints of the figures: one row an indicator, its columns named as document types name them.

What is not here, such as the action taken, is typed; what is here is never typed (`naskah-dinas.md` 5.2 to 5.4).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.kinerja.capaian import MAKSIMALKAN
from docgen.kinerja.indicators import BERHURUF, Indikator, Rencana
from docgen.kinerja.rollup import Hasil, Quarters, Ukuran

Row = dict[str, Any]

_LETTERS = re.compile(r" \(target [^()]*, realisasi [^()]*\)$")
RENCANA = "rencana"  # needs no realisasi: a promise at the beginning of the year
_QUARTERS = (1, 2, 3, 4)
COLUMNS = (
    "sasaran", "indikator", "satuan", "bidang", "penanggung_jawab", "target", "realisasi", "arah", "target_lalu",
    "realisasi_lalu", "capaian_lalu", "standar", *(f"tw{ke}" for ke in _QUARTERS),
    *(f"realisasi_tw{ke}" for ke in _QUARTERS),
)  # fmt: skip
SOURCES: Mapping[str, Callable[[Hasil], Ukuran]] = {
    RENCANA: lambda hasil: hasil.tahun,
    "tahun": lambda hasil: hasil.laporan,
    "triwulan": lambda hasil: hasil.triwulan,
    "sampai_triwulan": lambda hasil: hasil.sampai,
    "menengah": lambda hasil: hasil.menengah,
    "standar": lambda hasil: hasil.standar,
}


@dataclass(frozen=True)
class Figures:
    """What the rows of a document are made of."""

    rencana: Rencana
    hasil: Sequence[Hasil]
    realisasi: Mapping[str, Quarters]  # by indicator id
    names: Mapping[str, str]  # post -> as it is printed


def table_rows(figures: Figures, sumber: str, *, letters: bool = False) -> list[Row]:
    """Every column known of every indicator, target and realisasi as `sumber` (a key of SOURCES) has them.

    Numbers are numbers. A letter stays one where the column takes `letters`; else it becomes its number of the scale,
    and the letters are named beside the indicator. Only indicators with a national standard are set against it.
    """
    shown = [one for one in figures.hasil if sumber != "standar" or one.standar.target is not None]
    rows = []
    for before, one in zip([None, *shown], shown, strict=False):
        row = _row(figures, one, SOURCES[sumber](one))
        if one.indikator.arah == BERHURUF and not letters:
            row = _in_numbers(figures.rencana, one.indikator, row)
        if before and before.indikator.sasaran == one.indikator.sasaran:
            row["sasaran"] = ""  # printed once
        rows.append(row)
    return rows


def plain_name(indikator: str) -> str:
    """The name of an indicator in the plan, without the letters that stand beside it in a table of numbers."""
    return _LETTERS.sub("", indikator)


def _row(figures: Figures, hasil: Hasil, ukuran: Ukuran) -> Row:
    one = hasil.indikator
    post = figures.names.get(one.bidang, one.bidang)
    return {
        "sasaran": one.sasaran,
        "indikator": one.indikator,
        "satuan": one.satuan,
        "bidang": post,
        "penanggung_jawab": post,
        "target": ukuran.target,
        "realisasi": ukuran.realisasi,
        "arah": MAKSIMALKAN if one.arah == BERHURUF else one.arah,
        "target_lalu": one.target_lalu,
        "realisasi_lalu": one.realisasi_lalu,
        "capaian_lalu": hasil.lalu.capaian,
        "standar": one.standar_nasional,
        **{f"tw{ke}": value for ke, value in enumerate(one.target_triwulan, 1)},
        **{f"realisasi_tw{ke}": value for ke, value in enumerate(figures.realisasi.get(one.id, ()), 1)},
    }


def _in_numbers(rencana: Rencana, indikator: Indikator, row: Row) -> Row:
    named = f"{indikator.indikator} (target {row['target'] or '-'}, realisasi {row['realisasi'] or '-'})"
    scale = rencana.skala[indikator.skala]
    return {key: scale.get(cell, cell) if isinstance(cell, str) else cell for key, cell in row.items()} | {
        "indikator": named
    }
