"""OCFL 1.1: one naskah or SOP run is one object, one filed act one version, never rewritten.

Specification: https://ocfl.io/1.1/spec/; layout: extension 0003-hash-and-id-n-tuple-storage-layout with its defaults.
A file that did not change is not stored again; the inventory names the version that holds it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docgen.archive.canonical import canonical_json, sha256, sha512
from docgen.archive.record import RECORD
from docgen.archive.storage import Storage
from docgen.errors import Damaged, NotFound

ROOT = "ocfl"
DISISIHKAN = "disisihkan"
INVENTORY, SIDECAR = "inventory.json", "inventory.json.sha512"
DECLARATION = "0=ocfl_object_1.1"
LAYOUT = "0003-hash-and-id-n-tuple-storage-layout"
ROOT_FILES = {
    f"{ROOT}/0=ocfl_1.1": b"ocfl_1.1\n",
    f"{ROOT}/ocfl_layout.json": canonical_json(
        {"extension": LAYOUT, "description": "Hashed tuples, then the object id, see extensions/" + LAYOUT}
    ),
    f"{ROOT}/extensions/{LAYOUT}/config.json": canonical_json(
        {"extensionName": LAYOUT, "digestAlgorithm": "sha256", "tupleSize": 3, "numberOfTuples": 3}
    ),
}
_LOGICAL = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")  # names that every file system keeps apart
_PERCENT = re.compile(r"[^A-Za-z0-9_-]")

Inventory = dict[str, Any]


@dataclass(frozen=True)
class NewVersion:
    """One version about to be filed: which files it has (sha256), the bytes of those that are new, who and why."""

    object_id: str
    number: int
    files: Mapping[str, str]
    blobs: Mapping[str, bytes]
    by: str
    at: datetime
    message: str


@dataclass(frozen=True)
class Plan:
    """Exactly what to write for a version: first its own folder, then the inventory of the object."""

    object_id: str
    number: int
    inventory: Inventory
    version_files: Mapping[str, bytes]
    root_files: Mapping[str, bytes]


def is_initialised(storage: Storage) -> bool:
    """Whether the storage root says what it is; its last file is written last."""
    return bool(storage.list(list(ROOT_FILES)[-1]))


def initialise(storage: Storage) -> None:
    """Make the storage root, or complete one that a crash left unfinished."""
    if not is_initialised(storage):
        storage.write(ROOT_FILES)


def object_path(object_id: str) -> str:
    """Where the object lies: ocfl/3/3/3 characters of its digest/its id, as extension 0003 says."""
    digest = sha256(object_id.encode())
    name = _PERCENT.sub(lambda m: "".join(f"%{byte:02x}" for byte in m[0].encode()), object_id)
    name = name if len(name) <= 100 else f"{name[:100]}-{digest}"
    return f"{ROOT}/{digest[:3]}/{digest[3:6]}/{digest[6:9]}/{name}"


def object_roots(storage: Storage) -> Iterator[str]:
    """The folder of every object in the storage root."""
    return (path.rpartition("/")[0] for path in storage.list(ROOT) if path.endswith("/" + DECLARATION))


def check_logical(path: str) -> None:
    """Raise ValueError for a file name no version may hold."""
    if path == RECORD or not _LOGICAL.fullmatch(path):
        raise ValueError(f"not a name for a filed file: {path!r}")


def read_inventory(storage: Storage, folder: str) -> Inventory | None:
    """The inventory in an object or version folder; None if there is none. Raises Damaged if its sidecar disagrees."""
    try:
        data = storage.read(f"{folder}/{INVENTORY}")
    except NotFound:
        return None
    return check_inventory(data, storage.read(f"{folder}/{SIDECAR}"), folder)


def check_inventory(data: bytes, sidecar: bytes, folder: str) -> Inventory:
    """The inventory in `data` if its sidecar vouches for it; raises Damaged."""
    if sidecar != sidecar_of(data):
        raise Damaged(f"{folder}/{INVENTORY} tidak sesuai dengan sidiknya. Jalankan: docgen arsip periksa.")
    inventory: Inventory = json.loads(data)
    return inventory


def head_of(inventory: Inventory | None) -> int:
    """The number of the newest version; 0 for no object."""
    return int(inventory["head"].removeprefix("v")) if inventory else 0


def plan(previous: Inventory | None, new: NewVersion, record: bytes) -> Plan:
    """What to write so that `new` follows `previous`. Blobs are trusted to fit `files`.

    Raises ValueError for a file that is neither given nor known.
    """
    folder = object_path(new.object_id)
    inventory = _empty(new.object_id) if previous is None else deepcopy(previous)
    manifest, fixity = inventory["manifest"], inventory["fixity"]["sha256"]
    files: dict[str, bytes] = {}
    state: dict[str, list[str]] = {}
    for path, kept in sorted({**new.files, RECORD: sha256(record)}.items()):
        data = record if path == RECORD else new.blobs.get(path)
        digest = sha512(data) if data is not None else _known(inventory, kept, path)
        if data is not None and digest not in manifest:
            content = f"v{new.number}/content/{path}"
            manifest[digest] = [content]
            fixity.setdefault(kept, []).append(content)
            files[f"{folder}/{content}"] = data
        state.setdefault(digest, []).append(path)
    inventory["head"] = f"v{new.number}"
    user = {"name": new.by, "address": f"urn:docgen:pejabat:{new.by}"}
    inventory["versions"][f"v{new.number}"] = {
        "created": new.at.isoformat(), "message": new.message, "user": user, "state": state,
    }  # fmt: skip
    text = canonical_json(inventory)
    pair = {INVENTORY: text, SIDECAR: sidecar_of(text)}
    if previous is None:
        files[f"{folder}/{DECLARATION}"] = b"ocfl_object_1.1\n"
    files |= {f"{folder}/v{new.number}/{name}": data for name, data in pair.items()}
    return Plan(new.object_id, new.number, inventory, files, {f"{folder}/{name}": d for name, d in pair.items()})


def read_file(storage: Storage, object_id: str, number: int, path: str) -> bytes:
    """The bytes of one file of one version. Raises Damaged where inventory or content are gone or do not fit."""
    folder = object_path(object_id)
    inventory = read_inventory(storage, f"{folder}/v{number}")
    content = content_path(inventory, number, path) if inventory else None
    if inventory is None or content is None:
        raise Damaged(f"Versi {number} dari {object_id} tidak ada di OCFL. Jalankan: docgen arsip periksa.")
    try:
        return storage.read(f"{folder}/{content}")
    except NotFound:
        gone = f"Berkas {path} versi {number} dari {object_id} hilang."
        raise Damaged(f"{gone} Jalankan: docgen arsip periksa.") from None


def content_path(inventory: Inventory, number: int, path: str) -> str | None:
    """Where the bytes of a logical path of a version lie, below the object; None if the version has no such path."""
    state = inventory["versions"].get(f"v{number}", {"state": {}})["state"]
    for digest, paths in state.items():
        if path in paths:
            return str(inventory["manifest"][digest][0])
    return None


def is_complete(storage: Storage, object_id: str, number: int) -> bool:
    """Whether every byte of the version is there and fits, so that it may be adopted after a crash."""
    folder = object_path(object_id)
    try:
        inventory = read_inventory(storage, f"{folder}/v{number}")
        storage.read(f"{folder}/{DECLARATION}")
        if inventory is None:
            return False
        own = {p: d for d, paths in inventory["manifest"].items() for p in paths if p.startswith(f"v{number}/")}
        return all(sha512(storage.read(f"{folder}/{path}")) == digest for path, digest in own.items())
    except (Damaged, NotFound):
        return False


def make_head(storage: Storage, object_id: str, number: int) -> None:
    """Let the object end with version `number`, by the inventory in that version's folder; never by a damaged one."""
    folder = object_path(object_id)
    try:
        if read_inventory(storage, f"{folder}/v{number}") is None:
            return
    except (Damaged, NotFound):
        return
    pair = {f"{folder}/{name}": storage.read(f"{folder}/v{number}/{name}") for name in (INVENTORY, SIDECAR)}
    changed = {path: data for path, data in pair.items() if not _holds(storage, path, data)}
    if changed:
        storage.write(changed)


