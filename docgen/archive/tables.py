"""The tables of the catalogue, and the one place where SQLite and PostgreSQL differ."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    func,
    insert,
    select,
)
from sqlalchemy.exc import DBAPIError, OperationalError

from docgen.archive.medium import demand_unchanged, demand_writable, read_only, read_only_uri
from docgen.errors import Damaged, StorageFailed

SKEMA = 6
BUSY_SECONDS = 60  # how long a writer waits for the others

metadata = MetaData()


def _text(name: str, **options: Any) -> Column[str]:
    return Column(name, String, nullable=False, **options)


def _number(name: str, **options: Any) -> Column[int]:
    return Column(name, Integer, nullable=False, **options)


def _of_version() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["naskah_id", "number"], ["version.naskah_id", "version.number"])


skema = Table("skema", metadata, _number("versi", primary_key=True))
kunci = Table("kunci", metadata, _number("id", primary_key=True))  # its one row is the write lock on PostgreSQL
identitas = Table("identitas", metadata, _text("id", primary_key=True))  # its one row: no other catalogue has it

naskah = Table(
    "naskah", metadata,
    _text("id", primary_key=True), _text("jenis"), _text("perihal"), _text("klasifikasi"), _text("unit"),
    _text("nomor"), _text("tanggal"), _text("induk"),
    _number("latest"), _text("status"), _number("seq"),
    Index("naskah_seq", "seq"), Index("naskah_induk", "induk"), Index("naskah_status", "status", "seq"),
)  # fmt: skip
version = Table(
    "version", metadata,
    Column("naskah_id", ForeignKey("naskah.id"), primary_key=True), _number("number", primary_key=True),
    _text("status"), _text("act"), _text("by"), _text("at"), _text("sha256"), _text("values"), _text("facts"),
    _text("note"), _text("template"),
)  # fmt: skip
file = Table(
    "file", metadata,
    _text("naskah_id", primary_key=True), _number("number", primary_key=True), _text("path", primary_key=True),
    _text("sha256"), _number("size"), _of_version(), Index("file_sha256", "sha256"),
)  # fmt: skip
approval = Table(
    "approval", metadata,
    _text("naskah_id", primary_key=True), _number("number", primary_key=True), _number("position", primary_key=True),
    _text("mark"), _text("anchor"), _text("pejabat"), _text("nama"), _text("at"), _text("read"), _of_version(),
)  # fmt: skip
words = Table(
    "words", metadata,
    _text("naskah_id", primary_key=True), _number("number", primary_key=True), _text("text"), _of_version(),
)  # fmt: skip
buku = Table("buku", metadata, _text("buku", primary_key=True), _number("tahun", primary_key=True), _number("terakhir"))
nomor = Table(
    "nomor", metadata,
    _text("buku", primary_key=True), _number("tahun", primary_key=True), _number("urut", primary_key=True),
    _text("sisipan", primary_key=True),
    _text("nomor"), Column("naskah_id", ForeignKey("naskah.id"), nullable=False, index=True),
    _text("by"), _text("at"), _text("batal"), _text("blok"),
)  # fmt: skip
sop_run = Table(
    "sop_run", metadata, _text("id", primary_key=True), _text("sop_id"), _text("sop_sha256"), _text("perihal"),
    _text("untuk", server_default=""), _text("periode", server_default=""), _text("jatuh_tempo", server_default=""),
)  # fmt: skip
sop_event = Table(
    "sop_event", metadata,
    Column("run_id", ForeignKey("sop_run.id"), primary_key=True), _number("number", primary_key=True),
    _text("step_id"), _text("outcome"), _text("by"), _text("at"), _text("outputs"), _text("note"),
)  # fmt: skip
catatan = Table(
    "catatan", metadata,
    _text("id", primary_key=True), _text("jenis"), _text("kode"), _number("latest"), _number("seq"),
    Index("catatan_kode", "jenis", "kode", unique=True),
)  # fmt: skip
catatan_versi = Table(
    "catatan_versi", metadata,
    Column("catatan_id", ForeignKey("catatan.id"), primary_key=True), _number("number", primary_key=True),
    _text("act"), _text("by"), _text("at"), _text("note"), _text("isi"),
)  # fmt: skip
isi_berkas = Table(
    "isi_berkas", metadata,
    Column("naskah_id", ForeignKey("naskah.id"), primary_key=True), _text("berkas"), _number("urut"),
    Index("isi_berkas_berkas", "berkas"),
)  # fmt: skip
kertas = Table(
    "kertas", metadata,
    Column("naskah_id", ForeignKey("naskah.id"), primary_key=True), _number("salinan", primary_key=True),
    _text("macam"), _number("versi"), _text("berkas"), _text("boks"), _text("folder"), _number("urut"),
    _text("kondisi"), _text("keadaan"), _text("sejak"), _text("oleh"),
    Index("kertas_berkas", "berkas"), Index("kertas_boks", "boks"),
)  # fmt: skip
log = Table(
    "log", metadata,
    _number("seq", primary_key=True, autoincrement=False), _text("at"), _text("by"), _text("act"), _text("object_id"),
    _number("number"), _text("record"), _text("prev"), _text("hash"),
    Index("log_object", "object_id", "number", unique=True),
)  # fmt: skip


def sqlite_url(path: Path) -> URL:
    """The database URL of an SQLite file."""
    return URL.create("sqlite", database=str(path))


def sqlite_path(engine: Engine) -> Path | None:
    """The file of an SQLite catalogue; None for a database server."""
    return Path(str(engine.url.database)) if engine.dialect.name == "sqlite" else None


def connect_engine(url: str | URL) -> Engine:
    """An engine for `url`; nothing is opened yet."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", lambda _, *given: _open_read_only(engine, *given))
        event.listen(engine, "connect", lambda raw, record: _prepare_sqlite(raw, record, engine))
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _open_read_only(engine: Engine, record: Any, arguments: list[Any], options: dict[str, Any]) -> None:
    path = sqlite_path(engine)
    if path and path.exists() and read_only(path):
        arguments[0], record.info["unchanging"] = read_only_uri(path)
        options["uri"] = True


