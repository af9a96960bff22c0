"""A restricted naskah leaves the archive as a marked copy, and that it did is on record."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from docgen.actions.arsip.access_copies import Purpose, access_copy, access_records, demand_original
from docgen.actions.house.upkeep import verify_archive
from docgen.actions.naskah.uploads import Upload
from docgen.errors import NotReady
from docgen.paper.pdf.text import pdf_text
from tests.actions.surat.test_dispatching import issued
from tests.actions.surat.test_disposing import received
from tests.paper.test_pdf_stamp import sheets

READER = Purpose("Rina, Inspektorat", "reviu laporan kinerja")
ARCHIVIST = "kasubag_umum"
A4 = (595, 842)
TWO = sheets(A4, A4)


@pytest.fixture
def office(plain_office):
    return plain_office


def test_who_reads_a_restricted_naskah_by_his_role_takes_a_copy(office):
    open_letter, secret = issued(office), issued(office, keamanan="Rahasia")
    demand_original(office, open_letter, by=ARCHIVIST)
    with pytest.raises(NotReady, match="salinan aksesnya"):
        demand_original(office, secret, by=ARCHIVIST)
    for named in ("sekretaris", "kepala_dinas"):  # who marked it, and the head
        demand_original(office, secret, by=named)


@pytest.mark.slow
def test_a_copy_says_on_every_page_whom_it_is_for_and_why_and_the_original_stays(office):
    secret = issued(office, keamanan="Rahasia")
    before = office.archive.read(secret.latest)
    record, copy = access_copy(office, secret, secret.latest, READER, by=ARCHIVIST)
    assert "Rina" not in pdf_text(copy)  # the marks are outlines: nobody edits them away as text
    assert office.archive.read(office.archive.naskah(secret.id).latest) == before
    assert office.archive.naskah(secret.id).latest.number == secret.latest.number
    assert copy.count(b"%%EOF") == 1  # no earlier state of the file is inside it
    assert record.isi | {"keperluan": READER.keperluan} == record.isi
    assert (record.kode, record.isi["naskah"], record.isi["versi"]) == ("1/2019", secret.id, secret.latest.number)
    assert verify_archive(office) == []


def test_every_copy_has_its_number_and_is_listed(office):
    letter = received(office, scan=Upload(TWO, "surat.pdf"))
    for _ in range(2):
        _, copy = access_copy(office, letter, letter.latest, READER, by=ARCHIVIST, path="surat.pdf")
    assert len(PdfReader(io.BytesIO(copy)).pages) == 2 and copy != TWO
    assert [one.kode for one in access_records(office)] == ["1/2019", "2/2019"]
    assert access_records(office, "lain") == []


def test_a_picture_is_marked_on_paper_of_its_own_size(office):
    letter = received(office, scan=Upload(_png(), "surat.png"))
    _, copy = access_copy(office, letter, letter.latest, READER, by=ARCHIVIST, path="surat.png")
    (page,) = PdfReader(io.BytesIO(copy)).pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [72, 144]  # 200 by 400 dots at 200 a inch


def test_a_copy_needs_a_reader_and_a_reason_and_a_file_that_can_be_marked(office):
    letter = received(office)  # its agenda card is plain text
    with pytest.raises(NotReady) as refused:
        access_copy(office, letter, letter.latest, Purpose(" ", ""), by=ARCHIVIST)
    assert len(refused.value.problems) == 2
    with pytest.raises(NotReady, match="tidak dapat dicap"):
        access_copy(office, letter, letter.latest, READER, by=ARCHIVIST)
    signed = received(office, scan=Upload(sheets(A4) + b"\n% /ByteRange [0 1 2 3]\n%%EOF\n", "surat.pdf"))
    with pytest.raises(NotReady, match="tidak dapat dicap"):
        access_copy(office, signed, signed.latest, READER, by=ARCHIVIST)
    assert access_records(office) == []


def _png():
    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (200, 400), 255).save(out, "PNG")
    return out.getvalue()
