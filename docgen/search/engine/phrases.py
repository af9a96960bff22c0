"""Tokens side by side.

Every place where a token stands is one number, made of its document, its place there and its place in the phrase, so
that all tokens of a phrase give the same number where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.arrays import Numbers
from docgen.search.engine.postings import Postings

Keys = NDArray[np.int64]
_PLACE = 32  # bits


def side_by_side(postings: Postings, tokens: Sequence[int]) -> NDArray[np.int64]:
    """The documents in which these tokens of the dictionary follow each other, ascending; -1 stands nowhere."""
    if not tokens or min(tokens) < 0:
        return np.zeros(0, np.int64)
    rarest, *others = sorted(range(len(tokens)), key=lambda at: postings.documents(tokens[at]))
    docs = postings.docs[postings.extent(tokens[rarest])]
    for at in others:
        docs = docs[_among(docs, postings.docs[postings.extent(tokens[at])])]
    keys = _keys(postings, tokens[rarest], docs, shift=len(tokens) - rarest)
    for at in others:
        keys = keys[_among(keys, _keys(postings, tokens[at], docs, shift=len(tokens) - at))]
    return np.unique(keys >> _PLACE)


def _keys(postings: Postings, token: int, docs: Numbers, shift: int) -> Keys:
    """The places of a token in `docs`, ascending, `shift` further on."""
    assert postings.counts is not None and postings.places is not None and postings.runs is not None
    extent = postings.extent(token)
    counts = postings.counts[extent].astype(np.int64)
    which = np.searchsorted(postings.docs[extent], docs)
    begins = (np.cumsum(counts) - counts)[which] + postings.runs.item(token)
    sizes = counts[which]
    every = np.repeat(begins - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
    keys: Keys = (np.repeat(docs.astype(np.int64), sizes) << _PLACE) + postings.places[every] + shift
    return keys


def _among(few: NDArray[Any], many: NDArray[Any]) -> NDArray[np.bool_]:
    """Which of `few` are in `many`; both ascend."""
    places = np.searchsorted(many, few)
    places[places == len(many)] = 0
    return many[places] == few if len(many) else np.zeros(len(few), np.bool_)
