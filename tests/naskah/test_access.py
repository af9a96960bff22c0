"""Who may read what: by security class, by name, and while a naskah waits for its number."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from docgen.naskah.access import READ, keys_of, may, named, readers_of
from docgen.naskah.pejabat import PERAN, Pejabat
from docgen.naskah.records import Naskah, Status, Version

NOW = datetime(2019, 1, 7, 8, 0, tzinfo=timezone(timedelta(hours=7)))
HEAD = Pejabat("kepala_dinas", "Kepala Dinas", "Imih", kepala=True)
MAY_READ = {  # who is not named on it: `naskah-dinas.md` 4.3
    "": set(PERAN),
    "biasa": set(PERAN),
    "Terbatas": {"sekretariat", "pejabat", "arsiparis", "pemeriksa"},
    "rahasia": {"sekretariat", "arsiparis"},
    "sangat rahasia": set(),
    "amat sangat rahasia": set(),
}


def written(keamanan: str = "", status: Status = Status.DRAF, **facts: Any) -> Naskah:
    values = {"keamanan": keamanan, "penanda": {"id": "sekretaris"}}
    version = Version("n", 1, status, "dibuat", "kasubag", NOW, "", {}, values, facts=facts)
    return Naskah("n", "nota_dinas", "Perihal", "470", "Sekre", version)


def holder(peran: str, post: str = "lain") -> Pejabat:
    return Pejabat(post, "Jabatan", "Nama", peran=(peran,))


@pytest.mark.parametrize("keamanan", MAY_READ)
@pytest.mark.parametrize("peran", PERAN)
def test_a_class_is_open_to_the_roles_the_scheme_names(peran: str, keamanan: str) -> None:
    assert may(holder(peran), READ, written(keamanan)) is (peran in MAY_READ[keamanan])


@pytest.mark.parametrize("keamanan", MAY_READ)
def test_the_head_of_the_office_reads_everything(keamanan: str) -> None:
    assert may(HEAD, READ, written(keamanan))


@pytest.mark.parametrize("post", ["kasubag", "sekretaris", "kabid", "kasi", "penyusun"])
def test_who_is_named_on_it_reads_it_whatever_its_class(post: str) -> None:
    naskah = written(
        "sangat rahasia", rantai=["kabid"], disposisi=[{"dari": "kabid", "kepada": ["kasi"]}], penyusun="penyusun"
    )
    assert post in named(naskah) and may(holder("staf", post), READ, naskah)


def test_who_gives_numbers_sees_what_waits_for_one_and_not_before() -> None:
    waiting = written("sangat rahasia", Status.DISAHKAN)
    assert may(holder("sekretariat"), READ, waiting) and not may(holder("arsiparis"), READ, waiting)
    issued = replace(waiting, latest=replace(waiting.latest, status=Status.TERBIT))
    assert not may(holder("sekretariat"), READ, issued)


def test_a_post_without_a_role_reads_nothing() -> None:
    nobody = Pejabat("lain", "Jabatan", "Nama", peran=())
    assert not may(nobody, READ) and not keys_of(nobody)


def test_no_post_can_be_named_like_a_class() -> None:
    """A key says what it is: a post called `rahasia` opens nothing but what names it."""
    rogue = holder("staf", "rahasia")
    assert keys_of(rogue).isdisjoint(readers_of(written("rahasia")))
