"""How documents come into the index, and out of it: Whoosh's segment writer with a pool of our own.

Whoosh's writer keeps the lock, the generation, the deletions and the table of contents. Documents go to a `Pool`, a
full pool becomes a segment, and `policy` says which segments become one. Nothing is written twice in one commit: what
merges is merged in memory, of which the largest segment takes about 100 MB.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.index import TOC, FileIndex
from whoosh.writing import SegmentWriter

from docgen.errors import IndexBroken
from docgen.naskah.records import Reach
from docgen.search.engine.arrays import Arrays
from docgen.search.engine.codec import ArrayCodec, ArraySegment, read_segment, segment_path, write_segment
from docgen.search.engine.columns import Records
from docgen.search.engine.layout import Document, Layout, Record, schema_of
from docgen.search.engine.merging import Source, merged
from docgen.search.engine.opening import EngineStorage, damage_as_broken, open_checked
from docgen.search.engine.policy import to_merge
from docgen.search.engine.pool import Pool
from docgen.search.index_folder import check_folder, prepare_folder, read_reach, sole_writer, wipe
from docgen.search.seal import drop_old_seals


@contextmanager
def writing(
    folder: Path,
    layout: Layout,
    *,
    afresh: bool = False,
    checked: dict[str, int] | None = None,
    patience: float = 0.0,
) -> Iterator[ArrayWriter]:
    """Write to the index in `folder`; one commit, at the end, and none when anything is raised.

    `afresh` begins an empty index in place of the old one, which serves until then and may be missing or broken.
    `checked` remembers from one writing to the next which files were read through and found whole.
    Raises IndexBusy when another writes for `patience` seconds, IndexBroken without a whole index when not `afresh`.
    """
    trusted = True
    if afresh:
        trusted = prepare_folder(folder)
    else:
        check_folder(folder)
    with sole_writer(folder, patience=patience):
        if not trusted:
            wipe(folder)
        index = (_opened_or_made if afresh else _opened)(folder, layout, {} if checked is None else checked)
        with damage_as_broken(folder):
            writer = ArrayWriter(index, layout, afresh=afresh)
            writer.reach = None if afresh else read_reach(folder)
        try:
            yield writer
            with damage_as_broken(folder):
                writer.commit()
                drop_old_seals(folder, writer.generation)
        finally:
            if not writer.is_closed:
                with damage_as_broken(folder):
                    writer.cancel()


def adopt(
    folder: Path, beside: Path, layout: Layout, *, checked: dict[str, int] | None = None, patience: float = 0.0
) -> None:
    """Let the index in `beside` take the place of the one in `folder`; in one commit, which leaves `beside` empty.

    Of what changed while it was made nothing stays but the last. Raises as `writing` does.
    """
    with writing(folder, layout, afresh=True, checked=checked, patience=patience) as writer:
        toc = open_checked(beside, {}, lambda storage: TOC.read(storage, "MAIN", schema=schema_of(layout)))
        writer.reach = read_reach(beside)
        with damage_as_broken(folder):
            for segment in toc.segments:
                segment_path(EngineStorage(beside), segment).replace(segment_path(writer.storage, segment))
        writer.segments = toc.segments
        with damage_as_broken(folder):
            writer.purge()


def _opened(folder: Path, layout: Layout, checked: dict[str, int]) -> FileIndex:
    return open_checked(folder, checked, lambda storage: FileIndex(storage, schema_of(layout)))


def _opened_or_made(folder: Path, layout: Layout, checked: dict[str, int]) -> FileIndex:
    try:
        return _opened(folder, layout, checked)
    except IndexBroken:
        wipe(folder)
    with damage_as_broken(folder):
        index = FileIndex.create(EngineStorage(folder), schema_of(layout))
        drop_old_seals(folder, 2)  # no seal until the first commit: a half-made index must not look whole
        return index


class ArrayWriter(SegmentWriter):  # type: ignore[misc]
    """Adds and deletes documents; made by `writing`."""

    def __init__(self, index: FileIndex, layout: Layout, *, afresh: bool) -> None:
        super().__init__(index, codec=ArrayCodec())
        self._layout, self._pool = layout, Pool(layout)
        self._arrays: dict[str, Arrays] = {}
        self._records: dict[str, Records] = {}
        if afresh:
            self.segments: list[ArraySegment] = []
        self._folder = Path(self.storage.folder)
        self.reach: Reach | None = None  # how far into the log of a catalogue the commit will reach

    def add(self, document: Document) -> None:
        """Add a document; it does not replace another of the same key."""
        self._pool.add(document)
        if self._pool.is_full():
            with damage_as_broken(self._folder):
                self._settle()

    def delete(self, key: str, version: int | None = None) -> None:
        """Delete the documents with this key, those added just now too; only those of one version where it is given."""
        self._pool.delete(key, version)
        with damage_as_broken(self._folder):
            for segment, document, record in self._living(key):
                if version in (None, record.version):
                    segment.delete_document(document)

    def records(self, key: str) -> list[Record]:
        """What the segments hold under this key, less what was deleted; documents just added may be among it or not."""
        with damage_as_broken(self._folder):
            return [record for _, _, record in self._living(key)]

    def purge(self) -> None:
        """Write every segment anew that documents were deleted from: nothing of them stays."""
        parts = [_Part(Source(self._arrays_of(s), s.kept()), None if s.has_deletions() else s) for s in self.segments]
        self.segments = [self._written(part) for part in parts if part.doc_count()]

    def commit(self) -> None:
        """Write what is in the pool and make it all take effect."""
        self._settle()
        self.storage.segments = {segment.segment_id() for segment in self.segments}
        self.storage.reach = self.reach
        super().commit(mergetype=lambda writer, segments: segments)

    def _living(self, key: str) -> list[tuple[ArraySegment, int, Record]]:
        found = []
        for segment in self.segments:
            records = self._records_of(segment)
            found += [(segment, at, records[at]) for at in records.find(key) if not segment.is_deleted(at)]
        return found

    def _arrays_of(self, segment: ArraySegment) -> Arrays:
        name = segment.segment_id()
        if name not in self._arrays:
            self._arrays[name] = read_segment(self.storage, segment)
        return self._arrays[name]

    def _records_of(self, segment: ArraySegment) -> Records:
        name = segment.segment_id()
        if name not in self._records:
            self._records[name] = Records(self._arrays_of(segment))
        return self._records[name]

    def _settle(self) -> None:
        """Turn the pool into a segment, and make one of those that should be one."""
        parts = [_Part(Source(self._arrays_of(s), s.kept()), s) for s in self.segments if s.doc_count()]
        if len(self._pool):
            parts.append(_Part(Source(self._pool.arrays(), self._pool.kept())))
            self._pool = Pool(self._layout)
        while chosen := to_merge(parts):
            whole = merged([part.source for part in chosen], self._layout)
            parts = [part for part in parts if part not in chosen] + [_Part(Source(whole))]
        self.segments = [self._written(part) for part in parts if part.doc_count()]

    def _written(self, part: _Part) -> ArraySegment:
        if part.segment is not None:
            return part.segment
        segment: ArraySegment = self.codec.new_segment(self.storage, self.indexname)
        source = part.source
        write_segment(self.storage, segment, source.arrays if source.kept is None else merged([source], self._layout))
        return segment


class _Part:
    """A segment, or what will be one."""

    def __init__(self, source: Source, segment: ArraySegment | None = None) -> None:
        self.source, self.segment = source, segment
        self._documents = source.size()

    def doc_count(self) -> int:
        return self._documents

    def doc_count_all(self) -> int:
        return len(self.source.arrays["record.versions"])
