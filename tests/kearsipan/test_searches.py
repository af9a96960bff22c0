"""A name a search is kept under: said once, typed by anybody, nobody else's."""

from __future__ import annotations

from datetime import datetime

import pytest

from docgen.errors import NotAllowed, NotReady
from docgen.kearsipan.searches import Search, called, keep, owner_of, read_search, remove, seen_by
from tests.conftest import WIB

AT = datetime(2019, 1, 7, 8, 0, tzinfo=WIB)


def kept(nama, every=(), *, by="sekretaris", **asked):
    return keep(f"{by}{nama}", Search("rapat", nama=nama, **asked), every, by=by, at=AT)


def test_a_search_is_told_as_it_would_be_typed():
    asked = Search("rapat tanggal:bulan-ini", nomor="Kep. 240", sejak="2019-01-01", urut="tanggal", nama="x")
    assert asked.typed == "rapat tanggal:bulan-ini --nomor 'Kep. 240' --sejak 2019-01-01 --urut tanggal"
    assert read_search(kept("x", urut="tanggal")) == Search("rapat", urut="tanggal", nama="x")


def test_each_post_has_names_of_its_own_and_sees_what_is_shared():
    own, others, shared = kept("rapat"), kept("rapat", by="tata_usaha"), kept("buku", by="tata_usaha", bersama=True)
    every = [own, others, shared]
    assert seen_by("sekretaris", every) == [own, shared]
    assert seen_by("tata_usaha", every) == [others, shared]
    assert seen_by("", every) == [shared]
    assert called(" RAPAT ", seen_by("sekretaris", every)) == own
    assert called("tata_usaha/rapat", seen_by("sekretaris", every)) is None


def test_of_two_of_one_name_the_own_one_is_meant_unless_its_owner_is_named():
    own, shared = kept("rapat"), kept("rapat", by="tata_usaha", bersama=True)
    there = seen_by("sekretaris", [shared, own])
    assert called("rapat", there) == own and called("tata_usaha/rapat", there) == shared


@pytest.mark.parametrize("nama", ["rapat", "Rapat", "  rapat "])
def test_a_name_that_one_sees_in_use_is_taken(nama):
    for by in ("sekretaris", "tata_usaha"):
        with pytest.raises(NotReady, match="sudah dipakai, milik sekretaris"):
            kept(nama, [kept("rapat", bersama=True)], by=by)
    assert owner_of(kept(nama, [kept("rapat")], by="tata_usaha")) == "tata_usaha"


@pytest.mark.parametrize("nama", ["", " ", "--batas", "-x", "../x", "a\nb'c", "x;y", "$(ls)", "`x`", "a'b", "é" * 61])
def test_a_name_that_cannot_be_typed_anywhere_is_refused(nama):
    with pytest.raises(NotReady, match="nama"):
        kept(nama)


@pytest.mark.parametrize("nama", ["laporan", "Rapat bulan ini", "TW I/2019 (Capil)", "R&D, 2019", "é" * 60])
def test_a_name_as_people_write_it_is_taken(nama):
    assert read_search(kept(nama)).nama == nama


def test_a_search_of_nothing_is_not_kept():
    with pytest.raises(NotReady, match="tulis dahulu"):
        keep("x", Search(nama="x"), [], by="sekretaris", at=AT)


def test_only_its_owner_removes_it_and_then_its_name_is_free():
    shared = kept("rapat", bersama=True)
    with pytest.raises(NotAllowed, match="milik sekretaris"):
        remove(shared, by="tata_usaha", at=AT)
    gone = remove(shared, by="sekretaris", at=AT)
    assert seen_by("sekretaris", [gone]) == [] == seen_by("tata_usaha", [gone])
    again = kept("rapat", [gone])
    assert (again.id, again.number, again.act) == (gone.id, 3, "disimpan") and not read_search(again).bersama
