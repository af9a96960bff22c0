"""A real browser: people make, read and decide by clicking, on wide and narrow screens."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from waitress.server import create_server

from docgen.actions.naskah.approving import give_paraf
from docgen.naskah.records import Status
from tests.actions.naskah.test_approving import drafted
from tests.web.conftest import OWN, made

pytestmark = pytest.mark.slow
WIDE, NARROW = {"width": 1200, "height": 800}, {"width": 360, "height": 640}

OFF_SCREEN = """() => [...document.querySelectorAll("main *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map((one) => one.outerHTML)"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
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


def test_a_nota_dinas_goes_from_its_form_to_its_signature_by_clicking(page_of, office):
    drafter = page_of("kasubag_perencanaan")
    drafter.get_by_role("link", name="Naskah baru").click()
    drafter.get_by_role("link", name=re.compile("^Nota Dinas [0-9]")).click()
    drafter.get_by_label("Hal").fill("Permintaan data realisasi")
    drafter.get_by_role("button", name="Simpan draf").click()
    assert "wajib diisi" in drafter.get_by_role("alert").inner_text()
    assert drafter.get_by_label("Hal").input_value() == "Permintaan data realisasi"
    drafter.get_by_label("Kepada").fill("Kepala Dinas")
    drafter.get_by_label("Dari").fill("sekretaris")
    drafter.locator("[name=isi]").fill("Dengan hormat, mohon data realisasi.")
    drafter.get_by_role("button", name="Simpan draf").click()
    assert "disimpan" in drafter.get_by_role("status").inner_text()

    secretary = page_of("sekretaris")
    secretary.get_by_role("link", name="Permintaan data realisasi").click()
    secretary.locator("#pages").wait_for(timeout=30_000)
    secretary.get_by_role("button", name="Tanda tangani").click()
    assert "ditandatangani" in secretary.get_by_role("status").inner_text()
    (naskah,) = office.archive.list_naskah()
    assert naskah.latest.status is Status.DISAHKAN and naskah.latest.by == "sekretaris"
    assert drafter.said == [message for message in drafter.said if "422" in message] and secretary.said == []


def test_who_decides_on_a_page_that_moved_on_is_told_by_whom(page_of, office):
    naskah = drafted(office)
    page = page_of("kasubag_perencanaan")
    page.goto(f"/naskah/{naskah.id}")
    give_paraf(office, naskah.id, read=naskah.latest.sha256, by="kasubag_perencanaan")
    page.get_by_role("button", name="Bubuhkan paraf").click()
    assert "sudah berubah sejak Anda membacanya: diparaf oleh kasubag_perencanaan" in page.inner_text("main")


def test_a_table_is_pasted_from_a_sheet_and_rows_come_as_they_are_needed(page_of):
    page = page_of("kasubag_perencanaan")
    page.goto("/naskah/baru/daftar_hadir")
    cells = page.locator("[data-table=peserta] tbody tr")
    before = cells.count()
    page.evaluate(
        """() => {
            const box = document.querySelector("[data-table=peserta] input");
            const data = new DataTransfer();
            data.setData("text/plain", "Rina\\tKasubag\\nSiti\\tStaf\\nDedi\\tStaf\\nYani\\tKabid\\n");
            box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    assert before == 3 and cells.count() == 4
    assert page.locator("[name='peserta.3.nama']").input_value() == "Yani"
    cells.first.get_by_role("button", name="Hapus baris").click()
    assert page.locator("[name='peserta.0.nama']").input_value() == "Siti" and cells.count() == 3


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_page_shuts_anybody_out_or_runs_off_the_screen(page_of, office, size):
    naskah = drafted(office)
    page = page_of("sekretaris", size)
    for path in ("/", "/naskah/", f"/naskah/{naskah.id}", f"/naskah/{naskah.id}/ubah", "/naskah/baru", "/cari?k=rapat",
                 "/naskah/baru/daftar_hadir", "/verifikasi/", "/sandi", "/tidak-ada"):  # fmt: skip
        page.goto(path)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            pytest.fail(f"{path} runs off the screen: {page.evaluate(OFF_SCREEN)}")


def test_the_search_box_is_one_key_away(page_of):
    page = page_of("sekretaris")
    page.keyboard.press("/")
    page.keyboard.type("rapat")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cari?k=rapat")
