"""Whether the log is the one that was written: against every record.json, and link by link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from docgen.archive import tables as t
from docgen.archive.check.agreement import Version, name_of
from docgen.archive.check.finding import Finding, finding
from docgen.archive.log import START, hash_of
from docgen.archive.record import Filing
from docgen.archive.rows import Row

_PLACE = ("seq", "prev", "hash")  # what changes in every later entry when one is put in or taken out


def check_log(c: Connection, filings: Iterable[Filing], unreadable: set[Version]) -> list[Finding]:
    """Entries changed, deleted, inserted, exchanged or cut off. Versions that cannot be read vouch for nothing."""
    wanted = {_key(row): row for row in map(row_of, filings)}
    rows = [dict(row) for row in c.execute(select(t.log).order_by(t.log.c.seq)).mappings()]
    by_key = {_key(row): row for row in rows}
    strange = [row for row in rows if _key(row) not in wanted and _key(row) not in unreadable]
    gone = sorted((row for key, row in wanted.items() if key not in by_key), key=lambda row: int(row["seq"]))
    renamed = {row["seq"] for row in strange} & {row["seq"] for row in gone}
    strange = [row for row in strange if row["seq"] not in renamed]
    gone = [row for row in gone if row["seq"] not in renamed]
    moved = _moved([_key(row) for row in rows if _key(row) in wanted], wanted)
    end = max((int(wanted[key]["seq"]) for key in by_key if key in wanted), default=0)
    cut = [row for row in gone if row["seq"] > max(end, *renamed, 0)]
    found = [_at("log disisipkan", row) for row in strange]
    found += [_at("log terpotong" if row in cut else "log dihapus", row) for row in gone]
    found += [_at("log ditukar", by_key[key]) for key in moved]
    shifted = bool(strange or moved or len(cut) < len(gone))
    found += [_at("log diubah", row) for row in rows if row["seq"] in renamed]
    found += [_at("log diubah", by_key[key]) for key in wanted if key in by_key and key not in moved
              and _differs(by_key[key], wanted[key], shifted)]  # fmt: skip
    return found or _broken_links(rows)


def row_of(filed: Filing) -> Row:
    """The row of the log that follows from what was filed."""
    entry = filed.entry
    return vars(entry) | {"at": entry.at.isoformat(), "record": filed.record}


def _moved(order: Sequence[Version], wanted: dict[Version, Row]) -> list[Version]:
    """The entries that no longer stand where they stood among the others."""
    right = sorted(order, key=lambda key: int(wanted[key]["seq"]))
    return [key for key, expected in zip(order, right, strict=True) if key != expected]


def _differs(row: Row, right: Row, shifted: bool) -> bool:
    return any(row[name] != right[name] for name in row if not (shifted and name in _PLACE))


def _broken_links(rows: Sequence[Row]) -> list[Finding]:
    found, prev, seq = [], START, 0
    for row in rows:
        if (row["seq"], row["prev"], row["hash"]) != (seq + 1, prev, hash_of(prev, row)):
            found.append(_at("log diubah", row))
        prev, seq = row["hash"], row["seq"]
    return found


def _key(row: Row) -> Version:
    return row["object_id"], row["number"]


def _at(kind: str, row: Row) -> Finding:
    act = f"{row['act']} oleh {row['by']}, {name_of(row['object_id'])} versi {row['number']}."
    return finding(kind, f"log entri {row['seq']}", act[0].upper() + act[1:])
