"""How many documents there are of each value of a column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.arrays import Numbers
from docgen.search.engine.segment import Segment
from docgen.search.engine.strings import to_text

Value: TypeAlias = "str | int"
_COUNTED_IN_A_TABLE = 2  # bytes of a value: a table for every such value is small


def count_values(segment: Segment, column: str, docs: NDArray[np.int64], counter: Counter[Value]) -> None:
    """Add the values these documents have in a code or number column; an empty code counts for nothing."""
    if column in segment.codes:
        codes = segment.codes[column]
        named = {to_text(codes.names[code]): count for code, count in _counted(codes.values[docs])}
        counter.update({name: count for name, count in named.items() if name})
    else:
        counter.update(dict(_counted(segment.numbers[column][docs])))


def _counted(values: Numbers) -> Iterator[tuple[int, int]]:
    """Each value and how often it is there."""
    if values.dtype.itemsize <= _COUNTED_IN_A_TABLE:
        counts = np.bincount(values)
        numbers = np.flatnonzero(counts)
        counts = counts[numbers]
    else:
        numbers, counts = np.unique(values, return_counts=True)
    return zip(numbers.tolist(), counts.tolist(), strict=True)
