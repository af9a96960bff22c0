"""Making the catalogue anew from the OCFL files alone; the old one is kept beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, func, select

from docgen.archive import ocfl, rows
from docgen.archive import tables as t
from docgen.archive.canonical import sha256
from docgen.archive.check.agreement import name_of
from docgen.archive.check.fixity import Checked, check_object
from docgen.archive.disk import storage_failed
from docgen.archive.intent import undo
from docgen.archive.log import Head, chain, head_of
from docgen.archive.medium import demand_writable
from docgen.archive.nisan import with_buried
from docgen.archive.opening import database_url, local_time
from docgen.archive.parallel import work_through
from docgen.archive.record import NASKAH, Filing, act_of
from docgen.archive.recover import Clock, left_intents, stamp_of
from docgen.archive.storage import SEMENTARA, FileStorage, Storage
from docgen.errors import Damaged, NotFound, NotReady, StorageFailed
from docgen.naskah.records import Naskah

AT_ONCE = 500  # acts put into the catalogue by one statement a table
ReadWords = Callable[[Naskah, Callable[[str], bytes]], str]


@dataclass(frozen=True)
class Report:
    """What was rebuilt, what could not be, and where the old catalogue went (None if there was none)."""

    naskah: int
    versions: int
    runs: int
    nomor: int
    entries: int  # of the log
    problems: tuple[str, ...]
    kept: Path | None


def rebuild(folder: Path, database: str = "", *, read_words: ReadWords, now: Clock = local_time) -> Report:
    """Build the catalogue from OCFL and put it in the place of the old one, which stays beside it as *.lama-<time>.

    `read_words` gives the words of a naskah at its version, reading the files it needs. The index must be built again
    afterwards. Raises StorageFailed while another process writes or where nothing can be written; NotReady for a
    database server whose tables are not empty: name an empty database there.
    """
    if not (folder / ocfl.ROOT).is_dir():
        raise NotFound("Folder OCFL", folder / ocfl.ROOT)
    storage = FileStorage(folder.resolve())
    engine = t.connect_engine(database_url(folder, database))
    path = t.sqlite_path(engine)
    if path is None:
        t.create_catalogue(engine)
        with t.writing(engine) as c:
            _demand_empty(c)
            return _fill(c, storage, read_words, stamp_of(now))
    demand_writable(path)
    fresh = path.with_name(f"{path.name}.baru-{os.getpid()}")
    try:
        with _writers_kept_out(engine, path):
            t.make_sqlite(fresh)
            new = t.connect_engine(t.sqlite_url(fresh))
            with t.writing(new) as c:
                report = _fill(c, storage, read_words, stamp_of(now))
            new.dispose()
            kept = _swap(fresh, path, stamp_of(now))
    finally:
        with suppress(OSError):  # what the disk refuses here has been told already
            fresh.unlink(missing_ok=True)
        engine.dispose()
    return replace(report, kept=kept)


@contextmanager
def _writers_kept_out(engine: Engine, path: Path) -> Iterator[None]:
    """Hold the lock of the old catalogue if it is still good enough to have one."""
    with ExitStack() as held:
        try:
            if path.is_file():
                held.enter_context(t.writing(engine))
        except (Damaged, StorageFailed) as error:
            if "locked" in str(error):
                raise
        yield


def _swap(fresh: Path, path: Path, stamp: str) -> Path | None:
    """Put the new catalogue in place. A crash in between leaves none, and the next start says to rebuild again."""
    kept = path.with_name(f"{path.name}.lama-{stamp}")
    while kept.exists():
        kept = kept.with_name(kept.name + "+")
    existed = path.exists()
    try:
        for suffix in ("", "-wal", "-shm"):
            old = path.with_name(path.name + suffix)
            if old.exists():
                os.rename(old, kept.with_name(kept.name + suffix))
        os.rename(fresh, path)
    except OSError as error:
        raise storage_failed(error, path) from error
    return kept if existed else None


def _demand_empty(c: Connection) -> None:
    if _count(c, t.log):
        raise NotReady("Basis data tujuan sudah berisi katalog.", ["sebutkan basis data yang masih kosong"])


def _fill(c: Connection, storage: Storage, read_words: ReadWords, stamp: str) -> Report:
    _settle(storage, stamp)
    problems: list[str] = []
    filings: list[Filing] = []
    for checked in work_through(partial(_checked, storage), list(ocfl.object_roots(storage))):
        filings += with_buried(checked.filings.values())
        lost = [n for n in range(1, checked.head + 1) if n not in checked.filings]
        problems += [f"{name_of(checked.object_id)} versi {n}: record.json tidak utuh; dilewati" for n in lost]
        problems += [f"{checked.folder}/{fault.path}: {fault.kind}" for fault in checked.faults]
    followed = list(_followed(filings, problems))
    waiting: list[tuple[Filing, str]] = []
    for filing, (words, problem) in zip(
        followed, work_through(partial(_words, storage, read_words), followed), strict=True
    ):
        problems += [problem] if problem else []
        waiting.append((filing, words))
        if len(waiting) == AT_ONCE:
            rows.insert_filings(c, waiting)
            waiting.clear()
    rows.insert_filings(c, waiting)
    naskah, versions, runs, nomor, entries = (_count(c, x) for x in (t.naskah, t.version, t.sop_run, t.nomor, t.log))
    return Report(naskah, versions, runs, nomor, entries, tuple(problems), None)


def _checked(storage: Storage, folder: str) -> Checked:
    return replace(check_object(storage, folder, storage.list(folder)), digests={})


def _followed(filings: list[Filing], problems: list[str]) -> Iterator[Filing]:
    """The acts in the order of the log, each place once; `problems` is told of what does not follow."""
    head = Head()
    for filing in sorted(filings, key=lambda filing: filing.entry.seq):
        if filing.entry.seq <= head.seq:
            problems.append(f"entri log {filing.entry.seq} ada dua: {name_of(filing.entry.object_id)} dilewati")
            continue
        if filing.entry != chain(head, act_of(filing.subject, filing.record)):
            problems += _gap(head, filing)
        head = head_of(filing.entry)
        yield filing


def _count(c: Connection, table: Table) -> int:
    return c.execute(select(func.count()).select_from(table)).scalar_one()


def _settle(storage: Storage, stamp: str) -> None:
    """Finish what a crash left: without a catalogue to ask, every whole version counts as filed."""
    storage.remove(SEMENTARA)
    for path, intended in left_intents(storage, stamp):
        if all(ocfl.is_complete(storage, one.object_id, one.number) for one in intended):
            for one in intended:
                ocfl.make_head(storage, one.object_id, one.number)
            storage.remove(path)
        else:
            undo(storage, path, intended, stamp)


def _gap(head: Head, filing: Filing) -> list[str]:
    first, last = head.seq + 1, filing.entry.seq - 1
    if first > last:
        return [f"entri log {filing.entry.seq}: rantai putus"]
    return [f"entri log {first}{f' sampai {last}' if first < last else ''} tidak ada di OCFL"]


def _words(storage: Storage, read_words: ReadWords, filing: Filing) -> tuple[str, str]:
    """The words of a version, and what is wrong with its files: '' for none."""
    if not isinstance(filing.subject, Naskah) or not storage.list(ocfl.object_path(filing.entry.object_id)):
        return "", ""
    version = filing.subject.latest

    def read(path: str) -> bytes:
        data = ocfl.read_file(storage, NASKAH + version.naskah_id, version.number, path)
        if sha256(data) != version.files[path]:
            raise Damaged(f"naskah {version.naskah_id} versi {version.number}: {path} berubah; kata-katanya dilewati")
        return data

    try:
        return read_words(filing.subject, read), ""
    except Damaged as error:
        return "", str(error)
