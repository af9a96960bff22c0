"""The words of a PDF, for searching only, read in a process of its own: a hostile file costs seconds and nothing else.

pypdf keeps its own limits; the process adds time and memory. A scan without a text layer has no words.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator

SECONDS = 20
MEMORY = 1 << 30  # bytes, where the system can limit them
MOST_PAGES = 300
MOST_CHARACTERS = 1_000_000


def pdf_text(data: bytes) -> str:
    """The text layer of a PDF; empty when it has none or cannot be read within the limits."""
    command = [sys.executable, "-m", "docgen.paper.pdf_text"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _main() -> None:
    """The child: bytes in, words out; whatever goes wrong ends it, and its exit code says so."""
    _limit()
    text = "\n".join(_pages(sys.stdin.buffer.read()))[:MOST_CHARACTERS]
    printable = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    sys.stdout.buffer.write(printable.encode("utf-8", "replace"))


def _pages(data: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    for page in PdfReader(io.BytesIO(data)).pages[:MOST_PAGES]:
        yield page.extract_text()


def _limit() -> None:
    if os.name == "nt":  # no such limits there; the time limit of the parent remains
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _main()
