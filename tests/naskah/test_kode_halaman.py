"""The code on a printed page: typed by hand, read by a scanner, never taken for another page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.naskah.kode import ALPHABET, kode_verifikasi, read_kode
from docgen.naskah.kode_halaman import PageCode, kode_halaman, looks_like_kode, read_kode_halaman

ids = st.text(st.sampled_from(ALPHABET), min_size=10, max_size=10)
counts = st.integers(1, 999)
codes = st.builds(
    lambda naskah_id, number, page, more: kode_halaman(naskah_id, number, page, page + more),
    ids, counts, counts, st.integers(0, 200),
)  # fmt: skip


@given(ids, counts, counts, st.integers(0, 200))
def test_a_code_names_its_naskah_version_and_page(naskah_id, number, page, more):
    said = PageCode(naskah_id, number, page, page + more)
    assert read_kode_halaman(kode_halaman(naskah_id, number, page, page + more)) == said


@given(codes)
def test_it_may_be_typed_in_any_case_with_letters_that_look_like_figures(code):
    said = read_kode_halaman(code)
    assert read_kode_halaman(f"  {code.lower()}\n") == said
    assert read_kode_halaman(code.replace("0", "O").replace("1", "l")) == said


@given(codes, st.data())
def test_every_single_wrong_character_is_refused(code, data):
    at = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from([c for c in f"{ALPHABET}-. U*" if c != code[at]]))
    assert read_kode_halaman(code[:at] + wrong + code[at + 1 :]) is None


@given(codes, st.data())
def test_every_swap_of_neighbours_is_refused(code, data):
    at = data.draw(st.integers(0, len(code) - 2))
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert swapped == code or read_kode_halaman(swapped) is None


def test_a_sign_typed_one_place_too_far_is_refused():
    assert kode_halaman("7K3MQ9XZ1A", 103, 2, 4)[:-2] == "7K3MQ9XZ1A-103-2.4-"
    assert read_kode_halaman("7K3MQ9XZ1A-10-32.4-" + kode_halaman("7K3MQ9XZ1A", 103, 2, 4)[-2:]) is None


def test_a_code_printed_before_pages_had_their_own_is_still_read():
    assert read_kode_halaman(kode_verifikasi("7K3MQ9XZ1A", 3)) == PageCode("7K3MQ9XZ1A", 3)
    assert read_kode(kode_halaman("7K3MQ9XZ1A", 3, 2, 4)) is None


@pytest.mark.parametrize(
    "typed",
    ["", "-", "470 / Kep. 240 / Sekre", "https://contoh.example/7K3MQ9XZ1A", "7K3MQ9XZ1A", "7K3MQ9XZ1A-٠٣-٢.٤-AA",
     kode_halaman("7K3MQ9XZ1A", 3, 4, 2), kode_halaman("7K3MQ9XZ1A", 3, 0, 0)],
)  # fmt: skip
def test_what_is_no_code_is_none(typed):
    assert read_kode_halaman(typed) is None


def test_a_damaged_code_is_told_from_a_qr_of_others():
    assert looks_like_kode("7K3MQ9XZ1A-03-2.4-ZZ") and read_kode_halaman("7K3MQ9XZ1A-03-2.4-ZZ") is None
    assert not looks_like_kode("https://tte.example/d/7K3MQ9XZ1A") and not looks_like_kode("SURAT-2019")
