"""How fast pages are made: docgen beside plain docxtpl, and stamping beside python-docx, in one run.

docxtpl is used as its manual says: a fresh DocxTemplate for each document, a sandboxed environment, autoescape, and
the filters the tags need. Times are medians of CPU milliseconds, measured in turns. Exits 1 below the targets.
docxtpl cannot fill a chart: beside ours it leaves the old figures, which costs it nothing.
On our own slim page python-docx is quick too: 8 times is wanted there and not reached, 2 is the floor that must hold.
"""

from __future__ import annotations

import io
import os
import platform
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import docx
from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from docgen.naskah.doctype import DocType, load_doctypes
from docgen.naskah.kantor import load_kantor
from docgen.paper.canonical import pack, unpack
from docgen.paper.stamp import stamp
from docgen.paper.template.environment import PAGE, print_value
from docgen.paper.template.fill import fill

SHIPPED = Path(__file__).parent.parent / "templates_docx"
KANTOR = load_kantor(SHIPPED / "kantor.toml")
TYPES = load_doctypes(SHIPPED)
NOTA, REPORT = TYPES["nota_dinas"], TYPES["laporan_pengukuran_kinerja"]
ROWS, THREADS = 100, 8
ROUNDS, OURS, THEIRS = 25, 15, 4  # and how many documents each makes in a round, so that both are warm
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARK = "470 / 1 / Sekre"
MARKS, PROPERTIES = {"nomor": MARK}, {"title": MARK}

PLAIN = SandboxedEnvironment(autoescape=True, finalize=print_value)
PLAIN.filters.update(PAGE.filters)


def values(doctype: DocType, **changes: Any) -> dict[str, Any]:
    """The example of a type as a command gives it to the page."""
    form = doctype.validate({**doctype.example(), **changes}, KANTOR.officials())
    return {**form, "kantor": KANTOR.printed(), "pejabat": KANTOR.officials()}


def many_rows() -> dict[str, Any]:
    """The report with ROWS indicators."""
    rows = REPORT.example()["indikator"]
    many = [{**rows[n % len(rows)], "indikator": f"Indikator kinerja nomor {n}"} for n in range(ROWS)]
    return values(REPORT, indikator=many)


def by_docxtpl(template: bytes, given: Mapping[str, Any], lambang: bytes | None = None) -> bytes:
    """One page by plain docxtpl."""
    page, made = DocxTemplate(io.BytesIO(template)), io.BytesIO()
    if lambang:
        page.replace_pic("lambang", io.BytesIO(lambang))
    page.render(given, jinja_env=PLAIN, autoescape=True)
    page.save(made)
    return made.getvalue()


def stamp_by_python_docx(page: bytes) -> bytes:
    """Number and title written by python-docx."""
    opened, made = docx.Document(io.BytesIO(page)), io.BytesIO()
    for control in opened.element.body.iter(f"{W}sdt"):
        if control.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == "nomor":
            next(control.iter(f"{W}t")).text = MARK
    opened.core_properties.title = MARK
    opened.save(made)
    return made.getvalue()


def heavy_page() -> bytes:
    """A page with all the parts that python-docx's own empty document brings along."""
    parts = unpack((Path(docx.__file__).parent / "templates" / "default.docx").read_bytes())
    control = (
        b'<w:body><w:p><w:sdt><w:sdtPr><w:tag w:val="nomor"/></w:sdtPr>'
        b"<w:sdtContent><w:r><w:t>...</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", control)
    return pack(parts)


def measure(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """Median CPU milliseconds of both, in turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS + 1):
        for function, taken, repeats in ((ours, times[0], OURS), (theirs, times[1], THEIRS)):
            for _ in range(repeats):
                begun = time.process_time_ns()
                function()
                if number:  # the first round compiles and fills caches
                    taken.append((time.process_time_ns() - begun) / 1e6)
    return median(times[0]), median(times[1])


def wrong_documents(template: bytes) -> int:
    """How many of many pages, filled by THREADS threads at once, are not what one thread makes of the same values."""
    given = [values(NOTA, perihal=f"Perihal {number}", isi=[f"Alinea {number}"] * 3) for number in range(200)]
    expected = [fill(template, one) for one in given]
    with ThreadPoolExecutor(THREADS) as pool:
        made = list(pool.map(lambda one: fill(template, one), given * 5))
    return sum(one != other for one, other in zip(made, expected * 5, strict=True))


def main() -> int:
    """Print the table."""
    nota, report = NOTA.template.read_bytes(), REPORT.template.read_bytes()
    short, long, lambang = values(NOTA), many_rows(), KANTOR.lambang.read_bytes()
    page, heavy = fill(nota, short), heavy_page()
    lines = (
        ("nota dinas", 40, lambda: fill(nota, short), lambda: by_docxtpl(nota, short)),
        (f"report, {ROWS} rows", 20, lambda: fill(report, long), lambda: by_docxtpl(report, long)),
        (
            "  with image", 15,
            lambda: fill(report, long, lambang=lambang), lambda: by_docxtpl(report, long, lambang),
        ),
        (
            "  with chart", 15,
            lambda: fill(report, long, charts=REPORT.charts(long)), lambda: by_docxtpl(report, long),
        ),
        ("stamp, many parts", 8, lambda: stamp(heavy, MARKS, PROPERTIES), lambda: stamp_by_python_docx(heavy)),
        ("stamp, slim (want 8)", 2, lambda: stamp(page, MARKS, PROPERTIES), lambda: stamp_by_python_docx(page)),
    )  # fmt: skip
    print(f"{date.today()}, Python {platform.python_version()}, {os.cpu_count()} CPUs, median CPU ms per document")
    print(f"{'':<22}{'docgen':>9}{'docxtpl*':>10}{'ratio':>8}{'target':>8}   * stamp: python-docx")
    failed = 0
    for name, target, ours, theirs in lines:
        mine, other = measure(ours, theirs)
        failed += other / mine < target
        verdict = "   below" if other / mine < target else ""
        print(f"{name:<22}{mine:>9.3f}{other:>10.2f}{other / mine:>7.1f}x{target:>7}x{verdict}")
    wrong = wrong_documents(nota)
    print(f"{THREADS} threads at once: {wrong} wrong documents")
    return 1 if failed or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
