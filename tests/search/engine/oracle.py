"""The same documents in a plain Whoosh index, and the same questions in its words: what the engine must answer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from whoosh import index, query
from whoosh.analysis import IDTokenizer
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.scoring import BM25F

from docgen.search.engine.layout import Document, Layout, Record, schema_of
from docgen.search.engine.nodes import (
    All,
    AnyOf,
    Better,
    Between,
    Every,
    Fading,
    Near,
    Node,
    Silent,
    Similar,
    Starts,
    Term,
    Without,
)

NUMBERS = range(6)  # those of the documents: Whoosh has no score that a number decides
NOTHING = 1e-12  # Whoosh takes a score of 0 for none given


class Oracle:
    """Plain Whoosh; every commit stays a segment of its own while a document of it lives."""

    def __init__(self, folder: Path, layout: Layout) -> None:
        listed = IDTokenizer()
        fields = {
            t.name: TEXT(analyzer=listed, phrase=t.positions, field_boost=t.boost, spelling=False) for t in layout.texts
        }
        fields |= {name: KEYWORD(scorable=False, analyzer=listed) for name in (*layout.keys, *layout.codes)}
        fields |= {name: NUMERIC(int, bits=32, signed=False, shift_step=0) for name in layout.numbers}
        self._layout = layout
        self._index = index.create_in(str(folder), Schema(key=ID, record=STORED, **fields))

    @classmethod
    def reading(cls, folder: Path, layout: Layout) -> Oracle:
        """Whoosh's own searcher over an index of the engine."""
        oracle = cls.__new__(cls)
        oracle._layout, oracle._index = layout, index.FileIndex(FileStorage(str(folder)), schema_of(layout))
        return oracle

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
        writer.commit(mergetype=lambda writer, segments: [s for s in segments if s.doc_count()])

    def answers(self, node: Node, only: Node | None = None) -> dict[Record, float]:
        """Every document found, and its score."""
        weighting = BM25F(**{f"{text.name}_B": text.length_norm for text in self._layout.texts})
        wanted = self._translated(node)
        if only is not None:
            wanted = query.And([wanted, self._translated(only, ranks=False)])
        with self._index.searcher(weighting=weighting) as searcher:
            found = searcher.search(wanted, limit=None)
            return {hit["record"]: float(hit.score) for hit in found}

    def _translated(self, node: Node, *, ranks: bool = True) -> query.Query:
        def inner(part: Node) -> query.Query:
            return self._translated(part, ranks=ranks)

        match node:
            case All(parts):
                return query.And([inner(part) for part in parts]) if parts else inner(Every())
            case AnyOf(parts):
                return query.Or([inner(part) for part in parts])
            case Without(wanted, unwanted):
                return query.Require(inner(wanted), query.Not(inner(unwanted)))  # its AndNot lets the first hit pass
            case Better(needed, wanted):
                return query.AndMaybe(inner(needed), inner(wanted))
            case Silent(part):
                return self._translated(part, ranks=False)
        leaf, score = self._leaf(node)
        if not ranks:
            score = NOTHING
        return leaf if score is None else query.ConstantScoreQuery(leaf, score)

    def _leaf(self, node: Node) -> tuple[query.Query, float | None]:
        """The query for a leaf, and the score it always has; None where BM25F says it."""
        match node:
            case Term(field, token, boost):
                return query.Term(field, token, boost=boost), None if self._layout.text(field) else NOTHING
            case Near(field, (token,), boost):
                return query.Term(field, token, boost=boost), None
            case Near(field, tokens, boost):
                return query.Phrase(field, list(tokens), boost=boost), None
            case Starts(field, prefix, boost):
                return query.Prefix(field, prefix), boost
            case Similar(field, token, boost):
                return query.FuzzyTerm(field, token, prefixlength=0), boost
            case Fading(column, to, half, boost):
                scores = {number: boost / (1 + max(to - number, 0) / half) for number in NUMBERS}
                each = {n: query.NumericRange(column, n, n) for n in NUMBERS}
                return query.Or([query.ConstantScoreQuery(each[n], score) for n, score in scores.items()]), None
            case Between(column, low, high):
                return query.NumericRange(column, low, high), NOTHING
        assert isinstance(node, Every)
        return query.Every(), NOTHING
