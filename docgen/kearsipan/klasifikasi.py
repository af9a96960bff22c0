"""Classification codes of an office: a tree that only grows, in which every code keeps its meaning for ever.

Two families are in use (`naskah-dinas.md` 3): dotted codes, 000.8.6.3 below 000.8.6, and the older decimal ones, where
045.31 stands below 045.3, 045, 040 and 000. A code of an old letter must be found in either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from docgen.errors import NotFound, NotReady
from docgen.kearsipan.retensi import Jadwal

KEAMANAN = ("", "biasa", "terbatas", "rahasia", "sangat rahasia")  # each stricter than the one before
_MOST_NAMED = 15  # codes in one sentence


@dataclass(frozen=True)
class Kelas:
    """One code over one period; days are ISO, and '' for a beginning or an end that is not set."""

    kode: str
    uraian: str
    aktif: int | None = None
    inaktif: int | None = None
    nasib: str = ""
    pemicu: str = ""
    keamanan: str = ""
    mulai: str = ""
    sampai: str = ""  # the last day the code may be given
    catatan: str = ""  # what is printed about its fate beside the one word

    def is_open(self, on: date) -> bool:
        """Whether the code may be given on that day."""
        return self.mulai <= on.isoformat() and (not self.sampai or on.isoformat() <= self.sampai)


@dataclass(frozen=True)
class Skema:
    """All codes of one regulation, with every period they went through."""

    id: str
    nama: str
    rows: tuple[Kelas, ...]
    catatan: tuple[str, ...] = ()

    @cached_property
    def kelas(self) -> Mapping[str, Kelas]:
        """The last period of every code."""
        return {one.kode: one for one in sorted(self.rows, key=lambda one: one.mulai)}

    @cached_property
    def desimal(self) -> bool:
        """Whether the codes are the older decimal ones; dotted codes begin with full hundreds only."""
        return any(map(is_desimal, self.kelas))

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """The codes directly below each code, in order; below '' those at the top."""
        found: dict[str, list[str]] = {}
        for kode in sorted(self.kelas, key=self.order):
            found.setdefault(parent(self, kode), []).append(kode)
        return {kode: tuple(below) for kode, below in found.items()}

    def order(self, kode: str) -> tuple[object, ...]:
        """Where a code is sorted: dotted ones by their numbers, decimal ones as they are written."""
        return (kode,) if self.desimal else tuple(map(int, kode.split(".")))

    def on(self, day: date) -> Skema:
        """What held on that day: codes not begun are left out, closed ones stay as they last were."""
        return replace(self, rows=tuple(one for one in self.rows if one.mulai <= day.isoformat()))


def parent(skema: Skema, kode: str) -> str:
    """The nearest known code above; '' at the top. The code itself need not be known."""
    return next((one for one in codes_above(kode, desimal=skema.desimal) if one in skema.kelas), "")


def path(skema: Skema, kode: str) -> tuple[Kelas, ...]:
    """The code and all above it, from the top; without it where it is not known."""
    found = []
    while kode:
        if kode in skema.kelas:
            found.append(skema.kelas[kode])
        kode = parent(skema, kode)
    return tuple(reversed(found))


def below(skema: Skema, kode: str, depth: int = 0) -> Iterator[tuple[int, Kelas]]:
    """All codes below one, or of the whole tree for '', each with its depth, in order."""
    for child in skema.children.get(kode, ()):
        yield depth, skema.kelas[child]
        yield from below(skema, child, depth + 1)


def is_leaf(skema: Skema, kode: str, on: date) -> bool:
    """Only leaves hold files: a code is one when no other open code is below it."""
    return not any(one.is_open(on) for _, one in below(skema, kode))


def find_words(skema: Skema, text: str) -> Iterator[Kelas]:
    """The codes with every word of `text` in their code or name, in order."""
    words = text.casefold().split()
    for _, one in below(skema, ""):
        if all(word in f"{one.kode} {one.uraian}".casefold() for word in words):
            yield one


def jadwal(skema: Skema, kode: str) -> Jadwal:
    """The schedule of a code; what it does not say itself it takes from above, years together with their event."""
    line = path(skema, kode)[::-1]
    active = next((one for one in line if one.aktif is not None or one.pemicu), Kelas("", ""))
    return Jadwal(
        aktif=active.aktif,
        inaktif=next((one.inaktif for one in line if one.inaktif is not None), None),
        nasib=next((one.nasib for one in line if one.nasib), ""),
        pemicu=active.pemicu,
    )


def keamanan(skema: Skema, kode: str) -> str:
    """The secrecy of a code: the strictest of its own and those above."""
    return max((one.keamanan for one in path(skema, kode)), key=KEAMANAN.index, default="")


def demand_leaf(skema: Skema, kode: str, on: date) -> Kelas:
    """The code, if a file may be opened under it on that day.

    Raises NotFound for a code nobody knows, naming the nearest; NotReady for one that has not begun, is closed, or has
    open codes below it, naming those to choose from.
    """
    held = skema.on(on)
    one = held.kelas.get(kode)
    if one is None and kode in skema.kelas:
        raise NotReady(f"Kode klasifikasi {kode} baru berlaku sejak {_day(skema.kelas[kode].mulai)}.")
    if one is None:
        raise NotFound("Kode klasifikasi", kode, _nearest(held, kode))
    if not one.is_open(on):
        closed = f"Kode klasifikasi {kode} ({one.uraian}) ditutup sejak {_day(one.sampai)}; naskah lamanya tetap."
        raise NotReady(closed, _choice(held, parent(held, kode), on))
    if not is_leaf(held, kode, on):
        head = f"Kode klasifikasi {kode} ({one.uraian}) masih terbagi; pilih salah satu di bawahnya:"
        raise NotReady(head, _choice(held, kode, on))
    return one


def is_desimal(kode: str) -> bool:
    """Whether a code can only be one of the older decimal ones."""
    return not kode.partition(".")[0].endswith("00")


def codes_above(kode: str, *, desimal: bool) -> Iterator[str]:
    """Every code that may stand above this one, the nearest first."""
    if not desimal:
        while "." in kode:
            kode = kode.rpartition(".")[0]
            yield kode
        return
    main, _, rest = kode.partition(".")
    while rest:
        rest = rest[:-1].rstrip(".")
        yield f"{main}.{rest}" if rest else main
    yield from (one for one in (f"{main[:2]}0", f"{main[:1]}00") if one != main)


def _choice(skema: Skema, kode: str, on: date) -> list[str]:
    leaves = [one for _, one in below(skema, kode) if one.is_open(on) and is_leaf(skema, one.kode, on)]
    named = [f"{one.kode} {one.uraian}" for one in leaves[:_MOST_NAMED]]
    more = f"dan {len(leaves) - _MOST_NAMED} lagi: docgen klasifikasi daftar {kode}".rstrip()
    return [*named, more] if len(leaves) > _MOST_NAMED else named


def _nearest(skema: Skema, kode: str) -> str:
    above = parent(skema, kode)
    codes = skema.children.get(above, ())
    named = ", ".join(codes[:_MOST_NAMED]) + (", …" if len(codes) > _MOST_NAMED else "")
    if not above:
        return f"Yang teratas dalam {skema.nama}: {named}."
    below_it = f"; di bawahnya: {named}" if codes else ""
    return f"Yang terdekat: {above} {skema.kelas[above].uraian}{below_it}."


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d-%m-%Y}"
