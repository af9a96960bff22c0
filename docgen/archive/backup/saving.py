"""A second place for the archive: consistent while others file, incremental, and whole at every moment.

First the catalogue as it is at one moment, then the versions it knows; a filed version never changes, so each is copied
once. The state is sealed last: until then the backup is what it was before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from docgen import __version__
from docgen.archive import ocfl
from docgen.archive import tables as t
from docgen.archive.archive import Archive
from docgen.archive.backup.copying import Batch, holds_version, missing_from, read_version
from docgen.archive.backup.durable import digest_file, sync_file
from docgen.archive.backup.snapshot import Snapshot, demand_part_of, take_snapshot
from docgen.archive.backup.state import HARI, Kept, State, newest_state, unfinished_days, write_state
from docgen.archive.canonical import sha256, sha512
from docgen.archive.disk import storage_failed
from docgen.archive.ocfl import INVENTORY, SIDECAR
from docgen.archive.opening import CATALOGUE
from docgen.archive.storage import SEMENTARA, FileStorage
from docgen.errors import Damaged, NotReady, StorageFailed

LOCK, README, DECLARATIONS = "kunci", "BACA-SAYA.txt", "templates_docx"
Facts = dict[str, Any]
OWN = {LOCK, README, HARI, ocfl.ROOT, SEMENTARA, f"{LOCK}-journal"}
_ABOUT = """Cadangan arsip docgen. Jangan ubah isinya.

