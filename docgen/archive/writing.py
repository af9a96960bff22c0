"""Writing what a transaction staged: together, or none of it.

The order that holds at every moment of a power cut: intent -> bytes of the versions -> heads of the objects -> rows,
numbers and log entries in one database commit -> the intent goes. All of it under the write lock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from docgen.archive import catalogue, ocfl, rows
from docgen.archive.intent import Intended, in_doubt, intent_path, take_back, write_intent
from docgen.archive.log import Head, head_of
from docgen.archive.record import Subject, make_filing
from docgen.archive.storage import Storage
from docgen.errors import Damaged, StorageFailed
from docgen.kearsipan.catatan import Catatan
from docgen.naskah.records import LogEntry, Naskah, NomorEntry


@dataclass(frozen=True)
class Staged:
    """One act waiting for the end of the transaction."""

    subject: Subject
    blobs: Mapping[str, bytes] = field(default_factory=dict)
    words: str = ""
    nomor: tuple[NomorEntry, ...] = ()


def write(connection: Connection, storage: Storage, staged: Sequence[Staged], stamp: str) -> str:
    """Rows into the open database transaction, bytes durable; returns where the intent was written down.

    `stamp` names the place in disisihkan/ for what a failing disk leaves half-written.
    """
    start = catalogue.log_head(connection)
    plans = _insert(connection, storage, staged, start)
    intended = [Intended(plan.object_id, plan.number, one.words) for plan, one in zip(plans, staged, strict=True)]
    path = intent_path(start)
    write_intent(storage, path, intended)
    try:
        storage.write({path: data for plan in plans for path, data in plan.version_files.items()})
        storage.write({path: data for plan in plans for path, data in plan.root_files.items()})
    except StorageFailed as error:
        with in_doubt(error):
            take_back(storage, path, intended, stamp)
        raise
    return path


def _insert(connection: Connection, storage: Storage, staged: Sequence[Staged], start: Head) -> list[ocfl.Plan]:
    """Put the rows into the transaction, each act chained to the one before; returns what to write of each."""
    head = start
    newest: dict[str, ocfl.Inventory] = {}
    plans, filings = [], []
    for one in staged:
        sizes = _sizes(connection, one)
        filed, record = make_filing(head, one.subject, sizes, one.nomor)
        previous = newest.get(filed.entry.object_id) or _previous(storage, filed.entry)
        plan = ocfl.plan(previous, _new_version(one, filed.entry), record)
        head, newest[plan.object_id] = head_of(filed.entry), plan.inventory
        plans.append(plan)
        filings.append((filed, one.words))
    rows.insert_filings(connection, filings)
    return plans


def _previous(storage: Storage, entry: LogEntry) -> ocfl.Inventory | None:
    """The inventory the new version follows; raises Damaged when OCFL and catalogue disagree on which that is."""
    folder = ocfl.object_path(entry.object_id)
    inventory = ocfl.read_inventory(storage, folder)
    in_the_way = entry.number == 1 and storage.list(folder)
    if ocfl.head_of(inventory) != entry.number - 1 or in_the_way:
        raise Damaged(
            f"OCFL dan katalog tidak sepakat tentang {entry.object_id}: katalog mencatat {entry.number - 1} versi, "
            f"OCFL menyimpan {ocfl.head_of(inventory)}. Jalankan: docgen arsip periksa, lalu docgen arsip bangun-ulang."
        )
    return inventory


def _new_version(one: Staged, entry: LogEntry) -> ocfl.NewVersion:
    files = one.subject.latest.files if isinstance(one.subject, Naskah) else {}
    note = _note(one.subject)
    message = f"{entry.act}: {note}" if note else entry.act
    return ocfl.NewVersion(entry.object_id, entry.number, files, one.blobs, entry.by, entry.at, message)


def _sizes(connection: Connection, one: Staged) -> dict[str, int]:
    """Bytes of every file of the version; ValueError for one that is neither given nor known from before."""
    if not isinstance(one.subject, Naskah):
        return {}
    version = one.subject.latest
    carried = any(path not in one.blobs for path in version.files)
    known = catalogue.known_sizes(connection, version.naskah_id) if carried else {}
    unknown = [path for path, kept in version.files.items() if path not in one.blobs and kept not in known]
    if unknown:
        raise ValueError(f"files of {version.naskah_id} without bytes: {unknown}")
    return {p: len(one.blobs[p]) if p in one.blobs else known[kept] for p, kept in version.files.items()}


def _note(subject: Subject) -> str:
    if isinstance(subject, Naskah):
        return subject.latest.note
    return subject.note if isinstance(subject, Catatan) else subject.events[-1].note
