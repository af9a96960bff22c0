"""How long a closed file is kept: the schedule of its code, counted from the end of the year it was closed in.

Retention runs from the closing of the file, or the event its schedule names, and not from the date of a letter
(`naskah-dinas.md` 4.5). Counting from the end of the year is what archives do: whatever was closed within one year
falls due on one day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date

MUSNAH, PERMANEN, DINILAI_KEMBALI = NASIB = ("musnah", "permanen", "dinilai kembali")
AKTIF, INAKTIF, HABIS, DISERAHKAN, BELUM_DITENTUKAN = (
    "aktif", "inaktif", "habis masa simpan", "diserahkan", "belum ditentukan",
)  # fmt: skip


@dataclass(frozen=True)
class Jadwal:
    """One line of a jadwal retensi arsip, to be copied by value onto what it decides; None where nothing is said."""

    aktif: int | None = None  # years
    inaktif: int | None = None
    nasib: str = ""  # one of NASIB
    pemicu: str = ""  # the event the years are counted from, as printed


@dataclass(frozen=True)
class Tempo:
    """From which day a closed file is inactive, and from which its time is over; None where that is not known."""

    inaktif_sejak: date | None = None
    habis_sejak: date | None = None


def jatuh_tempo(ditutup: date, jadwal: Jadwal) -> Tempo:
    """Closed on 3 January 2013 and kept ten years, a file is due from 1 January 2024."""
    if jadwal.aktif is None:
        return Tempo()
    inactive = _after_years(ditutup, jadwal.aktif)
    return Tempo(inactive, None if jadwal.inaktif is None else _after_years(ditutup, jadwal.aktif + jadwal.inaktif))


def stage(on: date, tempo: Tempo, nasib: str) -> str:
    """Where a file stands on a day. What is permanent is handed over and never due; without a fate nothing is due."""
    if tempo.inaktif_sejak is None:
        return BELUM_DITENTUKAN
    if on < tempo.inaktif_sejak:
        return AKTIF
    if tempo.habis_sejak is None or on < tempo.habis_sejak:
        return INAKTIF
    if nasib == PERMANEN:
        return DISERAHKAN
    return HABIS if nasib else BELUM_DITENTUKAN


def changed(at_closing: Jadwal, today: Jadwal) -> str:
    """What the schedule says today that it did not say when the file was closed; '' when nothing."""
    differences = ", ".join(_differences(at_closing, today))
    if not differences:
        return ""
    return (
        f"Jadwal retensi berubah sejak berkas ditutup: {differences}. "
        "Yang berlaku bagi berkas ini tetap jadwal saat ditutup."
    )


def years(figure: int | None) -> str:
    """A figure as it is read."""
    return BELUM_DITENTUKAN if figure is None else f"{figure} tahun"


def _differences(old: Jadwal, new: Jadwal) -> Iterator[str]:
    said = (
        ("masa aktif", years(old.aktif), years(new.aktif)),
        ("masa inaktif", years(old.inaktif), years(new.inaktif)),
        ("nasib akhir", old.nasib or BELUM_DITENTUKAN, new.nasib or BELUM_DITENTUKAN),
        ("hitungannya", old.pemicu or "sejak berkas ditutup", new.pemicu or "sejak berkas ditutup"),
    )
    yield from (f"{what} {before} menjadi {after}" for what, before, after in said if before != after)


def _after_years(ditutup: date, count: int) -> date | None:
    year = ditutup.year + count + 1
    return date(year, 1, 1) if year <= MAXYEAR else None
