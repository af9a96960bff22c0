"""Copying versions of OCFL objects, every byte held against its digest on the way; what differs stays."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from docgen.archive import ocfl
from docgen.archive.canonical import sha512
from docgen.archive.ocfl import DECLARATION, INVENTORY, SIDECAR, Inventory
from docgen.archive.storage import Storage
from docgen.errors import Damaged, NotFound, StorageFailed

FILES, BYTES = 400, 8 * 1024**2  # written together from so many on
CONTENT = re.compile(r"v([1-9][0-9]{0,8})/content/[a-z0-9][a-z0-9._-]{0,99}")


class Batch:
    """Files waiting to be written together: durable storage is quick only for many at once."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.files = self.bytes = 0  # written so far
        self._waiting: dict[str, bytes] = {}
        self._after: dict[str, bytes] = {}
        self._size = 0

    def put(self, files: Mapping[str, bytes], after: Mapping[str, bytes] | None = None) -> None:
        """Keep `files`, and once they are durable those of `after`."""
        self._waiting |= files
        self._after |= after or {}
        self._size += sum(map(len, files.values()))
        if len(self._waiting) + len(self._after) >= FILES or self._size >= BYTES:
            self.flush()

    def flush(self) -> None:
        """Write all that waits."""
        for part in (self._waiting, self._after):
            if part:
                self.storage.write(part)
                self.files += len(part)
                self.bytes += sum(map(len, part.values()))
        self._waiting, self._after, self._size = {}, {}, 0


def read_version(storage: Storage, folder: str, number: int) -> dict[str, bytes]:
    """Every file version `number` brought into the object, by its path below the storage root.

    Raises Damaged naming all that is missing or does not fit its digest.
    """
    try:
        inventory = ocfl.read_inventory(storage, f"{folder}/v{number}")
    except (NotFound, ValueError, StorageFailed):
        inventory = None
    if inventory is None or ocfl.head_of(inventory) != number:
        raise Damaged(f"{folder}/v{number}/{INVENTORY}: hilang atau tidak terbaca")
    wanted = owned(inventory, number)
    files, faults = {}, []
    for path in (*wanted, f"v{number}/{INVENTORY}", f"v{number}/{SIDECAR}"):
        try:
            files[f"{folder}/{path}"] = _read_twice(storage, f"{folder}/{path}", wanted.get(path, ""))
        except (NotFound, StorageFailed) as error:
            faults.append(f"{folder}/{path}: {'hilang' if isinstance(error, NotFound) else error}")
        except Damaged:
            faults.append(f"{folder}/{path}: isinya berubah")
    if faults:
        raise Damaged("\n".join(faults))
    return files


def _read_twice(storage: Storage, path: str, digest: str) -> bytes:
    """The bytes, read again where they do not fit: a cable may err once. Raises Damaged."""
    data = storage.read(path)
    if digest and sha512(data) != digest:
        data = storage.read(path)
        if sha512(data) != digest:
            raise Damaged(path)
    return data


def owned(inventory: Inventory, number: int) -> dict[str, str]:
    """The content files of one version with their SHA-512, and the declaration of the object with the first."""
    paths = {path: digest for digest, paths in inventory["manifest"].items() for path in paths}
    own = {path: digest for path, digest in sorted(paths.items()) if path.startswith(f"v{number}/")}
    return own | ({DECLARATION: sha512(b"ocfl_object_1.1\n")} if number == 1 else {})


def holds_version(storage: Storage, like: Storage, object_id: str, number: int) -> bool:
    """Whether `storage` has this version whole, and the same one as `like`."""
    place = f"{ocfl.object_path(object_id)}/v{number}/{SIDECAR}"
    try:
        return storage.read(place) == like.read(place) and ocfl.is_complete(storage, object_id, number)
    except (NotFound, StorageFailed, ValueError, KeyError, TypeError, AttributeError):
        return False


def missing_from(storage: Storage, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of `files` that are not there with these bytes."""
    return {path: data for path, data in files.items() if not _holds(storage, path, data)}


def object_files(inventory: Inventory, folder: str) -> set[str]:
    """Every path an object with this inventory has, but for the inventory at its root.

    Raises ValueError for an inventory that names a place outside its versions, or says it is another's.
    """
    head = ocfl.head_of(inventory)
    paths = {path for paths in inventory["manifest"].values() for path in paths}
    strange = sorted(path for path in paths if not _inside(path, head))
    if strange or ocfl.object_path(inventory["id"]) != folder:
        raise ValueError(f"{folder}: daftar isinya menyebut {strange[0] if strange else inventory['id']}")
    pairs = {f"v{number}/{name}" for number in range(1, head + 1) for name in (INVENTORY, SIDECAR)}
    return {f"{folder}/{path}" for path in paths | pairs | {DECLARATION}}


def parse_inventory(data: bytes, digest: str) -> Inventory:
    """The inventory in `data` if it has this SHA-512; raises ValueError."""
    if sha512(data) != digest:
        raise ValueError("isinya berubah")
    inventory = json.loads(data)
    if not isinstance(inventory, dict) or not {"id", "head", "manifest", "versions"} <= inventory.keys():
        raise ValueError("bukan daftar isi OCFL")
    return inventory


def grouped(paths: Iterable[str], folders: Iterable[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Paths by the object folder they lie in, and those that lie in none."""
    groups: dict[str, list[str]] = {folder: [] for folder in folders}
    outside = []
    for path in paths:
        folder = "/".join(path.split("/")[:5])
        groups[folder].append(path) if folder in groups else outside.append(path)
    return groups, outside


def _inside(path: str, head: int) -> bool:
    place = CONTENT.fullmatch(path)
    return place is not None and int(place[1]) <= head


def _holds(storage: Storage, path: str, data: bytes) -> bool:
    try:
        return storage.read(path) == data
    except NotFound:
        return False
