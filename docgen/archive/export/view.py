"""An export as its checks see it: read once, with nothing of docgen's archive."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from docgen.archive.backup.durable import pieces
from docgen.archive.canonical import canonical_json, sha256
from docgen.archive.export.bag import ALGORITHMS, read_manifest
from docgen.archive.export.tables import DELIMITER
from docgen.archive.export.writing import ABOUT
from docgen.archive.nisan import NISAN
from docgen.archive.ocfl import INVENTORY, ROOT, Inventory
from docgen.archive.record import NASKAH, RECORD

Row = dict[str, Any]
_OBJECT = re.compile(rf"data/{ROOT}/[0-9a-f]{{3}}/[0-9a-f]{{3}}/[0-9a-f]{{3}}/[^/]+(?=/)")


@dataclass(frozen=True)
class Facts:
    """Size and digests of one file as it is."""

    size: int
    sha256: str
    sha512: str


@dataclass(frozen=True)
class Filed:
    """One version as its record.json tells it: `record` is the digest the log covers; no folder: it was destroyed."""

    folder: str
    object_id: str
    number: int
    state: Mapping[str, str]  # logical path -> where its bytes lie, below data/
    body: Row
    log: Row
    record: str

    @property
    def place(self) -> str:
        return f"{self.folder}/v{self.number}"

    @property
    def version(self) -> Row:
        """What it says of a version of a naskah; nothing for other objects."""
        found: Row = self.body.get("version", {})
        return found


class Export:
    """The bag in `folder`. What cannot be read raises ValueError, KeyError or OSError in the check that asks for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def entries(self) -> list[Path]:
        return sorted(self.folder.rglob("*"))

    @cached_property
    def payload(self) -> dict[str, Facts]:
        """Every plain file below data/."""
        paths = [path for path in self.entries if path.is_file() and not path.is_symlink()]
        named = {path.relative_to(self.folder).as_posix(): path for path in paths}
        return {name: _facts(path) for name, path in named.items() if name.startswith("data/")}

    @cached_property
    def manifests(self) -> dict[str, dict[str, str]]:
        """Those there are, by algorithm."""
        paths = {name: self.folder / f"manifest-{name}.txt" for name in ALGORITHMS}
        return {name: read_manifest(path) for name, path in paths.items() if path.is_file()}

    @cached_property
    def info(self) -> dict[str, str]:
        lines = (self.folder / "bag-info.txt").read_text("utf-8").splitlines()
        return {name: value for name, _, value in (line.partition(": ") for line in lines)}

    @cached_property
    def about(self) -> Row:
        found: Row = json.loads((self.folder / "data" / ABOUT).read_bytes())
        return found

    @property
    def complete(self) -> bool:
        return bool(self.about["lengkap"])

    @cached_property
    def objects(self) -> dict[str, Inventory]:
        """The inventory at the root of every object, by its folder."""
        found = {match[0] for path in self.payload if (match := _OBJECT.match(path))}
        return {folder: json.loads((self.folder / folder / INVENTORY).read_bytes()) for folder in sorted(found)}

    @cached_property
    def filed(self) -> list[Filed]:
        """Every version that has a record.json, in the order of the log."""
        found = [one for folder, inventory in self.objects.items() for one in self._filed(folder, inventory)]
        return sorted([*found, *_destroyed(found)], key=lambda one: int(one.log["seq"]))

    @property
    def standing(self) -> list[Filed]:
        """Those whose bytes are there: all but what a pemusnahan destroyed."""
        return [one for one in self.filed if one.folder]

    @property
    def naskah(self) -> dict[str, list[Filed]]:
        """The versions of each naskah that is there, by its id."""
        found: dict[str, list[Filed]] = {}
        for one in self.standing:
            if "naskah" in one.body:
                found.setdefault(one.body["naskah"]["id"], []).append(one)
        return found

    def text(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8")

    def rows(self, name: str) -> list[Row]:
        """A table by its .json."""
        found: list[Row] = json.loads((self.folder / "data" / "metadata" / f"{name}.json").read_bytes())
        return found

    def csv(self, name: str) -> list[list[str]]:
        """A table by its .csv, heads first."""
        with (self.folder / "data" / "metadata" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file, delimiter=DELIMITER))

    def tables(self, ending: str) -> set[str]:
        """The names of the tables with that ending."""
        found = (path for path in self.payload if path.startswith("data/metadata/") and path.endswith(ending))
        names = {path.rpartition("/")[2].removesuffix(ending) for path in found}
        return {name for name in names if name.casefold() != Path(ABOUT).stem}

    def _filed(self, folder: str, inventory: Inventory) -> Iterator[Filed]:
        for name, version in inventory["versions"].items():
            state = {
                path: f"{folder}/{inventory['manifest'][digest][0]}"
                for digest, paths in version["state"].items()
                for path in paths
                if digest in inventory["manifest"]
            }
            if RECORD in state and state[RECORD] in self.payload:
                body = json.loads((self.folder / state[RECORD]).read_bytes())
                log = body.pop("log")
                digest = sha256(canonical_json(body))
                yield Filed(folder, inventory["id"], int(name[1:]), state, body, log, digest)


def _destroyed(filed: list[Filed]) -> Iterator[Filed]:
    """Versions of which only the tombstone is left, in the record of the pemusnahan; they have no folder."""
    for one in filed:
        for stone in one.body.get("catatan", {}).get("isi", {}).get(NISAN, ()):
            body = {name: value for name, value in stone.items() if name != "log"}
            log = {name: stone["log"][name] for name in ("seq", "prev", "hash")}
            object_id, number = NASKAH + stone["naskah"]["id"], stone["version"]["number"]
            yield Filed("", object_id, number, {}, body, log, stone["log"]["record"])


def _facts(path: Path) -> Facts:
    size, short, long = 0, hashlib.sha256(), hashlib.sha512()
    for piece in pieces(path):
        size += len(piece)
        short.update(piece)
        long.update(piece)
    return Facts(size, short.hexdigest(), long.hexdigest())
