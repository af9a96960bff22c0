"""Durable files: the seam between the archive and the disk. Four functions, two implementations, one contract suite.

Paths are relative, with `/`. Only the holder of the archive's write lock writes or removes; anyone may read.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from docgen.errors import NotFound, StorageFailed

SEMENTARA = "sementara"  # half-written files live here and nowhere else
_BYTES = getattr(os, "O_BINARY", 0)  # or Windows writes a carriage return before each line feed
MANY, WRITERS = 32, 8  # from so many files on, so many threads wait for the disk at once

_REMEDY = {
    errno.ENOSPC: "Penyimpanan penuh. Kosongkan ruang, lalu ulangi.",
    errno.EDQUOT: "Jatah penyimpanan habis. Kosongkan ruang atau minta tambahan jatah, lalu ulangi.",
    errno.EROFS: "Penyimpanan hanya dapat dibaca. Pasang kembali agar dapat ditulis, lalu ulangi.",
    errno.EACCES: "Tidak ada izin. Periksa pemilik dan hak akses folder arsip, lalu ulangi.",
    errno.EPERM: "Tidak ada izin. Periksa pemilik dan hak akses folder arsip, lalu ulangi.",
    errno.EIO: "Perangkat penyimpanan rusak atau terlepas. Periksa kabel dan cakram sebelum mengulangi.",
}
_OTHERWISE = "Periksa cakram dan folder arsip, lalu ulangi."


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


def storage_failed(error: OSError, path: object) -> StorageFailed:
    """What the user is told when the disk refuses: where, why, and what to do."""
    reason = error.strerror or str(error)
    remedy = _REMEDY.get(error.errno or 0, _OTHERWISE)
    return StorageFailed(f"Gagal pada {path}: {reason}. {remedy}")


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
            # a name is never put into a folder that a power cut could take away
            _make_folders([self.root / SEMENTARA, *(target.parent for target in asides)], made)
            _sync_folders({folder.parent: None for folder in made})
            _at_once(_write_aside, asides.keys(), asides.values(), files.values())
            _put_in_place(asides)
            _sync_folders({target.parent: None for target in asides})
        except StorageFailed:
            self._forget(asides.values())
            _forget_folders(made)
            raise

    def read(self, path: str, *, fresh: bool = False) -> bytes:
        try:
            if fresh:
                _forget_pages(self.root / path)
            with open(f"{self._root}/{path}", "rb", buffering=0) as file:
                return file.readall()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            raise NotFound("Berkas arsip", path) from None
        except OSError as error:
            raise storage_failed(error, self.root / path) from error

    def list(self, prefix: str = "") -> list[str]:
        try:
            return sorted(_walk(self.root, prefix))
        except OSError as error:
            raise storage_failed(error, self.root / prefix) from error

    def remove(self, path: str) -> None:
        target = self.root / path
        try:
            _remove_tree(target)
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


def _walk(root: Path, prefix: str) -> Iterator[str]:
    """Every file below `prefix`, by its path below `root`."""
    waiting = [prefix]
    while waiting:
        folder = waiting.pop()
        try:
            entries = os.scandir(root / folder)
        except FileNotFoundError:
            continue
        except NotADirectoryError:
            if os.path.lexists(root / folder):  # a file; below a file there is nothing
                yield folder
            continue
        with entries:
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                else:
                    yield path


def _forget_pages(path: Path) -> None:
    """Let the system read the file anew, where it can be asked to."""
    if hasattr(os, "posix_fadvise"):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)


def _remove_tree(target: Path) -> None:
    if target.is_dir() and not target.is_symlink():
        for entry in list(os.scandir(target)):
            _remove_tree(Path(entry.path))
        os.rmdir(target)
    else:
        target.unlink(missing_ok=True)


def _write_aside(target: Path, aside: Path, data: bytes) -> None:
    """The bytes that `target` will hold, durable."""
    with _told(target):
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BYTES, 0o600)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(descriptor, left) :]
            if os.name != "nt":  # Windows would not let a read-only file be replaced
                os.fchmod(descriptor, 0o444)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _put_in_place(asides: Mapping[Path, Path]) -> None:
    """Give every file its name, in order."""
    for target, aside in asides.items():
        with _told(target):
            os.replace(aside, target)


def _make_folders(folders: Iterable[Path], made: list[Path]) -> None:
    """Make these folders and those above them; `made` is told of every one that was not there."""
    for folder in dict.fromkeys(folders):
        with _told(folder):
            missing = [one for one in (folder, *folder.parents) if not one.is_dir()]
            for one in reversed(missing):
                os.mkdir(one, 0o700)
                made.append(one)


def _forget_folders(made: Sequence[Path]) -> None:
    """What is made anew is made durable anew: an empty folder left by a failure would pass for an old one."""
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()


def _sync_folders(folders: Collection[Path]) -> None:
    """A new name is durable once its folder is; Windows cannot open folders and keeps names itself."""
    if os.name != "nt":
        _at_once(_sync_folder, folders)


def _sync_folder(folder: Path) -> None:
    with _told(folder):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _at_once(work: Callable[..., None], *columns: Collection[object]) -> None:
    """Do `work` for every row. Where there are many they wait for the disk together, and it flushes them together."""
    rows = list(zip(*columns, strict=True))
    if len(rows) < MANY:
        _in_turn(work, rows)
        return
    with ThreadPoolExecutor(WRITERS) as pool:
        shares = [pool.submit(_in_turn, work, rows[start::WRITERS]) for start in range(WRITERS)]
    for share in shares:
        share.result()


def _in_turn(work: Callable[..., None], rows: Iterable[tuple[object, ...]]) -> None:
    for row in rows:
        work(*row)


@contextmanager
def _told(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise storage_failed(error, place) from error
