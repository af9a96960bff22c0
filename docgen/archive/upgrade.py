"""How the tables of an older docgen become today's: nothing is lost or read anew."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, func, insert, select

from docgen.archive import tables as t
from docgen.errors import StorageFailed

# version -> what is added, word for word the same on both databases
_ADDED = {
    2: tuple(
        f"ALTER TABLE sop_run ADD COLUMN {name} VARCHAR DEFAULT '' NOT NULL"
        for name in ("untuk", "periode", "jatuh_tempo")
    ),
    3: (  # a key cannot be widened in place
        """CREATE TABLE nomor_baru (
            buku VARCHAR NOT NULL, tahun INTEGER NOT NULL, urut INTEGER NOT NULL, sisipan VARCHAR NOT NULL,
            nomor VARCHAR NOT NULL, naskah_id VARCHAR NOT NULL REFERENCES naskah (id), "by" VARCHAR NOT NULL,
            at VARCHAR NOT NULL, batal VARCHAR NOT NULL, blok VARCHAR NOT NULL,
            PRIMARY KEY (buku, tahun, urut, sisipan))""",
        """INSERT INTO nomor_baru (buku, tahun, urut, sisipan, nomor, naskah_id, "by", at, batal, blok)
            SELECT buku, tahun, urut, '', nomor, naskah_id, "by", at, batal, '' FROM nomor""",
        "DROP TABLE nomor",
        "ALTER TABLE nomor_baru RENAME TO nomor",
        "CREATE INDEX ix_nomor_naskah_id ON nomor (naskah_id)",
    ),
    4: (),  # tables that are not there are made
    5: (
        "DROP INDEX IF EXISTS words_indexed",
        "ALTER TABLE words DROP COLUMN indexed",
    ),  # the index knows
    6: ("CREATE INDEX IF NOT EXISTS naskah_status ON naskah (status, seq)",),  # what waits is asked for all day
}


def upgrade_catalogue(engine: Engine) -> None:
    """Bring the tables of an older docgen up to these; nothing is lost or read anew."""
    with t.reading(engine) as connection:
        versi = _versi(connection)
    if versi is None or versi >= t.SKEMA:
        return
    with t.writing(engine) as connection:
        for number in range((_versi(connection) or 0) + 1, t.SKEMA + 1):  # another process may just have done it
            for statement in _ADDED[number]:
                connection.exec_driver_sql(statement)
            t.metadata.create_all(connection)
            t.name_catalogue(connection)
            connection.execute(insert(t.skema).values(versi=number))


def _versi(connection: Connection) -> int | None:
    return connection.execute(select(func.max(t.skema.c.versi))).scalar_one_or_none()


def check_skema(connection: Connection) -> None:
    """Raise StorageFailed for a catalogue that a newer docgen made."""
    versi = _versi(connection)
    if versi != t.SKEMA:
        known = f"program ini mengenal skema {t.SKEMA}"
        raise StorageFailed(f"Katalog ini berskema {versi}; {known}. Pasang docgen terbaru.")
