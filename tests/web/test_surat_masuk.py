"""The agenda in a browser: a letter is entered with its scan, told when it came before, and found again."""

from __future__ import annotations

import io

import pytest

from docgen.actions.naskah.reserving import reserve
from docgen.actions.surat.disposing import dispose
from docgen.actions.surat.registering import register_incoming
from docgen.paper.pdf.view import png
from tests.actions.surat.test_disposing import PDF, TO_SEKRETARIS, letter

CLERK = "tata_usaha"
WHOLE_PNG = png(b"\xff\xff\xff" * 6, 3, 2, 9)


def entered(office, **changes):
    return register_incoming(office, letter(office, **changes), by=CLERK)


def scan(data, name="surat.pdf"):
    return (io.BytesIO(data), name)


def sent(browser, office, **more):
    """The form of the entry, filled and sent."""
    browser.get("/surat-masuk/catat")
    return browser.post("/surat-masuk/catat", **{**letter(office), **more})


def only(office):
    (surat,) = office.archive.list_naskah(jenis="surat_masuk")
    return surat


def test_a_letter_is_entered_and_its_scan_is_kept_untouched(sign_in, office):
    browser = sign_in(CLERK)
    answer = sent(browser, office, pindaian=scan(WHOLE_PNG, "surat.png"))
    surat = only(office)
    assert answer.location == f"/naskah/{surat.id}" and office.archive.read(surat.latest, "surat.png") == WHOLE_PNG
    page = browser.get(answer.location).get_data(as_text=True)
    assert "nomor agenda 001" in page and "Perhatian" not in page
    assert "<dt>Tanggal surat</dt><dd>2 Januari 2019</dd>" in page
    assert browser.get(f"/naskah/{surat.id}/halaman/1/1.png").data.startswith(b"\x89PNG")


def test_a_torn_scan_is_kept_and_told_while_the_sender_is_near(sign_in, office):
    browser = sign_in(CLERK)
    where = sent(browser, office, pindaian=scan(PDF)).location
    page = browser.get(where).get_data(as_text=True)
    assert "Perhatian: surat.pdf tidak dapat dibuka" in page
    assert office.archive.read(only(office).latest, "surat.pdf") == PDF
    assert browser.get(f"{where}/halaman/1").status_code == 200


@pytest.mark.parametrize("torn", [WHOLE_PNG[:20], b"\xff\xd8\xff\xe0\x00", b"\x89PNG\r\n\x1a\n"])
def test_a_torn_picture_costs_its_page_and_nothing_else(sign_in, office, torn):
    browser = sign_in(CLERK)
    where = sent(browser, office, pindaian=scan(torn, "foto.jpg")).location
    assert "Perhatian: foto.jpg" in browser.get(where).get_data(as_text=True)
    assert browser.get(f"{where}/halaman/1").status_code == 200


def test_what_is_no_scan_is_refused_and_nothing_typed_is_lost(sign_in, office):
    browser = sign_in(CLERK)
    answer = sent(browser, office, pindaian=scan(b"MZ\x90\x00", "surat.pdf"), pengirim="Camat <Tawang>")
    assert answer.status_code == 422 and office.archive.list_naskah() == []
    assert "Berkas surat.pdf ditolak" in browser.page and "Camat &lt;Tawang&gt;" in browser.page
    assert "Pilih lagi berkasnya" in browser.page


def test_all_that_is_wrong_with_a_letter_stands_beside_its_field(sign_in, office):
    browser = sign_in(CLERK)
    answer = sent(browser, office, tanggal_terima="2019-02-30", pengirim="", perihal="Undangan")
    assert answer.status_code == 422 and office.archive.list_naskah() == []
    assert 'id="f.tanggal_terima.salah"' in browser.page and 'id="f.pengirim.salah"' in browser.page
    assert 'value="Undangan"' in browser.page


