"""Dates, numbers and NIP as an Indonesian office writes them."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.naskah import bahasa

SPELLED = {
    0: "nol",
    1: "satu",
    10: "sepuluh",
    11: "sebelas",
    19: "sembilan belas",
    26: "dua puluh enam",
    100: "seratus",
    111: "seratus sebelas",
    200: "dua ratus",
    1000: "seribu",
    1001: "seribu satu",
    2026: "dua ribu dua puluh enam",
    100_000: "seratus ribu",
    1_000_000: "satu juta",
    1_500_000: "satu juta lima ratus ribu",
    10**9: "satu miliar",
    10**12: "satu triliun",
    -5: "minus lima",
}


@pytest.mark.parametrize(("number", "words"), SPELLED.items())
def test_a_number_is_spelled_as_in_a_berita_acara(number, words):
    assert bahasa.terbilang(number) == words


@given(st.integers(1, 10**15 - 1))
def test_no_number_is_spelled_with_a_doubled_or_empty_word(number):
    words = bahasa.terbilang(number)
    assert words == " ".join(words.split()) and "nol" not in words and "satu ratus" not in words


def test_a_number_too_large_to_spell_is_refused():
    with pytest.raises(ValueError, match="terlalu besar"):
        bahasa.terbilang(10**15)


def test_a_date_has_no_leading_zero_and_its_month_in_words():
    assert bahasa.tanggal(date(2019, 1, 2)) == "2 Januari 2019"
    assert bahasa.hari_tanggal(date(2019, 1, 2)) == "Rabu, 2 Januari 2019"
    assert bahasa.hari(date(2026, 11, 20)) == "Jumat"
    assert bahasa.bulan(date(2026, 11, 20)) == "November"


def test_a_berita_acara_spells_its_day():
    assert bahasa.dieja(date(2019, 1, 14)) == "empat belas bulan Januari tahun dua ribu sembilan belas"


def test_hours_are_written_with_a_dot():
    assert bahasa.pukul(time(9, 5)) == "09.05"


@pytest.mark.parametrize(
    ("number", "printed"),
    [("1234.5", "1.234,5"), ("98.25", "98,25"), ("0", "0"), ("-1234567", "-1.234.567"), ("100.00", "100,00")],
)
def test_decimals_take_a_comma_and_thousands_a_dot(number, printed):
    assert bahasa.angka(Decimal(number)) == printed


def test_money_is_printed_in_full():
    assert bahasa.rupiah(1_500_000) == "Rp1.500.000,00"


def test_the_lampiran_line_counts_in_figures_and_words():
    assert bahasa.jumlah(1) == "1 (satu)"


def test_a_nip_is_grouped_however_it_was_typed():
    assert bahasa.nip("196403021990121001") == "19640302 199012 1 001"
    assert bahasa.nip("19640302 1990121 001") == "19640302 199012 1 001"
    assert bahasa.nip("-") == "-"


@given(st.integers(1, 3999))
def test_roman_figures_never_repeat_a_sign_four_times(number):
    roman = bahasa.romawi(number)
    assert not any(sign * 4 in roman for sign in "IVXLCDM")


def test_months_in_roman_figures():
    assert [bahasa.romawi(m) for m in (1, 4, 6, 9, 11, 12)] == ["I", "IV", "VI", "IX", "XI", "XII"]
    with pytest.raises(ValueError, match="romawi"):
        bahasa.romawi(0)


def test_letters_go_on_after_z():
    assert [bahasa.huruf(n) for n in (1, 26, 27, 52)] == ["a", "z", "aa", "az"]


def test_what_prints_without_a_filter_is_right_by_itself():
    assert bahasa.printed(None) == ""
    assert bahasa.printed(date(2019, 1, 2)) == "2 Januari 2019"
    assert bahasa.printed(time(9, 0)) == "09.00"
    assert bahasa.printed(Decimal("98.72")) == "98,72"
    assert bahasa.printed("apa adanya") == "apa adanya"
