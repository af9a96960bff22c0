"""When an SOP falls due by the calendar, and which period it is then run for: always the one that has just ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgen.sop.declaration import Pemicu

MONTHS = {"bulan": 1, "triwulan": 3, "semester": 6, "tahun": 12}
_BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Occasion:
    """One time an SOP falls due: on `day`, for part `ke` of `tahun` (month, quarter, half; 1 for a whole year)."""

    day: date
    setiap: str
    tahun: int
    ke: int

    @property
    def label(self) -> str:
        """`Triwulan III Tahun 2019`."""
        if self.setiap == "tahun":
            return f"Tahun {self.tahun}"
        if self.setiap == "bulan":
            return f"{_BULAN[self.ke - 1]} {self.tahun}"
        return f"{self.setiap.capitalize()} {_ROMAN[self.ke - 1]} Tahun {self.tahun}"

    @property
    def closes_year(self) -> bool:
        """Whether it is for the last part of its year."""
        return self.ke == 12 // MONTHS[self.setiap]


def last_occasion(pemicu: Pemicu, on: date) -> Occasion:
    """The newest time at or before the day `on` that the SOP fell due."""
    span = MONTHS[pemicu.setiap]
    month = (on.month - 1) // span * span + 1
    day = date(on.year, month, pemicu.tanggal)
    if day > on:
        year, month = _before(day.year, month, span)
        day = date(year, month, pemicu.tanggal)
    year, month = _before(day.year, day.month, span)
    return Occasion(day, pemicu.setiap, year, (month - 1) // span + 1)


def _before(year: int, month: int, span: int) -> tuple[int, int]:
    """Year and month so many months earlier."""
    years, left = divmod(year * 12 + month - 1 - span, 12)
    return years, left + 1