def _prepare_sqlite(connection: Any, record: Any, engine: Engine) -> None:
    connection.isolation_level = None  # BEGIN is ours to say, see _begin_sqlite
    for pragma in (
        f"busy_timeout = {int(BUSY_SECONDS * 1000)}",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA schema_version").fetchone()  # opens the file
    record.info["file"] = _file_id(engine)


def _file_id(engine: Engine) -> tuple[int, int] | None:
    path = sqlite_path(engine)
    if path is None or not path.exists():
        return None
    status = path.stat()
    return status.st_dev, status.st_ino


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("docgen_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def create_catalogue(engine: Engine) -> None:
    """Make the empty tables. An SQLite file is made beside its place and put there whole: no one meets half of it."""
    path = sqlite_path(engine)
    if path is None:
        with database_errors(engine), engine.begin() as connection:
            connection.execute(select(func.pg_advisory_xact_lock(SKEMA)))
            _create_tables(connection)
    elif not path.exists():
        fresh = path.with_name(f"{path.name}.baru-{os.getpid()}")
        make_sqlite(fresh)
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # another process was first
        finally:
            fresh.unlink()


def make_sqlite(path: Path) -> None:
    """An empty catalogue in a new file, readable by its owner only, in WAL mode; raises StorageFailed."""
    demand_writable(path)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    engine = connect_engine(sqlite_url(path))
    with database_errors(engine):
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA journal_mode = WAL")
        with engine.connect().execution_options(docgen_write=True) as connection, connection.begin():
            _create_tables(connection)
    engine.dispose()


def _create_tables(connection: Connection) -> None:
    metadata.create_all(connection)
    if connection.execute(select(kunci.c.id)).first() is None:
        connection.execute(insert(kunci).values(id=1))
        connection.execute(insert(skema).values(versi=SKEMA))
    name_catalogue(connection)


def name_catalogue(connection: Connection) -> None:
    """Give a catalogue that has none an identity of its own."""
    if connection.execute(select(identitas.c.id)).first() is None:
        connection.execute(insert(identitas).values(id=uuid.uuid4().hex))


def wipe(engine: Engine) -> None:
    """Write an SQLite database anew and empty its log: no page of what was deleted stays on the disk."""
    if engine.dialect.name == "sqlite":
        with database_errors(engine), engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the catalogue, however long the block reads."""
    with database_errors(engine), engine.connect() as connection:
        if engine.dialect.name != "sqlite":  # where a view is consistent from BEGIN on anyway
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection
            if path := sqlite_path(engine):
                demand_unchanged(path, connection.connection.info.get("unchanging"))


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """The write lock: one writer at a time over all processes; commit at the end of the block, or nothing."""
    if path := sqlite_path(engine):
        demand_writable(path)
    with database_errors(engine), engine.connect() as connection:
        connection.execution_options(docgen_write=True)
        with connection.begin():
            connection.execute(select(kunci.c.id).with_for_update())
            _demand_current(engine, connection)
            yield connection


def _demand_current(engine: Engine, connection: Connection) -> None:
    """Never write to a file that a catalogue rebuilt by another process has taken the place of."""
    if connection.connection.info.get("file") != _file_id(engine):
        engine.dispose()
        raise StorageFailed("Katalog baru saja dibangun ulang oleh proses lain. Ulangi perintah ini.")


@contextmanager
def database_errors(engine: Engine) -> Iterator[None]:
    """What the database refuses, as a sentence that says what to do."""
    place = sqlite_path(engine) or engine.url.render_as_string()
    try:
        yield
    except OperationalError as error:
        raise StorageFailed(f"Katalog {place} gagal dipakai: {error.orig}. {_remedy(str(error.orig))}") from error
    except DBAPIError as error:
        if type(error.orig).__name__ != "DatabaseError":
            raise
        raise Damaged(f"Katalog {place} rusak: {error.orig}. Jalankan: docgen arsip bangun-ulang.") from error


def _remedy(reason: str) -> str:
    if "locked" in reason or "busy" in reason:
        return "Proses lain masih menulis. Tunggu sebentar, lalu ulangi."
    if "full" in reason:
        return "Penyimpanan penuh. Kosongkan ruang, lalu ulangi."
    if "readonly" in reason or "unable to open" in reason:
        return "Periksa pemilik dan hak akses folder arsip, lalu ulangi."
    return "Periksa cakram dan basis data, lalu ulangi; bila tetap gagal jalankan: docgen arsip bangun-ulang."
