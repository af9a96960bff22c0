"""Printed once more on the same sheet: only the new row is seen, and it falls exactly into its place."""

from __future__ import annotations

import pytest

from docgen.actions.surat.disposing import Disposisi, dispose, forward, overprint_row, sheet_at
from docgen.actions.surat.receiving import mark_read, take_back
from docgen.errors import NotReady
from docgen.paper.canonical import unpack
from docgen.paper.overprint import WHITE, only
from docgen.paper.pdf.convert import convert
from docgen.paper.pdf.view import page_images
from docgen.paper.read import plain_text
from docgen.paper.stamp import stamp
from tests.actions.surat.test_disposing import received
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
    with pytest.raises(NotReady, match="yang terisi: 1, 2"):
        overprint_row(office, lembar, row)
    with pytest.raises(NotReady, match="yang terisi: 1, 2"):
        sheet_at(office, lembar, row)


def test_the_whole_sheet_of_a_level_is_the_one_that_was_filed_then(sheet):
    office, lembar = sheet
    first, second = office.archive.versions(lembar.id)
    assert sheet_at(office, lembar, 1) == office.archive.read(first)
    assert sheet_at(office, lembar, 2) == sheet_at(office, lembar) == office.archive.read(second)
    assert mark_read(office, lembar.id, by="kabid_capil").latest.number == 3
    assert sheet_at(office, lembar, 2) == office.archive.read(second)


def test_a_row_given_anew_stands_on_the_sheet_of_its_level_and_the_withdrawn_one_does_not(sheet):
    office, lembar = sheet
    back = take_back(office, lembar.id, read=lembar.latest.sha256, by="sekretaris")
    with pytest.raises(NotReady, match="yang terisi: 1"):
        sheet_at(office, back, 2)
    assert "Proses sesuai SOP." not in plain_text(sheet_at(office, back))
    again = forward(office, back.id, Disposisi(["kabid_piak"], "Telaah."), read=back.latest.sha256, by="sekretaris")
    words = plain_text(sheet_at(office, again, 2))
    assert "Telaah." in words and "Proses sesuai SOP." not in words


def test_the_ticks_of_a_row_are_printed_with_it(plain_office):
    office = plain_office
    order = Disposisi(["sekretaris"], "Siapkan.", instruksi=["proses"])
    lembar = dispose(office, received(office).id, order, by="kepala_dinas")
    body = unpack(overprint_row(office, lembar))["word/document.xml"].decode()
    run = body[body.rindex("<w:r>", 0, body.index("Proses")) : body.index("Siapkan.")]
    assert "☑\u00a0Proses\u00a0lebih\u00a0lanjut" in run and WHITE not in run


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
