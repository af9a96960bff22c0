"""What is asked and what comes back, in our words and not the engine's, and the line a person types."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from docgen.errors import BadQuery
from docgen.search.text import tokens

MOST_WORDS = 100  # different words, phrases included: more is a pasted page, not a question
MOST_PROBLEMS = 10  # named at once; more come from the same slip


@dataclass(frozen=True)
class Entry:
    """One version of one naskah as the index keeps it."""

    naskah_id: str
    number: int
    latest: bool
    text: str
    jenis: str
    status: str
    nomor: tuple[str, ...]  # its own number and those others gave it
    perihal: str
    klasifikasi: str
    unit: str
    pejabat: tuple[str, ...]  # posts and names it can be found by
    tanggal: date


@dataclass(frozen=True)
class Query:
    """What is looked for; empty fields ask nothing. Everything given must hold at once."""

    words: tuple[str, ...] = ()  # in any form: laporan finds pelaporan
    phrases: tuple[str, ...] = ()  # exactly these words side by side
    jenis: str = ""
    status: str = ""
    nomor: str = ""  # whole or in parts, spaces and letter case do not matter
    pejabat: str = ""  # post or name, or whole words of it
    since: date | None = None
    until: date | None = None
    semua_versi: bool = False  # also the versions before the latest


@dataclass(frozen=True)
class Hit:
    """One version found, with the words around the place."""

    naskah_id: str
    number: int
    score: float
    snippet: str


class Index(Protocol):
    """The seam: implement these and pass tests/contracts/test_index.py. Raises IndexBusy, IndexBroken, BadQuery."""

    def put(self, naskah_id: str, entries: Sequence[Entry]) -> None:
        """Replace all entries of this naskah, in one commit."""

    def put_many(self, pairs: Iterable[tuple[str, Sequence[Entry]]]) -> None:
        """`put` for many naskah, each named once, in one commit."""

    def rebuild(self, pairs: Iterable[tuple[str, Sequence[Entry]]]) -> None:
        """Replace the whole index, whatever state it is in, by these naskah, each named once.

        A whole old index stays in use until the new one is complete; after a failure a broken one stays broken.
        """

    def search(self, query: Query, limit: int = 20) -> list[Hit]:
        """The best `limit` hits, best first; without words the newest first."""

    def count(self, query: Query) -> int:
        """How many hits there are in all."""

    def clear(self) -> None:
        """Make a new empty index, whatever state the old one is in."""


@dataclass(frozen=True)
class _Item:
    """One piece of a typed line: a word, a phrase, or a filter with its name."""

    name: str
    value: str
    quoted: bool
    place: int  # of its first character, counted from 1


def parse_query(
    text: str,
    *,
    jenis: str = "",
    status: str = "",
    nomor: str = "",
    pejabat: str = "",
    since: date | None = None,
    until: date | None = None,
    semua_versi: bool = False,
) -> Query:
    """Read a typed line: words, "phrases" and filters such as jenis:notula, nomor:240 or tanggal:2019-01..2019-03.

    What is given by keyword stands beside the line. Raises BadQuery naming every fault with its place.
    """
    items, problems = _items(text)
    words = tuple(i.value for i in items if not i.name and not i.quoted and tokens(i.value))
    phrases = tuple(i.value for i in items if not i.name and i.quoted and tokens(i.value))
    filters = [i for i in items if i.name]
    if len(set(tokens(" ".join(words + phrases)))) > MOST_WORDS:
        problems.append(f"paling banyak {MOST_WORDS} kata yang berbeda; pilih kata yang paling khas")
    if items and not (words or phrases or filters or problems):
        problems.append("tidak ada huruf atau angka yang dapat dicari")
    given = {"jenis": jenis, "status": status, "nomor": nomor, "pejabat": pejabat, "tanggal": since or until}
    query = Query(words, phrases, jenis, status, nomor, pejabat, since, until, semua_versi)
    query, wrong = _filtered(query, filters, (name for name, value in given.items() if value))
    problems += wrong
    if problems:
        raise BadQuery(problems[:MOST_PROBLEMS])
    return query


_ITEM = re.compile(r'\s*(?:([A-Za-z_]+):)?(?:"([^"]*)"|([^\s"]+))')
_QUOTES = str.maketrans("“”„‟", '""""')


