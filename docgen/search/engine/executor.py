"""Works off a program in one segment, a set at a time: a result has a flag, and where it ranks a score, per document.

A segment is small (`policy.LARGEST`), so joining two results takes microseconds however many documents they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.edits import similar
from docgen.search.engine.nodes import Between, Every, Near, Similar, Starts, Term
from docgen.search.engine.phrases import side_by_side
from docgen.search.engine.program import Find, Join, Program
from docgen.search.engine.scoring import K1, Scores, Statistics
from docgen.search.engine.segment import Flags, Segment
from docgen.search.engine.strings import to_bytes, to_text

Idf = Callable[[str, str], float]  # what a token of a field is worth in the whole index


@dataclass(frozen=True)
class Found:
    """Which documents hold, and their scores; a document that does not hold has 0. None where nothing ranks."""

    holds: Flags
    scores: Scores | None = None


class Executor:
    """Finds in one segment."""

    def __init__(self, segment: Segment, statistics: Statistics, idf: Idf) -> None:
        self._segment, self._statistics, self._idf = segment, statistics, idf
        self._norms: dict[str, Scores] = {}

    def run(self, program: Program) -> Found:
        """What the whole program finds, deleted documents among it."""
        results: list[Found] = []
        for step in program:
            if isinstance(step, Join):
                last = results.pop()
                results[-1] = _JOINED[step](results[-1], last)
            else:
                results.append(self._found(step))
        return results.pop()

    def tokens_of(self, document: int, field: str) -> dict[str, float]:
        """Every token of one document with its score; looks through the whole field, a set at a time."""
        postings = self._segment.fields[field]
        which = np.flatnonzero(postings.docs == document)
        places = np.searchsorted(postings.starts, which, side="right") - 1
        telling = {}
        for place, at in zip(places.tolist(), which.tolist(), strict=True):
            token = to_text(postings.tokens[place])
            telling[token] = float(self._bm25(field, token, slice(at, at + 1))[0])
        return telling

    def _found(self, step: Find) -> Found:
        segment = self._segment
        match step.leaf:
            case Every():
                return Found(np.ones(segment.size, np.bool_))
            case Between(column, low, high):
                values = segment.numbers[column]
                return Found((values >= low) & (values <= high))
            case Term(field, token) if field in segment.codes:
                codes = segment.codes[field]
                return Found(codes.values == codes.names.find(to_bytes(token)))
            case Term():
                return self._term(step.leaf, scored=step.scored)
            case Near():
                return self._near(step.leaf, scored=step.scored)
            case Starts(field, prefix, boost):
                places: Sequence[int] = segment.fields[field].tokens.beginning(to_bytes(prefix))
            case Similar(field, token, boost):
                places = similar(segment.fields[field].tokens, token)
        holds = self._holding_any(field, places)
        return Found(holds, holds * np.float32(boost) if step.scored else None)

    def _term(self, term: Term, *, scored: bool) -> Found:
        holds = np.zeros(self._segment.size, np.bool_)
        postings = self._segment.fields[term.field]
        place = self._segment.place(term.field, term.token)
        if place < 0:
            return Found(holds)
        extent = postings.extent(place)
        docs = postings.docs[extent]
        holds[docs] = True
        if not (scored and self._statistics.ranks(term.field)):
            return Found(holds)
        scores = np.zeros(self._segment.size, np.float32)
        scores[docs] = self._bm25(term.field, term.token, extent) * np.float32(term.boost)
        return Found(holds, scores)

    def _near(self, near: Near, *, scored: bool) -> Found:
        """Ranked as all its tokens are together."""
        postings = self._segment.fields[near.field]
        places = [self._segment.place(near.field, token) for token in near.tokens]
        holds = side_by_side(postings, places)
        if not (scored and holds.any()):
            return Found(holds)
        scores = np.zeros(self._segment.size, np.float32)
        for token, place in zip(near.tokens, places, strict=True):
            extent = postings.extent(place)
            which = np.flatnonzero(holds[postings.docs[extent]]) + extent.start
            scores[holds] += self._bm25(near.field, token, which)
        return Found(holds, scores * np.float32(near.boost))

    def _holding_any(self, field: str, places: Sequence[int]) -> Flags:
        """Which documents hold a token at one of these places; a run of places is one run of postings."""
        holds = np.zeros(self._segment.size, np.bool_)
        postings = self._segment.fields[field]
        if isinstance(places, range):
            holds[postings.docs[postings.starts[places.start] : postings.starts[places.stop]]] = True
        else:
            for place in places:
                holds[postings.docs[postings.extent(place)]] = True
        return holds

    def _bm25(self, field: str, token: str, which: slice | NDArray[np.intp]) -> Scores:
        """The scores of these postings of a token."""
        if (norms := self._norms.get(field)) is None:
            norms = self._norms[field] = self._statistics.norms(self._segment, field)
        weights = self._statistics.weights(self._segment, field, which)
        factor = np.float32(self._idf(field, token) * (K1 + 1))
        return factor * weights / (weights + norms[self._segment.fields[field].docs[which]])


def _both(one: Found, other: Found) -> Found:
    return _only(Found(one.holds & other.holds, _sum(one.scores, other.scores)))


def _either(one: Found, other: Found) -> Found:
    return Found(one.holds | other.holds, _sum(one.scores, other.scores))


def _without(wanted: Found, unwanted: Found) -> Found:
    return _only(Found(wanted.holds & ~unwanted.holds, wanted.scores))


def _better(needed: Found, wanted: Found) -> Found:
    return _only(Found(needed.holds, _sum(needed.scores, wanted.scores)))


def _sum(one: Scores | None, other: Scores | None) -> Scores | None:
    if one is None or other is None:
        return other if one is None else one
    return one + other


def _only(found: Found) -> Found:
    """The same, with scores for those only that hold."""
    return found if found.scores is None else Found(found.holds, found.scores * found.holds)


_JOINED = {Join.BOTH: _both, Join.EITHER: _either, Join.WITHOUT: _without, Join.BETTER: _better}
