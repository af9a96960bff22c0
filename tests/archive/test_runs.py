"""Runs of SOPs are read whole, or by their newest event alone."""

from __future__ import annotations

import pytest

from docgen.sop.progress import current_step
from tests.actions.sop.test_following import SOP, TO_REVIEW, begun, closed


@pytest.fixture
def office(plain_office):
    return plain_office


def test_the_newest_event_alone_says_where_a_run_stands(office):
    sop, finished = office.sop(SOP), closed(office, begun(office), *TO_REVIEW)
    fresh = begun(office)
    ends = {one.id: one for one in office.archive.run_ends()}
    assert {one: end.events for one, end in ends.items()} == {run.id: run.events[-1:] for run in (finished, fresh)}
    for run in office.archive.runs():
        assert current_step(sop, ends[run.id]) == current_step(sop, run)


def test_runs_are_read_by_their_ids_the_one_begun_last_first(office, clock):
    first = begun(office)
    clock.pass_by(hours=1)
    second = begun(office)
    assert [one.id for one in office.archive.runs()] == [second.id, first.id]
    assert office.archive.runs([first.id, "TIADA"]) == [first] and office.archive.runs([]) == []
