"""When a closed file falls due: from the end of the year it was closed in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.kearsipan.retensi import NASIB, Jadwal, Tempo, changed, jatuh_tempo, stage

AKIP = Jadwal(2, 3, "musnah")


def due(day: str, aktif: int | None, inaktif: int | None) -> tuple[str, str]:
    tempo = jatuh_tempo(date.fromisoformat(day), Jadwal(aktif, inaktif))
    return str(tempo.inaktif_sejak), str(tempo.habis_sejak)


@pytest.mark.parametrize(
    ("closed", "years", "from_day"),
    [
        ("2013-01-03", 10, "2024-01-01"),
        ("2012-01-01", 5, "2018-01-01"),  # not 2017: the year of the closing is not counted
        ("2019-12-31", 1, "2021-01-01"),
        ("2020-01-01", 1, "2022-01-01"),
        ("2020-02-29", 1, "2022-01-01"),
        ("2020-02-29", 4, "2025-01-01"),
        ("2019-06-15", 0, "2020-01-01"),
    ],
)
def test_the_years_are_counted_from_the_end_of_the_year_of_closing(closed, years, from_day):
    assert due(closed, years, 0) == (from_day, from_day)
    assert due(closed, 0, years)[1] == from_day


def test_inactive_years_follow_the_active_ones():
    assert due("2018-03-10", 2, 3) == ("2021-01-01", "2024-01-01")


@given(st.dates(max_value=date(2999, 12, 31)), st.integers(0, 100), st.integers(0, 100))
def test_nothing_falls_due_before_its_years_are_over_and_always_on_new_years_day(closed, aktif, inaktif):
    tempo = jatuh_tempo(closed, Jadwal(aktif, inaktif))
    for day, count in ((tempo.inaktif_sejak, aktif), (tempo.habis_sejak, aktif + inaktif)):
        assert day is not None and (day.month, day.day) == (1, 1)
        assert (closed.year + count, closed.month, closed.day) < (day.year, 1, 1)
        assert day.year - closed.year == count + 1
    assert tempo.inaktif_sejak <= tempo.habis_sejak


@given(st.dates(), st.one_of(st.none(), st.integers(0, 100)), st.one_of(st.none(), st.integers(0, 100)))
def test_what_is_not_said_is_not_determined_and_never_a_crash(closed, aktif, inaktif):
    tempo = jatuh_tempo(closed, Jadwal(aktif, inaktif))
    assert aktif is not None or tempo == Tempo()
    assert inaktif is not None or tempo.habis_sejak is None
    assert stage(date.max, tempo, "") in ("aktif", "inaktif", "belum ditentukan")


@pytest.mark.parametrize(
    ("on", "nasib", "expected"),
    [
        ("2018-03-10", "musnah", "aktif"),
        ("2020-12-31", "musnah", "aktif"),
        ("2021-01-01", "musnah", "inaktif"),
        ("2023-12-31", "musnah", "inaktif"),
        ("2024-01-01", "musnah", "habis masa simpan"),
        ("2024-01-01", "dinilai kembali", "habis masa simpan"),
        ("2024-01-01", "permanen", "diserahkan"),
        ("2024-01-01", "", "belum ditentukan"),
    ],
)
def test_a_file_is_active_then_inactive_then_over(on, nasib, expected):
    assert stage(date.fromisoformat(on), jatuh_tempo(date(2018, 3, 10), AKIP), nasib) == expected


@given(st.dates(), st.dates(), st.integers(0, 20), st.integers(0, 20))
def test_what_is_permanent_is_never_due_for_destruction(closed, on, aktif, inaktif):
    assert stage(on, jatuh_tempo(closed, Jadwal(aktif, inaktif, "permanen")), "permanen") != "habis masa simpan"


def test_without_inactive_years_a_file_stays_inactive():
    tempo = jatuh_tempo(date(2018, 3, 10), Jadwal(2, None, "permanen"))
    assert stage(date(2090, 1, 1), tempo, "permanen") == "inaktif"


def test_a_changed_schedule_is_told_and_does_not_move_what_was_closed():
    assert changed(AKIP, AKIP) == ""
    assert changed(AKIP, Jadwal(5, 3, "permanen")) == (
        "Jadwal retensi berubah sejak berkas ditutup: masa aktif 2 tahun menjadi 5 tahun, nasib akhir musnah menjadi "
        "permanen. Yang berlaku bagi berkas ini tetap jadwal saat ditutup."
    )
    assert "masa inaktif 3 tahun menjadi belum ditentukan" in changed(AKIP, Jadwal(2, None, "musnah"))
    assert "sejak berkas ditutup menjadi setelah tahun anggaran berakhir" in changed(
        AKIP, Jadwal(2, 3, "musnah", "setelah tahun anggaran berakhir")
    )


def test_there_are_three_fates():
    assert NASIB == ("musnah", "permanen", "dinilai kembali")
