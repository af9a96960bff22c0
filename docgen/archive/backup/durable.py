"""Large files: read, copied and made durable piece by piece."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docgen.archive.disk import storage_failed

PIECE = 1024**2


def pieces(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a piece at a time; raises StorageFailed."""
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece
    except OSError as error:
        raise storage_failed(error, path) from error


def digest_file(path: Path) -> dict[str, Any]:
    """SHA-256 and size of a file."""
    digest, size = hashlib.sha256(), 0
    for piece in pieces(path):
        digest.update(piece)
        size += len(piece)
    return {"sha256": digest.hexdigest(), "size": size}


def copy_file(source: Path, target: Path) -> dict[str, Any]:
    """Write `target` durably with the bytes of `source`; returns SHA-256 and size of what was written."""
    digest, size = hashlib.sha256(), 0
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            for piece in pieces(source):
                digest.update(piece)
                size += file.write(piece)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise storage_failed(error, target) from error
    return {"sha256": digest.hexdigest(), "size": size}


def sync_file(path: Path) -> None:
    """Make durable what another library wrote."""
    try:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    except OSError as error:
        raise storage_failed(error, path) from error
