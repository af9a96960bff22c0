"""The seal of a commit: size and checksum of each of its files, and how far into the log of the catalogue it reaches.

It is written just before the commit takes effect, so both hold or neither, and it protects its own bytes: a reach that
a flipped bit made is not believed. The seal is no signature: it finds torn and rotten files, the folder's mode keeps
people out.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

from docgen.naskah.records import Reach

FORMAT = "docgen 5"  # raise it when schema, analysis or entries change: an index of another format is rebuilt
_NAME = "segel-{}.json"
Measure = tuple[int, int]  # size and checksum of a file


@dataclass(frozen=True)
class Seal:
    """What was true of a commit when it was made."""

    files: Mapping[str, Measure] = field(default_factory=dict)
    reach: Reach | None = None  # None for an index of no catalogue


def write_seal(folder: Path, generation: int, files: Mapping[str, Path], reach: Reach | None = None) -> None:
    """Write down how far this commit reaches and each of its files: its name in the index, where its bytes are now."""
    before = read_seal(folder, generation - 1)
    known = before.files if before else {}
    measures = {}
    for name, path in files.items():
        old = known.get(name)
        measures[name] = old if old and old[0] == path.stat().st_size else measure(path)
    said = {"format": FORMAT, "files": measures, "reach": reach and astuple(reach)}
    path = seal_path(folder, generation)
    draft = path.with_name(path.name + ".baru")
    draft.write_text(json.dumps({**said, "sum": _sum(said)}), "utf-8")
    draft.replace(path)


def read_seal(folder: Path, generation: int) -> Seal | None:
    """The seal of a commit; None where it is gone, not what was written, or of another docgen."""
    try:
        said = json.loads(seal_path(folder, generation).read_text("utf-8"))
        if said.pop("sum") != _sum(said) or said["format"] != FORMAT:
            return None
        files = {name: (int(size), int(checksum)) for name, (size, checksum) in said["files"].items()}
        return Seal(files, Reach(*said["reach"]) if said["reach"] else None)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def drop_old_seals(folder: Path, generation: int) -> None:
    """Delete the seals of commits before the last two."""
    for path in folder.glob("segel-*"):
        number = path.name.removeprefix("segel-").partition(".")[0]
        if not number.isdecimal() or int(number) < generation - 1:
            path.unlink(missing_ok=True)


def measure(path: Path) -> Measure:
    """Size and checksum of a file, read through; raises OSError."""
    size = checksum = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            size, checksum = size + len(block), zlib.crc32(block, checksum)
    return size, checksum


def seal_path(folder: Path, generation: int) -> Path:
    """The file of a seal."""
    return folder / _NAME.format(generation)


def _sum(said: Mapping[str, Any]) -> int:
    return zlib.crc32(json.dumps(said, sort_keys=True).encode("utf-8", "surrogatepass"))
