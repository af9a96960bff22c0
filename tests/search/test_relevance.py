"""What the office looks for is found: the judged questions of benchmarks/relevance."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from types import ModuleType

import pytest

from docgen.search.query import Hit
from docgen.search.whoosh_index import WhooshIndex

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
LEAST = {
    "ndcg": 0.86,
    "recall": 0.91,
    "first": 0.92,
}  # of the day it was measured, less a little; raise it with the engine
LEAST_NUMBERS = 0.95  # nDCG of who types a number or half of one


@pytest.fixture(scope="module")
def relevance() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield importlib.import_module("relevance")


@pytest.fixture(scope="module")
def entries(relevance):
    return relevance.load_entries()


@pytest.fixture(scope="module")
def questions(relevance, entries):
    return relevance.load_questions(entries)


@pytest.fixture(scope="module")
def marks(relevance, entries, questions, tmp_path_factory):
    engine = relevance.docgen_engine(entries, tmp_path_factory.mktemp("kantor") / "index")
    return relevance.marks_of(engine, questions)


def test_search_answers_the_office_no_worse_than_it_did(marks):
    found = {figure: mean(getattr(mark, figure) for mark in marks) for figure in LEAST}
    assert {figure: value for figure, value in found.items() if value < LEAST[figure]} == {}


def test_who_types_a_number_finds_its_naskah(questions, marks):
    numbers = [mark.ndcg for question, mark in zip(questions, marks, strict=True) if question.kind == "number"]
    assert mean(numbers) >= LEAST_NUMBERS


def test_what_is_nearest_to_an_invitation_is_its_kin(entries, tmp_path):
    """Invitations, and the minutes of what they invited to; never mind the kop and the words of every letter."""
    index = WhooshIndex(tmp_path / "index")
    latest = {e.naskah_id: e for e in entries if e.latest}
    index.rebuild((name, [e]) for name, e in latest.items())
    near = {
        name: [latest[hit.naskah_id].jenis for hit in index.alike(Hit(name, entry.number, 0), 5).hits]
        for name, entry in latest.items()
        if entry.jenis == "nota_dinas_undangan"
    }
    kin = ("nota_dinas_undangan", "surat_undangan", "notula")
    assert [name for name, kinds in near.items() if kinds[0] not in kin] == []
    assert mean(kind in kin for kinds in near.values() for kind in kinds) > 0.8


def test_what_is_nearest_to_a_meeting_is_what_came_of_it(entries, tmp_path):
    index = WhooshIndex(tmp_path / "index")
    index.rebuild((e.naskah_id, [e]) for e in entries if e.latest)
    near = [hit.naskah_id for hit in index.alike(Hit("n-undang-arsip", 1, 0), 3).hits]
    assert set(near) == {"r-panitia-arsip", "s-panitia-arsip", "h-panitia"}  # minutes, decision, who was there


def test_the_set_is_as_large_as_promised(entries, questions):
    assert sum(e.latest for e in entries) >= 300
    assert len(questions) >= 100
    assert min(Counter(q.kind for q in questions).values()) >= 8


def test_no_question_is_asked_twice(questions):
    lines = Counter(" ".join(q.line.lower().split()) for q in questions)
    assert [line for line, times in lines.items() if times > 1] == []


def test_every_judged_naskah_exists_and_every_grade_is_one_to_three(entries, questions):
    known = {e.naskah_id for e in entries}
    assert [q.line for q in questions if not q.grades.keys() <= known or not set(q.grades.values()) <= {1, 2, 3}] == []


def test_every_question_has_a_useful_answer(relevance, questions):
    assert [q.line for q in questions if max(q.grades.values()) < relevance.USEFUL] == []


@pytest.mark.parametrize("judged", ["3 no-such-naskah", "3 s-kep240\n1 s-kep240", "3 zz-*", "2 ttd:nobody"])
def test_a_judgement_that_names_nothing_or_names_twice_is_refused(relevance, entries, judged, tmp_path, monkeypatch):
    (tmp_path / "soal.txt").write_text(f"? number | 240\n{judged}\n", "utf-8")
    monkeypatch.setattr("judged.DATA", tmp_path)
    with pytest.raises(ValueError, match="names nothing, or what is judged already"):
        relevance.load_questions(entries)


def test_no_two_naskah_say_the_same(entries):
    bodies = Counter(e.text for e in entries)
    assert [text[:80] for text, times in bodies.items() if times > 1] == []


def test_an_answer_counts_more_the_better_and_the_earlier_it_comes(relevance):
    question = relevance.Question("topic", "x", {"exact": 3, "useful": 2, "related": 1})
    best = relevance.mark(question, ["exact", "useful", "related"])
    assert (best.ndcg, best.recall, best.first) == (1.0, 1.0, 1.0)
    late = relevance.mark(question, ["other", "related", "exact"])
    assert (late.recall, late.first) == (0.5, pytest.approx(1 / 3))
    assert 0 < late.ndcg < best.ndcg
    assert relevance.mark(question, []) == relevance.Mark(0.0, 0.0, 0.0)


def test_the_peers_read_a_line_as_docgen_means_it(relevance, entries):
    line = relevance.read_line('jenis:notula "data kinerja" -tahun tanggal:2019-01..2019-03')
    assert line.pieces == ((False, '"data kinerja"'), (True, "tahun"))
    assert [e.naskah_id for e in entries if line.lets_pass(e)] == ["r-data18", "r-sosialisasi-kematian"]
    assert relevance._match(relevance.read_line("isbat OR kua perek*"), "AND") == '("isbat" OR "kua" AND "perek"*)'
