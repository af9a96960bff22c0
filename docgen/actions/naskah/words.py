"""The words by which a version is found: those of its page, or of what came from outside and was entered of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from typing import Any

from docgen.naskah.records import DOCX, Naskah
from docgen.paper.pdf.text import pdf_text
from docgen.paper.read import plain_text

SURAT_MASUK, BERKAS_KERJA, ARSIP_LAMA = "surat_masuk", "berkas_kerja", "arsip_lama"
PLAIN = "berkas.txt"  # a working paper that is plain text
SCAN_WORDS = "pindaian*.txt"  # what was read from a scan, kept beside it


def words_of(naskah: Naskah, read: Callable[[str], bytes], pdf: Callable[[bytes], str] = pdf_text) -> str:
    """The words of `naskah.latest`; `read` gives the bytes of one of its files, `pdf` the words of such a one."""
    files = naskah.latest.files
    from_outside = naskah.jenis in (SURAT_MASUK, BERKAS_KERJA) or DOCX not in files
    parts = list(_strings(naskah.latest.values)) if from_outside else []
    if DOCX in files:
        parts.append(plain_text(read(DOCX)))
    if PLAIN in files:
        parts.append(read(PLAIN).decode("utf-8", "replace"))
    parts += [read(path).decode("utf-8", "replace") for path in files if fnmatch(path, SCAN_WORDS)]
    if from_outside:
        parts += [pdf(read(path)) for path in files if path.endswith(".pdf")]
    return "\n".join(part for part in parts if part)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)
