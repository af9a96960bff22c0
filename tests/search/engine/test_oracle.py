"""The engine finds, counts and ranks as plain Whoosh does, whatever the documents, the question and the segments."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.search.engine.engine import open_engine
from docgen.search.engine.layout import Document, Layout, Record, Text
from docgen.search.engine.nodes import (
    All,
    AnyOf,
    Better,
    Between,
    Every,
    Fading,
    Near,
    Node,
    Silent,
    Similar,
    Starts,
    Term,
    Without,
)
from docgen.search.engine.writer import writing
from tests.search.engine.oracle import Oracle

LAYOUT = Layout(
    texts=(Text("isi"), Text("kata", length_norm=0.3, boost=2.0), Text("akar", positions=False)),
    keys=("akses",),
    numbers=("tanggal",),
    codes=("jenis",),
)
TOKENS = ["rapat", "rapa", "rapar", "undangan", "undang", "é", "ééa", "240", "r"]
tokens = st.sampled_from(TOKENS)
boosts = st.sampled_from([1.0, 2.5])
texts = st.sampled_from(["isi", "kata", "akar"])
documents = st.builds(
    lambda key, isi, kata, akses, tanggal, jenis: Document(
        Record(key), {"isi": isi, "kata": kata, "akar": kata}, {"akses": akses}, {"tanggal": tanggal}, {"jenis": jenis}
    ),
    st.sampled_from("ABCDEF"),
    st.lists(tokens, max_size=12),
    st.lists(tokens, max_size=4),
    st.lists(st.sampled_from(["umum", "rahasia"]), max_size=2),
    st.integers(0, 5),
    st.sampled_from(["", "notula", "nota"]),
)
leaves = st.one_of(
    st.builds(Term, texts, tokens, boosts),
    st.builds(Term, st.just("akses"), st.sampled_from(["umum", "rahasia", "lain"])),
    st.builds(Term, st.just("jenis"), st.sampled_from(["notula", "nota", "lain"])),
    st.builds(Near, st.sampled_from(["isi", "kata"]), st.lists(tokens, min_size=1, max_size=3).map(tuple), boosts),
    st.builds(Starts, texts, st.sampled_from(["r", "rap", "é", "u", "x"]), boosts),
    st.builds(Similar, texts, st.sampled_from([*TOKENS, "ra", "undangn"]), boosts),
    st.builds(Between, st.just("tanggal"), st.integers(0, 3), st.integers(2, 6)),
    st.builds(Fading, st.just("tanggal"), st.integers(0, 6), st.integers(1, 3), boosts),
    st.just(Every()),
)


def joined(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        several.map(All),
        several.map(AnyOf),
        st.builds(Without, parts, parts),
        st.builds(Better, parts, parts),
        parts.map(Silent),
    )


nodes = st.recursive(leaves, joined, max_leaves=6)
commits = st.lists(
    st.tuples(st.sets(st.sampled_from("ABCDEF"), max_size=2), st.lists(documents, max_size=5)), min_size=1, max_size=4
)
LAST = Document(Record("G", 99), {"isi": ["rapat", "undangan"], "kata": ["r"], "akar": ["r"]}, {"akses": ["umum"]})


@dataclass
class Both:
    """The same commits in an engine's folder and in plain Whoosh."""

    folder: Path
    oracle: Oracle


@contextmanager
def both() -> Iterator[Both]:
    with tempfile.TemporaryDirectory() as made:
        plain = Path(made) / "whoosh"
        plain.mkdir()
        yield Both(Path(made) / "mesin", Oracle(plain, LAYOUT))


def commit(folder: Path, deleted: set[str], added: list[Document], *, afresh: bool) -> None:
    with writing(folder, LAYOUT, afresh=afresh) as writer:
        for key in sorted(deleted):
            writer.delete(key)
        for document in added:
            writer.add(document)


def scores_of(folder: Path, node: Node, only: Node | None = None) -> dict[Record, float]:
    engine = open_engine(folder, LAYOUT)
    answer = engine.search(node, only=only, limit=1000)
    assert answer.total == len(answer.hits) == engine.count(node, only=only)
    assert [h.score for h in answer.hits] == sorted((h.score for h in answer.hits), reverse=True)
    return {hit.record: hit.score for hit in answer.hits}


def numbered(history: list[tuple[set[str], list[Document]]]) -> list[tuple[set[str], list[Document]]]:
    """Every document a version of its own, so that hits can be told apart."""
    count = 0
    made = []
    for deleted, added in history:
        fresh = []
        for document in added:
            count += 1
            fresh.append(
                Document(
                    Record(document.record.key, count), document.texts, document.keys, document.numbers, document.codes
                )
            )
        made.append((deleted, fresh))
    return made


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(commits, nodes, st.none() | leaves, st.booleans())
def test_it_answers_as_plain_whoosh_over_many_segments(history, node, only, at_a_time) -> None:
    with both() as made, pytest.MonkeyPatch.context() as patch:
        patch.setattr("docgen.search.engine.writer.to_merge", lambda segments: [])
        if at_a_time:  # two terms are many: they are looked up and scored together, and all is bisected
            patch.setattr("docgen.search.engine.program.MANY", 2)
            patch.setattr("docgen.search.engine.executor.TOGETHER", 2)
            patch.setattr("docgen.search.engine.strings._MANY", 2)
            patch.setattr("docgen.search.engine.domain.FEW", 0)
            patch.setattr("docgen.search.engine.phrases.FEW", 0)
        for at, (deleted, added) in enumerate(numbered(history)):
            commit(made.folder, deleted, added, afresh=not at)
            made.oracle.commit(deleted, added)
        assert scores_of(made.folder, node, only) == pytest.approx(made.oracle.answers(node, only), rel=1e-5, abs=1e-6)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(commits, nodes)
def test_after_merging_it_answers_as_if_all_had_been_written_at_once(history, node) -> None:
    with both() as made:
        living: dict[Record, Document] = {}
        for at, (deleted, added) in enumerate(numbered(history)):
            commit(made.folder, deleted, added, afresh=not at)
            living = {r: d for r, d in living.items() if r.key not in deleted} | {d.record: d for d in added}
        with writing(made.folder, LAYOUT) as writer:  # with one more small segment all are made one
            writer.add(LAST)
        made.oracle.commit((), [*living.values(), LAST])
        assert scores_of(made.folder, node) == pytest.approx(made.oracle.answers(node), rel=1e-5, abs=1e-6)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    commits, st.builds(Term, texts, tokens, boosts) | st.builds(Near, st.just("isi"), st.just(("rapat", "undangan")))
)
def test_whooshs_own_searcher_reads_the_same_index(history, node) -> None:
    with both() as made:
        for at, (deleted, added) in enumerate(numbered(history)):
            commit(made.folder, deleted, added, afresh=not at)
        own = Oracle.reading(made.folder, LAYOUT).answers(node)
        assert scores_of(made.folder, node) == pytest.approx(own, rel=1e-5, abs=1e-6)
