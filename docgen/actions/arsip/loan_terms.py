"""How long paper may be out: the usual days, and the longest the office lends, in its own days of work."""

from __future__ import annotations

from datetime import date, datetime, time

from docgen.actions.working_days import kalender_of
from docgen.errors import NotReady
from docgen.naskah.bahasa import tanggal
from docgen.office import Office
from docgen.sop.waktu import Waktu

TERM = Waktu(7, "hari")  # days of work: how long paper may be out, and a permission wait to be used


def due_date(office: Office, *, since: str = "") -> date:
    """The day TERM after `since`, or after today where that is later, by the calendar of the office."""
    now = office.now()
    begun = max(date.fromisoformat(since), now.date()) if since else now.date()
    kalender = kalender_of(office.settings)
    return kalender.after(datetime.combine(begun, now.timetz()), TERM).date()


def last_day(office: Office, said: date | None, *, since: str = "") -> date:
    """The day paper is to be back: `said`, or the next day of work where the office is closed then; the usual one
    where none is said. Raises NotReady for one further away than the office lends."""
    now = office.now()
    if said is None:
        return due_date(office, since=since)
    if said < now.date():
        return said  # refused as past by who files it
    kalender, most = kalender_of(office.settings), office.kantor.pinjam_paling_lama
    latest = kalender.after(now, Waktu(most, "hari")).date()
    if said > latest:
        raise NotReady(
            f"Tanggal kembali {tanggal(said)} terlalu jauh.",
            [
                f"kantor ini meminjamkan paling lama {most} hari kerja: sampai {tanggal(latest)}",
                "bila belum cukup, perpanjang kemudian; batasnya: paling_lama di [pinjaman] kantor.toml",
            ],
        )
    return kalender.opening(datetime.combine(said, time.min, now.tzinfo)).date()
