"""The search engine beside plain Whoosh, SQLite FTS5 and, where it is installed, tantivy: the same corpus, one run.

    python benchmarks/search.py [--versions 20000] [--without-whoosh] [--folder /a/disk]

Milliseconds, median / p95, engines taking turns. The corpus is made up: a Zipfian vocabulary with official phrases.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Protocol

import numpy as np
from whoosh import fields, index, query, sorting
from whoosh.analysis import RegexTokenizer

from docgen.search.engine.engine import Engine, open_engine
from docgen.search.engine.layout import Document, Layout, Record, Text
from docgen.search.engine.nodes import All, AnyOf, Between, Near, Node, Similar, Starts, Term
from docgen.search.engine.writer import writing

try:
    import tantivy
except ImportError:
    tantivy = None

WORDS, LENGTH, SEED = 120_000, 500, 7
JENIS = [f"jenis{n}" for n in range(12)]
UNIT = [f"unit{n}" for n in range(9)]
WHO = [f"pejabat{n}" for n in range(40)]
PHRASES = [
    "dengan hormat", "berdasarkan peraturan daerah", "sehubungan dengan hal tersebut", "atas perhatian dan kerja sama",
    "laporan kinerja instansi pemerintah", "disampaikan dengan hormat", "demikian untuk menjadi maklum",
]  # fmt: skip
SYLLABLES = "ka ba da ga ha ja la ma na pa ra sa ta wa ya ki bi di li mi ni pi ri si ti ku bu du lu mu nu pu ru su tu".split()
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
    """An engine of the table. `ask` returns how many it found."""

    name: str

    def build(self, versions: Iterable[Version]) -> None: ...

    def open(self) -> None: ...

    def ask(self, question: Question) -> int: ...


class Ours:
    """The engine of this program."""

    name = "docgen"
    layout = Layout(
        texts=(Text("isi"),), keys=("akses",), numbers=("tahun", "tanggal"), codes=("jenis", "unit")
    )

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.engine: Engine

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
        self.engine = open_engine(self.folder, self.layout)

    def ask(self, q: Question) -> int:
        parts: list[Node] = [Term("isi", word) for word in q.words]
        parts += [Near("isi", q.phrase)] if q.phrase else []
        parts += [Starts("isi", q.prefix)] if q.prefix else []
        parts += [Similar("isi", q.fuzzy)] if q.fuzzy else []
        parts += [Between("tanggal", *q.dates)] if q.dates else []
        only = AnyOf(tuple(Term("akses", who) for who in q.who)) if q.who else None
        if q.count:
            return self.engine.count(All(tuple(parts)), only=only)
        sort = "tanggal" if q.sort else ""
        return self.engine.search(All(tuple(parts)), only=only, limit=LIMIT, sort=sort, facets=q.facets).total


class Plain:
    """Whoosh as it comes."""

    name = "whoosh"

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

    def ask(self, q: Question) -> int:
        parts: list[query.Query] = [query.Term("isi", word) for word in q.words]
        parts += [query.Phrase("isi", list(q.phrase))] if q.phrase else []
        parts += [query.Prefix("isi", q.prefix)] if q.prefix else []
        parts += [query.FuzzyTerm("isi", q.fuzzy, prefixlength=0)] if q.fuzzy else []
        parts += [query.NumericRange("tanggal", *q.dates)] if q.dates else []
        options: dict[str, Any] = {}
        if q.who:
            options["filter"] = query.Or([query.Term("akses", who) for who in q.who])
        if q.facets:
            options["groupedby"] = sorting.Facets().add_fields(q.facets) if False else list(q.facets)
        if q.sort:
            options |= {"sortedby": "tanggal", "reverse": True}
        found = self.searcher.search(query.And(parts), limit=LIMIT, **options)
        if not q.count and not q.facets:
            return found.estimated_length()
        return len(found)


class Sqlite:
    """SQLite's FTS5 with an ordinary table beside it."""

    name = "fts5"

    def __init__(self, folder: Path) -> None:
        self.path = folder

    def build(self, versions: Iterable[Version]) -> None:
        connection = sqlite3.connect(self.path)
        connection.executescript(
            "CREATE VIRTUAL TABLE f USING fts5(isi, content='', prefix='4');"
            "CREATE TABLE v (id INTEGER PRIMARY KEY, jenis, unit, tahun, tanggal);"
            "CREATE TABLE a (who, id, PRIMARY KEY (who, id)) WITHOUT ROWID;"
        )
        for v in versions:
            connection.execute("INSERT INTO f (rowid, isi) VALUES (?, ?)", (v.number, v.text))
            connection.execute("INSERT INTO v VALUES (?, ?, ?, ?, ?)", (v.number, v.jenis, v.unit, v.tahun, v.tanggal))
            connection.executemany("INSERT INTO a VALUES (?, ?)", [(who, v.number) for who in v.akses])
        connection.commit()
        connection.close()

    def open(self) -> None:
        self.connection = sqlite3.connect(self.path)

    def ask(self, q: Question) -> int:
        parts = [f'"{word}"' for word in q.words]
        parts += ['"' + " ".join(q.phrase) + '"'] if q.phrase else []
        parts += [f"{q.prefix}*"] if q.prefix else []
        if q.fuzzy:
            return -1
        table, given = "f JOIN v ON v.id = f.rowid WHERE f MATCH ?", [" AND ".join(parts)]
        if q.dates:
            table, given = table + " AND tanggal BETWEEN ? AND ?", [*given, *q.dates]
        if q.who:
            marks = ",".join("?" * len(q.who))
            table, given = table + f" AND EXISTS (SELECT 1 FROM a WHERE a.id = v.id AND who IN ({marks}))", [*given, *q.who]
        run = self.connection.execute
        for facet in q.facets:
            run(f"SELECT {facet}, count(*) FROM {table} GROUP BY 1", given).fetchall()
        if q.facets or q.count:
            total = int(run(f"SELECT count(*) FROM {table}", given).fetchone()[0])
            if q.count:
                return total
        order = "tanggal DESC" if q.sort else "bm25(f)"
        run(f"SELECT v.id FROM {table} ORDER BY {order} LIMIT {LIMIT}", given).fetchall()
        return total if q.facets else -1


