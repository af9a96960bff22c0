"""Pictures of pages, for a preview; drawn by pdfium in a process of its own, so a hostile file costs seconds only."""

from __future__ import annotations

import struct
import sys
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from docgen.errors import NotReady
from docgen.paper.pdf.child import limit_child, run_child

SECONDS = 30
MOST_PAGES = 50  # of one call
MOST_SIDE = 4000  # pixels; a larger page is drawn smaller
_LENGTH = struct.Struct(">I")
_MODULE = "docgen.paper.pdf.view"


def page_images(pdf: bytes, *, dpi: int = 96, pages: Sequence[int] | None = None) -> Iterator[bytes]:
    """A PNG of each page, `pages` counted from 0, else the first MOST_PAGES; each side at most MOST_SIDE pixels.

    Raises NotReady, before the first picture, when a page is not there or the file cannot be drawn within the limits.
    """
    if dpi <= 0 or (pages and (len(pages) > MOST_PAGES or min(pages) < 0)):
        raise ValueError(f"dpi {dpi}, pages {pages}: ask for at most {MOST_PAGES} pages, counted from 0")
    if pages is not None and not pages:
        return iter(())
    return _split(_ask(pdf, dpi, *(pages or ())))


def _ask(pdf: bytes, *numbers: int) -> bytes:
    answer = run_child(_MODULE, pdf, *map(str, numbers), seconds=SECONDS)
    if answer is None:
        raise NotReady("PDF ini tidak dapat ditampilkan: rusak, terkunci, terlalu berat, atau halamannya tidak ada.")
    return answer


def _split(answer: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(answer):
        (length,) = _LENGTH.unpack_from(answer, at)
        at += _LENGTH.size
        yield answer[at : at + length]
        at += length


def _main() -> None:
    """The child: a PDF in, pictures out, each after its length; whatever goes wrong ends it."""
    import pypdfium2

    limit_child(SECONDS)
    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    dpi, *pages = map(int, sys.argv[1:])
    for number in pages or range(min(len(document), MOST_PAGES)):
        picture = _draw(document[number], dpi)
        sys.stdout.buffer.write(_LENGTH.pack(len(picture)) + picture)


def _draw(page: Any, dpi: int) -> bytes:
    scale = min(dpi / 72, MOST_SIDE / max(page.get_size()))
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
    return png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)


def png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """A PNG of rows of red, green, blue bytes, each `stride` bytes after the one before."""
    rows = b"".join(b"\0" + pixels[row * stride : row * stride + 3 * width] for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _LENGTH.pack(len(data)) + kind + data + _LENGTH.pack(zlib.crc32(kind + data)) for kind, data in chunks
    )


if __name__ == "__main__":
    _main()
