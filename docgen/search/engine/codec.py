"""Whoosh's side of a segment: a codec whose segments are one file of arrays each.

Whoosh keeps what it is good at: the table of contents, generations, locks, cleaning up, deletions. `ArrayCodec` takes
the place of its block format; Whoosh's own searcher reads it too (`whoosh_reader`).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import Codec
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage

from docgen.search.engine.arrays import Arrays, open_arrays, write_arrays
from docgen.search.engine.whoosh_reader import ArrayDocuments, ArrayTerms


class ArraySegment(W3Segment):  # type: ignore[misc]
    """What the table of contents says of a segment: its name, its documents, which of them are deleted."""

    def should_assemble(self) -> bool:
        """It is one file already."""
        return False

    def kept(self) -> NDArray[np.bool_] | None:
        """Which documents live; None when all do."""
        if not self.has_deletions():
            return None
        kept = np.ones(self.doc_count_all(), np.bool_)
        kept[list(self.deleted_docs())] = False
        return kept


class ArrayCodec(Codec):  # type: ignore[misc]
    """Segments of arrays."""

    def new_segment(self, storage: FileStorage, indexname: str) -> ArraySegment:
        """An empty segment with a name of its own."""
        return ArraySegment(self, indexname)

    def per_document_writer(self, storage: FileStorage, segment: ArraySegment) -> NoWriter:
        """None: `ArrayWriter` writes a segment at once."""
        return NoWriter()

    def field_writer(self, storage: FileStorage, segment: ArraySegment) -> NoWriter:
        """None: `ArrayWriter` writes a segment at once."""
        return NoWriter()

    def terms_reader(self, storage: FileStorage, segment: ArraySegment) -> ArrayTerms:
        """For Whoosh's searcher."""
        return ArrayTerms(read_segment(storage, segment))

    def per_document_reader(self, storage: FileStorage, segment: ArraySegment) -> ArrayDocuments:
        """For Whoosh's searcher."""
        return ArrayDocuments(read_segment(storage, segment), segment)


class NoWriter:
    """Stands where Whoosh's writer expects the writers of a codec."""

    is_closed = True


def segment_path(storage: FileStorage, segment: ArraySegment) -> Path:
    """The file of a segment."""
    return Path(storage.folder, segment.make_filename(ArraySegment.COMPOUND_EXT))


def write_segment(storage: FileStorage, segment: ArraySegment, arrays: Arrays) -> None:
    """Write the file of a new segment; raises OSError."""
    write_arrays(segment_path(storage, segment), arrays)
    segment.set_doc_count(len(arrays["record.versions"]))


def read_segment(storage: FileStorage, segment: ArraySegment) -> Arrays:
    """The arrays of a segment; raises OSError, or ValueError where the file is not what it says."""
    arrays = open_arrays(segment_path(storage, segment))
    if len(arrays["record.versions"]) != segment.doc_count_all():
        raise ValueError(f"{segment} does not hold the documents it should")
    return arrays
