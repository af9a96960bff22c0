"""Looking through the catalogue itself for words: slow beside an index, but always there."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, true

from docgen.archive import tables as t

_BETWEEN = "/.-,()"  # what stands between the parts of a number


def naskah_saying(c: Connection, needed: Sequence[Sequence[str]], most: int) -> list[str]:
    """Naskah that say one of the strings of every group, at most `most` of each of two kinds.

    First those in whose number they all stand, each by itself; then those that say them anywhere, also inside a word:
    in any wording, the perihal or the number. The newest come first, and capitals do not matter.
    """
    in_number = _newest(c, and_(true(), *(or_(*map(_part_of_number, group)) for group in needed)), most)
    anywhere = _newest(c, and_(true(), *(or_(*map(_says, group)) for group in needed)), most)
    return list(dict.fromkeys(in_number + anywhere))


def _newest(c: Connection, condition: ColumnElement[bool], most: int) -> list[str]:
    found = select(t.naskah.c.id).where(condition).order_by(t.naskah.c.seq.desc())
    return list(c.execute(found.limit(most)).scalars())


def _part_of_number(text: str) -> ColumnElement[bool]:
    parts: ColumnElement[str] = t.naskah.c.nomor
    for sign in _BETWEEN:
        parts = func.replace(parts, sign, " ")
    return (" " + parts + " ").icontains(f" {text} ", autoescape=True)


def _says(text: str) -> ColumnElement[bool]:
    worded = (t.words.c.naskah_id == t.naskah.c.id) & t.words.c.text.icontains(text, autoescape=True)
    places = [column.icontains(text, autoescape=True) for column in (t.naskah.c.perihal, t.naskah.c.nomor)]
    return or_(*places, select(t.words.c.number).where(worded).exists())
