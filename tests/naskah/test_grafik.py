"""What a chart shows of the rows of a form."""

from decimal import Decimal

import pytest

from docgen.naskah.fields import Field
from docgen.naskah.grafik import Grafik, chart_data

ROWS = Field(
    "indikator",
    "Indikator",
    "tabel",
    kolom=(Field("nama", "Nama", "text"), Field("target", "Target", "angka"), Field("realisasi", "Realisasi", "angka")),
)
GRAFIK = Grafik("grafik", "indikator", "{nama}", ("target", "realisasi"))


def number(written):
    return None if written is None else Decimal(written)


def series(*rows, grafik=GRAFIK):
    given = [{"nama": f"Indikator {at}", "target": number(t), "realisasi": number(r)} for at, (t, r) in enumerate(rows)]
    return chart_data(grafik, (ROWS,), {"indikator": given}).series


def test_figures_near_each_other_are_shown_as_they_are():
    assert series(("100", "71.25"), ("3", "2"), (None, "0")) == (
        ("Target", (Decimal(100), Decimal(3), None)),
        ("Realisasi", (Decimal("71.25"), Decimal(2), Decimal(0))),
    )


def test_persons_beside_percents_are_shown_in_percent_of_their_target():
    target, realisasi = series(("12500", "11875"), ("60", "48.3"), ("5", None), ("0", "3"), (None, "1"))
    assert target == ("Target (= 100)", (100, 100, 100, None, None))
    assert realisasi == ("Realisasi (% dari target)", (95, Decimal("80.5"), None, None, None))


@pytest.mark.parametrize("rows", [(), ((None, None),), (("0", "0"), ("1", None))])
def test_without_bars_to_compare_nothing_is_changed(rows):
    assert [label for label, _ in series(*rows)] == ["Target", "Realisasi"]


def test_a_single_series_has_nothing_to_be_a_share_of():
    one = Grafik("grafik", "indikator", "{nama}", ("realisasi",))
    assert series((None, "1"), (None, "1000"), grafik=one) == (("Realisasi", (Decimal(1), Decimal(1000))),)
