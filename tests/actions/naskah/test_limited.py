"""A search never waits long for the index and never fails because of it: the catalogue answers, and says what lacks."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from docgen.actions.naskah.entries import pairs_of
from docgen.actions.naskah.finding import GUEST, search
from docgen.actions.naskah.indexing import index_naskah, waiting_in
from docgen.actions.surat.registering import register_incoming
from docgen.errors import IndexBroken, IndexBusy
from docgen.naskah.access import keys_of
from docgen.naskah.records import DOCX
from docgen.office import Office
from docgen.search.background import OUTPUT, begin_build
from docgen.search.building import is_building
from docgen.search.index_folder import latest_generation
from docgen.search.memory_index import MemoryIndex
from docgen.search.query import parse_query
from docgen.settings import Settings
from tests.archive.samples import draft
from tests.letters import file_letters

LINES = [
    "surat7", "rapat", "rapat undangan", '"kartu keluarga"', "tulis", "penulisan", "laporan ATAU surat3", "pelapor*",
    "kinreja~", "rapat -undangan", "jenis:nota_dinas surat12", "status:draf", "Undangan", "tahun:2019", "nomor:470",
    "tidakada", "", "yang", "klasifikasi:470 akta", "laporan versi:semua",
]  # fmt: skip


class Asked:
    """Stands for who would make the index anew, and remembers for which office it was asked."""

    def __init__(self, answer: bool = True) -> None:
        self.answer, self.settings = answer, list[Settings]()

    def __call__(self, settings: Settings) -> bool:
        self.settings.append(settings)
        return self.answer


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def large(office: Office, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office whose 40 letters are more than anybody would wait for."""
    monkeypatch.setattr("docgen.actions.naskah.indexing.QUICK", 20)
    index_naskah(office, *file_letters(office, range(40)))
    return replace(office, begin_build=asked)


def hits(office: Office, line: str) -> list[tuple[str, int]]:
    return [(one.naskah.id, one.version.number) for one in search(office, parse_query(line), limit=100).found]


def test_without_its_index_a_large_archive_answers_at_once_and_has_one_made(large: Office, asked: Asked) -> None:
    shutil.rmtree(large.settings.index)
    results = search(large, parse_query("surat7"))
    assert [one.naskah.id for one in results.found] == ["N00007"]
    assert "sedang dibangun ulang" in results.notice and "langsung dari katalog" in results.notice
    assert asked.settings == [large.settings]
    assert not large.settings.index.exists()


def test_a_small_archive_has_its_index_made_anew_at_once(office: Office) -> None:
    file_letters(office, range(10))
    shutil.rmtree(office.settings.index)
    results = search(office, parse_query("surat7"))
    assert [one.naskah.id for one in results.found] == ["N00007"] and results.notice == ""
    assert waiting_in(office).waiting == 0


def test_an_index_that_is_far_behind_is_not_waited_for(large: Office, asked: Asked) -> None:
    file_letters(large, range(100, 130))
    results = search(large, parse_query("surat123"))
    assert [one.naskah.id for one in results.found] == ["N00123"]
    assert results.notice and len(asked.settings) == 1


@pytest.mark.parametrize("line", LINES)
def test_the_catalogue_finds_what_a_linear_scan_of_everything_finds(large: Office, line: str) -> None:
    shutil.rmtree(large.settings.index)
    scan = MemoryIndex()
    scan.rebuild(pairs_of(large, large.archive.naskah_ids()))
    right = scan.search(parse_query(line), 100, keys=keys_of(GUEST))
    results = search(large, parse_query(line), limit=100)
    assert hits(large, line) == [(hit.naskah_id, hit.number) for hit in right.hits]
    assert results.total == right.total


def test_of_a_common_word_the_newest_are_read_and_that_is_told(large: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.actions.naskah.limited.MOST", 5)
    shutil.rmtree(large.settings.index)
    results = search(large, parse_query("Undangan"))
    assert sorted(one.naskah.id for one in results.found) == [f"N{at:05}" for at in range(35, 40)]


def test_a_number_is_found_however_many_newer_naskah_hold_its_figures(
    large: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docgen.actions.naskah.limited.MOST", 5)
    with large.archive.transaction() as tx:
        tx.file(replace(draft("LAMA", b"x"), nomor="470 / Kep. 3 / Sekre"), {DOCX: b"x"}, text="lama")
    file_letters(large, range(300, 340))  # each says 3 somewhere
    shutil.rmtree(large.settings.index)
    assert hits(large, "nomor:3") == hits(large, "nomor:470/Kep.3") == [("LAMA", 1)]


def test_the_catalogue_shows_nobody_what_he_may_not_read(large: Office) -> None:
    form = {**large.doctype("surat_masuk").example(), "keamanan": "Rahasia", "perihal": "Pemeriksaan zamrud"}
    register_incoming(large, form, by="tata_usaha")
    shutil.rmtree(large.settings.index)
    assert search(large, parse_query("zamrud")).total == 0
    assert search(large, parse_query("zamrud"), by="kepala_dinas").total == 1


class Failing(MemoryIndex):
    """Says that all is well until somebody searches."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def search(self, *args: object, **options: object) -> NoReturn:
        raise self.error


@pytest.mark.parametrize("error", [IndexBroken("rusak"), IndexBusy("sibuk")])
def test_whatever_comes_out_of_the_index_the_searcher_gets_an_answer(office: Office, error: Exception) -> None:
    broken = replace(office, index=Failing(error), begin_build=Asked(answer=False))
    file_letters(broken, range(3))
    results = search(broken, parse_query("surat2"))
    assert [one.naskah.id for one in results.found] == ["N00002"]
    assert "docgen indeks periksa" in results.notice


def test_what_could_not_be_taken_up_just_now_is_told(office: Office) -> None:
    from docgen.search.index_folder import sole_writer

    file_letters(office, range(3))
    with sole_writer(office.settings.index):
        results = search(office, parse_query("surat2"))
    assert results.found == () and results.notice.startswith("3 naskah yang baru diarsipkan")
    assert [one.naskah.id for one in search(office, parse_query("surat2")).found] == ["N00002"]


def test_an_index_is_never_made_twice_at_once(office: Office) -> None:
    with office.index.building() as beside:
        assert is_building(office.settings.index) and begin_build(office.settings)
        assert not (office.settings.index / OUTPUT).exists()
        beside.clear()
    assert not is_building(office.settings.index)


def wait_for(path: Path, words: str) -> None:
    until = time.monotonic() + 60
    while words not in (path.read_text("utf-8") if path.exists() else ""):
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.mark.slow
def test_a_process_of_its_own_makes_the_index_while_people_go_on(large: Office) -> None:
    shutil.rmtree(large.settings.index)
    alone = replace(large, begin_build=begin_build)
    assert "sedang dibangun ulang" in search(alone, parse_query("surat7")).notice
    file_letters(alone, [50])
    for _ in range(10):
        assert search(alone, parse_query("surat7")).total == 1  # asks for a new index each time
    wait_for(alone.settings.index / OUTPUT, "Indeks dibangun ulang")
    assert latest_generation(alone.settings.index) == 1  # one was made, by one process
    results = search(alone, parse_query("surat7"))
    assert results.notice == "" and [one.naskah.id for one in results.found] == ["N00007"]
    assert hits(alone, "surat50") == [("N00050", 1)]
