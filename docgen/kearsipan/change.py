"""How a scheme changes: codes are added, take another schedule from a day on, or close; none is lost or used again.

A code keeps its meaning for ever (ISO 15489, and the rule of every filing plan): one that was ever given may not come
back with another name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from docgen.kearsipan.klasifikasi import KEAMANAN, Kelas, Skema, parent, path
from docgen.kearsipan.reading import Table

_CONTENT = ("aktif", "inaktif", "nasib", "pemicu", "keamanan", "catatan")
_SAID_IN = {"aktif": ("aktif", "pemicu"), "nasib_akhir": ("nasib", "catatan")}  # a column that says several things


@dataclass(frozen=True)
class Perubahan:
    """What a sheet does to a scheme. `problems` are by row or by code; with any of them nothing may be written."""

    skema: Skema
    ditambah: tuple[Kelas, ...] = ()
    diubah: tuple[tuple[Kelas, Kelas], ...] = ()  # before and after
    ditutup: tuple[Kelas, ...] = ()
    tetap: int = 0
    problems: Mapping[int | str, str] = field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        """Whether the scheme stays as it was."""
        return not (self.ditambah or self.diubah or self.ditutup)


def merge(skema: Skema, table: Table, start: str, *, close_missing: bool = False) -> Perubahan:
    """The scheme after the rows of a sheet, which hold from the ISO day `start` on; '' where there was no scheme.

    A column the sheet has not leaves what was known. With `close_missing` open codes without a row are closed the day
    before, save those above a code of the sheet. Everything that may not be is told in `problems`.
    """
    made = _Merge(skema, table, start)
    for number, row in sorted(table.rows, key=lambda one: one[1].mulai):
        made.take(number, row)
    if close_missing:
        made.close_others()
    rows = tuple(one for periods in made.periods.values() for one in periods)
    after = replace(skema, rows=rows)
    after = replace(after, rows=tuple(sorted(rows, key=lambda one: (after.order(one.kode), one.mulai))))
    for kode, why in find_faults(after) if not made.problems else ():
        made.problems.setdefault(made.seen.get(kode, kode), why)
    changes = (tuple(made.added), tuple(made.altered), tuple(made.closed))
    return Perubahan(after, *changes, made.same, made.problems)


def find_faults(skema: Skema) -> Iterator[tuple[str, str]]:
    """Every code that contradicts itself or the one above it, and how."""
    periods: dict[str, list[Kelas]] = {}
    for one in skema.rows:
        periods.setdefault(one.kode, []).append(one)
    for kode, rows in periods.items():
        yield from ((kode, why) for why in _period_faults(sorted(rows, key=lambda one: one.mulai)))
        own = skema.kelas[kode]
        above = max((one.keamanan for one in path(skema, kode)[:-1]), key=KEAMANAN.index, default="")
        if own.keamanan and KEAMANAN.index(own.keamanan) < KEAMANAN.index(above):
            yield kode, f"keamanan {own.keamanan} lebih longgar daripada kode di atasnya ({above})"


def _period_faults(rows: Sequence[Kelas]) -> Iterator[str]:
    for one in rows:
        if one.sampai and one.sampai < one.mulai:
            yield f"berakhir {one.sampai} sebelum dimulai {one.mulai}"
    for one, later in pairwise(rows):
        if not one.sampai or one.sampai >= later.mulai:
            yield f"dua baris berlaku bersamaan sejak {later.mulai or 'semula'}; isi 'sampai' dan 'mulai'"
        if not _is_same_name(one, later):
            yield f"dipakai untuk '{one.uraian}' dan '{later.uraian}'; satu kode tetap satu uraian"


class _Merge:
    """A scheme while rows are put into it."""

    def __init__(self, skema: Skema, table: Table, start: str) -> None:
        self.skema, self.table, self.start = skema, table, start
        self.periods: dict[str, list[Kelas]] = {}
        for one in sorted(skema.rows, key=lambda one: one.mulai):
            self.periods.setdefault(one.kode, []).append(one)
        self.given = {key for column in table.columns for key in _SAID_IN.get(column, (column,))}
        self.seen: dict[str, int | str] = {}
        self.rows: dict[tuple[str, str], int] = {}
        self.added: list[Kelas] = []
        self.altered: list[tuple[Kelas, Kelas]] = []
        self.closed: list[Kelas] = []
        self.same = 0
        self.problems: dict[int | str, str] = dict(table.problems.items())

    def take(self, number: int, row: Kelas) -> None:
        """Put one row in its place, or note why it has none."""
        self.seen[row.kode] = number
        first = self.rows.setdefault((row.kode, row.mulai), number)
        if first != number:
            self.problems[number] = f"kode {row.kode} sudah ada di baris {first}"
            return
        periods = self.periods.get(row.kode)
        if periods is None:
            row = replace(row, mulai=row.mulai or self.start)
            self.periods[row.kode] = [row]
            self.added.append(row)
        elif not _is_same_name(periods[-1], row):
            self.problems[number] = (
                f"kode {row.kode} sudah dipakai untuk '{periods[-1].uraian}' dan tetap bermakna itu; beri "
                f"'{row.uraian}' kode lain, atau betulkan uraian di berkas skema bila hanya salah ketik"
            )
        else:
            self._renew(number, row, periods)

    def _renew(self, number: int, row: Kelas, periods: list[Kelas]) -> None:
        now = periods[-1]
        given = {key: said for key in _CONTENT if (said := getattr(row, key)) or key in self.given}
        new = replace(now, **given, mulai=row.mulai or self.start, sampai=row.sampai)
        is_same = _is_same_content(now, new) and new.mulai >= now.mulai
        if any(_is_same_content(one, new) and _span(one) == _span(row) for one in periods[:-1]):
            self.same += 1  # a table that names every period, with one that is past
        elif is_same and (now.sampai == row.sampai or not self._is_over(now)):
            self._end(now, row.sampai, periods)
        elif new.mulai > max(now.mulai, now.sampai if self._is_over(now) else ""):
            periods[-1] = now if now.sampai and now.sampai < new.mulai else replace(now, sampai=_day_before(new.mulai))
            periods.append(new)
            self.altered.append((now, new))
        elif new.mulai == now.mulai != "":
            periods[-1] = new
            self.altered.append((now, new))
        else:
            since = f"berlaku sejak {now.mulai or 'semula'}" + (f" sampai {now.sampai}" if now.sampai else "")
            self.problems[number] = f"kodenya sudah {since}; sebutkan --mulai sesudahnya"

    def _is_over(self, one: Kelas) -> bool:
        return bool(one.sampai) and one.sampai < self.start

    def _end(self, now: Kelas, sampai: str, periods: list[Kelas]) -> None:
        """The same schedule as before: nothing changes, or the code closes."""
        if not sampai or sampai == now.sampai:
            self.same += 1
            return
        periods[-1] = replace(now, sampai=sampai)
        self.closed.append(periods[-1])

    def close_others(self) -> None:
        """Close what is open and has no row; what stands above a row stays, or its schedule would hang in the air."""
        kept = set(_with_those_above(self.skema, self.seen))
        for kode, periods in self.periods.items():
            now = periods[-1]
            if kode in kept or now.sampai:
                continue
            if now.mulai >= self.start:
                self.problems[kode] = f"baru berlaku sejak {now.mulai or 'semula'}; tutup sesudahnya dengan --mulai"
                continue
            periods[-1] = replace(now, sampai=_day_before(self.start))
            self.closed.append(periods[-1])


def _with_those_above(skema: Skema, kodes: Collection[str]) -> Iterator[str]:
    for kode in kodes:
        while kode:
            yield kode
            kode = parent(skema, kode)


def _is_same_content(one: Kelas, other: Kelas) -> bool:
    return all(getattr(one, key) == getattr(other, key) for key in _CONTENT)


def _span(one: Kelas) -> tuple[str, str]:
    return one.mulai, one.sampai


def _is_same_name(one: Kelas, other: Kelas) -> bool:
    """Capitals, spaces and punctuation make no other name."""
    first, second = ("".join(filter(str.isalnum, kelas.uraian.casefold())) for kelas in (one, other))
    return first == second


def _day_before(iso: str) -> str:
    return (date.fromisoformat(iso) - timedelta(days=1)).isoformat()
