"""A table of strings in two arrays: `heap`, all their UTF-8 bytes on end and a 0, and `starts`, where each begins,
and where the last one ends.

A sorted table is a dictionary: a string is found by bisection, and those that begin alike stand side by side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.arrays import Arrays, Numbers, check_starts, narrowest

_HEAD = 8  # bytes
_MANY = 64  # strings that are worth a look at the heads of a whole table
_ENCODED = ("utf-8", "surrogatepass")
_AFTER_ALL = b"\xff"  # no UTF-8 string begins so


class Strings(Sequence[bytes]):
    """The strings of one table; raises ValueError where it is none."""

    def __init__(self, heap: Numbers, starts: Numbers) -> None:
        check_starts(starts, len(heap) - 1)
        self.heap, self.starts = heap, starts
        self._bytes = heap.data
        self._start = starts.item

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, place: int) -> bytes:  # type: ignore[override]  # slices are not asked for
        return bytes(self._bytes[self._start(place) : self._start(place + 1)])

    def text(self, place: int) -> str:
        """The string at `place` as it was before `to_bytes`."""
        return str(self._bytes[self._start(place) : self._start(place + 1)], *_ENCODED)

    def find(self, wanted: bytes) -> int:
        """The place of `wanted` in a sorted table; -1 where it is not in it."""
        place = bisect_left(self, wanted)
        return place if place < len(self) and self[place] == wanted else -1

    def find_all(self, wanted: Sequence[bytes]) -> list[int]:
        """`find` for many: their first bytes are looked up at a time, and few strings share those."""
        if len(wanted) < _MANY:
            return [self.find(string) for string in wanted]
        heads = np.frombuffer(b"".join(string[:_HEAD].ljust(_HEAD, b"\0") for string in wanted), ">u8")
        lows, highs = (np.searchsorted(self._heads, heads, side).tolist() for side in ("left", "right"))
        found = []
        for string, low, high in zip(wanted, lows, highs, strict=True):
            place = bisect_left(self, string, low, high)
            found.append(place if place < high and self[place] == string else -1)
        return found

    def beginning(self, prefix: bytes) -> range:
        """The places in a sorted table of all that begins with `prefix`."""
        return range(bisect_left(self, prefix), bisect_left(self, prefix + _AFTER_ALL))

    def ending(self, tail: bytes) -> Numbers:
        """The places of all whose last bytes are those of `tail`, of which the last few are compared; in no order."""
        known = tail[: -_HEAD - 1 : -1]
        span = np.uint64((1 << 8 * (_HEAD - len(known))) - 1)
        low = np.uint64(int.from_bytes(known.ljust(_HEAD, b"\0")))
        tails, places = self._tails
        return places[np.searchsorted(tails, low) : np.searchsorted(tails, low + span, "right")]

    @cached_property
    def _heads(self) -> NDArray[np.uint64]:
        """The first bytes of every string as a number; numbers are in the order of the strings."""
        starts, steps = self.starts[:-1, None].astype(np.int64), np.arange(_HEAD)
        letters = self.heap.take(starts + steps, mode="clip") * (starts + steps < self.starts[1:, None])
        return letters.astype(np.uint8).view(">u8").ravel().astype(np.uint64)

    @cached_property
    def is_ascii(self) -> bool:
        """Whether every letter takes one byte."""
        return not (self.heap & 0x80).any()

    @cached_property
    def _tails(self) -> tuple[NDArray[np.uint64], Numbers]:
        """The last bytes of every string, from the last one on, as a number; ascending, with their places."""
        from_end = self.starts[1:, None].astype(np.int64) - 1 - np.arange(_HEAD)
        letters = self.heap.take(from_end, mode="clip") * (from_end >= self.starts[:-1, None])
        tails = letters.astype(np.uint8).view(">u8").ravel().astype(np.uint64)
        order = np.argsort(tails)
        return tails[order], narrowest(order)

    def all(self) -> list[bytes]:
        """Every string, in order."""
        data = self.heap.tobytes()
        return [data[start:end] for start, end in pairwise(self.starts.tolist())]


def union(tables: Sequence[Sequence[bytes]]) -> tuple[list[bytes], list[Numbers]]:
    """All strings, sorted, and for each table where its strings stand among them."""
    strings = sorted(set().union(*tables))
    place = {string: number for number, string in enumerate(strings)}
    return strings, [np.array([place[string] for string in table], np.uint32) for table in tables]


def to_bytes(text: str) -> bytes:
    """`text` as it stands in a table, whatever it holds."""
    return text.encode(*_ENCODED)


def to_text(data: bytes) -> str:
    """What `to_bytes` was given."""
    return data.decode(*_ENCODED)


def strings_in(arrays: Arrays, name: str) -> Strings:
    """The table called `name`."""
    return Strings(arrays[f"{name}.heap"], arrays[f"{name}.starts"])


def string_arrays(name: str, strings: Iterable[bytes]) -> dict[str, Numbers]:
    """A table of these strings, called `name`."""
    listed = list(strings)
    starts = np.zeros(len(listed) + 1, np.uint64)
    np.cumsum([len(string) for string in listed], out=starts[1:])
    heap = b"".join(listed) + b"\0"  # one more byte, so that there is always one to take
    return {f"{name}.heap": np.frombuffer(heap, np.uint8), f"{name}.starts": narrowest(starts)}
