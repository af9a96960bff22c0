"""Single steps on the disk, each told in words when it is refused; what makes a file or a name durable."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path

from docgen.errors import StorageFailed

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


def storage_failed(error: OSError, path: object) -> StorageFailed:
    """What the user is told when the disk refuses: where, why, and what to do."""
    reason = error.strerror or str(error)
    remedy = _REMEDY.get(error.errno or 0, _OTHERWISE)
    return StorageFailed(f"Gagal pada {path}: {reason}. {remedy}")


def forget_pages(path: Path) -> None:
    """Let the system read the file anew, where it can be asked to."""
    if hasattr(os, "posix_fadvise"):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)


def remove_tree(target: Path) -> None:
    """Take away a file, or a folder with all that is in it."""
    if target.is_dir() and not target.is_symlink():
        for entry in list(os.scandir(target)):
            remove_tree(Path(entry.path))
        os.rmdir(target)
    else:
        target.unlink(missing_ok=True)


def keep_aside(target: Path, aside: Path, data: bytes) -> None:
    """The bytes that `target` will hold, durable."""
    write_aside(target, aside, data, durable=True)


def write_aside(target: Path, aside: Path, data: bytes, *, durable: bool = False) -> None:
    """The bytes that `target` will hold."""
    with told(target):
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BYTES, 0o600)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(descriptor, left) :]
            if os.name != "nt":  # Windows would not let a read-only file be replaced
                os.fchmod(descriptor, 0o444)
            if durable:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)


def put_in_place(asides: Mapping[Path, Path]) -> None:
    """Give every file its name, in order."""
    for target, aside in asides.items():
        with told(target):
            os.replace(aside, target)


def make_folders(folders: Iterable[Path], made: list[Path]) -> None:
    """Make these folders and those above them; `made` is told of every one that was not there."""
    for folder in dict.fromkeys(folders):
        with told(folder):
            missing = takewhile(lambda one: not one.is_dir(), (folder, *folder.parents))
            for one in reversed(list(missing)):
                os.mkdir(one, 0o700)
                made.append(one)


def forget_folders(made: Sequence[Path]) -> None:
    """What is made anew is made durable anew: an empty folder left by a failure would pass for an old one."""
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()


def sync_folders(folders: Collection[Path]) -> None:
    """A new name is durable once its folder is; Windows cannot open folders and keeps names itself."""
    if os.name != "nt":
        at_once(_sync_folder, folders)


def _sync_folder(folder: Path) -> None:
    with told(folder):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def at_once(work: Callable[..., None], *columns: Collection[object]) -> None:
    """Do `work` for every row. Where there are many they wait for the disk together, and it flushes them together."""
    rows = list(zip(*columns, strict=True))
    if len(rows) < MANY:
        in_turn(work, rows)
        return
    with ThreadPoolExecutor(WRITERS) as pool:
        shares = [pool.submit(in_turn, work, rows[start::WRITERS]) for start in range(WRITERS)]
    for share in shares:
        share.result()


def in_turn(work: Callable[..., None], rows: Iterable[tuple[object, ...]]) -> None:
    """Do `work` for every row, one after the other."""
    for row in rows:
        work(*row)


@contextmanager
def told(place: Path) -> Iterator[None]:
    """Raise StorageFailed for what the disk refuses in the block."""
    try:
        yield
    except OSError as error:
        raise storage_failed(error, place) from error


def walk(root: Path, prefix: str) -> Iterator[str]:
    """Every file below `prefix`, by its path below `root`."""
    base, waiting = str(root), [prefix]  # by the hundred thousand: without a Path for each
    while waiting:
        folder = waiting.pop()
        try:
            entries = os.scandir(f"{base}/{folder}")
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
