"""Every type has its form: what is shown can be sent again and means the same."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from docgen.naskah.doctype import load_doctypes
from docgen.naskah.fields import KINDS
from docgen.settings import shipped_templates
from docgen.web.forms import read_form, shown_form
from tests.web.conftest import SignIn

TYPES = {name: one for name, one in load_doctypes(shipped_templates()).items() if one.has_template}
DRAFTER = "kasubag_perencanaan"


class Inputs(HTMLParser):
    """What a browser would send of the form that is open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._select = self._area = ""
        self.feed(page[page.index('class="form card"') : page.index("<datalist")])

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "input" and name:
            self.sent[name] = given.get("value") or ""
        elif tag in ("select", "textarea"):
            self._select, self._area = (name, "") if tag == "select" else ("", name)
            self.sent[name] = ""
        elif tag == "option" and "selected" in given:
            self.sent[self._select] = "\0"

    def handle_data(self, data):
        if self._area:
            self.sent[self._area] += data
        elif self.sent.get(self._select) == "\0":
            self.sent[self._select] = data

    def handle_endtag(self, tag):
        if tag in ("textarea", "select"):
            self._area = self._select = ""


@pytest.mark.parametrize("jenis", TYPES)
def test_what_a_form_shows_means_what_was_filled_in(office, jenis):
    doctype = office.doctype(jenis)
    values = doctype.validate(doctype.example(), office.kantor.officials())
    shown = shown_form(doctype.fields, values)
    sent = {name: value for name, value in shown.items() if isinstance(value, str)}
    for name, rows in ((name, rows) for name, rows in shown.items() if isinstance(rows, list)):
        sent |= {f"{name}.{at}.{key}": cell for at, row in enumerate(rows) for key, cell in row.items()}
    assert doctype.validate(read_form(doctype.fields, sent), office.kantor.officials()) == values


@pytest.mark.slow
@pytest.mark.parametrize("jenis", TYPES)
def test_the_example_of_every_type_can_be_sent_as_it_is_shown(sign_in: SignIn, office, jenis):
    browser = sign_in(DRAFTER)
    page = browser.get(f"/naskah/baru/{jenis}?contoh=1").get_data(as_text=True)
    answer = browser.post(f"/naskah/baru/{jenis}", **Inputs(page).sent)
    assert answer.status_code == 302, re.findall(r'<li><a href="#f.*', browser.page)
    naskah = office.archive.naskah(answer.location.rpartition("/")[2])
    assert naskah.jenis == jenis and naskah.latest.by == DRAFTER


def test_all_that_is_wrong_is_told_at_once_beside_its_field_and_nothing_is_lost(sign_in: SignIn, office):
    browser = sign_in(DRAFTER)
    page = browser.get("/naskah/baru/nota_dinas").get_data(as_text=True)
    typed = {**Inputs(page).sent, "perihal": "Permintaan <data>", "dari": "siapa"}
    answer = browser.post("/naskah/baru/nota_dinas", **typed)
    assert answer.status_code == 422 and office.archive.list_naskah() == []
    assert "Permintaan &lt;data&gt;" in browser.page and "<data>" not in browser.page
    assert (
        all(f'id="f.{name}.salah"' in browser.page for name in ("dari", "kepada")) and 'href="#f.dari"' in browser.page
    )


def test_a_draft_is_mended_by_the_form_it_was_filled_with(sign_in: SignIn, office):
    browser = sign_in(DRAFTER)
    page = browser.get("/naskah/baru/nota_dinas?contoh=1").get_data(as_text=True)
    made = browser.post("/naskah/baru/nota_dinas", **Inputs(page).sent).location
    typed = Inputs(browser.get(f"{made}/ubah").get_data(as_text=True)).sent | {"perihal": "Perihal yang benar"}
    assert browser.post(f"{made}/ubah", **typed).location == made
    assert office.archive.naskah(made.rpartition("/")[2]).perihal == "Perihal yang benar"
    stale = browser.post(f"{made}/ubah", **typed)
    assert stale.status_code == 409 and "sudah berubah sejak Anda membacanya" in browser.page


def test_every_kind_of_field_has_its_input(app):
    with app.test_request_context():
        module = app.jinja_env.get_template("kolom.html").module
    assert {name for name in KINDS if hasattr(module, name)} == KINDS.keys() - {"tabel"}


def test_rows_left_empty_are_not_sent(office):
    fields = office.doctype("daftar_hadir").fields
    table = next(one for one in fields if one.kolom)
    sent = {f"{table.name}.{at}.{table.kolom[0].name}": value for at, value in enumerate(["", "Rina", " "])}
    assert read_form(fields, sent)[table.name] == [{table.kolom[0].name: "Rina"}]
