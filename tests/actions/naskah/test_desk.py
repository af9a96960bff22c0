"""A desk shows the drafts of its owner, and the meetings of the day."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.actions.naskah.approving import cancel
from docgen.actions.naskah.desk import days_off, drafts_of, meetings_on
from docgen.actions.surat.meeting import prepare_meeting
from docgen.actions.working_days import propose_year
from tests.actions.naskah.test_approving import drafted, letter, through
from tests.actions.surat.test_meeting import DRAFTER, FORM

DAY = date(2019, 1, 8)


@pytest.fixture
def office(plain_office):
    return plain_office


def test_a_draft_lies_with_who_made_it_until_it_is_signed(office):
    naskah = drafted(office)
    maker = naskah.latest.by
    assert [one.id for one in drafts_of(office, maker, by=maker)] == [naskah.id]
    naskah = through(office, naskah, "kasubag_perencanaan")
    assert [one.id for one in drafts_of(office, maker, by=maker)] == [naskah.id]
    assert drafts_of(office, "kabid_capil", by="kabid_capil") == []
    through(office, naskah, "sekretaris", "kepala_dinas")
    assert drafts_of(office, maker, by=maker) == []


def test_a_secret_draft_is_on_no_other_desk(office):
    naskah = letter(office, keamanan="Rahasia")
    maker = naskah.latest.by
    assert [one.id for one in drafts_of(office, maker, by=maker)] == [naskah.id]
    assert drafts_of(office, maker, by="kabid_piak") == []


def test_a_meeting_of_the_day_is_told_once_whatever_the_number_of_its_papers(office):
    prepare_meeting(office, FORM, by=DRAFTER, one_each=True)
    prepare_meeting(office, {**FORM, "rapat": "Apel pagi", "waktu_mulai": "07.30"}, by=DRAFTER)
    found = meetings_on(office, DAY, by=DRAFTER)
    assert [(one.pukul, one.rapat) for one in found] == [("07.30", "Apel pagi"), ("09.00", FORM["rapat"])]
    assert found[0].tempat == FORM["tempat"]
    assert meetings_on(office, date(2019, 1, 9), by=DRAFTER) == []


def test_a_meeting_that_was_called_off_is_not_told(office):
    (undangan,), _, notula = prepare_meeting(office, FORM, by=DRAFTER)
    for one in (undangan, notula):
        cancel(office, one.id, read=one.latest.sha256, reason="ditunda", by="tata_usaha")
    assert meetings_on(office, DAY, by=DRAFTER) == []


def test_the_days_off_of_the_week_ahead_are_told(office):
    propose_year(office.settings, 2019, replace=True)
    assert [day for day, _ in days_off(office, date(2018, 12, 31))] == [date(2019, 1, 1)]
    assert days_off(office, date(2019, 1, 7)) == []
