"""Every route by everyone: generated from the table of routes, so that tomorrow's is tested too."""

from __future__ import annotations

import re

import pytest

from docgen.web import guard
from docgen.web.app import Options, create_app
from tests.actions.naskah.test_approving import drafted
from tests.web.conftest import ADMIN, Browser

POSTS = ("", ADMIN, "sekretaris", "kabid_capil", "tata_usaha")
WORDS = {"id": "0000000000", "kode": "0000000000-01-00", "nama": "tiada", "tindakan": "paraf", "nomor": 1, "versi": 1,
         "berkas": "naskah.docx", "jenis": "nota_dinas",
         "sop": "pengukuran_kinerja", "tahun": 2018, "ke": "4",
         "bidang": "kabid_capil", "indikator": "tiada",
         "catatan": "1/2019", "boks": "B-001", "buku": "surat_keluar", "bentuk": "xlsx",
         "macam": "pemusnahan", "langkah": "1", "cara": "baru", "sidik": "0"}  # fmt: skip


def word_for(rule, name):
    """What may stand there: one of the words the route itself names, or one of ours."""
    named = re.search(rf"<any\(([^)]*)\):{name}>", rule.rule)
    return named[1].split(",")[0].strip(' "') if named else WORDS[name]


def routes(app):
    """Every (method, address, view) but the files that never change."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if rule.endpoint == "static":
                continue
            adapter = app.url_map.bind("localhost")
            words = {name: word_for(rule, name) for name in rule.arguments}
            path = adapter.build(rule.endpoint, words, append_unknown=False)
            for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
                yield method, path, app.view_functions[rule.endpoint]


def test_nothing_is_shown_without_an_account_but_what_is_public(app):
    guest = Browser(app.test_client())
    for method, path, view in routes(app):
        if method == "GET" and not guard.is_public(view):
            assert guest.client.get(path).location.startswith("/masuk"), path


def test_nothing_is_changed_without_an_account_but_what_is_public(app):
    guest = Browser(app.test_client())
    for method, path, view in routes(app):
        if method != "GET" and not guard.is_public(view):
            assert guest.post(path).location == "/masuk", path


@pytest.mark.parametrize("post", POSTS)
def test_what_changes_something_asks_for_the_token_of_the_page(app, sign_in, post):
    browser = sign_in(post)
    for method, path, _ in routes(app):
        if method != "GET":
            answer = browser.client.open(path, method=method)
            assert answer.status_code in (400, 302), path
            assert answer.status_code == 400 or answer.location.startswith("/masuk")


@pytest.mark.parametrize("post", POSTS)
def test_accounts_are_looked_after_by_admins_only(app, sign_in, post):
    browser = sign_in(post)
    for method, path, view in routes(app):
        if guard.is_admin_only(view) and post != ADMIN:
            answer = browser.get(path) if method == "GET" else browser.post(path)
            assert answer.status_code in (302, 403) and "Kata sandi pertama" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("post", POSTS)
def test_the_office_itself_is_shown_to_admins_and_archivists_only(app, sign_in, post):
    browser = sign_in(post)
    for method, path, view in routes(app):
        if guard.is_caretaker_only(view):
            answer = browser.get(path) if method == "GET" else browser.post(path)
            assert answer.status_code == (200 if post == ADMIN else 403 if post else 302), path


@pytest.mark.parametrize("post", POSTS)
def test_no_route_fails_on_what_is_not_there(app, sign_in, post):
    browser = sign_in(post)
    for method, path, _ in routes(app):
        if path in ("/keluar",):
            continue
        answer = browser.get(path) if method == "GET" else browser.post(path)
        assert answer.status_code < 500, path


@pytest.mark.parametrize("path", ["/masuk", "/", "/naskah/", "/tidak/ada", "/static/docgen.css"])
def test_every_answer_has_its_headers(sign_in, path):
    headers = sign_in("sekretaris").get(path).headers
    for name, value in guard.HEADERS.items():
        assert headers[name] == value
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == ("max-age=86400" if path.startswith("/static") else "no-store")


def test_the_cookie_is_kept_from_scripts_and_other_sites(app, sign_in):
    browser = sign_in("sekretaris")
    cookie = browser.client.get_cookie("docgen")
    assert cookie.http_only and cookie.same_site == "Lax" and not cookie.secure


@pytest.mark.parametrize(("name", "known"), [("localhost:8470", True), ("192.168.1.10", True), ("[::1]:8470", True),
                                             ("arsip.kantor.lan", True), ("jahat.example", False)])  # fmt: skip
def test_a_page_of_elsewhere_cannot_reach_the_office_by_a_name_of_its_own(settings, clock, name, known):
    app = create_app(settings, Options(names=("arsip.kantor.lan",)), clock)
    assert (app.test_client().get("/masuk", headers={"Host": name}).status_code == 200) is known
    app.extensions["house"].close()


def test_no_page_is_inline_scripted_or_styled(sign_in, office):
    naskah = drafted(office)
    browser = sign_in("sekretaris")
    for path in ("/", "/naskah/", f"/naskah/{naskah.id}", "/cari?k=rapat", "/verifikasi/", "/sandi"):
        page = browser.get(path).get_data(as_text=True)
        assert " style=" not in page and "<style" not in page and " onclick" not in page
        assert page.count("<script") == page.count("<script src=") == 1
        assert len(page) < 200_000
