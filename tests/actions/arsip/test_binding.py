"""A register as it is printed, signed and bound: nothing typed is taken for a command, the page is an official one."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree
from openpyxl import load_workbook
from pypdf import PdfReader

from docgen.actions.arsip.binding import Register, Signers, head_of_records, print_pdf, print_register, print_signed
from docgen.actions.arsip.lists import LISTS
from docgen.actions.arsip.proving import prove
from docgen.actions.arsip.registers import BUKTI, KELUAR, open_register, proof_register
from docgen.actions.arsip.shelf import Asked
from docgen.actions.arsip.shelving import set_up_box
from docgen.errors import NotFound, NotReady
from docgen.paper.canonical import unpack
from docgen.paper.guard import check_docx
from docgen.paper.layout.drawing import draw_types
from docgen.paper.layout.listing import list_page
from docgen.paper.layout.profile import PROFILES
from docgen.paper.package import W
from docgen.paper.pdf.marks import text_width
from docgen.paper.read import plain_text
from docgen.paper.sheet.listing import Column
from tests.actions.arsip.test_shelving import ARCHIVIST, RAK, laid
from tests.actions.surat.test_dispatching import issued

CONTROLS = "\x00\x0b\ufffe=2"
HOSTILE = (
    "=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1", "\n=1+1", "{{ 7*7 }}",
    "{% raw %}", "{%p if x %}",
    "<w:p/>&amp;]]>", "'=1", "\u202ecod.exe", CONTROLS, "=" * 40, "A" * 4000,
)  # fmt: skip
DAY = date(2019, 1, 7)
CLERK = Signers()
BOLD = 1.06  # wider than the letters we have outlines of
TWO = (Column("No.", 6), Column("Hal", 60))


@pytest.fixture
def office(plain_office):
    return plain_office


def listed(rows, columns=TWO, **more):
    return Register("agenda", "BUKU AGENDA", DAY, columns, rows, **more)


def body(docx):
    return etree.fromstring(unpack(docx)["word/document.xml"])


def drawn_rows(docx):
    """The rows of the table of the list: those below a head that repeats, without the signature in the last."""
    table = next(one for one in body(docx).iter(f"{W}tbl") if one.find(f".//{W}tblHeader") is not None)
    rows = [["".join(cell.itertext()) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]
    assert len(rows[-1]) == 1
    return ["|".join(cells) for cells in rows[:-1]]


def test_the_page_has_letterhead_title_state_table_and_signature(office):
    docx = print_signed(office, listed([["1", "Permintaan data"]], unit="Capil", tahun=2018), CLERK)
    check_docx(docx, "daftar.docx")
    words = plain_text(docx)
    for said in (
        "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL", "BUKU AGENDA", "Capil", "2018", "7 Januari 2019", "1 baris",
        "Tasikmalaya, 7 Januari 2019", "SEKRETARIS DINAS", "Drs. H. ASEP CONTOH, M.Si.",
    ):  # fmt: skip
        assert said in words
    assert drawn_rows(docx) == ["No.|Hal", "1|Permintaan data"] and "Mengetahui" not in words
    assert b" PAGE " in unpack(docx)["word/header1.xml"] and "{{" not in words
    assert print_signed(office, listed([["1", "Permintaan data"]], unit="Capil", tahun=2018), CLERK) == docx


def test_a_list_without_a_row_says_so(office):
    words = plain_text(print_signed(office, listed([]), CLERK))
    assert "Tidak ada yang tercatat." in words and "0 baris" in words and "Drs. H. ASEP CONTOH, M.Si." in words


def test_the_head_of_the_secretariat_signs_unless_another_is_named(office):
    assert head_of_records(office).id == "sekretaris"
    words = plain_text(print_signed(office, listed([]), Signers(ARCHIVIST, "kepala_dinas")))
    assert "DEDI CONTOH, S.IP." in words and "Mengetahui," in words and "IMIH MISBAHUL MUNIR" in words
    assert "ASEP CONTOH" not in words
    with pytest.raises(NotFound, match="camat"):
        print_signed(office, listed([]), Signers("camat"))
    keepers = {post: replace(one, peran=("pejabat",)) for post, one in office.kantor.pejabat.items()}
    nobody = replace(office, kantor=replace(office.kantor, pejabat=keepers))
    with pytest.raises(NotReady, match="--penandatangan"):
        print_signed(nobody, listed([]), CLERK)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda one: one.id)
def test_it_lies_on_the_paper_of_the_office(office, profile):
    draw_types(office.settings.templates, profile.id)
    size = next(body(print_signed(office, listed([["1", "x"]]), CLERK)).iter(f"{W}pgSz"))
    width, height = (int(size.get(f"{W}{side}")) * 25.4 / 1440 for side in "wh")
    assert (round(width), round(height)) == (profile.landscape.width, profile.landscape.height)


def test_no_word_of_a_list_is_taken_for_a_tag_or_for_xml(office):
    rows = [[str(at), text] for at, text in enumerate(HOSTILE, 1)]
    docx = print_signed(office, listed(rows, unit="{{ kantor.nama }}"), CLERK)
    check_docx(docx, "daftar.docx")
    drawn = drawn_rows(docx)[1:]
    assert len(drawn) == len(HOSTILE) and "{{ kantor.nama }}" in plain_text(docx)
    for text in ("{{ 7*7 }}", "{% raw %}", "{%p if x %}", "<w:p/>&amp;]]>", "=HYPERLINK(1)", "A" * 4000):
        assert f"{HOSTILE.index(text) + 1}|{text}" in drawn
    assert f"{HOSTILE.index(CONTROLS) + 1}|=2" in drawn  # without what Word cannot hold


def test_no_word_of_a_list_is_taken_for_a_formula(office):
    rows = [[str(at), text] for at, text in enumerate(HOSTILE, 1)]
    book = print_register(office, listed(rows))
    sheet = load_workbook(io.BytesIO(book)).active
    cells = [sheet.cell(5 + at, 2) for at in range(len(rows))]
    assert {cell.data_type for cell in cells} == {"s"} and cells[0].value == "=HYPERLINK(1)"
    formulas = [cell for cell in cells if str(cell.value).strip()[0] in "=+-@"]
    assert len(formulas) == 10 and all(cell.quotePrefix for cell in formulas)
    assert not [name for name, part in unpack(book).items() if b"<f>" in part]
    assert sheet["A2"].value == office.kantor.nama and sheet["A3"].value == "Keadaan pada tanggal 7 Januari 2019"


@pytest.mark.parametrize("columns", [KELUAR, BUKTI, *(one.columns for one in LISTS.values())], ids=len)
def test_every_head_fits_its_column(columns):
    for profile in PROFILES.values():
        size = list_page(columns, profile).styles["Tabel Kepala"]["size"]
        share = profile.landscape.text / sum(column.width for column in columns)
        for column in columns:
            longest = max(text_width(word, size) for word in column.head.split())
            assert longest * BOLD * 25.4 / 72 < column.width * share - 2.6, column


def test_two_thousand_rows_are_drawn(office):
    rows = [[str(at), f"Permintaan data {at}"] for at in range(1, 2001)]
    assert drawn_rows(print_signed(office, listed(rows), CLERK))[-1] == "2000|Permintaan data 2000"


@pytest.mark.slow
def test_as_pdf_the_head_repeats_and_the_signature_is_never_alone(office):
    pages = []
    columns = (*TWO, Column("Keterangan", 22))
    for count in range(12, 27, 2):
        rows = [[str(n), "Data", "dua baris, ditulis panjang"] for n in range(count)]
        printed = print_pdf(office, listed(rows, columns), CLERK)
        pages += [page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages]
    assert len(pages) > 8
    for page in pages:
        assert "Hal" in page and "Data" in page


def test_the_dual_record_proof_is_printed_as_a_list_to_be_signed(office, clock):
    set_up_box(office, "B-1", RAK, by=ARCHIVIST)
    whole = laid(office, issued(office), boks="B-1")
    clock.pass_by(days=3)
    bare = issued(office)
    found = prove(office, by=ARCHIVIST, tahun=2019)
    register = proof_register(office, found, Asked(2019))
    assert [list(row)[1:] for row in register.rows] == [
        [bare.nomor, "10-01-2019", bare.unit, bare.perihal, bare.latest.sha256[:16], "", "kertas, 0 hari"],
        [whole.nomor, "07-01-2019", whole.unit, whole.perihal, whole.latest.sha256[:16],
         "asli: Gedung A, Ruang arsip, Rak 3, boks B-1", ""],
    ]  # fmt: skip
    assert "DAFTAR ARSIP MANUAL DAN ELEKTRONIK TAHUN 2019" in plain_text(print_signed(office, register, CLERK))
    assert [one.naskah.id for one in prove(office, by=ARCHIVIST, pada=DAY)] == [whole.id]
    assert open_register(office, "surat_keluar", pada=DAY).rows[0][2] == whole.nomor


def test_numbers_that_are_missing_are_named_on_paper_too(office):
    register = listed([["1", "Data"], ["5", "Data"]], gaps=(2, 3, 4, 9))
    assert "2-4, 9" in plain_text(print_signed(office, register, CLERK))
    sheet = load_workbook(io.BytesIO(print_register(office, register))).active
    told = {str(cell.value).partition("; ")[2] for row in sheet.iter_rows() for cell in row}
    assert "nomor terlewat: 2-4, 9" in told
    assert "terlewat" not in plain_text(print_signed(office, listed([["1", "Data"]]), CLERK))
