"""Quarters of a year, as performance is reported (`naskah-dinas.md` 5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_ROMAN = ("I", "II", "III", "IV")
_DUE = 10  # day of the first month of the next quarter by which a bidang reports (SOP 010)


@dataclass(frozen=True, order=True)
class Triwulan:
    """Quarter `ke` (1 to 4) of a year; raises ValueError for any other."""

    tahun: int
    ke: int

    def __post_init__(self) -> None:
        if not 1 <= self.ke <= 4 or not 1945 <= self.tahun <= 2999:
            raise ValueError(f"triwulan {self.ke} tahun {self.tahun} tidak ada; pilih triwulan 1 sampai 4")

    @property
    def first_day(self) -> date:
        return date(self.tahun, 3 * self.ke - 2, 1)

    @property
    def last_day(self) -> date:
        return self._after() - timedelta(days=1)

    @property
    def due(self) -> date:
        """The day by which the collection form comes back."""
        return self._after().replace(day=_DUE)

    @property
    def roman(self) -> str:
        return _ROMAN[self.ke - 1]

    @property
    def label(self) -> str:
        """`Triwulan II Tahun 2019`."""
        return f"Triwulan {self.roman} Tahun {self.tahun}"

    def next(self) -> Triwulan:
        return triwulan_of(self._after())

    def previous(self) -> Triwulan:
        return triwulan_of(self.first_day - timedelta(days=1))

    def _after(self) -> date:
        return date(self.tahun + self.ke // 4, 3 * self.ke % 12 + 1, 1)


def triwulan_of(day: date) -> Triwulan:
    """The quarter a day lies in."""
    return Triwulan(day.year, (day.month + 2) // 3)
