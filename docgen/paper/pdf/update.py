"""An incremental update of a PDF: new and changed objects behind the old bytes, which stay as they are.

ISO 32000-1, 7.5.6. Nothing that is not changed is parsed, so it costs what is changed and not what the file holds.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
)

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_WORTH_PACKING = 200  # bytes


class Update:
    """What is to be written behind a PDF; `reader` is the PDF as it is."""

    def __init__(self, pdf: bytes, reader: PdfReader) -> None:
        """A file without a plain cross-reference table is written anew first, so that there is one to add to."""
        self.previous = _table(pdf, reader)
        if self.previous < 0:
            pdf = _rewritten(reader)
            reader = PdfReader(io.BytesIO(pdf))
            self.previous = _table(pdf, reader)
        self.pdf, self.reader = pdf, reader
        self.next = int(str(reader.trailer["/Size"]))
        self.objects: dict[int, tuple[int, PdfObject]] = {}

    def add(self, data: bytes, entries: DictionaryObject | None = None) -> IndirectObject:
        """A new stream."""
        stream = DecodedStreamObject()
        stream.update(entries or {})
        stream.set_data(data)
        number, self.next = self.next, self.next + 1
        self.objects[number] = (0, stream.flate_encode() if len(data) > _WORTH_PACKING else stream)
        return IndirectObject(number, 0, self.reader)

    def change(self, reference: IndirectObject, found: PdfObject) -> None:
        """The object of this number reads as `found` from now on."""
        self.objects[reference.idnum] = (reference.generation, found)

    def dictionary(self, owner: DictionaryObject, key: str) -> DictionaryObject:
        """The dictionary under `key` of a changed owner, to be changed too; made when it is not there."""
        raw = owner.raw_get(key) if key in owner else None
        found = raw.get_object() if raw is not None else None
        if not isinstance(found, DictionaryObject):
            found = owner[NameObject(key)] = DictionaryObject()
        elif isinstance(raw, IndirectObject):
            self.change(raw, found)
        return found

    def write(self, identity: bytes) -> bytes:
        """The whole file; `identity` is the second half of its /ID, the first stays (ISO 32000-1, 14.4)."""
        out = io.BytesIO()
        out.write(self.pdf if self.pdf.endswith(b"\n") else self.pdf + b"\n")
        places = {}
        for number, (generation, found) in sorted(self.objects.items()):
            places[number] = (out.tell(), generation)
            out.write(f"{number} {generation} obj\n".encode())
            found.write_to_stream(out)
            out.write(b"\nendobj\n")
        start = out.tell()
        out.write(b"xref\n")
        for run in _runs(places):
            out.write(f"{run[0]} {len(run)}\n".encode())
            out.writelines("{:010d} {:05d} n \n".format(*places[number]).encode() for number in run)
        out.write(b"trailer\n")
        self._trailer(identity).write_to_stream(out)
        out.write(f"\nstartxref\n{start}\n%%EOF\n".encode())
        return out.getvalue()

    def _trailer(self, identity: bytes) -> DictionaryObject:
        old = self.reader.trailer
        trailer = DictionaryObject({NameObject(key): old.raw_get(key) for key in ("/Root", "/Info") if key in old})
        trailer[NameObject("/Size")] = NumberObject(self.next)
        trailer[NameObject("/Prev")] = NumberObject(self.previous)
        now = ByteStringObject(identity)
        first = old["/ID"][0] if "/ID" in old else now  # type: ignore[index]
        trailer[NameObject("/ID")] = ArrayObject([ByteStringObject(first.original_bytes), now])
        return trailer


def _table(pdf: bytes, reader: PdfReader) -> int:
    """Where the last cross-reference table begins; -1 when it is a stream, in part a stream, or not where it says."""
    found = _START.search(pdf[-1024:])
    at = int(found[1]) if found else -1
    plain = pdf.startswith(b"%PDF-") and "/XRefStm" not in reader.trailer and at > 0
    return at if plain and pdf[at : at + 4] == b"xref" else -1


def _rewritten(reader: PdfReader) -> bytes:
    writer = PdfWriter(clone_from=reader)
    if reader.pdf_header.startswith("%PDF-"):
        writer.pdf_header = reader.pdf_header
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _runs(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Numbers that follow each other, together."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run
