"""The office in a browser: a client for every post, signed in."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, sync_playwright
from waitress.server import create_server

from docgen.archive.accounts.store import Accounts
from docgen.office import Office
from docgen.settings import Settings
from docgen.web.app import Options, create_app
from docgen.web.house import House
from docgen.web.passwords import add_account, change_password
from tests.conftest import Clock

OWN = "kata sandi milik sendiri"
ADMIN = "pengelola"

WIDE, NARROW = {"width": 1200, "height": 800}, {"width": 360, "height": 640}

OFF_SCREEN = """() => [...document.querySelectorAll("main *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map((one) => one.outerHTML)"""

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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    path = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    assert path, "Chromium is missing: install it, or name it by CHROMIUM=/path"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def address(app) -> Iterator[str]:
    """Where the office is served by the server it is served by at work."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)


@pytest.fixture
def page_of(chromium, address, house):
    """The page of somebody who has signed in, by his post."""
    contexts = []

    def opened(post: str, size: dict[str, int] = WIDE) -> Page:
        made(house.accounts, house.office(), post)
        context = chromium.new_context(viewport=size, base_url=address, locale="id-ID")
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto("/masuk")
        page.get_by_label("Nama masuk").fill(post)
        page.get_by_label("Kata sandi").fill(OWN)
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url("**/")
        return page

    yield opened
    for context in contexts:
        context.close()


def demand_usable(page: Page, path: str) -> None:
    """Nobody is shut out of that page, and nothing of it runs off the screen, also with every fold open."""
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        pytest.fail(f"{path} runs off the screen: {page.evaluate(OFF_SCREEN)}")


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
