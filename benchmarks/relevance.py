"""Whether search finds what an office looks for: judged questions over its naskah, docgen beside plain Whoosh and FTS5.

    python benchmarks/relevance.py [--semua]

Corpus, questions and how they were judged: benchmarks/relevance/README.md. The peers get the same words in the form
that serves them best, with AND and with OR between words, and filters for nothing, as the set of what they let pass.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2
from pathlib import Path
from statistics import mean

from judged import Question, load_entries, load_questions
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import AndGroup, OrGroup, QueryParser
from whoosh.query import And, Not

from docgen.errors import BadQuery
from docgen.search.loosening import ask_nearest
from docgen.search.query import Entry, Index, parse_query
from docgen.search.whoosh_index import WhooshIndex

TOP, DEEP, USEFUL = 10, 20, 2  # a grade of USEFUL or more counts as found

# ------------------------------------------------------------------ the engines: a line in, ids out

Engine = Callable[[str], list[str]]


def docgen_engine(entries: Sequence[Entry], folder: Path) -> Engine:
    """Our index through its public door; a line that the grammar refuses finds nothing."""
    index: Index = WhooshIndex(folder)
    index.clear()
    ids = dict.fromkeys(e.naskah_id for e in entries)
    index.put_many((i, [e for e in entries if e.naskah_id == i]) for i in ids)

    def ask(line: str) -> list[str]:
        try:
            query = parse_query(line)
            answer = index.search(query, DEEP)
            nearest = ask_nearest(index, query, DEEP, answer, None)
            return list(dict.fromkeys(hit.naskah_id for hit in (*answer.hits, *nearest.hits)))
        except BadQuery:
            return []

    return ask


COLUMNS = {"perihal": 8.0, "nomor": 4.0, "orang": 0.3, "teks": 1.0}  # and what a word in each is worth


def _columns(entry: Entry) -> list[str]:
    return [entry.perihal, " ; ".join(entry.nomor), " ; ".join(entry.pejabat), entry.text]


@dataclass(frozen=True)
class Line:
    """A typed line as the peers get it."""

    pieces: tuple[tuple[bool, str], ...]  # whether it is unwanted, and the word or "phrase"
    filters: tuple[tuple[str, str], ...]

    def lets_pass(self, entry: Entry) -> bool:
        """What docgen's filters mean, done plainly; older versions only when asked for."""
        return (entry.latest or ("versi", "semua") in self.filters) and all(
            _passes(entry, name, value) for name, value in self.filters
        )


def read_line(line: str) -> Line:
    """Split into words, phrases and filters."""
    found = re.findall(r'(-?)(?:([a-z]+):)?("[^"]*"|\S+)', line)
    pieces = tuple((minus == "-", word) for minus, name, word in found if not name)
    return Line(pieces, tuple((name, word.strip('"')) for _, name, word in found if name))


def _passes(entry: Entry, name: str, value: str) -> bool:
    if name in ("tahun", "tanggal"):
        first, dots, last = value.partition("..")
        last, on = last if dots else first, entry.tanggal.isoformat()
        return first <= on[: len(first)] and on[: len(last)] <= last
    if name in ("nomor", "pejabat"):
        within = {word for part in getattr(entry, name) for word in _words(part)}
        return set(_words(value)) <= within
    return name == "versi" or _words(getattr(entry, name)) == _words(value)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _picked(ranked: Sequence[Entry], line: Line, entries: Sequence[Entry]) -> list[str]:
    """The first ids that pass; without words everything, newest first."""
    newest = sorted(entries, key=lambda e: e.tanggal, reverse=True)
    passing = (e.naskah_id for e in (ranked if line.pieces else newest) if line.lets_pass(e))
    return list(dict.fromkeys(passing))[:DEEP]


def whoosh_engine(entries: Sequence[Entry], group: type) -> Engine:
    """Whoosh as it comes: one TEXT field with its StandardAnalyzer, its own query parser, BM25F."""
    index = RamStorage().create_index(Schema(at=ID(stored=True), teks=TEXT()))
    writer = index.writer()
    for at, entry in enumerate(entries):
        writer.add_document(at=str(at), teks="\n".join(_columns(entry)))
    writer.commit()
    searcher = index.searcher()
    parser = QueryParser("teks", index.schema, group=group)

    def ask(typed: str) -> list[str]:
        line = read_line(typed)
        wanted = parser.parse(" ".join(word for minus, word in line.pieces if not minus))
        unwanted = [Not(parser.parse(word)) for minus, word in line.pieces if minus]
        found = searcher.search(And([wanted, *unwanted]) if unwanted else wanted, limit=None)
        return _picked([entries[int(hit["at"])] for hit in found], line, entries)

    return ask


def fts_engine(entries: Sequence[Entry], join: str) -> Engine:
    """SQLite FTS5 with its unicode61 tokens and bm25; each typed word quoted, so that marks in it do no harm."""
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE t USING fts5({', '.join(COLUMNS)}, tokenize='unicode61')")
    rows = ([at, *_columns(entry)] for at, entry in enumerate(entries))
    database.executemany(f"INSERT INTO t(rowid, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?)", rows)
    order = f"bm25(t, {', '.join(map(str, COLUMNS.values()))})"

    def ask(typed: str) -> list[str]:
        line = read_line(typed)
        found = database.execute(f"SELECT rowid FROM t WHERE t MATCH ? ORDER BY {order}", [_match(line, join)])
        return _picked([entries[at] for (at,) in found] if line.pieces else [], line, entries)

    return ask


