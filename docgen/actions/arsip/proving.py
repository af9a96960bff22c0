"""The dual-record proof: every final naskah with its bytes and its paper, and what lacks one side.

"Disimpan dalam bentuk manual dan elektronik" closes both SOPs; what it asks for: `naskah-dinas.md` 4.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docgen.actions.arsip.shelving import Places
from docgen.actions.naskah.distributing import final_status
from docgen.actions.naskah.finding import GUEST
from docgen.actions.naskah.standing import as_of
from docgen.actions.naskah.words import SURAT_MASUK
from docgen.actions.surat.disposing import LEMBAR
from docgen.actions.surat.registering import CARD
from docgen.kearsipan.kertas import ADA, DIPINJAM, kertas_in
from docgen.naskah.approval import day_of
from docgen.naskah.records import Naskah, Status
from docgen.office import Office

_UNSIGNED = (SURAT_MASUK, LEMBAR)  # naskah dinas that nobody signs here; all else without a signature is an aid
_RECEIVED = (Status.DITERIMA, Status.DIDISPOSISIKAN)


@dataclass(frozen=True)
class Sides:
    """One final naskah: the digest of its bytes and the places of its paper, each empty where that side is missing."""

    naskah: Naskah
    sidik: str
    kertas: Sequence[str]
    hari: int  # days since it became final

    @property
    def lengkap(self) -> bool:
        return bool(self.sidik and self.kertas)

    @property
    def kurang(self) -> str:
        """What is missing, in words; '' where it is complete."""
        return " dan ".join((["kertas"] if not self.kertas else []) + (["elektronik"] if not self.sidik else []))


def prove(office: Office, *, by: str = "", tahun: int = 0, unit: str = "", pada: date | None = None) -> list[Sides]:
    """Every final naskah `by` may read, of a year and unit or of all; what lacks a side first, the oldest ahead.

    As it stood at the end of the day `pada`, or stands now; raises NotReady for a day to come.
    """
    reader, standing = office.kantor.official(by) if by else GUEST, as_of(office, pada)
    walk = Places(office, standing.catatan)
    found = [
        _sides(naskah, walk, standing.pada)
        for naskah in standing.everything
        if is_final(office, naskah)
        and standing.may_read(reader, naskah)
        and unit in ("", naskah.unit)
        and tahun in (0, day_of(naskah).year)
    ]
    return sorted(found, key=lambda one: (one.lengkap, -one.hari, one.naskah.id))


def is_final(office: Office, naskah: Naskah) -> bool:
    """Whether a naskah is to be kept on paper and electronically; working papers and other aids are not."""
    doctype = office.types.get(naskah.jenis)
    if naskah.latest.status is Status.DIARSIPKAN:
        return True
    if naskah.jenis in _UNSIGNED:
        return naskah.latest.status in _RECEIVED
    return doctype is not None and bool(doctype.approvals) and naskah.latest.status is final_status(doctype)


def lacking(naskah: Naskah) -> str:
    """Which side a final naskah lacks: kertas, elektronik, both, or ''."""
    present = [one for one in kertas_in(naskah.latest.facts) if one.keadaan in (ADA, DIPINJAM)]
    return Sides(naskah, digest_of(naskah), ["ada"] if present else [], 0).kurang


def _sides(naskah: Naskah, walk: Places, today: date) -> Sides:
    papers = [one for one in kertas_in(naskah.latest.facts) if one.keadaan in (ADA, DIPINJAM)]
    places = [f"{one.macam}: {walk.to(one)}" for one in papers]
    return Sides(naskah, digest_of(naskah), places, (today - day_of(naskah)).days)


def digest_of(naskah: Naskah) -> str:
    """The digest of its main file; a letter known by its agenda card alone has no electronic side."""
    version = naskah.latest
    return "" if version.files.get(CARD) == version.sha256 else version.sha256
