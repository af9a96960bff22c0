"""Opening an archive: made where there is none, put right where a crash left something unfinished."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL

from docgen.archive import catalogue, ocfl
from docgen.archive import tables as t
from docgen.archive.archive import Archive
from docgen.archive.disk import storage_failed
from docgen.archive.intent import unfinished
from docgen.archive.recover import Clock, locked
from docgen.archive.storage import FileStorage
from docgen.archive.upgrade import check_skema, upgrade_catalogue
from docgen.errors import Damaged, StorageFailed

CATALOGUE = "catalogue.db"
_WITHOUT_CATALOGUE = "Katalog hilang atau kosong, padahal arsip berisi naskah. Jalankan: docgen arsip bangun-ulang."


def local_time() -> datetime:
    """The clock of this machine, with its offset."""
    return datetime.now().astimezone()


def database_url(folder: Path, database: str) -> str | URL:
    """The database of the archive: `database`, or the SQLite file in its folder."""
    return database or t.sqlite_url(folder / CATALOGUE)


def open_archive(folder: Path, database: str = "", now: Clock = local_time) -> Archive:
    """Open the archive in `folder`, make it if there is none, and put right what a crash left unfinished.

    Raises StorageFailed where the disk or the database refuses, Damaged for files without their catalogue.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise storage_failed(error, folder) from error
    engine = t.connect_engine(database_url(folder, database))
    archive = Archive(engine, FileStorage(folder.resolve()), now)
    path = t.sqlite_path(engine)
    if path and not path.exists() and any(ocfl.object_roots(archive.storage)) and not path.exists():
        raise Damaged(_WITHOUT_CATALOGUE)  # asked twice: another process may just have made the archive
    t.create_catalogue(engine)
    upgrade_catalogue(engine)
    if unfinished(archive.storage) or not ocfl.is_initialised(archive.storage):
        # A disk too full to recover on can still be read from; the next filing tries again and says why.
        with suppress(StorageFailed), locked(engine, archive.storage, now):
            ocfl.initialise(archive.storage)
    with t.reading(engine) as c:
        check_skema(c)
        empty = catalogue.log_head(c).seq == 0
    if empty and any(ocfl.object_roots(archive.storage)):
        with locked(engine, archive.storage, now) as c:  # while nobody is filing the first naskah
            if catalogue.log_head(c).seq == 0 and any(ocfl.object_roots(archive.storage)):
                raise Damaged(_WITHOUT_CATALOGUE)
    return archive
