"""BM25F as Whoosh counts it (`whoosh.scoring`): deleted documents count until a merge drops them, lengths are rounded.

idf   = ln(documents / (documents with the token + 1)) + 1
score = idf * weight * (K1 + 1) / (weight + K1 * (1 - B + B * length / average length))
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.layout import Layout
from docgen.search.engine.segment import Segment

K1 = 1.2

Scores = NDArray[np.float32]


class Statistics:
    """What ranking must know of the whole index."""

    def __init__(self, segments: Sequence[Segment], layout: Layout) -> None:
        self.documents = sum(segment.size for segment in segments)
        self._texts = {text.name: text for text in layout.texts}
        totals = {name: sum(segment.fields[name].total for segment in segments) for name in self._texts}
        self._averages = {name: total / max(1, self.documents) or 1.0 for name, total in totals.items()}

    def ranks(self, field: str) -> bool:
        """Whether tokens of this field give a score."""
        return field in self._texts

    def idf(self, documents: int) -> float:
        """What a token in so many documents is worth."""
        return log(self.documents / (documents + 1)) + 1

    def norms(self, segment: Segment, field: str) -> Scores:
        """For each document the part of the formula that its length decides."""
        share = self._texts[field].length_norm
        lengths = segment.fields[field].rounded_lengths
        norms = K1 * (1 - share + share * lengths / self._averages[field])
        return norms.astype(np.float32)

    def weights(self, segment: Segment, field: str, which: slice | NDArray[np.int64]) -> Scores:
        """What the occurrences of a token weigh in each of these postings."""
        counts = segment.fields[field].counts
        assert counts is not None
        return counts[which].astype(np.float32) * np.float32(self._texts[field].boost)
