"""What the engine answers, and that it answers the same from one segment or many, to one thread or many."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from docgen.search.engine.engine import open_engine
from docgen.search.engine.layout import Layout, Record, Text
from docgen.search.engine.nodes import (
    All,
    AnyOf,
    Better,
    Between,
    Every,
    Near,
    Node,
    Silent,
    Similar,
    Starts,
    Term,
    Without,
)
from docgen.search.engine.writer import writing
from tests.search.engine.office import LAYOUT, add, filed, keys, letter

RAPAT = Term("isi", "rapat")
UMUM = Term("akses", "umum")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "indeks"


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every commit stays a segment."""
    monkeypatch.setattr("docgen.search.engine.writer.to_merge", lambda segments: [])


def test_equal_hits_come_by_key_and_the_newest_version_first(folder: Path, apart: None) -> None:
    one = [letter("B", "rapat"), letter("A", "rapat", version=1), letter("C", "rapat")]
    engine = filed(folder, one, [letter("A", "rapat", version=2), letter("AA", "rapat")])
    expected = [("A", 2), ("A", 1), ("AA", 1), ("B", 1), ("C", 1)]
    for limit in range(7):
        hits = engine.search(RAPAT, limit=limit).hits
        assert [(h.record.key, h.record.version) for h in hits] == expected[:limit]


def test_a_hundred_equal_hits_are_cut_in_the_order_of_their_keys(folder: Path) -> None:
    engine = filed(folder, [letter(f"N{at:03}", "rapat") for at in reversed(range(100))])
    assert keys(engine, RAPAT, limit=3) == ["N000", "N001", "N002"]
    assert keys(engine, Every(), limit=3) == ["N000", "N001", "N002"]


def test_behind_the_best_the_equal_are_cut_in_the_order_of_their_keys(folder: Path, apart: None) -> None:
    equal = [letter(f"N{at:03}", "rapat surat", tanggal=7) for at in reversed(range(100))]
    best = letter("Z", "rapat rapat", tanggal=9)
    engine = filed(folder, equal[::2], [best, *equal[1::2]])
    for sort in ("", "tanggal"):
        assert keys(engine, RAPAT, limit=4, sort=sort) == ["Z", "N000", "N001", "N002"]


def test_sorted_by_a_column_the_highest_comes_first(folder: Path, apart: None) -> None:
    engine = filed(
        folder,
        [letter("A", "rapat", tanggal=4_000_000_000), letter("B", "rapat", tanggal=1)],
        [letter("C", "rapat", tanggal=7)],
    )
    assert keys(engine, RAPAT, sort="tanggal") == ["A", "C", "B"]
    assert keys(engine, RAPAT, sort="tanggal", limit=1) == ["A"]
    assert {hit.score for hit in engine.search(RAPAT, sort="tanggal").hits} == {0.0}


def test_facets_count_all_that_is_found_and_not_only_what_is_shown(folder: Path, apart: None) -> None:
    one = [letter("A", "rapat", jenis="notula", tanggal=2019), letter("B", "rapat", tanggal=2019)]
    two = [
        letter("C", "rapat", jenis="nota", tanggal=2020),
        letter("D", "surat", jenis="nota"),
        letter("E", "rapat", jenis="nota"),
    ]
    answer = filed(folder, one, two).search(RAPAT, limit=1, facets=("jenis", "tanggal"))
    assert answer.total == 4
    assert answer.facets == {"jenis": {"notula": 1, "nota": 2}, "tanggal": {2019: 2, 2020: 1, 0: 1}}


def test_codes_keep_their_meaning_when_segments_become_one(folder: Path) -> None:
    names = ["undangan", "nota", "", "berita acara", "é"]
    engine = filed(folder, *([letter(f"N{at}", "rapat", jenis=name)] for at, name in enumerate(names)))
    assert engine.search(Every(), facets=("jenis",)).facets["jenis"] == {name: 1 for name in names if name}
    assert [keys(engine, Term("jenis", name)) for name in names] == [[f"N{at}"] for at in range(len(names))]
    assert keys(engine, Term("jenis", "notula")) == []


def test_a_filter_does_not_rank(folder: Path) -> None:
    engine = filed(
        folder, [letter("A", "rapat rapat"), letter("B", "rapat surat", akses=["rahasia"]), letter("C", "rapat x y")]
    )
    plain = {hit.record: hit.score for hit in engine.search(RAPAT).hits}
    for answer in (
        engine.search(RAPAT, only=UMUM),
        engine.search(All((RAPAT, UMUM))),
        engine.search(All((RAPAT, Silent(Starts("isi", "ra")))), only=UMUM),
    ):
        assert {hit.record: hit.score for hit in answer.hits} == {r: s for r, s in plain.items() if r.key != "B"}
    assert {hit.score for hit in engine.search(Silent(RAPAT)).hits} == {0.0}


