"""From the forms of four quarters to the reports of the year: every printed row worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docgen.actions.naskah.approving import cancel
from docgen.actions.naskah.figures import measure_year
from docgen.actions.sop.collecting import draft_report, make_forms, receive_form
from docgen.actions.sop.quarters import due_quarters, owed_forms
from docgen.kinerja.period import Triwulan
from docgen.paper.read import plain_text
from tests.actions.sop.test_measuring import TAHUN, answered, report_form

WHO = "kasubag_perencanaan"
SUM = """
[[indikator]]
id = "keliling"
sasaran = "Meningkatnya tata kelola perangkat daerah"
indikator = "Pelayanan keliling"
satuan = "kali"
bidang = "kabid_dafduk"
gabung = "jumlah"
target = 48
target_triwulan = [10, 12, 12, 14]
desimal = 0
"""
REPORTED = {
    1: {"ktp_el": 96.53, "akta_kelahiran": 95.5, "kia": 24, "akta_kematian": 60, "ikm": 84.1, "waktu_penerbitan": 5,
        "nilai_sakip": None, "keliling": 8},
    2: {"ktp_el": 97.4, "akta_kelahiran": 96.8, "kia": 33.33, "akta_kematian": 65.5, "ikm": 86, "waktu_penerbitan": 4,
        "nilai_sakip": None, "keliling": 13},
    3: {"ktp_el": 98.1, "akta_kelahiran": 97.1, "kia": 41, "akta_kematian": 70, "ikm": 86.55, "waktu_penerbitan": 4,
        "nilai_sakip": None, "keliling": 12},
    4: {"ktp_el": 98.72, "akta_kelahiran": 98.15, "kia": 48.3, "akta_kematian": 71.25, "ikm": 87.43,
        "waktu_penerbitan": 4, "nilai_sakip": 70.85, "keliling": 15},
}  # fmt: skip

KTP, LAHIR, KIA, MATI, IKM, WAKTU, SAKIP, KELILING = (
    "Persentase kepemilikan KTP-el", "Persentase kepemilikan akta kelahiran usia 0-18 tahun",
    "Persentase kepemilikan Kartu Identitas Anak", "Persentase kepemilikan akta kematian", "Indeks Kepuasan Masyarakat",
    "Rata-rata waktu penerbitan dokumen", "Nilai SAKIP perangkat daerah", "Pelayanan keliling",
)  # fmt: skip
ST, T, S, R, SR = "Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah"

# target, realisasi, capaian, predikat of each quarter alone, then since January
QUARTER_1 = {
    KTP: ("97,50", "96,53", "99,01", ST),  # 96,53 / 97,50 = 0,990051
    LAHIR: ("95,50", "95,50", "100,00", ST),
    KIA: ("30,00", "24,00", "80,00", T),
    MATI: ("100,00", "60,00", "60,00", R),  # no targets of its own for the quarters: that of the year
    IKM: ("86,00", "84,10", "97,79", ST),  # 84,10 / 86,00 = 0,977907
    WAKTU: ("3", "5", "33,33", SR),  # fewer is better: (2 x 3 - 5) / 3
    SAKIP: ("72,00", "-", "-", "-"),  # known at the end of the year
    KELILING: ("10", "8", "80,00", T),
}
QUARTER_2 = {
    KTP: ("98,00", "97,40", "99,39", ST),  # 0,993878
    LAHIR: ("96,00", "96,80", "100,83", ST),  # 1,008333
    KIA: ("40,00", "33,33", "83,33", T),  # 0,83325, half up
    MATI: ("100,00", "65,50", "65,50", S),
    IKM: ("86,00", "86,00", "100,00", ST),
    WAKTU: ("3", "4", "66,67", S),  # (6 - 4) / 3
    SAKIP: ("72,00", "-", "-", "-"),
    KELILING: ("12", "13", "108,33", ST),
}
HALF_YEAR = QUARTER_2 | {  # the newest figure is that of the half-year, but for a mean and a sum
    IKM: ("86,00", "85,05", "98,90", ST),  # (84,10 + 86,00) / 2; 85,05 / 86,00 = 0,988953
    KELILING: ("22", "21", "95,45", ST),  # 10 + 12 and 8 + 13
}
YEAR = {
    KTP: ("99,00", "98,72", "99,72", ST),
    LAHIR: ("97,00", "98,15", "101,19", ST),
    KIA: ("60,00", "48,30", "80,50", T),
    MATI: ("100,00", "71,25", "71,25", S),
    IKM: ("86,00", "86,02", "100,02", ST),  # (84,10 + 86,00 + 86,55 + 87,43) / 4 = 344,08 / 4
    WAKTU: ("3", "4", "66,67", S),
    SAKIP: ("72,00", "70,85", "98,40", ST),
    KELILING: ("48", "48", "100,00", ST),  # 8 + 13 + 12 + 15
}


@pytest.fixture
def office(plain_office, clock):
    path = plain_office.root / "templates_docx" / "kinerja" / f"{TAHUN}.toml"
    path.write_text(path.read_text("utf-8") + SUM, "utf-8")
    clock.moment = clock.moment.replace(month=1, day=10)
    return plain_office


def collect(office, *quarters, but=()):
    for ke in quarters:
        for post, form in make_forms(office, Triwulan(TAHUN, ke)).items():
            if post not in but:
                receive_form(office, TAHUN, answered(office, form, **REPORTED[ke]), f"{post}.xlsx", by=WHO)


def report(office, jenis, sampai, bidang=""):
    measured = measure_year(office, TAHUN, sampai)
    return draft_report(office, jenis, measured, report_form(office, jenis), by=WHO, bidang=bidang)


def printed(office, naskah):
    """The rows of every table of the page, by indicator: the four last cells of each, in order."""
    rows = [line.split("\t") for line in plain_text(office.archive.read(naskah.latest)).splitlines()]
    return [(name, tuple(row[-4:])) for row in rows for name in YEAR if name in row and len(row) > 5]


def test_the_report_of_the_first_quarter_prints_what_was_worked_out_by_hand(office):
    collect(office, 1)
    assert printed(office, report(office, "laporan_triwulan", 1)) == [*QUARTER_1.items(), *QUARTER_1.items()]


def test_the_report_of_the_second_quarter_adds_what_was_since_january(office):
    collect(office, 1, 2)
    assert printed(office, report(office, "laporan_triwulan", 2)) == [*QUARTER_2.items(), *HALF_YEAR.items()]


@pytest.mark.slow
def test_the_report_of_the_year_rolls_four_quarters_up(office):
    collect(office, 1, 2, 3, 4)
    assert printed(office, report(office, "laporan_pengukuran_kinerja", 4)) == [*YEAR.items()]
    yearly = report(office, "laporan_kinerja_tahunan", 4).latest.values
    assert [row["realisasi"] for row in yearly["perbandingan"]] == [realisasi for _, realisasi, *_ in YEAR.values()]


# ------------------------------------------------------------------ what feeds them


def standing(quarter):
    return {one.jenis: one.naskah.id if one.naskah else "" for one in quarter.reports}


def test_a_quarter_asks_for_its_report_and_the_last_one_for_those_of_the_year(office, clock):
    assert standing(*due_quarters(office)) == dict.fromkeys(
        ["laporan_triwulan", "laporan_kinerja_tahunan", "laporan_pengukuran_kinerja"], ""
    )
    clock.moment = clock.moment.replace(year=2018, month=10)
    (third,) = due_quarters(office)
    assert (third.triwulan, standing(third)) == (Triwulan(TAHUN, 3), {"laporan_triwulan": ""})


def test_whose_form_is_owed_is_told_since_january_and_the_forms_are_those_of_the_quarter(office, clock):
    clock.moment = clock.moment.replace(year=2018, month=7)
    collect(office, 1, but=("kabid_piak",))
    collect(office, 2, but=("sekretaris", "kabid_capil"))
    (second,) = due_quarters(office)
    assert second.owed == ((1, "kabid_piak"), (2, "kabid_capil"), (2, "sekretaris"))
    assert list(owed_forms(office, second)) == ["kabid_capil", "sekretaris"]
    assert second.lacking[0] == "kabid_piak: formulir Triwulan I Tahun 2018 belum diterima"
    collect(office, 1, 2)
    (second,) = due_quarters(office)
    assert (second.owed, second.lacking, dict(owed_forms(office, second))) == ((), (), {})


def test_a_form_that_came_without_its_figure_holds_up_the_report_of_the_year(office):
    collect(office, 1, 2, 3)
    form = make_forms(office, Triwulan(TAHUN, 4))
    for post in form:
        empty = answered(office, form[post], **REPORTED[4] | {"nilai_sakip": None})
        receive_form(office, TAHUN, empty, "a.xlsx", by=WHO)
    (last,) = due_quarters(office)
    assert (last.owed, last.lacking) == ((), (f"sekretaris: {SAKIP} belum ada angkanya",))


def test_the_report_of_a_quarter_is_the_newest_that_prints_its_figures_and_was_not_cancelled(office, clock):
    clock.moment = clock.moment.replace(year=2018, month=7)
    collect(office, 1, 2)
    report(office, "laporan_triwulan", 1)  # of another quarter
    old = report(office, "laporan_triwulan", 2)
    new = report(office, "laporan_triwulan", 2)
    (second,) = due_quarters(office)
    assert standing(second) == {"laporan_triwulan": new.id}
    cancel(office, new.id, read=new.latest.sha256, reason="keliru", by=WHO)
    (second,) = due_quarters(office)
    assert standing(second) == {"laporan_triwulan": old.id}


def test_an_office_without_forms_or_without_a_type_of_report_is_asked_for_neither(office):
    types = {name: one for name, one in office.types.items() if name != "laporan_kinerja_tahunan"}
    (last,) = due_quarters(replace(office, types=types))
    assert list(standing(last)) == ["laporan_triwulan", "laporan_pengukuran_kinerja"]
    types.pop("formulir_kinerja")
    assert due_quarters(replace(office, types=types)) == []
