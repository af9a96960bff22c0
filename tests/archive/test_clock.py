"""Whatever the clock says, the log keeps the order of the acts, and every year has one register."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from docgen.archive.archive import Archive
from docgen.archive.check.anchor import anchor_of
from docgen.archive.check.verify import look
from docgen.archive.opening import open_archive
from docgen.naskah.records import DOCX
from tests.archive.samples import BUKU, WIB, draft, entry, file, revised

EVE = datetime(2019, 12, 31, 23, 59, 59, tzinfo=WIB)
JUMPS = {
    "into the next year and back a day": [EVE, EVE + timedelta(seconds=2), EVE - timedelta(days=1)],
    "forward a year and back": [EVE, EVE + timedelta(days=366), EVE],
    "over a leap day": [datetime(2020, 2, day, 8, tzinfo=WIB) for day in (28, 29)]
    + [datetime(2021, 2, 28, tzinfo=WIB)],
    "back to where time began": [EVE, datetime(1970, 1, 1, tzinfo=WIB), EVE],
}


def number_at(archive: Archive, naskah_id: str, moment: datetime) -> None:
    with archive.transaction() as tx:
        urut = tx.next_urut(BUKU, moment.year)
        naskah = draft(naskah_id, naskah_id.encode(), at=moment)
        line = entry(naskah, urut, tahun=moment.year)
        tx.file(naskah, {DOCX: naskah_id.encode()}, text="", nomor=[line])


@pytest.mark.parametrize("moments", JUMPS.values(), ids=JUMPS)
def test_numbers_and_log_follow_the_order_of_the_acts(tmp_path: Path, moments: list[datetime]) -> None:
    archive = open_archive(tmp_path)
    for i, moment in enumerate(moments):
        number_at(archive, f"n{i}", moment)
    assert [one.object_id.rpartition(":")[2] for one in archive.log()] == [f"n{i}" for i in range(len(moments))]
    for year in {moment.year for moment in moments}:
        given = archive.register(BUKU, year)
        assert [line.urut for line in given] == list(range(1, sum(moment.year == year for moment in moments) + 1))
    last = list(archive.log())[-1]
    assert look(archive, anchors=[anchor_of(last.seq, last.hash)]).findings == []
    archive.close()


def test_a_version_dated_before_the_one_it_follows_is_still_the_newest(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    first = file(archive, draft("a", b"x", at=EVE), {DOCX: b"x"})
    second = revised(first, {DOCX: b"y"})
    file(archive, replace(second, latest=replace(second.latest, at=EVE - timedelta(days=400))), {DOCX: b"y"})
    assert archive.read(archive.naskah("a").latest) == b"y" and archive.list_naskah()[0].latest.number == 2
    assert look(archive).findings == []
    archive.close()
