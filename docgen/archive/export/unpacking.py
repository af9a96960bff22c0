"""Reading a backup with suspicion: only what its state names is taken, and only if it is what it was."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from docgen.archive import ocfl
from docgen.archive.backup.copying import CONTENT, Batch, grouped, object_files, parse_inventory
from docgen.archive.backup.durable import copy_file
from docgen.archive.backup.saving import DECLARATIONS, LOCK, README
from docgen.archive.backup.state import HARI, MANIFEST, SEAL, State
from docgen.archive.canonical import sha512
from docgen.archive.ocfl import DECLARATION, INVENTORY, SIDECAR, Inventory
from docgen.archive.opening import CATALOGUE
from docgen.archive.storage import SEMENTARA, FileStorage
from docgen.errors import NotFound, UnsafeFile

ARCHIVE = "archive"
_PLAIN = re.compile(r"[^/\\:\x00-\x1f]+(/[^/\\:\x00-\x1f]+)*")
_OBJECT = re.compile(rf"{ocfl.ROOT}/[0-9a-f]{{3}}/[0-9a-f]{{3}}/[0-9a-f]{{3}}/[^/]+/(.+)")
_PAIR = re.compile(rf"(v([1-9][0-9]{{0,8}})/)?({re.escape(INVENTORY)}|{re.escape(SIDECAR)})")
_NEWEST = 10**9


def unpack(storage: FileStorage, state: State, target: Path) -> list[str]:
    """Write the office of `state` below `target`; returns what is damaged and was left out.

    Raises UnsafeFile naming links, strange paths and files no backup holds; then nothing was written.
    """
    paths = storage.list()
    groups, outside = grouped(paths, state.objek)
    damaged: list[str] = []
    inventories = dict(_inventories(storage, state, damaged))
    strange = [f"{path}: tautan" for path in _links(storage.root)]
    strange += [f"{path}: bukan tempat sebuah cadangan" for path in state.berkas if not _is_place(path)]
    strange += [f"{path}: berkas asing" for path in outside if not _is_ours(path, state)]
    for folder, found in groups.items():
        strange += _strange_of(folder, found, inventories.get(folder))
    if strange:
        raise UnsafeFile(str(storage.root), sorted(strange))
    batch = Batch(FileStorage(target / ARCHIVE))
    batch.put(ocfl.ROOT_FILES)
    for folder, inventory in inventories.items():
        _unpack_object(storage, batch, folder, inventory, damaged)
    batch.flush()
    for path, facts in state.berkas.items():
        _unpack_file(storage.root / HARI / state.name / path, target, path, facts, damaged)
    return damaged


def _inventories(storage: FileStorage, state: State, damaged: list[str]) -> Iterator[tuple[str, Inventory]]:
    for folder, kept in state.objek.items():
        place = f"{folder}/v{kept.versi}/{INVENTORY}"
        try:
            inventory = parse_inventory(storage.read(place), kept.sidik)
        except NotFound:
            damaged.append(f"{place}: hilang")
        except ValueError as error:
            damaged.append(f"{place}: {error}")
        else:
            yield folder, inventory


def _links(folder: Path) -> list[str]:
    """Everything that is neither a file nor a folder."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or not (path.is_file() or path.is_dir()))
    return [path.relative_to(folder).as_posix() for path in found]


def _is_place(path: str) -> bool:
    """Where a state may put a file of its day."""
    inside = _PLAIN.fullmatch(path) and not {".", ".."} & {*path.split("/")}
    return path == CATALOGUE or bool(inside and path.startswith(DECLARATIONS + "/"))


def _is_ours(path: str, state: State) -> bool:
    """Whether a file outside the objects of the state is one a backup makes: of other days, or of one cut short."""
    top, _, rest = path.partition("/")
    name, _, inner = rest.partition("/")
    if top == HARI and name == state.name:
        return inner in {*state.berkas, MANIFEST, SEAL}
    if top in (HARI, SEMENTARA):
        return bool(rest)
    found = _OBJECT.fullmatch(path)
    return path in {LOCK, f"{LOCK}-journal", README, *ocfl.ROOT_FILES} or bool(found and _number(found[1]))


def _strange_of(folder: str, paths: Iterable[str], inventory: Inventory | None) -> Iterator[str]:
    """What no version of the object brought: newer versions are judged by their names only, they are not read."""
    head = ocfl.head_of(inventory)
    try:
        expected = object_files(inventory, folder) if inventory else set()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield str(error)
        return
    for path in paths:
        number = _number(path.removeprefix(folder + "/"))
        if not number or (inventory and number <= head and path not in expected):
            yield f"{path}: berkas asing"


def _number(path: str) -> int:
    """The version a path of an object belongs to; more than any for one that belongs to none, 0 for no such path."""
    pair, content = _PAIR.fullmatch(path), CONTENT.fullmatch(path)
    if content:
        return int(content[1])
    if pair:
        return int(pair[2] or _NEWEST)
    return _NEWEST if path == DECLARATION else 0


def _unpack_object(storage: FileStorage, batch: Batch, folder: str, inventory: Inventory, damaged: list[str]) -> None:
    digests = {f"{folder}/{path}": digest for digest, paths in inventory["manifest"].items() for path in paths}
    digests[f"{folder}/{DECLARATION}"] = sha512(b"ocfl_object_1.1\n")
    head = f"{folder}/v{ocfl.head_of(inventory)}/"
    for path in sorted(object_files(inventory, folder)):
        try:
            data = storage.read(path)
            fits = sha512(data) == digests[path] if path in digests else _is_vouched(storage, path)
        except NotFound:
            damaged.append(f"{path}: hilang")
            continue
        if not fits:
            damaged.append(f"{path}: isinya berubah")
            continue
        batch.put({path: data})
        if path in (head + INVENTORY, head + SIDECAR):
            batch.put({}, {f"{folder}/{path.removeprefix(head)}": data})


def _is_vouched(storage: FileStorage, path: str) -> bool:
    """Whether an inventory and its sidecar fit each other."""
    place = path.rpartition("/")[0]
    return storage.read(f"{place}/{SIDECAR}") == ocfl.sidecar_of(storage.read(f"{place}/{INVENTORY}"))


def _unpack_file(source: Path, target: Path, path: str, facts: Mapping[str, Any], damaged: list[str]) -> None:
    """One file of the day: a declaration to its place, the catalogue to the archive."""
    if not source.is_file():
        damaged.append(f"{source.parent.name}/{path}: hilang")
        return
    place = target / (f"{ARCHIVE}/{CATALOGUE}" if path == CATALOGUE else path)
    if copy_file(source, place) != facts or (path == CATALOGUE and not _is_plain(place)):
        place.unlink()
        damaged.append(f"{HARI}/{path}: isinya berubah")


def _is_plain(path: Path) -> bool:
    """Whether a catalogue holds tables only: a trigger or view would act when it is used. It goes back to WAL mode."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            kinds = {row[0] for row in connection.execute("SELECT type FROM sqlite_master").fetchall()}
            connection.execute("PRAGMA journal_mode = WAL")
            return kinds <= {"table", "index"}
    except sqlite3.DatabaseError:
        return False
    finally:
        path.chmod(0o600)
