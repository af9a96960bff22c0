"""Printed numbers: the shapes of real letters, formatted and read back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.naskah.nomor import (
    Nomor,
    blank_nomor,
    check_pattern,
    check_sisipan,
    format_nomor,
    next_sisipan,
    parse_nomor,
)

KEP = "{klasifikasi} / Kep. {urut}{sisipan} / {unit}"
REAL = [
    (KEP, "470 / Kep. 240 / Sekre", Nomor(240, "470", "Sekre")),
    (KEP, "800 / Kep.388 / BKD", Nomor(388, "800", "BKD")),
    ("{klasifikasi}/{urut:04}/{unit}/{tahun}", "061/0016/14.01/2021", Nomor(16, "061", "14.01", tahun=2021)),
    (
        "DUKCAPIL.{klasifikasi}/{urut}{sisipan}/{bulan_romawi}/{tahun}",
        "DUKCAPIL.470/287.a/VI/2022",
        Nomor(287, "470", sisipan=".a", bulan=6, tahun=2022),
    ),
    (
        "{klasifikasi}/{urut}{sisipan}-{unit}/{tahun}",
        "000.8.6.3/5297.036-Bappenda/2025",
        Nomor(5297, "000.8.6.3", "Bappenda", sisipan=".036", tahun=2025),
    ),
    ("{urut}/{unit}/{klasifikasi}/{bulan:02}/{tahun}", "190/D-IV/800/11/2012", Nomor(190, "800", "D-IV", "", 11, 2012)),
    ("{klasifikasi}/{urut}/{bulan}/{tahun}", "400.12.2.1/1/1/2026", Nomor(1, "400.12.2.1", bulan=1, tahun=2026)),
]


@pytest.mark.parametrize(("pattern", "printed", "parts"), REAL, ids=[printed for _, printed, _ in REAL])
def test_the_numbers_of_real_letters_are_read(pattern, printed, parts):
    assert parse_nomor(pattern, printed) == parts


@pytest.mark.parametrize(("pattern", "printed", "parts"), REAL, ids=[printed for _, printed, _ in REAL])
def test_a_number_read_and_printed_again_is_the_same_number(pattern, printed, parts):
    assert parse_nomor(pattern, format_nomor(pattern, parts, date(2019, 1, 2))) == parts


@pytest.mark.parametrize("typed", ["470/Kep.240/Sekre", "470 / kep. 240 / sekre", " 470/ KEP .240 /Sekre "])
def test_spaces_and_letter_case_do_not_matter(typed):
    found = parse_nomor(KEP, typed)
    assert found is not None and (found.klasifikasi, found.urut, found.unit.lower()) == ("470", 240, "sekre")


@pytest.mark.parametrize("typed", ["", "240", "470/240/Sekre", "abc / Kep. 1 / Sekre", "470 / Kep. satu / Sekre"])
def test_another_shape_is_not_a_number_of_this_register(typed):
    assert parse_nomor(KEP, typed) is None


units = st.from_regex(r"[A-Z][A-Za-z]{0,6}(\.[0-9]{2})?", fullmatch=True)
codes = st.from_regex(r"[0-9]{3}(\.[1-9]{1,2}){0,4}", fullmatch=True)


@given(st.integers(1, 99999), codes, units, st.dates(date(2010, 1, 1), date(2035, 12, 31)))
def test_every_number_that_can_be_given_can_be_read_back(urut, klasifikasi, unit, on):
    pattern = "{klasifikasi} / {urut:03} / {unit} / {bulan_romawi} / {tahun}"
    printed = format_nomor(pattern, Nomor(urut, klasifikasi, unit), on)
    assert parse_nomor(pattern, printed) == Nomor(urut, klasifikasi, unit, "", on.month, on.year)


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("{klasifikasi}/{nomer}", "nomer"),
        ("{klasifikasi}/{unit}", "{urut}"),
        ("{urut:03", "keliru"),
        ("{urut:xyz}", "keliru"),
        ("{}/{urut}", "tidak dikenal"),
    ],
)
def test_a_faulty_pattern_is_found_when_the_type_is_read(pattern, why):
    assert any(why in problem for problem in check_pattern(pattern))


def test_a_good_pattern_has_no_problems():
    assert check_pattern(KEP) == []


@pytest.mark.parametrize(
    ("pattern", "sisipan", "printed"),
    [
        ("{klasifikasi} / ND. {urut} / {unit}", ".a", "470 / ND. 5.a / Sekre"),
        ("{klasifikasi}/{urut:03}/{unit}", ".01", "470/005.01/Sekre"),
        ("{klasifikasi}/{urut}{sisipan}-{unit}", "a", "470/5a-Sekre"),
    ],
)
def test_an_inserted_number_has_its_letter_behind_the_serial(pattern, sisipan, printed):
    nomor = Nomor(5, "470", "Sekre", sisipan)
    assert format_nomor(pattern, nomor, date(2019, 1, 2)) == printed
    assert parse_nomor(pattern, printed) == nomor


def test_inserted_numbers_go_on_in_the_manner_of_the_office():
    assert [next_sisipan(first, ()) for first in (".a", "a", ".1", ".01")] == [".a", "a", ".1", ".01"]
    assert next_sisipan(".a", {".a", ".b"}) == ".c" and next_sisipan(".01", {".01"}) == ".02"
    assert next_sisipan(".1", {f".{n}" for n in range(1, 10)}) == ""


@pytest.mark.parametrize("first", ["", "b", ".b", "..a", "0", ".0", "1", "A", ".a1"])
def test_a_manner_that_cannot_be_counted_on_is_refused(first):
    assert not check_sisipan(first)


def test_a_reserved_number_leaves_room_for_what_is_not_known_yet():
    assert (
        blank_nomor("{klasifikasi} / ND. {urut} / {unit} / {tahun}", Nomor(17, tahun=2019), "____")
        == "____ / ND. 17 / ____ / 2019"
    )
    assert blank_nomor("{urut:03}/{bulan:02}/{bulan_romawi}/{tahun}", Nomor(7, tahun=2019), "__") == "007/__/__/2019"
