"""The search engine beside plain Whoosh, SQLite FTS5 and, where it is installed, tantivy: the same corpus, one run.

    python benchmarks/search.py [--versions 20000] [--engines docgen whoosh fts5 tantivy] [--folder /a/disk]

Milliseconds, median / p95, warm, engines taking turns. The corpus is made up: a Zipfian vocabulary of 120,000 words
with official phrases, cut at spaces for every engine. FTS5 keeps access and facets in tables, and knows no slips.
"""

from __future__ import annotations

import argparse
import importlib.util
import multiprocessing
import os
import random
import resource
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Protocol

import numpy as np
from whoosh import fields, index, query
from whoosh.analysis import RegexTokenizer

from docgen.search.engine.engine import open_engine
from docgen.search.engine.layout import Document, Layout, Record, Text
from docgen.search.engine.nodes import All, AnyOf, Between, Near, Node, Similar, Starts, Term
from docgen.search.engine.writer import writing

WORDS, LENGTH, SEED = 120_000, 500, 7
JENIS = [f"jenis{n}" for n in range(12)]
UNIT = [f"unit{n}" for n in range(9)]
WHO = [f"pejabat{n}" for n in range(40)]
PHRASES = [
    "dengan hormat", "berdasarkan peraturan daerah", "sehubungan dengan hal tersebut", "atas perhatian dan kerja sama",
    "laporan kinerja instansi pemerintah", "disampaikan dengan hormat", "demikian untuk menjadi maklum",
]  # fmt: skip
SYLLABLES = (
    "ka ba da ga ha ja la ma na pa ra sa ta wa ya ki bi di li mi ni pi ri si ti ku bu du lu mu nu pu ru su tu".split()
)
ROUNDS, LIMIT = 25, 20


# ------------------------------------------------------------------ corpus


@dataclass(frozen=True)
class Version:
    """One version as every engine gets it."""

    number: int
    text: str
    jenis: str
    unit: str
    tahun: int
    tanggal: int
    akses: tuple[str, ...]


def vocabulary() -> list[str]:
    chance = random.Random(SEED)
    words: dict[str, None] = {}
    while len(words) < WORDS:
        words["".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3, 3, 4))))] = None
    return list(words)


def corpus(count: int, words: Sequence[str]) -> Iterator[Version]:
    """`count` versions, the same ones every time."""
    chance = np.random.default_rng(SEED)
    share = np.cumsum(1 / np.arange(1, len(words) + 1) ** 1.05)
    share /= share[-1]
    for number in range(count):
        length = int(chance.lognormal(np.log(LENGTH), 0.35))
        text = [words[place] for place in np.searchsorted(share, chance.random(length))]
        for phrase in chance.choice(PHRASES, 3):
            text.insert(int(chance.integers(len(text))), str(phrase))
        tahun = int(chance.integers(2015, 2025))
        yield Version(
            number, " ".join(text), str(chance.choice(JENIS)), str(chance.choice(UNIT)), tahun,
            tahun * 10_000 + int(chance.integers(1, 13)) * 100 + int(chance.integers(1, 29)),
            tuple(str(who) for who in chance.choice(WHO, int(chance.integers(1, 4)), replace=False)),
        )  # fmt: skip


# ------------------------------------------------------------------ questions


@dataclass(frozen=True)
class Question:
    """What one query asks; every engine says it in its own words."""

    words: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    prefix: str = ""
    fuzzy: str = ""
    dates: tuple[int, int] | None = None
    who: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    sort: bool = False
    count: bool = False


