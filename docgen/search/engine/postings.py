"""One field of one segment: which documents hold which token, how often and where.

    {field}.tokens    a sorted table of strings: the dictionary
    {field}.starts    where the postings of each token begin, and the end of the last
    {field}.docs      uint16; for each posting its document, ascending within a token
of a text field also
    {field}.counts    for each posting how often the token stands in that document
    {field}.lengths   for each document its tokens
and with positions
    {field}.places    where in its document the token stands, ascending within a posting
    {field}.runs      where the places of each token begin, and the end of the last

A document is a uint16 because a segment never holds more than `merging.LARGEST` of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from docgen.search.engine.arrays import Arrays, Numbers, check_starts, joined
from docgen.search.engine.strings import strings_in

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.float32)


class Postings:
    """The postings of one field in a segment; raises ValueError where they are not whole."""

    def __init__(self, arrays: Arrays, field: str) -> None:
        self.tokens = strings_in(arrays, f"{field}.tokens")
        self.starts, self.docs = arrays[f"{field}.starts"], arrays[f"{field}.docs"]
        self.counts, self.lengths = arrays.get(f"{field}.counts"), arrays.get(f"{field}.lengths")
        self.places, self.runs = arrays.get(f"{field}.places"), arrays.get(f"{field}.runs")
        check_starts(self.starts, len(self.docs))
        if self.places is not None and self.runs is not None:
            check_starts(self.runs, len(self.places))

    def extent(self, place: int) -> slice:
        """Where the postings of the token at `place` stand."""
        return slice(self.starts.item(place), self.starts.item(place + 1))

    def documents(self, place: int) -> int:
        """How many documents hold the token at `place`; none where there is no such place (-1)."""
        return 0 if place < 0 else self.starts.item(place + 1) - self.starts.item(place)

    def docs_of(self, places: Sequence[int]) -> Numbers:
        """The documents of all postings of the tokens at these places; a run of places is one run of postings."""
        if isinstance(places, range):
            return self.docs[self.starts[places.start] : self.starts[places.stop]]
        return joined([self.docs[self.extent(place)] for place in places])

    def places_of(self, place: int) -> Numbers:
        """Where the token at `place` stands, in all its documents."""
        assert self.places is not None and self.runs is not None
        return self.places[self.runs.item(place) : self.runs.item(place + 1)]

    def on_end(self, places: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """All postings of the tokens at these places, one token after the other, and how many each has."""
        starts = self.starts[places].astype(np.int64)
        sizes = self.starts[places + 1].astype(np.int64) - starts
        firsts = np.cumsum(sizes) - sizes
        return np.repeat(starts - firsts, sizes) + np.arange(sizes.sum()), sizes

    def tokens_in(self, document: int) -> tuple[NDArray[np.int64], list[int]]:
        """The postings of one document, and where their tokens stand; looks through all, a set at a time."""
        which = np.flatnonzero(self.docs == document)
        return which, (np.searchsorted(self.starts, which, side="right") - 1).tolist()

    @cached_property
    def total(self) -> int:
        """The tokens of all documents together."""
        return 0 if self.lengths is None else int(self.lengths.sum(dtype=np.int64))

    @cached_property
    def rounded_lengths(self) -> NDArray[np.float32]:
        """For each document its tokens, as the one byte that Whoosh keeps tells them (`length_to_byte`)."""
        assert self.lengths is not None
        return _LENGTHS.take(np.searchsorted(_LENGTHS, self.lengths), mode="clip")
