"""The first half of SOP 470 in a real browser: a letter comes in, goes down from hand to hand, and is reported on."""

from __future__ import annotations

import pytest

from docgen.actions.naskah.reserving import reserve
from docgen.actions.surat.agenda import Wanted, agenda
from docgen.actions.surat.disposing import Disposisi, dispose, hops
from docgen.actions.surat.receiving import waiting_in
from docgen.paper.pdf.view import png
from tests.actions.surat.test_dispatching import issued, sent
from tests.actions.surat.test_disposing import received
from tests.web.conftest import NARROW, WIDE, demand_usable

pytestmark = pytest.mark.slow
HAL = "Penyampaian Laporan Pengukuran Kinerja"


def test_a_letter_is_entered_disposed_forwarded_read_and_reported_by_clicking(page_of, office):
    clerk = page_of("tata_usaha")
    clerk.get_by_role("link", name="Surat masuk").click()
    clerk.get_by_role("link", name="Catat surat", exact=True).click()
    clerk.get_by_label("Surat dari").fill("Sekretaris Daerah Kota Tasikmalaya")
    clerk.get_by_label("Hal", exact=False).first.fill(HAL)
    clerk.get_by_role("button", name="Catat surat").click()
    assert "wajib diisi" in clerk.get_by_role("alert").inner_text()
    clerk.get_by_label("Nomor surat").fill("065 / 012 / Org / 2019")
    clerk.get_by_label("Tanggal surat").fill("2019-01-02")
    scan = {"name": "surat.png", "mimeType": "image/png", "buffer": png(b"\xff" * 300 * 400 * 3, 300, 400, 900)}
    clerk.get_by_label("Pindaian surat").set_input_files(scan)
    clerk.get_by_role("button", name="Catat surat").click()
    assert "nomor agenda 001" in clerk.get_by_role("status").inner_text()
    clerk.get_by_role("img", name="Halaman 1 dari 1").wait_for()

    head = page_of("kepala_dinas")
    head.get_by_role("link", name=HAL).click()
    head.get_by_role("link", name="Disposisikan").click()
    head.get_by_label("Sekretaris", exact=True).check()
    head.get_by_label("Proses lebih lanjut").check()
    head.get_by_label("Isi disposisi").fill("Siapkan laporannya.")
    head.get_by_label("Batas waktu").fill("2019-01-11")
    head.get_by_role("button", name="Disposisikan").click()
    assert "Disposisi dibuat" in head.get_by_role("status").inner_text()

    secretary = page_of("sekretaris")
    secretary.get_by_role("link", name=HAL).click()
    secretary.get_by_role("button", name="Tandai sudah dibaca").click()
    secretary.get_by_role("link", name="Teruskan disposisi").click()
    secretary.get_by_label("Kasubag Perencanaan, Evaluasi dan Pelaporan").check()
    secretary.get_by_label("Isi disposisi").fill("Proses sesuai SOP.")
    secretary.get_by_role("button", name="Teruskan").click()
    assert "Disposisi diteruskan" in secretary.get_by_role("status").inner_text()

    planner = page_of("kasubag_perencanaan")
    planner.get_by_role("link", name=HAL).click()
    planner.get_by_role("button", name="Tandai sudah dibaca").click()
    planner.get_by_text("Laporkan tindak lanjut …").click()
    planner.get_by_label("Apa yang sudah dikerjakan").fill("Rapat dijadwalkan 8 Januari.")
    planner.get_by_role("button", name="Laporkan").click()
    assert "Tindak lanjut dilaporkan" in planner.get_by_role("status").inner_text()

    (lembar,) = office.archive.list_naskah(jenis="lembar_disposisi")
    first, second = hops(lembar)
    assert first["dibaca"].keys() == {"sekretaris"} and second["selesai"].keys() == {"kasubag_perencanaan"}
    assert list(waiting_in(lembar)) == [] and agenda(office, Wanted(menunggu=True), by="kepala_dinas").entries == ()
    head.reload()
    assert "Rapat dijadwalkan 8 Januari." in head.inner_text("main") and "selesai" in head.inner_text("main")
    assert [page.said for page in (head, secretary, planner)] == [[], [], []]


def test_what_was_issued_is_sent_and_confirmed_by_clicking(page_of, office):
    naskah = issued(office)
    clerk = page_of("tata_usaha")
    clerk.get_by_role("link", name="Ekspedisi").click()
    clerk.get_by_role("link", name=naskah.perihal).click()
    clerk.get_by_label("Inspektur Kota Tasikmalaya (tembusan)").uncheck()
    clerk.get_by_label("Cara").fill("kurir")
    clerk.get_by_role("button", name="Catat pengiriman").click()
    assert "dikirim kepada Sekretaris Daerah." in clerk.get_by_role("status").inner_text()
    clerk.get_by_text("Catat tanda terima Sekretaris Daerah …").click()
    clerk.get_by_label("Diterima oleh").fill("Rina, staf umum")
    clerk.get_by_role("button", name="Catat tanda terima").click()
    assert "Tanda terima dicatat" in clerk.get_by_role("status").inner_text()
    assert "Rina, staf umum, 7 Januari 2019" in clerk.inner_text("main") and clerk.said == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_page_of_letters_shuts_anybody_out_or_runs_off_the_screen(page_of, office, size):
    reserve(office, "surat_masuk", 2, by="tata_usaha", reason="listrik padam")
    surat, other, naskah = received(office), received(office), sent(office, issued(office), "Sekretaris Daerah")
    lembar = dispose(office, surat.id, Disposisi(["sekretaris", "kasubag_umum"], "Siapkan laporan."), by="kepala_dinas")
    page = page_of("kasubag_umum", size)
    paths = ["/surat-masuk/", "/surat-masuk/?tahun=2017", "/surat-masuk/catat", "/ekspedisi/"]
    paths += [f"/naskah/{one.id}" for one in (surat, other, lembar, naskah)]
    for path in (*paths, f"/disposisi/{other.id}/buat", f"/disposisi/{lembar.id}/teruskan"):
        demand_usable(page, path)
