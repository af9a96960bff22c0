"""What is told of the index: how far it is, and whatever does not agree with the catalogue. Nothing is changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from docgen.actions.naskah.entries import pairs_of
from docgen.actions.naskah.index_check import MOST_TOLD, check_index, index_status
from docgen.actions.naskah.indexing import index_naskah, rebuild_index
from docgen.archive.check.finding import PERINGATAN, RUSAK
from docgen.office import Office
from docgen.search.index_folder import latest_generation
from docgen.search.seal import seal_path
from tests.letters import file_letters


@pytest.fixture
def letters(office: Office) -> Office:
    index_naskah(office, *file_letters(office, range(30)))
    return office


def kinds(office: Office) -> list[str]:
    return [found.kind for found in check_index(office)]


def test_the_status_says_what_is_held_what_waits_and_how_far_it_came(letters: Office) -> None:
    file_letters(letters, [40, 41])
    status = index_status(letters)
    assert (status.naskah, status.versions, status.of, status.waiting) == (30, 30, 32, 2)
    assert status.state.reach is not None and (status.state.reach.seq, status.head.seq) == (30, 32)
    assert status.state.segments == 1 and status.state.size > 5000 and status.state.committed is not None
    assert not status.state.building and status.built == 0 and status.state.problem == ""


def test_the_status_says_how_far_a_rebuild_is(letters: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.actions.naskah.indexing.BATCH", 10)
    seen = []

    def look(done: int, of: int) -> None:
        status = index_status(letters)
        seen.append((status.state.building, status.built, status.naskah))

    rebuild_index(letters, look)
    assert seen == [(True, 10, 30), (True, 20, 30)]
    assert not index_status(letters).state.building and index_status(letters).built == 0


def test_the_status_of_a_missing_index_is_that_everything_waits(letters: Office) -> None:
    for path in letters.settings.index.iterdir():
        path.unlink()
    status = index_status(letters)
    assert status.waiting == 30 and status.naskah == 0 and "docgen indeks bangun" in status.state.problem


def test_an_index_that_agrees_has_no_findings(letters: Office) -> None:
    assert check_index(letters) == []


def test_what_only_waits_is_a_warning(letters: Office) -> None:
    file_letters(letters, [40])
    (found,) = check_index(letters)
    assert (found.severity, found.kind) == (PERINGATAN, "menunggu")


def test_every_difference_is_told_with_its_naskah_and_version(letters: Office) -> None:
    (_, (entry,)) = next(pairs_of(letters, ["N00003"]))
    letters.index.put_many([("N00001", []), ("ASING", [replace(entry, naskah_id="ASING")])])
    letters.index.put("N00003", [replace(entry, text="lain")])
    found = {(one.kind, one.place) for one in check_index(letters)}
    assert found == {
        ("tidak ada di indeks", "naskah N00001 versi 1"),
        ("tidak ada di katalog", "naskah ASING versi 1"),
        ("isi lain", "naskah N00003 versi 1"),
    }
    assert {one.severity for one in check_index(letters)} == {RUSAK}


def test_thousands_of_differences_are_counted_and_not_all_told(letters: Office) -> None:
    letters.index.put_many([(f"N{at:05}", []) for at in range(30)])
    found = check_index(letters)
    assert len(found) == MOST_TOLD + 1 and found[-1].what == "10 perbedaan lagi."


@pytest.mark.parametrize("pattern", ["MAIN_*.seg", "_MAIN_*.toc"])
def test_a_changed_file_is_named_however_small_the_change(letters: Office, pattern: str) -> None:
    (path,) = letters.settings.index.glob(pattern)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    (found,) = check_index(letters)
    assert found.kind == "berkas indeks rusak" and path.name in found.what


def test_a_large_file_is_read_through_too(letters: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.search.index_folder.CHECKED_BYTES", 10)
    test_a_changed_file_is_named_however_small_the_change(letters, "MAIN_*.seg")


def test_a_lost_seal_and_an_index_of_another_catalogue_are_told(letters: Office, tmp_path: Path) -> None:
    beginning = letters.archive.beginning()
    letters.index.rebuild([], replace(beginning, catalogue="lain"))
    assert kinds(letters) == ["indeks rusak"]
    seal_path(letters.settings.index, latest_generation(letters.settings.index)).unlink()
    assert kinds(letters) == ["berkas indeks rusak"]
