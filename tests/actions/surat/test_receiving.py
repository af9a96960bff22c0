"""What becomes of a disposisi: read, passed on or reported on, late, taken back while unread."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.actions.house.upkeep import verify_archive
from docgen.actions.naskah.approving import cancel
from docgen.actions.naskah.drafting import draft
from docgen.actions.sop.tasks import all_tasks, tasks_of
from docgen.actions.surat.disposing import Disposisi, dispose, forward, hops
from docgen.actions.surat.receiving import mark_read, report_done, take_back, waiting_in
from docgen.actions.surat.registering import register_incoming
from docgen.errors import NotFound, NotReady, NotYourTurn, StaleVersion
from docgen.naskah.records import Status
from docgen.paper.read import plain_text
from docgen.paper.stamp import anchors
from docgen.sop.meter import HAMPIR, TEPAT, TERLAMBAT
from tests.actions.surat.test_disposing import letter, received


@pytest.fixture
def office(plain_office):
    return plain_office


def disposed(office, *kepada, batas=None):
    order = Disposisi(kepada or ["sekretaris"], "Siapkan laporan.", batas)
    return dispose(office, received(office).id, order, by="kepala_dinas")


def waiting(lembar):
    return [one.post for one in waiting_in(lembar)]


def test_it_waits_for_every_receiver_until_each_has_reported(office):
    lembar = disposed(office, "sekretaris", "kabid_capil")
    assert waiting(lembar) == ["sekretaris", "kabid_capil"]
    nota = draft(office, "nota_dinas", office.doctype("nota_dinas").example(), by="kabid_capil")
    lembar = report_done(office, lembar.id, "Sudah disusun.", by="kabid_capil", naskah_id=nota.id)
    assert waiting(lembar) == ["sekretaris"]
    (hop,) = hops(lembar)
    assert hop["selesai"]["kabid_capil"]["naskah"] == nota.id and set(hop["dibaca"]) == {"kabid_capil"}
    with pytest.raises(NotYourTurn, match="yang ditunggu: sekretaris"):
        report_done(office, lembar.id, "Lagi.", by="kabid_capil")
    lembar = report_done(office, lembar.id, "Sudah.", by="sekretaris")
    assert waiting(lembar) == [] and tasks_of(office, "sekretaris") == tasks_of(office, "kabid_capil") == []
    assert verify_archive(office) == []


def test_a_cancelled_naskah_proves_nothing(office):
    lembar = disposed(office)
    nota = draft(office, "nota_dinas", office.doctype("nota_dinas").example(), by="sekretaris")
    cancel(office, nota.id, read=nota.latest.sha256, reason="keliru", by="sekretaris")
    with pytest.raises(NotReady, match=f"Naskah {nota.id} sudah dibatalkan"):
        report_done(office, lembar.id, "Sudah disusun.", by="sekretaris", naskah_id=nota.id)
    assert waiting(office.archive.naskah(lembar.id)) == ["sekretaris"]


def test_what_is_passed_on_waits_for_the_next_one(office):
    lembar = disposed(office)
    lembar = forward(
        office, lembar.id, Disposisi(["kabid_capil"], "Proses."), read=lembar.latest.sha256, by="sekretaris"
    )
    assert waiting(lembar) == ["kabid_capil"]


def test_reading_is_noted_once_with_its_time_and_changes_no_paper(office, clock):
    lembar = disposed(office)
    page = office.archive.read(lembar.latest)
    read = mark_read(office, lembar.id, by="sekretaris")
    when = hops(read)[0]["dibaca"]["sekretaris"]
    clock.pass_by(minutes=5)
    assert mark_read(office, lembar.id, by="sekretaris") == read and hops(read)[0]["dibaca"] == {"sekretaris": when}
    assert office.archive.read(read.latest) == page and waiting(read) == ["sekretaris"]
    with pytest.raises(NotYourTurn, match="kabid_capil"):
        mark_read(office, lembar.id, by="kabid_capil")
    onward = Disposisi(["kabid_capil"], "Proses.")
    assert forward(office, lembar.id, onward, read=lembar.latest.sha256, by="sekretaris").latest.number == 3


def test_the_last_day_is_on_the_sheet_and_after_it_the_receiver_is_late(office, clock):
    lembar = disposed(office, batas=date(2019, 1, 8))
    assert "(paling lambat 08-01-2019)" in plain_text(office.archive.read(lembar.latest))
    states = []
    for _ in range(3):  # the 7th, the 8th and the 9th
        (task,) = tasks_of(office, "sekretaris")
        states.append(task.keadaan)
        clock.pass_by(days=1)
    assert states == [TEPAT, HAMPIR, TERLAMBAT]
    assert task.tugas == "disposisi dari kepala_dinas: Siapkan laporan."


def test_a_day_that_has_passed_is_refused(office):
    with pytest.raises(NotReady, match="06-01-2019 sudah lewat"):
        disposed(office, batas=date(2019, 1, 6))


def test_an_unread_instruction_is_taken_back_from_paper_and_list(office):
    lembar = disposed(office)
    first = anchors(office.archive.read(lembar.latest))
    onward = Disposisi(["kabid_capil"], "Keliru.")
    lembar = forward(office, lembar.id, onward, read=lembar.latest.sha256, by="sekretaris")
    with pytest.raises(NotYourTurn, match="dari sekretaris"):
        take_back(office, lembar.id, read=lembar.latest.sha256, by="kepala_dinas")
    back = take_back(office, lembar.id, read=lembar.latest.sha256, by="sekretaris")
    assert anchors(office.archive.read(back.latest)) == first
    assert waiting(back) == ["sekretaris"] and len(hops(back)) == 1
    again = forward(office, back.id, onward, read=back.latest.sha256, by="sekretaris")
    assert waiting(again) == ["kabid_capil"]


def test_one_that_was_read_is_not_taken_back(office):
    lembar = mark_read(office, disposed(office).id, by="sekretaris")
    with pytest.raises(NotReady, match="sudah dibaca sekretaris"):
        take_back(office, lembar.id, read=lembar.latest.sha256, by="kepala_dinas")


def test_who_passed_it_on_has_read_it_though_he_took_that_back(office):
    lembar = disposed(office)
    onward = Disposisi(["kabid_capil"], "Keliru.")
    lembar = forward(office, lembar.id, onward, read=lembar.latest.sha256, by="sekretaris")
    lembar = take_back(office, lembar.id, read=lembar.latest.sha256, by="sekretaris")
    with pytest.raises(NotReady, match="sudah dibaca sekretaris"):
        take_back(office, lembar.id, read=lembar.latest.sha256, by="kepala_dinas")


def test_a_sheet_without_an_instruction_left_is_cancelled_and_the_letter_disposed_anew(office):
    lembar = disposed(office)
    back = take_back(office, lembar.id, read=lembar.latest.sha256, by="kepala_dinas")
    assert back.latest.status is Status.DIBATALKAN and waiting(back) == []
    with pytest.raises(NotReady, match="tidak memuat disposisi"):
        take_back(office, lembar.id, read=back.latest.sha256, by="kepala_dinas")
    assert dispose(office, lembar.induk, Disposisi(["kabid_capil"], "Proses."), by="kepala_dinas").id != lembar.id


def test_only_the_sheet_that_was_seen_is_taken_back(office):
    lembar = disposed(office)
    grown = forward(office, lembar.id, Disposisi(["sekretaris"], "x"), read=lembar.latest.sha256, by="sekretaris")
    with pytest.raises(StaleVersion):
        take_back(office, grown.id, read=lembar.latest.sha256, by="sekretaris")


def test_on_a_cancelled_sheet_nothing_is_done_any_more(office):
    lembar = disposed(office)
    dead = cancel(office, lembar.id, read=lembar.latest.sha256, reason="salah surat", by="tata_usaha")
    onward, read = Disposisi(["kabid_capil"], "Proses."), dead.latest.sha256
    for act in (
        lambda: forward(office, dead.id, onward, read=read, by="sekretaris"),
        lambda: mark_read(office, dead.id, by="sekretaris"),
        lambda: report_done(office, dead.id, "Sudah.", by="sekretaris"),
        lambda: take_back(office, dead.id, read=read, by="kepala_dinas"),
    ):
        with pytest.raises(NotReady, match="sudah dibatalkan") as error:
            act()
        assert f"docgen disposisi buat {lembar.induk}" in error.value.problems[0]
    assert office.archive.naskah(dead.id) == dead


def test_a_letter_keeps_standing_as_long_as_its_disposisi_stands(office):
    lembar = disposed(office)
    surat = office.archive.naskah(lembar.induk)
    with pytest.raises(NotReady, match=lembar.id):
        cancel(office, surat.id, read=surat.latest.sha256, reason="tercatat dua kali", by="tata_usaha")
    assert office.archive.naskah(surat.id) == surat and waiting(lembar) == ["sekretaris"]
    take_back(office, lembar.id, read=lembar.latest.sha256, by="kepala_dinas")
    gone = cancel(office, surat.id, read=surat.latest.sha256, reason="tercatat dua kali", by="tata_usaha")
    assert gone.latest.status is Status.DIBATALKAN


def test_a_report_needs_words_and_a_naskah_that_is_there(office):
    lembar = disposed(office)
    with pytest.raises(NotReady, match="--isi"):
        report_done(office, lembar.id, " ", by="sekretaris")
    with pytest.raises(NotFound):
        report_done(office, lembar.id, "Sudah.", by="sekretaris", naskah_id="TIDAKADA00")
    assert office.archive.naskah(lembar.id) == lembar


def test_a_secret_disposisi_is_in_no_list_of_others(office):
    surat = register_incoming(office, letter(office, keamanan="Rahasia"), by="tata_usaha")
    dispose(office, surat.id, Disposisi(["sekretaris"], "Pelajari."), by="kepala_dinas")
    assert all_tasks(office, by="kabid_piak") == [] and len(all_tasks(office, by="sekretaris")) == 1
