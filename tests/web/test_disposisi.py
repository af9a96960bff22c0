"""Disposisi in a browser: to whom and what for, read, passed on, reported, taken back, and what of it is seen."""

from __future__ import annotations

import re

import pytest

from docgen.actions.naskah.drafting import draft
from docgen.actions.surat.disposing import Disposisi, dispose, forward, hops, overprint_row
from docgen.actions.surat.receiving import mark_read
from docgen.actions.surat.registering import register_incoming
from docgen.naskah.records import Status
from tests.actions.surat.test_disposing import TO_SEKRETARIS, letter, received

HEAD, SECRETARY, PLANNER = "kepala_dinas", "sekretaris", "kasubag_perencanaan"


def disposed(office, surat=None):
    return dispose(office, (surat or received(office)).id, TO_SEKRETARIS, by=HEAD)


def page_of(browser, naskah):
    return browser.get(f"/naskah/{naskah.id}").get_data(as_text=True)


def choices(page):
    """The posts that can be ticked: before the fold, and behind it."""
    first, _, more = page.partition("Pejabat lain")
    return [re.findall(r'name="kepada" value="(\w+)"', part) for part in (first, more)]


def test_the_head_ticks_to_whom_and_what_for(sign_in, office):
    surat, browser = received(office), sign_in(HEAD)
    assert f'href="/disposisi/{surat.id}/buat"' in page_of(browser, surat)
    page = browser.get(f"/disposisi/{surat.id}/buat").get_data(as_text=True)
    assert choices(page)[0][:2] == [SECRETARY, "kabid_dafduk"] and choices(page)[1] == []
    answer = browser.post(f"/disposisi/{surat.id}/buat", kepada=[SECRETARY, "kabid_capil"],
                          harap=["Proses lebih lanjut"], isi="Siapkan.", batas="2019-01-09")  # fmt: skip
    (lembar,) = office.archive.list_naskah(jenis="lembar_disposisi")
    (hop,) = hops(lembar)
    assert answer.location == f"/naskah/{lembar.id}" and hop["kepada"] == [SECRETARY, "kabid_capil"]
    assert (hop["instruksi"], hop["isi"], hop["batas"]) == (["Proses lebih lanjut"], "Siapkan.", "2019-01-09")


def test_an_incomplete_disposisi_is_told_at_once_and_keeps_what_was_typed(sign_in, office):
    surat, browser = received(office), sign_in(HEAD)
    typed = {"kepada": [SECRETARY], "isi": "", "batas": "2019-01-02"}
    assert browser.post(f"/disposisi/{surat.id}/buat", **typed).status_code == 409
    assert "02-01-2019 sudah lewat" in browser.page and "isi disposisinya" in browser.page
    assert f'value="{SECRETARY}" checked' in browser.page and 'value="2019-01-02"' in browser.page
    assert browser.post(f"/disposisi/{surat.id}/buat", kepada=["tiada"], isi="<b>").status_code == 404
    assert "&lt;b&gt;" in browser.page
    assert browser.post(f"/disposisi/{surat.id}/buat", kepada=[SECRETARY], isi="A", batas="lusa").status_code == 409
    assert "bukan tanggal" in browser.page and office.archive.list_naskah(jenis="lembar_disposisi") == []


def test_who_passes_it_on_sees_his_own_people_first_and_all_others_behind(sign_in, office):
    lembar, browser = disposed(office), sign_in(SECRETARY)
    page = browser.get(f"/disposisi/{lembar.id}/teruskan").get_data(as_text=True)
    own, others = choices(page)
    assert own == [PLANNER, "kasubag_umum", "tata_usaha"] and HEAD in others and SECRETARY not in (*own, *others)
    answer = browser.post(
        f"/disposisi/{lembar.id}/teruskan", dibaca=lembar.latest.sha256, kepada=[PLANNER], isi="Proses."
    )
    assert answer.location == f"/naskah/{lembar.id}" and len(hops(office.archive.naskah(lembar.id))) == 2


def test_who_was_overtaken_reads_what_was_written_meanwhile_and_keeps_what_he_typed(sign_in, office):
    lembar = dispose(office, received(office).id, Disposisi([SECRETARY, "kabid_capil"], "Bahas."), by=HEAD)
    browser = sign_in(SECRETARY)
    browser.get(f"/disposisi/{lembar.id}/teruskan")
    forward(office, lembar.id, Disposisi(["kabid_piak"], "Lebih dulu."), read=lembar.latest.sha256, by="kabid_capil")
    typed = {"kepada": [PLANNER], "isi": "Proses segera."}
    assert browser.post(f"/disposisi/{lembar.id}/teruskan", dibaca=lembar.latest.sha256, **typed).status_code == 409
    assert "sudah berubah sejak Anda membacanya" in browser.page and "Lebih dulu." in browser.page
    assert "Proses segera.</textarea>" in browser.page
    read = re.search(r'name="dibaca" value="(\w+)"', browser.page)[1]
    assert browser.post(f"/disposisi/{lembar.id}/teruskan", dibaca=read, **typed).status_code == 302


