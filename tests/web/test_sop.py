"""Runs of SOPs in the browser: begun, closed by their pelaksana with real papers, sent back, cancelled."""

from __future__ import annotations

import io
import re

import pytest

from docgen.actions.sop.collecting import make_forms, receive_form
from docgen.actions.sop.following import cancel_run, start_run
from docgen.actions.sop.recurring import open_due
from docgen.actions.surat.registering import register_incoming
from docgen.kinerja.period import Triwulan
from docgen.sop.progress import cancellation, current_step
from tests.actions.naskah.test_approving import letter
from tests.actions.sop.test_following import SOP, TO_REVIEW, begun, closed, made_of
from tests.actions.sop.test_measuring import answered

PDF = b"surat dari Bagian Organisasi"


def file(name="surat.txt", data=PDF):
    return io.BytesIO(data), name


def present(office, run):
    step = current_step(office.sop(SOP), office.archive.run(run.id))
    return step.id if step else ""


def test_a_run_is_begun_with_what_is_at_hand(sign_in, office):
    browser = sign_in("tata_usaha")
    browser.get(f"/sop/{SOP}/mulai")
    answer = browser.post(f"/sop/{SOP}/mulai", perihal="Tahun 2018", **{"berkas.surat_masuk": file()})
    (run,) = office.archive.runs()
    assert answer.location == f"/sop/pelaksanaan/{run.id}" and list(run.events[0].outputs) == ["surat_masuk"]
    page = browser.get(answer.location).get_data(as_text=True)
    assert "menunggu <b>Kepala Dinas</b>" in page and "surat.txt" in page and "Tutup langkah" not in page


def test_a_run_that_is_open_already_is_told_and_one_without_perihal_is_not_begun(sign_in, office):
    begun(office)
    browser = sign_in("tata_usaha")
    browser.get(f"/sop/{SOP}/mulai")
    assert browser.post(f"/sop/{SOP}/mulai", perihal=" ").status_code == 409
    assert "perihal wajib diisi" in browser.page and len(office.archive.runs()) == 1
    browser.post(f"/sop/{SOP}/mulai", perihal="Pengukuran Kinerja 2018")
    assert "sudah terbuka sejak 07-01-2019" in browser.get("/sop/").get_data(as_text=True)


def test_a_step_is_closed_by_its_pelaksana_with_a_file_and_a_naskah(sign_in, office):
    run, sheet = begun(office), made_of(office, "lembar_disposisi")
    head = sign_in("kepala_dinas")
    page = head.get(f"/sop/pelaksanaan/{run.id}").get_data(as_text=True)
    assert "Tutup langkah" in page and 'name="berkas.surat_masuk"' in page
    given = {"naskah.disposisi_kepala": sheet.removeprefix("naskah:"), "berkas.surat_masuk": file()}
    answer = head.post(f"/sop/pelaksanaan/{run.id}/langkah", dibaca="1", **given)
    assert answer.status_code == 302 and present(office, run) == "perintah_sekretaris"
    assert "Langkah ditutup." in head.get(answer.location).get_data(as_text=True)


def test_all_that_is_missing_is_told_at_once_and_nothing_is_filed(sign_in, office):
    run = begun(office)
    before = office.archive.naskah_ids()
    head = sign_in("kepala_dinas")
    head.get(f"/sop/pelaksanaan/{run.id}")
    answer = head.post(f"/sop/pelaksanaan/{run.id}/langkah", dibaca="1", catatan="segera")
    assert answer.status_code == 409 and present(office, run) == "perintah_kepala"
    assert "surat_masuk" in head.page and "disposisi_kepala" in head.page and ">segera</textarea>" in head.page
    assert office.archive.naskah_ids() == before


def test_a_typed_paper_that_is_not_there_is_told(sign_in, office):
    run = begun(office)
    head = sign_in("kepala_dinas")
    head.get(f"/sop/pelaksanaan/{run.id}")
    answer = head.post(f"/sop/pelaksanaan/{run.id}/langkah", dibaca="1", **{"ketik.surat_masuk": "470/99/X"})
    assert answer.status_code == 404 and "470/99/X" in head.page and present(office, run) == "perintah_kepala"


def test_a_step_that_was_closed_meanwhile_is_not_closed_again(sign_in, office):
    run = begun(office)
    head = sign_in("kepala_dinas")
    head.get(f"/sop/pelaksanaan/{run.id}")
    closed(office, run, ("kepala_dinas", ""))
    answer = head.post(f"/sop/pelaksanaan/{run.id}/langkah", dibaca="1")
    assert answer.status_code == 409 and "sudah berubah sejak Anda membacanya" in head.page
    assert present(office, run) == "perintah_sekretaris"


def test_a_draft_is_sent_back_with_a_note_that_stands_in_the_table(sign_in, office):
    run = closed(office, begun(office), *TO_REVIEW)
    browser = sign_in("sekretaris")
    page = browser.get(f"/sop/pelaksanaan/{run.id}").get_data(as_text=True)
    assert 'value="diparaf"' in page and 'value="dikembalikan"' in page
    path, read = f"/sop/pelaksanaan/{run.id}/langkah", str(len(run.events))
    assert browser.post(path, dibaca=read, hasil="dikembalikan").status_code == 409
    assert browser.post(path, dibaca=read, hasil="dikembalikan", catatan="Realisasi keliru").status_code == 302
    assert present(office, run) == "susun_draf"
    assert "Realisasi keliru" in browser.get(f"/sop/pelaksanaan/{run.id}").get_data(as_text=True)


