"""A numbered blank sheet that was written on while the power was off is the paper of the naskah that has its number."""

from __future__ import annotations

from datetime import date

import pytest
from PIL import ImageDraw

from docgen.actions.house.upkeep import rebuild_catalogue
from docgen.actions.naskah import publishing
from docgen.actions.naskah.approving import cancel
from docgen.actions.naskah.blank_sheets import blank_row, sheets_in_place
from docgen.actions.naskah.publishing import preview
from docgen.actions.naskah.reserving import release, reserve, use_reserved
from docgen.actions.naskah.uploads import Upload
from docgen.actions.scan.capturing import LEMBAR_TERISI, PINDAIAN, capture, scans_of
from docgen.actions.scan.recognising import recognise_code
from docgen.naskah.kode_halaman import kode_halaman
from docgen.naskah.records import Status
from docgen.office import Office, open_office
from docgen.paper.pdf.convert import Converted
from docgen.paper.pdf.text import page_texts
from docgen.paper.scan.pages import read_pages
from tests.actions.naskah.test_reserving import TU, on_paper, out_of_turn, reserved, signed
from tests.actions.scan.conftest import BY, GLASS, Desk, Print, States, furnish, latest, taken
from tests.paper.scan.scanner import Glass, bound, photograph, scanned
from tests.paper.test_pdf_stamp import sheets
from tests.paper.test_pdf_text import pdf_with

pytestmark = pytest.mark.slow
COUNT, LISTED = 22, 2  # numbers of the blok, and pages of its list
DAY = date(2019, 1, 7)


def made(office: Office) -> States:
    blok = reserved(office, count=COUNT)
    return {"blok": (blok, blok.latest)}


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return furnish(tmp_path_factory.mktemp("blok") / "kantor", made)


@pytest.fixture
def blok(prints) -> Print:
    return prints["blok"]


def written(blok: Print, *numbers: int, glass: Glass = GLASS) -> bytes:
    """The blank sheets of these numbers, written on and scanned."""
    pages = [photograph(blok.pdf, LISTED + number - 1, glass) for number in numbers]
    for page in pages:
        ImageDraw.Draw(page).line([(300, 700), (900, 690), (1200, 720)], 40, 5)
    return bound(pages, glass)


def test_every_blank_sheet_bears_a_code_of_its_own_and_its_number(office, blok):
    version = latest(office, blok).latest
    words = page_texts(blok.pdf)
    assert len(words) == LISTED + COUNT and sheets_in_place(version, words)
    codes = [[code.text for code in page.codes] for page in read_pages(blok.pdf, "blok.pdf")]
    assert codes == [[kode_halaman(blok.naskah_id, 1, page, len(words))] for page in range(1, len(words) + 1)]
    rows = [blank_row(version, page, len(words)) for page in range(1, len(words) + 1)]
    assert rows[:LISTED] == [None] * LISTED
    assert [row["urut"] for row in rows[LISTED:]] == [str(number) for number in range(1, COUNT + 1)]
    for row, text in zip(rows[LISTED:], words[LISTED:], strict=True):
        assert f"nomor urut {row['urut']} tahun 2019" in text


def test_a_written_sheet_is_the_scan_of_the_naskah_entered_for_its_number(office, blok):
    others = [on_paper(office, number, DAY) for number in (16, 18)]
    naskah = on_paper(office, 17, DAY)
    data = written(blok, 17)
    done = taken(office, data)
    (filed,) = done.filed
    assert done.refused == () and done.asal == "" and filed.naskah.id == naskah.id and filed.fact == PINDAIAN
    assert office.archive.read(filed.naskah.latest, "pindaian.pdf") == data
    code = kode_halaman(blok.naskah_id, 1, LISTED + 17, LISTED + COUNT)
    assert filed.lembar == code and scans_of(filed.naskah)[0]["lembar"] == code
    assert (filed.naskah.nomor, filed.naskah.latest.sha256) == (naskah.nomor, naskah.latest.sha256)
    assert not any(scans_of(office.archive.naskah(one.id)) for one in others)
    (again,) = taken(office, data).filed
    assert again.known and again.naskah == filed.naskah


def test_a_photo_of_a_sheet_says_which_number_it_is(office, blok):
    codes = [kode_halaman(blok.naskah_id, 1, page, LISTED + COUNT) for page in (LISTED, LISTED + 17)]
    assert [recognise_code(office, code)[0].lembar_kosong for code in codes] == ["", "17"]
    naskah = on_paper(office, 17, DAY)
    assert recognise_code(office, kode_halaman(naskah.id, 1, 1, 1))[0].lembar_kosong == ""


def test_a_sheet_not_entered_yet_waits_with_the_command_that_enters_it(office, blok):
    data = written(blok, 17)
    done = taken(office, data)
    assert done.filed == ()
    assert "lembar kosong nomor urut 17: belum dicatat" in done.refused[0]
    assert "docgen naskah catat-kertas surat_dinas --isian ISIAN.toml --dipesan 17 --tanggal" in done.refused[0]
    naskah = on_paper(office, 17, DAY)
    assert [one.naskah.id for one in taken(office, data).filed] == [naskah.id]


