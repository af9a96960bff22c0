"""Berkas, boxes and paper in the browser: opened, filled, laid, closed; what is secret stays shut."""

from __future__ import annotations

import pytest

from docgen.actions.arsip.gathering import begin, look, put_in
from docgen.actions.arsip.shelving import papers_of
from docgen.kearsipan.kertas import HILANG, kertas_in
from docgen.naskah.access import HIDDEN
from tests.actions.arsip.test_shelving import ARCHIVIST, FORM, RAK, laid, set_up_box
from tests.actions.surat.test_dispatching import issued
from tests.web.conftest import ADMIN

SECRET = "Perkara yang dirahasiakan"


@pytest.fixture
def archivist(sign_in):
    return sign_in(ARCHIVIST)


def test_a_berkas_goes_from_its_opening_to_its_closing_without_a_terminal(archivist, office):
    naskah = issued(office)
    archivist.get("/arsip/berkas/baru")
    made = archivist.post("/arsip/berkas/baru", **FORM)
    assert made.location == "/arsip/berkas/1/2019"
    archivist.get(made.location)
    assert "belum berisi naskah" in archivist.page
    put = archivist.post(f"{made.location}/isi", dibaca="1", naskah=f"{naskah.id}\n", kertas="pertinggal")
    assert put.location == made.location and [one.id for one in look(office, "1/2019").naskah] == [naskah.id]
    archivist.get(made.location)
    assert naskah.perihal in archivist.page and "belum dikirim kepada" in archivist.page
    assert "Tutup berkas" not in archivist.page
    refused = archivist.post(f"{made.location}/tutup", dibaca="1")
    assert refused.status_code == 409 and "belum dapat ditutup" in archivist.page
    assert archivist.post(f"{made.location}/tahan", dibaca="1", alasan="pemeriksaan BPK").status_code == 302
    archivist.get(made.location)
    assert "Ditahan: pemeriksaan BPK" in archivist.page and "Akhiri penahanan" in archivist.page


def test_a_form_that_lacks_something_says_so_and_loses_nothing(archivist, office):
    archivist.get("/arsip/berkas/baru")
    answer = archivist.post("/arsip/berkas/baru", **{**FORM, "uraian": "", "indeks": "Surat <Sekda>"})
    assert answer.status_code == 409 and "uraian wajib diisi" in archivist.page
    assert 'value="Surat &lt;Sekda&gt;"' in archivist.page and office.archive.catatan("berkas") == []
    archivist.get("/arsip/boks/baru")
    answer = archivist.post("/arsip/boks/baru", kode="b 1", macam="boks", ruang="Ruang arsip")
    assert (
        answer.status_code == 409 and "pakai huruf besar" in archivist.page and 'value="Ruang arsip"' in archivist.page
    )


def test_who_acts_on_a_berkas_that_moved_on_is_told_and_nothing_is_done(archivist, office):
    kode = begin(office, FORM, by=ARCHIVIST).kode
    archivist.get(f"/arsip/berkas/{kode}")
    archivist.post(f"/arsip/berkas/{kode}/vital", dibaca="1", vital="ya")
    answer = archivist.post(f"/arsip/berkas/{kode}/tahan", dibaca="1", alasan="pemeriksaan")
    assert answer.status_code == 409 and "sudah berubah sejak Anda membacanya: ditandai vital" in archivist.page
    assert look(office, kode).berkas.tahan == ""


@pytest.mark.parametrize(("post", "status"), [("kabid_capil", 403), ("sekretaris", 403), (ADMIN, 403)])
def test_who_does_not_keep_records_reads_and_does_nothing(sign_in, office, post, status):
    kode = begin(office, FORM, by=ARCHIVIST).kode
    browser = sign_in(post)
    assert browser.get(f"/arsip/berkas/{kode}").status_code == 200 and "Tindakan Anda" not in browser.page
    assert browser.post(f"/arsip/berkas/{kode}/vital", dibaca="1", vital="ya").status_code == status
    assert not look(office, kode).berkas.vital


