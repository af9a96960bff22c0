"""Handing the archive over in an open form, checking such a bag, and taking one in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.actions.arsip.gathering import look
from docgen.actions.naskah.finding import resolve
from docgen.actions.naskah.indexing import rebuild_index
from docgen.actions.naskah.words import words_of
from docgen.archive.backup.snapshot import snapshot_of
from docgen.archive.export.checks import Result, check_export
from docgen.archive.export.importing import import_export
from docgen.archive.export.writing import Scope, write_export
from docgen.archive.rebuild import Report
from docgen.archive.record import ARSIP, NASKAH, SOP
from docgen.errors import NotAllowed, NotFound
from docgen.naskah.access import EXPORT, READ, may
from docgen.naskah.approval import day_of
from docgen.office import Office, open_office
from docgen.settings import Settings


@dataclass(frozen=True)
class Exported:
    """What was handed over, what was left out because the official may not read it, and how its checks went."""

    folder: Path
    lingkup: str
    objects: int
    versions: int
    files: int
    hidden: int
    results: tuple[Result, ...]


@dataclass(frozen=True)
class Part:
    """Which part of the archive is asked for; everything where nothing is said."""

    tahun: int | None = None
    naskah: Collection[str] = ()  # as people name them
    berkas: Collection[str] = ()  # numbers


EVERYTHING = Part()


def export_archive(office: Office, folder: Path, *, by: str, part: Part = EVERYTHING) -> Exported:
    """Write what is asked for, or everything, into `folder` as a bag that needs no docgen, and check it.

    Raises NotAllowed, NotFound where there is nothing of that part, NotReady when the folder is there, Damaged.
    """
    reader = office.demand(by, EXPORT)
    seen = snapshot_of(office.archive.engine)
    wanted, hidden, lingkup = _wanted(office, part, by)
    wanted = set(seen.objects) if part == EVERYTHING else wanted
    for one in office.archive.list_naskah():
        if NASKAH + one.id in wanted and not may(reader, READ, one):
            wanted.discard(NASKAH + one.id)
            hidden += 1
    if not wanted & seen.objects.keys() and part != EVERYTHING:
        raise NotFound("Arsip", lingkup, "Tidak ada yang dapat diekspor.")
    objects = {object_id: number for object_id, number in seen.objects.items() if object_id in wanted}
    scope = Scope(lingkup, objects, hidden, office.kantor.nama, office.now())
    files = write_export(office.archive, folder, seen, scope)
    return Exported(folder, lingkup, len(objects), sum(objects.values()), files, hidden, tuple(check_export(folder)))


def _wanted(office: Office, part: Part, by: str) -> tuple[set[str], int, str]:
    """The objects of a part, how many of those named `by` may not read, and what the part is called."""
    if part.naskah:
        found = [_named(office, name, by) for name in part.naskah]
        return {NASKAH + one for one in found if one}, found.count(""), f"{len(part.naskah)} naskah pilihan"
    if part.berkas:
        kept = [look(office, nomor) for nomor in part.berkas]
        inside = {NASKAH + one.id for berkas in kept for one in berkas.naskah}
        return inside | {ARSIP + one.catatan.id for one in kept}, 0, f"berkas {', '.join(part.berkas)}"
    if part.tahun is not None:
        return _of_year(office, part.tahun), 0, f"tahun {part.tahun}"
    return set(), 0, "semua"


def check_bag(folder: Path) -> list[Result]:
    """Every check over an export; raises NotFound for a folder that is none."""
    if not (folder / "bagit.txt").is_file():
        raise NotFound("Ekspor", folder, "Sebutkan folder yang dibuat dengan: docgen arsip ekspor FOLDER.")
    return check_export(folder)


def import_archive(settings: Settings, folder: Path) -> Report:
    """Take a complete export into an office whose archive is empty, and make its index."""
    report = import_export(folder, settings.archive, read_words=words_of)
    with open_office(settings) as office:
        rebuild_index(office)
    return report


def _named(office: Office, name: str, by: str) -> str:
    """The id of a naskah; '' for one `by` may not read."""
    try:
        return resolve(office, name, by=by).id
    except NotAllowed:
        return ""


def _of_year(office: Office, tahun: int) -> set[str]:
    """What bears a date of the year, was last signed in it where it has none, and the runs that went on in it."""
    found = {NASKAH + one.id for one in office.archive.list_naskah() if day_of(one).year == tahun}
    return found | set(_runs(office, tahun))


def _runs(office: Office, tahun: int) -> Iterator[str]:
    for run in office.archive.runs():
        if any(event.at.year == tahun for event in run.events):
            yield SOP + run.id
