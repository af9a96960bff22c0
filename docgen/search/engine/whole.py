"""All segments of a commit as one: their documents are counted through, and a question is worked off once for all.

A step of numpy takes about as long for a thousand documents as for ten, so few large steps are worth a copy.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from heapq import merge
from itertools import accumulate, islice, pairwise
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.arrays import Numbers, joined, narrowest
from docgen.search.engine.layout import Record
from docgen.search.engine.postings import Postings
from docgen.search.engine.segment import Flags, Segment
from docgen.search.engine.strings import Strings, to_bytes, union

Docs = NDArray[np.intp]
Places = Sequence[int]  # where a token stands in the dictionary of each segment; -1 where it is not in it
K = TypeVar("K")
V = TypeVar("V")


class Whole:
    """The segments of a commit, end to end."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        *self._firsts, self.size = accumulate((segment.size for segment in segments), initial=0)
        self.extents = [slice(first, first + s.size) for first, s in zip(self._firsts, segments, strict=True)]
        self.numbers = Made[str, Numbers](lambda name: joined([segment.numbers[name] for segment in segments]))
        self.codes = Made[str, Codes](lambda name: Codes(segments, name))

    def each(self, field: str) -> Iterator[tuple[slice, Postings]]:
        """Which documents are those of a segment, and what it has of a field; segment after segment."""
        return zip(self.extents, [segment.fields[field] for segment in self.segments], strict=True)

    def holding_any(self, field: str, places: Callable[[Strings], Sequence[int]]) -> Flags:
        """Which documents hold a token at one of these places of the dictionary of their segment."""
        flags = np.zeros(self.size, np.bool_)
        for extent, postings in self.each(field):
            flags[extent][postings.docs_of(places(postings.tokens)).astype(np.intp)] = True
        return flags

    def record(self, document: int) -> Record:
        """The record of a document."""
        number = bisect_right(self._firsts, document) - 1
        return self.segments[number].records[document - self._firsts[number]]

    def first_of(self, docs: Docs, limit: int) -> list[int]:
        """The first `limit` of these ascending documents, in the order of their records."""
        runs = []
        borders = [*np.searchsorted(docs, self._firsts).tolist(), len(docs)]
        for extent, segment, some in zip(self.extents, self.segments, pairwise(borders), strict=True):
            ordered = segment.records.first_of(docs[slice(*some)] - extent.start, limit)
            runs.append([doc + extent.start for doc in ordered])
        return list(islice(merge(*runs, key=lambda doc: record_order(self.record(doc))), limit))


class Occurrences:
    """The postings of one token, of all segments end to end."""

    def __init__(self, whole: Whole, field: str, places: Places) -> None:
        self._runs = [
            (extent.start, postings, place)
            for (extent, postings), place in zip(whole.each(field), places, strict=True)
            if place >= 0
        ]

    @cached_property
    def docs(self) -> Docs:
        """The document of each posting, ascending."""
        return numbered((first, postings.docs[postings.extent(place)]) for first, postings, place in self._runs)

    @cached_property
    def counts(self) -> Numbers:
        """How often the token stands in each."""
        return joined([p.counts[p.extent(place)] for _, p, place in self._runs if p.counts is not None])

    @cached_property
    def places(self) -> Numbers:
        """Where it stands there: as many places as the counts say for each posting."""
        return joined([p.places_of(place) for _, p, place in self._runs])


class Codes:
    """One code column of a whole commit: segments number their codes each for itself, here they have one numbering."""

    def __init__(self, segments: Sequence[Segment], name: str) -> None:
        columns = [segment.codes[name] for segment in segments]
        self.names, numbers = union([column.names.all() for column in columns])
        self.values = joined([narrowest(new)[column.values] for new, column in zip(numbers, columns, strict=True)])

    def find(self, name: str) -> int:
        """The code of this string; -1 where there is none."""
        wanted = to_bytes(name)
        return self.names.index(wanted) if wanted in self.names else -1


class Made(dict[K, V], Generic[K, V]):
    """Makes what is asked for, once."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        made = self[key] = self._make(key)
        return made


def numbered(parts: Iterator[tuple[int, Numbers]]) -> Docs:
    """The documents of several segments, each with its first, counted through."""
    listed = list(parts)
    docs = np.empty(sum(len(some) for _, some in listed), np.intp)
    free = 0
    for first, some in listed:
        np.add(some, first, out=docs[free : free + len(some)], dtype=np.intp)
        free += len(some)
    return docs


def record_order(record: Record) -> tuple[str, int]:
    """What sorts records: by key, and of one key the highest version first."""
    return record.key, -record.version
