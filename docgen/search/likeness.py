"""More like this: the words that tell most of one naskah, as a question about the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from docgen.search.engine.nodes import AnyOf, Node, Term
from docgen.search.query import Answer, Hit
from docgen.search.text import STOP, root

MOST = 30  # roots asked for
LOOKED_AT = 80  # roots whose documents are counted
TITLE = 2.0  # what a word of the perihal tells more than the same word below
SMALL = 20  # documents: of fewer only what stands in all of them is taken for usual
SHORTEST = 3  # letters
_SAYING_NOTHING = STOP | frozenset(map(root, STOP))


def likeness(telling: Mapping[str, float], title: Collection[str], every: int, held_by: Callable[[str], int]) -> Node:
    """Whoever holds some of the most telling roots, each as much as it tells; the more of them the better.

    `held_by` counts the documents one may see that hold a root, of `every` one. What only this naskah holds finds
    nothing, and what most of them hold (the kop, how letters of a kind begin and end) says nothing.
    """
    weights = {word: weight * (TITLE if word in title else 1.0) for word, weight in telling.items() if _says(word)}
    ranked = sorted(weights, key=lambda word: (-weights[word], word))[:LOOKED_AT]
    most = every / 2 if every >= SMALL else every - 1
    kept = [word for word in ranked if 1 < held_by(word) <= most][:MOST]
    return AnyOf(tuple(Term("akar", word, weights[word] / weights[kept[0]]) for word in kept))


def others(answer: Answer, known: Hit, limit: int) -> Answer:
    """The answer without the naskah it was asked about, and no more than `limit` hits."""
    hits = tuple(hit for hit in answer.hits if hit.naskah_id != known.naskah_id)
    return replace(answer, total=answer.total - (len(hits) < len(answer.hits)), hits=hits[: max(limit, 0)])


def _says(word: str) -> bool:
    return word.isalpha() and len(word) >= SHORTEST and word not in _SAYING_NOTHING
