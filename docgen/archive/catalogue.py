"""Reading the catalogue: records out, never rows."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, tuple_

from docgen.archive import tables as t
from docgen.archive.canonical import canonical_json
from docgen.archive.log import Head
from docgen.errors import NotFound
from docgen.naskah.records import Approval, LogEntry, Naskah, NomorEntry, Status, Version

SHORTEST_DIGEST = 8  # characters of a digest that name a file surely enough for a person to type
_HEX = re.compile("[0-9a-f]+")
Row = Mapping[Any, Any]
Key = TypeVar("Key")


@dataclass(frozen=True)
class History:
    """A naskah with every version of it, oldest first, and the words of each by its number."""

    naskah: Naskah
    versions: tuple[Version, ...]
    words: Mapping[int, str]


class Content(NamedTuple):
    """Form and facts of one naskah, where thousands are looked through for a few."""

    naskah_id: str
    values: Mapping[str, Any]
    facts: Mapping[str, Any]


def find_naskah(c: Connection, naskah_id: str) -> Naskah | None:
    """The naskah with its latest version; None if it was never filed."""
    found = naskah_where(c, t.naskah.c.id == naskah_id)
    return found[0] if found else None


def standing(c: Connection, naskah_id: str) -> tuple[int, str]:
    """The number and status of its newest version; 0 for a naskah that was never filed."""
    row = c.execute(select(t.naskah.c.latest, t.naskah.c.status).where(t.naskah.c.id == naskah_id)).first()
    return (row.latest, row.status) if row else (0, "")


def find_many(c: Connection, naskah_ids: Iterable[str]) -> dict[str, Naskah]:
    """Those of the naskah that were ever filed, by id."""
    return {n.id: n for part in parts(list(naskah_ids)) for n in naskah_where(c, t.naskah.c.id.in_(part))}


def naskah_where(
    c: Connection, condition: ColumnElement[bool], limit: int | None = None, skip: int = 0
) -> list[Naskah]:
    """Every naskah that fits, newest act first."""
    chosen = select(t.naskah).where(condition).order_by(t.naskah.c.seq.desc()).limit(limit).offset(skip or None)
    rows = list(c.execute(chosen).mappings())
    latest = {v.naskah_id: v for v in _versions_of(c, [(row["id"], row["latest"]) for row in rows])}
    return [_naskah(row, latest[row["id"]]) for row in rows]


def without_child(c: Connection, jenis: str, status: str, child: str) -> list[Naskah]:
    """The naskah of one kind and status that no standing naskah of the kind `child` belongs to, newest act first."""
    below = t.naskah.alias()
    standing = (below.c.induk == t.naskah.c.id) & (below.c.jenis == child) & (below.c.status != Status.DIBATALKAN)
    alone = ~select(below.c.id).where(standing).exists()
    return naskah_where(c, and_(t.naskah.c.jenis == jenis, t.naskah.c.status == status, alone))


def saying(c: Connection, jenis: str, field: str, value: str) -> list[Naskah]:
    """The naskah of a kind whose form says `value` in a field of words, newest act first."""
    line = canonical_json({field: value}).decode().strip("{}\n ")
    same = and_(t.version.c.naskah_id == t.naskah.c.id, t.version.c.number == t.naskah.c.latest)
    said = select(t.version.c.number).where(same, t.version.c["values"].contains(line, autoescape=True)).exists()
    return naskah_where(c, and_(t.naskah.c.jenis == jenis, said))


def versions(c: Connection, naskah_id: str) -> tuple[Version, ...]:
    """Every version in order; none for a naskah that was never filed."""
    return tuple(_versions(c, t.version.c.naskah_id == naskah_id, t.file.c.naskah_id == naskah_id,
                           t.approval.c.naskah_id == naskah_id))  # fmt: skip


def newest_before(c: Connection, naskah_ids: Sequence[str], moment: datetime) -> dict[str, int]:
    """The number of the newest version that each of these naskah had before `moment`, as far as there was one."""
    found: dict[str, int] = {}
    for part in parts(naskah_ids):
        filed = select(t.version.c.naskah_id, t.version.c.number, t.version.c.at).order_by(t.version.c.number)
        for row in c.execute(filed.where(t.version.c.naskah_id.in_(part))):
            if datetime.fromisoformat(row.at) < moment:  # texts with different offsets do not compare
                found[row.naskah_id] = row.number
    return found


def makers(c: Connection, naskah_ids: Sequence[str]) -> dict[str, str]:
    """Who made the first version of each of these naskah."""
    made = select(t.version.c.naskah_id, t.version.c.by).where(t.version.c.number == 1)
    rows = (row for part in parts(naskah_ids) for row in c.execute(made.where(t.version.c.naskah_id.in_(part))))
    return {row.naskah_id: row.by for row in rows}


def contents(c: Connection, statuses: Sequence[str]) -> Iterator[Content]:
    """What the latest version of every naskah of these statuses says, without the naskah itself."""
    same = and_(t.version.c.naskah_id == t.naskah.c.id, t.version.c.number == t.naskah.c.latest)
    said = select(t.naskah.c.id, t.version.c["values"], t.version.c.facts).join(t.version, same)
    for naskah_id, values, facts in c.execute(said.where(t.naskah.c.status.in_(statuses)).order_by(t.naskah.c.seq)):
        yield Content(naskah_id, json.loads(values), json.loads(facts))


def histories(c: Connection, naskah_ids: Sequence[str]) -> Iterator[History]:
    """The whole life of these naskah, as far as they were ever filed."""
    for part in parts(naskah_ids):
        found = naskah_where(c, t.naskah.c.id.in_(part))
        lives: dict[str, list[Version]] = defaultdict(list)
        for version in _versions(c, *(x.c.naskah_id.in_(part) for x in (t.version, t.file, t.approval))):
            lives[version.naskah_id].append(version)
        said: dict[str, dict[int, str]] = defaultdict(dict)
        for row in c.execute(select(t.words).where(t.words.c.naskah_id.in_(part))):
            said[row.naskah_id][row.number] = row.text
        yield from (History(n, tuple(lives[n.id]), said[n.id]) for n in found)


def naskah_ids(c: Connection) -> list[str]:
    """Every naskah, in the order of its newest act."""
    return list(c.execute(select(t.naskah.c.id).order_by(t.naskah.c.seq)).scalars())


def ids_like(c: Connection, name: str) -> list[str]:
    """Naskah whose id begins with `name`, whose printed number, now or in a register, is `name`, or that have a file
    whose digest begins so."""
    compact = "".join(name.split()).lower()
    if not compact:
        return []
    if c.execute(select(t.naskah.c.id).where(t.naskah.c.id == name)).first():  # what a page leads to: nothing is sought
        return [name]
    in_register = select(t.nomor.c.naskah_id).where(_compact(t.nomor.c.nomor) == compact)
    start = compact if len(compact) >= SHORTEST_DIGEST and _HEX.fullmatch(compact) else "-"  # a range the index knows
    by_digest = select(t.file.c.naskah_id).where(t.file.c.sha256 >= start, t.file.c.sha256 < start + "g")
    fits = or_(
        t.naskah.c.id.in_(by_digest),
        func.lower(t.naskah.c.id).startswith(compact, autoescape=True),
        _compact(t.naskah.c.nomor) == compact,
        t.naskah.c.id.in_(in_register),
    )
    return list(c.execute(select(t.naskah.c.id).where(fits).order_by(t.naskah.c.seq.desc())).scalars())


def find_text(c: Connection, naskah_id: str, number: int) -> str:
    """The words of a version; raises NotFound."""
    key = and_(t.words.c.naskah_id == naskah_id, t.words.c.number == number)
    found: str | None = c.execute(select(t.words.c.text).where(key)).scalar_one_or_none()
    if found is None:
        raise NotFound("Versi", f"{naskah_id} v{number}")
    return found


def find_texts(c: Connection, versions: Sequence[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The words of all of these versions."""
    words = t.words.c
    named = (select(t.words).where(tuple_(words.naskah_id, words.number).in_(part)) for part in parts(versions))
    return {(row.naskah_id, row.number): row.text for chosen in named for row in c.execute(chosen)}


