"""From figures per quarter to the figures of a report (`naskah-dinas.md` 5.4 and 5.5).

Zero is a value, None is not. A figure is rounded half up to the digits of its indicator before capaian is taken, so
that whoever holds the paper can compute it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from docgen.kinerja.capaian import MAKSIMALKAN, capaian, predikat
from docgen.kinerja.indicators import BERHURUF, JUMLAH, RATA_RATA, Indikator, Nilai, Rencana

Quarters = Sequence[Nilai | None]  # realisasi of triwulan I, II, ...; None: not filled


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
    triwulan: Ukuran  # the last quarter alone against its own target
    sampai: Ukuran  # what is filled against the targets of the same quarters
    tahun: Ukuran  # the same realisasi against the target of the year
    laporan: Ukuran  # what a report says: of the quarters so far before the year is over, else of the year
    menengah: Ukuran  # ... and against the medium-term target
    standar: Ukuran  # ... and against the national standard
    lalu: Ukuran  # last year's realisasi against last year's target


def measure(rencana: Rencana, indikator: Indikator, realisasi: Quarters, sampai: int = 4) -> Hasil:
    """Measure one indicator by its quarters I to `sampai`; what was filled for later quarters is left aside."""
    filled = {at: value for at, value in enumerate(realisasi[:sampai], 1) if value is not None}
    figure = _rolled_up(indikator, list(filled.values()))
    due = list(filled) or list(range(1, sampai + 1))
    to_date = _against(rencana, indikator, _target_of(indikator, due), figure)
    of_year = _against(rencana, indikator, indikator.target, figure)
    return Hasil(
        indikator=indikator,
        triwulan=_against(rencana, indikator, _target_of(indikator, [sampai]), filled.get(sampai)),
        sampai=to_date,
        tahun=of_year,
        laporan=of_year if sampai == 4 else to_date,
        menengah=_against(rencana, indikator, indikator.target_menengah, figure),
        standar=_against(rencana, indikator, indikator.standar_nasional, figure),
        lalu=_against(rencana, indikator, indikator.target_lalu, indikator.realisasi_lalu),
    )


def measure_all(rencana: Rencana, realisasi: Mapping[str, Quarters], sampai: int = 4) -> list[Hasil]:
    """Every indicator of the plan, also those nobody reported; `realisasi` is by indicator id."""
    return [measure(rencana, one, realisasi.get(one.id, ()), sampai) for one in rencana.indikator]


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
