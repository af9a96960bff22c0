"""Days and parts of a year as offices write them, each with one name: `2 Januari 2019`, `02-01-2019` and `2/1/2019`
are 2019-01-02, `triwulan II`, `triwulan 2` and `TW II` are triwulan-2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from docgen.naskah.bahasa import BULAN, romawi
from docgen.search.text import normal

MONTHS = {name.lower(): at for at, name in enumerate(BULAN, 1)}
MONTHS |= {name[:3]: at for name, at in MONTHS.items()}
MONTHS |= {"pebruari": 2, "peb": 2, "agt": 8, "ags": 8, "agust": 8, "sept": 9, "nopember": 11, "nop": 11}
ROMAN = {romawi(number).lower(): number for number in range(1, 13)}
_WORDS = {"pertama": 1, "kesatu": 1, "satu": 1, "kedua": 2, "dua": 2, "ketiga": 3, "tiga": 3, "keempat": 4, "empat": 4}
ORDINALS = {**{str(n): n for n in range(1, 5)}, **{name: n for name, n in ROMAN.items() if n <= 4}, **_WORDS}
KINDS = {"triwulan": "triwulan", "tribulan": "triwulan", "tw": "triwulan", "semester": "semester"}

_month = "|".join(sorted(MONTHS, key=len, reverse=True))
_ke = "|".join(sorted(ORDINALS, key=len, reverse=True))
_DAY = re.compile(
    r"(?<![\w/.-])(?:"
    r"(?P<d>\d{1,2})(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<y>\d{4})|"
    r"(?P<yy>\d{4})-(?P<mm>\d{1,2})-(?P<dd>\d{1,2})|"
    rf"(?P<day>\d{{1,2}})\s+(?P<month>{_month})\.?\s+(?P<year>\d{{4}})"
    r")(?![/.-]?\w)"
)
_PART = re.compile(rf"\b(?P<kind>{'|'.join(KINDS)})[\s.]*(?:ke[\s-]*)?(?P<ke>{_ke})\b")


def moments_in(text: str) -> Iterator[str]:
    """The name of every day and part of a year that `text` mentions."""
    line = normal(text).lower()
    yield from filter(None, map(_day, _DAY.finditer(line)))
    yield from map(_part, _PART.finditer(line))


def moment(written: str) -> str:
    """The name of the day or part of a year that `written` is; '' where it is none, or more than that."""
    line = normal(written).lower().strip()
    if found := _DAY.fullmatch(line):
        return _day(found)
    return _part(found) if (found := _PART.fullmatch(line)) else ""


def _day(found: re.Match[str]) -> str:
    year, month, day = (
        found["y"] or found["yy"] or found["year"],
        found["m"] or found["mm"],
        found["d"] or found["dd"],
    )
    try:
        return date(int(year), int(month or MONTHS[found["month"]]), int(day or found["day"])).isoformat()
    except ValueError:  # a day that is in no calendar
        return ""


def _part(found: re.Match[str]) -> str:
    return f"{KINDS[found['kind']]}-{ORDINALS[found['ke']]}"
