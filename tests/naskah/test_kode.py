"""The verification code: read aloud, typed wrongly, found out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.naskah.kode import ALPHABET, kode_verifikasi, new_id, read_kode

ids = st.text(st.sampled_from(ALPHABET), min_size=10, max_size=10)


@given(ids, st.integers(1, 999))
def test_a_code_names_its_naskah_and_version(naskah_id, number):
    assert read_kode(kode_verifikasi(naskah_id, number)) == (naskah_id, number)
    assert read_kode(f" {kode_verifikasi(naskah_id, number).lower()} ") == (naskah_id, number)


@given(ids, st.integers(1, 99), st.integers(0, 9), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_found_out(naskah_id, number, at, wrong):
    code = kode_verifikasi(naskah_id, number)
    typed = code[:at] + wrong + code[at + 1 :]
    assert typed == code or read_kode(typed) is None


@given(ids, st.integers(0, 8))
def test_two_characters_swapped_are_found_out(naskah_id, at):
    code = kode_verifikasi(naskah_id, 1)
    typed = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert typed == code or read_kode(typed) is None


@pytest.mark.parametrize("typed", ["", "A", "470 / Kep. 240 / Sekre", "----", "ABC-1-X", "ÄÖÜÄÖÜÄÖÜÄ-01-A", "A-²-B"])
def test_what_is_no_code_is_none(typed):
    assert read_kode(typed) is None


def test_ids_do_not_repeat():
    assert len({new_id() for _ in range(1000)}) == 1000