def find_digest(c: Connection, sha256: str) -> list[tuple[str, int, str]]:
    """Naskah, version and path of every filed file with these bytes."""
    key = (t.file.c.naskah_id, t.file.c.number, t.file.c.path)
    return [(row[0], row[1], row[2]) for row in c.execute(select(*key).where(t.file.c.sha256 == sha256).order_by(*key))]


def known_sizes(c: Connection, naskah_id: str) -> dict[str, int]:
    """Bytes of every file the naskah ever had, by digest."""
    rows = c.execute(select(t.file.c.sha256, t.file.c.size).where(t.file.c.naskah_id == naskah_id))
    return {row[0]: row[1] for row in rows}


def register(c: Connection, buku: str, tahun: int) -> list[NomorEntry]:
    """The lines of a register of one year, in order."""
    return _nomor_where(c, and_(t.nomor.c.buku == buku, t.nomor.c.tahun == tahun))


def lines_of(c: Connection, naskah_id: str) -> list[NomorEntry]:
    """The lines a naskah has in the registers: one for its number, many for a blok."""
    return _nomor_where(c, t.nomor.c.naskah_id == naskah_id)


def find_nomor(c: Connection, entry: NomorEntry) -> NomorEntry | None:
    """The line that has the same serial number of the same register and year."""
    same = (column == getattr(entry, column.name) for column in t.nomor.primary_key)
    lines = _nomor_where(c, and_(*same))
    return lines[0] if lines else None


