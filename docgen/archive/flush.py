"""One request to the disk instead of one for each of many files: syncfs(2), where it is known to keep its promise.

PostgreSQL offers the same (its manual, "syncfs() Caveats") and names the two reservations kept here: before Linux 5.8
an error of the disk may go untold, and what other programs wrote to the file system is waited for too.
"""

from __future__ import annotations

import ctypes
import os
import platform
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

TRUSTED = ("ext4", "xfs")
_MOUNTS = Path("/proc/self/mountinfo")


@contextmanager
def flushing(folder: Path) -> Iterator[Callable[[], None] | None]:
    """What makes all durable that was written, since the block began, to the file system of `folder`.

    None where the system has no such request or the file system is not one of TRUSTED.
    """
    if not (tells_errors(platform.system(), platform.release()) and file_system(folder, _MOUNTS) in TRUSTED):
        yield None
        return
    descriptor = os.open(folder, os.O_RDONLY)  # before the first byte: an error is told to who was already there
    try:
        yield lambda: syncfs(descriptor)
    finally:
        os.close(descriptor)


def syncfs(descriptor: int) -> None:
    """Wait until the file system of an open file has written everything; raises OSError."""
    library = ctypes.CDLL(None, use_errno=True)
    if library.syncfs(descriptor) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def tells_errors(system: str, release: str) -> bool:
    """Whether this system has syncfs and reports by it what the disk refused: Linux from 5.8 on."""
    version = re.match(r"(\d+)\.(\d+)", release)
    return system == "Linux" and version is not None and (int(version[1]), int(version[2])) >= (5, 8)


def file_system(folder: Path, mounts: Path) -> str:
    """The type of the file system that holds `folder`, by the list in proc(5) mountinfo; '' where it is not told."""
    device = os.stat(folder).st_dev
    name = f"{os.major(device)}:{os.minor(device)}"
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    for line in lines:
        mount, _, source = line.partition(" - ")
        if mount.split(" ")[2:3] == [name]:
            return source.split(" ")[0]
    return ""
