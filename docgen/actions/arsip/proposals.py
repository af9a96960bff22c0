"""Proposals of penyusutan and their candidates, as one reader may see the berkas in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docgen.actions.arsip.closing import told
from docgen.actions.arsip.gathering import by_number, look
from docgen.actions.arsip.retiring import BERITA_ACARA, USUL, candidates
from docgen.actions.arsip.seeing import SeenBerkas, reader_of, see_berkas
from docgen.kearsipan import berkas as b
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.penyusutan import (
    JENIS,
    PEMINDAHAN,
    PEMUSNAHAN,
    Penyusutan,
    is_reappraised,
    read_penyusutan,
    whose,
)
from docgen.naskah.access import READ, may
from docgen.naskah.records import Naskah
from docgen.office import Office


@dataclass(frozen=True)
class Candidate:
    """A berkas on a proposal or that might come on one."""

    seen: SeenBerkas
    retention: str
    open: bool  # its schedule leaves open what becomes of it: somebody has to say
    out: str = ""  # why the appraisal takes it out
    go: str = ""  # why it goes after all


@dataclass(frozen=True)
class Proposal:
    """A proposal with its berkas; `consent` is whose letter it needs, empty where none."""

    kode: str
    number: int
    usul: Penyusutan
    berkas: Sequence[Candidate]
    consent: str
    minutes: Sequence[Naskah]  # the berita acara drafted for it that the reader may read
    history: Sequence[Catatan]


def see_proposals(office: Office) -> list[tuple[str, Penyusutan]]:
    """Every proposal by its number, the newest first."""
    found = sorted(office.archive.catatan(JENIS), key=by_number, reverse=True)
    return [(one.kode, read_penyusutan(one)) for one in found]


def see_candidates(office: Office, macam: str, *, by: str) -> tuple[list[Candidate], list[Candidate]]:
    """The berkas that may go that way today, and those that go only by a verdict of their own."""
    reader = reader_of(office, by)
    ready, open_ = candidates(office, macam)
    return (
        [Candidate(see_berkas(reader, one), told(one.berkas), open=False) for one in ready],
        [Candidate(see_berkas(reader, one), told(one.berkas), open=True) for one in open_],
    )


def see_proposal(office: Office, catatan: Catatan, *, by: str) -> Proposal:
    """One proposal with all of its berkas, also those taken out."""
    usul = read_penyusutan(catatan)
    known = {one.id: one for one in office.archive.catatan(b.JENIS)}
    consent = "" if usul.macam == PEMINDAHAN else whose(usul.macam, [known[one] for one in usul.tersisa])
    berkas = [_candidate(office, usul, known, one, by) for one in usul.berkas]
    history = office.archive.catatan_history(catatan.id)
    return Proposal(catatan.kode, catatan.number, usul, berkas, consent, _minutes(office, catatan, by), history)


def _candidate(office: Office, usul: Penyusutan, known: Mapping[str, Catatan], berkas: str, by: str) -> Candidate:
    one = known[berkas]
    open_ = usul.macam == PEMUSNAHAN and is_reappraised(one)
    out, go = ((said or {}).get(berkas, "") for said in (usul.dikeluarkan, usul.dimusnahkan))
    return Candidate(
        see_berkas(reader_of(office, by), look(office, one.kode)), told(b.read_berkas(one)), open_, out, go
    )


def _minutes(office: Office, catatan: Catatan, by: str) -> list[Naskah]:
    reader, jenis = reader_of(office, by), BERITA_ACARA[read_penyusutan(catatan).macam]
    found = (one for one in office.archive.list_naskah(jenis=jenis) if may(reader, READ, one))
    return [one for one in found if one.latest.facts.get(USUL, {}).get("kode") == catatan.kode]
