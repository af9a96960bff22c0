"""What a clerk types, and what becomes of it."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.naskah.fields import KINDS, Field, read_fields, unprintable

OFFICIALS = {"sekretaris": {"id": "sekretaris", "nama": "ASEP"}}


def typed(kind, raw, **more):
    values, problems = read_fields([Field("x", "Isian", kind, **more)], {"x": raw}, OFFICIALS)
    if problems:
        raise ValueError(problems["x"])
    return values["x"]


@pytest.mark.parametrize(
    "written",
    [
        "2019-01-02",
        "02-01-2019",
        "2/1/2019",
        "2.1.2019",
        "2 Januari 2019",
        "2  januari 2019",
        "2 Jan. 2019",
        "Rabu, 2 Januari 2019",
        date(2019, 1, 2),
    ],
)
def test_a_date_may_be_written_as_offices_write_it(written):
    assert typed("tanggal", written) == date(2019, 1, 2)


def test_the_date_of_a_toml_moment_is_taken():
    assert typed("tanggal", datetime(2019, 1, 2, 9, 0)) == date(2019, 1, 2)


@pytest.mark.parametrize("written", ["31-02-2019", "kemarin", "2019-13-01", "2 Ja 2019", "2 M 2019", "29-02-2023"])
def test_what_is_no_date_is_refused_with_examples(written):
    with pytest.raises(ValueError, match="tulis seperti"):
        typed("tanggal", written)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("98,5", "98.5"),
        ("98.25", "98.25"),
        ("1.234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("-3", "-3"),
        (0, "0"),
        (98.72, "98.72"),
        ("0.125", "0.125"),
        (1.125, "1.125"),
    ],
)
def test_numbers_are_read_with_comma_or_dot(written, number):
    assert typed("angka", written) == Decimal(number)


@pytest.mark.parametrize("written", ["1.500", "12.000"])
def test_a_number_that_reads_two_ways_is_asked_again(written):
    with pytest.raises(ValueError, match="dua cara"):
        typed("angka", written)


@pytest.mark.parametrize("written", ["sepuluh", "1,2,3", "NaN", "Infinity", "1e400", True])
def test_what_is_no_number_is_refused(written):
    with pytest.raises(ValueError, match=r"angka"):
        typed("angka", written)


@pytest.mark.parametrize(("written", "moment"), [("09.00", time(9)), ("9:30", time(9, 30)), (time(13), time(13))])
def test_hours_with_dot_or_colon(written, moment):
    assert typed("waktu", written) == moment


@pytest.mark.parametrize("written", ["24.00", "9", "12.60", "pagi"])
def test_what_is_no_hour_is_refused(written):
    with pytest.raises(ValueError, match="bukan jam"):
        typed("waktu", written)


def test_an_official_is_named_by_post_and_unknown_posts_are_listed():
    assert typed("pejabat", "sekretaris")["nama"] == "ASEP"
    with pytest.raises(ValueError, match="pilih: sekretaris"):
        typed("pejabat", "camat")


def test_a_choice_is_found_in_any_letter_case_and_printed_as_declared():
    assert typed("pilihan", "SEGERA", pilihan=("Biasa", "Segera")) == "Segera"
    with pytest.raises(ValueError, match="Biasa, Segera"):
        typed("pilihan", "kilat", pilihan=("Biasa", "Segera"))


def test_paragraphs_are_split_at_line_ends_and_empty_lines_drop():
    assert typed("paragraphs", "Satu.\n\n  Dua. \n") == ["Satu.", "Dua."]
    assert typed("daftar", ["a", " ", "b"]) == ["a", "b"]


ROWS = (Field("nama", "Nama"), Field("nilai", "Nilai", "angka", required=False))


@pytest.mark.parametrize(
    "raw", ["Ani | 3\nBudi |", [{"nama": "Ani", "nilai": 3}, {"nama": "Budi"}], [["Ani", "3"], ["Budi"]]]
)
def test_a_table_is_typed_as_lines_or_given_as_rows(raw):
    assert typed("tabel", raw, kolom=ROWS) == [{"nama": "Ani", "nilai": Decimal(3)}, {"nama": "Budi", "nilai": None}]


def test_every_wrong_cell_of_a_table_is_named_with_its_row():
    with pytest.raises(ValueError) as error:
        typed("tabel", " | x\nAni | 3 | 4 | 5\nBudi | y", kolom=ROWS)
    assert "baris 1, nama" in str(error.value) and "baris 1, nilai" in str(error.value)
    assert "baris 2: terisi 4 kolom" in str(error.value) and "baris 3, nilai" in str(error.value)


@pytest.mark.parametrize(
    ("kind", "empty"), [("text", ""), ("paragraphs", []), ("tabel", []), ("tanggal", None), ("angka", None)]
)
def test_an_optional_field_left_empty_has_a_value_that_prints_as_nothing(kind, empty):
    assert typed(kind, "", required=False, kolom=ROWS) == empty


def test_a_default_fills_what_was_left_empty():
    assert typed("text", "", default="-") == "-"


def test_all_missing_and_unknown_fields_are_named_at_once():
    _, problems = read_fields([Field("a", "A"), Field("b", "B")], {"c": "1"}, {})
    assert problems == {"a": "A wajib diisi", "b": "B wajib diisi", "c": "isian ini tidak dikenal"}


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\ud800", "\ufffe", "\x85"])
def test_a_character_that_word_cannot_hold_is_named_and_never_dropped(bad):
    with pytest.raises(ValueError, match=r"U\+[0-9A-F]{4}"):
        typed("text", f"Rapat{bad}koordinasi")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")))
def test_every_other_character_is_allowed(text):
    assert unprintable(text) == ""


def test_a_paragraph_longer_than_a_book_page_is_refused_with_its_limit():
    assert typed("text", "a" * 10_000) == "a" * 10_000
    with pytest.raises(ValueError, match="20000"):
        typed("text", "a" * 20_001)


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_ever_shows_a_traceback_for_strange_input(kind):
    field = Field("x", "X", kind, pilihan=("a",), kolom=ROWS if kind == "tabel" else ())
    for raw in ("{{ 7*7 }}", "🙂", [], {}, [[]], [{}], 0, -1, None, "x" * 100, {"id": "x"}):
        values, problems = read_fields([field], {"x": raw}, OFFICIALS)
        assert set(values) | set(problems) == {"x"}
