"""From figures per quarter to the figures of a report (`naskah-dinas.md` 5.4 and 5.5).

Zero is a value, None is not. A figure is rounded half up to the digits of its indicator before capaian is taken, so
that whoever holds the paper can compute it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from docgen.kinerja.capaian import MAKSIMALKAN, capaian, predikat
from docgen.kinerja.indicators import BERHURUF, JUMLAH, RATA_RATA, Indikator, Nilai, Rencana

Quarters = Sequence[Nilai | None]  # realisasi of triwulan I, II, ...; None: not filled
Row = dict[str, Any]


@dataclass(frozen=True)
class Ukuran:
    """One realisasi against one target; letters stay letters, capaian is in percent."""

    target: Nilai | None
    realisasi: Nilai | None
    capaian: Decimal | None
    predikat: str


@dataclass(frozen=True)
class Hasil:
    """One indicator measured up to and including one quarter."""

    indikator: Indikator
    kosong: tuple[int, ...]  # quarters that should have been filled and are not
    sampai: Ukuran  # what is filled against the targets of the same quarters
    tahun: Ukuran  # the same realisasi against the target of the year
    menengah: Ukuran  # ... and against the medium-term target
    lalu: Ukuran  # last year's realisasi against last year's target
    perubahan: Decimal | None  # realisasi minus that of last year, in satuan (letters: in points of the scale)


def measure(rencana: Rencana, indikator: Indikator, realisasi: Quarters, sampai: int = 4) -> Hasil:
    """Measure one indicator by its quarters I to `sampai`; what was filled for later quarters is left aside."""
    filled = {at: value for at, value in enumerate(realisasi[:sampai], 1) if value is not None}
    figure = _rolled_up(indikator, list(filled.values()))
    now, before = rencana.number(indikator, figure), rencana.number(indikator, indikator.realisasi_lalu)
    return Hasil(
        indikator=indikator,
        kosong=tuple(at for at in range(1, sampai + 1) if at not in filled),
        sampai=_against(rencana, indikator, _target_of(indikator, list(filled)), figure),
        tahun=_against(rencana, indikator, indikator.target, figure),
        menengah=_against(rencana, indikator, indikator.target_menengah, figure),
        lalu=_against(rencana, indikator, indikator.target_lalu, indikator.realisasi_lalu),
        perubahan=None if now is None or before is None else now - before,
    )


def measure_all(rencana: Rencana, realisasi: Mapping[str, Quarters], sampai: int = 4) -> list[Hasil]:
    """Every indicator of the plan, also those nobody reported; `realisasi` is by indicator id."""
    return [measure(rencana, one, realisasi.get(one.id, ()), sampai) for one in rencana.indikator]


def missing(hasil: Sequence[Hasil]) -> dict[str, list[tuple[str, tuple[int, ...]]]]:
    """What is not filled yet: bidang -> (name of the indicator, quarters)."""
    found: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
    for one in hasil:
        if one.kosong:
            found.setdefault(one.indikator.bidang, []).append((one.indikator.indikator, one.kosong))
    return found


def measurement_rows(rencana: Rencana, hasil: Sequence[Hasil], *, to_date: bool = False) -> list[Row]:
    """The rows of laporan_pengukuran_kinerja, against the year's target or that of the quarters filled.

    The form takes numbers only, so an indicator in letters gives their numbers and names the letters beside it.
    """
    rows = []
    for one, sasaran in zip(hasil, _sasaran(hasil), strict=True):
        ukuran = one.sampai if to_date else one.tahun
        name, arah = one.indikator.indikator, one.indikator.arah
        if arah == BERHURUF:
            name += f" (target {ukuran.target or '-'}, realisasi {ukuran.realisasi or '-'})"
            arah = MAKSIMALKAN
        figures = {key: rencana.number(one.indikator, getattr(ukuran, key)) for key in ("target", "realisasi")}
        rows.append({"sasaran": sasaran, "indikator": name, "satuan": one.indikator.satuan, **figures, "arah": arah})
    return rows


def comparison_rows(hasil: Sequence[Hasil]) -> list[Row]:
    """The wide table of a yearly report: this year, last year and the medium-term target side by side."""
    return [
        {
            "no": at,
            "sasaran": sasaran,
            "indikator": one.indikator.indikator,
            "satuan": one.indikator.satuan,
            "target_lalu": one.lalu.target,
            "realisasi_lalu": one.lalu.realisasi,
            "capaian_lalu": one.lalu.capaian,
            "target": one.tahun.target,
            "realisasi": one.tahun.realisasi,
            "capaian": one.tahun.capaian,
            "predikat": one.tahun.predikat,
            "perubahan": one.perubahan,
            "target_menengah": one.menengah.target,
            "capaian_menengah": one.menengah.capaian,
        }
        for at, (one, sasaran) in enumerate(zip(hasil, _sasaran(hasil), strict=True), 1)
    ]


def _rolled_up(indikator: Indikator, filled: list[Nilai]) -> Nilai | None:
    """One figure of the quarters filled; letters and `terakhir` take the last."""
    numbers = [value for value in filled if isinstance(value, Decimal)]
    if not filled or indikator.gabung not in (JUMLAH, RATA_RATA):
        last = filled[-1] if filled else None
        return _rounded(last, indikator.desimal) if isinstance(last, Decimal) else last
    total = sum(numbers, Decimal(0))
    return _rounded(total if indikator.gabung == JUMLAH else total / len(numbers), indikator.desimal)


def _target_of(indikator: Indikator, quarters: list[int]) -> Nilai | None:
    """The target that belongs to the quarters filled; None where the plan does not say it."""
    if indikator.target_triwulan:
        return _rolled_up(indikator, [indikator.target_triwulan[at - 1] for at in quarters])
    if indikator.gabung == JUMLAH and len(quarters) < 4:
        return None  # part of a sum against the whole would look like a failure
    return indikator.target


def _against(rencana: Rencana, indikator: Indikator, target: Nilai | None, realisasi: Nilai | None) -> Ukuran:
    arah = MAKSIMALKAN if indikator.arah == BERHURUF else indikator.arah
    percent = capaian(rencana.number(indikator, target), rencana.number(indikator, realisasi), arah)
    return Ukuran(target, realisasi, percent, predikat(percent, rencana.cuts))


def _rounded(number: Decimal, digits: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _sasaran(hasil: Sequence[Hasil]) -> list[str]:
    """The sasaran of each row, empty where it is that of the row above, as it is printed."""
    names = [one.indikator.sasaran for one in hasil]
    return [name if at == 0 or name != names[at - 1] else "" for at, name in enumerate(names)]
