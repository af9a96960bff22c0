"""Labels of boxes, folders and papers: what is scanned from them on the shelf is what a stock-take expects."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from docgen.actions.arsip.closing import close_berkas
from docgen.actions.arsip.gathering import begin, put_in
from docgen.actions.arsip.labelling import box_labels, folder_labels, paper_labels, print_labels
from docgen.actions.arsip.shelving import set_up_box
from docgen.actions.arsip.stocktaking import take_stock
from docgen.actions.surat.deliveries import HIDDEN
from docgen.actions.surat.dispatching import send
from docgen.errors import NotFound, NotReady
from docgen.kearsipan.kertas import PERTINGGAL
from docgen.naskah.kode import kode_verifikasi
from docgen.paper.pdf.labels import SHEETS, Label, label_sheets
from tests.actions.arsip.test_shelving import ARCHIVIST, FORM, RAK, laid
from tests.actions.surat.test_dispatching import CLERK, issued
from tests.paper.test_pdf_stamp import codes, seen

CODE = {"klasifikasi": "000.8.6.3", "indeks": "LKjIP 2018", "uraian": "Laporan kinerja"}
LABEL = Label("Boks", "B-1", ("Gedung A",), "BOKS:B-1")


@pytest.fixture
def office(plain_office):
    set_up_box(plain_office, "B-1", RAK, by=ARCHIVIST)
    set_up_box(plain_office, "L-2", replace(RAK, macam="laci", unit="Sekre"), by=ARCHIVIST)
    return plain_office


def filled(office, count=1, **form):
    """Berkas in box B-1 with a letter each."""
    opened = [begin(office, {**CODE, "boks": "B-1", **form}, by=ARCHIVIST) for _ in range(count)]
    letters = [issued(office) for _ in opened]
    for berkas, letter in zip(opened, letters, strict=True):
        put_in(office, berkas.kode, [letter.id], by=ARCHIVIST, macam=PERTINGGAL)
    return letters


@pytest.mark.parametrize("size", SHEETS)
def test_what_is_scanned_from_the_labels_is_what_a_stock_take_expects(office, size):
    inside, loose = filled(office), laid(office, issued(office), boks="L-2")
    labels = [
        *box_labels(office, ["b-1"]), *folder_labels(office, []), *paper_labels(office, [inside[0].id]),
        *box_labels(office, ["L-2"]), *paper_labels(office, [loose.id]),
    ]  # fmt: skip
    scanned = codes(print_labels(labels, size))
    assert sorted(scanned) == sorted(label.qr for label in labels) and len(scanned) == 5
    assert [one.qr for one in labels[:2]] == ["BOKS:B-1", "BERKAS:1/2019"]
    count = take_stock(office, [label.qr for label in labels if label.qr in scanned], by=ARCHIVIST)
    assert count.agrees and len(count.found) == 2


def test_a_whole_sheet_is_read_back_label_by_label():
    labels = [replace(LABEL, judul=f"B-{n:03}", qr=f"BOKS:B-{n:03}") for n in range(1, 31)]
    printed = label_sheets(labels, SHEETS["3x8"])
    assert [len(codes(printed, page)) for page in (0, 1)] == [24, 6]
    assert {*codes(printed, 0), *codes(printed, 1)} == {label.qr for label in labels}
    assert label_sheets(labels, SHEETS["3x8"]) == printed


def test_the_label_of_a_box_tells_where_it_stands_and_what_is_in_it(office):
    filled(office, 4)
    begin(office, FORM, by=ARCHIVIST)
    filled(office)
    box, drawer = box_labels(office, [])
    assert (box.kepala, box.judul) == ("Boks", "B-1")
    assert box.baris == ("Gedung A, Ruang arsip, Rak 3", "", "Tahun 2019", "Berkas 1-4, 6/2019")
    assert (drawer.kepala, drawer.baris[1:]) == ("Laci", ("Unit Sekre", "", ""))


def test_the_label_of_a_folder_tells_its_code_its_index_and_how_long_it_is_kept(office):
    (letter,) = filled(office, folder="11")
    (label,) = folder_labels(office, ["1/2019"])
    assert (label.kepala, label.judul) == ("Berkas 1/2019", "000.8.6.3")
    assert label.baris == ("LKjIP 2018", "2019", "Boks B-1, folder 11", "Simpan 2 + 3 tahun, musnah")
    send(office, letter.id, read=letter.latest.sha256, by=CLERK)
    close_berkas(office, "1/2019", by=ARCHIVIST)
    assert folder_labels(office, [])[0].baris[-1] == "Simpan s.d. 31-12-2024, musnah"


def test_the_index_of_a_secret_berkas_is_not_told_by_its_label(office):
    begin(office, {**FORM, "keamanan": "rahasia"}, by=ARCHIVIST)
    hidden, shown = (folder_labels(office, [], by=by)[0].baris for by in ("kabid_piak", ARCHIVIST))
    assert hidden[0] == HIDDEN and shown[0] == FORM["indeks"]


def test_every_copy_on_paper_has_a_label_with_the_code_that_is_printed_on_it(office):
    naskah = laid(office, laid(office, issued(office), boks="B-1", urut=7), PERTINGGAL, boks="L-2")
    printed = next(v.number for v in office.archive.versions(naskah.id) if v.sha256 == naskah.latest.sha256)
    kode = kode_verifikasi(naskah.id, printed)
    first, second = paper_labels(office, [naskah.id])
    assert (first.judul, first.qr, second.kepala) == (kode, kode, "Pertinggal, lembar 2")
    place = "boks B-1, nomor urut 7"  # first, so that its figure is not what is cut
    assert first.baris == (place, naskah.nomor, "07-01-2019", "Gedung A, Ruang arsip, Rak 3")
    (bare,) = paper_labels(office, [issued(office).id])
    assert bare.kepala == "Naskah" and naskah.perihal not in str((first, second, bare))


def test_a_used_sheet_is_gone_on_with_where_it_was_left():
    labels = [replace(LABEL, qr=f"BOKS:{n}") for n in range(3)]
    page = seen(label_sheets(labels, SHEETS["3x8"], 5))
    third, tall = page.width / 3, page.height / 8
    left, below = page.height - 2 * tall + 5, page.height - tall - 5
    assert page.dark(5, page.height - tall + 5, page.width, page.height) == 0  # places 1 to 3
    assert page.dark(5, left, third - 5, below) == 0 < page.dark(third + 5, left, 2 * third - 5, below)
    printed = label_sheets(labels, SHEETS["3x8"], 23)
    assert [len(codes(printed, page)) for page in (0, 1)] == [2, 1]
    assert len(PdfReader(io.BytesIO(label_sheets(labels, SHEETS["2x7"]))).pages) == 1


def test_words_that_are_too_many_stay_on_their_label():
    words = ("Laporan pengukuran kinerja " * 20, "X" * 200, *["baris"] * 20)
    long = Label("Berkas 1/2019", "000.8.6.3.1.2.3.4.5.6.7.8.9.10.11.12", words, "BERKAS:1/2019")
    for sheet in SHEETS.values():
        page = seen(label_sheets([long], sheet))
        wide = (page.width - sheet.columns * sheet.width * 72 / 25.4) / 2 + sheet.width * 72 / 25.4 + 2
        tall = (page.height - sheet.rows * sheet.height * 72 / 25.4) / 2 + sheet.height * 72 / 25.4 + 2
        assert page.dark(wide, 0, page.width, page.height) == 0
        assert page.dark(0, 0, page.width, page.height - tall) == 0


def test_what_cannot_be_labelled_is_told(office):
    with pytest.raises(NotFound, match="B-9"):
        box_labels(office, ["B-9"])
    with pytest.raises(NotFound, match="9/2019"):
        folder_labels(office, ["9/2019"])
    with pytest.raises(NotReady, match="pilih: 3x8, 2x7"):
        print_labels([LABEL], "5x5")
    with pytest.raises(NotReady, match="hanya memuat 24"):
        print_labels([LABEL], "3x8", 25)
    with pytest.raises(NotReady, match="Tidak ada"):
        print_labels(folder_labels(office, []))