def questions(words: Sequence[str]) -> dict[str, list[Question]]:
    """ROUNDS questions of each kind."""
    chance = random.Random(SEED)

    def rare() -> str:
        return words[chance.randrange(3_000, 20_000)]

    def some() -> str:
        return words[chance.randrange(150, 1_500)]

    def common() -> str:
        return words[chance.randrange(5, 100)]

    def who() -> tuple[str, ...]:
        return tuple(chance.sample(WHO, 3))

    def dates() -> tuple[int, int]:
        year = chance.randrange(2015, 2022)
        return year * 10_000, (year + 3) * 10_000

    facets = ("jenis", "unit", "tahun")
    kinds: dict[str, Callable[[], Question]] = {
        "rare": lambda: Question((rare(),)),
        "common": lambda: Question((common(),)),
        "and2": lambda: Question((some(), some())),
        "and2c": lambda: Question((common(), common())),
        "phrase": lambda: Question(phrase=tuple(chance.choice(PHRASES).split()[:3])),
        "prefix": lambda: Question(prefix=rare()[:4]),
        "fuzzy": lambda: Question(fuzzy=some()),
        "date": lambda: Question((some(),), dates=dates()),
        "acl": lambda: Question((some(),), who=who()),
        "acl_common": lambda: Question((common(),), who=who()),
        "count": lambda: Question((common(),), count=True),
        "facet": lambda: Question((some(),), facets=facets),
        "facet_common": lambda: Question((common(),), facets=facets),
        "sort": lambda: Question((some(),), sort=True),
        "full": lambda: Question((common(), some()), dates=dates(), who=who(), facets=facets),
        "full_common": lambda: Question((common(), common()), dates=dates(), who=who(), facets=facets),
    }
    return {kind: [made() for _ in range(ROUNDS)] for kind, made in kinds.items()}


# ------------------------------------------------------------------ engines


class Searcher(Protocol):
    """An engine of the table; each question is answered with at least what it asks for."""

    def build(self, versions: Iterable[Version]) -> None: ...

    def open(self) -> None: ...

    def ask(self, question: Question) -> None: ...


class Ours:
    """The engine of this program."""

    layout = Layout((Text("isi"),), keys=("akses",), numbers=("tahun", "tanggal"), codes=("jenis", "unit"))

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.checked: dict[str, int] = {}

    def build(self, versions: Iterable[Version]) -> None:
        with writing(self.folder, self.layout, afresh=True) as writer:
            for version in versions:
                writer.add(self.document(version))

    def document(self, v: Version) -> Document:
        return Document(
            Record(f"N{v.number}", 1), {"isi": v.text.split()}, {"akses": v.akses},
            {"tahun": v.tahun, "tanggal": v.tanggal}, {"jenis": v.jenis, "unit": v.unit},
        )  # fmt: skip

    def open(self) -> None:
        self.engine = open_engine(self.folder, self.layout, self.checked)

    def ask(self, q: Question) -> None:
        parts: list[Node] = [Term("isi", word) for word in q.words]
        parts += [Near("isi", q.phrase)] if q.phrase else []
        parts += [Starts("isi", q.prefix)] if q.prefix else []
        parts += [Similar("isi", q.fuzzy)] if q.fuzzy else []
        parts += [Between("tanggal", *q.dates)] if q.dates else []
        only = AnyOf(tuple(Term("akses", who) for who in q.who)) if q.who else None
        if q.count:
            self.engine.count(All(tuple(parts)), only=only)
        else:
            sort = "tanggal" if q.sort else ""
            self.engine.search(All(tuple(parts)), only=only, limit=LIMIT, sort=sort, facets=q.facets)

    def file(self, v: Version) -> None:
        """File one version again and find it."""
        with writing(self.folder, self.layout, checked=self.checked) as writer:
            writer.delete(f"N{v.number}")
            writer.add(self.document(v))
        self.engine = self.engine.fresh()
        self.ask(Question(tuple(v.text.split()[:2]), facets=("jenis",)))


