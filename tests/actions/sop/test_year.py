"""A year of quarters with its late ones: every due date and every state worked out by hand, with real days off.

The office works 07.30 to 12.00 and 13.00 to 16.00, on Fridays 07.30 to 11.30 and 13.00 to 16.30.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from docgen.actions.house.upkeep import create_office
from docgen.actions.sop.following import run_status
from docgen.actions.sop.recurring import open_due
from docgen.actions.sop.tasks import all_tasks
from docgen.office import open_office
from docgen.search.memory_index import MemoryIndex
from docgen.sop.meter import HAMPIR, TEPAT, TERLAMBAT
from docgen.sop.progress import SELESAI
from tests.actions.sop.test_following import closed
from tests.conftest import WIB, Clock

pytestmark = pytest.mark.slow

DAFDUK, CAPIL, PIAK = "kabid_dafduk", "kabid_capil", "kabid_piak"
TW1, TW2, TW3, TW4 = (f"Triwulan {roman} Tahun 2019" for roman in ("I", "II", "III", "IV"))
OPENED = ["2019-04-10 07:35", "2019-07-10 07:35", "2019-10-14 09:00", "2020-01-10 08:00"]
DAYS_OFF_2020 = '[libur]\n2020-01-01 = "Tahun Baru Masehi"\n2020-03-25 = "Hari Suci Nyepi"\n'

# by quarter and bidang: when a step was closed, which, how; when it was due, in time or late
WALKS = {
    (TW1, DAFDUK): [
        ("2019-04-10 07:40", "tugaskan", "", "2019-04-10 07:45", TEPAT),  # 15 minutes from the opening of the 10th
        ("2019-04-10 07:55", "perintahkan", "", "2019-04-10 07:55", TEPAT),  # 15 minutes, to the last
        ("2019-04-10 14:00", "serahkan_bahan", "", "2019-04-11 07:55", TEPAT),  # a day: the same hour of Thursday
        ("2019-04-11 13:30", "buat_laporan", "", "2019-04-11 14:00", TEPAT),
        ("2019-04-11 14:20", "periksa", "disetujui", "2019-04-11 14:30", TEPAT),  # an hour
        ("2019-04-12 14:00", "susun_laporan", "", "2019-04-12 14:20", TEPAT),  # a day for a quarter
    ],
    (TW1, PIAK): [
        ("2019-04-15 09:00", "tugaskan", "", "2019-04-10 07:45", TERLAMBAT),  # begun on Monday the 15th
        ("2019-04-15 09:10", "perintahkan", "", "2019-04-15 09:15", TEPAT),
        ("2019-04-16 10:00", "serahkan_bahan", "", "2019-04-16 09:10", TERLAMBAT),
        ("2019-04-18 09:00", "buat_laporan", "", "2019-04-18 10:00", TEPAT),  # Wednesday the 17th was election day
        ("2019-04-18 14:00", "periksa", "dikembalikan", "2019-04-18 10:00", TERLAMBAT),
        ("2019-04-22 13:00", "buat_laporan", "", "2019-04-22 14:00", TEPAT),  # anew; Good Friday, then a weekend
        ("2019-04-22 13:30", "periksa", "disetujui", "2019-04-22 14:00", TEPAT),
        ("2019-04-23 13:30", "susun_laporan", "", "2019-04-23 13:30", TEPAT),
    ],
    (TW1, CAPIL): [
        ("2019-05-31 15:50", "tugaskan", "", "2019-04-10 07:45", TERLAMBAT),
        ("2019-05-31 16:20", "perintahkan", "", "2019-05-31 16:05", TERLAMBAT),  # Friday 15.50, open to 16.30
        # weekend, cuti bersama 3 and 4, Idul Fitri 5 and 6, cuti bersama 7, weekend; Monday the 10th closes at 16.00
        ("2019-06-10 09:00", "serahkan_bahan", "", "2019-06-10 16:00", TEPAT),
        ("2019-06-11 09:01", "buat_laporan", "", "2019-06-11 09:00", TERLAMBAT),  # by one minute
        ("2019-06-11 10:01", "periksa", "disetujui", "2019-06-11 10:01", TEPAT),
        ("2019-06-12 10:02", "susun_laporan", "", "2019-06-12 10:01", TERLAMBAT),
    ],
    (TW2, DAFDUK): [
        ("2019-07-10 07:45", "tugaskan", "", "2019-07-10 07:45", TEPAT),
        ("2019-07-12 15:50", "perintahkan", "", "2019-07-10 08:00", TERLAMBAT),
        ("2019-07-15 15:50", "serahkan_bahan", "", "2019-07-15 15:50", TEPAT),  # begun Friday 15.50: Monday 15.50
        ("2019-07-19 15:50", "buat_laporan", "", "2019-07-16 15:50", TERLAMBAT),
        # begun Friday 15.50: forty minutes to the end of the day, twenty on Monday
        ("2019-07-22 07:50", "periksa", "disetujui", "2019-07-22 07:50", TEPAT),
        ("2019-07-23 07:50", "susun_laporan", "", "2019-07-23 07:50", TEPAT),
    ],
    (TW3, CAPIL): [
        ("2019-12-23 15:50", "tugaskan", "", "2019-10-10 07:45", TERLAMBAT),  # of the 10th, though opened on the 14th
        # ten minutes on Monday, the 24th is cuti bersama, the 25th Christmas, five minutes on Thursday
        ("2019-12-26 07:35", "perintahkan", "", "2019-12-26 07:35", TEPAT),
        ("2019-12-30 08:00", "serahkan_bahan", "", "2019-12-27 07:35", TERLAMBAT),
        ("2019-12-31 08:00", "buat_laporan", "", "2019-12-31 08:00", TEPAT),
        ("2019-12-31 15:30", "periksa", "disetujui", "2019-12-31 09:00", TERLAMBAT),
        ("2020-01-02 15:30", "susun_laporan", "", "2020-01-02 15:30", TEPAT),  # over New Year's Day
    ],
    (TW4, DAFDUK): [
        ("2020-01-10 15:50", "tugaskan", "", "2020-01-10 07:45", TERLAMBAT),  # the 10th is a Friday
        ("2020-01-10 16:05", "perintahkan", "", "2020-01-10 16:05", TEPAT),
        ("2020-01-13 15:00", "serahkan_bahan", "", "2020-01-13 16:00", TEPAT),  # begun 16.05; Monday closes at 16.00
        ("2020-02-13 10:00", "buat_laporan", "", "2020-01-14 15:00", TERLAMBAT),
        ("2020-02-14 15:50", "periksa", "disetujui", "2020-02-13 11:00", TERLAMBAT),
        # fifteen days for the year: 17 to 21 and 24 to 28 February, 2 to 6 March; the 29th of February is a Saturday
        ("2020-03-06 15:50", "susun_laporan", "", "2020-03-06 15:50", TEPAT),
    ],
    (TW4, PIAK): [
        ("2020-03-05 08:00", "tugaskan", "", "2020-01-10 07:45", TERLAMBAT),
        ("2020-03-05 08:15", "perintahkan", "", "2020-03-05 08:15", TEPAT),
        ("2020-03-05 08:30", "serahkan_bahan", "", "2020-03-06 08:15", TEPAT),
        ("2020-03-05 08:40", "buat_laporan", "", "2020-03-06 08:30", TEPAT),
        ("2020-03-05 09:00", "periksa", "disetujui", "2020-03-05 09:40", TEPAT),
    ],
}  # fmt: skip
NEVER = {quarter: (at, TERLAMBAT) for quarter, at in (
    (TW2, "2019-07-10 07:45"), (TW3, "2019-10-10 07:45"), (TW4, "2020-01-10 07:45")
)}  # fmt: skip

# when somebody looked: the quarter, and for each bidang the step it stands at, its due date, its state
LOOKS = {
    "2019-04-23 10:00": (TW1, {
        DAFDUK: ("", "", SELESAI),
        CAPIL: ("tugaskan", "2019-04-10 07:45", TERLAMBAT),
        PIAK: ("susun_laporan", "2019-04-23 13:30", TEPAT),  # 150 minutes of Monday, 150 of today: two thirds of a day
    }),
    "2019-07-19 16:00": (TW2, {
        DAFDUK: ("periksa", "2019-07-22 07:50", TEPAT),
        CAPIL: ("tugaskan", *NEVER[TW2]),
        PIAK: ("tugaskan", *NEVER[TW2]),
    }),
    "2019-12-26 09:00": (TW3, {
        DAFDUK: ("tugaskan", *NEVER[TW3]),
        CAPIL: ("serahkan_bahan", "2019-12-27 07:35", TEPAT),
        PIAK: ("tugaskan", *NEVER[TW3]),
    }),
    "2020-01-09 16:00": (TW3, {  # the evening before the tenth
        DAFDUK: ("tugaskan", *NEVER[TW3]),
        CAPIL: ("", "", SELESAI),
        PIAK: ("tugaskan", *NEVER[TW3]),
    }),
    "2020-03-04 09:00": (TW4, {
        # of fifteen days 40 minutes, ten days, two days and 90 minutes: 5530 of 6750
        DAFDUK: ("susun_laporan", "2020-03-06 15:50", HAMPIR),
        CAPIL: ("tugaskan", *NEVER[TW4]),
        PIAK: ("tugaskan", *NEVER[TW4]),
    }),
    "2020-03-27 09:01": (TW4, {
        DAFDUK: ("", "", SELESAI),
        CAPIL: ("tugaskan", *NEVER[TW4]),
        # 6, 9 to 13, 16 to 20, 23 and 24, 26 and 27 March: the 25th is Nyepi
        PIAK: ("susun_laporan", "2020-03-27 09:00", TERLAMBAT),
    }),
}  # fmt: skip
# every task as somebody saw it then, whoever had it; the late ones of old quarters are among them
TASKS = {
    "2019-04-23 10:00": {(TW1, CAPIL, TERLAMBAT), (TW1, PIAK, TEPAT)},
    "2019-07-19 16:00": {(TW2, CAPIL, TERLAMBAT), (TW2, PIAK, TERLAMBAT), (TW2, DAFDUK, TEPAT)},
    "2019-12-26 09:00": {
        (TW2, CAPIL, TERLAMBAT), (TW2, PIAK, TERLAMBAT), (TW3, DAFDUK, TERLAMBAT), (TW3, PIAK, TERLAMBAT),
        (TW3, CAPIL, TEPAT),
    },
    "2020-01-09 16:00": {
        (TW2, CAPIL, TERLAMBAT), (TW2, PIAK, TERLAMBAT), (TW3, DAFDUK, TERLAMBAT), (TW3, PIAK, TERLAMBAT),
    },
    "2020-03-04 09:00": {
        (TW2, CAPIL, TERLAMBAT), (TW2, PIAK, TERLAMBAT), (TW3, DAFDUK, TERLAMBAT), (TW3, PIAK, TERLAMBAT),
        (TW4, CAPIL, TERLAMBAT), (TW4, PIAK, TERLAMBAT), (TW4, DAFDUK, HAMPIR),
    },
    "2020-03-27 09:01": {
        (TW2, CAPIL, TERLAMBAT), (TW2, PIAK, TERLAMBAT), (TW3, DAFDUK, TERLAMBAT), (TW3, PIAK, TERLAMBAT),
        (TW4, CAPIL, TERLAMBAT), (TW4, PIAK, TERLAMBAT),
    },
}  # fmt: skip
POSTS = {
    "perintahkan": "kasubag_umum",
    "serahkan_bahan": "tata_usaha",
    "buat_laporan": "kasubag_umum",
    "susun_laporan": "kasubag_perencanaan",
}


def at(written):
    return datetime.fromisoformat(written).replace(tzinfo=WIB)


def said(moment):
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


class Year:
    """The year as it went by: what each who looked was told, and every run at its end."""

    def __init__(self, office):
        self.office, self.looks, self.runs = office, {}, {}
        kegiatan = {step.kegiatan: step.id for step in office.sop("data_kinerja_bidang").steps}
        self.steps = {"": "", **kegiatan}

    def open(self):
        self.runs |= {(one.run.periode, one.run.untuk): one.run.id for one in open_due(self.office, by="tata_usaha")}

    def close(self, quarter, bidang, step, outcome):
        run = self.office.archive.run(self.runs[quarter, bidang])
        closed(self.office, run, (POSTS.get(step, bidang), outcome))

    def look(self, when):
        dues = open_due(self.office, by="tata_usaha")
        rows = {one.run.untuk: (self.steps[one.langkah], said(one.batas), one.keadaan) for one in dues}
        named = {run: name for name, run in self.runs.items()}
        tasks = [(*named[task.subject], task.keadaan) for task in all_tasks(self.office)]
        self.looks[when] = {one.run.periode for one in dues}, rows, tasks


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    settings = create_office(tmp_path_factory.mktemp("tahun") / "kantor")
    plans = settings.templates / "kinerja"
    plan = (plans / "2018.toml").read_text("utf-8")
    (plans / "2019.toml").write_text(plan.replace("tahun = 2018", "tahun = 2019"), "utf-8")
    (settings.templates / "kalender" / "2020.toml").write_text(DAYS_OFF_2020, "utf-8")
    clock = Clock()
    with open_office(settings, now=clock) as office:
        year = Year(replace(office, index=MemoryIndex()))
        acts = [(when, year.open, ()) for when in OPENED] + [(when, year.look, (when,)) for when in LOOKS]
        acts += [(when, year.close, (*walk, step, how)) for walk in WALKS for when, step, how, *_ in WALKS[walk]]
        for when, act, args in sorted(acts, key=lambda one: one[0]):
            clock.moment = at(when)
            act(*args)
        yield year


@pytest.mark.parametrize("walk", WALKS, ids=" ".join)
def test_every_step_was_due_and_late_as_worked_out_by_hand(year, walk):
    read = [one for one in run_status(year.office, year.runs[walk]).readings if one.ended]
    told = [(said(one.ended), one.step.id, said(one.due), one.state) for one in read]
    assert told == [(when, step, due, state) for when, step, _, due, state in WALKS[walk]]


@pytest.mark.parametrize("when", LOOKS)
def test_who_is_late_with_the_quarter_is_told_as_worked_out_by_hand(year, when):
    quarter, rows = LOOKS[when]
    assert year.looks[when][:2] == ({quarter}, rows)


@pytest.mark.parametrize("when", TASKS)
def test_the_tasks_of_all_quarters_are_told_the_late_ones_first(year, when):
    tasks = year.looks[when][2]
    assert len(tasks) == len(TASKS[when]) and set(tasks) == TASKS[when]
    late = [state == TERLAMBAT for *_, state in tasks]
    assert late == sorted(late, reverse=True)
