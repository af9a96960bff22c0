"""The words of a scan without a text layer, by Tesseract where it is installed with Indonesian; never needed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import partial

from docgen.errors import NotReady
from docgen.paper.guard import sniff
from docgen.paper.pdf.child import limit_child
from docgen.paper.pdf.text import pdf_text
from docgen.paper.pdf.view import page_images

LANGUAGE = "ind"
SECONDS = 60  # a page; most take one to three
MOST_PAGES = 20
DPI = 200
BY_OCR, BY_LAYER = "ocr", "lapisan teks"
HINT = "kata-kata pindaian tidak dibaca; pasang tesseract-ocr dan tesseract-ocr-ind agar dapat dicari"


def scan_words(data: bytes) -> tuple[str, str]:
    """The words of a scan, and by what they were read; a text layer that is there is left to who reads PDF."""
    kind = sniff(data)
    if kind == "pdf" and pdf_text(data).strip():
        return "", BY_LAYER
    program = _tesseract()
    if program is None:
        return "", HINT
    return "\n".join(filter(None, (_read(program, picture) for picture in _pictures(data, kind)))), BY_OCR


def _pictures(data: bytes, kind: str) -> Iterator[bytes]:
    if kind != "pdf":
        yield data
        return
    try:
        yield from list(page_images(data, dpi=DPI))[:MOST_PAGES]
    except NotReady:  # it could be read for its codes, but not drawn in time: found by its page all the same
        return


def _tesseract() -> str | None:
    """The program, if it knows Indonesian."""
    program = shutil.which("tesseract")
    known = _run([program, "--list-langs"], b"") if program else b""
    return program if LANGUAGE.encode() in known.split() else None


def _read(program: str, picture: bytes) -> str:
    words = _run([program, "stdin", "stdout", "-l", LANGUAGE], picture).decode("utf-8", "replace")
    lines = (" ".join(line.split()) for line in words.splitlines())
    return "".join(c if c.isprintable() or c == "\n" else " " for c in "\n".join(filter(None, lines)))


def _run(command: Sequence[str], data: bytes) -> bytes:
    """What it writes; nothing when it fails or takes too long. A picture from outside gets so much time and memory."""
    limit = partial(limit_child, SECONDS) if os.name != "nt" else None
    one_core = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=SECONDS, check=False, preexec_fn=limit, env=one_core
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
