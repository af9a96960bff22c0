"""Paper is lent in the browser by one after the other; what is late stands first."""

from __future__ import annotations

import pytest

from docgen.kearsipan.pinjaman import JENIS, KELUAR, KEMBALI, read_pinjaman
from tests.actions.arsip.test_lending import ARCHIVIST, BORROWER, CLERK, RAK, lent, set_up_box
from tests.actions.arsip.test_shelving import laid
from tests.actions.surat.test_dispatching import issued


@pytest.fixture
def paper(office):
    set_up_box(office, "B-1", RAK, by=ARCHIVIST)
    return laid(office, issued(office), boks="B-1")


def loan(office, kode="1/2019"):
    return read_pinjaman(office.archive.one_catatan(JENIS, kode))


def test_a_loan_goes_from_the_request_to_the_return(sign_in, office, paper):
    borrower, clerk = sign_in(BORROWER), sign_in(CLERK)
    borrower.get(f"/arsip/pinjaman/ajukan?naskah={paper.id}")
    assert f'value="{paper.id}:1"' in borrower.page and "B-1" in borrower.page
    refused = borrower.post("/arsip/pinjaman/ajukan", lembar=f"{paper.id}:1", keperluan="pemeriksaan BPK")
    assert refused.status_code == 409 and "pemeriksaan BPK" in borrower.page and f"{paper.id}:1" in borrower.page
    made = borrower.post(
        "/arsip/pinjaman/ajukan", lembar=f"{paper.id}:1", keperluan="pemeriksaan BPK", alasan="diminta aslinya"
    )
    path = made.location
    assert borrower.get(path).status_code == 200 and "Tindakan Anda" not in borrower.page
    clerk.get(path)
    assert clerk.post(f"{path}/izinkan", dibaca="1").location == path
    assert clerk.post(f"{path}/serahkan", dibaca="2", sampai="2019-01-18").location == path
    assert loan(office).keadaan == KELUAR and loan(office).jatuh_tempo == "2019-01-18"
    clerk.get(path)
    assert "Catat pengembalian" in clerk.page and "Unduh tanda keluar" in clerk.page
    assert clerk.get(f"{path}/lembar.docx").data.startswith(b"PK")
    assert clerk.post(f"{path}/kembali", dibaca="3", lembar=f"{paper.id}:1", kondisi="rusak ringan").location == path
    assert loan(office).keadaan == KEMBALI and loan(office).lembar[0].kondisi == "rusak ringan"


def test_what_is_late_stands_first_for_everybody(sign_in, office, paper, clock):
    lent(office, paper)
    clock.pass_by(days=30)
    page = sign_in("sekretaris").get("/arsip/pinjaman/").get_data(as_text=True)
    assert page.index("Terlambat kembali") < page.index('<form class="filters"') and "terlambat " in page
    assert "1 terlambat" in sign_in("tata_usaha").get("/arsip/").get_data(as_text=True)


def test_a_refusal_needs_a_reason_and_a_lost_paper_a_note(sign_in, office, paper):
    clerk = sign_in(CLERK)
    lent(office, paper)
    clerk.get("/arsip/pinjaman/1/2019")
    assert clerk.post("/arsip/pinjaman/1/2019/kembali", dibaca="3", kondisi="hilang").status_code == 409
    assert "kapan dan bagaimana diketahui" in clerk.page and loan(office).keadaan == KELUAR
    assert clerk.post("/arsip/pinjaman/1/2019/tolak", dibaca="3", alasan="").status_code == 409
    assert clerk.post("/arsip/pinjaman/1/2019/serahkan", dibaca="3", sampai="besok").status_code == 409


def test_a_loan_that_moved_on_is_not_decided_unread(sign_in, office, paper):
    clerk = sign_in(CLERK)
    lent(office, paper)
    clerk.get("/arsip/pinjaman/1/2019")
    answer = clerk.post("/arsip/pinjaman/1/2019/kembali", dibaca="2", kondisi="baik")
    assert answer.status_code == 409 and "sudah berubah sejak Anda membacanya" in clerk.page


def test_what_cannot_be_found_is_told_beside_what_was_typed(sign_in, office):
    browser = sign_in(BORROWER)
    browser.get("/arsip/pinjaman/ajukan")
    answer = browser.post("/arsip/pinjaman/ajukan", naskah="TIDAKADA:2", keperluan="audit", alasan="diminta aslinya")
    assert answer.status_code == 404 and "tidak ditemukan" in browser.page and "TIDAKADA:2" in browser.page
