"""What leaves the house, in a browser: copies, the PDF/A, to whom it was sent and who received it."""

from __future__ import annotations

import io
import re

import pytest

from docgen.actions.naskah.approving import cancel
from docgen.actions.surat.dispatching import items_of, not_sent
from tests.actions.surat.test_dispatching import CLERK, PNG, issued, received, sent

FIRST, SECOND = "Sekretaris Daerah", "Inspektur Kota Tasikmalaya"


def page_of(browser, naskah):
    return browser.get(f"/naskah/{naskah.id}").get_data(as_text=True)


def test_those_who_are_ticked_are_sent_it_and_the_others_stay(sign_in, office):
    naskah, browser = issued(office), sign_in(CLERK)
    labels = re.findall(r'name="kepada" value="([^"]+)" checked', page_of(browser, naskah))
    assert labels == [FIRST, f"{SECOND} (tembusan)"]
    answer = browser.post(f"/ekspedisi/{naskah.id}/kirim", dibaca=naskah.latest.sha256, kepada=labels[1:], cara="pos")
    assert answer.location == f"/naskah/{naskah.id}"
    naskah = office.archive.naskah(naskah.id)
    assert [(one["kepada"], one["cara"]) for one in items_of(naskah)] == [(SECOND, "pos")]
    assert [one.kepada for one in not_sent(naskah)] == [FIRST] and "belum ada tanda terima" in page_of(browser, naskah)


def test_nobody_ticked_is_nobody_sent(sign_in, office):
    naskah, browser = issued(office), sign_in(CLERK)
    browser.get(f"/naskah/{naskah.id}")
    assert browser.post(f"/ekspedisi/{naskah.id}/kirim", dibaca=naskah.latest.sha256).status_code == 409
    assert "centang sedikitnya satu" in browser.page and items_of(office.archive.naskah(naskah.id)) == []


def test_a_receipt_is_noted_with_its_scan(sign_in, office):
    naskah, browser = sent(office, issued(office)), sign_in(CLERK)
    assert "Catat tanda terima Sekretaris Daerah" in page_of(browser, naskah)
    answer = browser.post(f"/ekspedisi/{naskah.id}/terima/1", dibaca=naskah.latest.sha256, oleh="Rina, staf umum",
                          tanggal="2019-01-07", bukti=(io.BytesIO(PNG), "resi.png"))  # fmt: skip
    assert answer.status_code == 302
    page, naskah = page_of(browser, naskah), office.archive.naskah(naskah.id)
    assert "Rina, staf umum, 7 Januari 2019" in page and "Perhatian: resi.png" in page  # kept, though it is torn
    assert office.archive.read(naskah.latest, "tanda-terima-01.png") == PNG


@pytest.mark.parametrize(
    ("typed", "why"),
    [({"oleh": ""}, "nama penerima belum diisi"), ({"oleh": "Rina", "tanggal": "kemarin"}, "bukan tanggal"),
     ({"oleh": "Rina", "tanggal": "2019-01-06"}, "sebelum dikirim")],
)  # fmt: skip
def test_a_receipt_that_cannot_be_is_refused(sign_in, office, typed, why):
    naskah, browser = sent(office, issued(office)), sign_in(CLERK)
    browser.get(f"/naskah/{naskah.id}")
    assert browser.post(f"/ekspedisi/{naskah.id}/terima/1", dibaca=naskah.latest.sha256, **typed).status_code == 409
    assert why in browser.page and "diterima" not in items_of(office.archive.naskah(naskah.id))[0]


def test_a_receipt_of_what_was_never_sent_is_not_found(sign_in, office):
    naskah, browser = issued(office), sign_in(CLERK)
    browser.get(f"/naskah/{naskah.id}")
    answer = browser.post(f"/ekspedisi/{naskah.id}/terima/99999999999999", dibaca=naskah.latest.sha256, oleh="Rina")
    assert answer.status_code == 404


def test_a_copy_is_made_for_somebody_and_may_then_be_sent_to_him(sign_in, office):
    naskah, browser = issued(office), sign_in("kasubag_umum")
    assert "Buat salinan" in page_of(browser, naskah)
    browser.post(f"/ekspedisi/{naskah.id}/salinan", dibaca=naskah.latest.sha256, kepada="Bappelitbangda")
    page = page_of(browser, naskah)
    assert "Salinan ke-1 untuk <b>Bappelitbangda</b>" in page and 'value="Bappelitbangda (salinan 1)" checked' in page
    browser.get(f"/naskah/{naskah.id}")
    assert browser.post(f"/ekspedisi/{naskah.id}/salinan", dibaca=naskah.latest.sha256, kepada=" ").status_code == 409


@pytest.mark.slow
def test_the_pdf_is_filed_once_and_then_no_more_offered(sign_in, office):
    naskah, browser = issued(office), sign_in(CLERK)
    assert "Simpan PDF/A" in page_of(browser, naskah)
    assert browser.post(f"/ekspedisi/{naskah.id}/pdf", dibaca=naskah.latest.sha256).status_code == 302
    assert "naskah.pdf" in office.archive.naskah(naskah.id).latest.files
    assert "Simpan PDF/A" not in page_of(browser, naskah)


def test_what_is_to_be_sent_and_to_be_confirmed_stands_in_one_list(sign_in, office):
    browser = sign_in(CLERK)
    empty = browser.get("/ekspedisi/").get_data(as_text=True)
    assert "Semua naskah yang terbit sudah dikirim" in empty and "Tidak ada kiriman yang menunggu" in empty
    naskah = issued(office)
    assert f"{FIRST}; {SECOND} (tembusan)" in browser.get("/ekspedisi/").get_data(as_text=True)
    naskah = sent(office, received(office, sent(office, naskah, FIRST)))
    page = browser.get("/ekspedisi/").get_data(as_text=True)
    assert "Semua naskah yang terbit sudah dikirim" in page and FIRST not in page and SECOND in page
    cancel(office, naskah.id, read=naskah.latest.sha256, by=CLERK, reason="salah alamat")
    assert "dibatalkan: tarik kembali" in browser.get("/ekspedisi/").get_data(as_text=True)


def test_who_does_not_send_is_offered_no_sending(sign_in, office):
    naskah, other = issued(office), sign_in("sekretaris")
    assert "Catat pengiriman" not in page_of(other, naskah) and "Buat salinan" not in other.page
    for step in ("kirim", "terima/1", "salinan", "pdf"):
        typed = {"dibaca": naskah.latest.sha256, "kepada": [FIRST], "oleh": "Rina"}
        assert other.post(f"/ekspedisi/{naskah.id}/{step}", **typed).status_code == 403
    assert office.archive.naskah(naskah.id) == naskah


def test_what_is_secret_is_in_no_list_of_who_may_not_read_it(sign_in, office):
    sent(office, issued(office, keamanan="Rahasia", perihal="Sandi negara"), FIRST)
    other = sign_in("kabid_piak")
    page = other.get("/ekspedisi/").get_data(as_text=True)
    assert "Sandi negara" not in page and FIRST not in page and SECOND not in page