def log_entries(c: Connection) -> Iterator[LogEntry]:
    """The log from the first act on."""
    for row in c.execute(select(t.log).order_by(t.log.c.seq)).mappings():
        at = datetime.fromisoformat(row["at"])
        yield LogEntry(row["seq"], at, row["by"], row["act"], row["object_id"], row["number"], row["prev"], row["hash"])


def log_head(c: Connection) -> Head:
    """The end of the log."""
    row = c.execute(select(t.log.c.seq, t.log.c.hash).order_by(t.log.c.seq.desc()).limit(1)).first()
    return Head(row.seq, row.hash) if row else Head()


def last_at(c: Connection) -> datetime | None:
    """When the newest act was, by the clock of that day; None for an archive without acts."""
    at = c.execute(select(t.log.c.at).order_by(t.log.c.seq.desc()).limit(1)).scalar()
    return datetime.fromisoformat(at) if at else None


def _versions_of(c: Connection, keys: Sequence[tuple[str, int]]) -> list[Version]:
    """The versions named by (naskah, number)."""
    found: list[Version] = []
    for part in parts(keys):
        found += _versions(c, *(tuple_(x.c.naskah_id, x.c.number).in_(part) for x in (t.version, t.file, t.approval)))
    return found


def parts(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    """A few hundred at a time: databases limit what one statement names."""
    return (keys[start : start + 400] for start in range(0, len(keys), 400))


def _versions(
    c: Connection, of_version: ColumnElement[bool], of_file: ColumnElement[bool], of_approval: ColumnElement[bool]
) -> list[Version]:
    files: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for row in c.execute(select(t.file).where(of_file).order_by(t.file.c.path)).mappings():
        files[row["naskah_id"], row["number"]][row["path"]] = row["sha256"]
    given: dict[tuple[str, int], list[Approval]] = defaultdict(list)
    for row in c.execute(select(t.approval).where(of_approval).order_by(t.approval.c.position)).mappings():
        given[row["naskah_id"], row["number"]].append(_approval(row))
    ordered = select(t.version).where(of_version).order_by(t.version.c.naskah_id, t.version.c.number)
    rows = [((row["naskah_id"], row["number"]), row) for row in c.execute(ordered).mappings()]
    return [_version(row, files[key], given[key]) for key, row in rows]


def _naskah(row: Row, latest: Version) -> Naskah:
    facts = {k: row[k] for k in ("id", "jenis", "perihal", "klasifikasi", "unit", "nomor", "induk")}
    return Naskah(**facts, latest=latest, tanggal=date.fromisoformat(row["tanggal"]) if row["tanggal"] else None)


def _version(row: Row, files: dict[str, str], approvals: Sequence[Approval]) -> Version:
    return Version(
        **{k: row[k] for k in ("naskah_id", "number", "act", "by", "sha256", "note", "template")},
        status=Status(row["status"]),
        at=datetime.fromisoformat(row["at"]),
        files=files,
        values=json.loads(row["values"]),
        approvals=tuple(approvals),
        facts=json.loads(row["facts"]),
    )


def _approval(row: Row) -> Approval:
    facts = {k: row[k] for k in ("mark", "anchor", "pejabat", "nama", "read")}
    return Approval(**facts, at=datetime.fromisoformat(row["at"]))


def _nomor_where(c: Connection, condition: ColumnElement[bool]) -> list[NomorEntry]:
    rows = c.execute(select(t.nomor).where(condition).order_by(t.nomor.c.urut, t.nomor.c.sisipan)).mappings()
    return [NomorEntry(**row | {"at": datetime.fromisoformat(row["at"])}) for row in map(dict, rows)]


def _compact(column: ColumnElement[str]) -> ColumnElement[str]:
    return func.lower(func.replace(column, " ", ""))