def test_what_one_may_not_see_is_in_no_suggestion(folder: Path, apart: None) -> None:
    hidden = [letter("B", "rahasia rahasiawan rapa", akses=["pimpinan"])]
    engine = filed(folder, [letter("A", "rapat rapi"), letter("C", "rapat")], hidden)
    assert engine.terms("isi", "ra") == [("rapat", 2), ("rahasia", 1), ("rahasiawan", 1), ("rapa", 1), ("rapi", 1)]
    assert engine.terms("isi", "ra", only=UMUM) == [("rapat", 2), ("rapi", 1)]
    assert engine.terms("isi", "ra", limit=1) == [("rapat", 2)]
    assert engine.near_terms("isi", "rapat") == [("rapa", 1)]
    assert engine.near_terms("isi", "rapat", only=UMUM) == []
    assert engine.near_terms("isi", "rape", only=UMUM) == [("rapi", 1)]
    assert engine.near_terms("isi", "ratap", only=UMUM) == engine.near_terms("isi", "rahaisa", only=UMUM) == []
    assert engine.near_terms("isi", "rapta", only=UMUM) == [("rapat", 2)]
    assert engine.near_terms("isi", "rahaisa") == [("rahasia", 1)]


def test_the_deleted_is_in_no_answer(folder: Path) -> None:
    filed(folder, [letter("A", "rapat surat", jenis="nota"), letter("B", "rapat"), letter("C", "rapat")])
    with writing(folder, LAYOUT) as writer:
        writer.delete("A")
    engine = open_engine(folder, LAYOUT)
    assert engine.search(Every(), facets=("jenis",)).facets == {"jenis": {}}
    assert engine.count(Every()) == 2 and keys(engine, RAPAT) == ["B", "C"]
    assert engine.terms("isi", "s") == engine.near_terms("isi", "surak") == []
    assert engine.tokens_of("A", 1, "isi") == {}


def test_the_telling_words_of_a_letter(folder: Path) -> None:
    engine = filed(
        folder,
        [
            letter("A", "rapat rapat anggaran"),
            letter("A", "surat", version=2),
            letter("B", "rapat"),
            letter("C", "rapat"),
        ],
    )
    told = engine.tokens_of("A", 1, "isi")
    assert list(told) == ["anggaran", "rapat"]
    scores = {token: engine.search(Term("isi", token), limit=10).hits for token in told}
    assert told == {
        t: pytest.approx(next(h.score for h in hits if h.record == Record("A", 1, "m"))) for t, hits in scores.items()
    }
    assert engine.tokens_of("A", 3, "isi") == engine.tokens_of("Z", 1, "isi") == {}


@pytest.mark.parametrize("join", [All, AnyOf])
def test_ten_thousand_parts_are_answered_within_a_second(
    folder: Path, join: Callable[[tuple[Node, ...]], Node]
) -> None:
    words = [f"kata{at}" for at in range(10_000)]
    engine = filed(
        folder, [letter(f"N{at}", " ".join(words[at::7])) for at in range(7)], [letter("S", " ".join(words))]
    )
    begun = time.perf_counter()
    answer = engine.search(join(tuple(Term("isi", word) for word in words)))
    assert time.perf_counter() - begun < 1
    assert answer.hits[0].record.key == "S" and answer.total == (1 if join is All else 8)


def test_many_terms_rank_as_few_do(folder: Path) -> None:
    engine = filed(folder, [letter(f"N{at}", " ".join(f"k{n}" for n in range(at, at + 20))) for at in range(30)])
    words = [Term("isi", f"k{n}", boost=1 + n % 3) for n in range(12, 32)]
    for many, few in ((AnyOf(tuple(words)), words[0]), (All(tuple(words)), words[0])):
        for word in words[1:]:
            few = type(many)((few, word))
        assert {h.record.key: pytest.approx(h.score, rel=1e-5) for h in engine.search(few, limit=50).hits} == {
            h.record.key: h.score for h in engine.search(many, limit=50).hits
        }


