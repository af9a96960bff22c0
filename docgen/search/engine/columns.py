"""What a segment keeps once for each document: numbers, codes and the record.

    {number}.values       the number of each document
    {code}.names          a sorted table of strings: what each code of this segment means
    {code}.values         the code of each document, a place in that table
    record.keys, .marks   tables of strings, one for each document
    record.versions       a number for each document
    record.order          the documents in the order of their records: key ascending, then version descending

A code means something in its own segment only; merging segments joins the tables and counts the codes anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.arrays import Arrays, Numbers, narrowest
from docgen.search.engine.layout import Record
from docgen.search.engine.strings import string_arrays, strings_in, to_bytes

ORDER = np.dtype(np.uint16)


class Codes:
    """One code column of a segment."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.names = strings_in(arrays, f"{name}.names")
        self.values = arrays[f"{name}.values"]


class Records:
    """The records of a segment."""

    def __init__(self, arrays: Arrays) -> None:
        self.keys, self.marks = strings_in(arrays, "record.keys"), strings_in(arrays, "record.marks")
        self.versions, self.order = arrays["record.versions"], arrays["record.order"]

    def __len__(self) -> int:
        return len(self.versions)

    def __getitem__(self, document: int) -> Record:
        return Record(self.keys.text(document), self.versions.item(document), self.marks.text(document))

    def find(self, key: str) -> Iterator[int]:
        """The documents with this key."""
        wanted = to_bytes(key)
        place = bisect_left(self.order, wanted, key=self._key)
        while place < len(self.order) and self._key(self.order[place]) == wanted:
            yield int(self.order[place])
            place += 1

    def first_of(self, docs: NDArray[np.intp], limit: int) -> list[int]:
        """The first `limit` of these documents in the order of records."""
        ranks = self._ranks[docs]
        if len(ranks) > limit:
            ranks = np.partition(ranks, limit - 1)[:limit]
        chosen: list[int] = self.order[np.sort(ranks)].tolist()
        return chosen

    @cached_property
    def _ranks(self) -> Numbers:
        """The place of each document in the order of records."""
        ranks = np.empty(len(self.order), ORDER)
        ranks[self.order] = np.arange(len(self.order), dtype=ORDER)
        return ranks

    def _key(self, document: int) -> bytes:
        return self.keys[document]


def code_arrays(name: str, codes: Sequence[str]) -> dict[str, Numbers]:
    """A code column of documents with these strings."""
    names = sorted(set(codes))
    numbers = {string: number for number, string in enumerate(names)}
    values = np.array([numbers[string] for string in codes], np.uint32)
    return string_arrays(f"{name}.names", map(to_bytes, names)) | {f"{name}.values": narrowest(values)}


def record_arrays(records: Sequence[Record]) -> dict[str, Numbers]:
    """The records of a segment."""
    keys, marks = ([to_bytes(r.key) for r in records], [to_bytes(r.mark) for r in records])
    return all_records(keys, marks, np.array([r.version for r in records], np.uint32))


def all_records(keys: Sequence[bytes], marks: Iterable[bytes], versions: Numbers) -> dict[str, Numbers]:
    """The same from its parts."""
    falling = (-versions.astype(np.int64)).tolist()
    order = sorted(range(len(keys)), key=lambda document: (keys[document], falling[document]))
    return {
        **string_arrays("record.keys", keys),
        **string_arrays("record.marks", marks),
        "record.versions": narrowest(versions),
        "record.order": np.array(order, ORDER),
    }
