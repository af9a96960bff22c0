"""What must be written somewhere in a naskah for a question to find it: for looking without an index."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.search.engine import nodes as n
from docgen.search.query import Query
from docgen.search.synonyms import Synonyms
from docgen.search.translation import meaning

_WRITTEN = ("akar", "kata", "judul", "nomor")  # fields whose tokens stand in the words, the perihal or the number
_MELTING = "kpst"  # a prefix takes these from the beginning of a root: tulis, menulis
_SHORTEST = 4
Groups = list[tuple[str, ...]]


def needed_strings(query: Query, synonyms: Synonyms) -> Groups:
    """Groups of strings; what the question finds has at least one string of every group. May raise BadQuery.

    Filters, dates and what is not wanted need no string; an index over the naskah that are left sees to them.
    """
    return list(dict.fromkeys(_needed(meaning(query, synonyms).node)))


def _needed(node: n.Node) -> Groups:
    match node:
        case n.Term() if node.field in _WRITTEN:
            return [(_stem(node.token) if node.field == "akar" else node.token,)]
        case n.Near() if node.field in _WRITTEN:
            return [(token,) for token in node.tokens]
        case n.Starts():
            return [(node.prefix,)]
        case n.All():
            return [group for part in node.parts for group in _needed(part)]
        case n.AnyOf():
            return _one_of([_needed(part) for part in node.parts])
        case n.Better():
            return _needed(node.needed)
        case n.Without():
            return _needed(node.wanted)
        case n.Silent():
            return _needed(node.part)
        case _:
            return []


def _one_of(ways: Sequence[Groups]) -> Groups:
    """Of every way its most telling group; nothing is needed where one way needs nothing."""
    if not all(ways):
        return []
    chosen = [max(groups, key=lambda group: min(map(len, group))) for groups in ways]
    return [tuple(dict.fromkeys(text for group in chosen for text in group))] if chosen else []


def _stem(root: str) -> str:
    return root[1:] if len(root) > _SHORTEST and root[0] in _MELTING else root
