"""A copy of a scan for somebody to read, marked with who it is for and why, made in a process of its own.

The marks are drawn on every page and the file is written anew, so that the original cannot be cut out of it again.
"""

from __future__ import annotations

import io
import sys

from docgen.paper.pdf.child import limit_child, run_child

SECONDS = 60
DPI = 200  # of a picture that does not say how large its paper was
MARK = "SALINAN AKSES"


def mark_copy(data: bytes, kind: str, line: str) -> bytes | None:
    """A PDF of this PDF, JPG or PNG with MARK across each page and `line` at its foot.

    None for a file that is signed electronically, locked, torn or too heavy: then nobody can mark it.
    """
    return run_child("docgen.paper.scan.access", data, kind, line, seconds=SECONDS)


def _main() -> None:
    from pypdf import PdfReader, PdfWriter

    from docgen.paper.pdf.marks import Marks
    from docgen.paper.pdf.stamp import stamp_pdf
    from docgen.paper.scan.picture import as_pdf

    limit_child(SECONDS)
    kind, line = sys.argv[1:3]
    data = sys.stdin.buffer.read()
    pdf = data if kind == "pdf" else _on_paper(as_pdf(data, kind))
    writer, out = PdfWriter(), io.BytesIO()
    for page in PdfReader(io.BytesIO(stamp_pdf(pdf, Marks(diagonal=MARK, footer=line)))).pages:
        writer.add_page(page)
    writer.write(out)
    sys.stdout.buffer.write(out.getvalue())


def _on_paper(pdf: bytes) -> bytes:
    """A picture of one point a dot, as large as the paper it was scanned from."""
    from pypdf import PdfReader, PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        writer.add_page(page).scale_by(72 / DPI)
    writer.write(out)
    return out.getvalue()


if __name__ == "__main__":
    _main()
