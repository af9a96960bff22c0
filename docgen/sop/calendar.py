"""The working calendar of an office: its hours, public holidays and cuti bersama, and time reckoned by them.

Files of `templates_docx/kalender/`: `jam.toml` holds the hours, one file a year (`2019.toml`) the days off. A year
without a file knows Saturdays and Sundays only.
"""

from __future__ import annotations

import calendar as gregorian
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from docgen.errors import BadDeclaration
from docgen.sop.waktu import Waktu
from docgen.toml import read_toml

DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
KINDS = ("libur", "cuti_bersama")
HOURS = "jam.toml"
_SPAN = re.compile(r"([01]\d|2[0-3])\.([0-5]\d)-([01]\d|2[0-3])\.([0-5]\d)")
_YEAR = re.compile(r"\d{4}")

Hours: TypeAlias = tuple[tuple[time, time], ...]  # of one day, the break left out; () when closed


@dataclass(frozen=True)
class Masa:
    """Days with hours of their own, such as Ramadan."""

    nama: str
    mulai: date
    sampai: date
    jam: Mapping[int, Hours]


@dataclass(frozen=True)
class Kalender:
    """When the office works. Weekdays are counted from Monday, 0."""

    jam: Mapping[int, Hours]
    masa: tuple[Masa, ...] = ()
    libur: Mapping[date, str] = field(default_factory=dict)
    years: frozenset[int] = frozenset()  # those whose days off are known

    def hours(self, day: date) -> Hours:
        """The hours of work of one day; () on a day off."""
        if day in self.libur:
            return ()
        jam = next((one.jam for one in self.masa if one.mulai <= day <= one.sampai), self.jam)
        return jam.get(day.weekday(), ())

    @property
    def usual_day(self) -> int:
        """Minutes of work of an ordinary day: the mean of those of the week the office is open."""
        minutes = [sum(_minute(closes) - _minute(opens) for opens, closes in spans) for spans in self.jam.values()]
        return sum(minutes) // sum(map(bool, minutes))

    def opening(self, at: datetime) -> datetime:
        """`at` while the office works, else when it next opens."""
        return next(max(at, start) for start, end in self._spans(at) if end > at)

    def after(self, at: datetime, waktu: Waktu) -> datetime:
        """When `waktu` has passed since `at`.

        Minutes and hours are those of work. Days are days of work, to the same hour; weeks and months go by the
        calendar, and end on the next day of work when that day is off.
        """
        begun = self.opening(at)
        if waktu.satuan in ("menit", "jam"):
            return self._worked(begun, timedelta(minutes=waktu.angka * (60 if waktu.satuan == "jam" else 1)))
        if waktu.satuan == "hari":
            return self._at_hour(self._days_later(begun.date(), waktu.angka), begun)
        target = begun.date() + timedelta(weeks=waktu.angka) if waktu.satuan == "minggu" else _months(begun, waktu)
        return self._at_hour(self._days_later(target - timedelta(days=1), 1), begun)

    def minutes(self, start: datetime, end: datetime) -> int:
        """Whole minutes of work between two moments; 0 when `end` is not after `start`."""
        worked = timedelta()
        for opens, closes in self._spans(start):
            if opens >= end:
                break
            worked += max(min(closes, end) - max(opens, start), timedelta())
        return worked // timedelta(minutes=1)

    def _spans(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Every span of work from the day of `at` on."""
        day = at.date()
        while True:
            for opens, closes in self.hours(day):
                yield datetime.combine(day, opens, at.tzinfo), datetime.combine(day, closes, at.tzinfo)
            day += timedelta(days=1)

    def _worked(self, begun: datetime, left: timedelta) -> datetime:
        for opens, closes in self._spans(begun):
            start = max(opens, begun)
            if closes - start >= left:
                return start + left
            left -= max(closes - start, timedelta())
        raise AssertionError("the spans never end")

    def _days_later(self, day: date, count: int) -> date:
        while count:
            day += timedelta(days=1)
            count -= bool(self.hours(day))
        return day

    def _at_hour(self, day: date, hour: datetime) -> datetime:
        """That hour of a day of work, or the last or first one it has."""
        spans = self.hours(day)
        wanted = min(max(hour.timetz().replace(tzinfo=None), spans[0][0]), spans[-1][1])
        return datetime.combine(day, wanted, hour.tzinfo)


def load_kalender(folder: Path, hours: Path) -> Kalender:
    """Read the calendar of an office, its hours from the file `hours` where it has none of its own.

    Raises BadDeclaration with everything that is wrong in its files.
    """
    raw = {HOURS: read_toml(hours)} | {path.name: read_toml(path) for path in sorted(folder.glob("*.toml"))}
    problems = [f"{name}: {problem}" for name, content in raw.items() for problem in _problems(name, content)]
    if problems:
        raise BadDeclaration(folder.name, problems)
    years = {int(name[:4]): content for name, content in raw.items() if name != HOURS}
    off = {
        _day(key): nama for content in years.values() for kind in KINDS for key, nama in content.get(kind, {}).items()
    }
    usual = raw[HOURS]
    masa = tuple(Masa(one["nama"], one["mulai"], one["sampai"], _jam(one)) for one in usual.get("masa", ()))
    return Kalender(_jam(usual), masa, off, frozenset(years))


def _minute(of_day: time) -> int:
    return of_day.hour * 60 + of_day.minute


def _months(begun: datetime, waktu: Waktu) -> date:
    """The same day so many months later, or the last of a month that is too short."""
    year, month = divmod(begun.year * 12 + begun.month - 1 + waktu.angka, 12)
    last = gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(begun.day, last))


def _jam(raw: Mapping[str, Any]) -> dict[int, Hours]:
    return {DAYS.index(key): tuple(map(_span, spans)) for key, spans in raw.items() if key in DAYS}


def _span(written: str) -> tuple[time, time]:
    found = _SPAN.fullmatch(written)
    if found is None:
        raise ValueError(written)
    start, end = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    if start >= end:
        raise ValueError(written)
    return start, end


def _day(written: str) -> date:
    return date.fromisoformat(written)


# ------------------------------------------------------------------ what may be wrong


def _problems(name: str, raw: Mapping[str, Any]) -> Iterator[str]:
    if name == HOURS:
        yield from _hours_problems(raw, {"masa"})
        for at, one in enumerate(raw.get("masa", ()), 1):
            yield from (f"masa {at}: {problem}" for problem in _masa_problems(one))
    elif not _YEAR.fullmatch(name.removesuffix(".toml")):
        yield f"nama berkas harus tahunnya, misalnya 2019.toml, atau {HOURS}"
    else:
        yield from (f"kunci '{key}' tidak dikenal; pilih: {', '.join(KINDS)}" for key in raw if key not in KINDS)
        for kind in KINDS:
            yield from _day_problems(kind, raw.get(kind, {}), name[:4])


def _hours_problems(raw: Mapping[str, Any], others: set[str]) -> Iterator[str]:
    yield from (f"'{key}' bukan nama hari; pilih: {', '.join(DAYS)}" for key in raw if key not in {*DAYS, *others})
    for key in DAYS:
        for written in raw.get(key, ()):
            if not _readable(_span, written):
                yield f"{key}: jam '{written}' tidak terbaca; tulis misalnya 07.30-12.00"
    if not any(raw.get(key) for key in DAYS):
        yield 'belum ada hari kerja; tulis misalnya senin = ["07.30-12.00", "13.00-16.00"]'


def _masa_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(raw.get("nama"), str) or not all(isinstance(raw.get(key), date) for key in ("mulai", "sampai")):
        yield "wajib ada: nama, mulai dan sampai (tanggal tanpa kutip, misalnya 2026-02-18)"
    elif raw["mulai"] > raw["sampai"]:
        yield f"{raw['nama']}: mulai sesudah sampai"
    yield from _hours_problems(raw, {"nama", "mulai", "sampai"})


def _day_problems(kind: str, days: Any, year: str) -> Iterator[str]:
    for key, nama in days.items() if isinstance(days, dict) else ():
        if not _readable(_day, key) or not key.startswith(f"{year}-"):
            yield f"{kind}: '{key}' bukan tanggal tahun {year}; tulis misalnya {year}-08-17"
        if not isinstance(nama, str) or not nama.strip():
            yield f"{kind}: nama hari {key} wajib diisi"


def _readable(read: Any, written: Any) -> bool:
    try:
        read(written)
    except (ValueError, TypeError):
        return False
    return True
