"""Registers and lists on the screen and as files; a number that is missing is named."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from docgen.actions.arsip.gathering import begin
from docgen.actions.arsip.registers import books
from docgen.paper.read import plain_text
from tests.actions.arsip.test_shelving import ARCHIVIST, FORM
from tests.actions.surat.test_dispatching import issued

READER = "kabid_capil"


def test_every_book_and_list_opens_empty_and_says_so(sign_in, office):
    browser = sign_in(READER)
    page = browser.get("/buku/").get_data(as_text=True)
    for name in (*books(office), "lengkap"):
        assert f'href="/buku/{name}"' in page
        assert browser.get(f"/buku/{name}").status_code == 200 and 'class="empty"' in browser.page, name


def test_a_register_shows_a_year_and_says_that_nothing_is_missing(sign_in, office):
    naskah = issued(office)
    browser = sign_in(READER)
    browser.get("/buku/surat_keluar?tahun=2019")
    assert naskah.perihal in browser.page and "1 nomor. Tidak ada nomor yang terlewat." in browser.page
    assert 'href="/buku/surat_keluar?tahun=2018"' in browser.page
    browser.get("/buku/surat_keluar?tahun=2018")
    assert naskah.perihal not in browser.page and "Tidak ada baris pada tahun 2018" in browser.page
    browser.get("/buku/surat_keluar?pada=2019-01-06")
    assert naskah.perihal not in browser.page


@pytest.mark.parametrize(
    "query", ["pada=2031-01-01", "pada=kemarin", "pada=0001-01-01", "pada=9999-12-31", "tahun=12", "unit=Sekre"]
)
def test_what_no_register_can_be_asked_is_told(sign_in, query):
    assert sign_in(READER).get(f"/buku/surat_keluar?{query}").status_code == 409


def test_a_missing_number_is_named(sign_in, office):
    for _ in range(3):
        issued(office)
    with office.archive.engine.begin() as connection:
        connection.execute(text("DELETE FROM nomor WHERE urut = 2"))
    page = sign_in(READER).get("/buku/surat_keluar").get_data(as_text=True)
    assert "Nomor urut yang tidak ada: 2." in page and "Tidak ada nomor yang terlewat" not in page


def test_a_register_comes_as_excel_and_as_a_word_page_signed_by_whom_was_chosen(sign_in, office):
    naskah = issued(office)
    browser = sign_in(READER)
    sheet = browser.get("/buku/surat_keluar/unduh/xlsx?tahun=2019")
    assert sheet.data.startswith(b"PK") and "surat_keluar-2019-" in sheet.headers["Content-Disposition"]
    page = browser.get("/buku/surat_keluar/unduh/docx?tahun=2019&penandatangan=kasubag_umum&mengetahui=sekretaris")
    words = plain_text(page.data)
    people = office.kantor.pejabat
    assert naskah.perihal in words and people["kasubag_umum"].nama in words and people["sekretaris"].nama in words
    assert browser.get("/buku/surat_keluar/unduh/docx?penandatangan=siapa").status_code == 404
    assert browser.get("/buku/surat_keluar/unduh/exe").status_code == 404
    assert browser.get("/buku/lain").status_code == 404


def test_the_proof_names_what_lacks_a_side(sign_in, office):
    naskah = issued(office)
    browser = sign_in(READER)
    browser.get("/buku/lengkap?tahun=2019&kurang=ya")
    assert naskah.nomor in browser.page and "kertas, 0 hari" in browser.page
    assert plain_text(browser.get("/buku/lengkap/unduh/docx?tahun=2019").data).count(naskah.nomor) == 1
    assert naskah.nomor not in browser.get("/buku/lengkap?tahun=2018").get_data(as_text=True)


def test_a_long_list_is_shown_a_page_at_a_time_and_no_page_is_heavy(sign_in, office, monkeypatch):
    for _ in range(5):
        begin(office, FORM, by=ARCHIVIST)
    monkeypatch.setattr("docgen.web.views.buku.MOST", 2)
    browser = sign_in(READER)
    browser.get("/buku/daftar_berkas")
    assert "Halaman 1 dari 3" in browser.page and "5 baris" in browser.page and "5/2019" not in browser.page
    browser.get("/buku/daftar_berkas?hal=3")
    assert "5/2019" in browser.page and "Berikutnya" not in browser.page
