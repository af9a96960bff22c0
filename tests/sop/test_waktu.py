"""How long is told so that a clerk sees it at once."""

import pytest

from docgen.sop.waktu import worked
from tests.sop.test_calendar import SHARED


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (0, "0 menit"),
        (125, "2 jam 5 menit"),
        (4499, "74 jam 59 menit"),
        (4500, "10 hari kerja"),
        (4949, "10 hari kerja"),
        (990_450, "2.201 hari kerja"),
    ],
)
def test_from_ten_days_on_time_is_told_in_days_of_work(minutes, told):
    assert worked(minutes, 450) == told


def test_a_day_of_work_is_as_long_as_the_office_is_open():
    assert SHARED.usual_day == 450  # 37.5 hours in five days
