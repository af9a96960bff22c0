"""A register of a past day: printed years later it is the one that was printed that evening."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.actions.arsip.gathering import begin, put_in
from docgen.actions.arsip.registers import open_register, registers
from docgen.actions.naskah.approving import cancel
from docgen.actions.naskah.drafting import revise
from docgen.actions.naskah.reserving import release, use_reserved
from docgen.errors import NotReady
from tests.actions.arsip.test_registers import cells
from tests.actions.arsip.test_shelving import ARCHIVIST, FORM
from tests.actions.naskah.test_approving import drafted, letter
from tests.actions.naskah.test_reserving import on_paper, out_of_turn, reserved, signed
from tests.actions.surat.test_dispatching import CLERK, issued

READERS = ("kepala_dinas", "")


@pytest.fixture
def office(plain_office):
    return plain_office


def printed(office, day):
    """Every book and list as two readers see it at the end of a day."""
    names = registers(office, day.year, day)
    found = dict(names.items())
    for name in names:
        for by in READERS:
            one = open_register(office, name, 0, by=by, pada=day)
            found[name, by] = (one.judul, one.rows, one.gaps, one.cancelled)
    return found


def test_a_number_given_or_cancelled_since_is_not_in_the_register_of_that_day(office, clock):
    first = issued(office)
    clock.pass_by(days=1)
    issued(office)
    cancel(office, first.id, read=first.latest.sha256, reason="salah alamat", by=CLERK)
    then, now = (open_register(office, "surat_keluar", pada=day) for day in (date(2019, 1, 7), None))
    assert cells(then, "Keterangan") == [""] and cells(now, "Keterangan") == ["dibatalkan: salah alamat", ""]
    assert not then.cancelled and len(now.cancelled) == 1
    assert then.keadaan == "Keadaan pada tanggal 7 Januari 2019"


def test_a_day_ends_at_midnight_in_the_time_of_the_office(office, clock):
    clock.pass_by(hours=15, minutes=59)  # 23.59
    issued(office)
    clock.pass_by(minutes=2)
    issued(office)
    assert len(open_register(office, "surat_keluar", pada=date(2019, 1, 7)).rows) == 1


def test_of_a_day_to_come_nothing_is_printed(office):
    with pytest.raises(NotReady, match="8 Januari 2019 belum tiba"):
        open_register(office, "daftar_berkas", pada=date(2019, 1, 8))


def test_before_the_first_day_every_book_is_empty(office):
    issued(office)
    assert set(registers(office, 2018, date(2018, 12, 31)).values()) == {0}


def test_every_list_printed_today_is_the_one_of_today(office):
    issued(office), drafted(office)
    begin(office, FORM, by=ARCHIVIST)
    for name in registers(office, 2019):
        assert open_register(office, name) == open_register(office, name, pada=date(2019, 1, 7))


def test_a_reserved_number_stands_as_it_was_before_it_was_used_given_back_or_entered_anew(office, clock):
    reserved(office, count=4)  # the last is given back and never used
    evenings = {}

    def evening():
        evenings[clock().date()] = printed(office, clock().date())
        clock.pass_by(days=1)

    evening()
    naskah = signed(office)
    out_of_turn(use_reserved, office, naskah, 1, date(2019, 1, 8))
    evening()
    blok = office.archive.list_naskah(jenis="blok_nomor")[0]
    wrong = on_paper(office, 2, date(2019, 1, 8))
    evening()
    cancel(office, wrong.id, read=wrong.latest.sha256, reason="salah ketik", by=CLERK)
    release(office, blok.id, read=blok.latest.sha256, by=CLERK, reason="listrik menyala")
    evening()
    on_paper(office, 2, date(2019, 1, 8))
    on_paper(office, 3, date(2019, 1, 8))
    evening()
    assert len({str(one["surat_keluar", ""]) for one in evenings.values()}) == 5
    for day, found in evenings.items():
        assert printed(office, day) == found


def test_what_became_secret_since_is_not_told_by_an_old_day(office, clock):
    naskah = letter(office)
    begin(office, FORM, by=ARCHIVIST)
    put_in(office, "1/2019", [naskah.id], by=ARCHIVIST)
    clock.pass_by(days=1)
    naskah = office.archive.naskah(naskah.id)
    revise(office, naskah.id, {"keamanan": "Rahasia"}, read=naskah.latest.sha256, by="kasubag_perencanaan")
    rows = open_register(office, "daftar_isi_berkas", by="kabid_piak", pada=date(2019, 1, 7)).rows
    assert naskah.perihal not in str(rows) and "(tertutup)" in rows[0]
