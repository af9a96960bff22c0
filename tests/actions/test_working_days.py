"""The days off of a year: proposed, corrected by the office, completed from a sheet."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from docgen.actions.house.upkeep import check_declarations
from docgen.actions.working_days import days_of, import_days, kalender_of, propose_year
from docgen.errors import BadDeclaration, InvalidForm, NotReady
from docgen.sop.calendar import HOURS
from docgen.sop.waktu import Waktu


def off(settings, tahun):
    return {str(one.tanggal): (one.nama, one.jenis) for one in days_of(settings, tahun)}


def test_a_year_is_proposed_with_its_cuti_bersama(settings):
    days = propose_year(settings, 2026, replace=True)
    assert [one.tanggal for one in days_of(settings, 2026)] == sorted(one.tanggal for one in days)
    known = off(settings, 2026)
    assert known["2026-08-17"] == ("Hari Kemerdekaan Republik Indonesia", "libur")
    assert known["2026-03-23"] == ("Cuti Bersama Hari Raya Idul Fitri", "cuti_bersama")
    # the afternoon before Nyepi and Idul Fitri: the 18th to the 24th of March are off
    due = kalender_of(settings).after(datetime(2026, 3, 17, 15, 0), Waktu(2, "jam"))
    assert due == datetime(2026, 3, 25, 8, 30)


def test_a_year_the_office_corrected_is_not_written_over_by_accident(settings):
    propose_year(settings, 2027)
    path = settings.templates / "kalender" / "2027.toml"
    path.write_text('[libur]\n2027-06-18 = "Hari Jadi Kota"\n', "utf-8")
    with pytest.raises(NotReady, match="--ganti"):
        propose_year(settings, 2027)
    assert off(settings, 2027) == {"2027-06-18": ("Hari Jadi Kota", "libur")}
    propose_year(settings, 2027, replace=True)
    assert "2027-06-18" not in off(settings, 2027)


def test_days_of_a_sheet_join_those_of_their_years(settings):
    (settings.templates / "kalender" / "2027.toml").write_text('[libur]\n2027-01-01 = "Tahun Baru"\n', "utf-8")
    sheet = (
        'Tanggal;Nama;Jenis\n17/10/2027;Hari Jadi "Kota";\n2028-01-03;Cuti;cuti bersama\n1 Januari 2027;Masehi;Libur\n'
    )
    days = import_days(settings, sheet.encode(), "libur.csv")
    assert [str(one.tanggal) for one in days] == ["2027-01-01", "2027-10-17", "2028-01-03"]
    assert off(settings, 2027) == {"2027-01-01": ("Masehi", "libur"), "2027-10-17": ('Hari Jadi "Kota"', "libur")}
    assert off(settings, 2028) == {"2028-01-03": ("Cuti", "cuti_bersama")}


def test_every_wrong_row_is_told_and_nothing_is_written(settings):
    before = sorted((settings.templates / "kalender").iterdir())
    sheet = "tanggal;nama;jenis\n2027-02-30;A;\n2027-03-01;;\n2027-03-02;B;pesta\n2027-03-03;C;\n"
    with pytest.raises(InvalidForm) as error:
        import_days(settings, sheet.encode(), "libur.csv")
    assert list(error.value.fields) == ["baris 2", "baris 3", "baris 4"]
    assert sorted((settings.templates / "kalender").iterdir()) == before


def test_an_office_made_before_there_was_a_calendar_works_the_usual_hours(settings):
    for path in (settings.templates / "kalender").iterdir():
        path.unlink()
    (settings.templates / "kalender").rmdir()
    assert kalender_of(settings).hours(date(2019, 1, 7)) and days_of(settings, 2019) == []
    propose_year(settings, 2019)
    assert not kalender_of(settings).hours(date(2019, 1, 1))


def test_a_slip_in_the_calendar_is_found_by_the_check_of_the_office(settings):
    (settings.templates / "kalender" / HOURS).write_text('senin = ["pagi"]\n', "utf-8")
    with pytest.raises(BadDeclaration):
        kalender_of(settings)
    (kalender,) = (one for one in check_declarations(settings) if one.name == "kalender")
    assert any("jam 'pagi' tidak terbaca" in problem for problem in kalender.problems)
