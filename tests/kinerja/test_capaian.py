"""Capaian and predikat against figures computed by hand (`naskah-dinas.md` 5.5-5.7)."""

from decimal import Decimal

import pytest

from docgen.kinerja.capaian import ARAH, capaian, predikat

BY_HAND = [
    ("99.00", "98.72", "maksimalkan", "99.72", "Sangat Tinggi"),
    ("97.00", "98.15", "maksimalkan", "101.19", "Sangat Tinggi"),
    ("60.00", "48.30", "maksimalkan", "80.50", "Tinggi"),
    ("100.00", "71.25", "maksimalkan", "71.25", "Sedang"),
    ("86.00", "87.43", "maksimalkan", "101.66", "Sangat Tinggi"),
    ("3", "4", "minimalkan", "66.67", "Sedang"),
    ("3", "4", "minimalkan_b", "75.00", "Sedang"),
    ("72.00", "70.85", "maksimalkan", "98.40", "Sangat Tinggi"),
    ("100", "95", "stabilkan", "95.00", "Sangat Tinggi"),
    ("100", "110", "stabilkan", "90.00", "Tinggi"),
    ("50", "0", "maksimalkan", "0.00", "Sangat Rendah"),
]


@pytest.mark.parametrize(("target", "realisasi", "arah", "percent", "word"), BY_HAND)
def test_the_table_of_the_reference(target, realisasi, arah, percent, word):
    got = capaian(Decimal(target), Decimal(realisasi), arah)
    assert (got, predikat(got)) == (Decimal(percent), word)


@pytest.mark.parametrize("arah", ARAH)
def test_no_target_no_result_but_zero_reached_is_a_value(arah):
    assert capaian(Decimal(0), Decimal(5), arah) is None
    assert capaian(None, Decimal(5), arah) is None and capaian(Decimal(5), None, arah) is None
    assert predikat(None) == "-"


def test_form_b_cannot_divide_by_nothing():
    assert capaian(Decimal(3), Decimal(0), "minimalkan_b") is None


@pytest.mark.parametrize(
    ("percent", "word"),
    [("90.00", "Tinggi"), ("90.01", "Sangat Tinggi"), ("75.00", "Sedang"), ("75.01", "Tinggi"),
     ("65.00", "Rendah"), ("65.01", "Sedang"), ("50.00", "Sangat Rendah"), ("50.01", "Rendah")],
)  # fmt: skip
def test_the_scale_has_no_gap_between_its_words(percent, word):
    assert predikat(Decimal(percent)) == word
