"""The demo office in the browser, and that no other office shows its accounts."""

from __future__ import annotations

import pytest

from docgen.errors import NotReady
from docgen.web.app import Options, create_app
from docgen.web.demo import PASSWORD, open_demo
from tests.web.conftest import Browser


@pytest.mark.slow
def test_whoever_tries_the_demo_signs_in_as_anybody_and_finds_what_was_made(tmp_path):
    settings = open_demo(tmp_path / "contoh")
    kept = open_demo(tmp_path / "contoh")  # opened again: nothing is made anew
    assert kept == settings
    app = create_app(settings, Options(demo=True))
    browser = Browser(app.test_client())
    browser.get("/masuk")
    assert PASSWORD in browser.page and "kepala_dinas" in browser.page
    assert browser.post("/masuk", nama="sekretaris", sandi=PASSWORD).location == "/"
    assert "Laporan" in browser.get("/naskah/").get_data(as_text=True)
    admin = Browser(app.test_client())
    admin.get("/masuk")
    admin.post("/masuk", nama="admin", sandi=PASSWORD)
    assert admin.get("/kelola/akun/").status_code == 200
    app.extensions["house"].close()


def test_no_other_office_can_be_opened_as_a_demo(settings):
    with pytest.raises(NotReady, match="bukan kantor contoh"):
        create_app(settings, Options(demo=True))


def test_no_other_office_shows_its_accounts(sign_in):
    page = sign_in("").get("/masuk").get_data(as_text=True)
    assert "Kantor contoh" not in page and PASSWORD not in page


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "milik-orang.txt").write_text("jangan dihapus")
    with pytest.raises(NotReady, match="bukan kantor contoh"):
        open_demo(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["milik-orang.txt"]
