"""The tables of an export, gathered object by object and written in order; kept on disk, for archives are large."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from docgen.archive import tables as t
from docgen.archive.canonical import canonical_json
from docgen.archive.record import Filing
from docgen.archive.rows import rows_of

NAMES = {
    "version": "versi", "file": "berkas-file", "approval": "persetujuan", "sop_run": "sop", "sop_event": "sop-langkah",
    "catatan_versi": "catatan-versi", "isi_berkas": "isi-berkas",
}  # fmt: skip
ALWAYS = (t.naskah, t.version, t.file, t.approval, t.nomor, t.sop_run, t.sop_event, t.catatan, t.catatan_versi,
          t.isi_berkas, t.kertas, t.log)  # fmt: skip
DELIMITER = ";"  # as Excel in Indonesian opens them
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Tables:
    """Rows of every act, of each key the newest. Needs no knowledge of what kinds of objects there are."""

    def __init__(self, room: Path) -> None:
        self._spool = sqlite3.connect(room / "tabel.db", isolation_level=None)
        self._spool.execute("PRAGMA synchronous = OFF")
        self._spool.execute("CREATE TABLE baris (tabel, kunci, seq, isi, PRIMARY KEY (tabel, kunci))")
        self._spool.execute("BEGIN")
        self._tables = {name_of(table): table for table in ALWAYS}

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, *error: object) -> None:
        self._spool.close()

    def add(self, filing: Filing) -> None:
        """The rows of one act."""
        for table, row in rows_of(filing):
            self._tables[name_of(table)] = table
            facts = (name_of(table), _key(table, row), filing.entry.seq, json.dumps(row))
            self._spool.execute(
                "INSERT INTO baris VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq, isi = excluded.isi"
                " WHERE excluded.seq >= seq",
                facts,
            )

    def names(self) -> list[str]:
        """Every table there is."""
        return list(self._tables)

    def csv(self, name: str) -> Iterator[bytes]:
        """The table as CSV that no spreadsheet takes for formulas."""
        heads = [column.name for column in self._tables[name].columns]
        yield "\ufeff".encode() + csv_line(heads)
        for row in self._rows(name):
            yield csv_line([row[head] for head in heads])

    def json(self, name: str) -> Iterator[bytes]:
        """The table as a JSON list of objects."""
        before = b"[\n"
        for row in self._rows(name):
            yield before + json.dumps(row, ensure_ascii=False, sort_keys=True).encode()
            before = b",\n"
        yield b"\n]\n" if before == b",\n" else b"[]\n"

    def _rows(self, name: str) -> Iterator[dict[str, Any]]:
        found = self._spool.execute("SELECT isi FROM baris WHERE tabel = ? ORDER BY kunci", (name,))
        return (json.loads(row[0]) for row in found)


def name_of(table: Table) -> str:
    """What the table is called outside."""
    return NAMES.get(table.name, table.name)


def csv_line(cells: Sequence[object]) -> bytes:
    """One line; a cell that begins as a formula does is prefixed by an apostrophe."""
    text = io.StringIO()
    csv.writer(text, delimiter=DELIMITER, lineterminator="\r\n").writerow([defused(str(cell)) for cell in cells])
    return text.getvalue().encode()


def defused(cell: str) -> str:
    """The cell as no spreadsheet computes it."""
    return "'" + cell if cell.startswith(FORMULA) else cell


def _key(table: Table, row: dict[str, Any]) -> bytes:
    """Sorts as the key does, numbers by their size."""
    parts = [row[column.name] for column in table.primary_key]
    return canonical_json([f"{part:012}" if isinstance(part, int) else part for part in parts])
