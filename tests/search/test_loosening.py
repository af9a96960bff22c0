"""Few naskah hold every word: then those that come nearest, behind the others and told apart from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.search.loosening import ask_nearest, loosened
from docgen.search.memory_index import MemoryIndex
from docgen.search.parts import Together, Word
from docgen.search.query import Index, Query, parse_query
from docgen.search.whoosh_index import WhooshIndex
from tests.contracts.test_index import LAPORAN, UNDANGAN

WORDS = {
    "N1": "kartu keluarga hilang di kecamatan", "N2": "kartu identitas anak", "N3": "keluarga berencana",
    "N4": "mutasi pegawai", "N5": "kartu keluarga calo di loket",
}  # fmt: skip


@pytest.fixture(params=["memory", "whoosh"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    made: Index = MemoryIndex() if request.param == "memory" else WhooshIndex(tmp_path / "index")
    made.rebuild(
        (one, [replace(LAPORAN, naskah_id=one, text=text, perihal="", pembaca=("semua", "kelas biasa"))])
        for one, text in WORDS.items()
    )
    yield made


def nearest(index: Index, line: str, limit: int = 20, keys: list[str] | None = None) -> tuple[list[str], list[str]]:
    query = parse_query(line)
    answer = index.search(query, limit, keys=keys)
    near = ask_nearest(index, query, limit, answer, keys)
    return [h.naskah_id for h in answer.hits], [h.naskah_id for h in near.hits]


def test_what_holds_more_of_the_words_comes_first(index: Index) -> None:
    exact, near = nearest(index, "kartu keluarga calo")
    assert exact == ["N5"] and near[0] == "N1" and set(near) == {"N1", "N2", "N3"}


def test_a_word_one_letter_off_is_found_where_the_word_is_not(index: Index) -> None:
    assert nearest(index, "mutasy") == ([], ["N4"])
    exact, near = nearest(index, "kartu kelaurga")
    assert exact == [] and set(near[:2]) == {"N1", "N5"}


def test_filters_and_what_is_not_wanted_are_never_let_go(index: Index) -> None:
    index.put("U1", [replace(UNDANGAN, naskah_id="U1", text="kartu undangan")])
    assert nearest(index, "kartu calo hilang -keluarga jenis:laporan_pengukuran_kinerja") == ([], ["N2"])


def test_no_more_come_than_there_is_room_for(index: Index) -> None:
    assert [len(hits) for hits in nearest(index, "kartu keluarga calo", limit=2)] == [1, 1]
    assert nearest(index, "kartu keluarga", limit=2)[1] == []


def test_what_may_not_be_read_does_not_come_near(index: Index) -> None:
    index.put("R1", [replace(LAPORAN, naskah_id="R1", text="kartu rahasia", pembaca=("semua",))])
    assert "R1" in nearest(index, "kartu zzz", keys=["semua"])[1]
    assert "R1" not in nearest(index, "kartu zzz", keys=["kelas biasa"])[1]


@pytest.mark.parametrize("line", ["", "jenis:notula", "-rapat", "lapor*", "yang dan"])
def test_where_no_word_can_be_let_go_of_nothing_comes_near(line: str) -> None:
    assert loosened(parse_query(line)) is None


def test_what_may_be_asked_may_be_loosened(index: Index) -> None:
    """As many words with * as a line may have, and others beside them."""
    line = " ".join(f"{letter}zz*" for letter in "abcdefghij") + " kartu keluarga"
    assert nearest(index, line) == ([], [])
    many = " ".join(f"kata{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(99)) + " kartu"
    assert "N1" in nearest(index, many)[1]


def test_a_list_by_date_is_not_filled_up() -> None:
    assert loosened(Query(Together((Word("rapat"), Word("akta"))), sort="tanggal")) is None
