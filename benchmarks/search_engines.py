"""The engines of benchmarks/search.py: each keeps the same versions as suits it and is asked in its own words.

Texts are cut at spaces for every engine, and for snippets kept where each would have them: those of docgen in a table
beside the index, as in the catalogue, the others' in the index. FTS5 keeps access and facets in tables.
"""

from __future__ import annotations

import importlib.util
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from searched import LIMIT, Question, Version
from whoosh import fields, index, query
from whoosh.analysis import RegexTokenizer

from docgen.search.engine.engine import open_engine
from docgen.search.engine.layout import Document, Layout, Record, Text
from docgen.search.engine.nodes import All, AnyOf, Between, Near, Node, Similar, Starts, Term
from docgen.search.engine.writer import writing
from docgen.search.snippets import Cutter, Sought
from docgen.search.text import root


class Searcher(Protocol):
    """An engine of the table, in a folder of its own; each question is answered with at least what it asks for."""

    lacks: tuple[str, ...]  # the kinds it cannot answer

    def build(self, versions: Iterable[Version]) -> None: ...

    def open(self) -> None: ...

    def ask(self, question: Question) -> None: ...


class Ours:
    """The engine of this program."""

    lacks = ()

    layout = Layout((Text("isi"),), keys=("akses",), numbers=("tahun", "tanggal"), codes=("jenis", "unit"))

    def __init__(self, folder: Path) -> None:
        self.folder, self.texts = folder / "index", sqlite3.connect(folder / "texts.sqlite")
        self.checked: dict[str, int] = {}

    def build(self, versions: Iterable[Version]) -> None:
        with self.texts, writing(self.folder, self.layout, afresh=True) as writer:
            self.texts.execute("CREATE TABLE text (id TEXT PRIMARY KEY, text TEXT)")
            for version in versions:
                writer.add(self.document(version))
                self.texts.execute("INSERT INTO text VALUES (?, ?)", (f"N{version.number}", version.text))

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
            found = self.engine.search(All(tuple(parts)), only=only, limit=LIMIT, sort=sort, facets=q.facets)
        if q.snippets:
            cutter = Cutter(Sought(roots=frozenset(map(root, q.words))))
            for hit in found.hits:
                text = self.texts.execute("SELECT text FROM text WHERE id = ?", (hit.record.key,)).fetchone()[0]
                cutter.cut(text)

    def file(self, v: Version) -> None:
        """File one version again and find it."""
        with writing(self.folder, self.layout, checked=self.checked) as writer:
            writer.delete(f"N{v.number}")
            writer.add(self.document(v))
        self.engine = self.engine.fresh()
        self.ask(Question(tuple(v.text.split()[:2]), facets=("jenis",)))


class Plain:
    """Whoosh as it comes."""

    lacks = ()

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(self, versions: Iterable[Version]) -> None:
        number = fields.NUMERIC(int, bits=32, signed=False, sortable=True)
        schema = fields.Schema(
            id=fields.ID(stored=True), isi=fields.TEXT(analyzer=RegexTokenizer(r"\S+"), stored=True),
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
        if q.snippets:
            [hit.highlights("isi") for hit in found]


class Sqlite:
    """SQLite's FTS5 with ordinary tables beside it."""

    lacks = ("fuzzy",)

    def __init__(self, folder: Path) -> None:
        self.path = folder / "f.sqlite"

    def build(self, versions: Iterable[Version]) -> None:
        connection = sqlite3.connect(self.path)
        connection.executescript(
            "CREATE VIRTUAL TABLE f USING fts5(isi, prefix='4');"
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
            found = self.run(f"SELECT v.id FROM {table} ORDER BY {order} LIMIT {LIMIT}", given).fetchall()
        if q.snippets:  # of those found only: in the query above it would cut one for every row before sorting
            cut = "SELECT snippet(f, 0, '<b>', '</b>', '…', 30) FROM f WHERE f MATCH ? AND rowid = ?"
            [self.run(cut, (given[0], number)).fetchone() for (number,) in found]


class Tantivy:
    """tantivy from Python, where it is installed."""

    lacks = ()

    def __init__(self, folder: Path) -> None:
        import tantivy

        self.tantivy, self.folder = tantivy, folder
        made = tantivy.SchemaBuilder()
        made.add_integer_field("id", stored=True, fast=True)
        made.add_text_field("isi", tokenizer_name="whitespace", stored=True)
        made.add_text_field("akses", tokenizer_name="raw", index_option="basic")
        for name in ("tahun", "tanggal"):
            made.add_integer_field(name, indexed=True, fast=True)
        for name in ("jenis", "unit"):
            made.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
        self.schema = made.build()

    def build(self, versions: Iterable[Version]) -> None:
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
        if q.count:
            return
        found = [self.searcher.doc(address) for _, address in found.hits]
        if q.snippets:
            cutter = self.tantivy.SnippetGenerator.create(self.searcher, wanted, schema, "isi")
            [cutter.snippet_from_doc(document).to_html() for document in found]


ENGINES: dict[str, Callable[[Path], Searcher]] = {"docgen": Ours, "whoosh": Plain, "fts5": Sqlite}
if importlib.util.find_spec("tantivy"):
    ENGINES["tantivy"] = Tantivy
