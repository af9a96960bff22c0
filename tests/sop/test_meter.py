"""How long the steps of a run took, against a table worked out by hand."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from docgen.errors import NotReady
from docgen.sop.declaration import Sop, load_sops
from docgen.sop.meter import HAMPIR, TEPAT, TERLAMBAT, latest, read_meter
from docgen.sop.progress import Closing, SopRun, cancel, complete, start
from tests.conftest import ROOT
from tests.sop.test_calendar import SHARED

SOPS = load_sops(ROOT / "docgen" / "sops")
WIB = timezone(timedelta(hours=7), "WIB")


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=WIB)


def go(sop: Sop, run: SopRun, when: str, by: str, outcome: str = "") -> SopRun:
    back = outcome == "dikembalikan"
    step = read_meter(sop, run, SHARED, at(when))[-1].step
    outputs = {} if back else dict.fromkeys(step.output, "berkas")
    return complete(sop, run, Closing(outcome, outputs, "perbaiki" if back else ""), by=by, at=at(when))


def begun(sop: Sop, when: str, by: str, **more: str) -> SopRun:
    return start(sop, "R1", "Tahun 2018", by=by, at=at(when), outputs=dict.fromkeys(sop.mulai_dengan, "N0"), **more)


# when it was closed, by whom, how -> minutes of work it took and was allowed, when it was due, in time or not
TASIKMALAYA = [
    ("2019-01-02 08:04", "kepala_dinas", "", (4, 5), "2019-01-02 08:05", TEPAT),
    ("2019-01-02 08:12", "sekretaris", "", (8, 5), "2019-01-02 08:09", TERLAMBAT),
    ("2019-01-02 08:42", "kasubag_perencanaan", "", (30, 30), "2019-01-02 08:42", TEPAT),
    (
        "2019-01-02 13:42",
        "kasubag_perencanaan",
        "",
        (240, 180),
        "2019-01-02 11:42",
        TERLAMBAT,
    ),  # 08.42-12.00, 13.00-13.42
    ("2019-01-03 13:42", "kasubag_perencanaan", "", (450, 450), "2019-01-03 13:42", TEPAT),  # one day
    ("2019-01-03 15:50", "sekretaris", "dikembalikan", (128, 30), "2019-01-03 14:12", TERLAMBAT),
    (
        "2019-01-07 09:00",
        "kasubag_perencanaan",
        "",
        (550, 420),
        "2019-01-04 15:50",
        TERLAMBAT,
    ),  # again; Friday's break is longer
    ("2019-01-07 09:20", "sekretaris", "diparaf", (20, 30), "2019-01-07 09:30", TEPAT),
    ("2019-01-07 09:41", "kepala_dinas", "disetujui", (21, 20), "2019-01-07 09:40", TERLAMBAT),
    ("2019-01-07 09:51", "kasubag_perencanaan", "", (10, 10), "2019-01-07 09:51", TEPAT),
]


def test_the_eight_steps_with_a_return_as_worked_out_by_hand() -> None:
    sop = SOPS["pengukuran_kinerja"]
    run = begun(sop, "2019-01-02 08:00", "kasubag_perencanaan")
    for when, by, outcome, *_ in TASIKMALAYA:
        run = go(sop, run, when, by, outcome)
    read = read_meter(sop, run, SHARED, at("2019-02-01 08:00"))
    told = [((one.used, one.allowed), one.due, one.state) for one in read]
    assert told == [(minutes, at(due), state) for *_, minutes, due, state in TASIKMALAYA]
    drafted = latest(read, sop.steps[4])
    assert drafted is not None and drafted.begun == at("2019-01-03 15:50")  # the second time


@pytest.mark.parametrize(
    ("now", "used", "state"),
    [
        ("2019-01-04 15:50", 0, TEPAT),  # begun on a Friday at 15.50: 15 minutes
        ("2019-01-04 16:01", 11, TEPAT),
        ("2019-01-04 16:02", 12, HAMPIR),  # four fifths
        ("2019-01-04 16:05", 15, HAMPIR),
        ("2019-01-04 16:06", 16, TERLAMBAT),
        ("2019-01-06 12:00", 40, TERLAMBAT),  # a Sunday: the clock stood still since Friday 16.30
    ],
)
def test_a_step_that_waits_is_in_time_at_risk_or_late(now: str, used: int, state: str) -> None:
    run = begun(SOPS["data_kinerja_bidang"], "2019-01-04 15:50", "kabid_capil")
    (reading,) = read_meter(SOPS["data_kinerja_bidang"], run, SHARED, at(now))
    assert (reading.used, reading.allowed, reading.state) == (used, 15, state)
    assert reading.due == at("2019-01-04 16:05")


@pytest.mark.parametrize(
    ("ragam", "due"), [("", "2019-01-04 10:00"), ("triwulan", "2019-01-04 10:00"), ("tahunan", "2019-01-24 10:00")]
)
def test_the_yearly_report_has_fifteen_days_and_the_quarterly_one(ragam: str, due: str) -> None:
    sop = SOPS["data_kinerja_bidang"]
    run = begun(sop, "2019-01-03 08:00", "kabid_capil", ragam=ragam)
    for by in ("kabid_capil", "kasubag_umum", "tata_usaha", "kasubag_umum"):
        run = go(sop, run, "2019-01-03 10:00", by)
    run = go(sop, run, "2019-01-03 10:00", "kabid_capil", "disetujui")
    assert read_meter(sop, run, SHARED, at("2019-01-03 10:00"))[-1].due == at(due)


def test_a_variant_that_the_sop_does_not_have_is_refused() -> None:
    with pytest.raises(NotReady, match="yang ada: triwulan, tahunan"):
        start(SOPS["data_kinerja_bidang"], "R1", "x", by="kabid_capil", at=at("2019-01-03 08:00"), ragam="bulanan")
    with pytest.raises(NotReady, match="tidak ada"):
        start(SOPS["pengukuran_kinerja"], "R1", "x", by="sekretaris", at=at("2019-01-03 08:00"), ragam="tahunan")


def test_the_clock_of_the_open_step_stops_when_the_run_is_cancelled() -> None:
    sop = SOPS["pengukuran_kinerja"]
    run = go(sop, begun(sop, "2019-01-02 08:00", "tata_usaha"), "2019-01-02 08:04", "kepala_dinas")
    run = cancel(sop, run, "dua kali", by="tata_usaha", at=at("2019-01-02 08:14"))
    read = read_meter(sop, run, SHARED, at("2026-01-02 08:00"))
    assert [(one.step.id, one.used, one.ended) for one in read] == [
        ("perintah_kepala", 4, at("2019-01-02 08:04")),
        ("perintah_sekretaris", 10, at("2019-01-02 08:14")),
    ]
