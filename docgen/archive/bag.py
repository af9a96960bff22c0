"""A bag: files with their digests, to be handed over and checked by anybody (BagIt 1.0, RFC 8493)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from docgen.archive.canonical import sha256
from docgen.archive.storage import storage_failed
from docgen.errors import NotReady

_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def write_bag(folder: Path, files: Mapping[str, bytes], info: Mapping[str, str], *, on: date) -> None:
    """Write `files` (path below data/ -> bytes) as a bag; the folder appears whole or not at all.

    Raises NotReady when the folder is there already, StorageFailed.
    """
    if folder.exists():
        raise NotReady(f"Folder {folder} sudah ada.", ["pilih nama folder yang baru"])
    payload = {f"data/{path}": data for path, data in sorted(files.items())}
    facts = {
        "Bagging-Date": on.isoformat(),
        "Payload-Oxum": f"{sum(map(len, payload.values()))}.{len(payload)}",
        **info,
    }
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": "".join(f"{name}: {' '.join(value.split())}\n" for name, value in facts.items()).encode(),
        "manifest-sha256.txt": _manifest(payload),
    }
    aside = folder.with_name(f".{folder.name}.baru-{os.getpid()}")
    try:
        for path, data in {**payload, **tags, "tagmanifest-sha256.txt": _manifest(tags)}.items():
            target = aside / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        os.replace(aside, folder)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise storage_failed(error, folder) from error


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{sha256(data)}  {_escaped(path)}\n" for path, data in files.items()).encode()


def _escaped(path: str) -> str:
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