def test_the_day_of_arrival_is_today_unless_it_is_said_otherwise(sign_in):
    assert 'type="date" value="2019-01-07"' in sign_in(CLERK).get("/surat-masuk/catat").get_data(as_text=True)


def test_a_letter_that_came_before_is_told_with_its_number(sign_in, office):
    first = entered(office)
    browser = sign_in(CLERK)
    page = browser.get(sent(browser, office).location).get_data(as_text=True)
    assert "sudah dicatat" in page and f'href="/naskah/{first.id}"' in page and "agenda 001" in page


def test_a_letter_entered_on_paper_takes_the_number_it_has_there(sign_in, office):
    browser = sign_in(CLERK)
    assert 'name="dipesan"' not in browser.get("/surat-masuk/catat").get_data(as_text=True)
    reserve(office, "surat_masuk", 2, by=CLERK, reason="listrik padam")
    assert '<option value="2">2 (tahun 2019)</option>' in browser.get("/surat-masuk/catat").get_data(as_text=True)
    day = {"tanggal_surat": "2019-01-06", "tanggal_terima": "2019-01-07"}
    for wrong in ("7", "dua", "9" * 5000):
        assert sent(browser, office, dipesan=wrong, **day).status_code == 409
        assert "tidak dipesan" in browser.page and "yang masih dipesan: 1, 2" in browser.page
    where = sent(browser, office, dipesan="2", alasan="listrik padam", **day).location
    surat = office.archive.naskah(where.rpartition("/")[2])
    assert surat.nomor == "002" and surat.latest.facts["penomoran"]["alasan"] == "listrik padam"


def test_the_list_shows_what_waits_and_finds_by_words_and_year(sign_in, office):
    dispose(office, entered(office, perihal="Undangan rapat").id, TO_SEKRETARIS, by="kepala_dinas")
    entered(office, perihal="Permintaan data")
    browser = sign_in(CLERK)
    page = browser.get("/surat-masuk/").get_data(as_text=True)
    assert (
        page.index("Permintaan data") < page.index("Undangan rapat") and page.count("belum didisposisikan</span>") == 1
    )
    assert "Undangan rapat" not in browser.get("/surat-masuk/?menunggu=ya").get_data(as_text=True)
    assert "Permintaan data" not in browser.get("/surat-masuk/?kata=RAPAT").get_data(as_text=True)
    nothing = browser.get("/surat-masuk/?tahun=2017").get_data(as_text=True)
    assert "Tidak ada surat masuk yang cocok" in nothing and "<option>2019</option>" in nothing


def test_an_empty_agenda_says_what_to_do_and_only_who_keeps_it_may_enter(sign_in):
    assert "Catat surat yang pertama" in sign_in(CLERK).get("/surat-masuk/").get_data(as_text=True)
    other = sign_in("sekretaris")
    assert "Catat surat" not in other.get("/surat-masuk/").get_data(as_text=True)
    assert other.get("/surat-masuk/catat").status_code == 403
    assert other.post("/surat-masuk/catat", pengirim="A").status_code in (403, 422)


def test_what_may_not_be_read_is_nowhere(sign_in, office):
    secret = {"keamanan": "Rahasia", "perihal": "Sandi negara", "tanggal_surat": "2017-03-01"}
    first = entered(office, **secret, tanggal_terima="2017-03-02")
    other = sign_in("kabid_capil")
    page = other.get("/surat-masuk/?tahun=2017").get_data(as_text=True)
    assert "Sandi negara" not in page and "<option>2017" not in page and first.id not in page
    assert other.get(f"/naskah/{first.id}").status_code == 403


def test_the_pages_of_letters_are_plain(sign_in, office):
    surat, browser = entered(office), sign_in("kasubag_umum")
    for path in ("/surat-masuk/", "/surat-masuk/catat", f"/disposisi/{surat.id}/buat", "/ekspedisi/"):
        page = browser.get(path).get_data(as_text=True)
        assert " style=" not in page and " onclick" not in page and page.count("<script") == 1
