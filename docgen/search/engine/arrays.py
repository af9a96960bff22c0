"""A file of named arrays: all that a segment consists of, mapped into memory and never parsed.

    bytes 0-7    b"docgen-1"
    bytes 8-15   length of the directory, a little-endian uint64
    bytes 16-    the directory, JSON: {name: [type, place, count]}; a place is counted from the end of the directory
    then         the arrays, little-endian, each at a multiple of 8

Reading runs nothing of what stands in the file: names, types and places are checked, the rest is numbers.
"""

from __future__ import annotations

import json
import mmap
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.unsignedinteger[Any]]
Arrays: TypeAlias = Mapping[str, Numbers]

MAGIC = b"docgen-1"
TYPES = ("|u1", "<u2", "<u4", "<u8")
_HEAD = struct.Struct("<8sQ")
_ALIGNED = 8


def narrowest(values: NDArray[Any]) -> Numbers:
    """These whole numbers, none below 0, in the smallest type that holds them all."""
    most = int(values.max()) if len(values) else 0
    return values.astype(np.min_scalar_type(most), copy=False)


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Write a new file at `path`; raises OSError."""
    directory: dict[str, tuple[str, int, int]] = {}
    place = 0
    for name, array in arrays.items():
        directory[name] = (array.dtype.newbyteorder("<").str, place, len(array))
        place += _aligned(array.nbytes)
    listed = json.dumps(directory).encode()
    listed += b" " * (_aligned(_HEAD.size + len(listed)) - _HEAD.size - len(listed))
    with path.open("xb") as file:
        file.write(_HEAD.pack(MAGIC, len(listed)) + listed)
        for array in arrays.values():
            file.write(np.ascontiguousarray(array, array.dtype.newbyteorder("<")).data)
            file.write(b"\0" * (_aligned(array.nbytes) - array.nbytes))


def open_arrays(path: Path) -> Arrays:
    """The arrays of the file at `path`, read-only; raises OSError, or ValueError where it is no such file."""
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    try:
        magic, length = _HEAD.unpack_from(mapped)
    except struct.error:
        raise ValueError(f"{path.name} is cut short") from None
    if magic != MAGIC:
        raise ValueError(f"{path.name} is no segment")
    start = _HEAD.size + length
    return {name: _view(mapped, start, entry) for name, entry in _directory(mapped[_HEAD.size : start]).items()}


def joined(arrays: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """These arrays end to end, also when there are none."""
    return np.concatenate(arrays) if arrays else np.empty(0, np.uint8)


def where(flags: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The places where a flag is set: numpy takes values at places several times as fast as by flags."""
    return flags.nonzero()[0]


def check_starts(starts: Numbers, end: int) -> None:
    """Raise ValueError unless `starts` ascend from 0 to `end`: what lies between two is never more than that."""
    if not len(starts) or starts[0] or starts[-1] != end or (starts[1:] < starts[:-1]).any():
        raise ValueError("a segment has lists that do not follow each other")


def _directory(listed: bytes) -> dict[str, Any]:
    directory = json.loads(listed)
    if not isinstance(directory, dict):
        raise ValueError("the directory of a segment is no table")
    return directory


def _view(mapped: mmap.mmap, start: int, entry: Any) -> Numbers:
    kind, place, count = entry
    if kind not in TYPES or place < 0 or count < 0:
        raise ValueError("the directory of a segment names what cannot be")
    return np.frombuffer(mapped, dtype=kind, count=count, offset=start + place)


def _aligned(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
