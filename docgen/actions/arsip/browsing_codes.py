"""The classification codes as one looks through them: a level at a time, or by words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from docgen.actions.arsip.classifying import find_skema, skema_files
from docgen.errors import NotFound
from docgen.kearsipan.klasifikasi import Kelas, Skema, find_words, jadwal, path
from docgen.kearsipan.retensi import Jadwal
from docgen.settings import Settings


@dataclass(frozen=True)
class Code:
    """One code with the schedule that holds for it."""

    kelas: Kelas
    jadwal: Jadwal
    below: int  # codes directly below it
    open: bool  # may be given today


@dataclass(frozen=True)
class Shown:
    """A level of the tree, or the codes with some words: the scheme, the way there, the codes, whether there are
    more."""

    skema: Skema
    schemes: Sequence[str]
    line: Sequence[Kelas]
    codes: Sequence[Code]
    more: bool = False


def browse_codes(settings: Settings, skema_id: str, kode: str, words: str, *, on: date, limit: int = 200) -> Shown:
    """The codes directly below `kode`, or at the top, or those with all the words, as they hold on that day. Raises
    NotFound for an unknown scheme or code."""
    skema = find_skema(settings, skema_id, kode=kode).on(on)
    if kode and kode not in skema.kelas:
        raise NotFound("Kode klasifikasi", kode, "Cari dengan sebagian katanya.")
    found = list(islice(_found(skema, kode, words), limit + 1))
    codes = [_code(skema, one, on) for one in found[:limit]]
    return Shown(skema, list(skema_files(settings)), path(skema, kode), codes, len(found) > limit)


def _found(skema: Skema, kode: str, words: str) -> Iterator[Kelas]:
    if words:
        yield from find_words(skema, words)
    else:
        yield from (skema.kelas[one] for one in skema.children.get(kode, ()))


def _code(skema: Skema, one: Kelas, on: date) -> Code:
    return Code(one, jadwal(skema, one.kode), len(skema.children.get(one.kode, ())), one.is_open(on))
