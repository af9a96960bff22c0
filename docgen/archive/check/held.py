"""Reading the files of OCFL objects: their digests, and the bytes of those that say what the others are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docgen.archive.canonical import sha256, sha512
from docgen.archive.ocfl import INVENTORY, SIDECAR
from docgen.archive.record import RECORD
from docgen.archive.storage import Storage
from docgen.errors import NotFound, StorageFailed

_TOLD = ("/" + INVENTORY, "/" + SIDECAR, "/" + RECORD)


@dataclass(frozen=True)
class Held:
    """One file as it was read; `data` only where it is needed again, `refused` where the disk would not read it."""

    sha512: str = ""
    sha256: str = ""  # of filed files only
    data: bytes = b""
    size: int = 0
    refused: str = ""


def read_object(storage: Storage, folder: str, paths: Iterable[str], *, fresh: bool = False) -> dict[str, Held]:
    """The files at `paths`, by their path below `folder`; one that is gone is left out. `fresh`: past all memory."""
    held = {}
    for path in paths:
        try:
            data = storage.read(path, fresh=fresh)
        except NotFound:
            continue
        except StorageFailed as error:
            held[path.removeprefix(folder + "/")] = Held(refused=str(error))
            continue
        held[path.removeprefix(folder + "/")] = _held(path, data)
    return held


def _held(path: str, data: bytes) -> Held:
    told = path.endswith(_TOLD)
    kept = sha256(data) if "/content/" in path and not told else ""
    return Held(sha512(data), kept, data if told else b"", len(data))
