"""Pages of a scanned PDF taken out as they are, in a process of its own: no picture is packed anew."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from docgen.paper.pdf.child import limit_child, run_child

SECONDS = 60


def is_signed(pdf: bytes) -> bool:
    """Whether the bytes say that a signature covers them: such a file is never split."""
    return b"/ByteRange" in pdf


def take_pages(pdf: bytes, pages: Sequence[int]) -> bytes | None:
    """A PDF of these pages, counted from 0, in this order; None when the file does not allow it within the limits."""
    return run_child("docgen.paper.scan.split", pdf, *map(str, pages), seconds=SECONDS)


def _main() -> None:
    from pypdf import PdfReader, PdfWriter

    limit_child(SECONDS)
    reader, writer, out = PdfReader(io.BytesIO(sys.stdin.buffer.read())), PdfWriter(), io.BytesIO()
    for number in sys.argv[1:]:
        writer.add_page(reader.pages[int(number)])
    writer.write(out)
    sys.stdout.buffer.write(out.getvalue())


if __name__ == "__main__":
    _main()
