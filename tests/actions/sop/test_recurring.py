"""The quarter engine: a run for every bidang when the calendar asks for it, once, and who is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from docgen.actions.house.upkeep import verify_archive
from docgen.actions.sop.collecting import make_forms, receive_form
from docgen.actions.sop.evidence import collect_evidence
from docgen.actions.sop.following import cancel_run, complete_step, run_status, start_run
from docgen.actions.sop.recurring import CHANGED, open_due
from docgen.actions.sop.tasks import tasks_of
from docgen.errors import NotFound, NotReady, NotYourTurn
from docgen.kinerja.period import Triwulan
from docgen.sop.meter import TERLAMBAT
from tests.actions.sop.test_following import closed
from tests.actions.sop.test_measuring import answered


@pytest.fixture
def office(plain_office, clock):
    """On Thursday the 10th of January 2019, at eight: the fourth quarter of 2018 has ended."""
    clock.moment = clock.moment.replace(year=2019, month=1, day=10, hour=8, minute=0)
    return plain_office


def due(office, **more):
    return open_due(office, by="tata_usaha", **more)


def test_every_bidang_of_the_plan_gets_its_run_once(office):
    first = due(office)
    bidang = [one.run.untuk for one in first]
    assert sorted(bidang) == ["kabid_capil", "kabid_dafduk", "kabid_piak"]  # the sekretariat reports without a run
    assert all(one.dibuka and one.run.periode == "Triwulan IV Tahun 2018" for one in first)
    again = due(office)
    assert [one.run for one in again] == [one.run for one in first] and not any(one.dibuka for one in again)
    assert verify_archive(office) == []


def test_before_the_tenth_it_is_still_the_quarter_before(office, clock):
    clock.moment = clock.moment.replace(day=9)
    assert {one.run.periode for one in due(office)} == {"Triwulan III Tahun 2018"}
    assert {one.run.jatuh_tempo for one in due(office, on=date(2018, 7, 10))} == {"2018-07-10"}


def test_the_clock_runs_from_the_tenth_whoever_asked_later(office, clock):
    (capil,) = (one for one in due(office) if one.run.untuk == "kabid_capil")
    assert f"{capil.batas:%d-%m-%Y %H.%M}" == "10-01-2019 07.45"  # 15 minutes from the opening at 07.30
    assert capil.keadaan == TERLAMBAT


def test_only_the_head_of_the_bidang_may_begin_his_own(office):
    runs = {one.run.untuk: one for one in due(office)}
    with pytest.raises(NotYourTurn, match="kabid_capil"):
        closed(office, runs["kabid_capil"].run, ("kabid_dafduk", ""))
    closed(office, runs["kabid_capil"].run, ("kabid_capil", ""))
    assert [task.subject for task in tasks_of(office, "kabid_capil")] == []
    assert [task.subject for task in tasks_of(office, "kabid_dafduk")] == [runs["kabid_dafduk"].run.id]


def test_the_last_quarter_has_the_time_of_the_yearly_report(office):
    assert {one.run.ragam for one in due(office)} == {"tahunan"}
    assert {one.run.ragam for one in due(office, on=date(2018, 10, 10))} == {"triwulan"}


def test_the_form_of_the_quarter_is_named_once_it_came(office):
    form = make_forms(office, Triwulan(2018, 4), ["kabid_dafduk"])["kabid_dafduk"]
    naskah, _ = receive_form(office, 2018, answered(office, form), "a.xlsx", by="kasubag_perencanaan")
    forms = {one.run.untuk: one.formulir for one in due(office)}
    assert forms.pop("kabid_dafduk") == naskah and set(forms.values()) == {None}


def test_a_run_whose_sop_was_changed_is_told_and_stops_no_other(office):
    due(office)
    changed = replace(office, sops={name: replace(sop, sha256="lain") for name, sop in office.sops.items()})
    assert {one.keadaan for one in due(changed)} == {CHANGED}


def test_a_year_without_a_plan_opens_nothing_and_says_what_is_missing(office, clock):
    clock.moment = clock.moment.replace(year=2031)
    with pytest.raises(NotReady, match=r"kinerja/2030\.toml belum ada, .* Triwulan IV Tahun 2030 \(10-01-2031\)"):
        due(office)
    assert office.archive.runs() == []


def test_an_unknown_bidang_in_the_plan_opens_nothing(office):
    pejabat = {post: one for post, one in office.kantor.pejabat.items() if post != "kabid_capil"}
    with pytest.raises(NotFound, match="kabid_capil"):
        due(replace(office, kantor=replace(office.kantor, pejabat=pejabat)))
    assert office.archive.runs() == []


def test_a_run_of_the_quarter_is_walked_to_its_end(office, clock):
    (one,) = (one for one in due(office) if one.run.untuk == "kabid_capil")
    closed(office, one.run, ("kabid_capil", ""))
    closed(office, one.run, ("kasubag_umum", ""))
    closed(office, one.run, ("tata_usaha", ""))
    closed(office, one.run, ("kasubag_umum", ""))
    closed(office, one.run, ("kabid_capil", "dikembalikan"))
    closed(office, one.run, ("kasubag_umum", ""))
    closed(office, one.run, ("kabid_capil", "disetujui"))
    (now,) = (other for other in due(office) if other.run.untuk == "kabid_capil")
    assert now.batas == datetime(2019, 1, 31, 8, 0, tzinfo=now.batas.tzinfo)  # fifteen days of work
    closed(office, one.run, ("kasubag_perencanaan", ""))
    (now,) = (other for other in due(office) if other.run.untuk == "kabid_capil")
    assert (now.keadaan, now.langkah, now.batas) == ("selesai", "", None)


def test_the_step_that_hands_in_the_figures_knows_the_form_that_came(office):
    runs = {one.run.untuk: one.run for one in due(office)}
    for bidang in ("kabid_capil", "kabid_dafduk"):
        closed(office, runs[bidang], (bidang, ""), ("kasubag_umum", ""))
    form = make_forms(office, Triwulan(2018, 4), ["kabid_capil"])["kabid_capil"]
    naskah, _ = receive_form(office, 2018, answered(office, form), "a.xlsx", by="kasubag_perencanaan")
    told = {bidang: run_status(office, run.id).diterima for bidang, run in runs.items()}
    given = {"bahan_laporan": f"naskah:{naskah.id}"}
    assert told == {"kabid_capil": given, "kabid_dafduk": {}, "kabid_piak": {}}
    complete_step(office, runs["kabid_capil"].id, by="tata_usaha", outputs=given)
    assert run_status(office, runs["kabid_capil"].id).diterima == {}  # it is kelengkapan now


def test_a_run_that_no_calendar_asked_for_has_no_form_of_a_bidang(office):
    run = start_run(office, "data_kinerja_bidang", "Triwulan IV Tahun 2018", by="kabid_capil")
    form = make_forms(office, Triwulan(2018, 4), ["kabid_capil"])["kabid_capil"]
    receive_form(office, 2018, answered(office, form), "a.xlsx", by="kasubag_perencanaan")
    closed(office, run, ("kabid_capil", ""), ("kasubag_umum", ""))
    assert run_status(office, run.id).diterima == {}


def test_a_cancelled_run_of_the_calendar_is_told_as_such_and_not_opened_again(office, tmp_path):
    runs = {one.run.untuk: one.run for one in due(office)}
    cancel_run(office, runs["kabid_capil"].id, "bidang dilebur", by="tata_usaha")
    again = {one.run.untuk: one for one in due(office)}
    one = again["kabid_capil"]
    assert (one.run.id, one.keadaan, one.langkah, one.batas) == (runs["kabid_capil"].id, "dibatalkan", "", None)
    assert not any(other.dibuka for other in again.values())
    assert again["kabid_piak"].keadaan == TERLAMBAT
    bag = collect_evidence(office, 2018, tmp_path / "bukti", by="sekretaris")
    page = (bag.folder / "data" / "indeks.html").read_text("utf-8")
    assert "dibatalkan" in page and "bidang dilebur" in page
