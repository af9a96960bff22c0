"""Figures of a year from figures per quarter, against values computed by hand (`naskah-dinas.md` 5.4-5.7)."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.kinerja.capaian import ARAH, PREDIKAT, predikat
from docgen.kinerja.indicators import GABUNG, Indikator, Rencana, load_rencana
from docgen.kinerja.rollup import Hasil, measure, measure_all
from docgen.kinerja.tables import COLUMNS, SOURCES, Figures, table_rows
from docgen.naskah.doctype import load_doctypes
from docgen.naskah.kantor import load_kantor
from docgen.settings import shipped_templates

OPINI = {"opini": {"WTP": Decimal(4), "WDP": Decimal(3), "TMP": Decimal(1)}}
PARTS = ("10", "20", "30", "40")


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def measured(quarters: tuple[Any, ...], sampai: int = 4, **facts: Any) -> Hasil:
    one = Indikator(**{
        "id": "a", "sasaran": "S", "indikator": "I", "satuan": "dok", "bidang": "kabid", "target": Decimal(100), **facts
    })  # fmt: skip
    return measure(Rencana(2018, (one,), skala=OPINI), one, quarters, sampai)


# gabung, arah, target of the year, targets of the quarters, quarters filled, measured after quarter
#   -> target and realisasi to date, capaian to date, capaian of the year
BY_HAND = [
    ("jumlah", "maksimalkan", "100", PARTS, ("12", "18"), 2, ("30", "30", "100.00", "30.00")),
    ("jumlah", "maksimalkan", "100", PARTS, ("12", None, "33"), 3, ("40", "45", "112.50", "45.00")),
    ("jumlah", "maksimalkan", "100", PARTS, ("0",), 1, ("10", "0", "0.00", "0.00")),
    ("jumlah", "maksimalkan", "100", (), ("12", "18"), 2, (None, "30", None, "30.00")),
    ("jumlah", "maksimalkan", "100", (), ("20", "20", "30", "44"), 4, ("100", "114", "114.00", "114.00")),
    ("jumlah", "minimalkan", "100", PARTS, ("12", "24"), 4, ("30", "36", "80.00", "164.00")),
    ("terakhir", "maksimalkan", "99", ("96", "97", "98", "99"), ("95", "97.97"), 4, ("97", "97.97", "101.00", "98.96")),
    ("terakhir", "maksimalkan", "99", (), ("98.72", None), 4, ("99", "98.72", "99.72", "99.72")),
    ("terakhir", "minimalkan", "3", (), ("9", "4"), 4, ("3", "4", "66.67", "66.67")),
    ("terakhir", "minimalkan", "3", (), ("7",), 4, ("3", "7", "-33.33", "-33.33")),
    ("terakhir", "minimalkan_b", "3", (), ("4",), 4, ("3", "4", "75.00", "75.00")),
    ("terakhir", "minimalkan_b", "3", (), ("0",), 4, ("3", "0", None, None)),
    ("terakhir", "stabilkan", "50", (), ("55",), 4, ("50", "55", "90.00", "90.00")),
    ("rata_rata", "maksimalkan", "86", (), ("80", None, "85", "86.5"), 4, ("86", "83.83", "97.48", "97.48")),
    ("rata_rata", "maksimalkan", "86", ("80", "82", "84", "86"), ("0", "82"), 2, ("81", "41", "50.62", "47.67")),
    ("terakhir", "maksimalkan", "0", (), ("5",), 4, ("0", "5", None, None)),
    ("jumlah", "maksimalkan", "10", ("0", "0", "0", "10"), ("5",), 1, ("0", "5", None, "50.00")),
    ("terakhir", "maksimalkan", "99", (), (None, None, "98"), 2, ("99", None, None, None)),
    ("terakhir", "maksimalkan", "99", (), (), 4, ("99", None, None, None)),
]


@pytest.mark.parametrize(("gabung", "arah", "target", "parts", "quarters", "sampai", "expected"), BY_HAND)
def test_figures_computed_by_hand(gabung, arah, target, parts, quarters, sampai, expected):
    got = measured(
        tuple(map(number, quarters)), sampai, gabung=gabung, arah=arah, target=Decimal(target),
        target_triwulan=tuple(map(Decimal, parts)),
    )  # fmt: skip
    to_date = got.sampai
    assert (to_date.target, to_date.realisasi, to_date.capaian, got.tahun.capaian) == tuple(map(number, expected))


@pytest.mark.parametrize(
    ("target", "quarters", "percent", "word"),
    [
        ("WTP", ("WDP", "WTP"), "100.00", "Sangat Tinggi"),
        ("WTP", ("WTP", "WDP"), "75.00", "Sedang"),
        ("WDP", ("WTP", None), "133.33", "Sangat Tinggi"),
        ("WTP", ("TMP",), "25.00", "Sangat Rendah"),
        ("WTP", (None,), None, "-"),
    ],
)
def test_letters_are_measured_by_their_scale(target, quarters, percent, word):
    got = measured(quarters, arah="predikat", skala="opini", target=target).tahun
    assert (got.capaian, got.predikat) == (number(percent), word)
    assert got.realisasi == next((one for one in reversed(quarters) if one), None)


def test_last_year_and_the_medium_term_stand_beside_this_year():
    got = measured((Decimal(90),), target_menengah=Decimal(120), target_lalu=Decimal(80), realisasi_lalu=Decimal(60))
    assert (got.menengah.capaian, got.lalu.capaian) == (Decimal("75.00"), Decimal("75.00"))


def test_a_quarter_alone_is_measured_by_its_own_target():
    got = measured(
        tuple(map(Decimal, (12, 24))), 2, gabung="jumlah", target_triwulan=tuple(map(Decimal, (10, 20, 30, 40)))
    )
    assert (got.triwulan.target, got.triwulan.realisasi, got.triwulan.capaian) == (20, 24, Decimal("120.00"))
    assert (got.sampai.target, got.sampai.realisasi) == (30, 36)
    assert measured((Decimal(12), None), 2).triwulan.realisasi is None


def test_the_figure_on_paper_can_be_computed_again():
    """Three quarters of 1, 1 and 2 days are 1,33 days, and capaian is that of 1,33."""
    got = measured(tuple(map(Decimal, (1, 1, 2))), gabung="rata_rata", target=Decimal(3)).tahun
    assert (got.realisasi, got.capaian) == (Decimal("1.33"), Decimal("44.33"))


# ------------------------------------------------------------------ the tables of a report

SAMPLE = load_rencana(shipped_templates() / "kinerja" / "2018.toml")
REPORTED = {
    "ktp_el": "98.72", "akta_kelahiran": "98.15", "kia": "48.30", "akta_kematian": "71.25", "ikm": "87.43",
    "waktu_penerbitan": "4", "nilai_sakip": "70.85",
}  # fmt: skip
YEAR = {one: (None, None, None, Decimal(value)) for one, value in REPORTED.items()}


def rows_of(realisasi, sumber="tahun", sampai=4, plan=SAMPLE, **more):
    return table_rows(Figures(plan, measure_all(plan, realisasi, sampai), realisasi, {}), sumber, **more)


def test_every_column_that_comes_of_itself_is_listed():
    assert set(rows_of(YEAR)[0]) == set(COLUMNS) | {"tw1"} and set(rows_of({}, plan=SAMPLE)[0]) <= set(COLUMNS)


def test_the_table_of_the_reference_comes_out_as_printed():
    hasil = measure_all(SAMPLE, YEAR)
    assert [(str(one.tahun.capaian), one.tahun.predikat) for one in hasil] == [
        ("99.72", "Sangat Tinggi"), ("101.19", "Sangat Tinggi"), ("80.50", "Tinggi"), ("71.25", "Sedang"),
        ("101.66", "Sangat Tinggi"), ("66.67", "Sedang"), ("98.40", "Sangat Tinggi"),
    ]  # fmt: skip
    assert [bool(row["sasaran"]) for row in rows_of(YEAR)] == [True, False, False, False, False, False, True]


TYPES = load_doctypes(shipped_templates()).values()
TABLES = [(t, f) for t in TYPES for f in t.fields if f.sumber]


@pytest.mark.parametrize(("doctype", "field"), TABLES, ids=[f"{t.id}.{f.name}" for t, f in TABLES])
def test_every_table_of_figures_takes_its_rows_as_they_are(doctype, field):
    assert field.sumber in SOURCES
    columns = {column.name for column in field.kolom}
    rows = [{k: v for k, v in row.items() if k in columns} for row in rows_of({**YEAR, "kia": ()}, field.sumber)]
    assert "indikator" in rows[0] and rows[0].keys() & {"target", "tw1", "standar"}
    assert len(rows) == len(SAMPLE.indikator) or field.sumber == "standar"
    typed = doctype.example()[field.name][0]
    form = {**doctype.example(), field.name: [{**typed, **row} for row in rows]}
    got = doctype.validate(form, load_kantor(shipped_templates() / "kantor.toml").officials())[field.name]
    assert [row["indikator"] for row in got] == [row["indikator"] for row in rows]


def test_a_report_in_numbers_names_the_letters_they_stand_for():
    hasil = measured(("WDP",), arah="predikat", skala="opini", target="WTP")
    plan = Rencana(2018, (hasil.indikator,), skala=OPINI)
    (row,) = rows_of({"a": ("WDP",)}, plan=plan)
    assert (row["indikator"], row["arah"]) == ("I (target WTP, realisasi WDP)", "maksimalkan")
    assert (row["target"], row["realisasi"]) == (4, 3)
    (row,) = rows_of({"a": ("WDP",)}, plan=plan, letters=True)
    assert (row["indikator"], row["target"]) == ("I", "WTP")


def test_a_quarterly_report_measures_against_the_targets_of_its_quarters():
    kia = {"kia": (Decimal(33),)}
    assert rows_of(kia, "sampai_triwulan", 1)[2]["target"] == 30
    assert rows_of(kia, "tahun", 1)[2]["target"] == 30  # a report of the first quarter is one of its quarter
    assert rows_of(kia, "tahun", 4)[2]["target"] == 60
    assert rows_of(kia, "menengah", 1)[2]["target"] == 80


def test_only_indicators_with_a_national_standard_are_set_against_it():
    first, *others = (replace(one, standar_nasional=None) for one in SAMPLE.indikator)
    first = replace(first, standar_nasional=Decimal(99))
    (row,) = rows_of(YEAR, "standar", plan=replace(SAMPLE, indikator=(first, *others)))
    assert (row["indikator"], row["standar"], row["target"]) == (first.indikator, 99, 99)


# ------------------------------------------------------------------ what holds for all figures

amounts = st.decimals(0, 10**6, places=2)
kinds = {"gabung": st.sampled_from(GABUNG), "arah": st.sampled_from(ARAH)}


@given(value=amounts, at=st.integers(0, 3), target=amounts, **kinds)
def test_one_filled_quarter_is_the_figure_of_the_year(value, at, target, gabung, arah):
    quarters = tuple(value if n == at else None for n in range(4))
    assert measured(quarters, gabung=gabung, arah=arah, target=target).tahun.realisasi == value


@given(values=st.lists(st.none() | amounts, min_size=1, max_size=4), target=amounts, **kinds)
def test_a_rolled_up_figure_lies_where_it_must(values, target, gabung, arah):
    got = measured(tuple(values), gabung=gabung, arah=arah, target=target)
    filled = [one for one in values if one is not None]
    if not filled:
        assert got.tahun.realisasi is None and got.tahun.capaian is None and got.tahun.predikat == "-"
    elif gabung == "jumlah":
        assert got.tahun.realisasi == sum(filled)
    else:
        assert min(filled) <= got.tahun.realisasi <= max(filled)
    assert (target == 0) <= (got.tahun.capaian is None)


@given(values=st.lists(amounts, min_size=4, max_size=4), sampai=st.integers(1, 4), later=amounts)
def test_later_quarters_do_not_move_an_earlier_report(values, sampai, later):
    changed = [*values[:sampai], *(later for _ in values[sampai:])]
    assert measured(tuple(values), sampai).tahun == measured(tuple(changed), sampai).tahun


@given(st.decimals(0, 200, places=4))
def test_no_percent_falls_between_two_words(percent):
    """Rounded as capaian is, every percent has the word of its band, and the bands touch."""
    shown = percent.quantize(Decimal("0.01"), ROUND_HALF_UP)
    at = [word for _, word in PREDIKAT].index(predikat(shown)) if predikat(shown) != "Sangat Rendah" else len(PREDIKAT)
    assert at == len(PREDIKAT) or shown >= PREDIKAT[at][0]
    assert at == 0 or shown <= PREDIKAT[at - 1][0] - Decimal("0.01")
