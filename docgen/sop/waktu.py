"""Waktu baku: how long a step may take, as the SOP sheet prints it, e.g. `30 menit` or `1 hari`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

UNITS = ("menit", "jam", "hari", "minggu", "bulan")
LONG = 10  # days of work: from here on hours and minutes say nothing


@dataclass(frozen=True)
class Waktu:
    """A number of minutes or hours of work, or of days of work, weeks or months by the calendar."""

    angka: int
    satuan: str


def read_waktu(written: str) -> Waktu:
    """The time in a text like `30 menit` or `1 Hari`; raises ValueError for any other."""
    number, _, unit = written.partition(" ")
    angka = int(number) if number.isascii() and number.isdigit() else 0
    if not angka or unit.casefold() not in UNITS:
        raise ValueError(written)
    return Waktu(angka, unit.casefold())


def is_waktu(written: str) -> bool:
    """Whether `read_waktu` reads it."""
    try:
        read_waktu(written)
    except ValueError:
        return False
    return True


def worked(minutes: int, day: int) -> str:
    """Minutes of work in words: `2 jam 5 menit`; from ten days of `day` minutes on `2.063 hari kerja`."""
    if minutes >= LONG * day:
        return f"{minutes // day:,} hari kerja".replace(",", ".")
    hours, left = divmod(minutes, 60)
    return " ".join(f"{number} {unit}" for number, unit in ((hours, "jam"), (left, "menit")) if number) or "0 menit"


def variant_of(waktu: str | Mapping[str, str], ragam: str = "") -> str:
    """The time that holds for one variant (`triwulan`, `tahunan`); of several the first when none is named."""
    return waktu if isinstance(waktu, str) else waktu.get(ragam) or next(iter(waktu.values()))
