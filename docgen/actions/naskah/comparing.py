"""What reads otherwise from one version of a naskah to another, for who reads it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docgen.actions.naskah.approving import RETURNED
from docgen.actions.naskah.drafting import render
from docgen.actions.naskah.finding import version_of
from docgen.errors import NotReady
from docgen.naskah.records import DOCX, REWORDED, Naskah, Version
from docgen.office import Office
from docgen.paper.difference import Change, find_changes

SHEET = "lembar_koreksi"


@dataclass(frozen=True)
class Comparison:
    """Two versions of a naskah, the notes it was returned with between them, and every change."""

    naskah: Naskah
    before: Version
    after: Version
    notes: Sequence[Version]
    changes: Sequence[Change]


def compare_versions(office: Office, naskah: Naskah, *, after: int = 0, before: int = 0) -> Comparison:
    """Compare version `after` (the latest) with `before` (the last one that was worded otherwise).

    Raises NotFound for a version that is not there, NotReady where there is nothing to compare.
    """
    versions = office.archive.versions(naskah.id)
    new = version_of(office, naskah, after)
    old = version_of(office, naskah, before or _worded_before(naskah, versions, new.number))
    if old.number >= new.number:
        raise NotReady(f"Versi {old.number} tidak lebih dahulu dari versi {new.number}.", ["tukar kedua angkanya"])
    missing = [f"versi {one.number} tidak memuat {DOCX}" for one in (old, new) if DOCX not in one.files]
    if missing:
        raise NotReady("Yang dapat dibandingkan hanya halaman Word.", missing)
    notes = [v for v in versions if old.number <= v.number <= new.number and v.act == RETURNED]
    pages = (office.archive.read(old, DOCX), office.archive.read(new, DOCX))
    return Comparison(naskah, old, new, notes, find_changes(*pages))


def correction_sheet(office: Office, comparison: Comparison) -> bytes:
    """The comparison as a page to be printed; it is not filed."""
    naskah, doctype = comparison.naskah, office.doctype(SHEET)
    form = {
        "perihal": naskah.perihal,
        "naskah": f"{office.doctype(naskah.jenis).nama} {naskah.nomor or naskah.id}",
        "versi": f"{comparison.after.number} dibandingkan dengan {comparison.before.number}",
        "catatan": [_said(office, note) for note in comparison.notes],
        "perubahan": [{"tempat": c.named, "semula": c.before, "menjadi": c.after} for c in comparison.changes],
    }
    return render(office, doctype, doctype.validate(form, office.kantor.officials()))


def _said(office: Office, note: Version) -> str:
    return f"{office.kantor.called(note.by)}, {note.at:%d-%m-%Y}: {' '.join(note.note.split())}"


def _worded_before(naskah: Naskah, versions: Sequence[Version], number: int) -> int:
    """The last version before the wording that `number` has."""
    begun = [v.number for v in versions if v.act in REWORDED and v.number <= number]
    if not begun or begun[-1] == 1:
        raise NotReady(
            f"Naskah {naskah.id} belum pernah direvisi sampai versi {number}; tidak ada yang dibandingkan.", ()
        )
    return begun[-1] - 1
