"""The words of a PDF, for searching only, read in a process of its own: a hostile file costs seconds and nothing else.

pypdf keeps its own limits; the process adds time and memory. A scan without a text layer has no words.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator

from docgen.paper.pdf.child import limit_child, run_child

SECONDS = 20
MOST_PAGES = 300
MOST_CHARACTERS = 1_000_000


def pdf_text(data: bytes) -> str:
    """The text layer of a PDF; empty when it has none or cannot be read within the limits."""
    return (run_child("docgen.paper.pdf.text", data, seconds=SECONDS) or b"").decode("utf-8", "replace")


def _main() -> None:
    """The child: bytes in, words out; whatever goes wrong ends it, and its exit code says so."""
    limit_child(SECONDS)
    text = "\n".join(_pages(sys.stdin.buffer.read()))[:MOST_CHARACTERS]
    printable = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    sys.stdout.buffer.write(printable.encode("utf-8", "replace"))


def _pages(data: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    for page in PdfReader(io.BytesIO(data)).pages[:MOST_PAGES]:
        yield page.extract_text()


if __name__ == "__main__":
    _main()
