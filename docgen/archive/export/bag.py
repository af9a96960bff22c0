"""A bag: files with their digests, to be handed over and checked by anybody (BagIt 1.0, RFC 8493)."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

from docgen.archive.disk import storage_failed
from docgen.errors import NotReady

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
ALGORITHMS = ("sha256", "sha512")


class Bag:
    """A bag being filled, a file at a time: none is held in memory, and the manifests grow beside them."""

    def __init__(self, folder: Path, manifests: Mapping[str, BinaryIO]) -> None:
        self.folder, self.count, self.bytes = folder, 0, 0
        self._manifests = manifests

    def put(self, path: str, data: bytes) -> None:
        """Write one file below data/."""
        self.stream(path, [data])

    def stream(self, path: str, pieces: Iterable[bytes]) -> None:
        """The same for a file that comes in pieces."""
        target = self.folder / "data" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        digests = {name: hashlib.new(name) for name in self._manifests}
        with target.open("xb") as file:
            for piece in pieces:
                self.bytes += file.write(piece)
                for digest in digests.values():
                    digest.update(piece)
        for name, manifest in self._manifests.items():
            manifest.write(_line(digests[name].hexdigest(), f"data/{path}"))
        self.count += 1


@contextmanager
def new_bag(folder: Path, info: Mapping[str, str], *, on: date) -> Iterator[Bag]:
    """A bag to put files into; the folder appears whole at the end of the block, or not at all.

    Raises NotReady when the folder is there already, StorageFailed.
    """
    if folder.exists():
        raise NotReady(f"Folder {folder} sudah ada.", ["pilih nama folder yang baru"])
    aside = folder.with_name(f".{folder.name}.baru-{os.getpid()}")
    done = False
    try:
        (aside / "data").mkdir(parents=True)
        with ExitStack() as opened:
            manifests: dict[str, BinaryIO] = {
                name: opened.enter_context((aside / f"manifest-{name}.txt").open("wb")) for name in ALGORITHMS
            }
            bag = Bag(aside, manifests)
            yield bag
        facts = {"Bagging-Date": on.isoformat(), "Payload-Oxum": f"{bag.bytes}.{bag.count}", **info}
        write_tags(aside, facts)
        os.replace(aside, folder)
        done = True
    except OSError as error:
        raise storage_failed(error, folder) from error
    finally:
        if not done:
            shutil.rmtree(aside, ignore_errors=True)


def write_tags(folder: Path, info: Mapping[str, str]) -> None:
    """Everything that stands beside the payload and its manifests."""
    lines = (f"{name}: {' '.join(value.split())}\n" for name, value in info.items())
    (folder / "bagit.txt").write_bytes(DECLARATION)
    (folder / "bag-info.txt").write_bytes("".join(lines).encode())
    tags = ["bagit.txt", "bag-info.txt", *(f"manifest-{name}.txt" for name in ALGORITHMS)]
    for name in ALGORITHMS:
        listed = (_line(hashlib.new(name, (folder / tag).read_bytes()).hexdigest(), tag) for tag in tags)
        (folder / f"tagmanifest-{name}.txt").write_bytes(b"".join(listed))


def read_manifest(path: Path) -> dict[str, str]:
    """Path -> digest as a manifest has them; raises ValueError for a line that is none, or a path named twice."""
    found: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines():
        digest, gap, name = line.partition(" ")
        name = name.lstrip(" *").replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        if not gap or not name or name in found:
            raise ValueError(f"{path.name}: {line[:80]}")
        found[name] = digest.lower()
    return found


def _line(digest: str, path: str) -> bytes:
    escaped = path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"{digest}  {escaped}\n".encode()