def _match(line: Line, join: str) -> str:
    """The line in the language of FTS5."""
    wanted = [_quoted(word) for minus, word in line.pieces if not minus]
    asked = re.sub(rf" {join} (OR) {join} ", r" \1 ", f" {join} ".join(wanted)) or '""'
    return f"({asked})" + "".join(f" NOT {_quoted(word)}" for minus, word in line.pieces if minus)


def _quoted(word: str) -> str:
    if word == "OR":
        return word
    return '"' + word.strip('"*') + '"' + ("*" if word.endswith("*") else "")


# ------------------------------------------------------------------ the marks


@dataclass(frozen=True)
class Mark:
    """How well one question was answered, each from 0 to 1."""

    ndcg: float
    recall: float
    first: float  # 1 / the place of the first useful answer


def mark(question: Question, ids: Sequence[str]) -> Mark:
    """nDCG@10 with gains 7, 3, 1; recall@20 and reciprocal rank of what is useful. Unjudged counts as not asked for."""
    useful = {i for i, grade in question.grades.items() if grade >= USEFUL}
    ideal = _dcg(sorted(question.grades.values(), reverse=True))
    found = useful.intersection(ids[:DEEP])
    first = next((1 / place for place, i in enumerate(ids[:DEEP], 1) if i in useful), 0.0)
    gained = _dcg([question.grades.get(i, 0) for i in ids])
    return Mark(gained / ideal, len(found) / min(len(useful), DEEP), first)


def _dcg(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 1) for place, grade in enumerate(grades[:TOP], 1))


def marks_of(engine: Engine, questions: Sequence[Question]) -> list[Mark]:
    """One mark a question."""
    return [mark(question, engine(question.line)) for question in questions]


def engines(entries: Sequence[Entry], folder: Path) -> dict[str, Engine]:
    """docgen and its peers."""
    return {
        "docgen": docgen_engine(entries, folder),
        "Whoosh AND": whoosh_engine(entries, AndGroup),
        "Whoosh OR": whoosh_engine(entries, OrGroup),
        "FTS5 AND": fts_engine(entries, "AND"),
        "FTS5 OR": fts_engine(entries, "OR"),
    }


# ------------------------------------------------------------------ the table


def print_tables(questions: Sequence[Question], marks: dict[str, list[Mark]]) -> None:
    """Totals, then nDCG@10 by kind of question."""
    for title, figure in (("nDCG@10", "ndcg"), ("recall@20", "recall"), ("MRR", "first")):
        _row(title, [mean(getattr(m, figure) for m in row) for row in marks.values()])
    print("nDCG@10 by kind")
    for kind in sorted({q.kind for q in questions}):
        at = [place for place, q in enumerate(questions) if q.kind == kind]
        _row(f"{kind} ({len(at)})", [mean(row[i].ndcg for i in at) for row in marks.values()])


def _row(title: str, figures: Sequence[float]) -> None:
    print(f"{title:<18}" + "".join(f"{figure:>12.3f}" for figure in figures))


def print_worst(questions: Sequence[Question], marks: Sequence[Mark], ask: Engine, most: int) -> None:
    """Where docgen answers worst: what was missed, and what came instead, with grades. Of equals one of each kind."""
    ranked = sorted(zip(questions, marks, strict=True), key=lambda pair: (pair[1].ndcg, pair[1].recall))
    nth: Counter[tuple[str, float]] = Counter()
    turns = []
    for question, scored in ranked:
        turns.append((scored.ndcg, nth[question.kind, scored.ndcg], question))
        nth[question.kind, scored.ndcg] += 1
    nothing = sum(not scored.ndcg for scored in marks)
    print(f"answered with nothing of use: {nothing} of {len(marks)}; the worst answers of docgen, grades in brackets")
    for ndcg, _, question in sorted(turns, key=lambda turn: turn[:2])[:most]:
        came = ask(question.line)
        missed = [i for i, grade in sorted(question.grades.items(), key=lambda g: -g[1]) if i not in came[:TOP]]
        print(f"{ndcg:.2f}  {question.kind:<12} {question.line}")
        print(f"      missed: {' '.join(missed[:5]) or '-'}{' …' if len(missed) > 5 else ''}")
        print("      came:   " + (" ".join(f"{i}({question.grades.get(i, 0)})" for i in came[:5]) or "nothing"))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--semua", action="store_true", help="every question, not only the ten worst")
    given = parser.parse_args()
    entries = load_entries()
    questions = load_questions(entries)
    latest = sum(e.latest for e in entries)
    print(f"{date.today()}: {len(questions)} questions, {latest} naskah, {len(entries)} versions")
    with tempfile.TemporaryDirectory() as folder:
        asked = engines(entries, Path(folder) / "index")
        marks = {name: marks_of(engine, questions) for name, engine in asked.items()}
        print(" " * 18 + "".join(f"{name:>12}" for name in asked))
        print_tables(questions, marks)
        print_worst(questions, marks["docgen"], asked["docgen"], len(questions) if given.semua else 10)


if __name__ == "__main__":
    main()
