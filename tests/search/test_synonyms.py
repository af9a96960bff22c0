"""Words that mean the same are data: shipped, added to by the office, never ranking above what was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.errors import BadDeclaration
from docgen.search.memory_index import MemoryIndex
from docgen.search.query import Index
from docgen.search.synonyms import LONGEST, load_synonyms
from docgen.search.whoosh_index import WhooshIndex
from tests.contracts.test_index import UNDANGAN, ids, replace


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "sinonim.toml"
    path.write_text('sama = [["Menyapa", "Dukcapil Menyapa Warga"], ["ND", "nota diet"]]', "utf-8")
    return path


def filled(index: Index, **texts: str) -> Index:
    index.rebuild((name, [replace(UNDANGAN, naskah_id=name, text=text, perihal="")]) for name, text in texts.items())
    return index


def test_every_shipped_line_can_be_used() -> None:
    synonyms = load_synonyms()
    assert len(synonyms) > 80 and max(map(len, synonyms)) <= LONGEST
    assert ("lakip",) in synonyms[("laporan", "kinerja")] and ("nota", "dinas") in synonyms[("nd",)]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("LAKIP", "LKjIP kota"),
        ("laporan kinerja", "LAKIP kota"),
        ("lkjip", "laporan kinerja kota"),
        ("Disdukcapil", "Dinas Kependudukan dan Pencatatan Sipil"),
        ("dinas kependudukan dan pencatatan sipil", "Disdukcapil"),
        ("Kasubbag", "Kasubag Umum"),
        ("kepala dinas", "disposisi Kadis"),
        ("ND kasubag", "nota dinas dari kepala subbagian"),
        ("SPT", "surat perintah tugas"),
        ("UU", "Undang-Undang Nomor 5"),
    ],
)
def test_an_abbreviation_finds_what_it_stands_for(typed: str, written: str) -> None:
    assert ids(filled(MemoryIndex(), A=written, B="lain sekali"), typed) == ["A"]


def test_what_was_typed_ranks_above_what_means_the_same(tmp_path: Path) -> None:
    for index in (MemoryIndex(), WhooshIndex(tmp_path / "index")):
        filled(index, A="LAKIP " * 20, B="kota " * 200 + "laporan kinerja", C="LKjIP")
        assert ids(index, "laporan kinerja")[0] == "B"
        assert ids(index, "lakip")[0] == "A" and ids(index, "lkjip")[0] == "C"
        assert sorted(ids(index, "lkjip")) == ["A", "B", "C"]
        assert ids(index, '"lkjip"') == ["C"]


def test_the_office_adds_its_own_and_replaces_what_is_shipped(own: Path, tmp_path: Path) -> None:
    index = filled(WhooshIndex(tmp_path / "index", own), A="Dukcapil Menyapa Warga", B="nota dinas", C="nota diet")
    assert ids(index, "menyapa") == ["A"]
    assert ids(index, "nd") == ["C"]
    own.write_text("sama = []", "utf-8")
    assert ids(index, "nd") == ["B"]  # at once, and the index is the same


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ('sama = "x"', "sama harus deretan"),
        ('sama = [["ND"]]', "sama baris ke-1: tulis dua padanan atau lebih"),
        ('sama = [["a", "b"], ["ND", 5]]', "sama baris ke-2: tulis dua padanan"),
        ('sama = [["ND", "--"]]', "sama baris ke-1: '--' harus memuat 1 sampai 8 kata"),
        ("sinonim = []", "'sinonim' tidak dikenal"),
        ("sama = [", "bukan TOML yang benar"),
    ],
)
def test_a_file_of_the_office_that_cannot_be_used_says_where(own: Path, written: str, problem: str) -> None:
    own.write_text(written, "utf-8")
    with pytest.raises(BadDeclaration, match=problem):
        load_synonyms(own)


def test_an_office_without_a_file_has_the_shipped_ones(tmp_path: Path) -> None:
    assert load_synonyms(tmp_path / "tidak-ada.toml") == load_synonyms()
    assert ids(filled(MemoryIndex({}), A="LAKIP"), "lkjip") == []
