"""The archive on a DVD, a read-only mount or in a folder of others: read as ever, and nothing is said to be filed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from docgen.archive import tables as t
from docgen.archive.archive import Archive
from docgen.archive.backup.saving import back_up
from docgen.archive.check.nightly import check_night
from docgen.archive.check.verify import verify
from docgen.archive.opening import open_archive
from docgen.archive.rebuild import rebuild
from docgen.errors import StorageFailed
from docgen.naskah.records import DOCX
from tests.archive.crashing import in_child
from tests.archive.samples import draft, file, small_office
from tests.archive.test_rebuild import read_words
from tests.unwritable import only_reading


@pytest.fixture
def medium(tmp_path: Path) -> Path:
    """An archive that nobody has open."""
    small_office(tmp_path / "archive").close()
    return tmp_path / "archive"


def cut_off(folder: Path) -> None:
    """File one more letter in a process that ends without a word: what it filed is in the -wal alone."""

    def work(descriptor: int) -> None:
        file(open_archive(folder), draft("c", b"c"), {DOCX: b"c"})
        os._exit(0)

    in_child(work)
    assert (folder / "catalogue.db-wal").stat().st_size > 0


def refusal(work: Callable[[], object]) -> str:
    with pytest.raises(StorageFailed) as refused:
        work()
    return str(refused.value)


def test_everything_is_read_and_checked_as_where_it_was_filed(medium: Path) -> None:
    archive = open_archive(medium)
    known, register = archive.naskah_ids(), archive.register("surat_keluar", 2019)
    archive.close()

    def work() -> None:
        archive = open_archive(medium)
        assert archive.read_only and archive.naskah_ids() == known
        assert archive.register("surat_keluar", 2019) == register
        assert archive.read(archive.naskah("a").latest) == b"a+nomor"
        assert len(archive.runs()) == 1 and verify(archive) == []
        archive.close()

    only_reading(medium, work)


def test_filing_is_refused_with_the_place_and_what_to_do(medium: Path) -> None:
    def work() -> None:
        said = refusal(lambda: file(open_archive(medium), draft("c", b"c"), {DOCX: b"c"}))
        assert str(medium) in said and "hanya dapat dibaca" in said and "salin folder kantor" in said

    only_reading(medium, work)


def test_rebuilding_and_a_new_archive_are_refused_in_the_same_words(medium: Path) -> None:
    empty = medium.with_name("kosong")
    empty.mkdir()
    only_reading(medium, lambda: _demand("salin folder kantor", lambda: rebuild(medium, read_words=read_words)))
    only_reading(empty, lambda: _demand("salin folder kantor", lambda: open_archive(empty)))


def _demand(words: str, work: Callable[[], object]) -> None:
    assert words in refusal(work)


def test_what_was_filed_last_is_seen_though_it_never_reached_the_catalogue_file(medium: Path) -> None:
    cut_off(medium)

    def work() -> None:
        archive = open_archive(medium)
        assert archive.read(archive.naskah("c").latest) == b"c" and verify(archive) == []

    only_reading(medium, work)


def test_an_old_state_is_never_shown_for_the_present_one(medium: Path) -> None:
    cut_off(medium)
    (medium / "catalogue.db-shm").unlink()

    def work() -> None:
        said = refusal(lambda: open_archive(medium))
        assert "catalogue.db-wal" in said and "Salin seluruh folder kantor" in said

    only_reading(medium, work)


def test_an_empty_log_beside_the_catalogue_is_no_hindrance(medium: Path) -> None:
    (medium / "catalogue.db-wal").touch()
    only_reading(medium, lambda: _demand_whole(medium))


def _demand_whole(folder: Path) -> None:
    archive = open_archive(folder)
    assert archive.naskah_ids() == ["a", "b"] and verify(archive) == []


def test_a_half_filed_letter_waits_for_a_place_that_can_be_written(medium: Path) -> None:
    archive = open_archive(medium)
    archive.storage.write({"niat/000000099.json": b'[{"object_id": "urn:docgen:naskah:z", "number": 1, "words": ""}]'})
    archive.close()
    only_reading(medium, lambda: _demand_whole(medium))
    assert (medium / "niat" / "000000099.json").is_file()
    open_archive(medium).close()
    assert not (medium / "niat" / "000000099.json").exists()


def test_a_nightly_check_finds_what_there_is_and_says_that_it_was_not_noted(medium: Path) -> None:
    def work() -> None:
        kinds = {one.kind for one in check_night(open_archive(medium)).seen.findings}
        assert kinds == {"riwayat pemeriksaan tak tersimpan"}

    only_reading(medium, work)


def test_it_can_be_backed_up(medium: Path, tmp_path: Path) -> None:
    (tmp_path / "templates_docx").mkdir()

    def work() -> None:
        made = back_up(open_archive(medium), tmp_path / "templates_docx", tmp_path / "cadangan")
        assert len(made.state.objek) == 3 and not made.state.rusak

    only_reading(medium, work)


def test_a_reader_without_the_right_to_write_sees_what_others_file_meanwhile(medium: Path) -> None:
    command = [sys.executable, "-c", _FILES_ONE_AND_WAITS, str(medium)]
    with Popen(command, stdin=PIPE, stdout=PIPE, cwd=Path(__file__).parents[2]) as writer:
        assert writer.stdout and writer.stdout.readline() == b"c\n"
        assert (medium / "catalogue.db-shm").exists()
        only_reading(medium, lambda: _demand_newest(medium, "c"))
        writer.communicate()
    assert writer.returncode == 0 and not (medium / "catalogue.db-shm").exists()
    only_reading(medium, lambda: _demand_newest(medium, "c"))


def _demand_newest(folder: Path, naskah_id: str) -> None:
    assert open_archive(folder).naskah_ids()[-1] == naskah_id


_FILES_ONE_AND_WAITS = """
import sys
from pathlib import Path
from docgen.archive.opening import open_archive
from tests.archive.samples import DOCX, draft, file
archive = open_archive(Path(sys.argv[1]))
print(file(archive, draft("c", b"c"), {DOCX: b"c"}).id, flush=True)
sys.stdin.read()
archive.close()
"""


def test_a_catalogue_that_changes_while_it_is_read_is_read_again(
    medium: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = shutil.copytree(medium, tmp_path / "lain")
    monkeypatch.setattr(os, "access", lambda *given: False)  # for this user
    archive = open_archive(medium)
    monkeypatch.undo()
    with sqlite3.connect(other / "catalogue.db") as connection:
        connection.execute("CREATE TABLE besar AS SELECT zeroblob(100000)")
    with sqlite3.connect(other / "catalogue.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def work() -> None:
        with t.reading(archive.engine):
            shutil.copyfile(other / "catalogue.db", medium / "catalogue.db")

    assert "berubah selagi dibaca" in refusal(work)


def test_an_archive_that_can_be_written_is_opened_for_writing(medium: Path) -> None:
    archive: Archive = open_archive(medium)
    assert not archive.read_only
    file(archive, draft("c", b"c"), {DOCX: b"c"})
    assert verify(archive) == []
