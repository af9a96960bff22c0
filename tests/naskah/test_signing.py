"""Who signs, in whose name, by what right: the lines above the signature."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.naskah.fields import Field, read_fields
from docgen.naskah.kantor import load_kantor
from docgen.naskah.pejabat import Pejabat
from tests.conftest import ROOT

KANTOR = load_kantor(ROOT / "templates_docx" / "kantor.toml", date(2019, 1, 7))
KEPALA = "KEPALA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL KOTA TASIKMALAYA"
SEKRETARIS = "SEKRETARIS DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL KOTA TASIKMALAYA"


def signer(typed):
    values, problems = read_fields([Field("dari", "Dari", "pejabat")], {"dari": typed}, KANTOR.officials())
    if problems:
        raise ValueError(problems["dari"])
    return values["dari"]


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("kepala_dinas", [f"{KEPALA},"]),
        ("sekretaris", [f"{SEKRETARIS},"]),
        ("sekretaris a.n. kepala_dinas", [f"a.n. {KEPALA}", "SEKRETARIS,"]),
        ("sekretaris an kepala_dinas", [f"a.n. {KEPALA}", "SEKRETARIS,"]),
        (
            "kasubag_umum u.b. sekretaris a.n. kepala_dinas",
            [f"a.n. {KEPALA}", "SEKRETARIS", "u.b.", "KEPALA SUB BAGIAN UMUM DAN KEPEGAWAIAN,"],
        ),
        ("kabid_capil a.n. kepala_dinas", [f"a.n. {KEPALA}", "KEPALA BIDANG PELAYANAN PENCATATAN SIPIL,"]),
    ],
)
def test_the_comma_closes_the_last_title(typed, lines):
    assert signer(typed)["blok"] == lines


def test_who_signs_for_another_signs_with_his_own_name():
    official = signer("sekretaris a.n. kepala_dinas")
    assert official["id"] == "sekretaris" and official["nama"] == KANTOR.pejabat["sekretaris"].nama


def test_a_revised_form_keeps_in_whose_name_it_is_signed():
    once = signer("sekretaris a.n. kepala_dinas")
    assert signer(once) == once


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("kasubag_umum a.n. kepala_dinas", "atasan langsungnya sekretaris"),
        ("kepala_dinas a.n. sekretaris", "sekretaris bukan atasannya"),
        ("kasubag_umum u.b. sekretaris", "bersama a.n."),
        ("sekretaris a.n. bupati", "'bupati' tidak ada"),
        ("sekretaris atas nama kepala_dinas", "tidak terbaca"),
    ],
)
def test_a_delegation_that_skips_a_rank_is_refused(typed, why):
    if not why:  # the head has no superior in this office: nothing to check against
        assert signer(typed)["blok"][0].startswith("a.n. SEKRETARIS")
        return
    with pytest.raises(ValueError, match=why):
        signer(typed)


@pytest.mark.parametrize(
    ("sebutan", "asal", "lines"),
    [
        ("Plt.", "Asisten Administrasi", ["Plt. SEKRETARIS DAERAH", "ASISTEN ADMINISTRASI,"]),
        ("Plh.", "Kepala Bagian Umum", ["Plh. SEKRETARIS DAERAH", "KEPALA BAGIAN UMUM,"]),
        ("Pj.", "", ["Pj. SEKRETARIS DAERAH,"]),
    ],
)
def test_acting_officials_are_named_as_such(sebutan, asal, lines):
    acting = Pejabat("sekda", "Sekretaris Daerah", "BUDI", sebutan=sebutan, jabatan_asal=asal)
    assert acting.printed()["blok"] == lines and acting.printed()["jabatan"] == f"{sebutan} Sekretaris Daerah"
