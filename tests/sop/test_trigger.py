"""When an SOP falls due, and for which period: literal dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.sop.declaration import PERIODS, Pemicu
from docgen.sop.trigger import MONTHS, last_occasion


@pytest.mark.parametrize(
    ("setiap", "tanggal", "on", "day", "label"),
    [
        ("triwulan", 10, "2019-01-10", "2019-01-10", "Triwulan IV Tahun 2018"),  # over the year
        ("triwulan", 10, "2019-01-09", "2018-10-10", "Triwulan III Tahun 2018"),
        ("triwulan", 10, "2019-04-10", "2019-04-10", "Triwulan I Tahun 2019"),
        ("triwulan", 10, "2019-06-30", "2019-04-10", "Triwulan I Tahun 2019"),
        ("triwulan", 10, "2019-12-31", "2019-10-10", "Triwulan III Tahun 2019"),
        ("bulan", 5, "2020-03-04", "2020-02-05", "Januari 2020"),
        ("bulan", 28, "2020-02-29", "2020-02-28", "Januari 2020"),
        ("bulan", 1, "2019-01-01", "2019-01-01", "Desember 2018"),
        ("semester", 15, "2019-07-15", "2019-07-15", "Semester I Tahun 2019"),
        ("semester", 15, "2019-07-14", "2019-01-15", "Semester II Tahun 2018"),
        ("tahun", 20, "2019-01-20", "2019-01-20", "Tahun 2018"),
        ("tahun", 20, "2019-01-19", "2018-01-20", "Tahun 2017"),
    ],
)
def test_the_period_that_has_just_ended(setiap: str, tanggal: int, on: str, day: str, label: str) -> None:
    found = last_occasion(Pemicu(setiap, tanggal), date.fromisoformat(on))
    assert (str(found.day), found.label) == (day, label)


def test_only_the_last_part_closes_the_year() -> None:
    days = (date(2019, month, 28) for month in (1, 4, 7, 10))
    assert [last_occasion(Pemicu("triwulan", 10), day).closes_year for day in days] == [True, False, False, False]
    assert last_occasion(Pemicu("tahun", 10), date(2019, 1, 28)).closes_year


def test_every_period_an_sop_may_name_is_known() -> None:
    assert tuple(MONTHS) == PERIODS


@given(st.sampled_from(PERIODS), st.integers(1, 28), st.dates(date(2010, 1, 1), date(2040, 12, 31)))
def test_each_occasion_follows_the_one_before_without_a_gap(setiap: str, tanggal: int, on: date) -> None:
    pemicu = Pemicu(setiap, tanggal)
    found = last_occasion(pemicu, on)
    before = last_occasion(pemicu, found.day - timedelta(days=1))
    assert found.day <= on and found.day.day == tanggal
    assert last_occasion(pemicu, found.day) == found
    parts = 12 // MONTHS[setiap]
    assert (before.tahun * parts + before.ke) + 1 == found.tahun * parts + found.ke