@pytest.mark.parametrize(("post", "code"), [("kabid_capil", 403), ("tata_usaha", 302)])
def test_a_run_is_cancelled_by_those_who_may_and_keeps_its_reason(sign_in, office, post, code):
    run = begun(office)
    browser = sign_in(post)
    page = browser.get(f"/sop/pelaksanaan/{run.id}").get_data(as_text=True)
    assert ("Batalkan pelaksanaan" in page) is (code == 302)
    answer = browser.post(f"/sop/pelaksanaan/{run.id}/batalkan", dibaca="1", alasan="Terbuka dua kali")
    assert answer.status_code == code and bool(cancellation(office.archive.run(run.id))) is (code == 302)
    if code == 302:
        assert "Terbuka dua kali" in browser.get(answer.location).get_data(as_text=True)


def test_the_table_of_a_run_says_where_each_step_stands(sign_in, office):
    run = closed(office, begun(office), *TO_REVIEW)
    page = sign_in("kabid_piak").get(f"/sop/pelaksanaan/{run.id}").get_data(as_text=True)
    assert page.count('class="is-selesai"') == 5 and page.count('class="is-berjalan"') == 1
    assert page.count('class="is-menunggu"') == 2 and "Kasubag Perencanaan, Evaluasi dan Pelaporan" in page
    for printed in ("Draf laporan pengukuran Kinerja Dinas terparaf", "30 menit", "◊"):
        assert printed in page


def test_a_secret_paper_of_a_run_is_closed_to_who_may_not_read_it(sign_in, office):
    secret = letter(office, keamanan="Rahasia", perihal="Perihal yang tertutup")
    run = start_run(office, SOP, "Tahun 2018", by="tata_usaha", outputs={"surat_masuk": f"naskah:{secret.id}"})
    for post, read in (("tata_usaha", True), ("kabid_piak", False)):
        page = sign_in(post).get(f"/sop/pelaksanaan/{run.id}").get_data(as_text=True)
        assert ("Perihal yang tertutup" in page) is read and (secret.id in page) is read
        assert ("(tertutup)" in page) is not read


def test_the_list_shows_what_is_asked_for(sign_in, office):
    first, second = begun(office), start_run(office, SOP, "Yang dibatalkan", by="sekretaris")
    cancel_run(office, second.id, "keliru", by="sekretaris")
    browser = sign_in("kabid_capil")
    assert first.perihal in browser.get("/sop/").get_data(as_text=True) and "Yang dibatalkan" not in browser.page
    assert "Yang dibatalkan" in browser.get("/sop/?tampil=semua").get_data(as_text=True)
    for which in ("saya", "terlambat"):
        assert "Tidak ada pelaksanaan yang cocok." in browser.get(f"/sop/?tampil={which}").get_data(as_text=True)


def test_the_official_sheet_becomes_a_draft(sign_in, office):
    browser = sign_in("kasubag_perencanaan")
    assert "Dasar hukum" in browser.get(f"/sop/{SOP}").get_data(as_text=True)
    answer = browser.post(f"/sop/{SOP}/cetak")
    assert office.archive.naskah(answer.location.rpartition("/")[2]).jenis == "sop_ap"


def test_what_the_calendar_asks_for_is_opened_once(sign_in, office):
    browser = sign_in("kasubag_perencanaan")
    browser.get("/sop/")
    assert browser.post("/sop/jatuh-tempo").status_code == 302
    opened = office.archive.runs()
    assert opened and all(run.sop_id == "data_kinerja_bidang" for run in opened)
    page = browser.get("/sop/").get_data(as_text=True)
    assert f"{len(opened)} pelaksanaan dibuka." in page and "formulir belum diterima" in page
    browser.post("/sop/jatuh-tempo")
    assert len(office.archive.runs()) == len(opened)


def test_the_form_of_a_bidang_that_came_in_by_another_door_is_chosen_already(sign_in, office, clock):
    clock.moment = clock.moment.replace(day=10)
    run = next(one.run for one in open_due(office, by="tata_usaha") if one.run.untuk == "kabid_capil")
    closed(office, run, ("kabid_capil", ""), ("kasubag_umum", ""))
    form = make_forms(office, Triwulan(2018, 4), ["kabid_capil"])["kabid_capil"]
    came, _ = receive_form(office, 2018, answered(office, form), "a.xlsx", by="kasubag_perencanaan")
    page = sign_in("tata_usaha").get(f"/sop/pelaksanaan/{run.id}").get_data(as_text=True)
    assert f'<option value="{came.id}" selected>' in page


def test_papers_called_as_what_is_asked_for_are_offered_first(sign_in, office):
    run, letter_in = begun(office), register_incoming(office, office.doctype("surat_masuk").example(), by="tata_usaha")
    made_of(office, "lembar_disposisi")
    page = sign_in("kepala_dinas").get(f"/sop/pelaksanaan/{run.id}").get_data(as_text=True)
    asked = page[page.index('name="naskah.surat_masuk"') :]
    assert re.search(r'<option value="([^"]+)"', asked)[1] == letter_in.id
