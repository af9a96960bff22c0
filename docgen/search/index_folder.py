"""The files of a Whoosh index: who may touch them, whether they are whole, and who writes now.

Whoosh keeps its table of contents as a pickle and never calls fsync, so nothing is unpickled from a folder others can
write to, and nothing is read before its size and checksum fit the seal (`seal.py`) that was written with it.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.util.filelock import FileLock, try_for

from docgen.errors import IndexBroken, IndexBusy
from docgen.naskah.records import Reach
from docgen.search.seal import Seal, measure, read_seal, write_seal

LOCK = "sedang-ditulis.lock"
CHECKED_BYTES = 512 * 1024 * 1024  # files read through at opening; of a larger index the rest is checked by size only
TRIES = 10  # another process may finish a commit while this one opens

_TOC = re.compile(r"_MAIN_([0-9]+)\.toc")
_OURS = re.compile(r"_?MAIN_.*|segel-[0-9]+\.json.*|" + re.escape(LOCK))
CANNOT_WRITE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)
OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
BUSY = "Indeks sedang ditulis oleh proses lain. Naskah aman tersimpan; cari lagi sebentar nanti."
NO_SEAL = "segelnya hilang, rusak, atau dibuat versi docgen yang lain"
REMEDY = "Indeks dibangun ulang pada pencarian berikutnya, atau jalankan: docgen indeks bangun"


class SealedStorage(FileStorage):  # type: ignore[misc]
    """Whoosh's folder storage that seals every commit just before its table of contents takes effect."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.segments: Collection[str] = ()  # those of the commit under way
        self.reach: Reach | None = None  # what it will say of itself

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        if found := _TOC.fullmatch(newname):
            folder = Path(self.folder)
            segments = [folder / f"{segment}.seg" for segment in self.segments]
            files = {path.name: path for path in segments if path.exists()}  # none where nothing was added
            write_seal(folder, int(found[1]), {newname: folder / oldname, **files}, self.reach)
        super().rename_file(oldname, newname, safe)


@contextmanager
def sole_writer(folder: Path, name: str = LOCK, busy: str = BUSY, *, patience: float = 0.0) -> Iterator[None]:
    """Hold a lock of `folder`, that of its writer; raises IndexBusy when another has it for `patience` seconds."""
    lock = FileLock(str(folder / name))
    with _refusals_as_broken(folder):
        if not try_for(lock.acquire, timeout=patience, delay=0.05):
            raise IndexBusy(busy)
    try:
        yield
    finally:
        lock.release()


def prepare_folder(folder: Path) -> bool:
    """Make `folder` and close it to everyone but its owner; returns whether what is in it may be trusted.

    Raises IndexBroken when the folder is someone else's or cannot be made.
    """
    with _refusals_as_broken(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        info = folder.stat()
        if not _owned(info):
            raise IndexBroken(f"Folder indeks {folder} milik pengguna lain; perbaiki pemiliknya lalu ulangi.")
        folder.chmod(0o700)
    return not _writable_by_others(info)


def _owned(info: os.stat_result) -> bool:
    # Windows has no owner number; there the folder lies below the user's own, closed by the system
    return os.name == "nt" or info.st_uid == os.geteuid()


def _writable_by_others(info: os.stat_result) -> bool:
    return os.name != "nt" and bool(info.st_mode & OTHERS_WRITE)


def wipe(folder: Path) -> None:
    """Delete every index file, whatever its state; foreign files stay. Raises IndexBroken."""
    with _refusals_as_broken(folder):
        for path in folder.iterdir():
            if not _OURS.fullmatch(path.name) or path.name == LOCK:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


def check_folder(folder: Path) -> None:
    """Raise IndexBroken where there is no index folder, or one that others own or can write to."""
    with _refusals_as_broken(folder):
        info = folder.stat()
    if not stat.S_ISDIR(info.st_mode) or not _owned(info) or _writable_by_others(info):
        raise IndexBroken(f"Folder indeks {folder} dapat diubah pengguna lain, jadi isinya tidak dipercaya. {REMEDY}")


def check_files(folder: Path, checked: dict[str, int]) -> None:
    """Check the newest commit in `folder` against its seal; raises IndexBroken naming what does not fit.

    `checked` remembers files already read through in this process; they never change, so each is read once.
    """
    problem = ""
    with _refusals_as_broken(folder):
        for _ in range(TRIES):
            generation = latest_generation(folder)
            problem = _check_seal(folder, generation, checked)
            if not problem or latest_generation(folder) == generation:
                break
    if problem:
        raise IndexBroken(f"Indeks di {folder} tidak utuh: {problem}. {REMEDY}")


def refused(folder: Path, error: OSError) -> IndexBroken | IndexBusy:
    """What to raise for what the system refused: a full or read-only disk harms no index, it only cannot be written."""
    if error.errno in CANNOT_WRITE:
        return IndexBusy(f"Indeks di {folder} tidak dapat ditulis: {error.strerror}. Naskah aman tersimpan.")
    if isinstance(error, FileNotFoundError):
        return IndexBroken(f"Indeks di {folder} belum ada atau hilang. {REMEDY}")
    return IndexBroken(f"Folder indeks {folder} tidak dapat dipakai: {error.strerror}. {REMEDY}")


@contextmanager
def _refusals_as_broken(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refused(folder, error) from error


def latest_generation(folder: Path) -> int:
    """The number of the newest commit; -1 where there is none."""
    found = (_TOC.fullmatch(name) for name in os.listdir(folder))
    return max((int(f[1]) for f in found if f), default=-1)


def read_reach(folder: Path) -> Reach | None:
    """How far the newest commit in `folder` reaches by its seal; raises IndexBroken where there is none."""
    check_folder(folder)
    with _refusals_as_broken(folder):
        for _ in range(TRIES):
            if seal := read_seal(folder, latest_generation(folder)):
                return seal.reach
    raise IndexBroken(f"Indeks di {folder} tidak utuh: {NO_SEAL}. {REMEDY}")


def _check_seal(folder: Path, generation: int, checked: dict[str, int]) -> str:
    """What does not fit, or an empty string."""
    if generation < 0:
        return "belum ada isinya"
    seal = read_seal(folder, generation)
    return next(_misfits(folder, seal, checked, CHECKED_BYTES), "") if seal else NO_SEAL


def find_faults(folder: Path) -> list[str]:
    """What is wrong with the folder and its newest commit, every file of which is read through however large it is."""
    try:
        check_folder(folder)
        with _refusals_as_broken(folder):
            generation = latest_generation(folder)
            seal = read_seal(folder, generation)
            if seal is None:
                return [NO_SEAL if generation >= 0 else "belum ada isinya"]
            return list(_misfits(folder, seal, {}, sum(size for size, _ in seal.files.values())))
    except (IndexBroken, IndexBusy) as error:
        return [str(error)]


def _misfits(folder: Path, seal: Seal, checked: dict[str, int], budget: int) -> Iterator[str]:
    """Files that are not as the seal says; those beyond the `budget` of bytes are measured by size only."""
    for name, (size, checksum) in sorted(seal.files.items(), key=lambda item: item[1][0]):
        if checked.get(name) == checksum:
            continue
        budget -= size
        try:
            wrong = (folder / name).stat().st_size != size or (budget >= 0 and measure(folder / name)[1] != checksum)
        except (FileNotFoundError, ValueError):  # ValueError: a name no file can have
            yield f"{name} tidak ada"
            continue
        if wrong:
            yield f"{name} tidak cocok dengan segelnya"
        else:
            checked[name] = checksum
