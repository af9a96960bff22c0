"""How the house stands in the morning: green while it was looked after, red when it was not."""

from __future__ import annotations

import shutil

import pytest

from docgen.actions.house import backing_up
from docgen.actions.house.backing_up import NOTE, back_up_office, last_backup
from docgen.actions.house.condition import GOOD, LATE, SOON, look_after
from docgen.archive.check.nightly import check_night
from tests.actions.naskah.test_approving import drafted


@pytest.fixture
def states(office):
    """The state of each thing by its name."""
    return lambda: {one.name: one.state for one in look_after(office)}


@pytest.fixture
def backed_up(settings, clock, monkeypatch, tmp_path):
    monkeypatch.setattr(backing_up, "_clock", lambda settings: clock)
    return lambda: back_up_office(settings, tmp_path / "cadangan")


def test_a_house_nobody_looked_after_is_red(states):
    assert states() == {
        "Pemeriksaan arsip": LATE, "Temuan pemeriksaan": GOOD, "Pencadangan": LATE, "Indeks pencarian": GOOD,
    }  # fmt: skip


def test_a_check_is_good_for_some_days_and_red_after_a_month(office, states, clock):
    check_night(office.archive)
    assert states()["Pemeriksaan arsip"] == GOOD
    clock.pass_by(days=4)
    assert states()["Pemeriksaan arsip"] == SOON
    clock.pass_by(days=27)
    assert states()["Pemeriksaan arsip"] == LATE


def test_what_a_check_found_stays_red_until_it_is_mended(office, states):
    naskah = drafted(office)
    found = next((office.root / "archive").rglob("naskah.docx"))
    found.write_bytes(b"rusak")
    for _ in range(30):
        check_night(office.archive)
    assert states()["Temuan pemeriksaan"] == LATE and naskah


def test_a_backup_is_good_for_a_day_and_red_after_a_week(office, states, clock, backed_up, tmp_path):
    backed_up()
    note = last_backup(office.archive)
    assert note and (note.at, note.target, note.damaged) == (clock.moment, str(tmp_path / "cadangan"), 0)
    assert states()["Pencadangan"] == GOOD
    clock.pass_by(days=2)
    assert states()["Pencadangan"] == SOON
    clock.pass_by(days=5)
    assert states()["Pencadangan"] == LATE
    backed_up()  # there was nothing new, and that is known now
    assert states()["Pencadangan"] == GOOD


def test_a_note_nobody_can_read_is_no_backup(office, backed_up):
    backed_up()
    (office.root / "archive" / NOTE).write_bytes(b"{")
    assert last_backup(office.archive) is None


def test_what_the_search_does_not_know_yet_is_told(office, states):
    shutil.rmtree(office.root / "index")
    (office.root / "index").write_text("bukan folder")
    drafted(office)
    assert states()["Indeks pencarian"] == SOON