def test_opening_the_page_is_not_reading_only_saying_so_is(sign_in, office):
    lembar, browser = disposed(office), sign_in(SECRETARY)
    assert (
        "Tandai sudah dibaca" in page_of(browser, lembar) and "dibaca" not in hops(office.archive.naskah(lembar.id))[0]
    )
    assert browser.get(f"/disposisi/{lembar.id}/baca").status_code == 405
    browser.get(f"/naskah/{lembar.id}")
    assert browser.post(f"/disposisi/{lembar.id}/baca").location == f"/naskah/{lembar.id}"
    page = page_of(browser, lembar)
    assert "sudah dibaca</span> <small>07-01-2019 08.00" in page and "Tandai sudah dibaca" not in page


def test_a_report_names_its_proof_and_the_chain_shows_both(sign_in, office):
    lembar, browser = disposed(office), sign_in(SECRETARY)
    nota = draft(office, "nota_dinas", office.doctype("nota_dinas").example(), by=SECRETARY)
    assert f'<option value="{nota.id}">' in page_of(browser, lembar)
    browser.post(f"/disposisi/{lembar.id}/lapor", isi="Nota sudah disusun.", naskah=nota.id)
    page = page_of(browser, lembar)
    assert "selesai</span>" in page and "Nota sudah disusun." in page and f'href="/naskah/{nota.id}"' in page
    assert "Laporkan tindak lanjut" not in page


def test_a_report_without_words_or_with_a_strange_proof_files_nothing(sign_in, office):
    lembar, browser = disposed(office), sign_in(SECRETARY)
    browser.get(f"/naskah/{lembar.id}")
    assert browser.post(f"/disposisi/{lembar.id}/lapor", isi=" ").status_code == 409
    assert browser.post(f"/disposisi/{lembar.id}/lapor", isi="Sudah.", naskah="zz").status_code == 404
    assert office.archive.naskah(lembar.id).latest.number == 1


def test_who_gave_it_takes_it_back_while_it_is_unread(sign_in, office):
    lembar, browser = disposed(office), sign_in(HEAD)
    assert "Tarik disposisi terakhir" in page_of(browser, lembar)
    assert browser.post(f"/disposisi/{lembar.id}/tarik", dibaca=lembar.latest.sha256).status_code == 302
    assert office.archive.naskah(lembar.id).latest.status is Status.DIBATALKAN
    lembar = mark_read(office, disposed(office).id, by=SECRETARY)
    assert "Tarik disposisi terakhir" not in page_of(browser, lembar)
    assert browser.post(f"/disposisi/{lembar.id}/tarik", dibaca=lembar.latest.sha256).status_code == 409


def test_the_letter_shows_its_chain_and_what_is_late(sign_in, office, clock, house):
    surat = received(office)
    order = Disposisi([SECRETARY], "Siapkan <segera>.", clock.moment.date())
    lembar = dispose(office, surat.id, order, by=HEAD)
    clock.pass_by(days=1)
    house._looked = 0.0
    page = page_of(sign_in("tata_usaha"), surat)
    assert "belum dibaca, terlambat" in page and "Siapkan &lt;segera&gt;." in page
    assert f'href="/naskah/{lembar.id}"' in page and "Disposisikan" not in page


def test_the_newest_row_is_taken_to_be_printed_on_its_paper(sign_in, office):
    lembar, browser = disposed(office), sign_in(SECRETARY)
    onward = Disposisi([PLANNER], "Proses sesuai SOP.")
    lembar = forward(office, lembar.id, onward, read=lembar.latest.sha256, by=SECRETARY)
    assert f'href="/disposisi/{lembar.id}/cetak"' in page_of(browser, lembar)
    answer = browser.get(f"/disposisi/{lembar.id}/cetak")
    assert (
        answer.data == overprint_row(office, lembar) and "baris-terakhir.docx" in answer.headers["Content-Disposition"]
    )
    assert browser.get(f"/disposisi/{received(office).id}/cetak").status_code == 409


def test_who_may_not_dispose_is_not_asked_and_not_obeyed(sign_in, office):
    surat, clerk = received(office), sign_in("tata_usaha")
    assert "Disposisikan" not in page_of(clerk, surat)
    assert clerk.get(f"/disposisi/{surat.id}/buat").status_code == 403
    assert clerk.post(f"/disposisi/{surat.id}/buat", kepada=[SECRETARY], isi="A").status_code == 403
    assert office.archive.list_naskah(jenis="lembar_disposisi") == []


@pytest.mark.parametrize("step", ["buat", "teruskan", "baca", "lapor", "tarik"])
def test_a_letter_one_may_not_read_is_disposed_by_no_address(sign_in, office, step):
    surat = register_incoming(office, letter(office, keamanan="Rahasia", perihal="Sandi negara"), by="tata_usaha")
    other = sign_in("kabid_capil")
    for naskah in (surat, disposed(office, surat)):
        answer = other.post(f"/disposisi/{naskah.id}/{step}", kepada=[SECRETARY], isi="A")
        assert answer.status_code == 403 and "Sandi negara" not in other.page


def test_a_paper_that_was_disposed_is_not_offered_for_cancelling(sign_in, office):
    surat, clerk = received(office), sign_in("tata_usaha")
    assert "Batalkan naskah" in page_of(clerk, surat)
    disposed(office, surat)
    assert "Batalkan naskah" not in page_of(clerk, surat)
