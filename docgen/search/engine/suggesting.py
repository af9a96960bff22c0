"""Tokens and how many documents hold them, counted among the documents one may see and no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from docgen.search.engine.postings import Postings
from docgen.search.engine.segment import Flags


def count_tokens(postings: Postings, places: Sequence[int], allowed: Flags, counts: Counter[str]) -> None:
    """Add to `counts`, for each token at `places`, the documents among `allowed` that hold it."""
    if isinstance(places, range):
        starts = postings.starts[places.start : places.stop + 1].astype(np.int64)
        upto = np.concatenate(([0], np.cumsum(allowed[postings.docs[starts[0] : starts[-1]]])))
        documents = np.diff(upto[starts - starts[0]])
    else:
        documents = np.array([np.count_nonzero(allowed[postings.docs[postings.extent(place)]]) for place in places])
    for at in np.flatnonzero(documents).tolist():
        counts[postings.tokens.text(places[at])] += int(documents[at])


def most_frequent(counts: Counter[str], limit: int) -> list[tuple[str, int]]:
    """The tokens most documents hold; those of equally many in the order of the alphabet."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[: max(limit, 0)]
