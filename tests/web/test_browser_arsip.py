"""The record office in a real browser: an archivist works by clicking, on wide and narrow screens."""

from __future__ import annotations

import pytest

from docgen.actions.arsip.gathering import begin, look, put_in
from docgen.actions.arsip.lending import Asked, request_loan
from docgen.actions.arsip.retiring import propose
from docgen.actions.scan.tray import put_in_tray
from docgen.kearsipan.kertas import PERTINGGAL
from docgen.kearsipan.pinjaman import JENIS, KELUAR, read_pinjaman
from tests.actions.arsip.test_retiring import CLERK, shelved
from tests.actions.arsip.test_shelving import ARCHIVIST, FORM, RAK, laid, set_up_box
from tests.actions.surat.test_dispatching import issued
from tests.web.conftest import ADMIN, NARROW, WIDE, demand_usable

pytestmark = pytest.mark.slow


def test_a_berkas_is_opened_and_filled_and_its_paper_lent_by_clicking(page_of, office):
    naskah = issued(office)
    set_up_box(office, "B-1", RAK, by=ARCHIVIST)
    page = page_of(ARCHIVIST)
    page.get_by_role("link", name="Arsip", exact=True).click()
    page.get_by_role("link", name="Berkas Semua naskah").click()
    page.get_by_role("link", name="Buka berkas baru").click()
    page.get_by_label("Kode klasifikasi").fill("045.2")
    page.get_by_role("button", name="Buka berkas").click()
    assert "wajib diisi" in page.get_by_role("alert").inner_text()
    page.get_by_label("Indeks").fill("Surat Sekda 2019")
    page.get_by_label("Uraian").fill("Surat kepada Sekretaris Daerah")
    page.get_by_label("Boks atau laci").select_option("B-1")
    page.get_by_role("button", name="Buka berkas").click()
    page.get_by_text("Masukkan naskah …").click()
    page.get_by_label("Id atau nomor naskah").fill(naskah.id)
    page.get_by_label("Kertasnya ikut").select_option(PERTINGGAL)
    page.get_by_role("button", name="Masukkan").click()
    assert [one.id for one in look(office, "1/2019").naskah] == [naskah.id]
    page.get_by_role("link", name=naskah.perihal).click()
    assert "boks B-1, berkas 1/2019" in page.inner_text("main")
    page.get_by_role("link", name="Urus kertas dan berkas").click()
    page.get_by_role("link", name="Ajukan peminjaman kertas").click()
    page.get_by_label("Keperluan").fill("pemeriksaan BPK")
    page.get_by_label("Mengapa berkas elektroniknya").fill("diminta aslinya")
    page.get_by_label("Peminjam, bila").fill("kabid_capil")
    page.get_by_role("button", name="Ajukan").click()
    page.get_by_role("button", name="Izinkan").click()
    page.get_by_role("button", name="Serahkan kertasnya").click()
    assert read_pinjaman(office.archive.one_catatan(JENIS, "1/2019")).keadaan == KELUAR
    assert [said for said in page.said if "409" not in said] == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_page_of_the_record_office_shuts_anybody_out(page_of, office, clock, size):
    set_up_box(office, "B-1", RAK, by=ARCHIVIST)
    closed, _ = shelved(office)
    naskah = laid(office, issued(office), boks="B-1")
    kode = begin(office, {**FORM, "boks": "B-1"}, by=ARCHIVIST).kode
    put_in(office, kode, [naskah.id], by=ARCHIVIST)
    request_loan(office, Asked("pemeriksaan", naskah=[(naskah.id, 0)], alasan="aslinya"), by="kabid_capil")
    put_in_tray(office.settings.tray, "scan.pdf", b"rusak", "halaman 2 tidak ada")
    clock.moment = clock.moment.replace(year=2026)
    propose(office, "pemusnahan", [closed], "habis masa simpan", by=CLERK)
    page = page_of(ARCHIVIST, size)
    for path in ("", "berkas/", f"berkas/{kode}", f"berkas/{closed}", "berkas/baru", "boks/", "boks/B-1", "boks/baru",
                 "pinjaman/", "pinjaman/1/2019", "pinjaman/ajukan", f"pinjaman/ajukan?naskah={naskah.id}", "pindaian/",
                 f"naskah/{naskah.id}", "penyusutan/", "penyusutan/1/2026", "penyusutan/calon/pemusnahan"):  # fmt: skip
        demand_usable(page, f"/arsip/{path}")
    for path in ("/buku/", "/buku/surat_keluar?tahun=2019", "/buku/lengkap", "/kantor/klasifikasi?kode=045",
                 "/kantor/kalender?tahun=2019", "/kantor/", "/kantor/pejabat", "/kantor/templat"):  # fmt: skip
        demand_usable(page, path)


def test_a_stack_of_scans_is_sent_in_by_choosing_files(page_of, office, tmp_path):
    for name in ("satu.pdf", "dua.pdf"):
        (tmp_path / name).write_bytes(name.encode())
    page = page_of(CLERK)
    page.goto("/arsip/pindaian/")
    page.get_by_label("Berkas PDF, JPG atau PNG").set_input_files([tmp_path / "satu.pdf", tmp_path / "dua.pdf"])
    page.get_by_role("button", name="Arsipkan").click()
    assert page.get_by_text("tidak diarsipkan", exact=True).count() == 2
    page.get_by_role("link", name="Pindaian lain").click()
    page.get_by_role("button", name="Sisihkan dari baki").first.click()
    assert "disisihkan" in page.get_by_role("status").inner_text()
    assert len(list((office.settings.tray / "sudah").iterdir())) == 2


def test_an_admin_sees_the_state_of_the_house_and_of_its_templates(page_of):
    page = page_of(ADMIN)
    page.get_by_role("link", name="Kantor", exact=True).click()
    page.get_by_role("link", name="Templat").click()
    assert "semuanya baik" in page.inner_text("main") and page.said == []
