"""BM25F as Whoosh counts it (`whoosh.scoring`): deleted documents count until a merge drops them, lengths are rounded.

idf   = ln(documents / (documents with the token + 1)) + 1
score = idf * weight * (K1 + 1) / (weight + K1 * (1 - B + B * length / average length))
"""

from __future__ import annotations

from math import log

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.arrays import Numbers, joined
from docgen.search.engine.layout import Layout
from docgen.search.engine.whole import Docs, Made, Whole

K1 = 1.2

Scores = NDArray[np.float32]


class Statistics:
    """What ranking must know of the whole index."""

    def __init__(self, whole: Whole, layout: Layout) -> None:
        self._whole, self.documents = whole, whole.size
        self._texts = {text.name: text for text in layout.texts}
        self._norms = Made[str, Scores](self._made_norms)
        totals = {name: sum(segment.fields[name].total for segment in whole.segments) for name in self._texts}
        self._averages = {name: total / max(1, self.documents) or 1.0 for name, total in totals.items()}

    def ranks(self, field: str) -> bool:
        """Whether tokens of this field give a score."""
        return field in self._texts

    def idf(self, documents: int) -> float:
        """What a token in so many documents is worth."""
        return log(max(1, self.documents) / (documents + 1)) + 1

    def scores(self, field: str, docs: Docs, counts: Numbers, idf: float | Scores) -> Scores:
        """What postings are worth: `docs` counted through all segments, and how often the token stands in each."""
        weights = counts.astype(np.float32) * np.float32(self._texts[field].boost)
        return np.float32(K1 + 1) * np.float32(idf) * (weights / (weights + self._norms[field][docs]))

    def scores_of(self, field: str, number: int, which: Docs, idfs: Scores) -> Scores:
        """The same for these postings of the segment with this number, each with the idf of its token."""
        postings = self._whole.segments[number].fields[field]
        assert postings.counts is not None
        docs = postings.docs[which] + np.intp(self._whole.extents[number].start)
        return self.scores(field, docs, postings.counts[which], idfs)

    def _made_norms(self, field: str) -> Scores:
        """For each document the part of the formula that its length decides."""
        share = self._texts[field].length_norm
        lengths = joined([postings.rounded_lengths for _, postings in self._whole.each(field)])
        norms = K1 * (1 - share + share * lengths / self._averages[field])
        return norms.astype(np.float32)
