"""Works off a program in one segment, a set at a time: a result has a flag, and where it ranks a score, per document.

A segment is small (`policy.LARGEST`), so joining two results takes microseconds however many documents they hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.edits import similar
from docgen.search.engine.lookup import Known, Word
from docgen.search.engine.nodes import Between, Every, Near, Similar, Starts, Term
from docgen.search.engine.phrases import side_by_side
from docgen.search.engine.program import Coded, Find, Join, Program, Several
from docgen.search.engine.scoring import K1, Scores, Statistics
from docgen.search.engine.segment import Flags, Segment
from docgen.search.engine.strings import to_bytes

TOGETHER = 64  # terms whose postings are put on end: at most two million
Which: TypeAlias = "slice | NDArray[np.int64]"


@dataclass(frozen=True)
class Found:
    """Which documents hold, and their scores; a document that does not hold has 0. None where nothing ranks."""

    holds: Flags
    scores: Scores | None = None


class Executor:
    """Finds in one segment, the one with this number."""

    def __init__(self, number: int, segment: Segment, statistics: Statistics) -> None:
        self._number, self._segment, self._statistics = number, segment, statistics
        self._norms: dict[str, Scores] = {}

    def run(self, program: Program, known: Mapping[Word, Known]) -> Found:
        """What the whole program finds, deleted documents among it; `known` says where the words of it stand."""
        results: list[Found] = []
        for step in program:
            if isinstance(step, Join):
                last = results.pop()
                results[-1] = _JOINED[step](results[-1], last)
            else:
                results.append(self._found(step, known))
        return results.pop()

    def scores(self, field: str, which: Which, idf: float | Scores) -> Scores:
        """The BM25F of these postings of a field."""
        if (norms := self._norms.get(field)) is None:
            norms = self._norms[field] = self._statistics.norms(self._segment, field)
        weights = self._statistics.weights(self._segment, field, which)
        saturated = weights / (weights + norms[self._segment.fields[field].docs[which]])
        return np.float32(K1 + 1) * np.float32(idf) * saturated

    def _found(self, step: Find, known: Mapping[Word, Known]) -> Found:
        segment, scored = self._segment, step.scored
        match step.leaf:
            case Every():
                return Found(np.ones(segment.size, np.bool_))
            case Between(column, low, high):
                values = segment.numbers[column]
                return Found((values >= low) & (values <= high))
            case Coded(column, name):
                codes = segment.codes[column]
                return Found(codes.values == codes.names.find(to_bytes(name)))
            case Term(field, token):
                return self._term(step.leaf, known[field, token], scored=scored)
            case Several(field, terms):
                return self._several(step.leaf, [known[field, term.token] for term in terms], scored=scored)
            case Near(field, tokens):
                return self._near(step.leaf, [known[field, token] for token in tokens], scored=scored)
            case Starts(field, prefix, boost):
                places: Sequence[int] = segment.fields[field].tokens.beginning(to_bytes(prefix))
            case Similar(field, token, boost):
                places = similar(segment.fields[field].tokens, token)
        holds = self._holding_any(field, places)
        return Found(holds, holds * np.float32(boost) if scored else None)

    def _term(self, term: Term, known: Known, *, scored: bool) -> Found:
        holds = np.zeros(self._segment.size, np.bool_)
        postings, place = self._segment.fields[term.field], known.places[self._number]
        if place < 0:
            return Found(holds)
        extent = postings.extent(place)
        docs = postings.docs[extent]
        holds[docs] = True
        if not (scored and self._statistics.ranks(term.field)):
            return Found(holds)
        scores = np.zeros(self._segment.size, np.float32)
        scores[docs] = self.scores(term.field, extent, known.idf * term.boost)
        return Found(holds, scores)

    def _several(self, several: Several, known: Sequence[Known], *, scored: bool) -> Found:
        """Some terms at a time, whose postings are put on end."""
        size, postings = self._segment.size, self._segment.fields[several.field]
        held, total = np.zeros(size, np.int64), np.zeros(size)
        ranks = scored and self._statistics.ranks(several.field)
        places = np.array([k.places[self._number] for k in known])
        worths = np.array([k.idf * term.boost for k, term in zip(known, several.terms, strict=True)], np.float32)
        for some in np.array_split(np.flatnonzero(places >= 0), -(-len(places) // TOGETHER)):
            which, sizes = postings.on_end(places[some])
            docs = postings.docs[which]
            held += np.bincount(docs, minlength=size)
            if ranks:
                total += np.bincount(docs, self.scores(several.field, which, np.repeat(worths[some], sizes)), size)
        holds = held >= (len(known) if several.everyone else 1)
        return Found(holds, (total * holds).astype(np.float32) if ranks else None)

    def _near(self, near: Near, known: Sequence[Known], *, scored: bool) -> Found:
        """Ranked as all its tokens are together."""
        postings = self._segment.fields[near.field]
        places = [k.places[self._number] for k in known]
        holds = side_by_side(postings, places)
        if not (scored and holds.any()):
            return Found(holds)
        scores = np.zeros(self._segment.size, np.float32)
        for place, k in zip(places, known, strict=True):
            extent = postings.extent(place)
            which = np.flatnonzero(holds[postings.docs[extent]]) + extent.start
            scores[holds] += self.scores(near.field, which, k.idf * near.boost)
        return Found(holds, scores)

    def _holding_any(self, field: str, places: Sequence[int]) -> Flags:
        """Which documents hold a token at one of these places; a run of places is one run of postings."""
        holds = np.zeros(self._segment.size, np.bool_)
        postings = self._segment.fields[field]
        if isinstance(places, range):
            holds[postings.docs[postings.starts[places.start] : postings.starts[places.stop]]] = True
        else:
            holds[postings.docs[postings.on_end(np.array(places, np.int64))[0]]] = True
        return holds


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
