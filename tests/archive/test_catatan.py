"""Boxes and berkas are kept as naskah are: every act a version, nothing twice, nothing unseen."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.archive.check.verify import verify
from docgen.archive.opening import open_archive
from docgen.archive.rebuild import rebuild
from docgen.errors import NotFound, NotReady, StaleVersion
from docgen.kearsipan.berkas import changed
from docgen.kearsipan.boks import read_boks
from docgen.kearsipan.catatan import Catatan
from tests.archive.samples import START, flag_words, kept_office, ocfl_complaints
from tests.archive.test_rebuild import read_words, rows


def test_a_box_is_where_it_was_moved_last_and_its_moves_stay(tmp_path: Path) -> None:
    archive = kept_office(tmp_path)
    assert read_boks(archive.one_catatan("boks", "B-1")).rak == "Rak 2"
    assert [(one.act, one.isi["rak"]) for one in archive.catatan_history("k1")] == [
        ("dicatat", "Rak 1"),
        ("dipindah", "Rak 2"),
    ]
    with pytest.raises(NotFound, match="docgen boks daftar"):
        archive.one_catatan("boks", "B-2")


def test_no_two_boxes_share_a_code_and_nobody_overtakes(tmp_path: Path) -> None:
    archive = kept_office(tmp_path)
    box = archive.one_catatan("boks", "B-1")
    with pytest.raises(NotReady, match="B-1 sudah ada"), archive.transaction() as tx:
        tx.file_catatan(Catatan("k9", "boks", "B-1", 1, "dicatat", "kasubag_umum", START, dict(box.isi)))
    with archive.transaction() as tx:
        tx.file_catatan(changed(box, "dipindah", by="kasubag_umum", at=START, rak="Rak 3"))
    with pytest.raises(StaleVersion, match="dipindah"), archive.transaction() as tx:
        tx.file_catatan(changed(box, "dipindah", by="kasubag_umum", at=START, rak="Rak 4"))
    with archive.transaction() as tx:
        again = changed(tx.catatan("boks", "B-1")[0], "dipindah", by="kasubag_umum", at=START, rak="Rak 5")
        tx.file_catatan(again)
        assert tx.catatan("boks") == [again]
        assert [one.isi["indeks"] for one in tx.catatan("berkas")] == ["Rapat"]
    assert verify(archive) == []


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE catatan SET kode = 'B-2' WHERE kode = 'B-1'", "catatan k1, tabel catatan"),
        ("UPDATE catatan_versi SET isi = '{}' WHERE number = 2", "catatan k1 versi 2, tabel catatan_versi"),
        ("DELETE FROM catatan_versi WHERE catatan_id = 'k2'", "catatan k2 versi 1, tabel catatan_versi"),
        ("UPDATE isi_berkas SET berkas = 'k1'", "naskah a, tabel isi_berkas"),
        ("UPDATE kertas SET boks = 'B-9'", "naskah a, tabel kertas"),
        ("DELETE FROM kertas", "naskah a, tabel kertas"),
    ],
)
def test_a_place_changed_in_the_catalogue_alone_is_found(tmp_path: Path, statement: str, place: str) -> None:
    kept_office(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "catalogue.db")) as connection:
        assert connection.execute(statement).rowcount
        connection.commit()
    archive = open_archive(tmp_path)
    assert place in {found.place for found in verify(archive)}


def test_a_catalogue_without_boxes_gets_their_tables(tmp_path: Path) -> None:
    """An archive of docgen 0.3 (schema 3) is opened, goes on, and is whole."""
    archive = kept_office(tmp_path)
    archive.close()
    with closing(sqlite3.connect(tmp_path / "catalogue.db")) as connection:
        connection.execute("DROP TABLE isi_berkas")
        flag_words(connection)
        connection.execute("UPDATE skema SET versi = 3")
        connection.commit()
    archive = open_archive(tmp_path)
    with archive.transaction() as tx:
        tx.file_catatan(replace(archive.one_catatan("boks", "B-1"), number=3, act="dipindah"))
    assert archive.one_catatan("boks", "B-1").number == 3


def test_a_rebuilt_catalogue_has_every_box_berkas_and_paper(tmp_path: Path) -> None:
    kept_office(tmp_path).close()
    report = rebuild(tmp_path, read_words=read_words)
    assert report.kept is not None
    assert rows(tmp_path / "catalogue.db") == rows(report.kept)
    assert report.problems == ()
    assert ocfl_complaints(tmp_path) == []
