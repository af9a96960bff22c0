"""The SQLite file of the catalogue: whose it is, what it is not, and what is said when it cannot be used."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.archive import tables
from docgen.archive.check.verify import verify
from docgen.archive.opening import open_archive
from docgen.errors import Damaged, StorageFailed
from docgen.naskah.records import DOCX
from tests.archive.samples import BUKU, draft, file, flag_words, ocfl_complaints, opened_run, revised, small_office


def test_a_catalogue_older_than_the_files_is_not_filed_into(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    first = file(archive, draft("a", b"satu"), {DOCX: b"satu"})
    archive.close()
    old = (tmp_path / "catalogue.db").read_bytes()
    archive = open_archive(tmp_path)
    file(archive, revised(first, {DOCX: b"dua"}), {DOCX: b"dua"})
    archive.close()
    (tmp_path / "catalogue.db").write_bytes(old)
    restored = open_archive(tmp_path)
    with pytest.raises(Damaged, match="bangun-ulang"):
        file(restored, revised(first, {DOCX: b"tiga"}), {DOCX: b"tiga"})
    assert {finding.kind for finding in verify(restored)} >= {"versi tanpa baris", "log terpotong"}
    assert ocfl_complaints(tmp_path) == []


def test_files_without_their_catalogue_are_not_taken_for_an_empty_archive(tmp_path: Path) -> None:
    small_office(tmp_path).close()
    (tmp_path / "catalogue.db").unlink()
    with pytest.raises(Damaged, match="bangun-ulang"):
        open_archive(tmp_path)


def test_only_the_owner_can_read_the_archive_and_nobody_can_write_what_is_filed(tmp_path: Path) -> None:
    archive = small_office(tmp_path / "arsip")
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "arsip").rglob("*")}
    assert stat.S_IMODE((tmp_path / "arsip").stat().st_mode) == 0o700
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert modes[tmp_path / "arsip" / "catalogue.db"] == 0o600
    filed = {mode for path, mode in modes.items() if path.is_file() and "ocfl" in path.parts}
    assert filed == {0o444}
    archive.close()


def test_an_emptied_catalogue_is_not_taken_for_an_empty_archive(tmp_path: Path) -> None:
    small_office(tmp_path).close()
    (tmp_path / "catalogue.db").write_bytes(b"")
    with pytest.raises((Damaged, StorageFailed), match="bangun-ulang"):
        open_archive(tmp_path)


def test_a_file_that_is_no_catalogue_is_said_to_be_damaged(tmp_path: Path) -> None:
    small_office(tmp_path).close()
    (tmp_path / "catalogue.db").write_bytes(b"bukan basis data" * 500)
    with pytest.raises(Damaged, match=r"catalogue\.db rusak.*bangun-ulang"):
        open_archive(tmp_path)


def test_the_catalogue_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    small_office(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "catalogue.db")) as connection:
        connection.execute("UPDATE skema SET versi = 99")
        connection.commit()
    with pytest.raises(StorageFailed, match="skema 99"):
        open_archive(tmp_path)


def test_the_catalogue_of_an_older_program_is_brought_up_to_date_and_loses_nothing(tmp_path: Path) -> None:
    archive, run = small_office(tmp_path), opened_run("R8")
    with archive.transaction() as tx:
        tx.file_run(run)
    archive.close()
    with closing(sqlite3.connect(tmp_path / "catalogue.db")) as connection:
        for column in ("untuk", "periode", "jatuh_tempo"):  # as docgen 0.1.0 made it
            connection.execute(f"ALTER TABLE sop_run DROP COLUMN {column}")
        connection.execute("CREATE TABLE older AS SELECT buku, tahun, urut, nomor, naskah_id, by, at, batal FROM nomor")
        connection.execute("DROP TABLE nomor")
        connection.execute("ALTER TABLE older RENAME TO nomor")
        connection.execute("DROP INDEX naskah_status")
        flag_words(connection)
        connection.execute("UPDATE skema SET versi = 1")
        connection.commit()
    archive = open_archive(tmp_path)
    assert archive.run(run.id) == run and verify(archive) == []
    assert [(line.urut, line.sisipan, line.batal) for line in archive.register(BUKU, 2019)] == [
        (1, "", ""),
        (2, "", "salah alamat"),
    ]
    named = archive.beginning()
    later = replace(run, id="R9", untuk="kabid_capil", periode="Triwulan I Tahun 2019", jatuh_tempo="2019-04-10")
    with archive.transaction() as tx:
        tx.file_run(later)
    archive.close()
    archive = open_archive(tmp_path)  # a second time there is nothing to do
    assert archive.run("R9") == later and verify(archive) == []
    assert archive.beginning() == named and len(named.catalogue) == 32
    assert archive.text("a", 1)  # its words are still there
    with closing(sqlite3.connect(tmp_path / "catalogue.db")) as connection:  # and what waits is found without a search
        assert "naskah_status" in [row[1] for row in connection.execute("PRAGMA index_list(naskah)")]


def test_a_catalogue_that_stays_locked_is_said_to_be_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "BUSY_SECONDS", 0.01)
    archive = small_office(tmp_path)
    with closing(sqlite3.connect(tmp_path / "catalogue.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageFailed, match="Proses lain masih menulis"):
            file(archive, draft("c", b"x"), {DOCX: b"x"})
        assert archive.naskah("a").latest.number == 5
    file(archive, draft("c", b"x"), {DOCX: b"x"})
    assert verify(archive) == []


def test_every_connection_is_as_durable_and_strict_as_the_archive_promises(tmp_path: Path) -> None:
    archive = small_office(tmp_path)
    with tables.reading(archive.engine) as c:
        asked = {
            name: c.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 60_000}
