"""The codes a level at a time, or by words, with the schedule that holds for each."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.actions.arsip.browsing_codes import browse_codes
from docgen.errors import NotFound

TODAY = date(2019, 1, 7)


def codes(settings, skema="", kode="", words="", **more):
    return [one.kelas.kode for one in browse_codes(settings, skema, kode, words, on=TODAY, **more).codes]


def test_the_tree_opens_a_level_at_a_time(settings):
    top = codes(settings)
    assert top[:2] == ["000", "100"]
    shown = browse_codes(settings, "", "045", "", on=TODAY)
    assert [one.kode for one in shown.line][-1] == "045" and all(
        one.kelas.kode.startswith("045.") for one in shown.codes
    )
    assert shown.skema.id == "permendagri_78_2012" and "permendagri_83_2022" in shown.schemes


def test_a_code_of_another_scheme_opens_that_scheme_with_its_schedule(settings):
    shown = browse_codes(settings, "permendagri_83_2022", "000.8.6", "", on=date(2026, 1, 1))
    (akip,) = (one for one in shown.codes if one.kelas.kode == "000.8.6.3")
    assert (akip.jadwal.aktif, akip.jadwal.inaktif, akip.jadwal.nasib, akip.below) == (2, 3, "musnah", 0)


def test_words_are_found_anywhere_in_the_tree_up_to_a_number(settings):
    shown = browse_codes(settings, "", "", "arsip", on=TODAY, limit=3)
    assert len(shown.codes) == 3 and shown.more
    assert codes(settings, words="tidak ada kata seperti ini") == []


def test_a_scheme_or_code_nobody_knows_is_not_found(settings):
    with pytest.raises(NotFound):
        codes(settings, skema="lain")
    with pytest.raises(NotFound, match="987"):
        codes(settings, kode="987")
