"""Whether the catalogue says what was filed: its rows against those that follow from every record.json."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, Table, select

from docgen.archive import tables as t
from docgen.archive.check.finding import Finding, finding
from docgen.archive.record import ARSIP, NASKAH, SOP, Filing
from docgen.archive.rows import Row, rows_of

Key = tuple[object, ...]
Version = tuple[str, int]  # object id and number

_COMPARED = (
    t.naskah, t.version, t.file, t.approval, t.nomor, t.sop_run, t.sop_event, t.catatan, t.catatan_versi, t.isi_berkas,
    t.kertas,
)  # fmt: skip


def compare_rows(c: Connection, filings: Iterable[Filing], unreadable: set[Version]) -> list[Finding]:
    """Rows that are missing, without a version, or changed. Versions that cannot be read excuse their rows."""
    filings = sorted(filings, key=lambda filing: filing.entry.seq)
    wanted: dict[Table, dict[Key, Row]] = defaultdict(dict)
    for filed in filings:
        for table, row in rows_of(filed):
            wanted[table][_key(table, row)] = row
    broken = {object_id for object_id, _ in unreadable}
    found: list[Finding] = []
    for table in _COMPARED:
        rows = {_key(table, dict(row)): dict(row) for row in c.execute(select(table)).mappings()}
        found += _compare(table, wanted[table], rows, unreadable, broken)
    found += _doubled(c, filings) + _counters(c) + _wordless(c)
    return list(dict.fromkeys(found))


def name_of(object_id: str) -> str:
    """The object as the office calls it."""
    if object_id.startswith(SOP):
        return f"SOP {object_id.removeprefix(SOP)}"
    if object_id.startswith(ARSIP):
        return f"catatan {object_id.removeprefix(ARSIP)}"
    return f"naskah {object_id.removeprefix(NASKAH)}"


def _compare(
    table: Table, wanted: dict[Key, Row], rows: dict[Key, Row], unreadable: set[Version], broken: set[str]
) -> Iterator[Finding]:
    for key in sorted(wanted.keys() | rows.keys(), key=repr):
        row, right = rows.get(key), wanted.get(key)
        object_id, number = _version_of(table, right or row or {})
        place = f"{name_of(object_id)} versi {number}" if number else name_of(object_id)
        place = f"{place}, tabel {table.name}"
        if right is None:
            excused = (object_id, number) in unreadable if number else object_id in broken
            if not excused:
                yield finding("baris tanpa versi", place, _facts(table, key))
        elif row is None:
            yield finding("versi tanpa baris", place, _facts(table, key))
        elif row != right and not (not number and object_id in broken):
            changed = [name for name in row if row[name] != right[name]]
            yield finding("baris berubah", place, f"Kolom: {', '.join(changed)}. {_facts(table, key)}".strip())


def _key(table: Table, row: Row) -> Key:
    return tuple(row[column.name] for column in table.primary_key)


def _version_of(table: Table, row: Row) -> Version:
    """The version a row belongs to; number 0 for a row that is kept for the whole object."""
    if table is t.sop_run or table is t.sop_event:
        return SOP + str(row.get("run_id", row.get("id"))), int(row.get("number", 0))
    if table is t.catatan or table is t.catatan_versi:
        return ARSIP + str(row.get("catatan_id", row.get("id"))), int(row.get("number", 0))
    return NASKAH + str(row.get("naskah_id", row.get("id"))), int(row.get("number", 0))


def _facts(table: Table, key: Key) -> str:
    """What in the key the place does not say yet."""
    if table is t.nomor:
        return "Buku {}, tahun {}, nomor urut {}{}.".format(*key)
    return f"Baris {key[2]}." if len(key) == 3 else ""


def _doubled(c: Connection, filings: list[Filing]) -> list[Finding]:
    """Numbers used twice: one printed number in two lines, or one serial number claimed by two naskah."""
    found = []
    printed: dict[Key, Row] = {}
    for line in c.execute(select(t.nomor).where(t.nomor.c.batal == "").order_by(t.nomor.c.urut)).mappings():
        first = printed.setdefault((line["buku"], line["tahun"], line["nomor"]), dict(line))
        if _key(t.nomor, first) != _key(t.nomor, dict(line)):
            found.append(_twice(line["nomor"], line["buku"], line["tahun"], first["naskah_id"], line["naskah_id"]))
    owners: dict[Key, str] = {}
    for n in (line for filed in filings for line in filed.nomor):
        owner = owners.get(n.key, n.blok)  # a reserved number passes from its blok to the naskah it is used for
        if owner not in (n.naskah_id, n.blok):
            found.append(_twice(f"urut {n.urut}{n.sisipan}", n.buku, n.tahun, owner, n.naskah_id))
        owners[n.key] = n.blok if n.batal and n.blok else n.naskah_id
    return found


def _twice(nomor: str, buku: str, tahun: int, first: str, second: str) -> Finding:
    return finding("nomor ganda", f"buku {buku} tahun {tahun}", f"Nomor {nomor}: naskah {first} dan naskah {second}.")


def _counters(c: Connection) -> list[Finding]:
    """A counter behind its register would give a number out again."""
    reached: dict[tuple[str, int], int] = {}
    for line in c.execute(select(t.nomor.c.buku, t.nomor.c.tahun, t.nomor.c.urut)):
        reached[line.buku, line.tahun] = max(reached.get((line.buku, line.tahun), 0), line.urut)
    kept = {(row.buku, row.tahun): row.terakhir for row in c.execute(select(t.buku))}
    wrong = sorted(key for key in reached.keys() | kept.keys() if reached.get(key) != kept.get(key))
    return [
        finding(
            "baris berubah", f"buku {buku} tahun {tahun}", f"Nomor terakhir {last}, tercatat {kept.get((buku, tahun))}."
        )
        for buku, tahun in wrong
        for last in [reached.get((buku, tahun), 0)]
    ]


def _wordless(c: Connection) -> list[Finding]:
    """A version without its words would never be found by them."""
    same = (t.words.c.naskah_id == t.version.c.naskah_id) & (t.words.c.number == t.version.c.number)
    every = select(t.version.c.naskah_id, t.version.c.number).outerjoin(t.words, same)
    missing = every.where(t.words.c.number.is_(None))
    return [
        finding("versi tanpa baris", f"naskah {row.naskah_id} versi {row.number}, tabel words")
        for row in c.execute(missing)
    ]
