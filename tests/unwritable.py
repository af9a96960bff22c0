"""A folder that the system really lets nobody write to, also where the tests run as root."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.archive.crashing import in_child

_CAPABILITIES_3 = 0x20080522  # linux/capability.h


def only_reading(folder: Path, work: Callable[[], None]) -> None:
    """Do `work` in a process for which everything in `folder` can only be read; what it asserts counts here, too."""

    def in_the_reader(descriptor: int) -> None:
        if os.geteuid() == 0:
            _obey_permissions()
        work()

    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with _closed(folder):
        _, status = in_child(in_the_reader)
        assert status == 0, "see the traceback of the child"
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def _obey_permissions() -> None:
    """Root without its privileges is an owner like any other."""
    none = ctypes.create_string_buffer(24)
    header = ctypes.create_string_buffer(struct.pack("Ii", _CAPABILITIES_3, 0))
    assert ctypes.CDLL(None).capset(header, none) == 0


@contextmanager
def _closed(folder: Path) -> Iterator[None]:
    modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    for path, mode in modes.items():
        path.chmod(mode & 0o555)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
