"""The lembar disposisi written full: every row keeps its place, and the sheet stays half a folio."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from docgen.actions.surat.disposing import Disposisi, dispose, forward
from docgen.naskah.kantor import INSTRUKSI
from docgen.office import open_office
from docgen.paper.layout.drawing import draw_types
from docgen.paper.layout.profile import PROFILES
from docgen.paper.pdf.convert import convert
from docgen.paper.pdf.view import page_images
from tests.actions.surat.test_disposing import received
from tests.paper.test_pdf_view import opened

DARK, LINE = 128, 0.5  # a line of the table is dark over half the width of the sheet
LONG = (
    "Siapkan laporan pengukuran kinerja tahun 2018 beserta data pendukung setiap bidang, koordinasikan dengan "
    "Bappeda, lalu sampaikan drafnya hari Jumat pagi."
)


def written(office, rows):
    """A sheet of that many rows, each as full as a row gets."""
    order = Disposisi(["kabid_capil", "kasubag_perencanaan"], LONG, office.now().date(), INSTRUKSI)
    lembar = dispose(office, received(office).id, order, by="kepala_dinas")
    for by in ("kabid_capil", "kasubag_perencanaan", "kabid_capil", "kasubag_perencanaan")[: rows - 1]:
        lembar = forward(office, lembar.id, order, read=lembar.latest.sha256, by=by)
    return office.archive.read(lembar.latest)


def lines(pdf: bytes) -> list[int]:
    """How far down the horizontal lines of the first page stand, in points."""
    width, height, rows = opened(next(page_images(pdf, dpi=72)))
    step = 1 + 3 * width
    return [
        y
        for y in range(height)
        if sum(max(rows[at : at + 3]) < DARK for at in range(y * step + 1, (y + 1) * step, 3)) > LINE * width
    ]


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES)
def test_five_rows_of_three_ticks_and_a_long_text_move_no_line(settings, clock, profile):
    assert len(LONG) >= 150
    draw_types(settings.templates, profile)
    with open_office(settings, now=clock) as office:
        done = convert({"satu": written(office, 1), "lima": written(office, 5)})
    assert done.problems == {}
    (page,) = PdfReader(io.BytesIO(done.pdfs["lima"])).pages
    assert sorted(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) in ([165, 215], [148, 210])
    words = page.extract_text().split()
    assert words.count("☑") == 1 + 5 * len(INSTRUKSI) and words.count("pagi.") == 5
    assert lines(done.pdfs["lima"]) == lines(done.pdfs["satu"]) and len(lines(done.pdfs["lima"])) > 10
