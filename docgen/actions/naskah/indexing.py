"""Keeping the index in step with the archive; it may lag, it may break, it never stops a filing.

An index knows how far it has followed the log of which catalogue (`Reach`). What waits is what changed since, so it
makes no difference how an index fell behind: an older one that was put back catches up like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from docgen.actions.naskah.entries import pairs_of
from docgen.archive.changes import Changes
from docgen.errors import IndexBroken, IndexBusy, StorageFailed
from docgen.office import Office
from docgen.search.memory_index import MemoryIndex
from docgen.search.query import Index, Step
from docgen.search.synonyms import load_synonyms

BATCH = 1000  # naskah a rebuild takes up in one commit: what it loses when it is cut short
WITH_A_FILING = 50  # naskah a filing takes up at most, beside its own
QUICK = 2000  # naskah that are indexed in about two seconds: as long as somebody who searches is made to wait
_LATE = "{} naskah yang baru diarsipkan belum ikut dicari, karena indeks sedang ditulis. Ulangi sebentar lagi."
_BEHIND = "Indeks tertinggal jauh dari arsip."
_STRANGE = "Indeks ini bukan dari katalog yang sekarang."


def index_naskah(office: Office, *naskah_ids: str) -> None:
    """Let the index take up these naskah, which were just filed, and what waits before them.

    A busy or broken index takes them up later.
    """
    if naskah_ids:
        with suppress(IndexBusy, IndexBroken, StorageFailed):
            catch_up(office, len(naskah_ids) + WITH_A_FILING)


def catch_up(office: Office, most: int | None = None) -> int:
    """Take up the `most` naskah that wait longest, or all; returns how many still wait.

    Raises IndexBroken, also for the index of another catalogue; IndexBusy when another process is writing.
    """
    changes = waiting_in(office, most)
    _take_up(office, changes)
    return changes.waiting - len(changes.naskah_ids)


def waiting_in(office: Office, most: int | None = None) -> Changes:
    """What the index has not taken up yet; raises IndexBroken, also for the index of another catalogue."""
    since = office.index.reach()
    changes = office.archive.changes(since, most) if since else None
    if changes is None:
        raise IndexBroken(_STRANGE)
    return changes


def _take_up(office: Office, changes: Changes) -> None:
    if changes.naskah_ids:
        office.index.put_many(pairs_of(office, changes.naskah_ids), Step(changes.since, changes.upto))


def ready_index(office: Office) -> tuple[Index, str]:
    """The index with all that was filed, and a notice where that could not be written into it just now.

    Raises IndexBroken, also where more waits than somebody who searches should wait for.
    """
    changes = waiting_in(office, QUICK)
    if changes.waiting > (0 if office.archive.read_only else QUICK):
        raise IndexBroken(_BEHIND)
    try:
        _take_up(office, changes)
    except (IndexBusy, StorageFailed):
        return office.index, _LATE.format(changes.waiting)
    return office.index, ""


def mended_index(office: Office) -> tuple[Index, str]:
    """The index made anew while somebody waits, in memory where nothing can be written.

    Raises IndexBroken where that would take long, IndexBusy.
    """
    if office.archive.size() > QUICK:
        raise IndexBroken(_BEHIND)
    if not office.archive.read_only:
        rebuild_index(office)
        return office.index, ""
    index = MemoryIndex(load_synonyms(office.settings.synonyms))
    index.rebuild(pairs_of(office, office.archive.naskah_ids()))
    return index, ""


def rebuild_index(
    office: Office, progress: Callable[[int, int], None] = lambda done, of: None, *, resumed: bool = False
) -> int:
    """Make the index anew from the archive, beside the one in use; returns how many naskah the archive holds.

    `resumed` goes on where an earlier one was cut short. `progress` is told how many of how many are done. What is
    filed meanwhile is in the old index at once and in the new one at the latest with the next filing or search. Raises
    IndexBusy.
    """
    with office.index.building(resumed=resumed) as beside:
        there = replace(office, index=beside)
        try:
            waiting_in(there, 1)
        except IndexBroken:  # nothing there yet, or of another catalogue
            beside.rebuild((), office.archive.beginning())
        of = office.archive.size()
        while left := catch_up(there, BATCH):
            progress(max(of - left, 0), of)
    return office.archive.size()