def test_a_scan_that_was_given_with_the_entry_is_not_filed_twice(office, blok):
    data = written(blok, 17)
    naskah = on_paper(office, 17, DAY, scan=Upload(data, "17.pdf"))
    (filed,) = taken(office, data).filed
    assert filed.known and filed.berkas == "pindaian.pdf" and office.archive.naskah(naskah.id) == naskah
    (other,) = taken(office, written(blok, 17, glass=Glass(skew=-1))).filed
    assert not other.known and other.berkas == "pindaian-2.pdf"


def test_sheets_scanned_together_go_each_to_its_own_naskah(office, blok):
    naskah = {number: on_paper(office, number, DAY).id for number in (17, 18)}
    done = taken(office, written(blok, 18, 3, 17), "tumpukan.pdf")
    assert [one.naskah.id for one in done.filed] == [naskah[17], naskah[18]]
    assert [scans_of(one.naskah)[0]["asal_halaman"] for one in done.filed] == [[3], [1]]
    assert len(done.refused) == 1 and "nomor urut 3: belum dicatat" in done.refused[0]
    assert office.archive.naskah(done.asal).jenis == "berkas_kerja"


def test_a_number_given_back_or_cancelled_is_told_and_may_be_entered_again(office, blok):
    slip = on_paper(office, 2, DAY)
    cancel(office, slip.id, read=slip.latest.sha256, reason="salah ketik nomor", by=TU)
    first = latest(office, blok)
    release(office, first.id, read=first.latest.sha256, by=TU, reason="listrik menyala")
    for number, why in ((2, "salah ketik nomor"), (5, "listrik menyala")):
        (reason,) = taken(office, written(blok, number)).refused
        assert f"sudah dikembalikan atau dibatalkan ({why})" in reason and f"--dipesan {number}" in reason
    naskah = on_paper(office, 2, DAY)
    assert [one.naskah.id for one in taken(office, written(blok, 2)).filed] == [naskah.id]


def test_a_number_that_a_letter_of_docgen_took_is_left_to_a_person(office, blok):
    issued = out_of_turn(use_reserved, office, signed(office), 4, DAY, alasan="")
    done = taken(office, written(blok, 4))
    assert done.filed == () and f"dipakai naskah {issued.id} yang dibuat di docgen" in done.refused[0]
    assert scans_of(office.archive.naskah(issued.id)) == []


def test_two_papers_of_one_number_or_pages_without_a_code_are_left_to_a_person(office, blok):
    naskah = on_paper(office, 17, DAY)
    assert "lebih dari satu" in taken(office, written(blok, 17, 17)).refused[0]
    follows = scanned([(blok.pdf, LISTED + 16), (pdf_with("Halaman kedua"), 0)], GLASS)
    done = taken(office, follows)
    assert done.filed == () and any("halaman tanpa kode" in reason for reason in done.refused)
    assert office.archive.naskah(naskah.id) == naskah


def test_the_list_written_by_hand_is_a_filled_sheet_of_the_blok(office, blok):
    data = scanned(blok.sheets[:LISTED], GLASS)
    (filed,) = taken(office, data).filed
    assert (filed.naskah.id, filed.fact, filed.berkas) == (blok.naskah_id, LEMBAR_TERISI, "pindaian-terisi.pdf")
    assert filed.naskah.latest.status is Status.TERBIT
    done = taken(office, scanned(blok.sheets[1:LISTED], GLASS))
    assert done.filed == () and "halaman 1 dari 2 tidak ada" in done.refused[0]


def test_a_print_whose_sheets_are_not_where_they_belong_names_no_page(office, monkeypatch):
    """An office may have made its blank sheet two pages long."""
    other = reserve(office, "surat_dinas", 2, by=TU, reason="pemadaman kedua")
    pages = sheets(*[(595, 842)] * 5)
    monkeypatch.setattr(publishing, "convert", lambda asked: Converted(dict.fromkeys(asked, pages), {}))
    pdf = preview(office, other, other.latest)
    assert not sheets_in_place(other.latest, page_texts(pages))
    on_paper(office, COUNT + 1, DAY)
    done = capture(office, Upload(scanned([(pdf, 3)], GLASS), "lembar.pdf"), by=BY)
    assert done.filed == () and "tidak menyebut halaman" in done.refused[0]


def test_an_archive_rebuilt_knows_the_sheet_of_a_naskah(desk, blok):
    with open_office(desk.settings, now=desk.clock) as office:
        naskah = on_paper(office, 17, DAY)
        (filed,) = taken(office, written(blok, 17)).filed
    rebuild_catalogue(desk.settings)
    with open_office(desk.settings, now=desk.clock) as office:
        assert office.archive.naskah(naskah.id) == filed.naskah
