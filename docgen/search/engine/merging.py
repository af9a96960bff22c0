"""Several segments made into one: arrays are moved whole, nothing is cut into tokens again.

A token has a list of postings and one of places in every source; in the new segment they follow each other. `_Lists`
are those of one source, and one indexed copy takes all of them to where they belong. Documents keep the order of the
sources, so what was ascending stays so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.arrays import Arrays, Numbers, narrowest
from docgen.search.engine.columns import Codes, Records, all_records
from docgen.search.engine.layout import Layout
from docgen.search.engine.postings import Postings
from docgen.search.engine.strings import string_arrays, union

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Source:
    """A segment that goes into another."""

    arrays: Arrays
    kept: Flags | None = None  # which documents live; None when all do

    def size(self) -> int:
        """How many documents live."""
        return len(self.arrays["record.versions"]) if self.kept is None else int(self.kept.sum())

    def live(self, values: Numbers) -> Numbers:
        """What the living documents have of `values`, which has one for each document."""
        return values if self.kept is None else values[self.kept]

    def numbers(self, first: int) -> NDArray[np.uint16]:
        """For each document its number in the new segment, where this source begins at `first`."""
        every = np.ones(len(self.arrays["record.versions"]), np.bool_) if self.kept is None else self.kept
        return (np.cumsum(every) - 1 + first).astype(np.uint16)


def merged(sources: Sequence[Source], layout: Layout) -> Arrays:
    """One segment of all documents that live in `sources`."""
    arrays = _records(sources)
    for name in layout.fields():
        arrays |= _field(sources, name)
    for name in layout.numbers:
        arrays[f"{name}.values"] = _joined(sources, f"{name}.values")
    for name in layout.codes:
        arrays |= _codes(sources, name)
    return arrays


def _records(sources: Sequence[Source]) -> dict[str, Numbers]:
    keys: list[bytes] = []
    marks: list[bytes] = []
    for source in sources:
        records = Records(source.arrays)
        live = source.live(np.arange(len(records), dtype=np.uint16)).tolist()
        keys += [records.keys[document] for document in live]
        marks += [records.marks[document] for document in live]
    return all_records(keys, marks, _joined(sources, "record.versions"))


def _joined(sources: Sequence[Source], name: str) -> Numbers:
    return narrowest(np.concatenate([source.live(source.arrays[name]) for source in sources]))


def _codes(sources: Sequence[Source], name: str) -> dict[str, Numbers]:
    columns = [Codes(source.arrays, name) for source in sources]
    names, targets = union([column.names.all() for column in columns])
    values = [s.live(target[column.values]) for s, target, column in zip(sources, targets, columns, strict=True)]
    return string_arrays(f"{name}.names", names) | {f"{name}.values": narrowest(np.concatenate(values))}


def _field(sources: Sequence[Source], name: str) -> dict[str, Numbers]:
    fields = [Postings(source.arrays, name) for source in sources]
    tokens, targets = union([field.tokens.all() for field in fields])
    kept = [None if s.kept is None else s.kept[field.docs] for s, field in zip(sources, fields, strict=True)]
    lists = [_Lists(f.starts, target, flags) for f, target, flags in zip(fields, targets, kept, strict=True)]
    borders = _borders(lists, len(tokens))
    held = np.flatnonzero(np.diff(borders))  # a token whose documents are all deleted is gone
    arrays = string_arrays(f"{name}.tokens", [tokens[place] for place in held.tolist()])
    arrays[f"{name}.starts"] = narrowest(borders[np.append(held, len(tokens))])
    arrays[f"{name}.docs"] = _moved(lists, _renumbered(sources, fields), borders)
    if counts := [f.counts for f in fields if f.counts is not None]:
        arrays[f"{name}.counts"] = _moved(lists, counts, borders)
        arrays[f"{name}.lengths"] = _joined(sources, f"{name}.lengths")
    if places := [f.places for f in fields if f.places is not None]:
        flags = [None if k is None else np.repeat(k, c) for k, c in zip(kept, counts, strict=True)]
        runs = [f.runs for f in fields if f.runs is not None]
        lists = [_Lists(run, target, flag) for run, target, flag in zip(runs, targets, flags, strict=True)]
        borders = _borders(lists, len(tokens))
        arrays[f"{name}.runs"] = narrowest(borders[np.append(held, len(tokens))])
        arrays[f"{name}.places"] = _moved(lists, places, borders)
    return arrays


def _renumbered(sources: Sequence[Source], fields: Sequence[Postings]) -> list[Numbers]:
    """The documents of all postings under their new numbers."""
    firsts = np.cumsum([0] + [source.size() for source in sources]).tolist()
    return [s.numbers(first)[field.docs] for s, field, first in zip(sources, fields, firsts, strict=False)]


class _Lists:
    """What one source has for each of its tokens: lists on end, of which `flags` are kept (all, where it is None)."""

    def __init__(self, starts: Numbers, targets: Numbers, flags: Flags | None) -> None:
        upto = None if flags is None else np.concatenate(([0], np.cumsum(flags)))
        self._starts = (starts if upto is None else upto[starts]).astype(np.int64)
        self.sizes = np.diff(self._starts)
        self.targets = targets  # for each token its place in the new segment
        self._flags = flags

    def kept(self, values: Numbers) -> Numbers:
        """What is kept of `values`, of which there is one for each thing in a list."""
        return values if self._flags is None else values[self._flags]

    def places(self, free: Places) -> Places:
        """Where all that is kept goes, when `free` is the next free place for each token of the new segment."""
        return np.repeat(free[self.targets] - self._starts[:-1], self.sizes) + np.arange(self._starts[-1])


def _borders(sources: Sequence[_Lists], tokens: int) -> Places:
    """Where the list of each token begins in the new segment, and the end."""
    borders = np.zeros(tokens + 1, np.int64)
    for lists in sources:
        borders[1:][lists.targets] += lists.sizes
    return np.cumsum(borders)


def _moved(sources: Sequence[_Lists], values: Sequence[Numbers], borders: Places) -> Numbers:
    """The lists of all sources, those of one token after each other."""
    moved = np.empty(borders[-1], np.result_type(*values))
    free = borders[:-1].copy()
    for lists, old in zip(sources, values, strict=True):
        moved[lists.places(free)] = lists.kept(old)
        free[lists.targets] += lists.sizes
    return moved