class Plain:
    """Whoosh as it comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(self, versions: Iterable[Version]) -> None:
        self.folder.mkdir()
        number = fields.NUMERIC(int, bits=32, signed=False, sortable=True)
        schema = fields.Schema(
            id=fields.ID(stored=True), isi=fields.TEXT(analyzer=RegexTokenizer(r"\S+")),
            akses=fields.KEYWORD(scorable=False), tahun=number, tanggal=number,
            jenis=fields.ID(sortable=True), unit=fields.ID(sortable=True),
        )  # fmt: skip
        writer = index.create_in(str(self.folder), schema).writer(limitmb=256)
        for v in versions:
            writer.add_document(
                id=f"N{v.number}", isi=v.text, akses=" ".join(v.akses), tahun=v.tahun, tanggal=v.tanggal,
                jenis=v.jenis, unit=v.unit,
            )  # fmt: skip
        writer.commit()

    def open(self) -> None:
        self.searcher = index.open_dir(str(self.folder)).searcher()

    def ask(self, q: Question) -> None:
        parts: list[query.Query] = [query.Term("isi", word) for word in q.words]
        parts += [query.Phrase("isi", list(q.phrase))] if q.phrase else []
        parts += [query.Prefix("isi", q.prefix)] if q.prefix else []
        parts += [query.FuzzyTerm("isi", q.fuzzy, prefixlength=0)] if q.fuzzy else []
        parts += [query.NumericRange("tanggal", *q.dates)] if q.dates else []
        options: dict[str, Any] = {"sortedby": "tanggal", "reverse": True} if q.sort else {}
        if q.who:
            options["filter"] = query.Or([query.Term("akses", who) for who in q.who])
        if q.facets:
            options["groupedby"] = list(q.facets)
        found = self.searcher.search(query.And(parts), limit=LIMIT, **options)
        if q.count or q.facets:
            len(found)


class Sqlite:
    """SQLite's FTS5 with ordinary tables beside it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "f.sqlite"

    def build(self, versions: Iterable[Version]) -> None:
        self.path.parent.mkdir()
        connection = sqlite3.connect(self.path)
        connection.executescript(
            "CREATE VIRTUAL TABLE f USING fts5(isi, content='', prefix='4');"
            "CREATE TABLE v (id INTEGER PRIMARY KEY, jenis, unit, tahun, tanggal);"
            "CREATE TABLE a (id INTEGER, who TEXT, PRIMARY KEY (id, who)) WITHOUT ROWID;"
        )
        for v in versions:
            connection.execute("INSERT INTO f (rowid, isi) VALUES (?, ?)", (v.number, v.text))
            connection.execute("INSERT INTO v VALUES (?, ?, ?, ?, ?)", (v.number, v.jenis, v.unit, v.tahun, v.tanggal))
            connection.executemany("INSERT INTO a VALUES (?, ?)", [(v.number, who) for who in v.akses])
        connection.commit()
        connection.close()

    def open(self) -> None:
        self.run = sqlite3.connect(self.path).execute

    def ask(self, q: Question) -> None:
        words = [f'"{word}"' for word in q.words] + ([f"{q.prefix}*"] if q.prefix else [])
        words += ['"' + " ".join(q.phrase) + '"'] if q.phrase else []
        if q.fuzzy:
            return
        table, given = (
            "f CROSS JOIN v ON v.id = f.rowid WHERE f MATCH ?",
            [" AND ".join(words), *(q.dates or ()), *q.who],
        )
        table += " AND tanggal BETWEEN ? AND ?" if q.dates else ""
        marks = ",".join("?" * len(q.who))
        table += f" AND EXISTS (SELECT 1 FROM a WHERE a.id = v.id AND who IN ({marks}))" if q.who else ""
        for facet in q.facets:
            self.run(f"SELECT {facet}, count(*) FROM {table} GROUP BY 1", given).fetchall()
        if q.count or q.facets:
            self.run(f"SELECT count(*) FROM {table}", given).fetchone()
        if not q.count:
            order = "tanggal DESC" if q.sort else "bm25(f)"
            self.run(f"SELECT v.id FROM {table} ORDER BY {order} LIMIT {LIMIT}", given).fetchall()


