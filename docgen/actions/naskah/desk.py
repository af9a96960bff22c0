"""What lies on the desk of a post besides its tasks: the drafts it made, the meetings of a day, the days off ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from docgen.actions.naskah.finding import GUEST
from docgen.actions.working_days import kalender_of
from docgen.naskah.access import READ, may
from docgen.naskah.records import PENYUSUN, Naskah, Status
from docgen.office import Office

MEETINGS = {"nota_dinas_undangan": "tanggal_rapat", "surat_undangan": "tanggal_acara", "notula": "tanggal_rapat"}
AHEAD = 7  # days: the week before us
_OVER = (Status.DIBATALKAN, Status.DIMUSNAHKAN)


@dataclass(frozen=True)
class Meeting:
    """One meeting, by the letter that calls to it, or else by its minutes."""

    naskah: Naskah
    rapat: str
    pukul: str
    tempat: str


def drafts_of(office: Office, post: str, *, by: str = "") -> list[Naskah]:
    """What `post` drafted and `by` may read that is neither signed nor returned, the one changed last first."""
    reader = office.kantor.official(by) if by else GUEST
    standing = [one for status in (Status.DRAF, Status.TERPARAF) for one in office.archive.list_naskah(status=status)]
    own = [one for one in standing if one.latest.facts.get(PENYUSUN) == post and may(reader, READ, one)]
    return sorted(own, key=lambda one: one.latest.at, reverse=True)


def meetings_on(office: Office, day: date, *, by: str = "") -> list[Meeting]:
    """The meetings of a day that `by` may read of, the first one first, each once."""
    reader = office.kantor.official(by) if by else GUEST
    told = [one for jenis, field in MEETINGS.items() for one in office.archive.saying(jenis, field, day.isoformat())]
    told = [one for one in told if one.latest.status not in _OVER and may(reader, READ, one)]
    known = {one.id for one in told}
    found = sorted((_meeting(one) for one in told if one.induk not in known), key=lambda one: one.naskah.id)
    alike = {(one.rapat, one.pukul, one.tempat): one for one in found}  # where each guest has a letter of his own
    return sorted(alike.values(), key=lambda one: (one.pukul, one.rapat))


def days_off(office: Office, start: date, days: int = AHEAD) -> list[tuple[date, str]]:
    """The days off of so many days from `start` on, each with its name."""
    libur = kalender_of(office.settings).libur
    ahead = (start + timedelta(days=at) for at in range(days))
    return [(day, libur[day]) for day in ahead if day in libur]


def _meeting(naskah: Naskah) -> Meeting:
    said = naskah.latest.values
    rapat, pukul, tempat = (str(said.get(name, "")) for name in ("rapat", "waktu_mulai", "tempat"))
    return Meeting(naskah, rapat or naskah.perihal, pukul, tempat)
