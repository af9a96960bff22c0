"""The documents a program is worked off for: all of a commit, or those that hold a word it cannot do without.

What the rarest such word leaves is all that need be looked at, scored and compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.arrays import where
from docgen.search.engine.lookup import Known, Word
from docgen.search.engine.nodes import Near, Term
from docgen.search.engine.program import Find, Join, Leaf, Program, Several
from docgen.search.engine.segment import Flags
from docgen.search.engine.whole import Docs

FEW = 16  # times as many as these are many: they are bisected

Which: TypeAlias = "slice | Docs"
_Needed: TypeAlias = "tuple[int, tuple[Word, ...] | None]"  # how many documents at most, and the words; None: all
_EVERY = slice(None)


class Domain:
    """Some documents, ascending, of a commit that has so many; all of them where none are named."""

    def __init__(self, whole: int, docs: Docs | None = None) -> None:
        self._whole, self._docs = whole, docs
        self.size = whole if docs is None else len(docs)

    def of(self, values: NDArray[Any]) -> NDArray[Any]:
        """What they have of `values`, of which there is one for each document of the commit."""
        return values if self._docs is None else values[self._docs]

    def at(self, places: Docs) -> Docs:
        """The documents at these places among them."""
        return places if self._docs is None else self._docs[places]

    def meet(self, docs: Docs) -> tuple[Which, Which]:
        """Which of these ascending documents are in the domain, and where there."""
        mine = self._docs
        if mine is None:
            return _EVERY, docs
        if len(mine) == len(docs) and np.array_equal(mine, docs):
            return _EVERY, _EVERY
        if len(mine) * FEW < len(docs):
            places = np.searchsorted(docs, mine)
            equal = docs.take(places, mode="clip") == mine
            inside = where(equal)
            return places[inside], inside
        return where(self.flags[docs]), where(flags_of(docs, self._whole)[mine])

    @cached_property
    def docs(self) -> Docs:
        """All of them."""
        return np.arange(self._whole) if self._docs is None else self._docs

    @cached_property
    def flags(self) -> Flags:
        """For each document of the commit whether it is one of them."""
        return np.ones(self._whole, np.bool_) if self._docs is None else flags_of(self._docs, self._whole)


def flags_of(docs: Docs, size: int) -> Flags:
    """For each of so many documents whether it is one of these."""
    flags = np.zeros(size, np.bool_)
    flags[docs] = True
    return flags


def needed_words(program: Program, known: Mapping[Word, Known], documents: int) -> Sequence[Word] | None:
    """The words with the fewest documents of which each that is found must hold one; None where there are no such."""
    results: list[_Needed] = []
    for step in program:
        if isinstance(step, Find):
            results.append(_needed(step.leaf, known, documents))
            continue
        last = results.pop()
        if step is Join.BOTH:
            results[-1] = min(results[-1], last, key=lambda needed: needed[0])
        elif step is Join.EITHER:
            results[-1] = _either(results[-1], last, documents)
    return results.pop()[1]


def _needed(leaf: Leaf, known: Mapping[Word, Known], documents: int) -> _Needed:
    match leaf:
        case Term(field, token):
            words = [(field, token)]
        case Near(field, (_, *_) as tokens):
            words = [(field, token) for token in tokens]
        case Several(field, terms, True):
            words = [(field, term.token) for term in terms]
        case _:
            return documents, None
    return min(((known[word].documents, (word,)) for word in words), key=lambda needed: needed[0])


def _either(one: _Needed, other: _Needed, documents: int) -> _Needed:
    many = one[0] + other[0]
    if one[1] is None or other[1] is None or many >= documents:
        return documents, None
    return many, (*one[1], *other[1]) if other[0] else one[1]
