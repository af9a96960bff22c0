"""How many documents there are of each value of a column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np

from docgen.search.engine.arrays import Numbers
from docgen.search.engine.strings import to_text
from docgen.search.engine.whole import Docs, Whole

Value: TypeAlias = "str | int"
_COUNTED_IN_A_TABLE = 2  # bytes of a value: a table for every such value is small


def count_values(whole: Whole, column: str, docs: Docs, *, coded: bool) -> dict[Value, int]:
    """The values these documents have in a code or number column; an empty code counts for nothing."""
    if not coded:
        return dict(_counted(whole.numbers[column][docs]))
    codes = whole.codes[column]
    named = {to_text(codes.names[code]): count for code, count in _counted(codes.values[docs])}
    return {name: count for name, count in named.items() if name}


def _counted(values: Numbers) -> Iterator[tuple[int, int]]:
    """Each value and how often it is there."""
    if values.dtype.itemsize <= _COUNTED_IN_A_TABLE:
        counts = np.bincount(values)
        numbers = np.flatnonzero(counts)
        counts = counts[numbers]
    else:
        numbers, counts = np.unique(values, return_counts=True)
    return zip(numbers.tolist(), counts.tolist(), strict=True)
