"""Where a token stands in the dictionary of every segment, and what it is worth in the whole index."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from docgen.search.engine.keeping import Kept
from docgen.search.engine.scoring import Statistics
from docgen.search.engine.segment import Segment
from docgen.search.engine.strings import to_bytes

KEPT = 10_000  # words, some hundred bytes each

Word: TypeAlias = "tuple[str, str]"  # a field and a token of it


@dataclass(frozen=True)
class Known:
    """What is known of a word."""

    places: tuple[int, ...]  # for each segment; -1 where the word is not there
    documents: int
    idf: float


class Lookup:
    """The dictionaries of all segments of a commit."""

    def __init__(self, segments: Sequence[Segment], statistics: Statistics) -> None:
        self._segments, self._statistics = segments, statistics
        self._kept: Kept[Word, Known] = Kept(KEPT)

    def known(self, words: Collection[Word]) -> dict[Word, Known]:
        """What is known of each of these words."""
        return self._kept.get(words, self._found)

    def _found(self, words: Sequence[Word]) -> dict[Word, Known]:
        by_field: dict[str, list[str]] = {}
        for field, token in words:
            by_field.setdefault(field, []).append(token)
        return {(f, token): known for f, tokens in by_field.items() for token, known in self._in_field(f, tokens)}

    def _in_field(self, field: str, tokens: Sequence[str]) -> list[tuple[str, Known]]:
        fields = [segment.fields[field] for segment in self._segments]
        wanted = [to_bytes(token) for token in tokens]
        places = [*zip(*(postings.tokens.find_all(wanted) for postings in fields), strict=True)] or [()] * len(tokens)
        counts = [sum(p.documents(at) for p, at in zip(fields, each, strict=True)) for each in places]
        return [
            (token, Known(each, count, self._statistics.idf(count)))
            for token, each, count in zip(tokens, places, counts, strict=True)
        ]
