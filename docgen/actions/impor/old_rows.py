"""The rows of an old register, each judged alone: the naskah it becomes, or everything that is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from docgen.actions.impor.old_scans import Scans
from docgen.actions.naskah.drafting import new_naskah
from docgen.actions.naskah.words import ARSIP_LAMA, SURAT_MASUK
from docgen.errors import InvalidForm, NotReady, Problems
from docgen.kearsipan.boks import JENIS, Boks, set_up
from docgen.kearsipan.buku_lama import as_typed, read_serial, written_day
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import ASLI, PERTINGGAL, Kertas, lay, with_kertas
from docgen.naskah.doctype import DocType
from docgen.naskah.nomor import parse_nomor
from docgen.naskah.records import BARIS_ASAL, Naskah, NomorEntry, Status
from docgen.office import Office

WITHOUT = "-"  # number of a letter that came without one
NEW_BOX = Boks("boks", "", "", "belum dicatat", keterangan="dicatat waktu impor buku lama")


@dataclass(frozen=True)
class Source:
    """The register that is taken in."""

    name: str
    sidik: str
    buku: str
    columns: Mapping[str, str]  # what -> the head it stands under
    incoming: bool = True
    buat_boks: bool = False
    keamanan: str = ""  # of its most secret row; empty: open


@dataclass(frozen=True)
class Ready:
    """A row that may be filed, but for its files."""

    row: int
    cells: Mapping[str, str]
    naskah: Naskah
    line: NomorEntry | None
    scan: Path | None


class Judge:
    """What is taken already, by the archive and by the rows before."""

    def __init__(self, office: Office, source: Source, scans: Scans | None, by: str) -> None:
        self.office, self.source, self.scans, self.by = office, source, scans, by
        self.officials, self.today = office.kantor.officials(), office.now().date()
        self.boxes = {one.kode for one in office.archive.catatan(JENIS)}
        self.new_boxes: dict[str, Catatan] = {}
        self.without_scan: list[int] = []
        self.taken: dict[int, dict[tuple[int, str] | str, NomorEntry]] = {}
        self.rows: dict[str, int] = {}  # which row a naskah of this import is
        self.codes: dict[str, list[int]] = defaultdict(list)  # klasifikasi, and the rows that name it

    @cached_property
    def doctype(self) -> DocType:
        """The type whose form a row fills in."""
        return self.office.doctype(SURAT_MASUK if self.source.incoming else ARSIP_LAMA)

    def known(self, cells: Mapping[str, str]) -> None:
        """A row that is in the archive already: its scan is not left over."""
        said, quiet = self._said(cells), list[str]()
        self._scan(said, self._serial(said, quiet)[0], quiet)

    def ready(self, row: int, cells: Mapping[str, str], problems: Sequence[str] = ()) -> Ready:
        """The row as it will be filed; raises NotReady with everything that is wrong with it, `problems` first."""
        said, problems = self._said(cells), list(problems)
        values = self._values(said, problems)
        serial = self._serial(said, problems)
        boks = self._boks(said, problems)
        scan = self._scan(said, serial[0], problems)
        problems += self._wrong_days(values)
        naskah = self._naskah(row, cells, said, values) if not problems else None
        line = self._line(naskah, serial, problems) if naskah else None
        if problems or naskah is None:
            raise NotReady(f"Baris {row}:", problems)
        naskah = self._laid(naskah, boks, said.get("folder", ""))
        self._note(row, boks, scan, line)
        if kode := said.get("klasifikasi"):
            self.codes[kode].append(row)
        return Ready(row, cells, naskah, line, scan)

    def _said(self, cells: Mapping[str, str]) -> dict[str, str]:
        return {key: as_typed(cells[head]) for key, head in self.source.columns.items()}

    def _values(self, said: Mapping[str, str], problems: list[str]) -> dict[str, Any]:
        try:
            return self.doctype.validate(_form(said, incoming=self.source.incoming), self.officials)
        except InvalidForm as error:
            problems += error.problems
            return {}

    def _serial(self, said: Mapping[str, str], problems: list[str]) -> tuple[int, str]:
        """The number in the register; 0 for a row without one."""
        urut, printed = said.get("urut", ""), "" if self.source.incoming else said.get("nomor_surat", "")
        shaped = ((one, text) for text in filter(None, (urut, printed)) for one in self._patterns)
        try:
            if read := next((found for one, text in shaped if (found := parse_nomor(one, text))), None):
                return read.urut, read.sisipan
            if urut:
                return read_serial(urut)
            if "urut" in self.source.columns:
                problems.append("nomornya kosong, maka tidak ada di buku mana pun; isi kolom nomornya")
        except ValueError as error:
            problems.append(str(error))
        return 0, ""

    @cached_property
    def _patterns(self) -> list[str]:
        numbered = (one.numbering for one in self.office.types.values())
        return [one.pattern for one in numbered if one and one.buku == self.source.buku]

    def _boks(self, said: Mapping[str, str], problems: list[str]) -> str:
        kode = said.get("boks", "").upper()
        if not kode and said.get("folder"):
            problems.append("folder disebut, boksnya tidak")
        if not kode or kode in self.boxes or kode in self.new_boxes:
            return kode
        if not self.source.buat_boks:
            problems.append(f"boks {kode} belum dicatat; catat dahulu: docgen boks baru {kode}, atau pakai --buat-boks")
        else:
            problems += self._wrong_box(kode)
        return kode

    def _wrong_box(self, kode: str) -> tuple[str, ...]:
        try:
            set_up("", kode, NEW_BOX, by=self.by, at=self.office.now())
        except NotReady as error:
            return error.problems
        return ()

    def _scan(self, said: Mapping[str, str], urut: int, problems: list[str]) -> Path | None:
        if self.scans is None:
            return None
        try:
            return self.scans.find(said.get("pindaian", ""), urut)
        except Problems as error:
            problems.append(" ".join(str(error).split("\n")))
            return None

    def _wrong_days(self, values: Mapping[str, Any]) -> Iterator[str]:
        days = [values.get(key) for key in ("tanggal_surat", "tanggal_terima", "tanggal")]
        yield from (f"tanggal {day:%d-%m-%Y} belum tiba" for day in days if day and day > self.today)
        if days[0] and days[1] and days[0] > days[1]:
            yield "surat tidak mungkin diterima sebelum tanggal suratnya"

    def _naskah(self, row: int, cells: Mapping[str, str], said: Mapping[str, str], values: Mapping[str, Any]) -> Naskah:
        fresh = new_naskah(self.office, self.doctype, values, by=self.by)
        named = self._own_type(said.get("jenis", ""))
        origin = {"berkas": self.source.name, "sidik": self.source.sidik, "baris": row, "isi": dict(cells)}
        facts = {**fresh.latest.facts, BARIS_ASAL: origin}
        version = replace(fresh.latest, status=Status.DIARSIPKAN, act="diimpor", facts=facts)
        return replace(
            fresh,
            jenis=named.id,
            klasifikasi=said.get("klasifikasi") or named.klasifikasi,
            tanggal=values["tanggal_terima" if self.source.incoming else "tanggal"],
            nomor=said.get("urut", "") if self.source.incoming else values["nomor"],
            latest=version,
        )

    def _own_type(self, jenis: str) -> DocType:
        """The numbered type of the office that the row names, or the one for all that is old."""
        name = jenis.casefold()
        fitting = (one for one in self.office.types.values() if name in (one.id, one.nama.casefold()))
        own = next((one for one in fitting if one.numbered_after_signing), None)
        return own if own and not self.source.incoming else self.doctype

    def _line(self, naskah: Naskah, serial: tuple[int, str], problems: list[str]) -> NomorEntry | None:
        urut, sisipan = serial
        if not urut or naskah.tanggal is None:
            return None
        tahun, by, at = naskah.tanggal.year, naskah.latest.by, naskah.latest.at
        printed = naskah.nomor or f"{urut}{sisipan}"
        line = NomorEntry(self.source.buku, tahun, urut, printed, naskah.id, by, at, sisipan=sisipan)
        if tahun >= self.today.year:
            problems.append(f"nomor tahun {tahun} masih diberikan docgen; catat naskah tahun ini seperti biasa")
        elif other := self._taken(tahun).get((urut, sisipan)):
            problems.append(f"nomor urut {urut}{sisipan} tahun {tahun} sudah dipakai {self._whose(other)}")
        elif other := self._taken(tahun).get(printed):
            problems.append(f"nomor {printed} tahun {tahun} sudah dipakai {self._whose(other)}")
        return line

    def _taken(self, tahun: int) -> dict[tuple[int, str] | str, NomorEntry]:
        """The lines of a year by their serial and by what is printed."""
        if tahun not in self.taken:
            self.taken[tahun] = {}
            for one in self.office.archive.register(self.source.buku, tahun):
                self._take(one)
        return self.taken[tahun]

    def _take(self, line: NomorEntry) -> None:
        self.taken[line.tahun] |= {(line.urut, line.sisipan): line, line.nomor: line}

    def _laid(self, naskah: Naskah, boks: str, folder: str) -> Naskah:
        if not boks:
            return naskah
        macam = ASLI if self.source.incoming else PERTINGGAL
        paper = Kertas(0, macam, 1, boks=boks, folder=folder, sejak=self.today.isoformat(), oleh=self.by)
        facts = with_kertas(naskah.latest.facts, lay((), paper))
        return replace(naskah, latest=replace(naskah.latest, facts=facts))

    def _note(self, row: int, boks: str, scan: Path | None, line: NomorEntry | None) -> None:
        if boks and boks not in self.boxes and boks not in self.new_boxes:
            box = set_up(self.office.new_id(), boks, NEW_BOX, by=self.by, at=self.office.now())
            self.new_boxes[boks] = box
        if self.scans is not None and scan is None:
            self.without_scan.append(row)
        if line:
            self._take(line)
            self.rows[line.naskah_id] = row

    def _whose(self, line: NomorEntry) -> str:
        row = self.rows.get(line.naskah_id)
        return f"baris {row}" if row else f"naskah {line.naskah_id}"


def _form(said: Mapping[str, str], *, incoming: bool) -> dict[str, str]:
    days = {key: written_day(said.get(key, "")) for key in ("tanggal_surat", "tanggal_terima")}
    shared = {key: said.get(key, "") for key in ("perihal", "keamanan")}
    if incoming:
        nomor = said.get("nomor_surat", "") or WITHOUT
        own = {"pengirim": said.get("pengirim", ""), "lampiran": said.get("lampiran", ""), "nomor_surat": nomor}
        return {**shared, **days, **own, "ringkasan": said.get("keterangan", "")}
    nomor = said.get("nomor_surat", "") or said.get("urut", "")
    own = {"nomor": nomor, "tanggal": days["tanggal_surat"], "dari": said.get("pengirim", "")}
    return {**shared, **own, **{key: said.get(key, "") for key in ("kepada", "klasifikasi", "keterangan")}}
