"""What a search box offers before and beside an answer: what the word being typed may become, and what is alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from docgen.actions.naskah.finding import Found, demand_readable, reader_of, shown_of, with_index
from docgen.actions.naskah.naming import begins, opens
from docgen.naskah.access import READ, keys_of, may
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import Naskah
from docgen.office import Office
from docgen.search.filters import FILTERS, PRESENT
from docgen.search.parts import Filter, Part, Prefix, Together
from docgen.search.query import DATE, FACETS, Hit, Index, Query
from docgen.search.text import find_tokens, tokens

LOOKED_AT = 100  # naskah whose numbers are held against what was typed, newest first
_FIXED = {"ada": PRESENT, "tanpa": PRESENT, "versi": ("semua", "terakhir")}
_QUOTES = '"“”„‟'
_APART = frozenset(' ",()')  # what a value may hold only in quotes


def completions(office: Office, begun: str, *, by: str = "", limit: int = 10) -> list[str]:
    """What the last word of the line may become, each to be put in the place of `last_word(begun)`.

    Names of filters, then whole numbers, then words, those first that most of what `by` may read holds, and nothing
    that stands in other naskah alone. Behind `jenis:` and the like the values there are of them.
    """
    reader, word = reader_of(office, by), last_word(begun)
    name, colon, values = word.partition(":")
    if colon and name.isidentifier():
        before, comma, value = values.rpartition(",")
        found, _ = with_index(
            office, Query(), lambda index: list(_values(office, index, reader, (name.lower(), value)))
        )
        offered: Iterable[str] = (f"{name}:{before}{comma}{_quoted(one)}" for one in found)
    else:
        offered, _ = with_index(office, Query(), lambda index: list(_words(office, index, reader, word, limit)))
    return list(islice(dict.fromkeys(offered), max(limit, 0)))


def last_word(begun: str) -> str:
    """The word a line ends with, from its quotation mark on; '' behind a space."""
    start, quoted = 0, False
    for at, letter in enumerate(begun):
        if letter in _QUOTES:
            quoted = not quoted
        elif not quoted and (letter.isspace() or letter == "("):
            start = at + 1
    return begun[start:].removeprefix("-")


def alike(office: Office, naskah: Naskah, *, by: str = "", limit: int = 10) -> list[Found]:
    """What `by` may read and says most of the same, the nearest first; raises NotAllowed where he may not read it."""
    demand_readable(office, naskah, by)
    reader, known = reader_of(office, by), Hit(naskah.id, naskah.latest.number, 0.0)
    answer, _ = with_index(office, Query(), lambda index: index.alike(known, limit, keys=keys_of(reader)))
    return list(shown_of(office, reader, answer))


def _words(office: Office, index: Index, reader: Pejabat, word: str, limit: int) -> Iterator[str]:
    *_, last = [(0, -1, ""), *find_tokens(word)]
    start, end, token = last
    if end != len(word):
        return
    yield from (f"{name}:" for name in FILTERS if name.startswith(word.lower()))
    if any(letter.isdigit() for letter in word):
        yield from map(_quoted, _numbers(office, index, reader, word))
    yield from (word[:start] + one for one in index.words(token, limit, keys=keys_of(reader)))


def _values(office: Office, index: Index, reader: Pejabat, typed: tuple[str, str]) -> Iterator[str]:
    """What a filter may ask for, begun as typed or with a word that begins so; the most frequent first."""
    name, value = typed
    if name in ("nomor", "menyebut"):
        yield from _numbers(office, index, reader, value)
    elif name == "pejabat":
        named = ((post, f"{post} {official.nama}") for post, official in office.kantor.pejabat.items())
        yield from (post for post, said in named if begins(said, value))
    else:
        yield from (one for one in _known(index, reader, name) if begins(one, value))


def _known(index: Index, reader: Pejabat, name: str) -> Sequence[str]:
    if name not in FACETS:
        return _FIXED.get(name, ())
    counts = index.search(Query(), 0, keys=keys_of(reader), facets=(name,)).facets[name]
    return sorted(counts, key=lambda one: (-counts[one], one))


def _numbers(office: Office, index: Index, reader: Pejabat, typed: str) -> Iterator[str]:
    """The whole numbers that begin so, the newest naskah first."""
    *whole, begun = tokens(typed) or [""]
    if not begun:
        return
    parts: list[Part] = [Filter("nomor", token) for token in whole]
    wanted = Together((*parts, Prefix(begun, "nomor")))
    hits = index.search(Query(wanted, sort=DATE), LOOKED_AT, keys=keys_of(reader)).hits
    known = office.archive.naskah_of([hit.naskah_id for hit in hits])
    for naskah in (known[hit.naskah_id] for hit in hits if hit.naskah_id in known):
        if may(reader, READ, naskah):
            yield from (one for one in _numbers_of(office, naskah) if opens(tokens(one), [*whole, begun]))


def _numbers_of(office: Office, naskah: Naskah) -> Iterator[str]:
    """Its own number, and those that others gave it."""
    doctype = office.types.get(naskah.jenis)
    fields = [field.name for field in (doctype.fields if doctype else ()) if field.kind == "nomor"]
    yield from filter(None, (naskah.nomor, *(str(naskah.latest.values.get(name) or "") for name in fields)))


def _quoted(value: str) -> str:
    return f'"{value}"' if _APART & set(value) else value
