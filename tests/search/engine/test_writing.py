"""Documents come in and go out: one commit or none, few segments, bounded memory."""

from __future__ import annotations

import multiprocessing
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.errors import IndexBroken, IndexBusy
from docgen.search.engine import policy
from docgen.search.engine.engine import open_engine
from docgen.search.engine.layout import Document, Record
from docgen.search.engine.nodes import AnyOf, Every, Near, Starts, Term
from docgen.search.engine.writer import writing
from tests.search.engine.office import LAYOUT, add, filed, keys, letter

RAPAT = Term("isi", "rapat")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "indeks"


def segments(folder: Path) -> int:
    return len(list(folder.glob("*.seg")))


class Trouble(Exception):
    """What goes wrong in the middle."""


def test_a_writing_that_fails_leaves_all_as_it_was(folder: Path) -> None:
    filed(folder, [letter("A", "rapat")])
    for afresh in (False, True):
        with pytest.raises(Trouble), writing(folder, LAYOUT, afresh=afresh) as writer:
            writer.delete("A")
            writer.add(letter("B", "rapat"))
            raise Trouble
        assert keys(open_engine(folder, LAYOUT), Every()) == ["A"]
    add(folder, letter("C", "rapat"))
    assert keys(open_engine(folder, LAYOUT), Every()) == ["A", "C"]


def test_a_missing_index_is_not_made_unless_afresh(folder: Path) -> None:
    with pytest.raises(IndexBroken, match="docgen indeks bangun"):
        add(folder, letter("A", "rapat"))
    with pytest.raises(IndexBroken, match="docgen indeks bangun"):
        open_engine(folder, LAYOUT)


def test_a_second_writer_is_told_to_come_back(folder: Path) -> None:
    filed(folder, [letter("A", "rapat")])
    with writing(folder, LAYOUT) as writer:
        writer.add(letter("B", "rapat"))
        with pytest.raises(IndexBusy):
            add(folder, letter("C", "rapat"))
    assert keys(open_engine(folder, LAYOUT), Every()) == ["A", "B"]


def test_what_is_added_does_not_replace_and_what_is_deleted_is_gone(folder: Path) -> None:
    filed(folder, [letter("A", "satu"), letter("A", "dua", version=2), letter("B", "tiga"), letter("AA", "empat")])
    with writing(folder, LAYOUT) as writer:
        assert writer.records("A") == [Record("A", 2, "m"), Record("A", 1, "m")]
        writer.delete("A", 1)
        assert writer.records("A") == [Record("A", 2, "m")]
        writer.add(letter("A", "lima", version=3))
        writer.add(letter("C", "enam"))
        writer.delete("C")
        writer.delete("Z")
    hits = open_engine(folder, LAYOUT).search(Every()).hits
    assert [(hit.record.key, hit.record.version) for hit in hits] == [("A", 3), ("A", 2), ("AA", 1), ("B", 1)]


def test_when_all_is_deleted_nothing_is_left(folder: Path) -> None:
    filed(folder, [letter("A", "rapat")])
    with writing(folder, LAYOUT) as writer:
        writer.delete("A")
        writer.add(letter("B", "rapat"))
        writer.delete("B")
    assert open_engine(folder, LAYOUT).count(Every()) == segments(folder) == 0


def test_a_hundred_filings_leave_few_segments(folder: Path) -> None:
    filed(folder, [letter("X", "rapat")])
    for at in range(100):
        add(folder, letter(f"N{at:03}", f"rapat k{at}"))
    assert segments(folder) <= 3
    engine = open_engine(folder, LAYOUT)
    assert engine.count(RAPAT) == 101 and all(engine.count(Term("isi", f"k{at}")) == 1 for at in range(100))


def test_a_full_pool_is_written_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [letter(f"N{at:03}", f"rapat k{at % 7} surat", jenis=f"j{at % 3}", tanggal=at) for at in range(50)]
    whole = filed(folder, documents)
    monkeypatch.setattr("docgen.search.engine.pool.MOST_DOCUMENTS", 4)
    parts = filed(folder, documents)
    for node in (
        RAPAT,
        Near("isi", ("rapat", "k3")),
        Starts("isi", "k"),
        AnyOf((Term("isi", "k1"), Term("jenis", "j1"))),
    ):
        wanted, found = (engine.search(node, limit=99, facets=("jenis", "tanggal")) for engine in (whole, parts))
        assert wanted == found