def _items(text: str) -> tuple[list[_Item], list[str]]:
    items, problems, at = [], [], 0
    text = text.translate(_QUOTES)
    while found := _ITEM.match(text, at):
        name, phrase, word = found.groups()
        place = found.end() - len(found[0].lstrip()) + 1
        at = found.end()
        if not name and word and word.endswith(":") and word[:-1].lower() in FILTERS:
            problems.append(f"{word} pada huruf ke-{place} tanpa isi; tulis isinya langsung sesudah titik dua")
            continue
        items.append(_Item((name or "").lower(), phrase if word is None else word, word is None, place))
    if (quote := text.find('"', at)) >= 0:
        problems.append(f"tanda petik pada huruf ke-{quote + 1} belum ditutup")
    return items, problems


def _filtered(query: Query, filters: Iterable[_Item], given: Iterable[str]) -> tuple[Query, list[str]]:
    """`query` with the filters added, and what is wrong with them."""
    problems, seen = [], set(given)
    for item in filters:
        where = f"{item.name}: pada huruf ke-{item.place}"
        kind = "tanggal" if item.name == "tahun" else item.name
        if kind in seen:
            problems.append(f"{where} disebut dua kali; pilih satu")
        elif kind not in FILTERS:
            choices = ", ".join(f"{known}:" for known in FILTERS)
            problems.append(f"{where} tidak dikenal; pilih {choices} atau apit dengan tanda petik bila bukan penyaring")
        else:
            try:
                query = FILTERS[item.name](query, item.value.strip())
            except ValueError as error:
                problems.append(f"{where}: {error}")
        seen.add(kind)
    return query, problems


def _jenis(query: Query, value: str) -> Query:
    return replace(query, jenis=_readable(value))


def _status(query: Query, value: str) -> Query:
    return replace(query, status=_readable(value))


def _nomor(query: Query, value: str) -> Query:
    return replace(query, nomor=_readable(value))


def _pejabat(query: Query, value: str) -> Query:
    return replace(query, pejabat=_readable(value))


def _readable(value: str) -> str:
    if not tokens(value):
        raise ValueError("isinya harus memuat huruf atau angka")
    return value


def _tanggal(query: Query, value: str) -> Query:
    first, dots, last = value.partition("..")
    if not first and not last:
        raise ValueError("tulis seperti 2019, 2019-01, 2019-01-02 atau 2019-01..2019-03")
    since = _period(first)[0] if first else None
    until = _period(last if dots else first)[1] if last or not dots else None
    if since and until and since > until:
        raise ValueError(f"'{first}' sesudah '{last}'; tukar keduanya")
    return replace(query, since=since, until=until)


def _period(written: str) -> tuple[date, date]:
    """First and last day of a year, a month or a day."""
    if found := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", written):
        written = "-".join(found.group(3, 2, 1))
    parts = written.split("-")
    if not (1 <= len(parts) <= 3 and re.fullmatch(r"[0-9]{4}(-[0-9]{1,2}){0,2}", written)):
        raise ValueError(f"'{written}' bukan tanggal; tulis seperti 2019, 2019-01 atau 2019-01-02")
    year, month, day = (int(p) for p in (*parts, "0", "0")[:3])
    try:
        last_month = month or 12
        last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
        return date(year, month or 1, day or 1), last
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"'{written}' tidak ada di kalender") from None


def _versi(query: Query, value: str) -> Query:
    if value not in ("semua", "terakhir"):
        raise ValueError("tulis versi:semua atau versi:terakhir")
    return replace(query, semua_versi=value == "semua")


FILTERS: dict[str, Callable[[Query, str], Query]] = {
    "jenis": _jenis,
    "status": _status,
    "nomor": _nomor,
    "pejabat": _pejabat,
    "tanggal": _tanggal,
    "tahun": _tanggal,
    "versi": _versi,
}
