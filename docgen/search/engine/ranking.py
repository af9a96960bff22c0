"""The best of what was found: the highest keys, and among equal keys the first in the order of records."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.layout import Record
from docgen.search.engine.whole import Docs, Whole, record_order


def best(whole: Whole, docs: Docs, keys: NDArray[Any] | None, limit: int) -> list[tuple[float, Record]]:
    """The `limit` best of these documents, each with its key; where nothing ranks (None) every key is 0."""
    if limit < 1:
        return []
    if keys is None:
        return [(0.0, whole.record(doc)) for doc in whole.first_of(docs, limit)]
    if len(keys) > limit:
        docs, keys = _cut(whole, docs, keys, limit)
    hits = [(key, whole.record(doc)) for key, doc in zip(keys.tolist(), docs.tolist(), strict=True)]
    return sorted(hits, key=lambda hit: (-hit[0], record_order(hit[1])))


def _cut(whole: Whole, docs: Docs, keys: NDArray[Any], limit: int) -> tuple[Docs, NDArray[Any]]:
    """The same in no order; of those equal to the last only the first records, whose keys are read for it."""
    lowest = np.partition(keys, len(keys) - limit)[len(keys) - limit]
    above, equal = np.flatnonzero(keys > lowest), np.flatnonzero(keys == lowest)
    missing = limit - len(above)
    last = docs[equal] if len(equal) == missing else np.array(whole.first_of(docs[equal], missing), np.intp)
    return np.concatenate((docs[above], last)), np.append(keys[above], np.repeat(lowest, missing))