def make_durable(storage: Storage, object_id: str, number: int) -> None:
    """Write the files of a version once more: a crash may have come before their names were on the disk."""
    folder = object_path(object_id)
    paths = [*storage.list(f"{folder}/v{number}"), f"{folder}/{DECLARATION}"]
    storage.write({path: storage.read(path) for path in paths})


def set_aside(storage: Storage, object_id: str, number: int, stamp: str) -> None:
    """Take a half-written version out of its object into disisihkan/, so that the object ends before it again."""
    folder = object_path(object_id)
    if number > 1:
        make_head(storage, object_id, number - 1)
    half = f"{folder}/v{number}" if number > 1 else folder
    place = f"{DISISIHKAN}/{stamp}/{folder.rpartition('/')[2]}/v{number}"
    while storage.list(place):  # never over what was set aside before
        place += "+"
    left = {f"{place}{path.removeprefix(half)}": storage.read(path) for path in storage.list(half)}
    if left:
        storage.write(left)
    storage.remove(half)


def _holds(storage: Storage, path: str, data: bytes) -> bool:
    try:
        return storage.read(path) == data
    except NotFound:
        return False


def _empty(object_id: str) -> Inventory:
    return {
        "id": object_id,
        "type": "https://ocfl.io/1.1/spec/#inventory",
        "digestAlgorithm": "sha512",
        "manifest": {},
        "fixity": {"sha256": {}},
        "versions": {},
    }


def _known(inventory: Inventory, kept: str, path: str) -> str:
    """The content digest of a file carried over from an earlier version, known by its SHA-256."""
    contents = inventory["fixity"]["sha256"].get(kept, [None])
    for digest, paths in inventory["manifest"].items():
        if contents[0] in paths:
            return str(digest)
    raise ValueError(f"{path} was given neither bytes nor is it known: {kept}")


def sidecar_of(inventory: bytes) -> bytes:
    """What inventory.json.sha512 says of an inventory."""
    return sidecar_for(sha512(inventory))


def sidecar_for(digest: str) -> bytes:
    """What inventory.json.sha512 says of an inventory with this SHA-512."""
    return f"{digest} {INVENTORY}\n".encode()
