"""The best of what was found: the highest keys, and among equal keys the first in the order of records."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.arrays import where
from docgen.search.engine.layout import Record
from docgen.search.engine.whole import Docs, Whole, record_order


def best(whole: Whole, docs: Docs, keys: NDArray[Any] | None, limit: int) -> list[tuple[float, Record]]:
    """The `limit` best of these documents, each with its key; where nothing ranks (None) every key is 0."""
    if limit < 1:
        return []
    if keys is None or (len(keys) > limit and keys.min() == keys.max()):
        key = 0.0 if keys is None else keys.item(0)
        return [(key, whole.record(doc)) for doc in whole.first_of(docs, limit)]
    if len(keys) > limit:
        docs, keys = _cut(whole, docs, keys, limit)
    hits = [(key, whole.record(doc)) for key, doc in zip(keys.tolist(), docs.tolist(), strict=True)]
    return sorted(hits, key=lambda hit: (-hit[0], record_order(hit[1])))[:limit]


def _cut(whole: Whole, docs: Docs, keys: NDArray[Any], limit: int) -> tuple[Docs, NDArray[Any]]:
    """The same and perhaps a few more, in no order; where many are equal to the last, only the first records."""
    lowest = np.partition(keys, len(keys) - limit)[len(keys) - limit]
    best = where(keys >= lowest)
    if len(best) <= 2 * limit:
        return docs[best], keys[best]
    above, equal = where(keys > lowest), docs[where(keys == lowest)]
    missing = limit - len(above)
    last = np.array(whole.first_of(equal, missing), np.intp)
    return np.concatenate((docs[above], last)), np.append(keys[above], np.repeat(lowest, missing))
