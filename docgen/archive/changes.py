"""What changed since somebody last looked: a naskah keeps the log entry of its newest act, so nothing is noted twice.

Entries are numbered under the write lock, so none below the newest one can still appear.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from docgen.archive import tables as t
from docgen.archive.catalogue import log_head
from docgen.archive.log import Head
from docgen.naskah.records import Reach

_HASH = select(t.log.c.hash).where(t.log.c.seq == bindparam("seq"))
_STANDING = select(
    select(t.identitas.c.id).scalar_subquery().label("catalogue"),
    _HASH.scalar_subquery().label("hash"),
    select(func.max(t.naskah.c.seq)).scalar_subquery().label("newest"),
)


@dataclass(frozen=True)
class Changes:
    """Naskah that changed, in the order of their newest act; from where to where, and how many there are in all."""

    naskah_ids: tuple[str, ...]
    since: Reach
    upto: Reach
    waiting: int


def beginning(c: Connection) -> Reach:
    """Before the first act of this catalogue."""
    head = Head()
    return Reach(c.execute(select(t.identitas.c.id)).scalar_one(), head.seq, head.hash)


def changes_since(c: Connection, since: Reach, most: int | None = None) -> Changes | None:
    """The naskah that changed since, about `most` of them; None when `since` is no place in the log of this catalogue.

    One quick question where there is nothing.
    """
    row = c.execute(_STANDING, {"seq": since.seq}).one()
    known = row.hash if since.seq else Head().hash
    if (row.catalogue, known) != (since.catalogue, since.hash):
        return None
    if (row.newest or 0) <= since.seq:
        return Changes((), since, since, 0)
    end = _end(c, since.seq, most)
    newer = (t.naskah.c.seq > since.seq) & (t.naskah.c.seq <= end.seq)
    found = c.execute(select(t.naskah.c.id).where(newer).order_by(t.naskah.c.seq, t.naskah.c.id)).scalars()
    return Changes(tuple(found), since, Reach(row.catalogue, end.seq, end.hash), count(c, since.seq))


def _end(c: Connection, seq: int, most: int | None) -> Head:
    """How far the next `most` reach: whole acts, of which one may change several naskah."""
    if most is not None:
        later = select(t.naskah.c.seq).where(t.naskah.c.seq > seq).order_by(t.naskah.c.seq)
        last = c.execute(later.limit(1).offset(max(most, 1) - 1)).scalar()
        if last is not None:
            return Head(last, c.execute(_HASH, {"seq": last}).scalar_one())
    return log_head(c)


def count(c: Connection, seq: int = 0) -> int:
    """How many naskah changed since this entry of the log; all of them since the beginning."""
    return c.execute(select(func.count()).select_from(t.naskah).where(t.naskah.c.seq > seq)).scalar_one()
