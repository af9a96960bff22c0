"""The index as it is read: one commit, its segments mapped into memory, shared by any number of threads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.index import TOC

from docgen.search.engine.codec import ArraySegment, read_segment
from docgen.search.engine.damage import damage_as_broken, open_checked
from docgen.search.engine.edits import similar
from docgen.search.engine.executor import Executor
from docgen.search.engine.facets import Value, count_values
from docgen.search.engine.layout import Layout, Record, schema_of
from docgen.search.engine.nodes import Node
from docgen.search.engine.postings import Postings
from docgen.search.engine.program import Program, check, program_of
from docgen.search.engine.ranking import best
from docgen.search.engine.scoring import Scores, Statistics
from docgen.search.engine.segment import Flags, Kept, Segment
from docgen.search.engine.strings import to_bytes
from docgen.search.engine.suggesting import count_tokens, most_frequent
from docgen.search.index_folder import SealedStorage, latest_generation

WORTHS = 20_000  # idf kept, a number each


@dataclass(frozen=True)
class Ranked:
    """One document found."""

    record: Record
    score: float  # 0 where documents are sorted by a column


@dataclass(frozen=True)
class Answer:
    """How many documents were found, the best of them, and how many of all of them have each value of a facet."""

    total: int
    hits: tuple[Ranked, ...]
    facets: dict[str, dict[Value, int]]


def open_engine(folder: Path, layout: Layout) -> Engine:
    """The newest commit in `folder`; raises IndexBroken when it is missing, torn, of another layout or not ours."""
    return _opened(folder, layout, {}, {})


def _opened(folder: Path, layout: Layout, checked: dict[str, int], known: Mapping[str, Segment]) -> Engine:
    def opened(storage: SealedStorage) -> Engine:
        toc = TOC.read(storage, "MAIN", schema=schema_of(layout))
        return Engine(folder, layout, toc.generation, [part(storage, listed) for listed in toc.segments], checked)

    def part(storage: SealedStorage, listed: ArraySegment) -> _OpenSegment:
        segment = known.get(listed.segment_id()) or Segment(read_segment(storage, listed), layout)
        return _OpenSegment(listed, segment)

    return open_checked(folder, checked, opened)


class _OpenSegment:
    """A segment of one commit: what it holds, and which of its documents live."""

    def __init__(self, listed: ArraySegment, segment: Segment) -> None:
        self.name, self.segment = listed.segment_id(), segment
        kept = listed.kept()
        self.kept: Flags = np.ones(segment.size, np.bool_) if kept is None else kept
        self.executor: Executor

    def mask(self, program: Program) -> Flags:
        """What a filter finds; kept, for the same filters come again and again."""
        return self.segment.masks.get(program, lambda: self.executor.run(program).holds)


class Engine:
    """Answers from one commit; `fresh` gives the engine of the newest."""

    def __init__(
        self, folder: Path, layout: Layout, generation: int, segments: Sequence[_OpenSegment], checked: dict[str, int]
    ) -> None:
        self._folder, self._layout, self._generation, self._checked = folder, layout, generation, checked
        self._segments = segments
        self._statistics = Statistics([s.segment for s in segments], layout)
        self._worths: Kept[tuple[str, str], float] = Kept(WORTHS)
        for opened in segments:
            opened.executor = Executor(opened.segment, self._statistics, self._idf)

    def fresh(self) -> Engine:
        """The engine of the newest commit, which shares what did not change; itself when there is none newer."""
        with damage_as_broken(self._folder):
            if latest_generation(self._folder) == self._generation:
                return self
        return _opened(self._folder, self._layout, self._checked, {s.name: s.segment for s in self._segments})

    def search(
        self,
        node: Node,
        *,
        only: Node | None = None,
        limit: int = 20,
        sort: str = "",
        facets: Sequence[str] = (),
    ) -> Answer:
        """The documents that hold for `node` and `only`, best first, or highest first in the column `sort`.

        `only` does not rank. Documents that are equal so far come in the order of their keys, the newest version first.
        """
        program = self._program(node, scored=not sort)
        self._know_columns(facets, (*self._layout.codes, *self._layout.numbers))
        self._know_columns([sort] if sort else [], self._layout.numbers)
        hits: list[tuple[float, Record]] = []
        counts: dict[str, Counter[Value]] = {name: Counter() for name in facets}
        total = 0
        with damage_as_broken(self._folder):
            for opened, allowed in self._allowed(only):
                found = opened.executor.run(program)
                docs = np.flatnonzero(found.holds & allowed)
                total += len(docs)
                for name, counter in counts.items():
                    count_values(opened.segment, name, docs, counter)
                hits += _best(opened.segment, docs, _keys(opened.segment, docs, found.scores, sort), limit)
        hits.sort(key=lambda hit: (-hit[0], hit[1].key, -hit[1].version))
        ranked = tuple(Ranked(record, 0.0 if sort else key) for key, record in hits[: max(limit, 0)])
        return Answer(total, ranked, {name: dict(counter) for name, counter in counts.items()})

    def count(self, node: Node, *, only: Node | None = None) -> int:
        """How many documents hold for `node` and `only`."""
        program = self._program(node, scored=False)
        with damage_as_broken(self._folder):
            found = [(opened.executor.run(program).holds, allowed) for opened, allowed in self._allowed(only)]
        return sum(int(np.count_nonzero(holds & allowed)) for holds, allowed in found)

    def terms(self, field: str, prefix: str, *, only: Node | None = None, limit: int = 10) -> list[tuple[str, int]]:
        """Tokens that begin with `prefix`, with how many documents of `only` hold them; the most frequent first."""
        return self._counted(field, lambda postings: postings.tokens.beginning(to_bytes(prefix)), only, limit)

    def near_terms(self, field: str, token: str, *, only: Node | None = None, limit: int = 10) -> list[tuple[str, int]]:
        """Tokens one letter away from `token`, with how many documents of `only` hold them; the most frequent first."""
        found = self._counted(field, lambda postings: similar(postings.tokens, token), only, limit + 1)
        return [pair for pair in found if pair[0] != token][: max(limit, 0)]

    def tokens_of(self, key: str, version: int, field: str) -> dict[str, float]:
        """The tokens of a document in a text field and what each tells of it (BM25F), the most telling first.

        Empty when there is no such document. Whoever asks must have made sure that the document may be seen.
        """
        if self._layout.text(field) is None:
            raise ValueError(f"the layout has no text {field}")
        telling: dict[str, float] = {}
        with damage_as_broken(self._folder):
            for opened in self._segments:
                for document in opened.segment.records.find(key):
                    if opened.kept[document] and opened.segment.records[document].version == version:
                        telling = opened.executor.tokens_of(document, field)
        return dict(sorted(telling.items(), key=lambda pair: (-pair[1], pair[0])))

    def _counted(
        self, field: str, places: Callable[[Postings], Sequence[int]], only: Node | None, limit: int
    ) -> list[tuple[str, int]]:
        if field not in self._layout.fields():
            raise ValueError(f"the layout has no field {field}")
        counts: Counter[str] = Counter()
        with damage_as_broken(self._folder):
            for opened, allowed in self._allowed(only):
                postings = opened.segment.fields[field]
                count_tokens(postings, places(postings), allowed, counts)
        return most_frequent(counts, limit)

    def _program(self, node: Node, *, scored: bool) -> Program:
        program = program_of(node, scored=scored)
        check(program, self._layout)
        return program

    def _know_columns(self, names: Sequence[str], known: Collection[str]) -> None:
        if unknown := [name for name in names if name not in known]:
            raise ValueError(f"the layout has no column {', '.join(unknown)}")

    def _allowed(self, only: Node | None) -> list[tuple[_OpenSegment, Flags]]:
        """Every segment with the documents that live and hold for `only`."""
        if only is None:
            return [(opened, opened.kept) for opened in self._segments]
        program = self._program(only, scored=False)
        return [(opened, opened.kept & opened.mask(program)) for opened in self._segments]

    def _idf(self, field: str, token: str) -> float:
        return self._worths.get((field, token), partial(self._counted_idf, field, token))

    def _counted_idf(self, field: str, token: str) -> float:
        segments = [opened.segment for opened in self._segments]
        return self._statistics.idf(sum(s.fields[field].documents(s.place(field, token)) for s in segments))


def _keys(segment: Segment, docs: NDArray[np.intp], scores: Scores | None, sort: str) -> NDArray[Any]:
    """What the documents are sorted by, highest first."""
    if sort:
        return segment.numbers[sort][docs]
    return np.zeros(len(docs), np.float32) if scores is None else scores[docs]


def _best(segment: Segment, docs: NDArray[np.intp], keys: NDArray[Any], limit: int) -> list[tuple[float, Record]]:
    """The first `limit` of the documents of one segment, in no order."""
    records = segment.records
    return [(float(keys[at]), records[int(docs[at])]) for at in best(keys, docs, records.ranks, limit).tolist()]
