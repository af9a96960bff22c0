"""What may be done with a run now, and which runs a list shows: no promise, but never what is refused at once."""

from __future__ import annotations

import pytest

from docgen.actions.naskah.drafting import draft
from docgen.actions.sop.following import cancel_run, complete_step, run_status, start_run
from docgen.actions.sop.overview import ALL, LATE, MINE, OPEN, run_lines
from docgen.actions.sop.possible import (
    closable,
    demand_seen,
    may_begin,
    may_cancel,
    offered_papers,
    papers_of,
    types_for,
)
from docgen.errors import NotAllowed, NotReady, NotYourTurn
from docgen.sop.flow import CANCELLED
from docgen.sop.meter import TEPAT, TERLAMBAT
from tests.actions.naskah.test_approving import letter
from tests.actions.sop.test_following import SOP, TO_REVIEW, begun, closed


@pytest.fixture
def office(plain_office):
    return plain_office


def test_a_step_is_offered_to_those_it_waits_for_and_to_nobody_else(office):
    run = begun(office)
    offered = [post for post in office.kantor.pejabat if closable(office, run_status(office, run.id), by=post)]
    assert offered == ["kepala_dinas"]
    with pytest.raises(NotYourTurn):
        complete_step(office, run.id, by="sekretaris")


def test_a_decision_offers_its_outcomes_and_says_which_needs_a_note(office):
    run = closed(office, begun(office), *TO_REVIEW)
    found = closable(office, run_status(office, run.id), by="sekretaris")
    assert found and {one.outcome: one.returns for one in found.choices} == {"diparaf": False, "dikembalikan": True}
    assert found.names == ("draf_terparaf",)


def test_a_step_asks_for_what_nobody_named_and_not_for_what_its_own_naskah_brings(office):
    found = closable(office, run_status(office, begun(office).id), by="kepala_dinas")
    assert found and found.step.naskah and found.step.naskah not in found.needed
    assert set(found.outputs) <= set(found.names)


@pytest.mark.parametrize("post", ["tata_usaha", "kepala_dinas", "kasubag_umum", "kabid_capil"])
def test_who_may_cancel_a_run_is_whom_the_act_lets(office, post):
    run = begun(office)
    offered = may_cancel(office, run_status(office, run.id), by=post)
    try:
        cancel_run(office, run.id, "terbuka dua kali", by=post)
    except NotAllowed:
        assert not offered
    else:
        assert offered and not may_cancel(office, run_status(office, run.id), by=post)


def test_a_guest_begins_and_cancels_nothing(office):
    assert not may_begin(office, by="") and not may_cancel(office, run_status(office, begun(office).id), by="")
    assert may_begin(office, by="tata_usaha")


def test_a_secret_paper_of_a_run_is_neither_shown_nor_offered_to_who_may_not_read_it(office):
    secret = letter(office, keamanan="Rahasia")
    run = start_run(office, SOP, "Tahun 2018", by="tata_usaha", outputs={"surat_masuk": f"naskah:{secret.id}"})
    assert list(papers_of(office, run, by="tata_usaha")) == [secret.id]
    assert papers_of(office, run, by="kabid_piak") == papers_of(office, run) == {}
    assert secret.id in {one.id for one in offered_papers(office, [secret.jenis], run, by="tata_usaha")}
    assert offered_papers(office, [secret.jenis], run, by="kabid_piak") == []


def test_papers_of_the_type_a_step_makes_are_offered_first(office):
    nota = draft(office, "nota_dinas", office.doctype("nota_dinas").example(), by="sekretaris")
    daftar = draft(office, "daftar_hadir", office.doctype("daftar_hadir").example(), by="sekretaris")
    found = offered_papers(office, ["nota_dinas"], by="sekretaris")
    assert [one.id for one in found] == [nota.id, daftar.id]
    sop = office.sop(SOP)
    assert types_for(sop, None) == sop.mulai_dengan and sop.steps[0].naskah in types_for(sop, sop.steps[0])


def test_a_list_of_runs_says_where_each_stands(office, clock):
    first, second = begun(office), start_run(office, SOP, "Tahun 2019", by="sekretaris")
    cancel_run(office, second.id, "keliru", by="sekretaris")
    lines = {line.run.id: line for line in run_lines(office)}
    assert (lines[first.id].keadaan, lines[first.id].ke, lines[first.id].dari) == (TEPAT, 1, 8)
    assert lines[first.id].posts == ("kepala_dinas",)
    assert (lines[second.id].keadaan, lines[second.id].batas) == (CANCELLED, None)
    clock.pass_by(hours=3)
    (late,) = run_lines(office, LATE)
    assert (late.run.id, late.keadaan) == (first.id, TERLAMBAT)
    assert [line.run.id for line in run_lines(office, OPEN)] == [first.id]
    assert len(run_lines(office, ALL)) == len(run_lines(office, "apa pun")) == 2


@pytest.mark.parametrize(("post", "mine"), [("kepala_dinas", 1), ("tata_usaha", 1), ("sekretaris", 0), ("", 0)])
def test_a_run_is_of_who_began_it_and_of_whose_turn_it_is(office, post, mine):
    begun(office)
    assert len(run_lines(office, MINE, by=post)) == mine


def test_nothing_is_done_to_a_run_that_went_on_since_it_was_read(office):
    run = begun(office)
    demand_seen(run, "1")
    done = closed(office, run, ("kepala_dinas", ""))
    with pytest.raises(NotReady, match=r"dicatat oleh kepala_dinas pada 07-01-2019 08\.00"):
        demand_seen(done, "1")
    for typed in ("", "apa"):
        with pytest.raises(NotReady):
            demand_seen(done, typed)
