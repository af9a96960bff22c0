"""The tray of who sends: what is to go out, and what went out and nobody has confirmed."""

from __future__ import annotations

import pytest

from docgen.actions.naskah.approving import cancel
from docgen.actions.surat.outbox import to_send, unconfirmed, unconfirmed_of
from tests.actions.surat.test_dispatching import CLERK, issued, received, sent


@pytest.fixture
def office(plain_office):
    return plain_office


def waiting(office, by=CLERK):
    return [[one.kepada for one in item.kepada] for item in to_send(office, by=by)]


def out(office, by=CLERK):
    return [(one.naskah.id, one.item["kepada"]) for one in unconfirmed(office, by=by)]


def test_a_letter_is_in_the_tray_until_it_was_sent_to_all_and_then_until_all_is_confirmed(office):
    naskah = issued(office)
    assert waiting(office) == [["Sekretaris Daerah", "Inspektur Kota Tasikmalaya"]] and out(office) == []
    naskah = sent(office, naskah, "Sekretaris Daerah")
    assert waiting(office) == [["Inspektur Kota Tasikmalaya"]] and out(office) == [(naskah.id, "Sekretaris Daerah")]
    naskah = sent(office, received(office, naskah))
    assert waiting(office) == [] and out(office) == [(naskah.id, "Inspektur Kota Tasikmalaya")]
    naskah = received(office, naskah, 2)
    assert out(office) == [] == unconfirmed_of(naskah)


def test_what_was_sent_first_is_asked_after_first(office, clock):
    later, first = issued(office, tembusan=[]), issued(office, tembusan=[])
    sent(office, first)
    clock.pass_by(hours=1)
    sent(office, later)
    assert [one for one, _ in out(office)] == [first.id, later.id]


def test_what_was_cancelled_after_it_left_is_still_to_be_asked_back(office):
    naskah = sent(office, issued(office, tembusan=[]))
    cancel(office, naskah.id, read=naskah.latest.sha256, by=CLERK, reason="salah alamat")
    assert out(office) == [(naskah.id, "Sekretaris Daerah")]


def test_the_tray_holds_nothing_that_its_reader_may_not_read(office):
    naskah = issued(office, keamanan="Rahasia", tembusan=[])
    assert len(waiting(office)) == 1 and waiting(office, by="kabid_piak") == [] == waiting(office, by="")
    sent(office, naskah)
    assert len(out(office)) == 1 and out(office, by="kabid_piak") == [] == out(office, by="")
