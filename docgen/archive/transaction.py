"""One writer's view of the archive: what is filed inside one transaction is filed together, or none of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import Connection

from docgen.archive import catalogue, holdings, ocfl, rows, runs
from docgen.archive import tables as t
from docgen.archive.canonical import sha256
from docgen.archive.nisan import NISAN, engrave
from docgen.archive.record import Subject, act_of
from docgen.archive.storage import Storage
from docgen.archive.writing import Staged, write
from docgen.errors import NotFound, NotReady, StaleVersion
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import BERKAS
from docgen.naskah.records import Naskah, NomorEntry, Status
from docgen.sop.progress import SopRun


class Transaction:
    """One writer's view: what he read here cannot change before he files."""

    def __init__(self, connection: Connection, storage: Storage) -> None:
        self._connection = connection
        self._storage = storage
        self._reserved: set[tuple[str, int, int]] = set()
        self.staged: list[Staged] = []
        self.intent = ""  # where it was written down, to be removed after the commit

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part that is undone alone when it raises: nothing of it is filed and the numbers it took are given back."""
        staged, reserved, done = len(self.staged), set(self._reserved), False
        try:
            with self._connection.begin_nested():
                yield
            done = True
        finally:
            if not done:
                del self.staged[staged:]
                self._reserved = reserved

    def naskah(self, naskah_id: str) -> Naskah:
        """The naskah as it is now, with what this transaction filed; raises NotFound."""
        found = self._latest(naskah_id)
        if found is None:
            raise NotFound("Naskah", naskah_id)
        return found

    def runs(self) -> list[SopRun]:
        """Every SOP run there is now, without those of this transaction."""
        return runs.runs(self._connection)

    def belonging(self, jenis: str, induk: str) -> list[Naskah]:
        """The naskah of a kind that belong to `induk`, newest act first, without those of this transaction."""
        return catalogue.naskah_where(self._connection, (t.naskah.c.jenis == jenis) & (t.naskah.c.induk == induk))

    def lines_of(self, naskah_id: str) -> list[NomorEntry]:
        """The standing lines the naskah has in the registers: one for its number, many for a blok."""
        lines = {one.key: one for one in catalogue.lines_of(self._connection, naskah_id)}
        lines |= {one.key: one for staged in self.staged for one in staged.nomor}
        return [one for one in lines.values() if one.naskah_id == naskah_id and not one.batal]

    def register(self, buku: str, tahun: int) -> list[NomorEntry]:
        """The lines of a register of one year in order, with those of this transaction."""
        lines = {one.key: one for one in catalogue.register(self._connection, buku, tahun)}
        staged = (one for staged in self.staged for one in staged.nomor)
        lines |= {one.key: one for one in staged if (one.buku, one.tahun) == (buku, tahun)}
        return sorted(lines.values(), key=lambda one: one.key)

    def next_urut(self, buku: str, tahun: int) -> int:
        """Take the next serial number of a register. It must be filed in this transaction, or it is given back."""
        urut = rows.next_urut(self._connection, buku, tahun)
        self._reserved.add((buku, tahun, urut))
        return urut

    def file(self, naskah: Naskah, blobs: Mapping[str, bytes], *, text: str, nomor: Sequence[NomorEntry] = ()) -> None:
        """File `naskah.latest` as the next version. `blobs` are the files that are new; the others carry over.

        `nomor` are the register lines this act writes: a new number, a reserved one that is used now, those it cancels.
        Raises StaleVersion when another version came first, NotFound for a first version that is not numbered 1,
        NotReady for a serial number already taken.
        """
        number, status = self._standing(naskah.id)
        if status == Status.DIMUSNAHKAN:
            raise NotReady(f"Naskah {naskah.id} sudah dimusnahkan; yang tinggal hanya catatannya.")
        if naskah.latest.number != number + 1:
            raise _stale(naskah, self._latest(naskah.id))
        _check_files(naskah, blobs)
        for line in nomor:
            self._check_nomor(naskah, line)
        self.staged.append(Staged(naskah, dict(blobs), text, tuple(nomor)))

    def file_run(self, run: SopRun) -> None:
        """File the newest event of an SOP run. Raises StaleVersion when another event came first."""
        if not run.events:
            raise ValueError("a run without an event has nothing to file")
        staged = [s.subject for s in self.staged if isinstance(s.subject, SopRun) and s.subject.id == run.id]
        known = staged[-1:] or runs.runs(self._connection, [run.id])
        before = known[0].events if known else ()
        if run.events[:-1] != before:
            raise _stale(run, known[0] if known else None)
        self.staged.append(Staged(run))

    def catatan(self, jenis: str, kode: str = "") -> list[Catatan]:
        """Every record of a kind as it is now, with those of this transaction; the one with that code, or none."""
        now = {one.id: one for one in holdings.catatan(self._connection, jenis, kode)}
        staged = (s.subject for s in self.staged if isinstance(s.subject, Catatan) and s.subject.jenis == jenis)
        return list((now | {one.id: one for one in staged if kode in ("", one.kode)}).values())

    def file_catatan(self, catatan: Catatan, *, destroy: Sequence[str] = ()) -> None:
        """File the newest act on a record of the record office.

        The naskah of `destroy` are destroyed by it: their bytes go once the act is kept, their tombstones stay in it.
        This is the only way out of the archive. Raises StaleVersion when another act came first; NotReady for a code
        that another of its kind has; Damaged for a naskah whose records are not whole.
        """
        same = self.catatan(catatan.jenis, catatan.kode)
        before = next((one for one in same if one.id == catatan.id), None)
        if before is None and same:
            raise NotReady(f"{_kind(catatan)} {catatan.kode} sudah ada.", ["pilih kode lain"])
        if catatan.number != (before.number if before else 0) + 1:
            raise _stale(catatan, before)
        if destroy:
            stones = [one for naskah_id in destroy for one in engrave(self._storage, self.naskah(naskah_id))]
            catatan = replace(catatan, isi={**catatan.isi, NISAN: stones})
        self.staged.append(Staged(catatan))

    def last_urut(self, berkas: str) -> int:
        """The place of the last naskah of a berkas, with those of this transaction; 0 where there is none."""
        staged = (s.subject.latest.facts.get(BERKAS, {}) for s in self.staged if isinstance(s.subject, Naskah))
        own: list[int] = [place["urut"] for place in staged if place.get("id") == berkas]
        return max(holdings.last_urut(self._connection, berkas), *own, 0)

    def reserved_but_not_filed(self) -> set[tuple[str, int, int]]:
        """Numbers that would leave a gap in their register."""
        return self._reserved - {line.key[:3] for staged in self.staged for line in staged.nomor}

    def _standing(self, naskah_id: str) -> tuple[int, str]:
        """The number and status of the newest version; 0 for a naskah that was never filed."""
        own = [s.subject for s in self.staged if isinstance(s.subject, Naskah) and s.subject.id == naskah_id]
        last = own[-1].latest if own else None
        return (last.number, last.status) if last else catalogue.standing(self._connection, naskah_id)

    def _latest(self, naskah_id: str) -> Naskah | None:
        own = [s.subject for s in self.staged if isinstance(s.subject, Naskah) and s.subject.id == naskah_id]
        return own[-1] if own else catalogue.find_naskah(self._connection, naskah_id)

    def _check_nomor(self, naskah: Naskah, nomor: NomorEntry) -> None:
        if nomor.naskah_id != naskah.id:
            raise ValueError(f"the number of {nomor.naskah_id} cannot be filed with {naskah.id}")
        own = [line for staged in self.staged for line in staged.nomor if line.key == nomor.key]
        taken = own[-1] if own else catalogue.find_nomor(self._connection, nomor)
        if taken and not _follows(taken, nomor):
            raise NotReady(
                f"Nomor urut {nomor.urut}{nomor.sisipan} buku {nomor.buku} tahun {nomor.tahun} sudah dipakai.",
                [f"dipakai naskah {taken.naskah_id} sebagai {taken.nomor}; ambil nomor urut berikutnya"],
            )


def _follows(taken: NomorEntry, nomor: NomorEntry) -> bool:
    """Whether a line may become this one: cancelled with all else as it was, or a number of a blok that is used now.

    One that was cancelled or given up may after all stand on a paper; whether it does is judged by who enters it.
    """
    if nomor.batal:
        return not taken.batal and replace(taken, batal=nomor.batal) == nomor
    free = taken.dipesan or bool(taken.blok and taken.batal)
    return free and nomor.blok == taken.blok and nomor.naskah_id != taken.blok


@contextmanager
def filing(connection: Connection, storage: Storage, stamp: str) -> Iterator[Transaction]:
    """Collect what the block files, then write it; `stamp` names the place for what a failure leaves half-written."""
    tx = Transaction(connection, storage)
    yield tx
    if gaps := tx.reserved_but_not_filed():
        raise ValueError(f"numbers taken but not filed: {sorted(gaps)}")
    if tx.staged:
        tx.intent = write(connection, storage, tx.staged, stamp)


def _check_files(naskah: Naskah, blobs: Mapping[str, bytes]) -> None:
    """Slips of the program, not of a person: names no version may hold, bytes that are not what they are called."""
    version = naskah.latest
    if version.naskah_id != naskah.id:
        raise ValueError(f"version of {version.naskah_id} filed with {naskah.id}")
    for path in version.files:
        ocfl.check_logical(path)
    if version.sha256 and version.sha256 not in version.files.values():
        raise ValueError(f"the main file of {naskah.id} is not among its files")
    wrong = [path for path, data in blobs.items() if version.files.get(path) != sha256(data)]
    if wrong:
        raise ValueError(f"bytes that do not fit the files of {naskah.id}: {wrong}")


def _kind(subject: Subject) -> str:
    if isinstance(subject, Catatan):
        return subject.jenis.capitalize()
    return "Naskah" if isinstance(subject, Naskah) else "Pelaksanaan SOP"


def _stale(subject: Subject, latest: Subject | None) -> StaleVersion | NotFound:
    if latest is None:
        return NotFound(_kind(subject), subject.id)
    last = act_of(latest, "")
    return StaleVersion(subject.id, act=last.act, by=last.by, at=last.at, number=last.number)