def test_however_deep_a_question_is_it_is_answered(folder: Path) -> None:
    engine = filed(folder, [letter("A", "rapat surat"), letter("B", "rapat")])
    joins: list[Callable[[Node], Node]] = [
        lambda n: All((n, RAPAT)), lambda n: AnyOf((Term("isi", "x"), n)), Silent, lambda n: Better(n, RAPAT),
        lambda n: Without(n, Term("isi", "x")),
    ]  # fmt: skip
    node: Node = Term("isi", "surat")
    for at in range(5_000):
        node = joins[at % len(joins)](node)
    begun = time.perf_counter()
    assert keys(engine, node, only=node) == ["A"]
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(
    "node",
    [
        Term("x", "a"),
        Near("akar", ("a", "b")),
        Near("akses", ("a",)),
        Starts("jenis", "a"),
        Similar("x", "a"),
        Between("isi", 0, 1),
        Between("jenis", 0, 1),
    ],
)
def test_what_the_layout_does_not_have_cannot_be_asked(folder: Path, node: Node) -> None:
    engine = filed(folder, [letter("A", "rapat")])
    for ask in (
        lambda: engine.search(node),
        lambda: engine.count(Every(), only=node),
        lambda: engine.search(AnyOf((node,) * 20)),
    ):
        with pytest.raises(ValueError, match="layout"):
            ask()
    for wrong in ({"sort": "jenis"}, {"facets": ["isi"]}):
        with pytest.raises(ValueError, match="layout"):
            engine.search(Every(), **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given", [{"keys": ("a", "a")}, {"texts": (Text("a"),), "codes": ("a",)}, {"codes": ("record",)}]
)
def test_a_layout_names_nothing_twice(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="twice"):
        Layout(**given)


def test_an_empty_index_answers_nothing(folder: Path) -> None:
    engine = filed(folder, [])
    assert engine.search(RAPAT, only=UMUM, facets=("jenis",), sort="tanggal").total == engine.count(Every()) == 0
    assert engine.terms("isi", "") == engine.near_terms("isi", "rapat") == []


def test_no_parts_at_all(folder: Path) -> None:
    engine = filed(folder, [letter("A", "rapat")])
    assert (engine.count(All(())), engine.count(AnyOf(())), engine.count(Near("isi", ()))) == (1, 0, 0)
    assert engine.count(Starts("isi", "")) == 1


def test_an_engine_answers_from_its_commit_until_it_is_asked_for_a_fresh_one(folder: Path) -> None:
    engine = filed(folder, [letter("A", "rapat")])
    assert engine.fresh() is engine
    add(folder, letter("B", "rapat"))
    assert keys(engine, RAPAT) == ["A"]
    assert keys(engine.fresh(), RAPAT) == ["A", "B"]
    add(folder, letter("C", "rapat"), afresh=True)
    assert keys(engine, RAPAT) == ["A"] and keys(engine.fresh(), RAPAT) == ["C"]


def test_an_index_made_anew_is_not_taken_for_the_old_one(folder: Path) -> None:
    engine = filed(folder, [letter("A", "rapat")])
    for path in folder.iterdir():
        if path.is_file():
            path.unlink()
    add(folder, letter("B", "rapat"), afresh=True)
    assert keys(engine.fresh(), RAPAT) == ["B"]


def test_a_kept_mask_does_not_bring_back_the_deleted(folder: Path) -> None:
    engine = filed(folder, [letter(key, "rapat") for key in "ABC"])
    assert engine.count(Every(), only=UMUM) == 3
    with writing(folder, LAYOUT) as writer:
        writer.delete("B")
    assert engine.fresh().count(Every(), only=UMUM) == 2 and engine.count(Every(), only=UMUM) == 3


def test_threads_share_one_engine(folder: Path, apart: None) -> None:
    commits = [[letter(f"N{part}{at}", f"rapat k{at % 7} k{at % 5} surat") for at in range(60)] for part in range(3)]
    engine = filed(folder, *commits)
    asked = [All((RAPAT, Term("isi", f"k{n}"))) for n in range(7)] + [Similar("isi", f"k{n}x") for n in range(5)]
    expected = [engine.search(node, only=UMUM, limit=200) for node in asked]
    engine = open_engine(folder, LAYOUT)
    wrong: list[Node] = []

    def ask() -> None:
        for _ in range(20):
            wrong.extend(
                n for n, right in zip(asked, expected, strict=True) if engine.search(n, only=UMUM, limit=200) != right
            )

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_readers_go_on_while_somebody_files(folder: Path) -> None:
    engine = filed(folder, [letter("A", "rapat")])
    filing = Thread(target=lambda: [add(folder, letter(f"N{at}", "rapat")) for at in range(60)])
    filing.start()
    seen = []
    while filing.is_alive():
        engine = engine.fresh()
        seen.append(engine.count(RAPAT))
        assert engine.search(RAPAT, only=UMUM, limit=100).total == seen[-1]
    assert seen == sorted(seen) and engine.fresh().count(RAPAT) == 61
