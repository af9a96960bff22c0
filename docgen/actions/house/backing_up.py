"""The archive a second time: backed up every day, restored when it is needed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from docgen.actions.naskah.indexing import rebuild_index
from docgen.actions.naskah.words import words_of
from docgen.archive.archive import Archive
from docgen.archive.backup.pruning import Pruned, keep_only, prune
from docgen.archive.backup.restore import Restored, restore
from docgen.archive.backup.saving import Backup, back_up
from docgen.archive.canonical import canonical_json
from docgen.archive.opening import local_time, open_archive
from docgen.archive.recover import Clock
from docgen.errors import DocgenError, NotFound, StorageFailed
from docgen.naskah.kantor import load_kantor
from docgen.office import open_office
from docgen.settings import KANTOR, Settings, find_office

NOTE = "pencadangan.json"  # beside the log of checks; no backup holds it


@dataclass(frozen=True)
class Noted:
    """When and where to the last backup was made, and how many files it could not take."""

    at: datetime
    target: str
    damaged: int


def back_up_office(
    settings: Settings, target: Path, *, thorough: bool = False, only_now: bool = False, days: int = 0
) -> tuple[Backup, Pruned | None]:
    """Copy to `target` what it does not hold yet: archive, catalogue and declarations; never the index.

    With `only_now` earlier days and what was destroyed since go from it; with `days` the old days, but for one a month.
    """
    archive = open_archive(settings.archive, settings.database, now=_clock(settings))
    try:
        made = back_up(archive, settings.templates, target, thorough=thorough)
        _note(archive, Noted(archive.now(), str(target.resolve()), len(made.state.rusak)))
    finally:
        archive.close()
    if only_now:
        return made, keep_only(target, made.state)
    return made, prune(target, days) if days else None


def restore_office(
    source: Path,
    target: Path,
    day: date | None = None,
    *,
    replacing: Path | None = None,
    although_damaged: bool = False,
) -> Restored:
    """Make an office of a backup in the empty folder `target`, its index anew.

    `replacing` is the office whose place it takes: refused where that one has gone on since.
    """
    with _archive_of(replacing) as archive:
        found = restore(source, target, day, read_words=words_of, replacing=archive, although_damaged=although_damaged)
    with open_office(Settings(target.resolve())) as office:
        rebuild_index(office)
    return found


def last_backup(archive: Archive) -> Noted | None:
    """The last backup that was made of this archive from this machine; None where none is known."""
    try:
        kept = json.loads(archive.storage.read(NOTE))
        return Noted(datetime.fromisoformat(kept["at"]), str(kept["target"]), int(kept["damaged"]))
    except (NotFound, ValueError, TypeError, KeyError):
        return None


def _note(archive: Archive, note: Noted) -> None:
    """Keep when and where; on a medium that refuses, the backup itself counts more."""
    with suppress(StorageFailed):
        archive.storage.write({NOTE: canonical_json({**asdict(note), "at": note.at.isoformat()})})


@contextmanager
def _archive_of(folder: Path | None) -> Iterator[Archive | None]:
    if folder is None:
        yield None
        return
    settings = find_office(folder)
    archive = open_archive(settings.archive, settings.database)
    try:
        yield archive
    finally:
        archive.close()


def _clock(settings: Settings) -> Clock:
    """The time of the office, by which its days are counted; a broken kantor.toml stops no backup."""
    try:
        zone = load_kantor(settings.root / KANTOR).timezone
    except (DocgenError, OSError):
        return local_time
    return lambda: datetime.now(zone)
