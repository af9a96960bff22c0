"""A real browser: people make, read and decide by clicking, on wide and narrow screens."""

from __future__ import annotations

import re

import pytest

from docgen.actions.naskah.approving import give_paraf
from docgen.naskah.records import Status
from tests.actions.naskah.test_approving import drafted
from tests.web.conftest import NARROW, WIDE, demand_usable

pytestmark = pytest.mark.slow


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
        demand_usable(page, path)


def test_the_search_box_is_one_key_away(page_of):
    page = page_of("sekretaris")
    page.keyboard.press("/")
    page.keyboard.type("rapat")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cari?k=rapat")
