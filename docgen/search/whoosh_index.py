"""The Whoosh index in index/: a disposable cache of the catalogue, written in small commits (fields: terms.py)."""

from __future__ import annotations

import hashlib
import pickle
import struct
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from whoosh.analysis import IDTokenizer
from whoosh.collectors import TopCollector
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.index import EmptyIndexError, FileIndex, LockError
from whoosh.index import IndexError as UnfitIndexError
from whoosh.query import Query as WhooshQuery
from whoosh.query import Term
from whoosh.reading import ReaderClosed, SegmentReader, TermNotFound
from whoosh.scoring import BM25F
from whoosh.searching import Searcher
from whoosh.writing import CLEAR, IndexingError, SegmentWriter

from docgen.errors import IndexBroken, IndexBusy
from docgen.search.index_folder import (
    BUSY,
    REMEDY,
    TRIES,
    SealedStorage,
    check_files,
    check_folder,
    drop_old_seals,
    prepare_folder,
    refused,
    sole_writer,
    wipe,
)  # fmt: skip
from docgen.search.query import Entry, Hit, Query
from docgen.search.synonyms import load_synonyms
from docgen.search.terms import COUNTED, ORDERED, PLAIN, document, snippet_text
from docgen.search.text import snippet
from docgen.search.translation import meaning
from docgen.search.whoosh_query import translated

POOL_MB = 64
FEW = 4  # documents one filing may merge: about 60 ms
DIGITS = 6  # of a score: what a filter adds is far below
LEAST = 2  # segments worth a merge
MANY = 64  # segments: from here on the next filing tidies up, a few seconds once in some two hundred filings

# What Whoosh raises over files that are torn, gone or not its own.
DAMAGE = (
    EmptyIndexError, UnfitIndexError, IndexingError, ReaderClosed, TermNotFound, EOFError, pickle.UnpicklingError,
    struct.error, zlib.error, ValueError, LookupError, AttributeError, ImportError, TypeError, ArithmeticError,
    AssertionError,
)  # fmt: skip


def _schema() -> Schema:
    listed = IDTokenizer()  # never used: fields are given lists of tokens
    return Schema(
        naskah_id=ID(stored=True),
        number=STORED,
        mark=STORED,  # digest of the entry: what did not change is not written again
        teks=STORED,
        # one term a day: with Whoosh's tiers (shift_step) a wide range misses days
        tanggal=NUMERIC(int, bits=32, signed=False, shift_step=0, sortable=True, stored=True),
        **{name: TEXT(analyzer=listed, phrase=False) for name in COUNTED},
        **{name: TEXT(analyzer=listed) for name in ORDERED},
        **dict.fromkeys(PLAIN, KEYWORD),
    )


class WhooshIndex:
    """The index in `folder`. A missing or broken one is made by `rebuild` or `clear`, never silently.

    `synonyms` is the file in which an office keeps its own.
    """

    def __init__(self, folder: Path, synonyms: Path | None = None) -> None:
        self.folder = Path(folder)
        self.synonyms = synonyms
        self._checked: dict[str, int] = {}

    def put(self, naskah_id: str, entries: Sequence[Entry]) -> None:
        self.put_many([(naskah_id, entries)])

    def put_many(self, pairs: Iterable[tuple[str, Sequence[Entry]]]) -> None:
        check_folder(self.folder)
        with sole_writer(self.folder):
            _write(self._open(), pairs, merge_few, replace=True)

    def rebuild(self, pairs: Iterable[tuple[str, Sequence[Entry]]]) -> None:
        trusted = prepare_folder(self.folder)
        with sole_writer(self.folder):
            if not trusted:
                wipe(self.folder)
            _write(self._open_or_create(), pairs, CLEAR, replace=False)

    def clear(self) -> None:
        self.rebuild(())

    def search(self, query: Query, limit: int = 20) -> list[Hit]:
        asked = meaning(query, load_synonyms(self.synonyms))
        if limit < 1:
            return []
        wanted = translated(asked.node)
        with self._searching() as searcher:
            if asked.by_date:
                found = searcher.search(wanted, limit=limit, sortedby="tanggal", reverse=True)
            else:
                found = _best(searcher, wanted, limit)
            rows = [(hit.fields(), 0.0 if asked.by_date else round(float(hit.score), DIGITS)) for hit in found]
        rows.sort(key=lambda row: (-row[1], -row[0]["tanggal"], row[0]["naskah_id"], -row[0]["number"]))
        return [Hit(f["naskah_id"], f["number"], score, snippet(f["teks"], asked.roots)) for f, score in rows]

    def count(self, query: Query) -> int:
        wanted = translated(meaning(query, load_synonyms(self.synonyms)).node)
        with self._searching() as searcher:
            return sum(1 for _ in searcher.docs_for_query(wanted))

    @contextmanager
    def _searching(self) -> Iterator[Searcher]:
        index = self._open()
        with damage_as_broken(self.folder), index.searcher(weighting=BM25F(kata_B=0.3)) as searcher:
            yield searcher

    def _open(self) -> FileIndex:
        check_folder(self.folder)
        with damage_as_broken(self.folder):
            for _ in range(TRIES):
                check_files(self.folder, self._checked)
                with suppress(FileNotFoundError):  # another process finished a commit since the check
                    return FileIndex(SealedStorage(self.folder))
        raise IndexBusy(BUSY)

    def _open_or_create(self) -> FileIndex:
        try:
            return self._open()
        except IndexBroken:
            wipe(self.folder)
        with damage_as_broken(self.folder):
            index = FileIndex.create(SealedStorage(self.folder), _schema())
            drop_old_seals(self.folder, 2)  # no seal until the first commit: a half-made index must not look whole
            return index


