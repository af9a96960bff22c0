"""A linear scan: the index where none can be written, that of the tests, and the oracle for the other one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from math import log

from docgen.errors import IndexBusy
from docgen.naskah.records import Reach
from docgen.search.engine import nodes as n
from docgen.search.engine.slips import swapped
from docgen.search.held import Held, State, held_of
from docgen.search.likeness import likeness, others
from docgen.search.query import Answer, Entry, Hit, Query, Step
from docgen.search.synonyms import Synonyms, load_synonyms, words_of
from docgen.search.terms import Document, document, readable_by, seen_by
from docgen.search.text import STOP, one_letter_off, root
from docgen.search.translation import Meaning, meaning, sought_by

_Row = tuple[Entry, Document]


class MemoryIndex:
    """Everything in one dictionary; forgets on exit."""

    def __init__(self, synonyms: Synonyms | None = None) -> None:
        self._synonyms = load_synonyms() if synonyms is None else synonyms
        self._rows: dict[str, tuple[_Row, ...]] = {}
        self._reach: Reach | None = None

    def reach(self) -> Reach | None:
        return self._reach

    def put(self, naskah_id: str, entries: Sequence[Entry]) -> None:
        self._rows[naskah_id] = tuple((entry, document(entry)) for entry in entries)

    def put_many(self, pairs: Iterable[tuple[str, Sequence[Entry]]], step: Step | None = None) -> None:
        if step is not None and step.since != self._reach:
            raise IndexBusy("Indeks baru saja ditulis oleh yang lain.")
        for naskah_id, entries in list(pairs):
            self.put(naskah_id, entries)
        self._reach = step.upto if step else self._reach

    def rebuild(self, pairs: Iterable[tuple[str, Sequence[Entry]]], reach: Reach | None = None) -> None:
        found = list(pairs)
        self._rows.clear()
        for naskah_id, entries in found:
            self.put(naskah_id, entries)
        self._reach = reach

    @contextmanager
    def building(self, *, resumed: bool = False) -> Iterator[MemoryIndex]:
        beside = MemoryIndex(self._synonyms)
        yield beside
        self._rows, self._reach = beside._rows, beside._reach

    def search(
        self, query: Query, limit: int = 20, *, keys: Collection[str] | None = None, facets: Sequence[str] = ()
    ) -> Answer:
        asked = meaning(query, self._synonyms)
        found = list(self._found(asked, readable_by(keys) or n.Every()))
        found.sort(key=_order)
        best = tuple(Hit(entry.naskah_id, entry.number, score) for score, entry, _ in found[: max(limit, 0)])
        counts = {
            name: dict(Counter(kept.facets[name] for _, _, kept in found if kept.facets[name])) for name in facets
        }
        return Answer(len(found), best, counts, asked.sought)

    def words(self, begun: str, limit: int = 10, *, keys: Collection[str] | None = None) -> list[str]:
        held = (set(kept.fields["kata"]) - STOP for kept in self._seen(seen_by(keys)))
        counts = Counter(token for each in held for token in each if begun and token.startswith(begun))
        return sorted(counts, key=lambda token: (-counts[token], token))[: max(limit, 0)]

    def alike(self, known: Hit, limit: int = 10, *, keys: Collection[str] | None = None) -> Answer:
        only = seen_by(keys)
        held = Counter(token for kept in self._seen(only) for token in set(kept.fields["akar"]))
        every = len(self._seen(only))
        of_it = [kept for entry, kept in self._rows.get(known.naskah_id, ()) if entry.number == known.number]
        counts = Counter(token for kept in of_it for token in kept.fields["akar"])
        telling = {token: times * log(1 + every / (1 + held[token])) for token, times in counts.items()}
        title = {root(token) for kept in of_it for token in kept.fields["judul"]}
        node = likeness(telling, title, every, held.__getitem__)
        found = sorted(self._found(Meaning(node, sought_by(node), by_date=False), only), key=_order)
        hits = tuple(Hit(entry.naskah_id, entry.number, score) for score, entry, _ in found)
        return others(Answer(len(found), hits, sought=sought_by(node)), known, limit)

    def corrections(
        self, words: Collection[str], *, keys: Collection[str] | None = None, semua_versi: bool = False
    ) -> dict[str, str]:
        seen = self._seen(seen_by(keys, semua_versi=semua_versi))
        known = words_of(self._synonyms) | {token for kept in seen for token in kept.fields["kata"]}
        roots = {token for kept in seen for token in kept.fields["akar"]}
        counts = Counter(token for kept in seen for token in set(kept.fields["kata"]) if token.isalpha())
        near = {
            word: [other for other in counts if one_letter_off(word, other) or other in swapped(word)]
            for word in words
            if word not in known and root(word) not in roots
        }
        return {word: min(found, key=lambda t: (-counts[t], t)) for word, found in near.items() if found}

    def held(self) -> Iterator[Held]:
        for naskah_id, rows in self._rows.items():
            yield from (held_of(naskah_id, entry) for entry, _ in rows)

    def state(self) -> State:
        return State(reach=self._reach)

    def faults(self) -> list[str]:
        return []

    def clear(self) -> None:
        self.rebuild(())

    def _seen(self, only: n.Node) -> list[Document]:
        rows = (kept for rows in self._rows.values() for _, kept in rows)
        return [kept for kept in rows if _score(only, kept) is not None]

    def _found(self, asked: Meaning, only: n.Node) -> Iterator[tuple[float, Entry, Document]]:
        for rows in self._rows.values():
            for entry, kept in rows:
                score = _score(asked.node, kept)
                if score is not None and _score(only, kept) is not None:
                    yield 0.0 if asked.by_date else score, entry, kept


def _order(found: tuple[float, Entry, Document]) -> tuple[float, int, str, int]:
    """Best first, then newest."""
    score, entry, _ = found
    return -score, -entry.tanggal.toordinal(), entry.naskah_id, -entry.number


def _score(node: n.Node, kept: Document) -> float | None:
    """The score of a document, None where it does not hold: a leaf that holds counts its boost."""
    match node:
        case n.Every():
            return 0.0
        case n.Between():
            return 0.0 if node.low <= kept.columns[node.column] <= node.high else None
        case n.Fading():
            return node.boost / (1 + max(node.to - kept.columns[node.column], 0) / node.half)
        case n.All() | n.AnyOf():
            return _sum([_score(part, kept) for part in node.parts], every=isinstance(node, n.All))
        case n.Without():
            return _score(node.wanted, kept) if _score(node.unwanted, kept) is None else None
        case n.Better():
            score = _score(node.needed, kept)
            return None if score is None else score + (_score(node.wanted, kept) or 0.0)
        case n.Silent():
            return None if _score(node.part, kept) is None else 0.0
        case _:
            return node.boost if _holds(node, kept.fields[node.field]) else None


def _sum(scores: Sequence[float | None], *, every: bool) -> float | None:
    known = [score for score in scores if score is not None]
    holds = len(known) == len(scores) if every else known
    return sum(known) if holds else None


def _holds(leaf: n.Term | n.Near | n.Starts | n.Similar, field: Sequence[str]) -> bool:
    match leaf:
        case n.Term():
            return leaf.token in field
        case n.Near():
            width = len(leaf.tokens)
            return any(tuple(field[at : at + width]) == leaf.tokens for at in range(len(field) - width + 1))
        case n.Starts():
            return any(token.startswith(leaf.prefix) for token in field)
        case n.Similar():
            return any(one_letter_off(leaf.token, token) for token in field)
