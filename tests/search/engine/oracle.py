"""The same documents in a plain Whoosh index, and the same questions in its words: what the engine must answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from whoosh import index, query
from whoosh.analysis import IDTokenizer
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.scoring import BM25F
from whoosh.writing import NO_MERGE

from docgen.search.engine.layout import Document, Layout, Record
from docgen.search.engine.nodes import (
    All,
    AnyOf,
    Better,
    Between,
    Every,
    Near,
    Node,
    Silent,
    Similar,
    Starts,
    Term,
    Without,
)

FAINT = 1e-12  # a score of nothing: Whoosh divides by boosts


class Oracle:
    """Plain Whoosh over the documents of one layout; every commit stays a segment of its own."""

    def __init__(self, folder: Path, layout: Layout) -> None:
        listed = IDTokenizer()
        fields = {
            t.name: TEXT(analyzer=listed, phrase=t.positions, field_boost=t.boost, spelling=False) for t in layout.texts
        }
        fields |= {name: KEYWORD(scorable=False, analyzer=listed) for name in (*layout.keys, *layout.codes)}
        fields |= {name: NUMERIC(int, bits=32, signed=False, shift_step=0) for name in layout.numbers}
        self._layout = layout
        self._index = index.create_in(str(folder), Schema(key=ID, record=STORED, **fields))

    def commit(self, deleted: Iterable[str], added: Iterable[Document]) -> None:
        writer = self._index.writer()
        for key in deleted:
            writer.delete_by_term("key", key)
        for document in added:
            numbers = {name: document.numbers.get(name, 0) for name in self._layout.numbers}
            codes = {name: [code] for name, code in document.codes.items() if code}
            keys = {name: sorted(set(tokens)) for name, tokens in document.keys.items()}
            texts = {name: list(tokens) for name, tokens in document.texts.items()}
            writer.add_document(key=document.record.key, record=document.record, **texts, **keys, **numbers, **codes)
        writer.commit(mergetype=NO_MERGE)

    def answers(self, node: Node, only: Node | None = None) -> dict[Record, float]:
        """Every document found, and its score."""
        weighting = BM25F(**{f"{text.name}_B": text.length_norm for text in self._layout.texts})
        wanted = self._translated(node)
        if only is not None:
            wanted = query.And([wanted, silent(self._translated(only))])
        with self._index.searcher(weighting=weighting) as searcher:
            found = searcher.search(wanted, limit=None)
            return {hit["record"]: float(hit.score) for hit in found}

    def _translated(self, node: Node) -> query.Query:
        match node:
            case Term(field, token, boost):
                term = query.Term(field, token, boost=boost)
                return term if self._layout.text(field) else silent(term)
            case Near(field, tokens, boost):
                return (
                    query.Phrase(field, list(tokens), boost=boost)
                    if len(tokens) > 1
                    else self._translated(Term(field, tokens[0], boost))
                )
            case Starts(field, prefix, boost):
                return query.ConstantScoreQuery(query.Prefix(field, prefix), boost)
            case Similar(field, token, boost):
                return query.ConstantScoreQuery(query.FuzzyTerm(field, token, prefixlength=0), boost)
            case Between(column, low, high):
                return silent(query.NumericRange(column, low, high))
            case Every():
                return silent(query.Every())
            case All(parts):
                return query.And([self._translated(part) for part in parts]) if parts else silent(query.Every())
            case AnyOf(parts):
                return query.Or([self._translated(part) for part in parts])
            case Without(wanted, unwanted):
                return query.AndNot(self._translated(wanted), self._translated(unwanted))
            case Better(needed, wanted):
                return query.AndMaybe(self._translated(needed), self._translated(wanted))
            case Silent(part):
                return silent(self._translated(part))


def silent(part: query.Query) -> query.Query:
    return query.ConstantScoreQuery(part, FAINT)
