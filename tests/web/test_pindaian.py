"""Scans are sent in from the browser; what could not be filed waits with its reason, and nothing is lost."""

from __future__ import annotations

from io import BytesIO

import pytest

CLERK = "tata_usaha"


@pytest.fixture
def clerk(sign_in):
    browser = sign_in(CLERK)
    browser.get("/arsip/pindaian/")
    return browser


def sent(*files):
    return [(BytesIO(data), name) for name, data in files]


def test_several_files_are_taken_at_once_and_each_is_told_with_its_reason(clerk, office):
    files = sent(("satu.pdf", b"rusak"), ("../dua.png", b"bukan gambar"), ("tiga.exe", b"MZ"))
    answer = clerk.post("/arsip/pindaian/", berkas=files)
    assert answer.status_code == 200 and clerk.page.count("Tidak diarsipkan:") == 3
    names = sorted(path.name for path in office.settings.tray.iterdir())
    assert names == ["dua.png", "dua.png.txt", "satu.pdf", "satu.pdf.txt"]
    clerk.get("/arsip/pindaian/")
    assert "satu.pdf" in clerk.page and "bukan PDF" in clerk.page and "docgen arsip tangkap" not in clerk.page


def test_what_waits_is_tried_again_or_set_aside(clerk, office):
    clerk.post("/arsip/pindaian/", berkas=sent(("satu.pdf", b"rusak")))
    clerk.get("/arsip/pindaian/")
    assert clerk.post("/arsip/pindaian/baki/satu.pdf/ulang").status_code == 200 and "tidak diarsipkan" in clerk.page
    clerk.get("/arsip/pindaian/")
    assert clerk.post("/arsip/pindaian/baki/satu.pdf/sisihkan").status_code == 302
    assert (office.settings.tray / "sudah" / "satu.pdf").read_bytes() == b"rusak"
    assert "Baki kosong" in clerk.get("/arsip/pindaian/").get_data(as_text=True)


@pytest.mark.parametrize("name", ["x" * 300 + ".pdf", "..pdf", ".pdf", "a/../../b.pdf", "héllo dunia.pdf", "CON.pdf"])
def test_no_name_of_a_file_leads_out_of_the_tray_or_fails(clerk, office, name):
    assert clerk.post("/arsip/pindaian/", berkas=sent((name, b"rusak"))).status_code == 200
    for path in office.root.rglob("*"):
        if path.is_file() and path.read_bytes() == b"rusak":
            assert path.parent == office.settings.tray


def test_nothing_chosen_is_told(clerk):
    answer = clerk.post("/arsip/pindaian/")
    assert answer.status_code == 409 and "Belum ada pindaian yang dipilih" in clerk.page


def test_the_tray_is_for_who_captures_scans(sign_in, office):
    browser = sign_in("kabid_capil")
    assert browser.get("/arsip/pindaian/").status_code == 403
    browser.get("/arsip/")
    assert "Pindaian" not in browser.page
    assert browser.post("/arsip/pindaian/", berkas=sent(("satu.pdf", b"rusak"))).status_code == 403
    assert not office.settings.tray.exists()
