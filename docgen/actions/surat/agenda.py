"""The agenda of incoming letters as it is looked through: what came, and what nobody has disposed yet."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.actions.naskah.finding import GUEST
from docgen.actions.naskah.words import SURAT_MASUK
from docgen.actions.surat.disposing import LEMBAR
from docgen.naskah.access import READ, REGISTER, may
from docgen.naskah.records import Naskah, NomorEntry, Status
from docgen.office import Office

_SOUGHT = ("pengirim", "nomor_surat", "perihal", "ringkasan")


@dataclass(frozen=True)
class Wanted:
    """Which letters: of one year or of all, with all of these words, only those without a disposisi."""

    tahun: int = 0
    kata: str = ""
    menunggu: bool = False


@dataclass(frozen=True)
class Entry:
    """One letter, and whether it waits for its first disposisi."""

    surat: Naskah
    menunggu: bool


@dataclass(frozen=True)
class Agenda:
    """The letters that fit, the one that came last first, and every year that has letters."""

    entries: tuple[Entry, ...]
    tahun: tuple[int, ...]


def agenda(office: Office, wanted: Wanted, *, by: str = "") -> Agenda:
    """The letters that `by` may read and that are `wanted`; raises NotFound for an unknown post."""
    reader = office.kantor.official(by) if by else GUEST
    letters = [one for one in office.archive.list_naskah(jenis=SURAT_MASUK) if may(reader, READ, one)]
    alone = {one.id for one in office.archive.without_child(SURAT_MASUK, Status.DITERIMA, LEMBAR)}
    entries = [Entry(one, one.id in alone) for one in letters]
    chosen = sorted((one for one in entries if _fits(one, wanted)), key=lambda one: _came(one.surat), reverse=True)
    return Agenda(tuple(chosen), tuple(sorted({_year(one) for one in letters}, reverse=True)))


def may_register(office: Office, *, by: str) -> bool:
    """Whether `by` keeps the agenda."""
    return bool(by) and may(office.kantor.official(by), REGISTER)


def reserved_agenda(office: Office) -> list[NomorEntry]:
    """The agenda numbers of this year and the last that are reserved for letters entered on paper, and not used."""
    numbering, year = office.doctype(SURAT_MASUK).numbering, office.now().year
    if numbering is None:
        return []
    return [line for one in (year, year - 1) for line in office.archive.register(numbering.buku, one) if line.dipesan]


def _fits(entry: Entry, wanted: Wanted) -> bool:
    values = entry.surat.latest.values
    said = " ".join([entry.surat.nomor, *(str(values.get(name, "")) for name in _SOUGHT)]).casefold()
    right_year = not wanted.tahun or _year(entry.surat) == wanted.tahun
    return right_year and (entry.menunggu or not wanted.menunggu) and _has(said, wanted.kata)


def _has(said: str, words: str) -> bool:
    return all(word in said for word in words.casefold().split())


def _came(surat: Naskah) -> tuple[str, int, str]:
    """By the day it came, then by its number in the agenda."""
    return f"{surat.tanggal or surat.latest.at.date()}", len(surat.nomor), surat.nomor


def _year(surat: Naskah) -> int:
    return (surat.tanggal or surat.latest.at).year
