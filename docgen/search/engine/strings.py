"""A table of strings in two arrays: `heap`, all their UTF-8 bytes on end, and `starts`, where each begins, and the end.

A sorted table is a dictionary: a string is found by bisection, and those that begin alike stand side by side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from docgen.search.engine.arrays import Arrays, Numbers, narrowest

_AFTER_ALL = b"\xff"  # no UTF-8 string begins so


class Strings(Sequence[bytes]):
    """The strings of one table."""

    def __init__(self, heap: Numbers, starts: Numbers) -> None:
        self.heap, self.starts = heap, starts
        self._bytes = heap.data
        self._start = starts.item

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, place: int) -> bytes:  # type: ignore[override]  # slices are not asked for
        return bytes(self._bytes[self._start(place) : self._start(place + 1)])

    def find(self, wanted: bytes) -> int:
        """The place of `wanted` in a sorted table; -1 where it is not in it."""
        place = bisect_left(self, wanted)
        return place if place < len(self) and self[place] == wanted else -1

    def beginning(self, prefix: bytes) -> range:
        """The places in a sorted table of all that begins with `prefix`."""
        return range(bisect_left(self, prefix), bisect_left(self, prefix + _AFTER_ALL))

    def ending(self, tail: bytes) -> Numbers:
        """The places of all that ends with `tail`; compares a letter of all of them at a time."""
        ends = self.starts[1:].astype(np.int64)
        places = np.flatnonzero(ends - self.starts[:-1] >= len(tail))
        for back, letter in enumerate(reversed(tail), start=1):
            places = places[self.heap[ends[places] - back] == letter]
        return places.astype(np.uint32)

    def all(self) -> list[bytes]:
        """Every string, in order."""
        data = self.heap.tobytes()
        return [data[start:end] for start, end in pairwise(self.starts.tolist())]


def to_bytes(text: str) -> bytes:
    """`text` as it stands in a table, whatever it holds."""
    return text.encode("utf-8", "surrogatepass")


def to_text(data: bytes) -> str:
    """What `to_bytes` was given."""
    return data.decode("utf-8", "surrogatepass")


def strings_in(arrays: Arrays, name: str) -> Strings:
    """The table called `name`."""
    return Strings(arrays[f"{name}.heap"], arrays[f"{name}.starts"])


def string_arrays(name: str, strings: Iterable[bytes]) -> dict[str, Numbers]:
    """A table of these strings, called `name`."""
    listed = list(strings)
    starts = np.zeros(len(listed) + 1, np.uint64)
    np.cumsum([len(string) for string in listed], out=starts[1:])
    return {f"{name}.heap": np.frombuffer(b"".join(listed), np.uint8), f"{name}.starts": narrowest(starts)}
