"""What was typed and not filed is not lost: kept for its writer alone, offered again, gone once it is filed."""

from __future__ import annotations

from datetime import timedelta

from docgen.actions.naskah.drafting import revise
from tests.actions.naskah.test_approving import drafted, form
from tests.web.conftest import SignIn
from tests.web.test_forms import DRAFTER, Inputs

NEW, KEPT = "/naskah/baru/nota_dinas", "/simpanan/baru/nota_dinas"


def typed(browser, **more):
    return {**Inputs(browser.get(f"{NEW}?contoh=1").get_data(as_text=True)).sent, **more}


def test_what_was_typed_is_offered_again_to_its_writer_alone(sign_in: SignIn, office):
    browser, other = sign_in(DRAFTER), sign_in("sekretaris")
    assert browser.post(KEPT, **typed(browser, perihal="Baru separuh", diam="ya")).status_code == 204
    assert "Baru separuh" in browser.get(NEW).get_data(as_text=True)
    assert "belum selesai, tersimpan" in browser.page
    assert "belum selesai</span>" in browser.get("/naskah/baru").get_data(as_text=True)
    assert "Baru separuh" not in other.get(NEW).get_data(as_text=True)
    assert office.archive.list_naskah() == []


def test_what_is_filed_is_not_offered_again(sign_in: SignIn, office):
    browser = sign_in(DRAFTER)
    whole = typed(browser, perihal="Sudah selesai")
    browser.post(KEPT, **whole, diam="ya")
    assert browser.post(NEW, **whole).status_code == 302 and len(office.archive.list_naskah()) == 1
    assert "Sudah selesai" not in browser.get(NEW).get_data(as_text=True)


def test_what_could_not_be_filed_yet_is_still_kept(sign_in: SignIn):
    browser = sign_in(DRAFTER)
    browser.post(KEPT, **typed(browser, perihal="Masih kurang"), diam="ya")
    assert browser.post(NEW, perihal="Masih kurang").status_code == 422
    assert "Masih kurang" in browser.get(NEW).get_data(as_text=True)


def test_who_wants_to_begin_again_throws_it_away(sign_in: SignIn):
    browser = sign_in(DRAFTER)
    browser.post(KEPT, **typed(browser, perihal="Tidak jadi"), diam="ya")
    browser.get(NEW)
    assert browser.post(f"{KEPT}/buang").location == NEW
    assert "Tidak jadi" not in browser.get(NEW).get_data(as_text=True)


def test_the_button_keeps_it_where_no_script_runs(sign_in: SignIn):
    browser = sign_in(DRAFTER)
    page = browser.get(NEW).get_data(as_text=True)
    assert f'<button formaction="{KEPT}">Simpan dulu</button>' in page
    assert browser.post(KEPT, perihal="Tanpa skrip").location == NEW
    page = browser.get(NEW).get_data(as_text=True)
    assert "Tanpa skrip" in page and "disimpan dulu" in page


def test_rows_of_a_table_are_kept_too(sign_in: SignIn):
    browser = sign_in(DRAFTER)
    browser.get("/naskah/baru/daftar_hadir")
    browser.post("/simpanan/baru/daftar_hadir", **{"peserta.0.nama": "Rina", "peserta.7.nama": "Siti", "diam": "ya"})
    page = browser.get("/naskah/baru/daftar_hadir").get_data(as_text=True)
    assert 'value="Rina"' in page and 'name="peserta.1.nama" value="Siti"' in page


def test_a_correction_that_was_left_lying_says_that_the_naskah_moved_on(sign_in: SignIn, office):
    naskah = drafted(office)
    browser = sign_in(DRAFTER)
    sent = Inputs(browser.get(f"/naskah/{naskah.id}/ubah").get_data(as_text=True)).sent
    browser.post(f"/simpanan/ubah/{naskah.id}", **sent, diam="ya")
    assert "Sesudah itu naskahnya berubah" not in browser.get(f"/naskah/{naskah.id}/ubah").get_data(as_text=True)
    revise(office, naskah.id, form(office), read=naskah.latest.sha256, by=DRAFTER)
    assert "Sesudah itu naskahnya berubah" in browser.get(f"/naskah/{naskah.id}/ubah").get_data(as_text=True)


def test_nothing_is_kept_for_a_form_that_is_not_there_or_is_endless(sign_in: SignIn, house):
    browser = sign_in(DRAFTER)
    browser.get(NEW)
    assert browser.post("/simpanan/baru/tiada", isi="x").status_code == 404
    assert browser.post("/simpanan/ubah/0000000000", isi="x").status_code == 404
    browser.get(NEW)
    assert browser.post(KEPT, isi="x" * 500_001).status_code == 413
    assert house.unfinished.of(DRAFTER) == {}


def test_a_form_nobody_wrote_in_for_a_month_goes(sign_in: SignIn, house, clock):
    browser = sign_in(DRAFTER)
    browser.get(NEW)
    browser.post(KEPT, perihal="Lama", diam="ya")
    clock.moment += timedelta(days=31)
    browser.get(NEW)
    browser.post("/simpanan/baru/notula", perihal="Baru", diam="ya")
    assert list(house.unfinished.of(DRAFTER)) == ["baru/notula"]
