"""The office as it stood at the end of one day: what the registers of that day are printed from, also years later.

Every naskah and every record of the record office is kept with all its versions, so a past day is the newest version
of each before its end. The present day is the same, with nothing filed after it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from docgen.errors import NotReady
from docgen.kearsipan.catatan import Catatan
from docgen.naskah.access import READ, may
from docgen.naskah.bahasa import tanggal
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import Naskah, NomorEntry, Status
from docgen.office import Office

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Standing:
    """What was known in an office at the end of the day `pada`; `until` is the first moment that no longer counts."""

    office: Office
    pada: date
    until: datetime
    _since: dict[str, Naskah] = field(default_factory=dict)  # as it is today, of what changed since

    @cached_property
    def everything(self) -> list[Naskah]:
        """Every naskah there was."""
        return list(self._then(self.office.archive.list_naskah()))

    def of_type(self, jenis: str) -> list[Naskah]:
        """Every naskah of one type that there was."""
        return list(self._then(self.office.archive.list_naskah(jenis=jenis)))

    def naskah_of(self, naskah_ids: Collection[str]) -> dict[str, Naskah]:
        """Those of the naskah that there were, by id."""
        return {one.id: one for one in self._then(self.office.archive.naskah_of(naskah_ids).values())}

    def catatan(self, jenis: str) -> list[Catatan]:
        """Every record of one kind that there was, by its code."""
        found = (self._record_then(one) for one in self.office.archive.catatan(jenis))
        return [one for one in found if one]

    def register(self, buku: str, tahun: int) -> list[NomorEntry]:
        """The lines of a register of one year: numbers given by then, and only those void that were void by then."""
        lines = self.office.archive.register(buku, tahun)
        then = self.naskah_of({line.naskah_id for line in lines})
        moved = {line.key: line for line in lines if self._has_moved(line)}
        stood = {line.key: _as_void_as(line, then[line.naskah_id]) for line in lines if line.key not in moved}
        if moved:
            stood |= {line.key: line for line in self._written(moved.values()) if line.key in moved}
        return [stood[key] for key in sorted(stood)]

    def may_read(self, reader: Pejabat, naskah: Naskah) -> bool:
        """Whether `reader` might read it then and may today: an old day opens nothing that was closed to him since."""
        return may(reader, READ, naskah) and may(reader, READ, self._since.get(naskah.id, naskah))

    def _then(self, present: Iterable[Naskah]) -> Iterator[Naskah]:
        found = list(present)
        later = {one.id: one for one in found if one.latest.at >= self.until}
        self._since.update(later)
        numbers = self.office.archive.newest_before(list(later), self.until) if later else {}
        for one in found:
            if one.id not in later:
                yield one
            elif one.id in numbers:
                yield self._filed(one.id, numbers[one.id])

    def _filed(self, naskah_id: str, number: int) -> Naskah:
        subject = self.office.archive.filed(naskah_id, number).subject
        assert isinstance(subject, Naskah)
        return subject

    def _record_then(self, present: Catatan) -> Catatan | None:
        if present.at < self.until:
            return present
        history = self.office.archive.catatan_history(present.id)
        return next((one for one in reversed(history) if one.at < self.until), None)

    def _has_moved(self, line: NomorEntry) -> bool:
        """Whether another stood at this number then, or it may have been given up since."""
        unused = line.naskah_id == line.blok and line.blok in self._since
        return line.at >= self.until or unused

    def _written(self, lines: Collection[NomorEntry]) -> Iterator[NomorEntry]:
        """What was written in the registers by those who had these numbers before: the blok they were reserved in, and
        naskah that were cancelled before their number was entered again."""
        archive = self.office.archive
        owners = {line.blok for line in lines if line.blok}
        if owners:
            void = archive.list_naskah(status=Status.DIBATALKAN)
            owners |= {one.id for one in void if one.nomor and not archive.lines_of(one.id)}
        numbers = archive.newest_before(sorted(owners), self.until)
        filings = [archive.filed(owner, number + 1) for owner in numbers for number in range(numbers[owner])]
        for filing in sorted(filings, key=lambda one: one.entry.seq):
            yield from filing.nomor


def as_of(office: Office, pada: date | None = None) -> Standing:
    """The office as it stood at the end of that day in its own time, or as it is now.

    Raises NotReady for a day to come.
    """
    today = office.now().date()
    if pada and pada > today:
        raise NotReady(f"Tanggal {tanggal(pada)} belum tiba.", ["pilih hari ini atau hari yang sudah lewat"])
    if pada is None or pada == today:
        return Standing(office, today, _NEVER)
    return Standing(office, pada, datetime.combine(pada + timedelta(days=1), time.min, office.kantor.timezone))


def _as_void_as(line: NomorEntry, naskah: Naskah) -> NomorEntry:
    """A number of a naskah is void when the naskah is; one that nothing was made of yet, as the line says."""
    void = naskah.latest.status is Status.DIBATALKAN or line.naskah_id == line.blok
    return line if void else replace(line, batal="")
