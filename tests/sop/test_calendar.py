"""Working time by the calendar: literal dates, and every minute counted one by one beside it."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import BadDeclaration
from docgen.sop.calendar import HOURS, Kalender, load_kalender
from docgen.sop.waktu import UNITS, Waktu, is_waktu, read_waktu, variant_of
from tests.conftest import ROOT

WIB = timezone(timedelta(hours=7), "WIB")
SHIPPED = ROOT / "templates_docx" / "kalender" / HOURS
OFFICE = SHIPPED.read_text("utf-8")
YEARS = {
    "2019.toml": """
[libur]
2019-01-01 = "Tahun Baru Masehi"
2019-02-05 = "Tahun Baru Imlek"
2019-12-25 = "Hari Raya Natal"
[cuti_bersama]
2019-06-03 = "Cuti Bersama Hari Raya Idul Fitri"
2019-06-04 = "Cuti Bersama Hari Raya Idul Fitri"
2019-06-07 = "Cuti Bersama Hari Raya Idul Fitri"
2019-12-24 = "Cuti Bersama Hari Raya Natal"
""",
    "2020.toml": '[libur]\n2020-01-01 = "Tahun Baru Masehi"\n2020-06-05 = "Contoh"\n',
}


def kalender(folder: Path, **files: str) -> Kalender:
    for name, text in {HOURS: OFFICE, **YEARS, **files}.items():
        (folder / name).write_text(text, "utf-8")
    return load_kalender(folder, SHIPPED)


def _shared() -> Kalender:
    with TemporaryDirectory() as folder:
        return kalender(Path(folder))


SHARED = _shared()
OFF = {
    date.fromisoformat(line.split(" = ")[0]) for text in YEARS.values() for line in text.splitlines() if " = " in line
}


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=WIB)


@pytest.mark.parametrize(
    ("begun", "waktu", "due"),
    [
        ("2019-01-07 08:00", "5 menit", "2019-01-07 08:05"),  # a Monday
        ("2019-01-07 11:58", "5 menit", "2019-01-07 13:03"),  # over the break
        ("2019-01-07 15:00", "3 jam", "2019-01-08 09:30"),  # over night
        ("2019-01-07 13:00", "3 jam", "2019-01-07 16:00"),  # to the last minute of the day
        ("2019-01-04 15:50", "30 menit", "2019-01-04 16:20"),  # on a Friday the office works to 16.30
        ("2019-01-04 15:50", "3 jam", "2019-01-07 09:50"),  # a step begun Friday 15.50
        ("2019-01-04 15:50", "1 hari", "2019-01-07 15:50"),
        ("2019-01-04 16:20", "1 hari", "2019-01-07 16:00"),  # Monday closes earlier than Friday
        ("2019-01-05 10:00", "30 menit", "2019-01-07 08:00"),  # begun on a Saturday
        ("2019-01-04 11:45", "20 menit", "2019-01-04 13:20"),  # begun in the break of Friday
        ("2018-12-31 15:50", "30 menit", "2019-01-02 07:50"),  # over the year; the first of January is off
        ("2018-12-31 10:00", "1 hari", "2019-01-02 10:00"),
        ("2019-05-31 10:00", "1 hari", "2019-06-05 10:00"),  # weekend and two days of cuti bersama
        ("2019-12-23 15:50", "20 menit", "2019-12-26 07:40"),  # cuti bersama, then Christmas
        ("2019-12-20 10:00", "15 hari", "2020-01-15 10:00"),
        ("2020-02-28 10:00", "1 hari", "2020-03-02 10:00"),  # the 29th of February is a Saturday
        ("2020-01-31 10:00", "1 bulan", "2020-03-02 10:00"),  # no 31st of February; its 29th is off
        ("2024-01-31 10:00", "1 bulan", "2024-02-29 10:00"),  # a leap day that is a Thursday
        ("2019-11-29 10:00", "1 bulan", "2019-12-30 10:00"),  # the 29th is a Sunday
        ("2019-12-10 10:00", "2 minggu", "2019-12-26 10:00"),  # the 24th is cuti bersama, the 25th off
        ("2019-01-07 10:00", "1 minggu", "2019-01-14 10:00"),
    ],
)
def test_time_passes_while_the_office_works(begun: str, waktu: str, due: str) -> None:
    assert SHARED.after(at(begun), read_waktu(waktu)) == at(due)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2019-01-07 08:00", "2019-01-07 08:05", 5),
        ("2019-01-07 11:00", "2019-01-07 14:00", 120),
        ("2019-01-04 15:50", "2019-01-07 08:30", 100),
        ("2019-01-05 08:00", "2019-01-06 20:00", 0),  # a weekend
        ("2019-06-03 07:30", "2019-06-04 16:00", 0),  # cuti bersama
        ("2019-01-07 09:00", "2019-01-07 08:00", 0),
        ("2018-12-31 07:30", "2019-01-02 16:00", 900),
        ("2019-01-07 00:00", "2019-01-12 00:00", 2250),  # a week: 37 hours and a half
    ],
)
def test_minutes_of_work_between_two_moments(start: str, end: str, minutes: int) -> None:
    assert SHARED.minutes(at(start), at(end)) == minutes


moments = st.datetimes(datetime(2018, 12, 20), datetime(2020, 3, 10)).map(
    lambda one: one.replace(second=0, microsecond=0, tzinfo=WIB)
)


@given(moments, st.integers(1, 3 * 1440))
def test_it_agrees_with_every_minute_counted(start: datetime, length: int) -> None:
    every = (start + timedelta(minutes=minute) for minute in range(length))
    assert SHARED.minutes(start, start + timedelta(minutes=length)) == sum(map(working, every))


@given(moments, st.integers(1, 2000))
def test_what_is_due_after_so_many_minutes_is_that_far_away(start: datetime, minutes: int) -> None:
    due = SHARED.after(start, Waktu(minutes, "menit"))
    assert SHARED.minutes(start, due) == minutes and working(due - timedelta(minutes=1))


@given(moments, st.integers(1, 30), st.sampled_from(UNITS))
def test_more_time_is_never_due_earlier_and_always_on_a_day_of_work(start: datetime, number: int, unit: str) -> None:
    due, later = (SHARED.after(start, Waktu(n, unit)) for n in (number, number + 1))
    assert start < due <= later and SHARED.hours(due.date())


def working(moment: datetime) -> bool:
    """Counted anew from the rule itself: 07.30 to 12.00 and 13.00 to 16.00, on Fridays to 11.30 and 16.30."""
    if moment.weekday() > 4 or moment.date() in OFF:
        return False
    clock, friday = moment.hour * 60 + moment.minute, moment.weekday() == 4
    return 450 <= clock < (690 if friday else 720) or 780 <= clock < (990 if friday else 960)


def test_ramadan_has_hours_of_its_own(tmp_path: Path) -> None:
    ramadan = '\n[[masa]]\nnama = "Ramadan"\nmulai = 2019-05-06\nsampai = 2019-05-31\nsenin = ["08.00-12.00"]\n'
    office = kalender(tmp_path, **{HOURS: OFFICE + ramadan})
    assert office.minutes(at("2019-05-06 00:00"), at("2019-05-13 00:00")) == 240
    assert office.after(at("2019-05-06 11:50"), Waktu(20, "menit")) == at("2019-05-13 08:10")


def test_a_year_without_a_file_knows_weekends_only() -> None:
    assert SHARED.years == {2019, 2020}
    assert SHARED.hours(date(2021, 1, 1)) and not SHARED.hours(date(2021, 1, 2))


FAULTS = {
    "an hour": (HOURS, 'senin = ["7.30-12"]', "jam '7.30-12' tidak terbaca"),
    "hours backwards": (HOURS, 'senin = ["12.00-07.30"]', "tidak terbaca"),
    "a day of the week": (HOURS, 'monday = ["07.30-12.00"]', "'monday' bukan nama hari"),
    "no hours": (HOURS, "", "belum ada hari kerja"),
    "a season without days": (HOURS, 'senin = ["07.30-12.00"]\n[[masa]]\nnama = "R"', "masa 1: wajib ada"),
    "a season backwards": (
        HOURS,
        'senin = ["07.30-12.00"]\n[[masa]]\nnama = "R"\nmulai = 2019-06-01\nsampai = 2019-05-01\nsenin = []',
        "mulai sesudah sampai",
    ),
    "a date": ("2019.toml", '[libur]\n2019-02-30 = "x"', "bukan tanggal tahun 2019"),
    "another year": ("2019.toml", '[libur]\n2018-12-25 = "x"', "bukan tanggal tahun 2019"),
    "a day without a name": ("2019.toml", '[libur]\n2019-12-25 = " "', "wajib diisi"),
    "a kind": ("2019.toml", '[cuti]\n2019-12-25 = "x"', "kunci 'cuti' tidak dikenal"),
    "a file": ("libur.toml", "", "nama berkas harus tahunnya"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_slip_in_the_calendar_is_told_with_its_file(tmp_path: Path, fault: str) -> None:
    name, text, wanted = FAULTS[fault]
    with pytest.raises(BadDeclaration) as error:
        kalender(tmp_path, **{name: text})
    assert any(problem.startswith(f"{name}: ") and wanted in problem for problem in error.value.problems)


def test_an_office_without_hours_of_its_own_works_the_usual_ones(tmp_path: Path) -> None:
    assert load_kalender(tmp_path, SHIPPED).jam == SHARED.jam


@pytest.mark.parametrize("written", ["0 menit", "menit", "1", "satu jam", "-1 jam", "1 tahun", "1.5 jam", "²  jam", ""])
def test_what_is_no_time_is_refused(written: str) -> None:
    assert not is_waktu(written)


def test_a_time_may_have_variants() -> None:
    waktu = {"triwulan": "1 hari", "tahunan": "15 hari"}
    assert read_waktu("30 Menit") == Waktu(30, "menit")
    assert [variant_of(waktu, ragam) for ragam in ("tahunan", "triwulan", "")] == ["15 hari", "1 hari", "1 hari"]
    assert variant_of("5 menit", "tahunan") == "5 menit"
