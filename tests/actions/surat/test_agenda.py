"""The agenda as it is looked through, and what of it nobody sees who may not."""

from __future__ import annotations

import pytest

from docgen.actions.naskah.reserving import Reserved, reserve
from docgen.actions.surat.agenda import Wanted, agenda, may_register, reserved_agenda
from docgen.actions.surat.disposing import dispose
from docgen.actions.surat.receiving import take_back
from docgen.actions.surat.registering import entered_before, register_incoming
from tests.actions.surat.test_disposing import TO_SEKRETARIS, letter

CLERK = "tata_usaha"


@pytest.fixture
def office(plain_office):
    return plain_office


def entered(office, **changes):
    return register_incoming(office, letter(office, **changes), by=CLERK)


def seen(office, wanted=None, by=CLERK):
    return [one.surat.nomor for one in agenda(office, wanted or Wanted(), by=by).entries]


def test_the_letter_that_came_last_stands_first_also_when_it_was_entered_before(office):
    for day in ("2019-01-04", "2019-01-03", "2019-01-04"):
        entered(office, tanggal_surat="2019-01-02", tanggal_terima=day)
    assert seen(office) == ["003", "001", "002"]


def test_letters_are_found_by_year_and_by_all_of_the_words(office):
    entered(office, pengirim="Camat Tawang", perihal="Data penduduk pindah")
    entered(office, pengirim="Camat Cihideung", perihal="Data penduduk", nomor_surat="470 / 9")
    entered(office, perihal="Undangan", tanggal_surat="2018-12-20", tanggal_terima="2018-12-28")
    assert seen(office, Wanted(kata="penduduk CAMAT")) == ["002", "001"]
    assert seen(office, Wanted(kata="470 / 9 cihideung")) == ["002"]
    assert seen(office, Wanted(tahun=2018)) == ["001"] and agenda(office, Wanted(), by=CLERK).tahun == (2019, 2018)


def test_a_letter_waits_until_it_is_disposed_and_again_when_that_is_taken_back(office):
    first, second = entered(office), entered(office)
    lembar = dispose(office, first.id, TO_SEKRETARIS, by="kepala_dinas")
    assert seen(office, Wanted(menunggu=True)) == [second.nomor]
    take_back(office, lembar.id, read=lembar.latest.sha256, by="kepala_dinas")
    assert seen(office, Wanted(menunggu=True)) == [second.nomor, first.nomor]


def test_who_may_not_read_a_letter_finds_no_trace_of_it(office):
    secret = {"keamanan": "Rahasia", "tanggal_surat": "2017-03-01", "tanggal_terima": "2017-03-02"}
    entered(office, **secret)
    again = entered(office, **secret)
    empty = agenda(office, Wanted(), by="kabid_capil")
    assert (empty.entries, empty.tahun) == ((), ()) and agenda(office, Wanted()).entries == ()
    assert seen(office) == ["002", "001"] == seen(office, by="kepala_dinas")
    assert entered_before(office, again) == [] == entered_before(office, again, by="kabid_capil")
    assert [one.nomor for one in entered_before(office, again, by=CLERK)] == ["001"]


def test_numbers_reserved_for_the_agenda_are_offered_until_they_are_used(office):
    reserve(office, "surat_masuk", 2, by=CLERK, reason="listrik padam")
    assert [(one.urut, one.tahun) for one in reserved_agenda(office)] == [(1, 2019), (2, 2019)]
    form = letter(office, tanggal_surat="2019-01-06", tanggal_terima="2019-01-07")
    register_incoming(office, form, by=CLERK, dipesan=Reserved(1, "dicatat di kertas"))
    assert [one.urut for one in reserved_agenda(office)] == [2]


def test_the_secretariat_keeps_the_agenda(office):
    assert may_register(office, by=CLERK) and may_register(office, by="kasubag_umum")
    assert not may_register(office, by="sekretaris") and not may_register(office, by="")
