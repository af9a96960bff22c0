"""Nothing holds all that was typed: the line that was perhaps meant, when it finds something one may read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.search.correcting import corrected_line
from docgen.search.memory_index import MemoryIndex
from docgen.search.query import Index, parse_query
from docgen.search.whoosh_index import WhooshIndex
from tests.contracts.test_index import LAPORAN

WORDS = {"N1": "kartu keluarga hilang di kecamatan", "N2": "rapat dinas keluarga", "N3": "akta kematian 470/12"}


@pytest.fixture(params=["memory", "whoosh"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    made: Index = MemoryIndex() if request.param == "memory" else WhooshIndex(tmp_path / "index")
    made.rebuild(
        (one, [replace(LAPORAN, naskah_id=one, text=text, perihal="", pembaca=("semua", "kelas biasa"))])
        for one, text in WORDS.items()
    )
    made.put("R1", [replace(LAPORAN, naskah_id="R1", text="mutasi keluarga", pembaca=("semua",))])
    yield made


def corrected(index: Index, line: str, *keys: str) -> str:
    return corrected_line(index, parse_query(line), keys or ("kelas biasa",))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kelurga", "keluarga"),
        ("kartu keluagra", "kartu keluarga"),
        ("akta kemtian -rapat", "akta kematian -rapat"),
        ('"rapta dinas" jenis:laporan_pengukuran_kinerja', '"rapat dinas" jenis:laporan_pengukuran_kinerja'),
        ("(kartu kelurga) ATAU zzzz", "(kartu keluarga) ATAU zzzz"),
        ("kecamatn, kelurga.", "kecamatan, keluarga."),
        ("kelurga -(rapaat ATAU kelurga)", "keluarga -(rapaat ATAU kelurga)"),
        ("“rapta dinas”", "“rapat dinas”"),
    ],
)
def test_only_the_misspelt_word_changes_and_all_else_stands_as_typed(index: Index, typed: str, meant: str) -> None:
    assert corrected(index, typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["keluarga", "zzzz", "470/13", "471", "Dr.", "kelurg*", "kelurga~", "jenis:keluarg", "-kelurga", "yagn", "akt", ""],
)
def test_figures_codes_short_words_and_what_is_not_wanted_are_left_as_they_are(index: Index, typed: str) -> None:
    assert corrected(index, typed) == ""


def test_what_would_find_nothing_is_not_offered(index: Index) -> None:
    assert corrected(index, "kelurga kematian") == corrected(index, "kelurga jenis:notula") == ""


def test_nothing_tells_of_words_in_what_one_may_not_read(index: Index) -> None:
    assert corrected(index, "mutasy") == corrected(index, "mutasy keluarga") == ""
    assert corrected(index, "mutasy", "semua") == "mutasi"
    assert corrected(index, "mutasi kelurga") == ""
