"""A meeting is entered once in the browser."""

from __future__ import annotations

from tests.actions.surat.test_meeting import DRAFTER

TYPED = {
    "rapat": "Rapat Pembahasan Data Kinerja", "tanggal_rapat": "2019-01-08", "waktu_mulai": "09:00",
    "waktu_selesai": "selesai", "tempat": "Ruang Rapat", "acara": "Penyampaian data\nPembahasan",
    "pimpinan": "sekretaris", "notulis": "kasubag_perencanaan", "dari": "sekretaris", "perihal": "Undangan Rapat",
    "peserta_jabatan": ["kabid_capil", "kabid_piak"], "peserta": "TATANG CONTOH | Bagian Organisasi",
}  # fmt: skip


def test_the_letters_of_a_meeting_are_drafted_from_one_form(sign_in, office):
    browser = sign_in(DRAFTER)
    browser.get("/rapat/")
    answer = browser.post("/rapat/", **TYPED)
    made = {one.jenis: one for one in office.archive.list_naskah()}
    assert set(made) == {"nota_dinas_undangan", "daftar_hadir", "notula"}
    assert answer.location == f"/naskah/{made['nota_dinas_undangan'].id}"
    assert len(made["nota_dinas_undangan"].latest.values["kepada"]) == 3
    assert "1 undangan, daftar hadir dan kerangka notula" in browser.get(answer.location).get_data(as_text=True)


def test_each_guest_may_have_a_letter_of_his_own(sign_in, office):
    browser = sign_in(DRAFTER)
    browser.get("/rapat/")
    browser.post("/rapat/", **TYPED, satu_satu="ya")
    assert len(office.archive.list_naskah(jenis="nota_dinas_undangan")) == 3


def test_all_that_is_wrong_is_told_and_what_was_typed_and_ticked_stays(sign_in, office):
    browser = sign_in(DRAFTER)
    browser.get("/rapat/")
    answer = browser.post("/rapat/", **{**TYPED, "tempat": "", "pimpinan": "siapa"})
    assert answer.status_code == 422 and office.archive.list_naskah() == []
    assert all(f'id="f.{name}.salah"' in browser.page for name in ("tempat", "pimpinan"))
    assert browser.page.count(" checked") == 2 and "TATANG CONTOH" in browser.page
    assert "Penyampaian data\nPembahasan" in browser.page


def test_a_meeting_without_guests_is_not_called(sign_in, office):
    browser = sign_in(DRAFTER)
    browser.get("/rapat/")
    answer = browser.post("/rapat/", **{**TYPED, "peserta_jabatan": [], "peserta": ""})
    assert answer.status_code == 422 and 'id="f.peserta.salah"' in browser.page
