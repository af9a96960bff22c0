"""A query in the engine's nodes: what must hold, and what ranks higher without being needed.

Roots must be there, exact words rank higher, still higher in the perihal or the number; what means the same counts
little, and a filter nothing. Of two that answer equally well the newer comes first: how new it is adds a little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeAlias

from docgen.errors import BadQuery
from docgen.search.alike import near, other_forms, other_month, spans
from docgen.search.engine import nodes as n
from docgen.search.engine.slips import swapped
from docgen.search.names import bare_name, is_title
from docgen.search.parts import Days, Either, Filter, Fuzzy, Not, Part, Phrase, Prefix, Together, Word
from docgen.search.query import DATE, MOST_WORDS, Query, excess
from docgen.search.snippets import Sought
from docgen.search.synonyms import Synonyms
from docgen.search.terms import TANGGAL, codes, name_of
from docgen.search.text import STOP, is_code, root, tokens

EXACT_BOOST = 3.0  # a word exactly as typed against the same root in another form
TITLE_BOOST = 2.0  # the same in the perihal
NOMOR_BOOST = 3.0  # a number in the order typed
NEW_BOOST = 0.25  # the most that being new adds: far less than a word more
A_YEAR = 365  # days, after which half of it is left
NOTHING = "-"  # a token no entry has
_Leaf: TypeAlias = "n.Term | n.Near | n.Starts | n.Similar"
_TEXT = ("akar", "kata", "judul", "nomor")


@dataclass(frozen=True)
class Meaning:
    """A query for an engine: which documents, what a snippet of them should show, and how they are sorted."""

    node: n.Node
    sought: Sought
    by_date: bool  # newest first, for nothing that is asked for ranks, or because it is wished so


def meaning(query: Query, synonyms: Synonyms) -> Meaning:
    """What `query` asks an engine; raises BadQuery when it is more than can be looked for."""
    if problems := excess(query.wanted):
        raise BadQuery(problems)
    node = _node(query.wanted, synonyms)
    leaves = list(_ranking(node))
    if not query.semua_versi:
        node = _all([node, n.Silent(n.Term("latest", "1"))])
    if query.today and leaves:
        fresh = n.Fading(TANGGAL, query.today.toordinal(), A_YEAR, NEW_BOOST)
        node = _better(_needed(node), [*_wanted(node), fresh])
    return Meaning(node, sought_by(node), query.sort == DATE or not leaves)


def _node(part: Part, synonyms: Synonyms) -> n.Node:
    match part:
        case Together():
            return _together(part.parts, synonyms)
        case Either():
            return _any([_node(one, synonyms) for one in part.parts])
        case Not() | Word():
            return _together((part,), synonyms)
        case Filter():
            return _filter(part)
        case Days():
            since, until = part.since or date.min, part.until or date.max
            return n.Between(TANGGAL, since.toordinal(), until.toordinal())
        case _:
            return _words_of(part)


def _together(parts: Sequence[Part], synonyms: Synonyms) -> n.Node:
    if len(parts) > MOST_WORDS:
        parts = tuple(dict.fromkeys(parts))  # the same few again and again
    wanted: list[n.Node] = []
    words = [word for part in parts if isinstance(part, Word) for word in _content(part.text)]
    for kind, run in groupby((part for part in parts if not isinstance(part, Not)), type):
        if kind is Word:
            wanted += _run([part.text for part in run if isinstance(part, Word)], synonyms, strict=not words)
        else:
            wanted += [_node(part, synonyms) for part in run]
    # what is not wanted is meant as it was typed
    unwanted = [_needed(_node(part.part, {})) for part in parts if isinstance(part, Not)]
    node = _all(wanted)
    return n.Without(node, _any(unwanted)) if unwanted else node


# ------------------------------------------------------------------ words


def _content(word: str) -> list[str]:
    """The tokens of a typed word that say something; a title says little of a name."""
    return [] if is_title(word) else [token for token in tokens(word) if token not in STOP]


def _run(words: Sequence[str], synonyms: Synonyms, *, strict: bool) -> Iterator[n.Node]:
    """Typed words that follow each other; `strict` where there are none but stop words: then each must be there."""
    for span, forms in spans(words, synonyms):
        typed = _all([_word(word, strict=strict) for word in span])
        yield _or_alike(typed, forms) if typed != n.Every() else typed


def _or_alike(typed: n.Node, forms: Sequence[n.Node]) -> n.Node:
    if not forms:
        return typed
    needed, better = _needed(typed), _wanted(typed)
    return _better(_any([needed, *forms]), better)


def _word(word: str, *, strict: bool) -> n.Node:
    typed = tokens(word)
    if is_code(typed):
        return _better(
            near("kata", typed),
            [n.Near("judul", tuple(typed), TITLE_BOOST), n.Near("nomor", tuple(typed), NOMOR_BOOST)],
        )
    if strict:
        return _all([n.Term("kata", token) for token in typed])
    if is_title(word):
        return _better(n.Every(), [n.Term("kata", token) for token in typed])
    return _all([_token(token) for token in typed if token not in STOP])


def _token(token: str) -> n.Node:
    better: list[n.Node] = [n.Term("kata", token, EXACT_BOOST), n.Term("judul", token, TITLE_BOOST)]
    if token.isdecimal():
        better.append(n.Term("nomor", token, TITLE_BOOST))
    return _better(n.Term("akar", root(token)), better)


def _words_of(part: Phrase | Prefix | Fuzzy) -> n.Node:
    typed = tokens(part.text)
    if not typed:
        return n.Every()
    match part:
        case Phrase():
            asked = _better(near("kata", typed), [near("judul", typed, TITLE_BOOST)])
            return _or_alike(asked, other_forms([part.text], {}))
        case Prefix():
            *whole, begun = typed
            asked = _all([*(n.Term(part.field, token) for token in whole), n.Starts(part.field, begun)])
            return _better(asked, [n.Term(part.field, begun, EXACT_BOOST), n.Starts("judul", begun, TITLE_BOOST)])
        case Fuzzy():
            return _all([_fuzzy(token) for token in typed])


def _fuzzy(token: str) -> n.Node:
    asked = _any([n.Similar("kata", token), *(n.Term("kata", other) for other in sorted(swapped(token)))])
    return _better(asked, [n.Term("kata", token, EXACT_BOOST)])


# ------------------------------------------------------------------ filters


def _filter(part: Filter) -> n.Node:
    typed = tokens(part.value) or [NOTHING]
    match part.name:
        case "nomor":
            return _nomor(typed)
        case "menyebut":
            named = [near("kata", form) for form in _forms(typed)]
            own = [near("nomor", form) for form in _forms(typed)]
            return n.Silent(n.Without(_any(named), _any(own)))
        case "pejabat":
            forms = dict.fromkeys((tuple(typed), bare_name(part.value) or (NOTHING,)))
            return n.Silent(_any([near("pejabat", form) for form in forms]))
        case "unit":
            return n.Silent(near("unit", typed))
        case "klasifikasi":
            return n.Silent(n.Term("klasifikasi", (codes(part.value) or (NOTHING,))[0]))
        case _:
            return n.Silent(n.Term(part.name, name_of(part.value) or NOTHING))


def _nomor(typed: Sequence[str]) -> n.Node:
    """Every part of a number, in any order; as typed it ranks higher."""
    forms = _forms(typed)
    asked = _any([_all([n.Term("nomor", token) for token in form]) for form in forms])
    return _better(asked, [n.Near("nomor", form, NOMOR_BOOST) for form in forms if len(form) > 1])


def _forms(typed: Sequence[str]) -> list[tuple[str, ...]]:
    """A number, also with its month in roman or in figures."""
    return [form for form in (tuple(typed), other_month(tuple(typed))) if form]


# ------------------------------------------------------------------ nodes


def _all(nodes: Iterable[n.Node]) -> n.Node:
    """All of these; what only ranks is gathered behind."""
    nodes = list(nodes)
    needed = dict.fromkeys(part for node in nodes for part in _parts(_needed(node)) if part != n.Every())
    joined = next(iter(needed)) if len(needed) == 1 else n.All(tuple(needed)) if needed else n.Every()
    return _better(joined, [part for node in nodes for part in _wanted(node)])


def _any(nodes: Iterable[n.Node]) -> n.Node:
    parts = tuple(dict.fromkeys(nodes))
    return parts[0] if len(parts) == 1 else n.AnyOf(parts)


def _better(needed: n.Node, wanted: Sequence[n.Node]) -> n.Node:
    return n.Better(needed, _any(wanted)) if wanted else needed


def _parts(node: n.Node) -> Sequence[n.Node]:
    return node.parts if isinstance(node, n.All) else (node,)


def _needed(node: n.Node) -> n.Node:
    return node.needed if isinstance(node, n.Better) else node


def _wanted(node: n.Node) -> Sequence[n.Node]:
    if not isinstance(node, n.Better):
        return ()
    return node.wanted.parts if isinstance(node.wanted, n.AnyOf) else (node.wanted,)


def _ranking(node: n.Node, *, silent: bool = False) -> Iterator[_Leaf]:
    """The leaves that add to a score; with `silent` those too that could."""
    match node:
        case n.Term() | n.Near() | n.Starts() | n.Similar():
            yield node
        case n.All(parts) | n.AnyOf(parts):
            for part in parts:
                yield from _ranking(part, silent=silent)
        case n.Without():
            yield from _ranking(node.wanted, silent=silent)
        case n.Better():
            yield from _ranking(node.needed, silent=silent)
            yield from _ranking(node.wanted, silent=silent)
        case n.Silent() if silent:
            yield from _ranking(node.part, silent=silent)
        case _:
            return


def sought_by(node: n.Node) -> Sought:
    """What a snippet should show: whatever of the words was asked for, also by a filter."""
    found = [leaf for leaf in _ranking(node, silent=True) if leaf.field in _TEXT]
    terms = [leaf for leaf in found if isinstance(leaf, n.Term)]
    return Sought(
        roots=frozenset(leaf.token for leaf in terms if leaf.field == "akar"),
        words=frozenset(leaf.token for leaf in terms if leaf.field != "akar"),
        beginnings=frozenset(leaf.prefix for leaf in found if isinstance(leaf, n.Starts)),
        similar=frozenset(leaf.token for leaf in found if isinstance(leaf, n.Similar)),
        phrases=frozenset(leaf.tokens for leaf in found if isinstance(leaf, n.Near)),
    )
