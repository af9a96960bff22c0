"""The office in a browser: a client for every post, signed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from docgen.archive.accounts.store import Accounts
from docgen.office import Office
from docgen.settings import Settings
from docgen.web.app import Options, create_app
from docgen.web.house import House
from docgen.web.passwords import add_account, change_password
from tests.conftest import Clock

OWN = "kata sandi milik sendiri"
ADMIN = "pengelola"

SignIn = Callable[[str], "Browser"]


class Browser:
    """One person at one browser: what he types is sent with the token of the page before."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page = ""

    def get(self, path: str):
        """Open a page."""
        answer = self.client.get(path)
        self.page = answer.get_data(as_text=True) if answer.mimetype == "text/html" else self.page
        return answer

    def post(self, path: str, **typed: object):
        """Send a form of the page that is open, or of any page where it has none."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.page)
        if token is None:
            self.get("/verifikasi/")
            self.get("/" if "Keluar" in self.page else "/masuk")
            token = re.search(r'name="csrf_token" value="([^"]+)"', self.page)
        answer = self.client.post(path, data={"csrf_token": token[1] if token else "", **typed})
        self.page = answer.get_data(as_text=True)
        return answer


@pytest.fixture
def app(settings: Settings, clock: Clock) -> Iterator[Flask]:
    made = create_app(settings, Options(), clock)
    made.testing = True
    made.config["PROPAGATE_EXCEPTIONS"] = True
    yield made
    made.extensions["house"].close()


@pytest.fixture
def house(app: Flask) -> House:
    found: House = app.extensions["house"]
    return found


@pytest.fixture
def office(house: House) -> Office:
    """The office the application serves."""
    return house.office()


@pytest.fixture
def sign_in(app: Flask, house: House) -> SignIn:
    """Sign somebody in, by his post; a guest for the empty one, who looks after accounts for ADMIN."""

    def signed_in(post: str) -> Browser:
        browser = Browser(app.test_client())
        if post:
            made(house.accounts, house.office(), post)
            browser.get("/masuk")
            assert browser.post("/masuk", nama=post, sandi=OWN).status_code == 302
        return browser

    return signed_in


def made(accounts: Accounts, office: Office, post: str) -> None:
    """An account of that name whose owner has chosen his password."""
    if accounts.find(post):
        return
    admin = post == ADMIN
    given = add_account(accounts, office.kantor, post, "" if admin else post, admin=admin)
    account = accounts.find(post)
    assert account
    change_password(accounts, account, given, OWN, OWN)


def files_of(folder: Path) -> dict[str, bytes]:
    """Everything in a folder, by name."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