ENGINES = (Ours, Plain, Sqlite)


# ------------------------------------------------------------------ measuring


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def resident() -> int:
    """MB of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // (1 << 20)


def row(name: str, times: dict[str, list[float]]) -> str:
    cells = [f"{median(t):9.2f} /{sorted(t)[int(len(t) * 0.95)]:8.2f}" for t in times.values()]
    return f"{name:<14}" + "".join(f"{cell:>20}" for cell in cells)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--versions", type=int, default=20_000)
    ask.add_argument("--only-ours", action="store_true")
    ask.add_argument("--folder", type=Path)
    given = ask.parse_args()
    folder = Path(tempfile.mkdtemp(dir=given.folder))
    words = vocabulary()
    engines = [made(folder / made.name) for made in (ENGINES[:1] if given.only_ours else ENGINES)]
    for engine in engines:
        begun = time.perf_counter()
        engine.build(corpus(given.versions, words))
        taken = time.perf_counter() - begun
        size = sum(p.stat().st_size for p in folder.rglob(f"{engine.name}*/**/*") if p.is_file()) >> 20
        before = resident()
        opened = timed(engine.open)
        print(f"{engine.name}: {given.versions / taken:.0f} versions/s, {size} MB, opened in {opened:.1f} ms, RSS {before}..{resident()} MB, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss>>10}", flush=True)
    print(f"{'':<14}" + "".join(f"{e.name:>20}" for e in engines))
    for kind, asked in questions(words).items():
        times: dict[str, list[float]] = {e.name: [] for e in engines}
        found = []
        for q in asked:
            totals = []
            for engine in engines:
                times[engine.name].append(timed(lambda: totals.append(engine.ask(q))))
            found.append(totals)
        print(row(kind, times), found[0], flush=True)
    print("RSS", resident())
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
