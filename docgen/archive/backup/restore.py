"""Out of a backup into an empty folder: declared formats only, every digest held against it, then verified.

What a stranger put into a backup is refused by name before anything is written; what is damaged is named, too.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docgen.archive import tables as t
from docgen.archive.archive import Archive
from docgen.archive.backup.snapshot import demand_not_newer, demand_part_of, head_of
from docgen.archive.backup.state import HARI, State, find_state
from docgen.archive.check.finding import Finding, finding
from docgen.archive.check.verify import verify
from docgen.archive.disk import storage_failed
from docgen.archive.export.unpacking import ARCHIVE, unpack
from docgen.archive.opening import CATALOGUE, open_archive
from docgen.archive.rebuild import ReadWords, rebuild
from docgen.archive.storage import FileStorage
from docgen.errors import Damaged, NotFound, NotReady

_NOTHING = """Cadangan ini rusak; tidak ada yang dipulihkan:
{}
Pakai cadangan lain atau --hari lain, atau --meski-rusak untuk memulihkan selebihnya."""


@dataclass(frozen=True)
class Restored:
    """What came back: the state, whether its catalogue was made anew, what was damaged, and what verify found."""

    state: State
    rebuilt: bool
    damaged: tuple[str, ...]
    findings: tuple[Finding, ...]


def restore(
    source: Path,
    target: Path,
    day: date | None = None,
    *,
    read_words: ReadWords,
    replacing: Archive | None = None,
    although_damaged: bool = False,
) -> Restored:
    """Make the office folder `target` as it was when the state of `day`, or the newest, was backed up.

    `replacing` is the archive whose place it is to take: one that has gone on since, or is another, is refused by
    NotReady. Raises NotFound for no such state, NotReady for a target that is not empty, UnsafeFile for what no backup
    holds, Damaged for what does not fit its digest unless `although_damaged`. Then nothing is written.
    """
    if not (source / HARI).is_dir():
        raise NotFound("Cadangan", source, "Sebutkan folder yang dibuat dengan: docgen cadangkan TUJUAN.")
    storage = FileStorage(source.resolve())
    state = find_state(storage, day)
    if replacing:
        with t.reading(replacing.engine) as c:
            demand_not_newer(c, state.head, f"Cadangan {state.waktu:%d-%m-%Y}")
    with new_folder(target) as aside:
        damaged = unpack(storage, state, aside)
        if damaged and not although_damaged:
            raise Damaged(_NOTHING.format("\n".join(f"  - {fault}" for fault in damaged)))
        rebuilt = not (aside / ARCHIVE / CATALOGUE).exists()
        if rebuilt:
            rebuild(aside / ARCHIVE, read_words=read_words)
        found = _check(aside / ARCHIVE, state, replacing)
    return Restored(state, rebuilt, (*state.rusak, *damaged), found)


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder to fill that becomes `target`, or is gone when the block fails. Raises NotReady, StorageFailed."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise NotReady(f"{target} tidak kosong.", ["pilih folder yang baru; pemulihan tidak pernah menimpa"])
    aside = target.resolve().with_name(f".{target.resolve().name}.baru-{os.getpid()}")
    done = False
    try:
        aside.mkdir(mode=0o700, parents=True)
        yield aside
        if target.exists():
            target.rmdir()
        aside.rename(target)
        done = True
    except OSError as error:
        raise storage_failed(error, target) from error
    finally:
        if not done:
            shutil.rmtree(aside, ignore_errors=True)


def _check(folder: Path, state: State, replacing: Archive | None) -> tuple[Finding, ...]:
    """Open what was restored and read all of it again; an office behind it must have been on the same way."""
    archive = open_archive(folder)
    try:
        if replacing:
            with t.reading(archive.engine) as c:
                demand_part_of(c, head_of(replacing.engine), "Arsip kantor")
        found = verify(archive)
        if head_of(archive.engine) != state.head:
            found.append(finding("log terpotong", f"log entri {state.head.seq}"))
        return tuple(found)
    finally:
        archive.close()
