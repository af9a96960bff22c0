"""A segment as it is searched: its fields and columns, and the masks of filters that come again and again."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.arrays import Arrays
from docgen.search.engine.columns import Codes, Records
from docgen.search.engine.layout import Layout
from docgen.search.engine.postings import Postings
from docgen.search.engine.program import Program
from docgen.search.engine.strings import to_bytes

PLACES = 20_000
MASKS = 64  # kept of each segment; one is a byte a document

Flags = NDArray[np.bool_]
K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """The last so many values that were made; several threads may ask."""

    def __init__(self, most: int) -> None:
        self._most, self._values, self._lock = most, dict[K, V](), Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of `key`; made, outside the lock, when it is not there."""
        with self._lock:
            if (found := self._values.pop(key, None)) is not None:
                self._values[key] = found
                return found
        made = make()
        with self._lock:
            self._values[key] = made
            while len(self._values) > self._most:
                del self._values[next(iter(self._values))]
        return made


class Segment:
    """The arrays of a segment, which never change. Which documents are deleted does, and is kept beside it."""

    def __init__(self, arrays: Arrays, layout: Layout) -> None:
        self.fields = {name: Postings(arrays, name) for name in layout.fields()}
        self.numbers = {name: arrays[f"{name}.values"] for name in layout.numbers}
        self.codes = {name: Codes(arrays, name) for name in layout.codes}
        self.records = Records(arrays)
        self.size = len(self.records)
        self._places: Kept[tuple[str, str], int] = Kept(PLACES)
        self.masks: Kept[Program, Flags] = Kept(MASKS)
        columns = [*self.numbers.values(), *(codes.values for codes in self.codes.values())]
        lengths = [field.lengths for field in self.fields.values() if field.lengths is not None]
        if any(len(column) != self.size for column in [*columns, *lengths, self.records.order]):
            raise ValueError("a segment has columns of different lengths")

    def place(self, field: str, token: str) -> int:
        """Where a token stands in the dictionary of a field; -1 where it does not."""
        return self._places.get((field, token), lambda: self.fields[field].tokens.find(to_bytes(token)))
