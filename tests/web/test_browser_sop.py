"""A real browser: a run is begun and its first step closed by its pelaksana; nobody is shut out of these pages."""

from __future__ import annotations

import pytest

from docgen.actions.sop.following import run_status
from docgen.sop.progress import BERJALAN
from tests.actions.sop.test_following import SOP, TO_REVIEW, begun, closed, made_of
from tests.actions.sop.test_measuring import collect
from tests.web.conftest import NARROW, WIDE, demand_usable

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_run_is_begun_and_its_first_step_closed_by_its_pelaksana(page_of, office, size):
    made_of(office, "lembar_disposisi")
    clerk = page_of("tata_usaha", size)
    clerk.get_by_role("link", name="SOP", exact=True).click()
    clerk.get_by_role("link", name="Mulai Penyusunan Pengukuran Kinerja Dinas").click()
    clerk.get_by_label("Perihal").fill("Pengukuran Kinerja Tahun 2018")
    letter = {"name": "surat.txt", "mimeType": "text/plain", "buffer": b"Mohon laporan pengukuran kinerja."}
    clerk.locator("[name='berkas.surat_masuk']").set_input_files(letter)
    clerk.get_by_role("button", name="Mulai").click()
    assert "dimulai" in clerk.get_by_role("status").inner_text()
    assert clerk.get_by_role("button", name="Tutup langkah").count() == 0

    head = page_of("kepala_dinas", size)
    head.get_by_role("link", name="Pengukuran Kinerja Tahun 2018").click()
    head.get_by_role("button", name="Tutup langkah").click()
    assert "disposisi_kepala" in head.get_by_role("alert").inner_text()
    head.locator("[name='naskah.disposisi_kepala']").select_option(index=1)
    head.get_by_role("button", name="Tutup langkah").click()
    assert "Langkah ditutup" in head.get_by_role("status").inner_text()
    (run,) = office.archive.runs()
    states = run_status(office, run.id).states
    assert [one.step.id for one in states if one.state == BERJALAN] == ["perintah_sekretaris"]
    assert run.events[-1].by == "kepala_dinas" and clerk.said == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_these_pages_shut_nobody_out_and_stay_on_the_screen(page_of, office, size):
    run = closed(office, begun(office), *TO_REVIEW)
    collect(office, quarters=(1,))
    page = page_of("sekretaris", size)
    for path in ("/", "/tugas", "/sop/", f"/sop/{SOP}", f"/sop/{SOP}/mulai", f"/sop/pelaksanaan/{run.id}", "/rapat/",
                 "/kinerja/2018", "/kinerja/2018/laporan?jenis=laporan_triwulan&sampai=1"):  # fmt: skip
        demand_usable(page, path)


def test_a_run_is_printed_without_what_is_only_for_the_screen(page_of, office):
    run = closed(office, begun(office), *TO_REVIEW)
    page = page_of("sekretaris")
    page.goto(f"/sop/pelaksanaan/{run.id}")
    page.emulate_media(media="print")
    assert page.get_by_role("button", name="Tutup langkah").count() == 0
    assert page.locator("table.steps").is_visible() and not page.locator("nav.side").is_visible()
