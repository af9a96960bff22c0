"""What one reader sees of the record office: lines he may not read stay, and say nothing."""

from __future__ import annotations

import pytest

from docgen.actions.arsip.closing import hold
from docgen.actions.arsip.gathering import begin, correct_berkas, put_in
from docgen.actions.arsip.lending import Asked, refuse_loan, request_loan
from docgen.actions.arsip.seeing import (
    berkas_with,
    lent_papers,
    list_berkas,
    loan_history,
    open_box,
    open_folder,
    see_loan,
    see_papers,
)
from docgen.errors import NotFound
from docgen.kearsipan.berkas import AKTIF, DITUTUP
from docgen.kearsipan.kertas import PERTINGGAL
from docgen.naskah.access import HIDDEN
from tests.actions.arsip.test_lending import BORROWER, CLERK, HEAD, lent
from tests.actions.arsip.test_shelving import ARCHIVIST, FORM, RAK, laid, set_up_box
from tests.actions.surat.test_dispatching import issued

SECRET = "Perkara yang dirahasiakan"
EVERYBODY = "kabid_capil"


@pytest.fixture
def office(plain_office):
    set_up_box(plain_office, "B-1", RAK, by=ARCHIVIST)
    return plain_office


@pytest.fixture
def secret(office):
    """A secret berkas in a box with one secret letter and its paper in it."""
    naskah = issued(office, perihal=SECRET, keamanan="Rahasia")
    form = {**FORM, "indeks": SECRET, "uraian": SECRET, "keamanan": "rahasia", "boks": "B-1"}
    berkas = begin(office, form, by=ARCHIVIST)
    put_in(office, berkas.kode, [naskah.id], by=ARCHIVIST, macam=PERTINGGAL)
    hold(office, berkas.kode, SECRET, by=ARCHIVIST)
    return berkas.kode, office.archive.naskah(naskah.id)


def test_who_may_not_read_a_berkas_sees_that_it_is_there_and_nothing_it_says(office, secret):
    kode, naskah = secret
    (line,) = list_berkas(office, by=EVERYBODY, limit=10)
    folder, box = open_folder(office, kode, by=EVERYBODY), open_box(office, "b-1", by=EVERYBODY)
    assert SECRET not in f"{line}{folder}{box.papers}"
    assert (line.kode, line.berkas.indeks, line.berkas.tahan, line.readable) == (kode, HIDDEN, HIDDEN, False)
    ((seen, papers),) = folder.contents
    assert (seen.id, seen.perihal, seen.jenis, seen.nomor) == (naskah.id, HIDDEN, "", "") and len(papers) == 1
    assert [one.act for one in folder.history] == ["dibuka", "ditahan"] and box.berkas == [kode]


def test_who_may_read_it_sees_all_of_it(office, secret):
    kode, naskah = secret
    folder = open_folder(office, kode, by=ARCHIVIST)
    ((seen, (paper,)),) = folder.contents
    assert (folder.seen.berkas.indeks, folder.seen.berkas.tahan, seen.perihal) == (SECRET, SECRET, SECRET)
    assert paper.letak == "Gedung A, Ruang arsip, Rak 3, boks B-1, berkas 1/2019, nomor urut 1"
    assert folder.history[-1].note == SECRET and seen.urut == 1
    found = berkas_with(office, naskah, by=ARCHIVIST)
    assert found and found.kode == kode and len(see_papers(office, naskah, by=ARCHIVIST)) == 1


def test_hidden_words_are_not_found_by_searching_for_them(office, secret):
    assert list_berkas(office, by=EVERYBODY, words="dirahasiakan", limit=10) == []
    assert [one.kode for one in list_berkas(office, by=ARCHIVIST, words="PERKARA 045.2", limit=10)] == [secret[0]]


def test_the_newest_berkas_come_first_and_no_more_than_asked_for(office):
    kodes = [begin(office, FORM, by=ARCHIVIST).kode for _ in range(12)]
    assert [one.kode for one in list_berkas(office, by="", keadaan=AKTIF, limit=11)] == kodes[::-1][:11]
    assert list_berkas(office, by="", keadaan=DITUTUP, limit=11) == []


def test_a_berkas_lowered_to_open_shows_what_it_says(office, secret):
    correct_berkas(office, secret[0], {"keamanan": "biasa"}, "sudah dibuka untuk umum", by=ARCHIVIST)
    assert open_folder(office, secret[0], by=EVERYBODY).seen.berkas.indeks == SECRET


def test_a_berkas_or_box_nobody_knows_is_not_found(office):
    with pytest.raises(NotFound):
        open_folder(office, "9/2019", by="")
    with pytest.raises(NotFound):
        open_box(office, "B-9", by="")


def test_a_naskah_that_was_never_filed_lies_nowhere(office):
    naskah = issued(office)
    assert berkas_with(office, naskah, by="") is None and see_papers(office, naskah, by="") == []


def test_why_a_secret_paper_is_lent_is_for_who_may_read_it_and_who_borrows(office, secret):
    asked = Asked(SECRET, naskah=[(secret[1].id, 0)], alasan=SECRET, peminjam=HEAD)
    loan = request_loan(office, asked, by=ARCHIVIST)
    refused = refuse_loan(office, loan.kode, SECRET, by=CLERK)
    seen = see_loan(office, refused, by=EVERYBODY)
    assert SECRET not in f"{seen}{lent_papers(office, seen.loan, by=EVERYBODY)}"
    assert SECRET not in f"{loan_history(office, seen, loan.id)}"
    own = see_loan(office, refused, by=HEAD)
    assert own.loan.keperluan == SECRET and loan_history(office, own, loan.id)[-1].note == SECRET


def test_a_loan_says_how_late_it_is(office, clock):
    naskah = issued(office)
    kode = lent(office, laid(office, naskah, boks="B-1"))
    clock.pass_by(days=30)
    found = office.archive.one_catatan("pinjaman", kode)
    seen = see_loan(office, found, by=BORROWER)
    assert seen.keadaan == "dipinjam" and seen.late > 0 and seen.readable
