"""Tokens side by side.

Every place where a token stands is one number, made of its document, its place there and its place in the phrase, so
that all tokens of a phrase give the same number where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.postings import Postings

Flags = NDArray[np.bool_]
Keys = NDArray[np.int64]
_PLACE = 32  # bits


def side_by_side(postings: Postings, tokens: Sequence[int]) -> Flags:
    """Which documents hold these tokens of the dictionary one after the other; -1 stands nowhere."""
    assert postings.lengths is not None
    found = np.zeros(len(postings.lengths), np.bool_)
    if tokens and min(tokens) >= 0:
        together = np.logical_and.reduce([_holding(postings, token) for token in set(tokens)])
        rarest, *others = sorted(range(len(tokens)), key=lambda at: postings.documents(tokens[at]))
        keys = _keys(postings, tokens[rarest], together, len(tokens) - rarest)
        for at in others:
            keys = _common(keys, _keys(postings, tokens[at], together, len(tokens) - at))
        found[keys >> _PLACE] = True
    return found


def _holding(postings: Postings, token: int) -> Flags:
    assert postings.lengths is not None
    flags = np.zeros(len(postings.lengths), np.bool_)
    flags[postings.docs[postings.extent(token)]] = True
    return flags


def _keys(postings: Postings, token: int, wanted: Flags, shift: int) -> Keys:
    """The places of a token in the wanted documents, ascending, `shift` further on."""
    assert postings.counts is not None and postings.places is not None and postings.runs is not None
    extent = postings.extent(token)
    docs, counts = postings.docs[extent].astype(np.int64), postings.counts[extent]
    places = postings.places[postings.runs.item(token) : postings.runs.item(token + 1)]
    every = np.repeat(docs, counts)
    kept = wanted[every]
    return (every[kept] << _PLACE) + places[kept] + shift


def _common(few: Keys, many: Keys) -> Keys:
    """What is in both; both ascend."""
    if not len(many):
        return many
    places = np.searchsorted(many, few)
    places[places == len(many)] = 0
    common: Keys = few[many[places] == few]
    return common
