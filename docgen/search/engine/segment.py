"""A segment as it is searched: its fields and columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.arrays import Arrays
from docgen.search.engine.columns import Codes, Records
from docgen.search.engine.layout import Layout
from docgen.search.engine.postings import Postings

Flags = NDArray[np.bool_]


class Segment:
    """The arrays of a segment, which never change. Which documents are deleted does, and is kept beside it."""

    def __init__(self, arrays: Arrays, layout: Layout) -> None:
        self.fields = {name: Postings(arrays, name) for name in layout.fields()}
        self.numbers = {name: arrays[f"{name}.values"] for name in layout.numbers}
        self.codes = {name: Codes(arrays, name) for name in layout.codes}
        self.records = Records(arrays)
        self.size = len(self.records)
        columns = [*self.numbers.values(), *(codes.values for codes in self.codes.values())]
        lengths = [field.lengths for field in self.fields.values() if field.lengths is not None]
        if any(len(column) != self.size for column in [*columns, *lengths, self.records.order]):
            raise ValueError("a segment has columns of different lengths")
