"""The PDF of a naskah: a look at any version, and the rendition filed with a final one."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from docgen.actions.house.upkeep import verify_archive
from docgen.actions.naskah.approving import sign
from docgen.actions.naskah.daftar import Line
from docgen.actions.naskah.drafting import draft
from docgen.actions.naskah.finding import find, identify
from docgen.actions.naskah.numbering import assign_nomor
from docgen.actions.naskah.publishing import file_pdf, file_pdfs, preview
from docgen.errors import NotReady
from docgen.paper.pdf.convert import Converted, convert
from docgen.paper.pdf.text import pdf_text
from docgen.paper.pdf.view import page_images
from docgen.search.query import parse_query
from tests.actions.naskah.test_approving import drafted, signed

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


@pytest.mark.parametrize(("jenis", "across"), [("daftar_hadir", False), ("nota_dinas", True)])
def test_only_a_page_that_is_written_on_by_hand_has_no_draf_across_it(office, jenis, across):
    naskah = draft(office, jenis, office.doctype(jenis).example(), by="kasubag_perencanaan")
    plain = convert({"naskah": office.archive.read(naskah.latest)}).pdfs["naskah"]
    shown = preview(office, naskah, naskah.latest)
    assert (ImageChops.difference(middle(plain), middle(shown)).getbbox() is not None) is across


def middle(pdf):
    """The first page without the margins, where the codes stand."""
    page = Image.open(BytesIO(next(page_images(pdf)))).convert("L")
    return page.crop((page.width // 6, page.height // 6, page.width * 5 // 6, page.height * 5 // 6))


def test_without_libreoffice_one_sentence_says_how_to_get_it(office, issued, monkeypatch):
    monkeypatch.setenv("DOCGEN_SOFFICE", "/tidak/ada")
    with pytest.raises(NotReady, match="LibreOffice"):
        file_pdf(office, issued.id, read=issued.latest.sha256, by="tata_usaha")
    assert office.archive.naskah(issued.id).latest.number == issued.latest.number


def lines_of(*found):
    return [Line(row, naskah.id, naskah.latest.sha256) for row, naskah in enumerate(found, 2)]


def final(office, perihal):
    naskah = draft(office, "nota_dinas", office.doctype("nota_dinas").example() | {"perihal": perihal}, by="sekretaris")
    signer = naskah.latest.values["dari"]["id"]
    naskah = sign(office, naskah.id, read=naskah.latest.sha256, by=signer)
    return assign_nomor(office, naskah.id, read=naskah.latest.sha256, by="tata_usaha")


def test_many_get_their_pdf_and_what_is_not_final_is_told(office, issued):
    notes, unfinished = [final(office, f"Hal {at}") for at in (1, 2)], drafted(office)
    told = []
    results = file_pdfs(
        office, lines_of(notes[0], unfinished, issued, notes[1]), by="tata_usaha", progress=lambda *at: told.append(at)
    )
    assert [bool(one.naskah) for one in results] == [True, False, True, True] and told[-1] == (3, 3)
    assert "dibuatkan PDF" in results[1].problems[0]
    for one, naskah in zip((results[0], results[3]), notes, strict=True):
        text = pdf_text(office.archive.read(office.archive.naskah(naskah.id).latest, "naskah.pdf"))
        assert naskah.perihal in text and naskah.nomor in text and one.naskah.latest.act == "dibuatkan PDF"
    assert verify_archive(office) == []


def test_all_or_nothing_holds_for_pdf_too(office, issued):
    results = file_pdfs(office, lines_of(issued, drafted(office)), by="tata_usaha", whole=True)
    assert [one.naskah for one in results] == [None, None]
    assert office.archive.naskah(issued.id).latest.number == issued.latest.number


def test_a_page_that_cannot_be_converted_costs_the_others_nothing(office, issued, monkeypatch):
    note = final(office, "Hal")

    def half(pages):
        done = convert(pages)
        first = min(pages, key=int)
        return Converted({k: v for k, v in done.pdfs.items() if k != first}, {first: "halaman tidak selesai"})

    monkeypatch.setattr("docgen.actions.naskah.publishing.convert", half)
    results = file_pdfs(office, lines_of(issued, note), by="tata_usaha")
    assert "halaman tidak selesai" in results[0].problems[0] and results[1].naskah.id == note.id
    assert office.archive.naskah(issued.id).latest.number == issued.latest.number


def test_a_damaged_page_is_told_and_costs_the_others_nothing(office, issued):
    note = final(office, "Hal")
    (page,) = (office.root / "archive" / "ocfl").rglob(f"*{issued.id}*/v{issued.latest.number}/content/naskah.docx")
    page.chmod(0o600)
    page.write_bytes(page.read_bytes()[:-1] + b"x")
    results = file_pdfs(office, lines_of(issued, note), by="tata_usaha")
    assert results[0].problems and results[1].naskah.id == note.id
