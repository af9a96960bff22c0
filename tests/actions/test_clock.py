"""The year changes while letters are numbered, and a clock that was set wrongly is set right."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from docgen.actions.house.upkeep import verify_archive
from docgen.actions.naskah.numbering import assign_nomor
from docgen.errors import NotReady
from tests.actions.naskah.test_approving import signed
from tests.conftest import WIB

EVE = datetime(2019, 12, 31, 23, 59, 59, tzinfo=WIB)


@pytest.fixture
def office(plain_office):
    return plain_office


def numbered(office, naskah):
    return assign_nomor(office, naskah.id, read=naskah.latest.sha256, by="tata_usaha")


def test_the_register_of_a_year_ends_with_its_last_second(office, clock):
    letters = [signed(office) for _ in range(3)]
    buku = office.doctype(letters[0].jenis).numbering.buku
    clock.moment = EVE
    last = numbered(office, letters[0])
    clock.moment = EVE + timedelta(seconds=1)
    first, second = (numbered(office, naskah) for naskah in letters[1:])
    assert [naskah.tanggal.year for naskah in (last, first, second)] == [2019, 2020, 2020]
    assert [line.urut for line in office.archive.register(buku, 2019)] == [1]
    assert [line.urut for line in office.archive.register(buku, 2020)] == [1, 2]
    assert verify_archive(office) == []


def test_after_a_clock_was_set_back_numbers_go_on_and_none_is_given_twice(office, clock):
    letters = [signed(office) for _ in range(3)]
    buku = office.doctype(letters[0].jenis).numbering.buku
    for naskah, moment in zip(letters, (EVE, EVE + timedelta(days=366), EVE - timedelta(days=1)), strict=True):
        clock.moment = moment
        numbered(office, naskah)
    assert [line.urut for line in office.archive.register(buku, 2019)] == [1, 2]
    assert [line.urut for line in office.archive.register(buku, 2020)] == [1]
    assert [one.number for one in office.archive.log() if one.act == "dinomori"] == [5, 5, 5]
    assert verify_archive(office) == []


def test_a_clock_before_the_signature_gives_no_number(office, clock):
    naskah = signed(office)
    clock.moment -= timedelta(days=400)
    with pytest.raises(NotReady):
        numbered(office, naskah)
    assert office.archive.naskah(naskah.id) == naskah
