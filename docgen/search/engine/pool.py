"""Documents in memory until they become a segment.

A text is kept as a row of numbers, one for each distinct token; sorting the rows of all documents at once gives the
postings, so nothing is done for a single posting but to append its number.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.arrays import Arrays, Numbers, narrowest
from docgen.search.engine.columns import code_arrays, record_arrays
from docgen.search.engine.layout import Document, Layout, Record
from docgen.search.engine.strings import string_arrays, to_bytes

MOST_DOCUMENTS = 4096
MOST_TOKENS = 8_000_000  # of all fields; sorting takes some 50 bytes for each


class Pool:
    """Documents of one layout that were given and not yet written."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._records: list[Record] = []
        self._rows = {name: _Rows() for name in layout.fields()}
        self._numbers = {name: array("I") for name in layout.numbers}
        self._codes: dict[str, list[str]] = {name: [] for name in layout.codes}
        self._places: dict[str, list[int]] = {}
        self._deleted: set[int] = set()
        self._tokens = 0

    def __len__(self) -> int:
        return len(self._records)

    def add(self, document: Document) -> None:
        """Take in a document."""
        for text in self._layout.texts:
            self._tokens += self._rows[text.name].add(document.texts.get(text.name, ()))
        for name in self._layout.keys:
            self._tokens += self._rows[name].add(dict.fromkeys(document.keys.get(name, ())))
        for name, values in self._numbers.items():
            values.append(document.numbers.get(name, 0))
        for name, codes in self._codes.items():
            codes.append(document.codes.get(name, ""))
        self._places.setdefault(document.record.key, []).append(len(self))
        self._records.append(document.record)

    def is_full(self) -> bool:
        """Whether it is time to write them."""
        return len(self) >= MOST_DOCUMENTS or self._tokens >= MOST_TOKENS

    def delete(self, key: str, version: int | None) -> None:
        """Forget the documents with this key; only those of one version where it is given."""
        self._deleted.update(p for p in self._places.get(key, ()) if version in (None, self._records[p].version))

    def kept(self) -> NDArray[np.bool_] | None:
        """Which documents were not deleted again; None when none was."""
        if not self._deleted:
            return None
        kept = np.ones(len(self), np.bool_)
        kept[list(self._deleted)] = False
        return kept

    def arrays(self) -> Arrays:
        """All documents as the arrays of a segment."""
        arrays = record_arrays(self._records)
        for text in self._layout.texts:
            arrays |= self._rows[text.name].text_arrays(text.name, positions=text.positions)
        for name in self._layout.keys:
            arrays |= self._rows[name].set_arrays(name)
        for name, values in self._numbers.items():
            arrays[f"{name}.values"] = narrowest(np.array(values, np.uint32))
        for name, codes in self._codes.items():
            arrays |= code_arrays(name, codes)
        return arrays


class _Rows:
    """The tokens of one field, document after document."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._stream = array("I")
        self._lengths = array("I")

    def add(self, tokens: Collection[str]) -> int:
        """The next document; returns how many tokens it has."""
        self._stream.extend(map(self._numbers.__getitem__, tokens))
        self._lengths.append(len(tokens))
        return len(tokens)

    def set_arrays(self, field: str) -> dict[str, Numbers]:
        """The postings of a key field."""
        terms, docs, _ = self._sorted()
        return {
            **string_arrays(f"{field}.tokens", map(to_bytes, sorted(self._numbers))),
            f"{field}.starts": narrowest(self._borders(terms)),
            f"{field}.docs": docs,
        }

    def text_arrays(self, field: str, *, positions: bool) -> dict[str, Numbers]:
        """The postings of a text field."""
        terms, docs, places = self._sorted()
        begins = np.flatnonzero(np.diff((terms.astype(np.int64) << 16) | docs, prepend=-1))
        arrays = {
            **string_arrays(f"{field}.tokens", map(to_bytes, sorted(self._numbers))),
            f"{field}.starts": narrowest(self._borders(terms[begins])),
            f"{field}.docs": docs[begins],
            f"{field}.counts": narrowest(np.diff(begins, append=len(terms))),
            f"{field}.lengths": narrowest(np.array(self._lengths)),
        }
        if positions:
            arrays |= {f"{field}.places": narrowest(places), f"{field}.runs": narrowest(self._borders(terms))}
        return arrays

    def _sorted(self) -> tuple[Numbers, Numbers, Numbers]:
        """Token, document and place of all that stands in the field; by token, else in the order it was given."""
        ranks = np.empty(len(self._numbers), np.uint32)
        ranks[[self._numbers[token] for token in sorted(self._numbers)]] = np.arange(len(ranks))
        terms = narrowest(ranks[np.array(self._stream)])
        order = np.argsort(terms, kind="stable")
        lengths = np.array(self._lengths, np.int64)
        docs = np.repeat(np.arange(len(lengths), dtype=np.uint16), lengths)
        places = np.arange(len(terms)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return terms[order], docs[order], narrowest(places[order])

    def _borders(self, terms: Numbers) -> NDArray[np.int64]:
        """Where each token begins in sorted `terms`, and the end."""
        return np.searchsorted(terms, np.arange(len(self._numbers) + 1))


class _Numbers(dict[str, int]):
    """Gives every new token the next number."""

    def __missing__(self, token: str) -> int:
        number = self[token] = len(self)
        return number