def test_a_pool_of_long_texts_is_full_sooner(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.search.engine.pool.MOST_TOKENS", 20)
    with writing(folder, LAYOUT, afresh=True) as writer:
        writer.add(letter("A", "rapat " * 30))
        assert segments(folder) == 1
    assert keys(open_engine(folder, LAYOUT), RAPAT) == ["A"]


def test_a_book_of_a_hundred_thousand_words_is_found_by_its_last(folder: Path) -> None:
    book = " ".join(["rapat"] * 99_998 + ["anggaran", "belanja"])
    engine = filed(folder, [letter("B", "anggaran"), letter("A", book)], [letter("C", "belanja anggaran")])
    assert keys(engine, Near("isi", ("anggaran", "belanja"))) == ["A"]
    assert keys(engine, Near("isi", ("rapat", "anggaran", "belanja"))) == ["A"]
    assert keys(engine, Near("isi", ("belanja", "anggaran"))) == ["C"]


@pytest.mark.parametrize("odd", ["", "é", "\udce9", "\0", "a\nb", "x" * 70_000, "中文", "🙂", "../../etc/passwd"])
def test_any_string_is_a_token_and_a_key_and_a_code(folder: Path, odd: str) -> None:
    document = Document(Record(odd, 1, odd), {"isi": [odd, "rapat"]}, {"akses": [odd]}, {}, {"jenis": odd})
    filed(folder, [letter("A", "rapat"), document], [letter("B", "rapat")])
    engine = open_engine(folder, LAYOUT)
    for node in (Near("isi", (odd, "rapat")), Term("akses", odd)):
        assert [hit.record for hit in engine.search(node).hits] == [document.record]
    assert engine.search(Term("jenis", odd), facets=("jenis",)).facets["jenis"].get(odd, 0) == (1 if odd else 0)
    assert odd in engine.tokens_of(odd, 1, "isi")
    with writing(folder, LAYOUT) as writer:
        writer.delete(odd)
    assert keys(open_engine(folder, LAYOUT), RAPAT) == ["A", "B"]


class Sized:
    """Stands for a segment."""

    def __init__(self, living: int, deleted: int = 0) -> None:
        self.living, self.deleted = living, deleted

    def doc_count(self) -> int:
        return self.living

    def doc_count_all(self) -> int:
        return self.living + self.deleted


def settled(standing: list[Sized]) -> tuple[list[Sized], int]:
    """What the policy leaves, and how many documents it moved."""
    moved = 0
    while chosen := policy.to_merge(standing):
        whole = Sized(sum(s.living for s in chosen))
        assert whole.living <= policy.LARGEST and (len(chosen) > 1 or chosen[0].deleted)
        moved += whole.living
        standing = [s for s in standing if s not in chosen] + ([whole] if whole.living else [])
    return standing, moved


def test_a_year_of_single_filings_is_cheap_and_leaves_few_segments() -> None:
    standing: list[Sized] = []
    moved = 0
    for filings in range(1, 40_001):
        standing, now = settled([*standing, Sized(1)])
        moved += now
        assert len(standing) <= 2 + 3 * (policy.WIDTH - 1) + filings // policy.LARGEST
    assert moved / 40_000 < policy.TINY / 2 + 5  # a document is moved while its segment is tiny, and then once a level


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 5_000), min_size=1, max_size=80), st.randoms(use_true_random=False))
def test_whatever_comes_and_goes_the_segments_stay_few(sizes: list[int], chance: random.Random) -> None:
    standing: list[Sized] = []
    for size in sizes:
        for segment in standing:
            gone = chance.choice((0, 0, segment.living // 3))
            segment.living, segment.deleted = segment.living - gone, segment.deleted + gone
        standing, _ = settled([*standing, Sized(size)])
        assert len(standing) <= 4 * policy.WIDTH + 2 * sum(s.living for s in standing) // policy.LARGEST
        assert all(s.deleted <= s.living for s in standing)


def file_on(folder: Path, first: int) -> None:
    for at in range(first, first + 1_000):
        add(folder, letter(f"N{at:04}", f"rapat k{at}"))


@pytest.mark.slow
def test_whoever_is_killed_while_filing_leaves_a_whole_index(folder: Path) -> None:
    filed(folder, [letter("X", "rapat")])
    chance, count = random.Random(1), 1
    for _ in range(25):
        clerk = multiprocessing.get_context("fork").Process(target=file_on, args=(folder, count - 1))
        clerk.start()
        clerk.join(chance.uniform(0.02, 0.12))
        clerk.kill()
        clerk.join()
        engine = open_engine(folder, LAYOUT)
        now = engine.count(RAPAT)
        assert now >= count and all(engine.count(Term("isi", f"k{at}")) == 1 for at in range(now - 1))
        count = now
    add(folder, letter("Y", "rapat"))
    engine = open_engine(folder, LAYOUT)
    assert count > 10 and engine.count(RAPAT) == count + 1
    named = {part.name for part in engine._parts}
    assert {path.stem for path in folder.glob("*.seg")} == named  # what the killed left behind is gone