class Tantivy:
    """tantivy from Python, where it is installed."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        self.tantivy, self.folder = tantivy, folder
        made = tantivy.SchemaBuilder()
        made.add_integer_field("id", stored=True, fast=True)
        made.add_text_field("isi", tokenizer_name="whitespace")
        made.add_text_field("akses", tokenizer_name="raw", index_option="basic")
        for name in ("tahun", "tanggal"):
            made.add_integer_field(name, indexed=True, fast=True)
        for name in ("jenis", "unit"):
            made.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
        self.schema = made.build()

    def build(self, versions: Iterable[Version]) -> None:
        self.folder.mkdir()
        writer = self.tantivy.Index(self.schema, path=str(self.folder)).writer(128_000_000, 1)
        for v in versions:
            writer.add_document(
                self.tantivy.Document(
                    id=v.number, isi=v.text, akses=list(v.akses), tahun=v.tahun, tanggal=v.tanggal, jenis=v.jenis,
                    unit=v.unit,
                )
            )  # fmt: skip
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self.searcher = self.tantivy.Index(self.schema, path=str(self.folder)).searcher()

    def ask(self, q: Question) -> None:
        made, must, schema = self.tantivy.Query, self.tantivy.Occur.Must, self.schema
        parts = [made.term_query(schema, "isi", word) for word in q.words]
        parts += [made.phrase_query(schema, "isi", list(q.phrase))] if q.phrase else []
        parts += [made.regex_query(schema, "isi", q.prefix + ".*")] if q.prefix else []
        parts += [made.fuzzy_term_query(schema, "isi", q.fuzzy, 1, False)] if q.fuzzy else []
        if q.dates:
            parts.append(made.range_query(schema, "tanggal", self.tantivy.FieldType.Integer, *q.dates))
        if q.who:
            anyone = [(self.tantivy.Occur.Should, made.term_query(schema, "akses", who)) for who in q.who]
            parts.append(made.const_score_query(made.boolean_query(anyone), 0.0))
        wanted = made.boolean_query([(must, part) for part in parts])
        if q.facets:
            groups = {facet: {"terms": {"field": facet, "size": 50}} for facet in q.facets}
            self.searcher.aggregate(wanted, groups)
        options: dict[str, Any] = {"order_by_field": "tanggal"} if q.sort else {}
        found = self.searcher.search(wanted, 1 if q.count else LIMIT, count=bool(q.count or q.facets), **options)
        if not q.count:
            [self.searcher.doc(address)["id"] for _, address in found.hits]


ENGINES: dict[str, Callable[[Path], Searcher]] = {"docgen": Ours, "whoosh": Plain, "fts5": Sqlite}
if importlib.util.find_spec("tantivy"):
    ENGINES["tantivy"] = Tantivy


# ------------------------------------------------------------------ measuring


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def spread(times: Sequence[float]) -> str:
    return f"{median(times):.2f} / {sorted(times)[int(len(times) * 0.95)]:.2f}"


def built(name: str, folder: Path, count: int) -> None:
    """Build one index, in a process of its own, and say what it took."""
    taken = timed(lambda: ENGINES[name](folder / name).build(corpus(count, vocabulary()))) / 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    size = sum(path.stat().st_size for path in (folder / name).rglob("*") if path.is_file()) >> 20
    print(f"{name:<10}{count / taken:>8.0f} versions/s, {size} MB on disk, {peak} MB in memory at most", flush=True)


def resident() -> int:
    """MB of this process in memory."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


def asked(engines: dict[str, Searcher]) -> None:
    """The table of queries; every question is put twice, and the second time counts."""
    print(f"{'':<14}" + "".join(f"{name:>22}" for name in engines))
    for kind, made in questions(vocabulary()).items():
        times: dict[str, list[float]] = {name: [] for name in engines}
        for question in made:
            for name, engine in engines.items():
                engine.ask(question)
                times[name].append(timed(partial(engine.ask, question)))
        print(f"{kind:<14}" + "".join(f"{spread(t):>22}" for t in times.values()), flush=True)


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--versions", type=int, default=20_000)
    given.add_argument("--engines", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    given.add_argument("--folder", type=Path)
    options = given.parse_args()
    folder = Path(tempfile.mkdtemp(dir=options.folder))
    fresh = multiprocessing.get_context("spawn")
    print(f"{options.versions} versions; the time to make the corpus is part of versions/s")
    engines = {}
    for name in options.engines:
        process = fresh.Process(target=built, args=(name, folder, options.versions))
        process.start()
        process.join()
        engines[name] = ENGINES[name](folder / name)
    for name, engine in engines.items():
        before, opened = resident(), timed(engine.open)
        print(f"{name:<10}opened in {opened:.1f} ms, {resident() - before} MB")
    asked(engines)
    print(f"{resident()} MB in memory after all")
    if isinstance(ours := engines.get("docgen"), Ours):
        print("filed and found:", spread([timed(partial(ours.file, v)) for v in corpus(100, vocabulary())]))
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
