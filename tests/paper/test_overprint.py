"""Printed once more on the same sheet: only the new row is seen, and it falls exactly into its place."""

from __future__ import annotations

import pytest

from docgen.actions.disposing import Disposisi, dispose, forward, overprint_row
from docgen.errors import NotReady
from docgen.paper.canonical import unpack
from docgen.paper.overprint import WHITE, only
from docgen.paper.pdf.convert import convert
from docgen.paper.pdf.view import page_images
from docgen.paper.read import plain_text
from docgen.paper.stamp import stamp
from tests.actions.test_disposing import received
from tests.paper.pages import anchor, docx, par
from tests.paper.test_pdf_view import opened

DARK = 128


def dark_points(page: bytes) -> set[tuple[int, int]]:
    """Column and row of every dark point of the first page, at 60 points an inch."""
    converted = convert({"lembar": page})
    assert not converted.problems
    width, height, rows = opened(next(page_images(converted.pdfs["lembar"], dpi=60)))
    line = 1 + 3 * width
    return {
        (x, y)
        for y in range(height)
        for x in range(width)
        if max(rows[y * line + 1 + 3 * x : y * line + 4 + 3 * x]) < DARK
    }


@pytest.fixture
def sheet(plain_office):
    """The office, and a sheet with two instructions."""
    lembar = dispose(plain_office, received(plain_office).id, Disposisi(["sekretaris"], "Siapkan."), by="kepala_dinas")
    onward = Disposisi(["kabid_capil"], "Proses sesuai SOP.")
    return plain_office, forward(plain_office, lembar.id, onward, read=lembar.latest.sha256, by="sekretaris")


@pytest.mark.slow
def test_the_new_row_falls_on_its_place_and_nothing_else_is_printed(sheet):
    office, lembar = sheet
    whole = dark_points(office.archive.read(lembar.latest))
    first, second = (dark_points(overprint_row(office, lembar, row)) for row in (1, 2))
    assert first and second and first < whole and second < whole
    assert max(y for _, y in first) < min(y for _, y in second)
    assert overprint_row(office, lembar) == overprint_row(office, lembar, 2)
    assert len(first | second) < len(whole) / 4


@pytest.mark.parametrize("row", [-1, 3, 99])
def test_a_row_that_bears_nothing_is_not_printed(sheet, row):
    office, lembar = sheet
    with pytest.raises(NotReady, match="memuat 2 disposisi"):
        overprint_row(office, lembar, row)


def test_no_word_is_taken_away_but_all_others_are_white():
    page = stamp(docx(par("Rahasia", anchor("nomor"))), {"nomor": "470"})
    printed = only(page, ["nomor"])
    assert plain_text(printed) == plain_text(page) == "Rahasia470"
    assert only(printed, ["nomor"]) == printed
    body = unpack(printed)["word/document.xml"].decode()
    white = f'<w:r><w:rPr><w:color w:val="{WHITE}"/></w:rPr><w:t'
    assert body.count(white) == 1 and "Rahasia" in body[body.index(white) : body.index(white) + 120]


def test_a_place_that_is_not_there_is_said():
    with pytest.raises(NotReady, match="tempat 'nomor'"):
        only(docx(par("x")), ["nomor"])
