"""A catalogue where nothing can be written: on a DVD, a read-only mount, in a folder the user has no right to.

SQLite opens a database in WAL mode there in two ways only (https://sqlite.org/wal.html, read-only databases): with the
-wal and -shm that lie beside it, or told that it never changes (`immutable`), which passes over what the -wal holds.
"""

from __future__ import annotations

import os
from pathlib import Path

from docgen.errors import StorageFailed

State = tuple[int, int]  # size and time of a file
_READ_ONLY = """Folder {} hanya dapat dibaca: medianya tidak dapat ditulis, atau Anda tidak berizin menulis di sana.
Mencari, melihat dan mengambil tetap dapat; tidak ada yang dicatat. Untuk mencatat, pasang media itu agar dapat ditulis,
minta izin kepada pengelolanya, atau salin folder kantor ke cakram lain dan bekerjalah di sana."""
_HALF_COPIED = """Yang terakhir dicatat masih ada di {},
yang tidak terbaca dari media ini; tanpa itu yang tampak hanya keadaan lama.
Salin seluruh folder kantor ke cakram yang dapat ditulis, lalu buka di sana."""
_CHANGED = "Katalog {} berubah selagi dibaca. Ulangi perintah ini."


def read_only(catalogue: Path) -> bool:
    """Whether nothing can be filed: SQLite writes its file and beside it."""
    return not all(os.access(one, os.W_OK) for one in (catalogue.parent, catalogue) if one.exists())


def demand_writable(catalogue: Path) -> None:
    """Raise StorageFailed where nothing can be filed, saying what to do."""
    if read_only(catalogue):
        raise StorageFailed(_READ_ONLY.format(catalogue.parent))


def read_only_uri(catalogue: Path) -> tuple[str, State | None]:
    """How SQLite is to open it, and the state of the file where it is told that it stays as it is.

    Raises StorageFailed where it would show an older state than was filed.
    """
    log, shared = (catalogue.with_name(catalogue.name + end) for end in ("-wal", "-shm"))
    place = catalogue.resolve().as_uri()
    if not log.exists() or log.stat().st_size == 0:
        return f"{place}?immutable=1", state_of(catalogue)
    if not shared.exists():
        raise StorageFailed(_HALF_COPIED.format(log))
    return f"{place}?mode=ro", None


def state_of(catalogue: Path) -> State:
    """What a change of the file changes."""
    status = catalogue.stat()
    return status.st_size, status.st_mtime_ns


def demand_unchanged(catalogue: Path, opened: State | None) -> None:
    """Raise StorageFailed where somebody who may write did so: SQLite was told that nobody would."""
    if opened and state_of(catalogue) != opened:
        raise StorageFailed(_CHANGED.format(catalogue))
