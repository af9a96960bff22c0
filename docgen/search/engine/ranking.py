"""The best of one segment: the highest keys, and among equal keys the first in the order of records."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.arrays import Numbers


def best(keys: NDArray[Any], docs: NDArray[np.int64], ranks: Numbers, limit: int) -> NDArray[np.int64]:
    """The places of the `limit` highest keys, in no order; of those equal to the last the documents of lowest rank."""
    if limit < 1 or len(keys) <= limit:
        return np.arange(len(keys) if limit > 0 else 0)
    lowest = np.partition(keys, len(keys) - limit)[len(keys) - limit]
    above = np.flatnonzero(keys > lowest)
    equal = np.flatnonzero(keys == lowest)
    missing = limit - len(above)
    if len(equal) > missing:
        equal = equal[np.argpartition(ranks[docs[equal]], missing - 1)[:missing]]
    return np.concatenate((above, equal))
