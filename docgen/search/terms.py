"""What a query and an entry come down to: the one meaning that every index gives them."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.errors import BadQuery
from docgen.search.query import MOST_WORDS, Entry, Query
from docgen.search.text import STOP, is_code, normal, root, tokens

NOTHING = "-"  # a term no entry has


@dataclass(frozen=True)
class Terms:
    """A query in tokens."""

    words: tuple[tuple[str, str], ...]  # root that must be there, and the exact word that ranks higher
    phrases: tuple[tuple[str, ...], ...]  # tokens side by side
    nomor: tuple[str, ...]  # tokens of a printed number
    pejabat: tuple[str, ...]  # tokens side by side in a post or name
    jenis: str
    status: str

    def roots(self) -> frozenset[str]:
        """Every root a snippet should show."""
        return frozenset({r for r, _ in self.words} | {root(t) for p in (*self.phrases, self.nomor) for t in p})


def terms_of(query: Query) -> Terms:
    """The tokens `query` asks for; raises BadQuery when it holds more than MOST_WORDS different ones.

    Stop words are passed over, unless the query has no other word. A typed code (`470/Kep.240/Sekre`) asks for its
    parts side by side; other typed words with marks in them (`undang-undang`) for each part.
    """
    typed = [t for t in map(tokens, dict.fromkeys(query.words)) if t]
    phrases = [tuple(t) for t in typed if is_code(t)]
    plain = list(dict.fromkeys(token for t in typed if not is_code(t) for token in t))
    content = [token for token in plain if token not in STOP]
    if not content:
        phrases += [(token,) for token in plain]
    phrases += [tuple(t) for t in map(tokens, query.phrases) if t]
    nomor = tuple(dict.fromkeys(_asked(query.nomor)))
    if len({*plain, *nomor, *(token for phrase in phrases for token in phrase)}) > MOST_WORDS:
        raise BadQuery([f"paling banyak {MOST_WORDS} kata yang berbeda; pilih kata yang paling khas"])
    return Terms(
        words=tuple((root(token), token) for token in content),
        phrases=tuple(dict.fromkeys(phrases)),
        nomor=nomor,
        pejabat=tuple(_asked(query.pejabat)),
        jenis="_".join(_asked(query.jenis)),
        status="_".join(_asked(query.status)),
    )


def name_of(value: str) -> str:
    """A jenis or status as a single term, however it is written: `Nota Dinas` is nota_dinas."""
    return "_".join(tokens(value))


def passages(entry: Entry) -> list[list[str]]:
    """The tokens of everything an entry is found by; a phrase lies within one passage."""
    return [tokens(part) for part in (entry.perihal, *entry.nomor, entry.klasifikasi, entry.unit, entry.text)]


def snippet_text(entry: Entry) -> str:
    """What a snippet is cut from."""
    return normal(entry.text or entry.perihal)


def _asked(value: str) -> list[str]:
    return tokens(value) or ([NOTHING] if value.strip() else [])