def _best(searcher: Searcher, wanted: WhooshQuery, limit: int) -> Any:
    """The best hits: every one is scored, for Whoosh's short cuts lose good ones where a part only ranks."""
    collector = TopCollector(limit, usequality=False, replace=0)
    searcher.search_with_collector(wanted, collector)
    return collector.results()


@contextmanager
def damage_as_broken(folder: Path) -> Iterator[None]:
    """Turn what Whoosh raises over bad files into IndexBroken; nothing of ours may run inside."""
    try:
        yield
    except LockError:
        raise IndexBusy(BUSY) from None
    except OSError as error:
        raise refused(folder, error) from error
    except DAMAGE as error:
        raise IndexBroken(f"Indeks di {folder} tidak terbaca ({type(error).__name__}: {error}). {REMEDY}") from error


# ------------------------------------------------------------------ writing


class QuickWriter(SegmentWriter):  # type: ignore[misc]
    """Looks up how long a field of a document is once, and not for every word of it."""

    def per_document_reader(self) -> Any:
        reader = super().per_document_reader()
        reader.doc_field_length = cache(reader.doc_field_length)
        return reader


Policy = Callable[[SegmentWriter, list[Any]], list[Any]]


def _write(index: FileIndex, pairs: Iterable[tuple[str, Sequence[Entry]]], policy: Policy, *, replace: bool) -> None:
    folder = Path(index.storage.folder)
    with damage_as_broken(folder):
        writer = QuickWriter(index, limitmb=POOL_MB)
    try:
        for naskah_id, entries in pairs:
            wanted = {_mark(entry): entry for entry in entries}
            with damage_as_broken(folder):
                kept = _keep(writer, naskah_id, wanted.keys()) if replace else set()
            documents = [_document(naskah_id, mark, entry) for mark, entry in wanted.items() if mark not in kept]
            with damage_as_broken(folder):
                for document in documents:
                    writer.add_document(**document)
        with damage_as_broken(folder):
            writer.commit(mergetype=_sealed(policy))
            drop_old_seals(folder, writer.generation)
    finally:
        if not writer.is_closed:
            with damage_as_broken(folder):
                writer.cancel()


def _keep(writer: SegmentWriter, naskah_id: str, marks: Collection[str]) -> set[str]:
    """Delete what the index holds of this naskah but for entries that are the same; returns the marks of those."""
    kept: set[str] = set()
    searcher = writer.searcher()
    for number in list(searcher.docs_for_query(Term("naskah_id", naskah_id), for_deletion=True)):
        mark = searcher.stored_fields(number)["mark"]
        if mark in marks and mark not in kept:
            kept.add(mark)
        else:
            writer.delete_document(number)
    return kept


def _mark(entry: Entry) -> str:
    return hashlib.blake2b(repr(entry).encode("utf-8", "backslashreplace"), digest_size=12).hexdigest()


def _document(naskah_id: str, mark: str, entry: Entry) -> dict[str, Any]:
    kept = document(entry)
    return {
        "naskah_id": naskah_id,
        "number": entry.number,
        "mark": mark,
        "teks": snippet_text(entry),
        **{name: list(words) for name, words in kept.fields.items()},
        **kept.columns,
    }


def _sealed(policy: Policy) -> Policy:
    """`policy`, telling the storage which segments will make up this commit."""

    def merge(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
        kept = policy(writer, segments)
        writer.storage.segments = {s.segment_id() for s in (*kept, writer.newsegment)}
        return kept

    return merge


def merge_few(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """Merge a handful of small segments, so that a filing stays quick; tidy up once many stand."""
    live = sorted((s for s in segments if s.doc_count()), key=lambda s: s.doc_count())
    merged = _small(live) if len(live) < MANY else _half(live)
    for segment in merged:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return live[len(merged) :]


def _small(live: list[Any]) -> list[Any]:
    """The smallest segments as far as FEW documents go, when they are worth a merge."""
    sizes = accumulate(s.doc_count() for s in live)
    few = sum(1 for size in sizes if size <= FEW)
    return live[:few] if few >= LEAST else []


def _half(live: list[Any]) -> list[Any]:
    """The smaller half of the segments, and further as long as none outweighs all before it."""
    sizes = [s.doc_count() for s in live]
    upto = len(live) // 2
    while upto < len(live) and sizes[upto] <= sum(sizes[:upto]):
        upto += 1
    return live[:upto]
