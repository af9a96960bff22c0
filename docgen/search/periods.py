"""Days as a clerk names them in a search: 2019-01, 2 Januari 2019, bulan ini, triwulan lalu, -30hari."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from docgen.kinerja.period import Triwulan, triwulan_of
from docgen.search.moments import KINDS, MONTHS, ORDINALS
from docgen.search.parts import Days

Span = tuple[date, date]
HOW = 'tulis seperti 2019, 2019-01 atau 2019-01-02, "2 Januari 2019", "bulan ini", "triwulan II 2019" atau -30hari'

_MOST = 40  # characters of it that a sentence shows
_AGO = re.compile(r"-?\s*([0-9]{1,4})\s*(hari|minggu|bulan|tahun)(?:\s+terakhir)?")
_PART = re.compile(rf"({'|'.join(KINDS)}) (?:ke )?({'|'.join(ORDINALS)})(?: (?:tahun )?([0-9]{{4}}))?")
_MONTH = re.compile(r"(?:([0-9]{1,2}) )?(?:bulan )?([a-z]+)(?: ([0-9]{4}))?")


def read_days(written: str, today: date) -> Days:
    """A day, a month, a quarter, a year, or two of them with `..` between; raises ValueError saying how to write it."""
    first, dots, last = (side.strip() for side in written.partition(".."))
    if not first and not last:
        raise ValueError(HOW)
    since = read_span(first, today)[0] if first else None
    until = read_span(last if dots else first, today)[1] if last or not dots else None
    if since and until and since > until:
        raise ValueError(f"'{first}' sesudah '{last}'; tukar keduanya")
    return Days(since, until)


def read_span(written: str, today: date) -> Span:
    """First and last day of what is written; raises ValueError."""
    try:
        found = _figures(written) or _ago(written.lower(), today) or _named(_spaced(written), today)
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        raise ValueError(f"'{written[:_MOST]}' tidak ada di kalender") from None
    if found is None:
        raise ValueError(f"'{written[:_MOST]}' bukan tanggal; {HOW}")
    return found


def _spaced(written: str) -> str:
    return re.sub(r"[\s_./-]+", " ", written.lower()).strip()


def _figures(written: str) -> Span | None:
    if found := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", written):
        written = "-".join(found.group(3, 2, 1))
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{1,2}){0,2}", written):
        return None
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    return _month(*parts) if len(parts) == 2 else _year(parts[0])


def _ago(written: str, today: date) -> Span | None:
    """The days since so long ago."""
    found = _AGO.fullmatch(written)
    if not found or not (written.startswith("-") or written.endswith("terakhir")):
        return None
    count, unit = int(found[1]), found[2]
    if unit in ("hari", "minggu"):
        return today - timedelta(days=count * (7 if unit == "minggu" else 1)), today
    month = today.year * 12 + today.month - 1 - count * (12 if unit == "tahun" else 1)
    last = _month(month // 12, month % 12 + 1)[1]
    return last.replace(day=min(today.day, last.day)), today


def _named(written: str, today: date) -> Span | None:
    if written in ("hari ini", "kemarin"):
        day = today - timedelta(days=written == "kemarin")
        return day, day
    name, _, which = written.rpartition(" ")
    if which in ("ini", "lalu") and (current := _CURRENT.get(KINDS.get(name, name))):
        now = current(today)
        return now if which == "ini" else current(now[0] - timedelta(days=1))
    if found := _PART.fullmatch(written):
        return _part(KINDS[found[1]], ORDINALS[found[2]], int(found[3] or today.year))
    found = _MONTH.fullmatch(written)
    if found and found[2] in MONTHS:
        year, month = int(found[3] or today.year), MONTHS[found[2]]
        return (date(year, month, int(found[1])),) * 2 if found[1] else _month(year, month)
    return None


def _part(kind: str, ke: int, year: int) -> Span:
    if kind == "triwulan":
        quarter = Triwulan(year, ke)
        return quarter.first_day, quarter.last_day
    return date(year, {1: 1, 2: 7}.get(ke, 0), 1), _month(year, 6 * ke)[1]


def _month(year: int, month: int) -> Span:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _year(year: int) -> Span:
    return date(year, 1, 1), date(year, 12, 31)


def _week(day: date) -> Span:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


_CURRENT: dict[str, Callable[[date], Span]] = {
    "minggu": _week,
    "bulan": lambda day: _month(day.year, day.month),
    "triwulan": lambda day: _part("triwulan", triwulan_of(day).ke, day.year),
    "semester": lambda day: _part("semester", 1 if day.month <= 6 else 2, day.year),
    "tahun": lambda day: _year(day.year),
}
