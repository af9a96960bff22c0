"""The catalogue is a consequence of the files: lost or doubted, it is made again and nothing is missing."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.archive.check.verify import verify
from docgen.archive.ocfl import object_path
from docgen.archive.opening import open_archive
from docgen.archive.rebuild import rebuild
from docgen.archive.tables import metadata
from docgen.errors import Damaged, NotFound, StorageFailed
from docgen.naskah.records import DOCX, Naskah
from tests.archive.crashing import in_child
from tests.archive.samples import draft, file, issue, ocfl_complaints, revised, sha, small_office


def rows(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table row by row, but for the identity: a catalogue made anew is another one."""
    with closing(sqlite3.connect(database)) as connection:
        found = {t.name: connection.execute(f"SELECT * FROM {t.name}").fetchall() for t in metadata.sorted_tables}
    del found["identitas"]
    return {table: sorted(lines, key=repr) for table, lines in found.items()}


def read_words(naskah: Naskah, read: Callable[[str], bytes]) -> str:
    """The words as samples.words() filed them."""
    return f"Undangan & rapat {sha(read(DOCX))[:8]}" if DOCX in naskah.latest.files else "\n".join(naskah.latest.files)


def test_a_rebuilt_catalogue_equals_the_old_one_row_by_row(tmp_path: Path) -> None:
    small_office(tmp_path).close()
    report = rebuild(tmp_path, read_words=read_words)
    assert report.kept is not None
    before, after = rows(report.kept), rows(tmp_path / "catalogue.db")
    assert sum(map(len, before.values())) > 40
    assert after == before
    assert (report.naskah, report.versions, report.runs, report.nomor, report.entries) == (2, 8, 1, 2, 10)
    assert report.problems == ()


def test_an_archive_goes_on_after_its_catalogue_was_rebuilt(tmp_path: Path) -> None:
    small_office(tmp_path).close()
    (tmp_path / "catalogue.db").unlink()
    assert rebuild(tmp_path, read_words=read_words).kept is None
    archive = open_archive(tmp_path)
    assert verify(archive) == []
    everything = archive.changes(archive.beginning())
    assert everything is not None and sorted(everything.naskah_ids) == ["a", "b"]
    assert issue(archive, archive.naskah("a"), b"z").nomor == "470 / Kep. 3 / Sekre"
    assert verify(archive) == []
    assert ocfl_complaints(tmp_path) == []


def test_a_catalogue_made_anew_is_another_one_so_no_index_of_the_old_one_is_believed(tmp_path: Path) -> None:
    archive = small_office(tmp_path)
    everything = archive.changes(archive.beginning())
    archive.close()
    rebuild(tmp_path, read_words=read_words)
    assert everything is not None and open_archive(tmp_path).changes(everything.upto) is None


@pytest.mark.parametrize("damage", [b"", b"bukan basis data" * 100])
def test_a_ruined_catalogue_is_kept_as_evidence_and_replaced(tmp_path: Path, damage: bytes) -> None:
    small_office(tmp_path).close()
    (tmp_path / "catalogue.db").write_bytes(damage)
    report = rebuild(tmp_path, read_words=read_words)
    assert report.kept is not None
    assert report.kept.read_bytes() == damage
    archive = open_archive(tmp_path)
    assert verify(archive) == []
    assert len(archive.versions("a")) == 5


def test_the_new_catalogue_is_its_owners_alone(tmp_path: Path) -> None:
    small_office(tmp_path).close()
    rebuild(tmp_path, read_words=read_words)
    assert (tmp_path / "catalogue.db").stat().st_mode & 0o777 == 0o600


def test_missing_log_entries_are_said(tmp_path: Path) -> None:
    small_office(tmp_path).close()
    shutil.rmtree(tmp_path / object_path("urn:docgen:naskah:b"))  # entries 6, 7 and 8
    report = rebuild(tmp_path, read_words=read_words)
    assert report.problems == ("entri log 6 sampai 8 tidak ada di OCFL",)
    assert {f.kind for f in verify(open_archive(tmp_path))} == {"log diubah"}


