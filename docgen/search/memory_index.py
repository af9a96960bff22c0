"""A linear scan: the index where none can be written, that of the tests, and the oracle for the other one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docgen.search.query import Entry, Hit, Query
from docgen.search.terms import Terms, name_of, passages, snippet_text, terms_of
from docgen.search.text import root, snippet, tokens


class MemoryIndex:
    """Everything in one dictionary; forgets on exit."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[Entry, ...]] = {}

    def put(self, naskah_id: str, entries: Sequence[Entry]) -> None:
        self._entries[naskah_id] = tuple(entries)

    def put_many(self, pairs: Iterable[tuple[str, Sequence[Entry]]]) -> None:
        self._entries.update({naskah_id: tuple(entries) for naskah_id, entries in pairs})

    def rebuild(self, pairs: Iterable[tuple[str, Sequence[Entry]]]) -> None:
        self._entries = {naskah_id: tuple(entries) for naskah_id, entries in pairs}

    def search(self, query: Query, limit: int = 20) -> list[Hit]:
        terms = terms_of(query)
        roots = terms.roots()
        found = [(_score(entry, terms), entry) for entry in self._found(query, terms)]
        found.sort(key=lambda f: (-f[0], -f[1].tanggal.toordinal(), f[1].naskah_id, -f[1].number))
        best = found[: max(limit, 0)]
        return [Hit(e.naskah_id, e.number, score, snippet(snippet_text(e), roots)) for score, e in best]

    def count(self, query: Query) -> int:
        return sum(1 for _ in self._found(query, terms_of(query)))

    def clear(self) -> None:
        self._entries.clear()

    def _found(self, query: Query, terms: Terms) -> Iterator[Entry]:
        for entries in self._entries.values():
            yield from (e for e in entries if _fits(e, query) and _holds(e, terms))


def _fits(entry: Entry, query: Query) -> bool:
    return (
        (entry.latest or query.semua_versi)
        and (query.since is None or query.since <= entry.tanggal)
        and (query.until is None or entry.tanggal <= query.until)
    )


def _holds(entry: Entry, terms: Terms) -> bool:
    parts = passages(entry)
    present = {root(token) for part in parts for token in part}
    return (
        terms.jenis in ("", name_of(entry.jenis))
        and terms.status in ("", name_of(entry.status))
        and set(terms.nomor) <= {token for nomor in entry.nomor for token in tokens(nomor)}
        and (not terms.pejabat or any(_side_by_side(tokens(p), terms.pejabat) for p in entry.pejabat))
        and all(wanted in present for wanted, _ in terms.words)
        and all(any(_side_by_side(part, phrase) for part in parts) for phrase in terms.phrases)
    )


def _side_by_side(part: Sequence[str], phrase: Sequence[str]) -> bool:
    width = len(phrase)
    return any(tuple(part[at : at + width]) == tuple(phrase) for at in range(len(part) - width + 1))


def _score(entry: Entry, terms: Terms) -> float:
    """One for each word found, two more where it stands exactly as typed; one for a number in the order typed."""
    exact = {token for part in passages(entry) for token in part}
    in_order = bool(terms.nomor) and any(_side_by_side(tokens(nomor), terms.nomor) for nomor in entry.nomor)
    return float(sum(1 + 2 * (word in exact) for _, word in terms.words) + len(terms.phrases) + in_order)
