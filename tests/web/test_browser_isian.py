"""In a real browser: what is typed is kept by itself, seen as a page beside its form, and words are offered."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.actions.naskah.test_approving import drafted
from tests.web.conftest import NARROW, WIDE
from tests.web.test_forms import DRAFTER

pytestmark = pytest.mark.slow
NEW = "/naskah/baru/nota_dinas"


def test_what_is_typed_is_kept_by_itself_and_there_again_on_another_day(page_of):
    page = page_of(DRAFTER)
    page.goto(NEW)
    page.get_by_label("Hal").fill("Ditulis separuh")
    page.get_by_text("Isian tersimpan sementara").wait_for(timeout=15_000)
    page.goto("/")
    page.goto(NEW)
    assert page.get_by_label("Hal").input_value() == "Ditulis separuh"
    page.get_by_role("button", name="Buang dan mulai lagi").click()
    assert page.get_by_label("Hal").input_value() == ""
    assert page.said == []


def test_a_page_comes_beside_its_form_and_what_was_typed_stays(page_of, office):
    page = page_of(DRAFTER)
    page.goto(NEW)
    page.get_by_role("button", name="Pratinjau").click()
    page.locator("#pratinjau").get_by_role("link", name="Kepada").click()
    assert page.evaluate("document.activeElement.name") == "kepada" or page.url.endswith("#f.kepada")
    page.goto(f"{NEW}?contoh=1")
    page.get_by_label("Hal").fill("Dilihat dahulu")
    page.get_by_role("button", name="Pratinjau").click()
    page.locator("#pratinjau img").first.wait_for(timeout=60_000)
    assert page.get_by_label("Hal").input_value() == "Dilihat dahulu"
    assert office.archive.list_naskah() == []


def test_a_word_is_taken_from_those_offered_by_the_keyboard_alone(page_of, office):
    word = max(drafted(office).perihal.split(), key=len)
    page = page_of("sekretaris")
    page.keyboard.press("/")
    page.keyboard.type(word[:5])
    offered = page.get_by_role("option", name=word.lower())
    offered.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.locator("#k").get_attribute("aria-activedescendant") == "tawaran-0"
    page.keyboard.press("Enter")
    assert page.locator("#k").input_value() == word.lower() and page.locator("#tawaran").is_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cari?k=*")
    assert page.said == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_pages_of_making_and_finding_shut_nobody_out(page_of, office, size):
    naskah = drafted(office)
    page = page_of(DRAFTER, size)
    page.goto(NEW)
    page.get_by_label("Hal").fill("Separuh")
    page.get_by_role("button", name="Simpan dulu").click()
    for path in (NEW, "/cari", "/cari?k=laporan+tahun:2019", f"/naskah/{naskah.id}/serupa", "/naskah/baru"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
