"""The page beside its form: for who types it, of what is typed, and filed nowhere."""

from __future__ import annotations

import re

import pytest

from docgen.errors import NotReady
from docgen.web import pages
from tests.actions.naskah.test_approving import drafted
from tests.web.conftest import SignIn
from tests.web.test_forms import DRAFTER, Inputs

LOOK = "/pratinjau/baru/nota_dinas"


def typed(browser, path="/naskah/baru/nota_dinas?contoh=1"):
    return Inputs(browser.get(path).get_data(as_text=True)).sent


@pytest.fixture
def no_pictures(monkeypatch):
    """A computer without LibreOffice."""

    def refused(docx: bytes) -> bytes:
        raise NotReady("LibreOffice tidak ada.")

    monkeypatch.setattr(pages, "proof_pdf", refused)


@pytest.mark.slow
def test_a_form_is_seen_as_a_page_by_its_writer_alone(sign_in: SignIn, office):
    browser, other = sign_in(DRAFTER), sign_in("sekretaris")
    page = browser.post(LOOK, **typed(browser)).get_data(as_text=True)
    picture = re.search(r'src="(/pratinjau/[0-9a-f]{16}/1\.png)"', page)
    assert picture and browser.get(picture[1]).data.startswith(b"\x89PNG")
    assert other.get(picture[1]).status_code == 404 and office.archive.list_naskah() == []


def test_without_libreoffice_the_words_are_shown(sign_in: SignIn, no_pictures, office):
    browser = sign_in(DRAFTER)
    page = browser.post(LOOK, **{**typed(browser), "perihal": "Kata-kata <saja>"}).get_data(as_text=True)
    assert "Kata-kata &lt;saja&gt;" in page and "<img" not in page and office.archive.list_naskah() == []


def test_what_is_missing_leads_to_its_field(sign_in: SignIn):
    browser = sign_in(DRAFTER)
    browser.get("/naskah/baru/nota_dinas")
    answer = browser.post(LOOK, perihal="Hanya ini")
    assert answer.status_code == 422 and 'href="#f.kepada"' in browser.page


def test_a_correction_is_seen_before_it_is_filed(sign_in: SignIn, no_pictures, office):
    naskah = drafted(office)
    browser = sign_in(DRAFTER)
    sent = typed(browser, f"/naskah/{naskah.id}/ubah") | {"periode": "Tahun 2020"}
    answer = browser.post(f"/pratinjau/ubah/{naskah.id}", **sent)
    assert answer.status_code == 200 and "2020" in browser.page
    assert office.archive.naskah(naskah.id).latest == naskah.latest
