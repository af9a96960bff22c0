"""The same segments for Whoosh's own searcher, posting by posting: slow, and proof that this is a Whoosh index.

Fields are read with their positions, lengths and records; columns are left to the engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.codec.base import PerDocumentReader, TermsReader
from whoosh.formats import Format
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo

from docgen.search.engine.arrays import Arrays
from docgen.search.engine.columns import Records
from docgen.search.engine.layout import RECORD
from docgen.search.engine.postings import Postings

_DICTIONARY = ".tokens.heap"


def fields_in(arrays: Arrays) -> dict[str, Postings]:
    """Every field of a segment."""
    names = [name.removesuffix(_DICTIONARY) for name in arrays if name.endswith(_DICTIONARY)]
    return {name: Postings(arrays, name) for name in sorted(names)}


class ArrayTerms(TermsReader):  # type: ignore[misc]
    """The dictionaries and postings of a segment."""

    def __init__(self, arrays: Arrays) -> None:
        self._fields = fields_in(arrays)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return term[0] in self._fields and self._fields[term[0]].tokens.find(term[1]) >= 0

    def indexed_field_names(self) -> list[str]:
        """The fields."""
        return list(self._fields)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every token of every field."""
        return ((name, token) for name, field in self._fields.items() for token in field.tokens)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Every token from `prefix` on."""
        return (term for term in self.terms() if term >= (fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every token and what is known of it."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The same from `prefix` on."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """What is known of a token; raises KeyError where it is not there."""
        if (fieldname, text) not in self:
            raise KeyError((fieldname, text))
        field = self._fields[fieldname]
        extent = field.extent(field.tokens.find(text))
        docs = field.docs[extent]
        counts = np.ones(len(docs)) if field.counts is None else field.counts[extent]
        lengths = np.zeros(1) if field.lengths is None else field.rounded_lengths[docs]
        return TermInfo(
            float(counts.sum()), len(docs), int(lengths.min()), int(lengths.max()), float(counts.max()),
            int(docs[0]), int(docs[-1]),
        )  # fmt: skip

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Any = None) -> ListMatcher:
        """The postings of a token."""
        info = self.term_info(fieldname, text)
        field = self._fields[fieldname]
        place = field.tokens.find(text)
        extent = field.extent(place)
        weights = None if field.counts is None else (field.counts[extent] * float(format_.field_boost)).tolist()
        docs, values = field.docs[extent].tolist(), list(_values(field, place, format_))
        return ListMatcher(docs, weights, values, format_, scorer, term=(fieldname, text), terminfo=info)


def _values(field: Postings, place: int, format_: Format) -> Iterator[bytes]:
    """For each posting of a token its positions as Whoosh writes them."""
    if field.counts is not None and field.places is not None and field.runs is not None:
        start = field.runs.item(place)
        for count in field.counts[field.extent(place)].tolist():
            yield format_.encode(field.places[start : start + count].tolist())
            start += count


class ArrayDocuments(PerDocumentReader):  # type: ignore[misc]
    """What a segment keeps of each document."""

    def __init__(self, arrays: Arrays, segment: Any) -> None:
        self._segment, self._records, self._fields = segment, Records(arrays), fields_in(arrays)

    def doc_count(self) -> int:
        """How many documents live."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """How many there are, deleted ones too."""
        return len(self._records)

    def has_deletions(self) -> bool:
        """Whether any is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether this one is."""
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Iterator[int]:
        """Those that are."""
        return iter(self._segment.deleted_docs())

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The record, as the field of this name."""
        return {RECORD: self._records[docnum]}

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The tokens of a field, rounded as Whoosh does."""
        lengths = self._lengths(fieldname)
        return int(lengths[docnum]) if len(lengths) else default

    def field_length(self, fieldname: str) -> int:
        """The tokens of a field in all documents."""
        return self._fields[fieldname].total if fieldname in self._fields else 0

    def min_field_length(self, fieldname: str) -> int:
        """The tokens of the shortest."""
        return int(min(self._lengths(fieldname), default=0))

    def max_field_length(self, fieldname: str) -> int:
        """The tokens of the longest."""
        return int(max(self._lengths(fieldname), default=0))

    def _lengths(self, fieldname: str) -> Any:
        field = self._fields.get(fieldname)
        return () if field is None or field.lengths is None else field.rounded_lengths
