"""What a stamp costs beside pypdf's own merge_page, and what a PDF costs.

Stamping is measured in processor time on pages LibreOffice made, side by side in one run, marks drawn anew each time;
exits 1 below the ratios. Needs LibreOffice. Run it on an idle machine.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from docgen.naskah.doctype import load_doctypes
from docgen.naskah.kantor import load_kantor
from docgen.paper.pdf.convert import convert
from docgen.paper.pdf.marks import Marks, draw_marks
from docgen.paper.pdf.stamp import stamp_pdf
from docgen.paper.template.fill import fill

TEMPLATES = Path(__file__).parents[1] / "templates_docx"
RUNS = 9
WANTED = {2: 8, 26: 30}  # pages: how many times quicker than merge_page
MARKS = Marks(corner="SALINAN", diagonal="", footer="Naskah ND-2019-0001 versi 4 · kode 7K3M-Q9TX", qr="7K3M-Q9TX")
MANY = 20


def examples() -> dict[str, bytes]:
    """A nota dinas and the report, filled from their examples."""
    kantor = load_kantor(TEMPLATES / "kantor.toml")
    made = {}
    for name in ("nota_dinas", "laporan_pengukuran_kinerja"):
        doctype = load_doctypes(TEMPLATES)[name]
        values = doctype.validate(doctype.example(), kantor.officials())
        seen = {"kantor": kantor.printed(), "pejabat": kantor.officials()}
        made[name] = fill(doctype.template.read_bytes(), seen | values, lambang=kantor.lambang.read_bytes())
    return made


def repeated(pdf: bytes, count: int) -> bytes:
    """A file of `count` pages, each with content of its own."""
    source, writer = PdfReader(io.BytesIO(pdf)), PdfWriter()
    while len(writer.pages) < count:
        writer.append(source, pages=(0, min(len(source.pages), count - len(writer.pages))))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def merge(pdf: bytes, marks: Marks) -> bytes:
    """The plain way of pypdf: a page with the same drawing, merged into each."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    sheet = writer.pages[0].mediabox
    overlay = PdfWriter().add_blank_page(sheet.width, sheet.height)
    drawing = DecodedStreamObject()
    drawing.set_data(draw_marks(marks, float(sheet.width), float(sheet.height)).encode())
    overlay[NameObject("/Contents")] = drawing
    for page in writer.pages:
        page.merge_page(overlay)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def own_marks(page: int, pages: int) -> Marks:
    """What a page of a naskah says of itself."""
    code = f"7K3MQ9XZ1A-03-{page}.{pages}-XX"
    return Marks(footer=f"{code} · 470 / 1 / Sekre / 2019 · terbit", qr=code)


def processor_ms(work: Callable[[], object]) -> float:
    """Median processor time of RUNS, after one that warms up."""
    times = []
    for _ in range(RUNS + 1):
        begun = time.process_time()
        work()
        times.append((time.process_time() - begun) * 1000)
    return median(times[1:])


def main() -> int:
    """Convert two pages, measure stamps on them, then many conversions at once."""
    pages = examples()
    converted = convert(pages)
    if converted.problems:
        sys.exit(str(dict(converted.problems)))
    report = converted.pdfs["laporan_pengukuran_kinerja"]
    print(f"{'stamp':<12}{'merge_page':>12}{'shared form':>13}{'ratio':>8}{'wanted':>8}   ms of processor, {RUNS} runs")
    failed = 0
    for count, wanted in WANTED.items():
        pdf = repeated(report, count)
        plain, ours = (
            processor_ms(lambda pdf=pdf: merge(pdf, MARKS)),
            processor_ms(lambda pdf=pdf: stamp_pdf(pdf, MARKS)),
        )
        failed += plain / ours < wanted
        print(f"{count:>3} pages   {plain:>12.1f}{ours:>13.1f}{plain / ours:>8.1f}{wanted:>8}")
        own = processor_ms(lambda pdf=pdf: stamp_pdf(pdf, Marks(), own_marks))
        print(f"{'':<12}{'':>12}{own:>13.1f}{plain / own:>8.1f}          each page its own QR and foot line")
    _print_conversion(pages["nota_dinas"])
    return 1 if failed else 0


def _print_conversion(page: bytes) -> None:
    """Seconds of the clock: one page in one call, and each of many pages in one call."""
    print(f"{'conversion':<24}{'each':>8}   s, start of LibreOffice included")
    for count in (1, MANY):
        begun = time.perf_counter()
        convert({str(number): page for number in range(count)})
        print(f"{count:>3} nota dinas, one call{(time.perf_counter() - begun) / count:>9.2f}")


if __name__ == "__main__":
    sys.exit(main())
