"""Quarters: when they begin and end, and when their figures are due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.kinerja.period import Triwulan, triwulan_of

days = st.dates(date(1950, 1, 1), date(2900, 12, 31))


@pytest.mark.parametrize(
    ("ke", "first", "last", "due", "label"),
    [
        (1, date(2019, 1, 1), date(2019, 3, 31), date(2019, 4, 10), "Triwulan I Tahun 2019"),
        (2, date(2019, 4, 1), date(2019, 6, 30), date(2019, 7, 10), "Triwulan II Tahun 2019"),
        (3, date(2019, 7, 1), date(2019, 9, 30), date(2019, 10, 10), "Triwulan III Tahun 2019"),
        (4, date(2019, 10, 1), date(2019, 12, 31), date(2020, 1, 10), "Triwulan IV Tahun 2019"),
    ],
)
def test_the_four_quarters_of_a_year(ke, first, last, due, label):
    quarter = Triwulan(2019, ke)
    assert (quarter.first_day, quarter.last_day, quarter.due, quarter.label) == (first, last, due, label)


@given(days)
def test_every_day_lies_in_exactly_one_quarter(day):
    quarter = triwulan_of(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert quarter.next().first_day == quarter.last_day + timedelta(days=1)
    assert quarter.next().previous() == quarter < quarter.next()


@pytest.mark.parametrize(("tahun", "ke"), [(2019, 0), (2019, 5), (19, 1)])
def test_there_is_no_fifth_quarter(tahun, ke):
    with pytest.raises(ValueError, match="pilih triwulan 1 sampai 4"):
        Triwulan(tahun, ke)
