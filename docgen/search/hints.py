"""What an engine answers beside its hits: words that are near to others, from what may be seen and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from docgen.search.engine.engine import Engine
from docgen.search.engine.nodes import AnyOf, Every, Node, Term
from docgen.search.likeness import likeness, others
from docgen.search.query import Answer, Hit
from docgen.search.text import STOP, root
from docgen.search.translation import sought_by

NEAR = 20  # tokens looked at for one that is a word


def words(engine: Engine, begun: str, limit: int, only: Node) -> list[str]:
    """The words and figures of `only` that begin so, the most frequent first."""
    found = engine.terms("kata", begun, only=only, limit=max(limit, 0) + len(STOP)) if begun else []
    return [token for token, _ in found if token not in STOP][: max(limit, 0)]


def corrections(engine: Engine, words: Collection[str], only: Node) -> dict[str, str]:
    """For each of the words that nothing of `only` holds in any form, the most frequent word one slip away."""
    strange = (word for word in words if not engine.count(_in_any_form(word), only=only))
    return {word: near for word in strange for near in _nearest(engine, word, only)}


def alike(engine: Engine, known: Hit, limit: int, only: Node) -> Answer:
    """What of `only` holds most of what tells most of a document, itself left out."""
    telling = engine.tokens_of(known.naskah_id, known.number, "akar")
    title = {root(token) for token in engine.tokens_of(known.naskah_id, known.number, "judul")}
    every = engine.count(Every(), only=only)
    node = likeness(telling, title, every, lambda word: engine.count(Term("akar", word), only=only))
    found = engine.search(node, only=only, limit=limit + 1)
    hits = [Hit(one.record.key, one.record.version, one.score) for one in found.hits]
    return others(Answer(found.total, tuple(hits), sought=sought_by(node)), known, limit)


def _in_any_form(word: str) -> Node:
    return AnyOf((Term("kata", word), Term("akar", root(word))))


def _nearest(engine: Engine, word: str, only: Node) -> Iterator[str]:
    near = engine.near_terms("kata", word, only=only, limit=NEAR)
    yield from [token for token, _ in near if token.isalpha()][:1]
