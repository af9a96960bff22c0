"""A sheet as people follow it: who was told what, who has read it, what is done and what is late."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.actions.surat.chain import BELUM_DIBACA, DIBACA, DITERUSKAN, SELESAI, orders_of, paper_of, sheets_of
from docgen.actions.surat.disposing import Disposisi, dispose, forward
from docgen.actions.surat.receiving import mark_read, report_done, take_back
from docgen.actions.surat.registering import register_incoming
from tests.actions.surat.test_dispatching import issued
from tests.actions.surat.test_disposing import letter, received


@pytest.fixture
def office(plain_office):
    return plain_office


def disposed(office, *kepada, batas=None, surat=None):
    order = Disposisi(kepada or ["sekretaris"], "Siapkan laporan.", batas, ["Proses"])
    return dispose(office, (surat or received(office)).id, order, by="kepala_dinas")


def states(office, lembar, by="sekretaris"):
    return [[(one.post, one.keadaan) for one in order.kepada] for order in orders_of(office, lembar, by=by)]


def test_each_receiver_stands_where_he_is(office, clock):
    lembar = disposed(office, "sekretaris", "kabid_capil")
    assert states(office, lembar) == [[("sekretaris", BELUM_DIBACA), ("kabid_capil", BELUM_DIBACA)]]
    lembar = mark_read(office, lembar.id, by="kabid_capil")
    clock.pass_by(hours=1)
    onward = Disposisi(["kasubag_perencanaan"], "Proses.")
    lembar = forward(office, lembar.id, onward, read=lembar.latest.sha256, by="sekretaris")
    assert states(office, lembar) == [
        [("sekretaris", DITERUSKAN), ("kabid_capil", DIBACA)], [("kasubag_perencanaan", BELUM_DIBACA)],
    ]  # fmt: skip
    first, second = orders_of(office, lembar, by="sekretaris")
    assert (first.dari, first.isi) == ("kepala_dinas", "Proses lebih lanjut; Siapkan laporan.")
    assert first.kepada[0].at == second.at == clock.moment and first.kepada[1].at < clock.moment


def test_a_report_stands_beside_who_gave_it_and_its_proof_is_for_those_who_may_read_it(office):
    lembar = disposed(office)
    secret = issued(office, keamanan="Rahasia")
    lembar = report_done(office, lembar.id, "Sudah disusun.", by="sekretaris", naskah_id=secret.id)
    told = [orders_of(office, lembar, by=post)[0].kepada[0] for post in ("sekretaris", "kabid_capil")]
    assert [(one.keadaan, one.laporan) for one in told] == [(SELESAI, "Sudah disusun.")] * 2
    assert [one.bukti and one.bukti.id for one in told] == [secret.id, None]


def test_what_is_open_after_its_last_day_is_late_and_not_on_it(office, clock):
    lembar = disposed(office, "sekretaris", "kabid_capil", batas=date(2019, 1, 8))
    lembar = report_done(office, lembar.id, "Sudah.", by="kabid_capil")
    late = []
    for _ in range(3):  # the 7th, the 8th and the 9th
        (order,) = orders_of(office, lembar, by="sekretaris")
        late.append([order.lewat and one.menunggu for one in order.kepada])
        clock.pass_by(days=1)
    assert late == [[False, False], [False, False], [True, False]]


def test_a_letter_shows_its_standing_sheet_and_the_sheet_its_letter(office):
    surat = received(office)
    first = disposed(office, surat=surat)
    gone = take_back(office, first.id, read=first.latest.sha256, by="kepala_dinas")
    second = disposed(office, surat=surat)
    assert [one.lembar for one in sheets_of(office, surat, by="sekretaris")] == [second]
    assert [one.orders for one in sheets_of(office, gone, by="sekretaris")] == [[]]
    assert paper_of(office, second, by="sekretaris") == surat and paper_of(office, surat, by="sekretaris") is None


def test_who_may_not_read_letter_and_sheet_is_shown_neither(office):
    surat = register_incoming(office, letter(office, keamanan="Rahasia"), by="tata_usaha")
    lembar = disposed(office, surat=surat)
    assert sheets_of(office, surat, by="kabid_capil") == [] == sheets_of(office, surat)
    assert paper_of(office, lembar, by="kabid_capil") is None
    assert [one.lembar for one in sheets_of(office, surat, by="sekretaris")] == [lembar]  # he is named on it
