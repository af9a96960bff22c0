"""What a screen offers: each offer can be taken, and who may not is offered nothing."""

from __future__ import annotations

import pytest

from docgen.actions.arsip.closing import close_berkas, hold, release, reopen_berkas
from docgen.actions.arsip.gathering import begin, look
from docgen.actions.arsip.lending import extend_loan, hand_out, permit_loan, take_back
from docgen.actions.arsip.possible import berkas_acts, demand_as_read, loan_acts, paper_acts, usul_acts
from docgen.actions.arsip.retiring import appraise, approve, execute, propose
from docgen.errors import NotReady
from docgen.kearsipan.penyusutan import JENIS as USUL
from docgen.kearsipan.penyusutan import Penilaian
from docgen.kearsipan.pinjaman import JENIS
from tests.actions.arsip.test_lending import BORROWER, CLERK, HEAD, asked
from tests.actions.arsip.test_retiring import APPRAISER, minutes, shelved, years
from tests.actions.arsip.test_shelving import ARCHIVIST, FORM, RAK, laid, set_up_box
from tests.actions.surat.test_dispatching import issued

__all__ = ["years"]  # a fixture
POSTS = ("", HEAD, APPRAISER, ARCHIVIST, CLERK, BORROWER)


@pytest.fixture
def office(plain_office):
    set_up_box(plain_office, "B-1", RAK, by=ARCHIVIST)
    return plain_office


def test_only_the_record_office_is_offered_acts_on_a_berkas(office):
    made = begin(office, FORM, by=ARCHIVIST)
    offered = {post: berkas_acts(office, made, by=post) for post in POSTS}
    assert {post for post, acts in offered.items() if acts} == {ARCHIVIST, CLERK}
    assert offered[ARCHIVIST] == ("isi", "tutup", "pindah", "ubah", "tahan", "vital")


def test_a_closed_berkas_may_be_opened_again_and_a_held_one_released(office):
    kode, _ = shelved(office)
    closed = berkas_acts(office, look(office, kode).catatan, by=ARCHIVIST)
    assert "buka-kembali" in closed and "tutup" not in closed and "isi" not in closed
    held = hold(office, kode, "pemeriksaan", by=ARCHIVIST)
    assert "lepas" in berkas_acts(office, held, by=ARCHIVIST) and "tahan" not in berkas_acts(office, held, by=ARCHIVIST)
    release(office, kode, "selesai", by=ARCHIVIST)
    assert "tutup" in berkas_acts(office, reopen_berkas(office, kode, "susulan", by=ARCHIVIST), by=ARCHIVIST)


def test_a_loan_goes_from_one_to_the_other_by_what_is_offered_and_never_by_the_borrower(office):
    def offered():
        found = office.archive.one_catatan(JENIS, kode)
        return {post: acts for post in POSTS if (acts := loan_acts(office, found, by=post))}

    kode = asked(office, laid(office, issued(office), boks="B-1"))
    assert offered() == dict.fromkeys((HEAD, ARCHIVIST, CLERK), ("izinkan", "tolak"))
    permit_loan(office, kode, by=CLERK)
    assert offered() == dict.fromkeys((ARCHIVIST, CLERK), ("serahkan",))
    hand_out(office, kode, by=ARCHIVIST)
    assert offered() == dict.fromkeys((ARCHIVIST, CLERK), ("kembali", "perpanjang"))
    extend_loan(office, kode, "belum selesai", by=CLERK)
    assert offered() == dict.fromkeys((ARCHIVIST, CLERK), ("kembali",))
    take_back(office, kode, by=CLERK)
    assert offered() == {}


def test_a_proposal_is_offered_to_somebody_else_at_every_step(office, years):
    def offered():
        found = office.archive.one_catatan(USUL, usul)
        return {post: acts for post in POSTS if (acts := usul_acts(office, found, by=post))}

    kode, _ = shelved(office)
    years(2026)
    usul = propose(office, "pemusnahan", [kode], "habis masa simpan", by=CLERK).kode
    assert offered() == dict.fromkeys((HEAD, APPRAISER, ARCHIVIST, BORROWER), ("nilai", "tolak"))
    appraise(office, usul, Penilaian(), by=APPRAISER)
    assert offered()[HEAD] == ("setujui", "tolak") and offered()[ARCHIVIST] == ("tolak",)
    agreed = approve(office, usul, "045 / 031 / Org", by=HEAD)
    assert offered()[ARCHIVIST] == ("berita-acara", "laksanakan", "tolak") and "laksanakan" not in offered()[HEAD]
    execute(office, usul, by=ARCHIVIST, berita_acara=minutes(office, agreed))
    assert offered() == {}


def test_the_paper_of_a_naskah_is_laid_by_the_record_office_and_asked_for_by_who_may_read_it(office):
    naskah = issued(office, keamanan="Rahasia")
    assert paper_acts(office, naskah, by=ARCHIVIST) == ("taruh", "pinjam")
    assert paper_acts(office, naskah, by=HEAD) == ("pinjam",)
    assert paper_acts(office, naskah, by=BORROWER) == () == paper_acts(office, naskah, by="")


def test_who_acts_on_a_record_that_moved_on_is_told_by_whom(office):
    made = begin(office, FORM, by=ARCHIVIST)
    demand_as_read(made, "1")
    moved = hold(office, made.kode, "pemeriksaan", by=CLERK)
    with pytest.raises(NotReady, match="sudah berubah sejak Anda membacanya: ditahan oleh tata_usaha"):
        demand_as_read(moved, "1")
    with pytest.raises(NotReady):
        demand_as_read(moved, "")
    with pytest.raises(NotReady, match="belum berisi"):
        close_berkas(office, made.kode, by=ARCHIVIST)
