"""The index as it is read: one commit, its segments mapped into memory, shared by any number of threads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from whoosh.index import TOC

from docgen.search.engine.arrays import joined
from docgen.search.engine.codec import ArraySegment, read_segment
from docgen.search.engine.domain import flags_of
from docgen.search.engine.edits import similar
from docgen.search.engine.executor import Executor
from docgen.search.engine.facets import Value, count_values
from docgen.search.engine.keeping import Kept
from docgen.search.engine.layout import Layout, Record, schema_of
from docgen.search.engine.lookup import Lookup
from docgen.search.engine.nodes import Node
from docgen.search.engine.opening import EngineStorage, damage_as_broken, open_checked
from docgen.search.engine.program import Program, program_of, words_of
from docgen.search.engine.ranking import best
from docgen.search.engine.scoring import Scores, Statistics
from docgen.search.engine.segment import Flags, Segment
from docgen.search.engine.slips import swapped
from docgen.search.engine.strings import Strings, to_bytes
from docgen.search.engine.suggesting import count_tokens, most_frequent
from docgen.search.engine.whole import Docs, Whole
from docgen.search.index_folder import latest_generation

MASKS = 64  # kept of each commit; one is a byte a document


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


@dataclass(frozen=True)
class Part:
    """A segment of one commit, and which of its documents live in it."""

    name: str
    segment: Segment
    kept: Flags


def open_engine(folder: Path, layout: Layout, checked: dict[str, int] | None = None) -> Engine:
    """The newest commit in `folder`; raises IndexBroken when it is missing, torn, of another layout or not ours.

    `checked` remembers which files were read through and found whole; `writing` may share it.
    """
    return _opened(folder, layout, {} if checked is None else checked, {})


def _opened(folder: Path, layout: Layout, checked: dict[str, int], known: Mapping[str, Segment]) -> Engine:
    def opened(storage: EngineStorage) -> Engine:
        commit = newest_commit(folder)
        toc = TOC.read(storage, "MAIN", schema=schema_of(layout))
        return Engine(folder, layout, commit, [part(storage, listed) for listed in toc.segments], checked)

    def part(storage: EngineStorage, listed: ArraySegment) -> Part:
        name, kept = listed.segment_id(), listed.kept()
        segment = known.get(name) or Segment(read_segment(storage, listed), layout)
        return Part(name, segment, np.ones(segment.size, np.bool_) if kept is None else kept)

    return open_checked(folder, checked, opened)


def newest_commit(folder: Path) -> tuple[int, ...]:
    """What tells this commit from every other, also from that of an index made anew; raises OSError."""
    generation = latest_generation(folder)
    info = (folder / f"_MAIN_{generation}.toc").stat()
    return generation, info.st_mtime_ns, info.st_size, info.st_ino


class Engine:
    """Answers from one commit; `fresh` gives the engine of the newest.

    Every question raises ValueError when it names what the layout does not have, and IndexBroken when the files turn
    out to be damaged.
    """

    def __init__(
        self, folder: Path, layout: Layout, commit: tuple[int, ...], parts: Sequence[Part], checked: dict[str, int]
    ) -> None:
        self._folder, self._layout, self._commit, self._checked = folder, layout, commit, checked
        self._parts = parts
        self._whole = Whole([part.segment for part in parts])
        self._statistics = Statistics(self._whole, layout)
        self._lookup = Lookup(self._whole.segments, self._statistics)
        self._live: Flags = joined([part.kept for part in parts])
        self._all_live = bool(self._live.all())
        self._masks: Kept[Program, Flags] = Kept(MASKS)

    def fresh(self) -> Engine:
        """The engine of the newest commit, which shares what did not change; itself when there is none newer."""
        with damage_as_broken(self._folder), suppress(FileNotFoundError):  # it may be replaced this moment
            if newest_commit(self._folder) == self._commit:
                return self
        return _opened(self._folder, self._layout, self._checked, {part.name: part.segment for part in self._parts})

    def search(
        self,
        node: Node,
        *,
        only: Node | None = None,
        limit: int = 20,
        sort: str = "",
        facets: Sequence[str] = (),
    ) -> Answer:
        """The documents that hold for `node` and `only`, best first, or highest first in the number column `sort`.

        `only` does not rank. Documents that are equal so far come in the order of their keys, the newest version first.
        """
        self._check(facets, (*self._layout.codes, *self._layout.numbers))
        self._check([sort] if sort else [], self._layout.numbers)
        docs, scores = self._found(node, only, scored=not sort)
        with damage_as_broken(self._folder):
            hits = best(self._whole, docs, self._whole.numbers[sort][docs] if sort else scores, limit)
            counts = {name: count_values(self._whole, name, docs, coded=name in self._layout.codes) for name in facets}
        return Answer(len(docs), tuple(Ranked(record, 0.0 if sort else key) for key, record in hits), counts)

    def count(self, node: Node, *, only: Node | None = None) -> int:
        """How many documents hold for `node` and `only`."""
        return len(self._found(node, only, scored=False)[0])

    def terms(self, field: str, prefix: str, *, only: Node | None = None, limit: int = 10) -> list[tuple[str, int]]:
        """Tokens that begin with `prefix`, with how many documents of `only` hold them; the most frequent first."""
        wanted = to_bytes(prefix)
        return most_frequent(self._counted(field, lambda tokens: tokens.beginning(wanted), only), limit)

    def near_terms(self, field: str, token: str, *, only: Node | None = None, limit: int = 10) -> list[tuple[str, int]]:
        """The same for tokens one letter away from `token`, or with two of its letters changed about."""
        others = [to_bytes(other) for other in swapped(token)]

        def places(tokens: Strings) -> list[int]:
            found = map(tokens.find, others)
            return list({*similar(tokens, token), *(place for place in found if place >= 0)})

        counts = self._counted(field, places, only)
        del counts[token]
        return most_frequent(counts, limit)

    def tokens_of(self, key: str, version: int, field: str) -> dict[str, float]:
        """The tokens of a document in a text field and what each tells of it (BM25F), the most telling first.

        Empty when there is no such document. Whoever asks must have made sure that the document may be seen.
        """
        self._check([field], [text.name for text in self._layout.texts])
        telling: dict[str, float] = {}
        with damage_as_broken(self._folder):
            for number, part in enumerate(self._parts):
                for document in part.segment.records.find(key):
                    if part.kept[document] and part.segment.records[document].version == version:
                        telling |= self._telling(number, document, field)
        return dict(sorted(telling.items(), key=lambda pair: (-pair[1], pair[0])))

    def _telling(self, number: int, document: int, field: str) -> dict[str, float]:
        postings = self._parts[number].segment.fields[field]
        which, places = postings.tokens_in(document)
        tokens = [postings.tokens.text(place) for place in places]
        known = self._lookup.known([(field, token) for token in tokens])
        idfs = np.array([known[field, token].idf for token in tokens], np.float32)
        scores = self._statistics.scores_of(field, number, which, idfs)
        return dict(zip(tokens, scores.tolist(), strict=True))

    def _found(self, node: Node, only: Node | None, *, scored: bool) -> tuple[Docs, Scores | None]:
        """The documents that hold for `node`, live and hold for `only`, and their scores."""
        program = program_of(node, self._layout, scored=scored)
        allowed = None if only is None and self._all_live else self._allowed(only)
        with damage_as_broken(self._folder):
            return self._executor(program).run(program, allowed)

    def _executor(self, program: Program) -> Executor:
        return Executor(self._whole, self._statistics, self._lookup.known(words_of(program)))

    def _counted(self, field: str, places: Callable[[Strings], Sequence[int]], only: Node | None) -> Counter[str]:
        self._check([field], self._layout.fields())
        counts: Counter[str] = Counter()
        allowed = self._allowed(only)
        with damage_as_broken(self._folder):
            for extent, postings in self._whole.each(field):
                count_tokens(postings, places(postings.tokens), allowed[extent], counts)
        return counts

    def _allowed(self, only: Node | None) -> Flags:
        """Which documents live and hold for `only`, whose masks are kept."""
        if only is None:
            return self._live
        program = program_of(only, self._layout, scored=False)
        with damage_as_broken(self._folder):
            return self._masks.get([program], self._made_masks)[program]

    def _made_masks(self, programs: Sequence[Program]) -> dict[Program, Flags]:
        found = [self._executor(program).run(program, self._live)[0] for program in programs]
        return {program: flags_of(docs, self._whole.size) for program, docs in zip(programs, found, strict=True)}

    def _check(self, names: Sequence[str], known: Collection[str]) -> None:
        if unknown := [name for name in names if name not in known]:
            raise ValueError(f"the layout has no {', '.join(unknown)} for this")
