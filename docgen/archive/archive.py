"""The archive of one office: the door through which everything is filed, read and counted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine, and_, true

from docgen.archive import catalogue, changes, holdings, looking, ocfl, runs
from docgen.archive import tables as t
from docgen.archive.canonical import sha256
from docgen.archive.catalogue import Content, History
from docgen.archive.changes import Changes
from docgen.archive.intent import in_doubt
from docgen.archive.medium import read_only
from docgen.archive.nisan import demolish
from docgen.archive.record import NASKAH, RECORD, Filing, read_filing
from docgen.archive.recover import Clock, abandon, locked, stamp_of
from docgen.archive.storage import Storage
from docgen.archive.transaction import Transaction, filing
from docgen.archive.watching import Judge, Watch, watched
from docgen.errors import Damaged, NotFound, StorageFailed
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import Kertas
from docgen.naskah.records import DOCX, LogEntry, Naskah, NomorEntry, Reach, Status, Version
from docgen.sop.progress import SopRun

_DESTROYED = "Naskah ini sudah dimusnahkan; sidik dan riwayatnya tetap tercatat."
_NO_VERSION = "Lihat daftarnya dengan: docgen naskah lihat."


@dataclass(frozen=True)
class Archive:
    """Everything one office has filed. Nothing here changes a filed version; only a pemusnahan deletes."""

    engine: Engine
    storage: Storage
    now: Clock
    watches: dict[object, Watch] = field(default_factory=dict, compare=False, repr=False)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be filed here: a medium or a folder that cannot be written."""
        path = t.sqlite_path(self.engine)
        return path is not None and read_only(path)

    def naskah(self, naskah_id: str) -> Naskah:
        """The naskah with its latest version; raises NotFound."""
        with t.reading(self.engine) as c:
            found = catalogue.find_naskah(c, naskah_id)
        if found is None:
            raise NotFound("Naskah", naskah_id)
        return found

    def naskah_of(self, naskah_ids: Collection[str]) -> dict[str, Naskah]:
        """Every naskah of these ids that there is, by id, as they stood at one moment."""
        with t.reading(self.engine) as c:
            return catalogue.find_many(c, naskah_ids)

    def versions(self, naskah_id: str) -> tuple[Version, ...]:
        """Every version, oldest first; raises NotFound."""
        with t.reading(self.engine) as c:
            found = catalogue.versions(c, naskah_id)
        if not found:
            raise NotFound("Naskah", naskah_id)
        return found

    def list_naskah(
        self, *, jenis: str = "", status: str = "", induk: str = "", limit: int | None = None, skip: int = 0
    ) -> list[Naskah]:
        """Naskah of one kind and status and belonging to `induk`, or of any; newest act first, behind `skip` others."""
        wanted = [t.naskah.c.jenis == jenis] if jenis else []
        wanted += [t.naskah.c.induk == induk] if induk else []
        wanted += [t.naskah.c.status == str(status)] if status else []
        with t.reading(self.engine) as c:
            return catalogue.naskah_where(c, and_(true(), *wanted), limit, skip)

    def saying(self, jenis: str, field: str, value: str) -> list[Naskah]:
        """The naskah of one kind whose form says `value` in a field of words; newest act first."""
        with t.reading(self.engine) as c:
            return catalogue.saying(c, jenis, field, value)

    def without_child(self, jenis: str, status: str, child: str) -> list[Naskah]:
        """The naskah of one kind and status that no standing naskah of the kind `child` belongs to."""
        with t.reading(self.engine) as c:
            return catalogue.without_child(c, jenis, status, child)

    def contents(self, *statuses: str) -> Iterator[Content]:
        """Form and facts of every naskah of these statuses as they are now, the one changed longest ago first.

        A fifth of the cost of `list_naskah`: for looking through all that was ever issued.
        """
        with t.reading(self.engine) as c:
            yield from catalogue.contents(c, statuses)

    def still_open(self, judge: Judge, *statuses: str) -> dict[str, Naskah]:
        """The naskah of these statuses whose form and facts `judge` finds open, by id.

        The first time everything is looked at, later only what was filed since: `judge` is a plain function that
        says the same of the same words.
        """
        with t.reading(self.engine) as c:
            now = watched(c, self.watches.get((judge, statuses), Watch()), judge, statuses)
            self.watches[judge, statuses] = now
            return catalogue.find_many(c, sorted(now.open))

    def makers(self, naskah_ids: Sequence[str]) -> dict[str, str]:
        """The post that made the first version of each of these naskah, by id."""
        with t.reading(self.engine) as c:
            return catalogue.makers(c, naskah_ids)

    def naskah_ids(self) -> list[str]:
        """The id of every naskah, the one with the oldest newest act first."""
        with t.reading(self.engine) as c:
            return catalogue.naskah_ids(c)

    def find_ids(self, name: str) -> list[str]:
        """Naskah whose id begins with `name` or whose printed number it is, compared without spaces and case."""
        with t.reading(self.engine) as c:
            return catalogue.ids_like(c, name)

    def read(self, version: Version, path: str = DOCX) -> bytes:
        """The bytes of one file of a version, checked against its digest; raises NotFound, Damaged."""
        if path not in version.files:
            raise NotFound(f"Berkas versi {version.number} naskah {version.naskah_id}", path, _NO_VERSION)
        try:
            data = ocfl.read_file(self.storage, NASKAH + version.naskah_id, version.number, path)
        except Damaged:
            if self.naskah(version.naskah_id).latest.status is not Status.DIMUSNAHKAN:
                raise
            raise NotFound(f"Isi naskah {version.naskah_id}", path, _DESTROYED) from None
        if sha256(data) != version.files[path]:
            raise Damaged(
                f"Isi {path} versi {version.number} naskah {version.naskah_id} berubah sejak diarsipkan. "
                "Jangan dipakai; jalankan: docgen arsip periksa."
            )
        return data

    def text(self, naskah_id: str, number: int) -> str:
        """The words of a version; raises NotFound."""
        with t.reading(self.engine) as c:
            return catalogue.find_text(c, naskah_id, number)

    def texts(self, versions: Sequence[tuple[str, int]]) -> dict[tuple[str, int], str]:
        """The words of these versions, as far as they were ever filed, by naskah and number."""
        with t.reading(self.engine) as c:
            return catalogue.find_texts(c, versions)

    def saying_all(self, needed: Sequence[Sequence[str]], most: int) -> list[str]:
        """Naskah in which one string of every group stands: the `most` newest by their number, and anywhere."""
        with t.reading(self.engine) as c:
            return looking.naskah_saying(c, needed, most)

    def size(self) -> int:
        """How many naskah there are."""
        with t.reading(self.engine) as c:
            return changes.count(c)

    def beginning(self) -> Reach:
        """Before the first act of this catalogue."""
        with t.reading(self.engine) as c:
            return changes.beginning(c)

    def changes(self, since: Reach, most: int | None = None) -> Changes | None:
        """The naskah that changed since, oldest first and about `most` of them.

        None for the reach of another catalogue, or into a log that is not the one of this.
        """
        with t.reading(self.engine) as c:
            return changes.changes_since(c, since, most)

    def histories(self, naskah_ids: Sequence[str]) -> list[History]:
        """The whole life of these naskah, as it was at one moment; unknown ones are passed over."""
        with t.reading(self.engine) as c:
            return list(catalogue.histories(c, naskah_ids))

    def newest_before(self, naskah_ids: Sequence[str], moment: datetime) -> dict[str, int]:
        """The number of the newest version that each of these naskah had before `moment`, as far as there was one."""
        with t.reading(self.engine) as c:
            return catalogue.newest_before(c, naskah_ids, moment)

    def filed(self, naskah_id: str, number: int) -> Filing:
        """One act on a naskah as it was filed: all that was true of it then, and the lines it wrote in a register.

        Raises Damaged.
        """
        data = ocfl.read_file(self.storage, NASKAH + naskah_id, number, RECORD)
        try:
            return read_filing(data)
        except ValueError as error:
            raise Damaged(
                f"Catatan versi {number} naskah {naskah_id} rusak. Jalankan: docgen arsip periksa."
            ) from error

    def find_digest(self, digest: str) -> list[tuple[str, int, str]]:
        """Naskah, version and path of every filed file with this SHA-256."""
        with t.reading(self.engine) as c:
            return catalogue.find_digest(c, digest)

    def register(self, buku: str, tahun: int) -> list[NomorEntry]:
        """The lines of a register of one year in order, cancelled numbers among them."""
        with t.reading(self.engine) as c:
            return catalogue.register(c, buku, tahun)

    def lines_of(self, naskah_id: str) -> list[NomorEntry]:
        """The lines a naskah has in the registers: one for its number, many for a blok."""
        with t.reading(self.engine) as c:
            return catalogue.lines_of(c, naskah_id)

    def catatan(self, jenis: str) -> list[Catatan]:
        """Every record of one kind as it is now, by its code."""
        with t.reading(self.engine) as c:
            return holdings.catatan(c, jenis)

    def one_catatan(self, jenis: str, kode: str) -> Catatan:
        """The record with that code; raises NotFound."""
        with t.reading(self.engine) as c:
            found = holdings.catatan(c, jenis, kode) if kode else []
        if not found:
            raise NotFound(jenis.capitalize(), kode, f"Lihat daftarnya dengan: docgen {jenis} daftar.")
        return found[0]

    def catatan_history(self, catatan_id: str) -> list[Catatan]:
        """One record after each of its acts, oldest first."""
        with t.reading(self.engine) as c:
            return holdings.catatan_history(c, catatan_id)

    def inside(self, berkas: str) -> list[str]:
        """The ids of the naskah of a berkas, in their order."""
        with t.reading(self.engine) as c:
            return holdings.inside(c, berkas)

    def papers_in(self, boks: str = "", berkas: Collection[str] = ()) -> list[tuple[str, Kertas]]:
        """The copies on paper that lie loose in a box or in the folder of one of these berkas, each with its naskah."""
        with t.reading(self.engine) as c:
            return holdings.papers_in(c, boks, berkas)

    def log(self) -> Iterator[LogEntry]:
        """Every act from the first on."""
        with t.reading(self.engine) as c:
            yield from catalogue.log_entries(c)

    def last_at(self) -> datetime | None:
        """When the newest act was, by the clock of that day; None before the first."""
        with t.reading(self.engine) as c:
            return catalogue.last_at(c)

    def runs(self, run_ids: Collection[str] | None = None) -> list[SopRun]:
        """Every SOP run, or those of these ids, the one begun last first."""
        with t.reading(self.engine) as c:
            return runs.runs(c, run_ids)

    def run_ends(self) -> list[SopRun]:
        """Every SOP run with its newest event alone: enough to say which are open, and for whom."""
        with t.reading(self.engine) as c:
            return runs.run_ends(c)

    def run(self, run_id: str) -> SopRun:
        """One SOP run; raises NotFound."""
        with t.reading(self.engine) as c:
            found = runs.runs(c, [run_id])
        if not found:
            raise NotFound("Pelaksanaan SOP", run_id, "Lihat daftarnya dengan: docgen sop daftar.")
        return found[0]

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """One writer at a time over all processes; everything filed in the block is kept at its end, or nothing.

        Raises StorageFailed where disk or database refuse; then nothing of the block is kept.
        """
        intent = ""
        try:
            with locked(self.engine, self.storage, self.now) as c:
                with filing(c, self.storage, stamp_of(self.now)) as tx:
                    yield tx
                intent = tx.intent
        except StorageFailed as error:
            if intent:  # the bytes were kept, the commit was refused: what was not acknowledged must not appear later
                with in_doubt(error), t.writing(self.engine) as c:
                    abandon(c, self.storage, intent, stamp_of(self.now))
            raise
        if intent:  # filed; should the disk refuse this, the next start finds the act in the log and drops the intent
            with suppress(StorageFailed):
                for staged in tx.staged:
                    demolish(self.storage, staged.subject)
                self.storage.remove(intent)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
