"""The PDF of a naskah: a look at any version, and the rendition filed with a final one."""

from __future__ import annotations

import pytest

from docgen.actions.finding import find, identify
from docgen.actions.numbering import assign_nomor
from docgen.actions.publishing import file_pdf, preview
from docgen.actions.upkeep import verify_archive
from docgen.errors import NotReady
from docgen.paper.pdf_text import pdf_text
from docgen.search.query import parse_query
from tests.actions.test_approving import drafted, signed

pytestmark = pytest.mark.slow


@pytest.fixture
def issued(office):
    naskah = signed(office)
    return assign_nomor(office, naskah.id, read=naskah.latest.sha256, by="tata_usaha")


def test_a_final_naskah_gets_its_pdf_and_keeps_its_page(office, issued):
    done = file_pdf(office, issued.id, read=issued.latest.sha256, by="tata_usaha")
    pdf = office.archive.read(done.latest, "naskah.pdf")
    assert done.latest.sha256 == issued.latest.sha256 and done.latest.number == issued.latest.number + 1
    assert pdf.startswith(b"%PDF") and b"pdfaid" in pdf
    assert "IMIH MISBAHUL MUNIR" in pdf_text(pdf)
    assert [(n.id, path) for n, _, path in identify(office, pdf)] == [(issued.id, "naskah.pdf")]
    assert [f.naskah.id for f in find(office, parse_query("akta kematian jenis:laporan_pengukuran_kinerja"))] == [
        issued.id
    ]
    assert verify_archive(office) == []


def test_the_same_version_gives_the_same_pdf(office, issued):
    assert preview(office, issued, issued.latest) == preview(office, issued, issued.latest)


def test_a_draft_can_be_looked_at_but_not_filed_as_pdf(office):
    naskah = drafted(office)
    assert preview(office, naskah, naskah.latest).startswith(b"%PDF")
    with pytest.raises(NotReady, match="dibuatkan PDF"):
        file_pdf(office, naskah.id, read=naskah.latest.sha256, by="tata_usaha")


def test_without_libreoffice_one_sentence_says_how_to_get_it(office, issued, monkeypatch):
    monkeypatch.setenv("DOCGEN_SOFFICE", "/tidak/ada")
    with pytest.raises(NotReady, match="LibreOffice"):
        file_pdf(office, issued.id, read=issued.latest.sha256, by="tata_usaha")
    assert office.archive.naskah(issued.id).latest.number == issued.latest.number
