"""The nodes of a query in Whoosh's terms, over the fields of whoosh_index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import query as w
from whoosh.matching import AndNotMatcher
from whoosh.query import Query as WhooshQuery

from docgen.search.engine import nodes as n
from docgen.search.text import one_letter_off

FAINT = 1e-9  # filters do not rank; Whoosh divides by a boost, so not 0


class OneLetterOff(w.FuzzyTerm):  # type: ignore[misc]
    """Goes through all words of a field: Whoosh's own automaton counts bytes and another distance."""

    def _btexts(self, ixreader: Any) -> Iterator[bytes]:
        field = ixreader.schema[self.fieldname]
        for word in ixreader.lexicon(self.fieldname):
            if one_letter_off(self.text, field.from_bytes(word)):
                yield word


class _ButNot(AndNotMatcher):  # type: ignore[misc]
    """Whoosh's own forgets what is not wanted where that begins before what is."""

    def _find_first(self) -> None:
        if self.a.is_active() and self.b.is_active():
            self._find_next()

    def skip_to_quality(self, minquality: float) -> Any:
        skipped = self.a.skip_to_quality(minquality)
        self._find_first()
        return skipped


class ButNot(w.AndNot):  # type: ignore[misc]
    """What fits `a` and not `b`."""

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        unwanted = self.b.matcher(searcher, searcher.boolean_context())
        return _ButNot(self.a.matcher(searcher, context), unwanted)


def translated(node: n.Node, weight: float = 1.0) -> WhooshQuery:
    """The Whoosh query for `node`, all its boosts times `weight`."""
    match node:
        case n.Every():
            return w.Every()
        case n.Between():
            return w.NumericRange(node.column, node.low, node.high, boost=FAINT)
        case n.All():
            return w.And([translated(part, weight) for part in node.parts]) if node.parts else w.Every()
        case n.AnyOf():
            return w.Or([translated(part, weight) for part in node.parts])
        case n.Without():
            return ButNot(translated(node.wanted, weight), translated(node.unwanted, weight))
        case n.Better():
            return w.AndMaybe(translated(node.needed, weight), translated(node.wanted, weight))
        case n.Silent():
            return translated(node.part, FAINT)
        case _:
            return _leaf(node, weight * node.boost)


def _leaf(leaf: n.Term | n.Near | n.Starts | n.Similar, boost: float) -> WhooshQuery:
    match leaf:
        case n.Term():
            return w.Term(leaf.field, leaf.token, boost=boost)
        case n.Near():
            return w.Phrase(leaf.field, list(leaf.tokens), boost=boost)
        case n.Starts():
            return w.Prefix(leaf.field, leaf.prefix, boost=boost)
        case n.Similar():
            return OneLetterOff(leaf.field, leaf.token, boost=boost)
