"""A part each night: no object stays unread for more than thirty days, whatever happens to the nights."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from docgen.archive.archive import Archive
from docgen.archive.check.nightly import HISTORY, NIGHTS, check_night, check_part, due, read_history
from docgen.archive.check.part import WHOLE, Part
from docgen.archive.check.verify import look, verify
from docgen.archive.ocfl import object_path, object_roots
from docgen.archive.opening import open_archive
from docgen.archive.storage import FileStorage
from docgen.errors import StorageFailed
from docgen.naskah.records import DOCX
from tests.archive.samples import BUKU, WIB, draft, entry, file, issue, revised, small_office

MONDAY = datetime(2019, 1, 7, 22, 0, tzinfo=WIB)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = small_office(tmp_path)
    yield replace(opened, now=lambda: MONDAY)
    opened.close()


def on(archive: Archive, day: int) -> Archive:
    """The archive so many days later."""
    return replace(archive, now=lambda: MONDAY + timedelta(days=day))


def numbers(parts: object) -> list[int]:
    return [part.number for part in parts]  # type: ignore[attr-defined]


def test_every_object_is_in_one_part_and_stays_in_it(archive: Archive) -> None:
    folders = [object_path(f"urn:docgen:naskah:{i}") for i in range(3000)]
    shares = [[folder for folder in folders if Part(number, 30).holds(folder)] for number in range(1, 31)]
    assert sorted(folder for share in shares for folder in share) == sorted(folders)
    assert max(map(len, shares)) < 2 * min(map(len, shares))
    assert all(WHOLE.holds(folder) for folder in folders)


def test_the_parts_together_find_what_the_whole_check_finds(archive: Archive, tmp_path: Path) -> None:
    for folder in object_roots(archive.storage):
        path = tmp_path / folder / "v1/content/record.json"
        path.chmod(0o600)
        path.write_bytes(b"{}")
    whole = {(one.kind, one.place) for one in verify(archive)}
    parts = [look(archive, Part(number, 7)) for number in range(1, 8)]
    assert {(one.kind, one.place) for seen in parts for one in seen.findings} == whole and len(whole) == 3
    assert sum(seen.objects for seen in parts) == 3 and all(seen.objects < 3 for seen in parts)
    assert sum(seen.read for seen in parts) == look(archive).read > 10_000


def test_a_part_names_only_what_is_its_own(archive: Archive, tmp_path: Path) -> None:
    a = object_path("urn:docgen:naskah:a")
    shutil.rmtree(tmp_path / a / "v5")
    for number in range(1, 8):
        kinds = {one.kind for one in look(archive, Part(number, 7)).findings}
        assert bool(kinds) == Part(number, 7).holds(a), kinds


def test_log_numbers_and_strays_are_checked_in_every_part(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "ocfl" / "asing.txt").write_bytes(b"asing")
    with archive.engine.begin() as c:
        c.exec_driver_sql("UPDATE log SET act = 'lain' WHERE seq = 3")
        c.exec_driver_sql("UPDATE buku SET terakhir = 1")
    for number in range(1, 8):
        kinds = {one.kind for one in look(archive, Part(number, 7)).findings}
        assert kinds >= {"berkas asing", "log diubah", "baris berubah"}


def test_a_number_that_went_from_its_blok_to_a_naskah_is_no_finding_in_any_part(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    for i in range(6):
        blok = draft(f"blok{i}", b"blok")
        with archive.transaction() as tx:
            urut = tx.next_urut(BUKU, 2019)
            tx.file(blok, {DOCX: b"blok"}, text="", nomor=[replace(entry(blok, urut), blok=blok.id)])
        used = draft(f"pakai{i}", b"pakai")
        file(archive, used, {DOCX: b"pakai"}, replace(entry(used, urut), blok=blok.id))
    assert [look(archive, Part(number, 5)).findings for number in range(1, 6)] == [[]] * 5
    archive.close()


# ---------------------------------------------------------------- night after night


def test_thirty_nights_read_every_object_once(archive: Archive) -> None:
    checked = [night for day in range(NIGHTS) for night in [check_night(on(archive, day))]]
    assert [numbers(night.parts) for night in checked] == [[day + 1] for day in range(NIGHTS)]
    assert sum(night.seen.objects for night in checked) == 3
    assert checked[0].seen.findings == []  # before the first check there is no history to be lost
    assert all(not night.seen.findings for night in checked[1:])
    assert numbers(check_night(on(archive, NIGHTS)).parts) == [1]


def test_missed_nights_are_caught_up(archive: Archive) -> None:
    check_night(archive)
    assert numbers(check_night(on(archive, 4)).parts) == [2, 3, 4, 5]
    assert len(check_night(on(archive, 400)).parts) == NIGHTS


def test_whatever_nights_are_missed_no_part_is_older_than_thirty_days_after_a_night(archive: Archive) -> None:
    rng = random.Random(5)
    for _ in range(3):
        day = 0
        for _ in range(40):
            day += rng.choice((1, 1, 1, 2, 5, 17))
            check_night(on(archive, day))
            history = read_history(archive.storage).parts
            oldest = min(one.at for one in history.values())
            assert len(history) == NIGHTS or day < NIGHTS
            assert MONDAY + timedelta(days=day) - oldest < timedelta(days=NIGHTS)
        archive.storage.remove(HISTORY)


def test_a_clock_that_ran_ahead_hides_no_part(archive: Archive) -> None:
    check_night(on(archive, 365))
    assert 1 in numbers(due(read_history(archive.storage), MONDAY))


def test_a_part_asked_for_by_hand_counts_for_the_nights(archive: Archive) -> None:
    check_part(archive, Part(1, NIGHTS))
    check_part(archive, Part(2, 7))
    assert numbers(check_night(on(archive, 1)).parts) == [2]
    assert {(part.number, part.of) for part in read_history(archive.storage).parts} == {(1, 30), (2, 30), (2, 7)}


def test_what_was_checked_is_kept_with_its_figures(archive: Archive, tmp_path: Path) -> None:
    a = object_path("urn:docgen:naskah:a")
    (tmp_path / a / "v1/content/naskah.docx").unlink()
    part = next(Part(number, NIGHTS) for number in range(1, NIGHTS + 1) if Part(number, NIGHTS).holds(a))
    night = check_part(archive, part)
    kept = read_history(archive.storage).parts[part]
    assert (kept.at, kept.objects, kept.read) == (MONDAY, night.seen.objects, night.seen.read)
    assert kept.findings == 1 and kept.objects >= 1
    assert verify(archive)[0].kind == "berkas hilang"  # the history itself is no stray file


def test_a_history_that_was_there_and_is_gone_is_told(archive: Archive) -> None:
    check_night(archive)
    archive.storage.remove(HISTORY)
    gone = check_night(on(archive, 1)).seen.findings
    assert [one.kind for one in gone] == ["riwayat pemeriksaan hilang"]


@pytest.mark.parametrize(
    "damaged",
    [b"", b"{", b'{"a": 1}', b"[1]", b"null", b"\xff\xfe", b'[{"number": 1}]',
     b'[{"number": 1, "of": 30, "at": "kemarin"}]',
     b'[{"number": 1, "of": 30, "at": "2019-01-07T22:00:00", "objects": 1, "read": 1, "findings": 0}]',
     b'[{"number": 1, "of": 30, "at": "2019-01-07T22:00:00+07:00", "objects": "1", "read": 1, "findings": 0}]'],
)  # fmt: skip
def test_a_damaged_history_begins_anew_and_says_so(archive: Archive, damaged: bytes) -> None:
    check_night(archive)
    archive.storage.write({HISTORY: damaged})
    night = check_night(on(archive, 1))
    assert [one.kind for one in night.seen.findings] == ["riwayat pemeriksaan hilang"] and numbers(night.parts) == [1]
    assert not read_history(archive.storage).lost


def test_on_a_medium_that_cannot_be_written_what_was_found_still_counts(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: FileStorage, files: object) -> None:
        raise StorageFailed("hanya dapat dibaca")

    monkeypatch.setattr(FileStorage, "write", refused)
    (tmp_path / object_path("urn:docgen:naskah:a") / "v1/content/naskah.docx").unlink()
    kinds = {one.kind for one in check_part(archive, Part(1, 1)).seen.findings}
    assert kinds == {"berkas hilang", "riwayat pemeriksaan tak tersimpan"}


def test_numbers_given_out_between_two_nights_are_no_finding(archive: Archive) -> None:
    check_night(archive)
    a = file(archive, draft("c", b"c"), {DOCX: b"c"})
    issue(archive, file(archive, revised(a, {DOCX: b"d"}), {DOCX: b"d"}), b"c+nomor")
    assert [look(archive, Part(number, 3)).findings for number in (1, 2, 3)] == [[], [], []]
