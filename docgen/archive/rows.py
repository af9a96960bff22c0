"""The rows of one act: the same when it is filed, adopted after a crash, rebuilt, and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, TextClause, insert, text, update

from docgen.archive import tables as t
from docgen.archive.canonical import canonical_json
from docgen.archive.nisan import buried, destroyed
from docgen.archive.record import Filing
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import BERKAS, kertas_in
from docgen.naskah.records import Naskah, Version
from docgen.sop.progress import SopRun

Row = dict[str, Any]

# One statement, word for word the same on SQLite and PostgreSQL: two writers can never get one number.
_NEXT = text(
    "INSERT INTO buku (buku, tahun, terakhir) VALUES (:buku, :tahun, 1)"
    " ON CONFLICT (buku, tahun) DO UPDATE SET terakhir = buku.terakhir + 1 RETURNING terakhir"
)
_REACH = text(
    "INSERT INTO buku (buku, tahun, terakhir) VALUES (:buku, :tahun, :urut)"
    " ON CONFLICT (buku, tahun) DO UPDATE SET terakhir = excluded.terakhir WHERE buku.terakhir < excluded.terakhir"
)
# in the order foreign keys ask for
_TABLES = (
    t.naskah, t.version, t.file, t.approval, t.words, t.sop_run, t.sop_event, t.nomor, t.catatan, t.catatan_versi,
    t.isi_berkas, t.kertas, t.log,
)  # fmt: skip


def _put(table: Table) -> TextClause:
    """Insert a row, or let it take the place of the one with its key; the same on SQLite and PostgreSQL."""
    names = [f'"{column.name}"' for column in table.columns]
    key = ", ".join(f'"{column.name}"' for column in table.primary_key)
    values = ", ".join(f":{column.name}" for column in table.columns)
    newer = ", ".join(f"{name} = excluded.{name}" for name in names)
    into = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({values})"
    return text(f"{into} ON CONFLICT ({key}) DO UPDATE SET {newer}")


# their row is as the newest act left it; all others are only added
_PUT = {table: _put(table) for table in (t.naskah, t.sop_run, t.nomor, t.catatan, t.isi_berkas, t.kertas)}
_PUT_VERSION = _put(t.version)  # only a pemusnahan changes what is known of a version


def next_urut(c: Connection, buku: str, tahun: int) -> int:
    """Take the next serial number of the register."""
    return int(c.execute(_NEXT, {"buku": buku, "tahun": tahun}).scalar_one())


def insert_filing(c: Connection, filing: Filing, words: str) -> None:
    """Put one act into the catalogue."""
    insert_filings(c, [(filing, words)])


def insert_filings(c: Connection, filed: Iterable[tuple[Filing, str]]) -> None:
    """Put these acts with their words into the catalogue, a table at a time."""
    waiting: dict[Table, list[Row]] = {table: [] for table in _TABLES}
    records: list[Catatan] = []
    for filing, words in filed:
        if isinstance(filing.subject, Catatan):
            records.append(filing.subject)
        for table, row in rows_of(filing):
            if table is not t.version or isinstance(filing.subject, Naskah):
                waiting[table].append(row)
        if isinstance(filing.subject, Naskah):
            key = {"naskah_id": filing.subject.id, "number": filing.entry.number}
            waiting[t.words].append(key | {"text": words})
    for table, rows in waiting.items():
        if rows:
            c.execute(_PUT[table] if table in _PUT else insert(table), rows)
    for record in records:
        _bury(c, record)
    for line in waiting[t.nomor]:
        c.execute(_REACH, {key: line[key] for key in ("buku", "tahun", "urut")})


def rows_of(filing: Filing) -> list[tuple[Table, Row]]:
    """Every row the act writes, except words and the counter of a register."""
    if isinstance(filing.subject, Naskah):
        found = _rows_of_naskah(filing, filing.subject)
    elif isinstance(filing.subject, Catatan):
        found = _rows_of_catatan(filing, filing.subject)
    else:
        found = _rows_of_run(filing.subject)
    found += [(t.nomor, _timed(vars(line))) for line in filing.nomor]
    found.append((t.log, _timed(vars(filing.entry)) | {"record": filing.record}))
    return found


def _rows_of_naskah(filing: Filing, naskah: Naskah) -> list[tuple[Table, Row]]:
    version = naskah.latest
    key = {"naskah_id": naskah.id, "number": version.number}
    files = [key | {"path": p, "sha256": kept, "size": filing.sizes[p]} for p, kept in sorted(version.files.items())]
    given = [key | {"position": i} | _timed(vars(a)) for i, a in enumerate(version.approvals, 1)]
    return [
        (t.naskah, _naskah(filing, naskah)),
        (t.version, _version(version)),
        *((t.file, row) for row in files),
        *((t.approval, row) for row in given),
        *_kept(naskah),
    ]


def _naskah(filing: Filing, naskah: Naskah) -> Row:
    facts = {k: getattr(naskah, k) for k in ("id", "jenis", "perihal", "klasifikasi", "unit", "nomor", "induk")}
    facts |= {"tanggal": naskah.tanggal.isoformat() if naskah.tanggal else ""}
    return facts | {"latest": naskah.latest.number, "status": str(naskah.latest.status), "seq": filing.entry.seq}


def _kept(naskah: Naskah) -> Iterator[tuple[Table, Row]]:
    """The berkas it belongs to and its paper, once somebody has said so."""
    facts, key = naskah.latest.facts, {"naskah_id": naskah.id}
    if BERKAS in facts:
        yield t.isi_berkas, key | {"berkas": facts[BERKAS]["id"], "urut": facts[BERKAS]["urut"]}
    for copy in kertas_in(facts):
        yield t.kertas, key | vars(copy)


def _version(version: Version) -> Row:
    facts = {k: getattr(version, k) for k in ("naskah_id", "number", "act", "by", "sha256", "note", "template")}
    plain = {k: canonical_json(getattr(version, k)).decode() for k in ("values", "facts")}
    return facts | plain | {"status": str(version.status), "at": version.at.isoformat()}


def _rows_of_catatan(filing: Filing, catatan: Catatan) -> list[tuple[Table, Row]]:
    facts = {"id": catatan.id, "jenis": catatan.jenis, "kode": catatan.kode}
    act = {"act": catatan.act, "by": catatan.by, "at": catatan.at.isoformat(), "note": catatan.note}
    key = {"catatan_id": catatan.id, "number": catatan.number}
    return [
        (t.catatan, facts | {"latest": catatan.number, "seq": filing.entry.seq}),
        (t.catatan_versi, key | act | {"isi": canonical_json(dict(catatan.isi)).decode()}),
        *(row for naskah in destroyed(catatan) for row in _rows_of_destroyed(filing, naskah)),
    ]


def _rows_of_destroyed(filing: Filing, naskah: Naskah) -> Iterator[tuple[Table, Row]]:
    yield t.naskah, _naskah(filing, naskah)
    yield t.version, _version(naskah.latest)
    yield from _kept(naskah)


def _rows_of_run(run: SopRun) -> list[tuple[Table, Row]]:
    event = run.events[-1]
    facts = {k: getattr(event, k) for k in ("step_id", "outcome", "by", "note")}
    facts |= {"at": event.at.isoformat(), "outputs": canonical_json(dict(event.outputs)).decode()}
    return [
        (t.sop_run, {column.name: getattr(run, column.name) for column in t.sop_run.columns}),
        (t.sop_event, {"run_id": run.id, "number": len(run.events)} | facts),
    ]


def _bury(c: Connection, catatan: Catatan) -> None:
    """Take what the destroyed naskah said out of the catalogue."""
    gone = destroyed(catatan)
    versions = [_version(one.subject.latest) for one in buried(catatan) if isinstance(one.subject, Naskah)]
    for row in [*versions, *(_version(naskah.latest) for naskah in gone)]:
        c.execute(_PUT_VERSION, row)
    for naskah in gone:
        c.execute(update(t.words).where(t.words.c.naskah_id == naskah.id).values(text=""))


def _timed(row: Row) -> Row:
    return row | {"at": row["at"].isoformat()}
