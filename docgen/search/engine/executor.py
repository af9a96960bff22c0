"""Works off a program over all segments at once, a set at a time.

What it looks at is a `Domain`: where every document that is found must hold one of some words, only the documents that
hold the rarest of them. A result has a flag, and where it ranks a score, for each of those.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from docgen.search.engine.arrays import joined, where
from docgen.search.engine.domain import Domain, flags_of, needed_words
from docgen.search.engine.edits import similar
from docgen.search.engine.lookup import Known, Word
from docgen.search.engine.nodes import Between, Every, Fading, Near, Similar, Starts, Term
from docgen.search.engine.phrases import side_by_side
from docgen.search.engine.program import Coded, Find, Join, Program, Several
from docgen.search.engine.scoring import Scores, Statistics
from docgen.search.engine.segment import Flags
from docgen.search.engine.strings import to_bytes
from docgen.search.engine.whole import Docs, Made, Occurrences, Whole

TOGETHER = 64  # terms whose postings are put on end: at most two million of a segment


@dataclass(frozen=True)
class Found:
    """Which documents of the domain hold, and their scores; one that does not hold has 0. None where nothing ranks."""

    holds: Flags
    scores: Scores | None = None


class Executor:
    """Works off one program; `known` says where the words of it stand."""

    def __init__(self, whole: Whole, statistics: Statistics, known: Mapping[Word, Known]) -> None:
        self._whole, self._statistics, self._known = whole, statistics, known
        self._tokens = Made[Word, Occurrences](lambda word: Occurrences(whole, word[0], known[word].places))

    def run(self, program: Program, allowed: Flags | None) -> tuple[Docs, Scores | None]:
        """The documents it finds among those allowed (None: all), ascending, and their scores where any rank."""
        domain = self._domain(needed_words(program, self._known, self._whole.size), allowed)
        results: list[Found] = []
        for step in program:
            if isinstance(step, Join):
                last = results.pop()
                results[-1] = _JOINED[step](results[-1], last)
            else:
                results.append(self._found(step, domain))
        found = results.pop()
        holds = found.holds if allowed is None else found.holds & domain.of(allowed)
        if holds.all():
            return domain.docs, found.scores
        places = where(holds)
        return domain.at(places), None if found.scores is None else found.scores[places]

    def _domain(self, words: Sequence[Word] | None, allowed: Flags | None) -> Domain:
        if words is None:
            return Domain(self._whole.size)
        size, docs = self._whole.size, joined([self._tokens[word].docs for word in words])
        if len(words) > 1:
            docs = where(flags_of(docs, size))
        return Domain(size, docs if allowed is None else docs[where(allowed[docs])])

    def _found(self, step: Find, domain: Domain) -> Found:
        match step.leaf:
            case Every():
                return Found(np.ones(domain.size, np.bool_))
            case Between(column, low, high):
                values = domain.of(self._whole.numbers[column])
                return Found((values >= low) & (values <= high))
            case Fading(column, to, half, boost):
                below = np.maximum(np.float32(to) - domain.of(self._whole.numbers[column]).astype(np.float32), 0)
                scores = np.float32(boost) / (1 + below / half)
                return Found(np.ones(domain.size, np.bool_), scores if step.scored else None)
            case Coded(column, name):
                codes = self._whole.codes[column]
                return Found(domain.of(codes.values) == codes.find(name))
            case Term():
                return self._term(step.leaf, domain, scored=step.scored)
            case Several():
                return self._several(step.leaf, domain, scored=step.scored)
            case Near():
                return self._near(step.leaf, domain, scored=step.scored)
            case Starts(field, prefix, boost):
                wanted = to_bytes(prefix)
                flags = self._whole.holding_any(field, lambda tokens: tokens.beginning(wanted))
            case Similar(field, token, boost):
                flags = self._whole.holding_any(field, lambda tokens: similar(tokens, token))
        holds = domain.of(flags)
        return Found(holds, holds * np.float32(boost) if step.scored else None)

    def _term(self, term: Term, domain: Domain, *, scored: bool) -> Found:
        token, known = self._tokens[term.field, term.token], self._known[term.field, term.token]
        which, places = domain.meet(token.docs)
        holds = np.zeros(domain.size, np.bool_)
        holds[places] = True
        if not (scored and self._statistics.ranks(term.field)):
            return Found(holds)
        scores = np.zeros(domain.size, np.float32)
        docs, counts = token.docs[which], token.counts[which]
        scores[places] = self._statistics.scores(term.field, docs, counts, known.idf * term.boost)
        return Found(holds, scores)

    def _several(self, several: Several, domain: Domain, *, scored: bool) -> Found:
        ranks = scored and self._statistics.ranks(several.field)
        known = [self._known[several.field, term.token] for term in several.terms]
        places = np.array([k.places for k in known], np.int64)
        worths = np.array([k.idf * term.boost for k, term in zip(known, several.terms, strict=True)], np.float32)
        held, total = np.zeros(self._whole.size, np.int64), np.zeros(self._whole.size)
        for number, (extent, postings) in enumerate(self._whole.each(several.field)):
            there = np.flatnonzero(places[:, number] >= 0)
            for some in np.array_split(there, -(-len(known) // TOGETHER)):
                which, sizes = postings.on_end(places[some, number])
                docs, size = postings.docs[which], extent.stop - extent.start
                held[extent] += np.bincount(docs, minlength=size)
                if ranks:
                    scores = self._statistics.scores_of(several.field, number, which, np.repeat(worths[some], sizes))
                    total[extent] += np.bincount(docs, scores, size)
        holds = domain.of(held >= (len(known) if several.everyone else 1))
        return Found(holds, (domain.of(total) * holds).astype(np.float32) if ranks else None)

    def _near(self, near: Near, domain: Domain, *, scored: bool) -> Found:
        """Ranked as all its tokens are together."""
        tokens = [self._tokens[near.field, token] for token in near.tokens]
        holds = domain.of(side_by_side(tokens, domain.flags))
        if not (scored and holds.any()):
            return Found(holds)
        places, scores = where(holds), np.zeros(domain.size, np.float32)
        inside = Domain(self._whole.size, domain.at(places))
        for name, token in zip(near.tokens, tokens, strict=True):
            which, _ = inside.meet(token.docs)
            idf = self._known[near.field, name].idf * near.boost
            scores[places] += self._statistics.scores(near.field, token.docs[which], token.counts[which], idf)
        return Found(holds, scores)


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