hari/   satu folder setiap pencadangan: cadangan.json menyebut apa isinya, dengan sidik setiap berkas
ocfl/   naskah-naskahnya (OCFL 1.1, https://ocfl.io); setiap versi beserta record.json yang menjelaskannya

Memulihkan ke folder kosong : docgen pulihkan CADANGAN FOLDER-BARU
Mencoba tanpa akibat        : docgen latihan-pulih CADANGAN
"""


@dataclass(frozen=True)
class Backup:
    """What a backup did: the state it made, or the one that is still true when there was nothing new."""

    state: State
    new: bool
    files: int = 0  # copied
    bytes: int = 0
    skipped: tuple[str, ...] = ()  # declarations that are no plain files


def back_up(archive: Archive, declarations: Path, target: Path, *, thorough: bool = False) -> Backup:
    """Copy to `target` what it does not hold yet. `thorough` reads again what it holds, and mends what is damaged.

    A source file that does not fit its digest is not copied; it is told in `state.rusak` and the version before it
    stays the newest in this backup. Raises NotReady for a folder that is no backup, or one of another or a newer
    archive; StorageFailed. Whatever happens, every state in `target` stays as it was.
    """
    _demand_place(target, declarations)
    with held(target):
        storage = FileStorage(target.resolve())
        former = newest_state(storage)
        files, skipped = _declarations(declarations)
        seen = _snapshot_of(archive, former)
        if former and not thorough and _still_true(former, seen, files):
            return Backup(former, new=False, skipped=skipped)
        for left in (SEMENTARA, *unfinished_days(storage)):
            storage.remove(left)
        storage.write(missing_from(storage, ocfl.ROOT_FILES | {README: _ABOUT.encode()}))
        number = former.nomor + 1 if former else 1
        state = State(number, archive.now(), __version__, seen.head, seen.at, {}, {})
        day = f"{HARI}/{state.name}"
        batch = Batch(storage)
        batch.put({f"{day}/{path}": data for path, data in files.items()})
        batch.flush()
        seen, kept = _catalogue(archive, storage, seen, day)
        objek, rusak = _copy_objects(archive, batch, seen.objects, former, thorough=thorough)
        batch.flush()
        berkas = kept | {path: _facts(data) for path, data in files.items()}
        state = replace(state, head=seen.head, at=seen.at, objek=objek, berkas=berkas, rusak=rusak)
        write_state(storage, state)
        return Backup(state, True, batch.files, batch.bytes, skipped)


@contextmanager
def held(target: Path) -> Iterator[None]:
    """One backup at a time; the lock ends with its process."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(target / LOCK, timeout=0, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            yield
    except sqlite3.OperationalError as error:
        busy = "locked" in str(error)
        why = "pencadangan lain ke sana sedang berjalan" if busy else f"{error}. Periksa cakram, pemilik dan izinnya"
        raise StorageFailed(f"Gagal pada {target}: {why}.") from error
    except OSError as error:
        raise storage_failed(error, target) from error


def _demand_place(target: Path, declarations: Path) -> None:
    """Never among the things that are backed up, and never among somebody else's."""
    office = declarations.resolve().parent
    inside = [folder for folder in (office / "archive", office / "index", declarations.resolve())
              if target.resolve().is_relative_to(folder)]  # fmt: skip
    if inside or target.resolve() == office:
        raise NotReady(f"{target} adalah folder kantor itu sendiri.", ["pilih folder di cakram lain"])
    if target.exists() and not target.is_dir():
        raise NotReady(f"{target} bukan folder.", ["pilih nama lain"])
    try:
        strange = sorted({entry.name for entry in target.iterdir()} - OWN) if target.exists() else []
    except OSError as error:
        raise storage_failed(error, target) from error
    if strange:
        raise NotReady(
            f"{target} bukan cadangan docgen: di dalamnya ada {', '.join(strange[:5])}.",
            ["sebutkan folder baru di dalamnya, misalnya: " + str(target / "cadangan")],
        )


def _snapshot_of(archive: Archive, former: State | None) -> Snapshot:
    with t.reading(archive.engine) as c:
        if former:
            demand_part_of(c, former.head, "Cadangan di sana")
        return take_snapshot(c)


def _still_true(former: State, seen: Snapshot, files: Mapping[str, bytes]) -> bool:
    kept = {path: facts["sha256"] for path, facts in former.berkas.items() if path != CATALOGUE}
    same = kept == {path: sha256(data) for path, data in files.items()}
    return same and not former.rusak and former.head == seen.head


def _catalogue(archive: Archive, storage: FileStorage, seen: Snapshot, day: str) -> tuple[Snapshot, dict[str, Facts]]:
    """The catalogue beside the state, by SQLite's own online backup, and what it knows.

    A database server is backed up by its own means; a restore makes the catalogue from the files.
    """
    if t.sqlite_path(archive.engine) is None:
        return seen, {}
    path = storage.root / day / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with (
            t.database_errors(archive.engine),
            archive.engine.connect() as connection,
            closing(sqlite3.connect(path)) as copy,
        ):
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        sync_file(path)
    except sqlite3.Error as error:
        raise StorageFailed(f"Gagal pada {path}: {error}. Periksa ruang dan izinnya, lalu ulangi.") from error
    engine = t.connect_engine(t.sqlite_url(path))
    with t.reading(engine) as c:
        seen = take_snapshot(c)
    engine.dispose()
    return seen, {CATALOGUE: digest_file(path)}


def _copy_objects(
    archive: Archive, batch: Batch, objects: Mapping[str, int], former: State | None, *, thorough: bool
) -> tuple[dict[str, Kept], tuple[str, ...]]:
    """Every object as far as it is whole, and what is damaged in the source."""
    known = former.objek if former else {}
    objek, rusak = {}, []
    for object_id, upto in objects.items():
        folder = ocfl.object_path(object_id)
        kept = known.get(folder)
        if thorough or kept is None or kept.versi < upto:
            start = kept.versi + 1 if kept and not thorough else 1
            copied, faults = _copy_object(archive, batch, object_id, range(start, upto + 1))
            rusak += faults
            kept = copied if copied and (kept is None or copied.versi > kept.versi) else kept
        if kept:
            objek[folder] = kept
    return objek, tuple(rusak)


def _copy_object(
    archive: Archive, batch: Batch, object_id: str, numbers: Iterable[int]
) -> tuple[Kept | None, list[str]]:
    """Copy these versions until one is damaged; returns the last that is whole, and what is damaged."""
    folder = ocfl.object_path(object_id)
    kept, head, faults = None, {}, []
    for number in numbers:
        try:
            pair = _copy_version(archive, batch, object_id, number)
        except Damaged as error:
            faults = str(error).splitlines()
            break
        head = {f"{folder}/{name}": data for name, data in pair.items()}
        kept = Kept(object_id, number, sha512(pair[INVENTORY]))
    batch.put({}, missing_from(batch.storage, head))
    return kept, faults


def _copy_version(archive: Archive, batch: Batch, object_id: str, number: int) -> dict[str, bytes]:
    """Copy one version unless it is there already; returns its inventory with the sidecar. Raises Damaged."""
    folder = ocfl.object_path(object_id)
    place = f"{folder}/v{number}"
    if holds_version(batch.storage, archive.storage, object_id, number):
        return {name: batch.storage.read(f"{place}/{name}") for name in (INVENTORY, SIDECAR)}
    files = read_version(archive.storage, folder, number)
    for stray in set(batch.storage.list(place)) - files.keys():
        batch.storage.remove(stray)
    batch.put(files)
    return {name: files[f"{place}/{name}"] for name in (INVENTORY, SIDECAR)}


def _declarations(folder: Path) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The declarations of the office by their path in the backup, and what is passed over: links are no files."""
    files, skipped = {}, []
    try:
        for path in sorted(folder.rglob("*")):
            place = f"{DECLARATIONS}/{path.relative_to(folder).as_posix()}"
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                skipped.append(place)
            elif path.is_file() and "__pycache__" not in path.parts:
                files[place] = path.read_bytes()
    except OSError as error:
        raise storage_failed(error, folder) from error
    return files, tuple(skipped)


def _facts(data: bytes) -> Facts:
    return {"sha256": sha256(data), "size": len(data)}