def test_what_is_secret_is_on_no_page_of_who_may_not_read_it(sign_in, office):
    naskah = issued(office, perihal=SECRET, keamanan="Rahasia")
    set_up_box(office, "B-1", RAK, by=ARCHIVIST)
    form = {**FORM, "indeks": SECRET, "uraian": SECRET, "keamanan": "rahasia", "boks": "B-1"}
    kode = begin(office, form, by=ARCHIVIST).kode
    put_in(office, kode, [naskah.id], by=ARCHIVIST, macam="pertinggal")
    paths = [f"/arsip/berkas/{kode}", "/arsip/berkas/", "/arsip/boks/B-1", "/buku/surat_keluar", "/buku/lengkap",
             "/buku/daftar_isi_berkas", "/arsip/", "/arsip/pinjaman/"]  # fmt: skip
    head, other, admin = sign_in("kepala_dinas"), sign_in("kabid_capil"), sign_in(ADMIN)
    for path in paths:
        for browser in (other, admin):
            assert browser.get(path).status_code == 200 and SECRET not in browser.page, path
    assert all(SECRET in head.get(path).get_data(as_text=True) for path in paths[:6])
    assert HIDDEN in other.get(paths[0]).get_data(as_text=True)
    found = other.get("/arsip/berkas/?kata=dirahasiakan").get_data(as_text=True)
    assert "Tidak ada berkas yang cocok" in found
    for path in (f"/arsip/naskah/{naskah.id}", f"/arsip/naskah/{naskah.id}/label.pdf"):
        assert other.get(path).status_code == 403 and SECRET not in other.page
    assert other.post(f"/arsip/naskah/{naskah.id}/taruh", dibaca="1").status_code == 403


def test_the_paper_of_a_naskah_is_laid_moved_and_marked_from_its_page(archivist, office):
    naskah, kode = issued(office), begin(office, FORM, by=ARCHIVIST).kode
    set_up_box(office, "B-1", RAK, by=ARCHIVIST)

    def act(what, **typed):
        now = office.archive.naskah(naskah.id).latest.number
        return archivist.post(f"/arsip/naskah/{naskah.id}/{what}", dibaca=now, **typed)

    archivist.get(f"/naskah/{naskah.id}")
    assert "belum diberkaskan" in archivist.page and f'href="/arsip/naskah/{naskah.id}"' in archivist.page
    assert act("isi", berkas=kode).status_code == 302
    assert act("taruh", macam="pertinggal", kondisi="baik", boks="B-1", urut="3").status_code == 302
    assert act("taruh", macam="pertinggal", kondisi="baik", lembar="1", berkas=kode).status_code == 302
    archivist.get(f"/naskah/{naskah.id}")
    assert "1/2019" in archivist.page and "berkas 1/2019" in archivist.page
    assert act("tandai", lembar="1", keadaan="hilang", kondisi="baik").status_code == 409
    assert "tulis catatannya" in archivist.page
    assert act("tandai", lembar="1", keadaan="hilang", kondisi="baik", catatan="waktu banjir").status_code == 302
    (paper,) = kertas_in(office.archive.naskah(naskah.id).latest.facts)
    assert paper.keadaan == HILANG and papers_of(office, office.archive.naskah(naskah.id))[0].letak.endswith("1/2019")
    stale = archivist.post(f"/arsip/naskah/{naskah.id}/keluarkan", dibaca="1", alasan="salah berkas")
    assert stale.status_code == 409 and "sudah berubah sejak Anda membacanya" in archivist.page


def test_labels_come_as_pdf_and_a_wrong_sheet_is_told(archivist, office):
    naskah = laid(office, issued(office), boks=set_up_box(office, "B-1", RAK, by=ARCHIVIST).kode)
    kode = begin(office, FORM, by=ARCHIVIST).kode
    for path in (f"/arsip/berkas/label.pdf?nomor={kode}", "/arsip/boks/label.pdf?ukuran=2x7&mulai=3",
                 f"/arsip/naskah/{naskah.id}/label.pdf"):  # fmt: skip
        answer = archivist.get(path)
        assert answer.data.startswith(b"%PDF") and "attachment" in answer.headers["Content-Disposition"], path
    assert archivist.get("/arsip/boks/label.pdf?mulai=99").status_code == 409
    assert archivist.get("/arsip/boks/label.pdf?mulai=-3").data.startswith(b"%PDF")


def test_a_box_is_entered_and_moved_with_its_history(archivist, office):
    archivist.get("/arsip/boks/baru")
    made = archivist.post("/arsip/boks/baru", kode="b-7", macam="laci", ruang="Ruang arsip", rak="Rak 1")
    assert made.location == "/arsip/boks/B-7"
    archivist.get(made.location)
    assert archivist.post("/arsip/boks/B-7/pindah", dibaca="1", rak="Rak 9", catatan="penuh").status_code == 302
    archivist.get(made.location)
    assert "Ruang arsip, Rak 9" in archivist.page and "dipindah" in archivist.page and "penuh" in archivist.page


def test_an_act_nobody_knows_is_no_page(archivist, office):
    kode = begin(office, FORM, by=ARCHIVIST).kode
    assert archivist.post(f"/arsip/berkas/{kode}/bakar", dibaca="1").status_code == 404
    assert archivist.get("/arsip/berkas/satu/2019").status_code == 404
