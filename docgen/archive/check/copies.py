"""What is left of a damaged file: the versions that still have theirs, and the same bytes elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection

from sqlalchemy import Connection

from docgen.archive import catalogue, ocfl
from docgen.archive.canonical import sha256
from docgen.archive.ocfl import Inventory, content_path
from docgen.archive.record import NASKAH, RECORD
from docgen.archive.storage import Storage
from docgen.errors import Damaged, StorageFailed

_CONTENT = re.compile(r"v\d+/content/(.+)")


def about(inventory: Inventory, path: str, wrong: Collection[str]) -> str:
    """Which versions need a content file that is wrong, and the newest one that still has its own; '' for others."""
    users = _users(inventory, path)
    name = _CONTENT.fullmatch(path)
    if not users or name is None:
        return ""
    used = f"Dipakai versi {', '.join(map(str, users))}."
    whole = [number for number in _numbers(inventory) if content_path(inventory, number, name[1]) not in (None, *wrong)]
    if name[1] == RECORD:
        return used
    return f"{used} Versi {whole[-1]} masih utuh." if whole else f"{used} Tidak ada versi lain yang utuh."


def filed_digest(inventory: Inventory, path: str) -> str:
    """The SHA-256 a content file was filed under; '' for what is no content."""
    for kept, paths in inventory["fixity"]["sha256"].items():
        if path in paths:
            return str(kept)
    return ""


def find_twin(c: Connection, storage: Storage, digest: str, owner: str) -> str:
    """Where the same bytes lie whole in another naskah, as a sentence; '' for nowhere."""
    for naskah_id, number, path in catalogue.find_digest(c, digest) if digest else ():
        if NASKAH + naskah_id == owner:
            continue
        try:
            whole = sha256(ocfl.read_file(storage, NASKAH + naskah_id, number, path)) == digest
        except (Damaged, StorageFailed):
            continue
        if whole:
            return f"Berkas yang sama utuh di naskah {naskah_id} versi {number}: {path}."
    return ""


def _users(inventory: Inventory, path: str) -> list[int]:
    digests = {digest for digest, paths in inventory["manifest"].items() if path in paths}
    return [number for number in _numbers(inventory) if digests & inventory["versions"][f"v{number}"]["state"].keys()]


def _numbers(inventory: Inventory) -> list[int]:
    return sorted(int(name[1:]) for name in inventory["versions"])
