"""The words of a PDF, for searching only, read in a process of its own: a hostile file costs seconds and nothing else.

pypdf keeps its own limits; the process adds time and memory. A scan without a text layer has no words.
"""

from __future__ import annotations

import io
import json
import struct
import sys
from collections.abc import Iterator, Sequence

from docgen.paper.pdf.child import limit_child, run_child, run_child_partly

SECONDS = 20
MOST_PAGES = 300
MOST_CHARACTERS = 1_000_000
_MANY, _EACH = "banyak", "halaman"
_SIZE = struct.Struct(">Q")
_LETTERS = (b"/Font", b"/ObjStm")  # a page without letters names no font, unless its objects are packed away


def pdf_text(data: bytes) -> str:
    """The text layer of a PDF; empty when it has none or cannot be read within the limits."""
    return (run_child("docgen.paper.pdf.text", data, seconds=SECONDS) or b"").decode("utf-8", "replace")


def page_texts(data: bytes) -> list[str]:
    """The words of each page; none when the file cannot be read within the limits."""
    answer = run_child("docgen.paper.pdf.text", data, _EACH, seconds=SECONDS)
    return [str(text) for text in json.loads(answer)] if answer else []


def pdf_texts(many: Sequence[bytes]) -> list[str]:
    """The same for many at once, in one process as long as none of them ends it; pictures alone cost nothing."""
    words = [""] * len(many)
    left = [at for at, data in enumerate(many) if any(mark in data for mark in _LETTERS)]
    while left:
        packed = b"".join(_SIZE.pack(len(many[at])) + many[at] for at in left)
        answer = run_child_partly("docgen.paper.pdf.text", packed, _MANY, seconds=SECONDS + len(left))
        done = [one.decode("utf-8", "replace") for one in _unpacked(io.BytesIO(answer))]
        for at, text in zip(left, done, strict=False):
            words[at] = text
        left = left[len(done) + 1 :]  # the one behind the last answer cannot be read
    return words


def _main() -> None:
    """The child: bytes in, words out; whatever goes wrong ends it, and its exit code says so."""
    if sys.argv[1:] == [_MANY]:
        data = sys.stdin.buffer.read()
        limit_child(SECONDS + data.count(b"%PDF-"))
        for one in _unpacked(io.BytesIO(data)):
            said = _words(one)
            sys.stdout.buffer.write(_SIZE.pack(len(said)) + said)
            sys.stdout.buffer.flush()
        return
    limit_child(SECONDS)
    data = sys.stdin.buffer.read()
    sys.stdout.buffer.write(json.dumps(list(_pages(data))).encode() if sys.argv[1:] == [_EACH] else _words(data))


def _words(data: bytes) -> bytes:
    text = "\n".join(_pages(data))[:MOST_CHARACTERS]
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text).encode("utf-8", "replace")


def _unpacked(stream: io.BytesIO) -> Iterator[bytes]:
    """The pieces that are whole."""
    while len(head := stream.read(_SIZE.size)) == _SIZE.size:
        piece = stream.read(size := _SIZE.unpack(head)[0])
        if len(piece) == size:
            yield piece


def _pages(data: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    for page in PdfReader(io.BytesIO(data)).pages[:MOST_PAGES]:
        yield page.extract_text()


if __name__ == "__main__":
    _main()
