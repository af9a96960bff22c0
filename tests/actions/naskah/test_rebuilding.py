"""An index made anew beside the one in use: nobody waits for it, nothing is lost, what was cut short goes on."""

from __future__ import annotations

import multiprocessing
import os
import signal

import pytest

from docgen.actions.naskah.finding import find
from docgen.actions.naskah.indexing import index_naskah, rebuild_index, waiting_in
from docgen.errors import IndexBusy
from docgen.kearsipan.catatan import Catatan
from docgen.naskah.records import DOCX
from docgen.office import Office, open_office
from docgen.search.building import BESIDE
from docgen.search.query import parse_query
from docgen.settings import Settings
from tests.archive.samples import START, draft
from tests.letters import file_letters


@pytest.fixture
def letters(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office of 30 letters whose rebuilds take five of them at a time."""
    monkeypatch.setattr("docgen.actions.naskah.indexing.BATCH", 5)
    index_naskah(office, *file_letters(office, range(30)))
    return office


def found(office: Office, line: str) -> list[str]:
    return sorted(one.naskah.id for one in find(office, parse_query(line), limit=100))


def killed_after(settings: Settings, batches: int) -> None:
    """A rebuild in a process of its own that is killed with so many batches done."""

    def work() -> None:
        def progress(done: int, of: int) -> None:
            if done >= batches * 5:
                os.kill(os.getpid(), signal.SIGKILL)

        with open_office(settings) as office:
            rebuild_index(office, progress, resumed=True)

    child = multiprocessing.get_context("fork").Process(target=work)
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL


def test_a_rebuild_that_was_killed_goes_on_where_it_was(letters: Office) -> None:
    killed_after(letters.settings, 2)
    killed_after(letters.settings, 4)
    told: list[tuple[int, int]] = []
    assert rebuild_index(letters, lambda done, of: told.append((done, of)), resumed=True) == 30
    assert told == [(25, 30)]  # the last batch of five needs no telling
    assert found(letters, "surat*") == [f"N{at:05}" for at in range(30)]
    assert not (letters.settings.index / BESIDE).exists()


def test_a_rebuild_from_the_beginning_keeps_nothing_of_one_that_was_killed(letters: Office) -> None:
    killed_after(letters.settings, 2)
    told: list[int] = []
    rebuild_index(letters, lambda done, of: told.append(done))
    assert told == [5, 10, 15, 20, 25]


def test_what_a_killed_rebuild_left_damaged_is_begun_again(letters: Office) -> None:
    killed_after(letters.settings, 2)
    for segment in (letters.settings.index / BESIDE).glob("*.seg"):
        segment.write_bytes(b"rusak")
    assert rebuild_index(letters, resumed=True) == 30
    assert len(found(letters, "surat*")) == 30


def test_what_is_filed_during_a_rebuild_is_found_then_and_afterwards(letters: Office) -> None:
    seen: list[bool] = []

    def file_another(done: int, of: int) -> None:
        index_naskah(letters, *file_letters(letters, [1000 + done]))
        seen.append(found(letters, f"surat{1000 + done}") == [f"N{1000 + done:05}"])

    rebuild_index(letters, file_another)
    assert all(seen) and len(seen) >= 5
    assert len(found(letters, "surat*")) == 30 + len(seen)
    assert waiting_in(letters).waiting == 0


def test_a_new_index_keeps_no_words_that_were_destroyed_while_it_was_made(
    letters: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docgen.search.engine.policy.TINY", 1)  # segments of five are large ones, which seldom merge
    with letters.archive.transaction() as tx:
        tx.file(draft("LAMA", b"x"), {DOCX: b"x"}, text="zamrud")
    index_naskah(letters, *file_letters(letters, range(30, 50)))

    def destroy(done: int, of: int) -> None:
        if done == 35:
            record = Catatan("p1", "penyusutan", "1/2025", 1, "dilaksanakan", "kasubag_umum", START, {})
            with letters.archive.transaction() as tx:
                tx.file_catatan(record, destroy=["LAMA"])

    rebuild_index(letters, destroy)
    segments = b"".join(path.read_bytes() for path in letters.settings.index.glob("*.seg"))
    assert b"undangan" in segments and b"zamrud" not in segments
    assert waiting_in(letters).waiting == 0


def test_of_two_rebuilds_one_is_told_that_the_other_is_at_work_and_filings_go_on(letters: Office) -> None:
    with letters.index.building() as beside:
        with pytest.raises(IndexBusy, match="sedang dibangun"):
            rebuild_index(letters)
        index_naskah(letters, *file_letters(letters, [500]))
        assert found(letters, "surat500") == ["N00500"]
        beside.rebuild((), letters.archive.beginning())
    assert found(letters, "surat500") == ["N00500"]  # taken up again by the search


def test_a_rebuild_that_is_given_up_leaves_the_index_as_it_was(letters: Office) -> None:
    class Enough(Exception):
        pass

    def progress(done: int, of: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        rebuild_index(letters, progress)
    assert len(found(letters, "surat*")) == 30
