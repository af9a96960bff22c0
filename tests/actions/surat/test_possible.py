"""What is offered is what may be done: each act of a letter, while it may be done and to whom it may."""

from __future__ import annotations

import pytest

from docgen.actions.naskah.approving import cancel
from docgen.actions.naskah.possible import possible_acts
from docgen.actions.surat.disposing import Disposisi, dispose, forward
from docgen.actions.surat.possible import BACA, DISPOSISI, KIRIM, LAPOR, TARIK, TERIMA, TERUSKAN, letter_acts
from docgen.actions.surat.receiving import mark_read, report_done, take_back
from tests.actions.naskah.test_approving import signed
from tests.actions.surat.test_dispatching import CLERK, issued, received, sent
from tests.actions.surat.test_disposing import TO_SEKRETARIS
from tests.actions.surat.test_disposing import received as entered


@pytest.fixture
def office(plain_office):
    return plain_office


def offered(office, naskah, *posts):
    return [letter_acts(office, naskah, by=post) for post in posts]


def test_officials_dispose_a_letter_until_somebody_did(office):
    surat = entered(office)
    assert offered(office, surat, "kepala_dinas", CLERK, "") == [(DISPOSISI,), (), ()]
    lembar = dispose(office, surat.id, TO_SEKRETARIS, by="kepala_dinas")
    assert offered(office, surat, "kepala_dinas", "sekretaris") == [(), ()]
    take_back(office, lembar.id, read=lembar.latest.sha256, by="kepala_dinas")
    assert offered(office, surat, "kepala_dinas") == [(DISPOSISI,)]
    cancel(office, surat.id, read=surat.latest.sha256, by=CLERK, reason="dua kali")
    assert offered(office, office.archive.naskah(surat.id), "kepala_dinas") == [()]


def test_the_receiver_reads_passes_on_or_reports_and_the_giver_takes_back_what_is_unread(office):
    lembar = dispose(office, entered(office).id, TO_SEKRETARIS, by="kepala_dinas")
    posts = ("sekretaris", "kepala_dinas", "kabid_capil")
    assert offered(office, lembar, *posts) == [(BACA, LAPOR, TERUSKAN), (TARIK,), ()]
    lembar = mark_read(office, lembar.id, by="sekretaris")
    assert offered(office, lembar, *posts) == [(LAPOR, TERUSKAN), (), ()]
    lembar = report_done(office, lembar.id, "Sudah.", by="sekretaris")
    assert offered(office, lembar, *posts) == [(TERUSKAN,), (), ()]


def test_a_full_sheet_is_not_passed_on(office):
    lembar = dispose(office, entered(office).id, TO_SEKRETARIS, by="kepala_dinas")
    for _ in range(office.doctype("lembar_disposisi").disposisi - 1):
        assert TERUSKAN in letter_acts(office, lembar, by="sekretaris")
        onward = Disposisi(["sekretaris"], "Lagi.")
        lembar = forward(office, lembar.id, onward, read=lembar.latest.sha256, by="sekretaris")
    assert TERUSKAN not in letter_acts(office, lembar, by="sekretaris")


def test_nothing_is_done_on_a_cancelled_sheet(office):
    lembar = dispose(office, entered(office).id, TO_SEKRETARIS, by="kepala_dinas")
    gone = take_back(office, lembar.id, read=lembar.latest.sha256, by="kepala_dinas")
    assert offered(office, gone, "sekretaris", "kepala_dinas") == [(), ()]


def test_who_sends_is_offered_what_is_left_to_send_and_to_confirm(office):
    naskah = issued(office)
    assert offered(office, naskah, CLERK, "sekretaris") == [(KIRIM,), (DISPOSISI,)]
    naskah = sent(office, naskah, "Sekretaris Daerah")
    assert offered(office, naskah, CLERK) == [(KIRIM, TERIMA)]
    naskah = sent(office, received(office, naskah))
    assert offered(office, naskah, CLERK) == [(TERIMA,)]
    assert offered(office, received(office, naskah, 2), CLERK) == [()]


def test_a_copy_and_the_pdf_are_offered_once_the_naskah_is_final(office):
    naskah = signed(office)
    assert "salinan" not in possible_acts(office, naskah, by="kasubag_umum")
    naskah = issued(office)
    acts = {post: possible_acts(office, naskah, by=post) for post in ("kasubag_umum", CLERK, "sekretaris")}
    assert {"salinan", "pdf"} <= set(acts["kasubag_umum"]) and {"salinan", "pdf"} <= set(acts[CLERK])
    assert not {"salinan", "pdf"} & set(acts["sekretaris"])
