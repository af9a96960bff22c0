"""Every berkas of the office as it stood on a day and as one reader sees it: what the lists are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from docgen.actions.arsip.classifying import jadwal_of
from docgen.actions.arsip.gathering import Kept, by_number
from docgen.actions.arsip.shelving import Places
from docgen.actions.naskah.standing import Standing
from docgen.errors import NotFound
from docgen.kearsipan.berkas import DITUTUP, INAKTIF, JENIS, read_berkas
from docgen.kearsipan.kertas import ADA, BERKAS, DIPINJAM, Kertas, kertas_in
from docgen.kearsipan.retensi import HABIS, Jadwal, Tempo, jatuh_tempo, stage
from docgen.kearsipan.retensi import MUSNAH as TO_DESTROY
from docgen.naskah.access import HIDDEN, cleared
from docgen.naskah.approval import day_of
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import Naskah


@dataclass(frozen=True)
class Asked:
    """Which part of a list is asked for; what is empty takes nothing away."""

    tahun: int = 0  # berkas with something of this year in them, naskah of this year
    unit: str = ""
    berkas: str = ""  # its number


@dataclass(frozen=True)
class Holding:
    """One berkas as it stood, with all that the lists say of it."""

    shelf: Shelf
    kept: Kept

    @cached_property
    def jadwal(self) -> Jadwal:
        """The retention it was closed under, or that of its code while it is open."""
        berkas = self.kept.berkas
        return Jadwal(**berkas.jadwal) if berkas.jadwal else self.shelf.jadwal(berkas.klasifikasi)

    @property
    def tempo(self) -> Tempo:
        """From when it is inactive and its time is over; nothing is known of an open one."""
        closed = self.kept.berkas.ditutup
        return jatuh_tempo(date.fromisoformat(closed), self.jadwal) if closed else Tempo()

    @property
    def inactive(self) -> bool:
        """Moved to the unit kearsipan, or closed with its active years over."""
        since, keadaan = self.tempo.inaktif_sejak, self.kept.berkas.keadaan
        return keadaan == INAKTIF or (keadaan == DITUTUP and since is not None and self.shelf.standing.pada >= since)

    @property
    def gone(self) -> bool:
        """Destroyed or handed over."""
        return self.kept.berkas.gone

    @property
    def due(self) -> bool:
        """To be proposed for destruction: its time is over, its fate is musnah, and nothing holds it."""
        over = stage(self.shelf.standing.pada, self.tempo, self.jadwal.nasib) == HABIS
        return over and self.jadwal.nasib == TO_DESTROY and not self.kept.berkas.tahan and not self.gone

    @cached_property
    def papers(self) -> list[Kertas]:
        """The copies on paper that lie in its folder."""
        copies = (copy for one in self.kept.naskah for copy in kertas_in(one.latest.facts))
        return [one for one in copies if one.berkas == self.kept.catatan.id and one.keadaan in (ADA, DIPINJAM)]

    def seen(self, text: str) -> str:
        """A text of it as the reader may see it."""
        return text if self.shelf.may_see(self.kept) else text and HIDDEN

    @property
    def called(self) -> str:
        """Index and description."""
        return self.seen(f"{self.kept.berkas.indeks}: {self.kept.berkas.uraian}")


class Shelf:
    """Every berkas of one standing as one reader sees it; each thing is read once."""

    def __init__(self, standing: Standing, reader: Pejabat) -> None:
        self.standing, self.reader = standing, reader
        self._jadwal: dict[str, Jadwal] = {}

    @cached_property
    def places(self) -> Places:
        """Where the boxes and folders stood."""
        return Places(self.standing.office, self.standing.catatan)

    @cached_property
    def holdings(self) -> list[Holding]:
        """Every berkas by its number, with its naskah in their order."""
        inside: dict[str, list[Naskah]] = defaultdict(list)
        for one in sorted(self.standing.everything, key=_place):
            inside[_place(one)[0]].append(one)
        found = sorted(self.standing.catatan(JENIS), key=by_number)
        return [Holding(self, Kept(one, read_berkas(one), inside[one.id])) for one in found]

    @cached_property
    def _secrecy(self) -> Mapping[str, str]:
        """How secret each berkas is today."""
        return {one.id: read_berkas(one).keamanan for one in self.standing.office.archive.catatan(JENIS)}

    def may_see(self, kept: Kept) -> bool:
        """Whether the reader might see what it was called then, and may today."""
        classes = (kept.berkas.keamanan, self._secrecy[kept.catatan.id])
        return all(cleared(self.reader, one) for one in classes)

    def jadwal(self, kode: str) -> Jadwal:
        """The schedule of a code on that day."""
        if kode not in self._jadwal:
            self._jadwal[kode] = jadwal_of(self.standing.office, kode, self.standing.pada)
        return self._jadwal[kode]

    def asked(self, asked: Asked) -> Iterator[Holding]:
        """The berkas of that unit, with something of that year in them; raises NotFound for a number nobody knows."""
        if asked.berkas and asked.berkas not in {one.kept.catatan.kode for one in self.holdings}:
            raise NotFound("Berkas", asked.berkas, "Lihat daftarnya dengan: docgen buku lihat daftar_berkas.")
        for one in self.holdings:
            right = asked.unit in ("", one.kept.berkas.unit) and asked.berkas in ("", one.kept.catatan.kode)
            if right and (not asked.tahun or asked.tahun in _years(one.kept)):
                yield one


def _place(naskah: Naskah) -> tuple[str, int, str]:
    """The berkas a naskah is in, its place there, and what tells two at one place apart."""
    place = naskah.latest.facts.get(BERKAS, {})
    return place.get("id", ""), place.get("urut", 0), naskah.id


def _years(kept: Kept) -> set[int]:
    """The years of what is in a berkas; of an empty one, that of its opening."""
    return {day_of(one).year for one in kept.naskah} or {int(kept.berkas.dibuka[:4])}
