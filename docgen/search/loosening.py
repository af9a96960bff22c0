"""Where few naskah hold every word that was typed: those that hold some of them, or words one letter off."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from docgen.search.names import is_title
from docgen.search.parts import Either, Fuzzy, Part, Phrase, Prefix, Together, Word, leaves
from docgen.search.query import MOST_OPEN, RELEVANCE, Answer, Index, Query
from docgen.search.text import STOP, tokens

SHORTEST = 4  # letters of a word that may be misspelt: a shorter one is one letter off from too many


def loosened(query: Query) -> Query | None:
    """The same question with any of its words enough, the more the better; filters and what is not wanted stay.

    None where there is nothing to let go of.
    """
    whole = query.wanted if isinstance(query.wanted, Together) else Together((query.wanted,))
    words = [part for part in whole.parts if isinstance(part, Word | Phrase)]
    open_ = {leaf for leaf in leaves(whole) if isinstance(leaf, Prefix | Fuzzy)}
    ways = tuple(dict.fromkeys(_ways(words, MOST_OPEN - len(open_))))
    if not ways or query.sort != RELEVANCE:
        return None
    kept = (part for part in whole.parts if part not in words)
    return replace(query, wanted=Together((Either((Together(tuple(words)), *ways)), *kept)))


def ask_nearest(index: Index, query: Query, limit: int, known: Answer, keys: Collection[str] | None) -> Answer:
    """What comes nearest to what was asked, as many hits as `limit` leaves room for behind the `known` ones."""
    wanted = loosened(query) if len(known.hits) < limit else None
    if wanted is None:
        return Answer(0, ())
    found = index.search(wanted, limit, keys=keys)
    exact = {hit.naskah_id for hit in known.hits}
    near = (hit for hit in found.hits if hit.naskah_id not in exact)
    return replace(found, hits=tuple(islice(near, limit - len(known.hits))))


def _ways(words: Sequence[Word | Phrase], most: int) -> Iterator[Part]:
    """Every word alone, and the longest of them with a slip in them, at `most` so many."""
    said = [part for part in words if isinstance(part, Phrase) or _content(part.text)]
    yield from said
    alone = [part.text for part in said if isinstance(part, Word) and _may_slip(part.text)]
    yield from (Fuzzy(text) for text in sorted(alone, key=len, reverse=True)[:most])


def _content(word: str) -> bool:
    return not is_title(word) and any(token not in STOP for token in tokens(word))


def _may_slip(word: str) -> bool:
    typed = tokens(word)
    return len(typed) == 1 and typed[0].isalpha() and len(typed[0]) >= SHORTEST