def test_a_damaged_record_is_left_out_and_said(tmp_path: Path) -> None:
    small_office(tmp_path).close()
    record = tmp_path / object_path("urn:docgen:naskah:a") / "v2/content/record.json"
    record.chmod(0o600)
    record.write_bytes(b"{}")
    report = rebuild(tmp_path, read_words=read_words)
    assert any("naskah a versi 2" in problem for problem in report.problems)
    assert any("entri log 2 tidak ada" in problem for problem in report.problems)
    assert [v.number for v in open_archive(tmp_path).versions("a")] == [1, 3, 4, 5]


def test_the_words_of_a_version_are_asked_of_whoever_knows_them(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    naskah = draft("a", b"%PDF")
    scanned = {"surat.pdf": sha(b"%PDF")}
    file(archive, replace(naskah, latest=replace(naskah.latest, files=scanned)), {"surat.pdf": b"%PDF"})
    archive.close()
    rebuild(tmp_path, read_words=read_words)
    assert open_archive(tmp_path).text("a", 1) == "surat.pdf"


def test_what_a_crash_left_is_put_right_without_a_catalogue_to_ask(tmp_path: Path) -> None:
    archive = small_office(tmp_path)
    a = archive.naskah("a")
    archive.close()

    def die(descriptor: int) -> None:
        opened = open_archive(tmp_path)
        real = os.replace

        def stop_at_content(source: Path, target: Path) -> None:
            if "content" in Path(target).parts:
                os._exit(9)
            real(source, target)

        os.replace = stop_at_content  # type: ignore[assignment]
        file(opened, revised(a, {DOCX: b"setengah"}), {DOCX: b"setengah"})

    in_child(die)
    (tmp_path / "catalogue.db").unlink()
    rebuild(tmp_path, read_words=read_words)
    rebuilt = open_archive(tmp_path)
    assert rebuilt.naskah("a") == a
    assert verify(rebuilt) == []
    assert ocfl_complaints(tmp_path) == []


def test_a_rebuild_may_be_killed_at_any_moment_and_done_again(tmp_path: Path) -> None:
    """Before the swap the old catalogue is in place; within it none is, and the next start says what to do."""
    told = 0
    for n in range(1, 20):
        folder = tmp_path / f"n{n}"
        small_office(folder).close()

        def die_at(descriptor: int, folder: Path = folder, n: int = n) -> None:
            left = [n]

            def counted(real: Callable[..., None]) -> Callable[..., None]:
                def operation(*arguments: Path) -> None:
                    left[0] -= 1
                    if not left[0]:
                        os._exit(9)
                    real(*arguments)

                return operation

            os.rename, os.unlink, os.write = map(counted, (os.rename, os.unlink, os.write))  # type: ignore[assignment]
            rebuild(folder, read_words=read_words)

        _, status = in_child(die_at)
        try:
            open_archive(folder).close()
        except Damaged as error:
            assert "bangun-ulang" in str(error)
            told += 1
            rebuild(folder, read_words=read_words)
        archive = open_archive(folder)
        assert len(archive.versions("a")) == 5
        assert verify(archive) == []
        archive.close()
        if os.WEXITSTATUS(status) == 0:
            break
    else:
        raise AssertionError("never got through")
    assert told >= 1


def test_a_process_that_has_the_old_catalogue_open_never_writes_to_it_again(tmp_path: Path) -> None:
    archive = small_office(tmp_path)
    first = archive.naskah("a")
    report = rebuild(tmp_path, read_words=read_words)
    with pytest.raises(StorageFailed, match="baru saja dibangun ulang"):
        file(archive, revised(first, {DOCX: b"x"}), {DOCX: b"x"})
    file(archive, revised(first, {DOCX: b"x"}), {DOCX: b"x"})
    assert archive.naskah("a").latest.number == 6
    assert report.kept is not None
    assert len(rows(report.kept)["log"]) == 10
    assert verify(archive) == []


def test_rebuilding_twice_keeps_both_old_catalogues(tmp_path: Path) -> None:
    small_office(tmp_path).close()
    kept = {rebuild(tmp_path, read_words=read_words, now=lambda: draft("x", b"").latest.at).kept for _ in range(3)}
    assert len(kept) == 3
    assert all(path and path.exists() for path in kept)


def test_a_folder_without_ocfl_is_not_rebuilt_into_an_empty_archive(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        rebuild(tmp_path, read_words=read_words)
    assert list(tmp_path.iterdir()) == []
