"""Durable files: the seam between the archive and the disk. Four functions, two implementations, one contract suite.

Paths are relative, with `/`. Only the holder of the archive's write lock writes or removes; anyone may read.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from docgen.archive import disk
from docgen.archive.disk import MANY, storage_failed, told
from docgen.archive.flush import flushing
from docgen.errors import NotFound, StorageFailed

SEMENTARA = "sementara"  # half-written files live here and nowhere else


class Storage(Protocol):
    """The seam: implement these four and pass tests/contracts/test_storage.py."""

    def write(self, files: Mapping[str, bytes]) -> None:
        """Keep every file, in order; on return all of them survive a power cut.

        A crash leaves each file whole, as it was, or absent; never half. What was there under the name is replaced.
        """

    def read(self, path: str, *, fresh: bool = False) -> bytes:
        """The bytes; raises NotFound. `fresh`: from the disk, where the system remembers what it read before."""

    def list(self, prefix: str = "") -> list[str]:
        """Every file at or below the folder `prefix`, sorted; a folder that is not there has none."""

    def remove(self, path: str) -> None:
        """Take away a file or a whole folder, and every folder above it that is then empty, but for the topmost.

        What is not there is no error. A power cut may bring it back.
        """


class FileStorage:
    """Files below one folder, readable by their owner only and writable by nobody once they are kept."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._root = str(root)  # a check opens files by the million: without a Path for each
        self._count = 0

    def write(self, files: Mapping[str, bytes]) -> None:
        asides = {self.root / path: self._aside() for path in files}
        made: list[Path] = []
        try:
            disk.make_folders([self.root / SEMENTARA, *(target.parent for target in asides)], made)
            if len(files) < MANY:
                _keep_each(asides, files, made)
            else:
                _keep_many(self.root, asides, files, made)
        except StorageFailed:
            self._forget(asides.values())
            disk.forget_folders(made)
            raise

    def read(self, path: str, *, fresh: bool = False) -> bytes:
        try:
            if fresh:
                disk.forget_pages(self.root / path)
            with open(f"{self._root}/{path}", "rb", buffering=0) as file:
                return file.readall()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            raise NotFound("Berkas arsip", path) from None
        except OSError as error:
            raise storage_failed(error, self.root / path) from error

    def list(self, prefix: str = "") -> list[str]:
        try:
            return sorted(disk.walk(self.root, prefix))
        except OSError as error:
            raise storage_failed(error, self.root / prefix) from error

    def remove(self, path: str) -> None:
        target = self.root / path
        try:
            disk.remove_tree(target)
            self._prune(target.parent)
        except OSError as error:
            raise storage_failed(error, target) from error

    def _aside(self) -> Path:
        """A name of its own that no reader looks at."""
        self._count += 1
        return self.root / SEMENTARA / f"{os.getpid()}-{self._count}"

    def _forget(self, asides: Iterable[Path]) -> None:
        """Best effort after a failure; what stays is removed when the archive is next opened."""
        for aside in asides:
            try:
                aside.unlink(missing_ok=True)
            except OSError:
                continue

    def _prune(self, folder: Path) -> None:
        while self.root in folder.parent.parents:  # topmost folders stay: another process may be about to use them
            try:
                os.rmdir(folder)
            except FileNotFoundError:
                pass
            except OSError as error:
                if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
                    return
                raise
            folder = folder.parent


class MemoryStorage:
    """The same promises without a disk; what it holds lasts as long as the object."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def write(self, files: Mapping[str, bytes]) -> None:
        self.files.update(files)

    def read(self, path: str, *, fresh: bool = False) -> bytes:
        if path not in self.files:
            raise NotFound("Berkas arsip", path)
        return self.files[path]

    def list(self, prefix: str = "") -> list[str]:
        return sorted(path for path in self.files if _below(path, prefix))

    def remove(self, path: str) -> None:
        for gone in self.list(path):
            del self.files[gone]


def _below(path: str, prefix: str) -> bool:
    return not prefix or path == prefix or path.startswith(prefix + "/")


def _keep_many(root: Path, asides: Mapping[Path, Path], files: Mapping[str, bytes], made: Iterable[Path]) -> None:
    with told(root), flushing(root) as flush:
        if flush:
            _keep_together(asides, files, flush)
        else:
            _keep_each(asides, files, made)


def _keep_each(asides: Mapping[Path, Path], files: Mapping[str, bytes], made: Iterable[Path]) -> None:
    """Every file and every name made durable by itself. No name is put into a folder that a power cut could take."""
    disk.sync_folders({folder.parent: None for folder in made})
    disk.at_once(disk.keep_aside, asides.keys(), asides.values(), files.values())
    disk.put_in_place(asides)
    disk.sync_folders({target.parent: None for target in asides})


def _keep_together(asides: Mapping[Path, Path], files: Mapping[str, bytes], flush: Callable[[], None]) -> None:
    """All bytes and folders made durable at once, then all names."""
    disk.in_turn(disk.write_aside, zip(asides.keys(), asides.values(), files.values(), strict=True))
    flush()
    disk.put_in_place(asides)
    flush()
