"""The office as it is declared and looked after, for who does that; codes and days off for everybody."""

from __future__ import annotations

from docgen.archive.check.nightly import check_night
from docgen.settings import KANTOR
from tests.web.conftest import ADMIN

ARCHIVIST, OTHER = "kasubag_umum", "kabid_capil"


def test_an_archivist_and_an_admin_see_how_the_house_stands(sign_in, office):
    for post in (ARCHIVIST, ADMIN):
        page = sign_in(post).get("/kantor/").get_data(as_text=True)
        assert "Belum ada riwayat pemeriksaan" in page and page.count("chip late") == 2 and 'href="/kantor/"' in page
    check_night(office.archive)
    assert sign_in(ADMIN).get("/kantor/").get_data(as_text=True).count("chip late") == 1
    other = sign_in(OTHER)
    assert 'href="/kantor/"' not in other.get("/").get_data(as_text=True)
    assert [other.get(f"/kantor/{name}").status_code for name in ("", "pejabat", "templat")] == [403] * 3


def test_people_stand_with_the_days_of_their_posts(sign_in, settings):
    path = settings.root / KANTOR
    after = '\n[[pejabat]]\nid = "sekretaris"\njabatan = "Sekretaris"\nnama = "SRI CONTOH"\nmulai = 2027-01-01\n'
    first = path.read_text("utf-8").replace('id = "sekretaris"\n', 'id = "sekretaris"\nsampai = 2026-12-31\n', 1)
    path.write_text(first + after, "utf-8")
    page = sign_in(ADMIN).get("/kantor/pejabat").get_data(as_text=True)
    assert "SRI CONTOH" in page and "sejak 1 Januari 2027" in page and "akan datang" in page
    assert "sampai 31 Desember 2026" in page and "menjabat" in page


def test_a_broken_template_is_named_with_what_is_wrong(sign_in, settings):
    page = sign_in(ADMIN).get("/kantor/templat").get_data(as_text=True)
    assert "semuanya baik" in page and "Nota Dinas" in page
    (settings.templates / "nota_dinas" / "example.toml").unlink()
    page = sign_in(ADMIN).get("/kantor/templat").get_data(as_text=True)
    assert "1 perlu diperbaiki" in page and "example.toml belum ada" in page


def test_codes_are_looked_through_by_everybody(sign_in):
    browser = sign_in(OTHER)
    browser.get("/kantor/klasifikasi?kode=045")
    assert "045.2" in browser.page and "Penataan Berkas" in browser.page
    browser.get("/kantor/klasifikasi?skema=permendagri_83_2022&kode=000.8.6")
    assert "000.8.6.3" in browser.page and "2 tahun" in browser.page and "musnah" in browser.page
    assert "Tidak ada kode yang memuat" in browser.get("/kantor/klasifikasi?kata=xyzzy").get_data(as_text=True)
    assert browser.get("/kantor/klasifikasi?skema=lain").status_code == 404


def test_days_off_are_shown_by_the_year_and_an_unknown_year_is_red(sign_in):
    browser = sign_in(OTHER)
    assert "1 Januari 2019" in browser.get("/kantor/kalender").get_data(as_text=True)
    assert "belum dicatat" in browser.get("/kantor/kalender?tahun=1999").get_data(as_text=True)
    assert browser.get("/kantor/kalender?tahun=5").status_code == 409
