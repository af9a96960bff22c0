"""What waits in the tray is seen by who captures scans, tried again or set aside, and never deleted."""

from __future__ import annotations

import pytest

from docgen.actions.scan.tray import put_in_tray
from docgen.actions.scan.waiting import set_scan_aside, try_again, waiting_scans
from docgen.errors import NotAllowed, NotFound
from docgen.office import open_office

CLERK = "tata_usaha"
LETTER = (
    "Berkas: scan.pdf\n\nBelum diarsipkan, karena:\n- halaman 2 tidak ada\n\nPerbaiki, lalu: docgen arsip tangkap\n"
)


@pytest.fixture
def office(settings, clock):
    with open_office(settings, now=clock) as opened:
        yield opened


@pytest.fixture
def tray(office):
    put_in_tray(office.settings.tray, "scan.pdf", b"rusak", LETTER)
    return office.settings.tray


def test_each_scan_is_told_with_its_reason_and_without_the_ways_of_a_terminal(office, tray):
    (waiting,) = waiting_scans(office, by=CLERK)
    assert (waiting.name, waiting.bytes) == ("scan.pdf", 5)
    assert waiting.reason == "Belum diarsipkan, karena:\n- halaman 2 tidak ada"


def test_a_reason_that_somebody_wrote_by_hand_is_told_whole(office, tray):
    (tray / "scan.pdf.txt").write_text("tanyakan kepada Bu Rina", "utf-8")
    (tray / "lepas.txt").write_text("bukan sebab", "utf-8")
    told = {one.name: one.reason for one in waiting_scans(office, by=CLERK)}
    assert told == {"scan.pdf": "tanyakan kepada Bu Rina", "lepas.txt": ""}


def test_an_empty_tray_has_nothing_to_tell(office):
    assert waiting_scans(office, by=CLERK) == []


def test_what_is_tried_again_in_vain_stays_with_its_new_reason(office, tray):
    done = try_again(office, "scan.pdf", by=CLERK)
    (waiting,) = waiting_scans(office, by=CLERK)
    assert done.captured.refused and done.captured.refused[0] in waiting.reason
    assert (tray / "scan.pdf").read_bytes() == b"rusak"


def test_what_needs_nothing_more_is_set_aside_with_its_reason(office, tray):
    set_scan_aside(office, "scan.pdf", by=CLERK)
    kept = {path.name: path.read_bytes() for path in (tray / "sudah").iterdir()}
    assert kept == {"scan.pdf": b"rusak", "scan.pdf.txt": LETTER.encode()} and waiting_scans(office, by=CLERK) == []


@pytest.mark.parametrize("name", ["lain.pdf", "../kantor.toml", "scan.pdf.txt", "sudah", ""])
def test_nothing_but_a_scan_of_the_tray_has_a_name_there(office, tray, name):
    for act in (set_scan_aside, try_again):
        with pytest.raises(NotFound, match="Pindaian di baki"):
            act(office, name, by=CLERK)


def test_the_tray_is_for_who_captures_scans(office, tray):
    for act in (waiting_scans, lambda office, by: set_scan_aside(office, "scan.pdf", by=by),
                lambda office, by: try_again(office, "scan.pdf", by=by)):  # fmt: skip
        with pytest.raises(NotAllowed):
            act(office, by="kabid_capil")
