"""What is destroyed is really gone, and what stays proves that it was there: a tombstone, and a log without a gap."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from docgen.archive import ocfl
from docgen.archive.archive import Archive
from docgen.archive.check.part import Part
from docgen.archive.check.verify import look, verify
from docgen.archive.opening import open_archive
from docgen.archive.rebuild import rebuild
from docgen.errors import Damaged, NotFound, NotReady
from docgen.kearsipan.catatan import Catatan
from docgen.naskah.records import Status
from tests.archive.crashing import in_child
from tests.archive.samples import START, kept_office, ocfl_complaints, revised
from tests.archive.test_rebuild import rows

MARKER = b"halaman a"  # what version 1 of naskah a says


def order(kode: str = "1/2025") -> Catatan:
    return Catatan("p1", "penyusutan", kode, 1, "dilaksanakan", "kasubag_umum", START, {"tahap": "dilaksanakan"})


def destroy(archive: Archive, *naskah: str) -> None:
    with archive.transaction() as tx:
        tx.file_catatan(order(), destroy=naskah)


def holding(folder: Path, words: bytes) -> list[str]:
    return [str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file() and words in p.read_bytes()]


def no_words(naskah: object, read: object) -> str:
    return ""


def test_the_bytes_are_gone_and_their_digests_stay(tmp_path: Path) -> None:
    archive = kept_office(tmp_path)
    before = archive.versions("a")
    assert holding(tmp_path, MARKER)
    destroy(archive, "a")
    assert holding(tmp_path, MARKER) == []
    after = archive.versions("a")
    assert [(v.number, v.act, v.by, v.at, v.sha256, v.files, v.approvals) for v in after] == [
        (v.number, v.act, v.by, v.at, v.sha256, v.files, v.approvals) for v in before
    ]
    assert all(v.values == {"tembusan": ["Sekretaris", "Arsip"]} for v in after)  # what a register prints of it
    assert archive.naskah("a").latest.status is Status.DIMUSNAHKAN
    assert archive.find_digest(before[0].sha256)  # who holds a copy can still be told what it was
    assert archive.text("a", 1) == ""
    with pytest.raises(NotFound, match="sudah dimusnahkan"):
        archive.read(after[0])
    assert verify(archive) == []
    assert ocfl_complaints(tmp_path) == []


def test_the_numbers_the_paper_and_the_berkas_of_it_stay_on_record(tmp_path: Path) -> None:
    archive = kept_office(tmp_path)
    numbers = archive.lines_of("a")
    destroy(archive, "a")
    assert archive.lines_of("a") == numbers != []
    assert archive.inside("k2") == ["a"]
    assert [(one, paper.keadaan) for one, paper in archive.papers_in(berkas=["k2"])] == [("a", "dimusnahkan")]


def test_nothing_is_ever_filed_on_a_destroyed_naskah(tmp_path: Path) -> None:
    archive = kept_office(tmp_path)
    old = archive.naskah("a")
    destroy(archive, "a")
    for naskah in (old, archive.naskah("a")):
        with pytest.raises(NotReady, match="sudah dimusnahkan"), archive.transaction() as tx:
            tx.file(revised(naskah, {}, status=Status.DRAF), {}, text="")
    assert verify(archive) == []


def test_a_catalogue_rebuilt_without_the_naskah_equals_the_old_one(tmp_path: Path) -> None:
    archive = kept_office(tmp_path)
    destroy(archive, "a")
    archive.close()
    report = rebuild(tmp_path, read_words=no_words)
    assert report.problems == () and report.kept is not None
    old, new = rows(report.kept), rows(tmp_path / "catalogue.db")
    assert {**new, "words": []} == {**old, "words": []}
    reopened = open_archive(tmp_path)
    assert verify(reopened) == []
    assert reopened.naskah("a").latest.status is Status.DIMUSNAHKAN


def test_what_cannot_be_read_whole_is_not_destroyed(tmp_path: Path) -> None:
    archive = kept_office(tmp_path)
    record = tmp_path / ocfl.object_path("urn:docgen:naskah:a") / "v2/content/record.json"
    record.chmod(0o600)
    record.write_bytes(b"{}")
    with pytest.raises(Damaged, match="docgen arsip periksa"):
        destroy(archive, "a")
    assert archive.naskah("a").latest.status is not Status.DIMUSNAHKAN


def test_bytes_that_come_back_are_found(tmp_path: Path) -> None:
    archive = kept_office(tmp_path)
    folder = tmp_path / ocfl.object_path("urn:docgen:naskah:a")
    shutil.copytree(folder, tmp_path / "diam-diam")
    destroy(archive, "a")
    shutil.copytree(tmp_path / "diam-diam", folder)
    assert [found.kind for found in verify(archive)] == ["sisa pemusnahan"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE naskah SET status = 'terbit' WHERE id = 'a'",
        "UPDATE version SET act = 'dibuat lagi' WHERE naskah_id = 'a' AND number = 2",
        "DELETE FROM log WHERE object_id = 'urn:docgen:naskah:a' AND number = 3",
        "UPDATE log SET by = 'orang lain' WHERE object_id = 'urn:docgen:naskah:a' AND number = 1",
    ],
)
def test_a_tombstone_is_guarded_as_what_it_stands_for(tmp_path: Path, statement: str) -> None:
    archive = kept_office(tmp_path)
    destroy(archive, "a")
    archive.close()
    with closing(sqlite3.connect(tmp_path / "catalogue.db")) as connection:
        connection.execute(statement)
        connection.commit()
    assert verify(open_archive(tmp_path))


@pytest.mark.slow
def test_killed_at_any_moment_a_destruction_is_done_whole_or_not_at_all(tmp_path: Path) -> None:
    rng = random.Random(5)
    outcomes: set[bool] = set()
    for turn in range(60):
        if turn >= 12 and len(outcomes) == 2:
            break
        folder = tmp_path / str(turn)
        kept_office(folder).close()

        def work(said: int, folder: Path = folder) -> None:
            archive = open_archive(folder)
            os.write(said, b"mulai 0 0\n")
            destroy(archive, "a")

        in_child(work, kill_after=rng.uniform(0, 0.03 * (1 + turn // 12)))  # a busy machine takes longer
        archive = open_archive(folder)
        with archive.transaction():
            pass
        gone = archive.naskah("a").latest.status is Status.DIMUSNAHKAN
        assert bool(holding(folder / "ocfl", MARKER)) is not gone
        assert verify(archive) == []
        assert ocfl_complaints(folder) == []
        outcomes.add(gone)
        archive.close()
    assert outcomes == {True, False}


def test_a_check_night_by_night_knows_the_tombstones(tmp_path: Path) -> None:
    archive = kept_office(tmp_path)
    destroy(archive, "a")
    for number in range(1, 6):
        assert look(archive, Part(number, 5)).findings == []
    with archive.engine.begin() as c:
        c.exec_driver_sql("UPDATE naskah SET status = 'dimusnahkan' WHERE id = 'b'")
    shutil.rmtree(tmp_path / ocfl.object_path("urn:docgen:naskah:b"))
    found = [one.kind for number in range(1, 6) for one in look(archive, Part(number, 5)).findings]
    assert "baris tanpa versi" in found  # a destruction that no record tells of
