"""A meeting is entered once, and its three papers agree."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

import docgen
from docgen.actions.house.upkeep import verify_archive
from docgen.actions.naskah.finding import belonging
from docgen.actions.surat.meeting import OPEN, prepare_meeting
from docgen.errors import InvalidForm, NotAllowed
from docgen.paper.read import plain_text

FORM = tomllib.loads((Path(docgen.__file__).parent / "contoh" / "rapat.toml").read_text("utf-8"))
DRAFTER = "kasubag_perencanaan"


@pytest.fixture
def office(plain_office):
    return plain_office


def words(office, naskah):
    return plain_text(office.archive.read(naskah.latest))


def test_invitation_list_and_minutes_say_the_same_day_hour_and_place(office):
    (undangan,), daftar, notula = prepare_meeting(office, FORM, by=DRAFTER)
    for naskah in (undangan, daftar, notula):
        text = words(office, naskah)
        assert "Selasa, 8 Januari 2019" in text and "09.00" in text and FORM["tempat"] in text
        assert f"Rapat\t:\t{FORM['rapat']}" in text
        assert all(f"{n}.\t{topic}" in text for n, topic in enumerate(FORM["acara"], 1))
        assert "Pukul 09.00 WIB s.d. selesai" in text
    assert [naskah.id for naskah in belonging(office, undangan, by=DRAFTER)] == [notula.id, daftar.id]
    assert verify_archive(office) == []


def test_the_zone_stands_after_the_last_hour_that_is_named(office):
    (undangan,), *others = prepare_meeting(office, FORM | {"waktu_selesai": "15.45"}, by=DRAFTER)
    assert all("Pukul 09.00 s.d. 15.45 WIB" in words(office, naskah) for naskah in (undangan, *others))


def test_all_who_are_invited_are_on_the_list_each_once(office):
    form = FORM | {"peserta": [*FORM["peserta"], "sekretaris"]}  # who leads it
    (undangan,), daftar, notula = prepare_meeting(office, form, by=DRAFTER)
    rows = daftar.latest.values["peserta"]
    assert [row["keterangan"] for row in rows[:2]] == ["Pimpinan", "Notulis"]
    assert len({row["nama"] for row in rows}) == len(rows) == 7
    assert rows[-1] == {"nama": "TATANG CONTOH", "jabatan": "Bagian Organisasi Sekretariat Daerah", "keterangan": ""}
    assert "Bagian Organisasi Sekretariat Daerah" in words(office, undangan)
    assert OPEN in words(office, notula) and len(notula.latest.values["pembahasan"]) == len(FORM["acara"])


def test_each_may_have_an_invitation_of_his_own(office):
    undangan, daftar, notula = prepare_meeting(office, FORM, by=DRAFTER, one_each=True)
    assert [one.latest.values["kepada"] for one in undangan][-1] == ["Bagian Organisasi Sekretariat Daerah"]
    assert len(undangan) == len(FORM["peserta"]) and {daftar.induk, notula.induk} == {undangan[0].id}


def test_every_problem_is_told_and_nothing_is_filed(office):
    form = FORM | {"tanggal_rapat": "kapan-kapan", "pimpinan": "camat", "acara": []}
    with pytest.raises(InvalidForm) as error:
        prepare_meeting(office, form, by=DRAFTER)
    assert set(error.value.fields) == {"tanggal_rapat", "pimpinan", "acara"}
    assert office.archive.list_naskah() == []


def test_who_drafts_nothing_prepares_no_meeting(office):
    people = office.kantor.pejabat
    archivist = replace(people["kasubag_umum"], peran=("arsiparis",))
    office = replace(office, kantor=replace(office.kantor, pejabat={**people, "kasubag_umum": archivist}))
    with pytest.raises(NotAllowed):
        prepare_meeting(office, FORM, by="kasubag_umum")
