"""Putting right what a crash left: each unfinished filing is adopted whole or set aside whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from docgen.archive import catalogue, ocfl, rows
from docgen.archive import tables as t
from docgen.archive.intent import Intended, read_intents, take_back, undo, unfinished
from docgen.archive.log import chain, head_of
from docgen.archive.nisan import demolish
from docgen.archive.record import ARSIP, RECORD, Filing, act_of, read_filing
from docgen.archive.storage import SEMENTARA, Storage

Clock = Callable[[], datetime]


@contextmanager
def locked(engine: Engine, storage: Storage, now: Clock) -> Iterator[Connection]:
    """The write lock on an archive in which nothing is unfinished."""
    while True:
        with t.writing(engine) as connection:
            if not unfinished(storage):
                yield connection
                return
            settle(connection, storage, stamp_of(now))
        # The rows are committed; were we to die here, the next start would find them and only drop the intents.
        with t.writing(engine) as connection:
            drop_settled(connection, storage, stamp_of(now))


def stamp_of(now: Clock) -> str:
    """A moment as part of a file name."""
    return now().strftime("%Y%m%dT%H%M%S%f")


def settle(connection: Connection, storage: Storage, stamp: str) -> None:
    """Adopt or set aside every unfinished filing. Intents of adopted ones stay until their rows are committed."""
    storage.remove(SEMENTARA)
    for path, intended in left_intents(storage, stamp):
        filings = _whole(connection, storage, intended)
        if filings is None:
            undo(storage, path, intended, stamp)
        for one, filing in zip(intended, filings or [], strict=False):
            ocfl.make_durable(storage, one.object_id, one.number)
            ocfl.make_head(storage, one.object_id, one.number)
            rows.insert_filing(connection, filing, one.words)


def drop_settled(connection: Connection, storage: Storage, stamp: str) -> None:
    """Forget the intents whose acts are all in the log, once what they destroyed is gone."""
    for path, intended in left_intents(storage, stamp):
        if _all_filed(connection, intended):
            for one in intended:
                _carry_out(storage, one)
            storage.remove(path)


def _carry_out(storage: Storage, one: Intended) -> None:
    if one.object_id.startswith(ARSIP):
        demolish(storage, read_filing(ocfl.read_file(storage, one.object_id, one.number, RECORD)).subject)


def abandon(connection: Connection, storage: Storage, path: str, stamp: str) -> None:
    """Undo one intent, unless its acts are in the log after all."""
    for found, intended in left_intents(storage, stamp):
        if found == path and not _all_filed(connection, intended):
            take_back(storage, path, intended, stamp)


def pending(connection: Connection, storage: Storage) -> list[str]:
    """What a crash left and no start has put right yet. Intents of acts in the log are only about to be removed."""
    done = {path for path, intended in read_intents(storage) if intended and _all_filed(connection, intended)}
    return [path for path in unfinished(storage) if path not in done]


def left_intents(storage: Storage, stamp: str) -> Iterator[tuple[str, list[Intended]]]:
    """Every intent there is; one that cannot be read is set aside."""
    for path, intended in read_intents(storage):
        if intended is None:
            storage.write({f"{ocfl.DISISIHKAN}/{stamp}/{path}": storage.read(path)})
            storage.remove(path)
        else:
            yield path, intended


def _whole(connection: Connection, storage: Storage, intended: list[Intended]) -> list[Filing] | None:
    """The acts still to be put into the catalogue: none when all are there, None when they cannot be adopted."""
    if _all_filed(connection, intended):
        return []
    if not all(ocfl.is_complete(storage, one.object_id, one.number) for one in intended):
        return None
    head, filings = catalogue.log_head(connection), []
    for one in intended:
        filing = read_filing(ocfl.read_file(storage, one.object_id, one.number, RECORD))
        if filing.entry != chain(head, act_of(filing.subject, filing.record)):
            return None
        filings.append(filing)
        head = head_of(filing.entry)
    return filings


def _all_filed(connection: Connection, intended: list[Intended]) -> bool:
    return all(_is_filed(connection, one) for one in intended)


def _is_filed(connection: Connection, one: Intended) -> bool:
    same = (t.log.c.object_id == one.object_id) & (t.log.c.number == one.number)
    return connection.execute(select(t.log.c.seq).where(same)).first() is not None
