"""A part of the archive: the objects of one slice, so that all of it is read within a month, some each night."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from docgen.archive import tables as t
from docgen.archive.check.agreement import Version
from docgen.archive.check.finding import Finding
from docgen.archive.intent import read_intents
from docgen.archive.record import Filing
from docgen.archive.storage import Storage

_TUPLES = re.compile(r"[^/]+/([0-9a-f]{3})/([0-9a-f]{3})/([0-9a-f]{3})/")
_NASKAH = re.compile(r"\bnaskah (\w+)")


@dataclass(frozen=True)
class Part:
    """Slice `number` of `of`, by the digest of the object id: an object is in the same slice for ever."""

    number: int = 1
    of: int = 1

    def holds(self, folder: str) -> bool:
        """Whether the object in this folder is in the slice."""
        digest = _TUPLES.match(folder)
        return digest is None or int("".join(digest.groups()), 16) % self.of == self.number - 1


WHOLE = Part()


def in_doubt_versions(c: Connection, storage: Storage) -> set[Version]:
    """The versions whose filing was cut off and not yet put right: named by an intent and not in the log."""
    named = {(one.object_id, one.number) for _, intended in read_intents(storage) for one in intended or ()}
    filed = select(t.log.c.number)
    return {
        (object_id, number)
        for object_id, number in named
        if c.execute(filed.where((t.log.c.object_id == object_id) & (t.log.c.number == number))).first() is None
    }


def own_lines(c: Connection, filings: Sequence[Filing], part: Part) -> Iterable[Filing]:
    """The filings without the register lines that went over to a naskah of another part: there they are compared."""
    if part == WHOLE:
        return filings
    key = (t.nomor.c.buku, t.nomor.c.tahun, t.nomor.c.urut, t.nomor.c.sisipan)
    owners = {tuple(row[:4]): row[4] for row in c.execute(select(*key, t.nomor.c.naskah_id))}
    return [
        replace(filing, nomor=tuple(n for n in filing.nomor if owners.get(n.key, n.naskah_id) == n.naskah_id))
        for filing in filings
    ]


def named(c: Connection, found: Sequence[Finding]) -> list[Finding]:
    """The findings with the perihal of the naskah each is about: an id says nothing to who looks for the paper."""
    ids = {name[1] for one in found if (name := _NASKAH.search(f"{one.place} {one.what}"))}
    titles = {row.id: row.perihal for row in c.execute(select(t.naskah.c.id, t.naskah.c.perihal)) if row.id in ids}
    return [
        replace(one, perihal=titles.get(name[1], "")) if (name := _NASKAH.search(f"{one.place} {one.what}")) else one
        for one in found
    ]
