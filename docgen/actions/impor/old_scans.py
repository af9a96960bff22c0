"""A folder of scans beside an old register: each found by its name or by the number in it, and not read before."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from docgen.actions.naskah.uploads import LARGEST_SCAN, Upload, demand_scan
from docgen.errors import NotFound, NotReady, StorageFailed, UnsafeFile

_NUMBER = re.compile(r"(?:.*[^0-9])?0*([1-9][0-9]*)")  # agenda-012, 12, 2014_012
_HEAD = 64  # bytes that tell what a file is
_KINDS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
_ALIKE = {"jpeg": "jpg", "tiff": "tif"}
STEM = "surat"


class Scans:
    """The files of one folder. Raises NotFound for a folder that is not there, StorageFailed for one that may not be
    read."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise NotFound("Folder pindaian", folder, "Periksa nama dan foldernya.")
        self.names: dict[str, Path] = {}
        self.numbers: dict[int, list[Path]] = defaultdict(list)
        self.claimed: set[Path] = set()
        try:
            files = sorted(one for one in folder.iterdir() if one.is_file() and not one.is_symlink())
        except OSError as error:
            raise StorageFailed(f"{folder} tidak dapat dibaca: {error.strerror}.") from None
        for path in files:
            self.names[path.name.casefold()] = path
            if found := _NUMBER.fullmatch(path.stem):
                self.numbers[int(found[1])].append(path)

    def find(self, name: str, urut: int) -> Path | None:
        """The scan of that name, without one the scan of that number; None where there is none.

        Raises NotReady when several bear the number, UnsafeFile for what is no scan.
        """
        named = [path] if (path := self.names.get(name.casefold())) else []
        found = named if name else self.numbers.get(urut, [])
        self.claimed |= set(found)
        if len(found) > 1:
            names = ", ".join(path.name for path in found[:4])
            raise NotReady(f"pindaian nomor {urut} ada {len(found)}: {names}; sebut satu di kolom pindaian")
        for path in found:
            _demand_kind(path)
        return found[0] if found else None

    def unclaimed(self) -> list[str]:
        """The names of the scans that no row asked for."""
        left = (path for path in self.names.values() if path not in self.claimed)
        return [path.name for path in left if path.suffix.lower() in _KINDS]


def read_scan(path: Path) -> tuple[str, bytes]:
    """The name a scan is kept under, and its bytes as they are; raises UnsafeFile, StorageFailed."""
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST_SCAN else b""
    except OSError as error:
        raise StorageFailed(f"{path} tidak dapat dibaca: {error.strerror}.") from None
    return _demand_named(path, demand_scan(Upload(data, path.name), STEM)), data


def _demand_kind(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head, size = file.read(_HEAD), path.stat().st_size
    except OSError as error:
        raise UnsafeFile(path.name, [f"tidak dapat dibaca: {error.strerror}"]) from None
    if size > LARGEST_SCAN:
        raise UnsafeFile(path.name, [f"lebih besar dari {LARGEST_SCAN // 1024**2} MiB"])
    _demand_named(path, demand_scan(Upload(head, path.name), STEM))


def _demand_named(path: Path, kept: str) -> str:
    """The name a scan is kept under, if its own does not say another kind."""
    said, kind = path.suffix[1:].lower(), kept.rpartition(".")[2]
    if path.suffix.lower() in _KINDS and _ALIKE.get(said, said) != kind:
        raise UnsafeFile(path.name, [f"isinya {kind.upper()}, namanya .{said}; ganti namanya atau simpan ulang"])
    return kept
