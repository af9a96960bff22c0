"""Tokens side by side.

Every place where a token stands is one number, made of its document and its place there less its place in the phrase,
so that all tokens of a phrase give the same number where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.arrays import where
from docgen.search.engine.segment import Flags
from docgen.search.engine.whole import Occurrences

Keys = NDArray[np.int64]
_PLACE = 32  # bits
FEW = 16  # times as many as these are many: they are bisected


def side_by_side(tokens: Sequence[Occurrences], wanted: Flags) -> Flags:
    """Which of the wanted documents hold these tokens one after the other."""
    found = np.zeros(len(wanted), np.bool_)
    if not tokens:
        return found
    together = wanted.copy()
    for token in tokens:
        holding = np.zeros(len(wanted), np.bool_)
        holding[token.docs] = True
        together &= holding
    rarest, *others = sorted(range(len(tokens)), key=lambda at: len(tokens[at].docs))
    keys = _keys(tokens[rarest], together, len(tokens) - rarest)
    for at in others:
        keys = _common(keys, _keys(tokens[at], together, len(tokens) - at))
    found[keys >> _PLACE] = True
    return found


def _keys(token: Occurrences, wanted: Flags, shift: int) -> Keys:
    """The places of a token in the wanted documents, ascending, `shift` further on."""
    kept = wanted[token.docs]
    docs, counts, places = token.docs, token.counts, token.places
    if not kept.all():
        some = where(kept)
        docs, counts, places = docs[some], counts[some], places[where(np.repeat(kept, counts))]
    keys: Keys = np.repeat((docs << _PLACE) + shift, counts)
    keys += places
    return keys


def _common(few: Keys, many: Keys) -> Keys:
    """What is in both, of which each ascends."""
    if len(few) * FEW < len(many):
        places = np.searchsorted(many, few)
        return few[where(many.take(places, mode="clip") == few)]
    both = np.concatenate((few, many))
    both.sort(kind="stable")  # two runs that ascend: they are merged, not sorted
    return both[where(both[1:] == both[:-1])]
