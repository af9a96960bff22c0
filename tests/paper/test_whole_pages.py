"""Every type in both profiles as LibreOffice lays it out: nothing spills onto a page of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from pypdf import PdfReader

from docgen.naskah.doctype import load_doctypes
from docgen.naskah.kantor import load_kantor
from docgen.paper.layout.drawing import PAGES, draw_type
from docgen.paper.layout.profile import PROFILES
from docgen.paper.pdf.convert import convert
from docgen.paper.template.fill import fill
from tests.conftest import ROOT

TEMPLATES = ROOT / "templates_docx"
KANTOR = load_kantor(TEMPLATES / "kantor.toml")
TYPES = load_doctypes(TEMPLATES)


def filled(jenis: str, profile: str) -> bytes:
    doctype = TYPES[jenis]
    values = doctype.validate(doctype.example(), KANTOR.officials())
    seen = {**values, "kantor": KANTOR.printed(), "pejabat": KANTOR.officials()}
    page = draw_type(jenis, PROFILES[profile])
    return fill(page, seen, lambang=KANTOR.lambang.read_bytes(), charts=doctype.charts(values))


@pytest.fixture(scope="module", params=PROFILES)
def printed(request) -> dict[str, list[str]]:
    """The words of every page of every type."""
    done = convert({jenis: filled(jenis, request.param) for jenis in PAGES})
    assert done.problems == {}
    return {
        jenis: [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages] for jenis, pdf in done.pdfs.items()
    }


def pages(printed: dict[str, list[str]]) -> Iterator[tuple[str, int, list[str]]]:
    for jenis, texts in printed.items():
        for number, text in enumerate(texts, 1):
            yield jenis, number, text.split()


@pytest.mark.slow
def test_no_page_is_empty_but_for_its_number(printed):
    assert [(jenis, number) for jenis, number, words in pages(printed) if len(words) < 10] == []


@pytest.mark.slow
def test_pages_are_numbered_from_the_second_on(printed):
    for jenis, number, words in pages(printed):
        assert (words[0] == str(number)) == (number > 1), (jenis, number, words[:3])
