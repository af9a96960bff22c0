"""The records of the house on one page. Frozen: a change is a new record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

PENYUSUN = "penyusun"  # fact of a version: the post that made the first one
RANTAI = "rantai"  # fact of a version: the posts whose paraf or signature its form asks for
BARIS_ASAL = "baris_asal"  # fact of a version: the row of an old register it was taken from
PENOMORAN = "penomoran"  # fact of a version: why its number was given out of turn, and on what day
UPLOADED = "diunggah"  # the act by which a page corrected in Word comes back
FILLED = ("dibuat", "direvisi")  # acts that fill a page; all others stamp or keep one
REWORDED = (*FILLED, UPLOADED, "diterima")  # acts after which it reads otherwise; all others add a mark or a file
NUMBERED = "dinomori"  # the act by which a page made here gets number and date
DOCX = "naskah.docx"  # the logical path of the Word page in every version that has one


class Status(StrEnum):
    """Where a naskah stands; the words are those of the registers."""

    DITERIMA = "diterima"  # surat masuk, entered in the agenda
    DIDISPOSISIKAN = "didisposisikan"  # lembar disposisi with at least one instruction
    DRAF = "draf"
    TERPARAF = "terparaf"
    DISAHKAN = "disahkan"
    TERBIT = "terbit"
    DIKEMBALIKAN = "dikembalikan"
    DIBATALKAN = "dibatalkan"
    DIMUSNAHKAN = "dimusnahkan"  # content destroyed by a pemusnahan; who, when and which digests remain
    DIARSIPKAN = "diarsipkan"  # taken over from an old register: nothing about it is left to do


@dataclass(frozen=True)
class Approval:
    """One paraf or tanda tangan, given on exactly the bytes named by `read`."""

    mark: str  # "paraf" or "tanda_tangan"
    anchor: str  # the place on the page it was stamped in
    pejabat: str  # post, e.g. sekretaris
    nama: str
    at: datetime
    read: str  # sha256 of the docx that was read


@dataclass(frozen=True)
class Version:
    """One filed state of a naskah. `sha256` names the bytes a person reads and approves."""

    naskah_id: str
    number: int
    status: Status
    act: str  # what made it, as the log prints it: dibuat, direvisi, diparaf ...
    by: str  # post of who did it
    at: datetime
    sha256: str = ""  # digest of the main file; empty where the naskah exists on paper only
    files: Mapping[str, str] = field(default_factory=dict)  # logical path -> sha256
    values: Mapping[str, Any] = field(default_factory=dict)  # the form, plain JSON
    approvals: tuple[Approval, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)  # what only some acts know: disposisi, salinan
    note: str = ""
    template: str = ""  # sha256 over type.toml and template.docx as they were


@dataclass(frozen=True)
class Naskah:
    """One official document; its state is its latest version."""

    id: str
    jenis: str
    perihal: str
    klasifikasi: str
    unit: str
    latest: Version
    nomor: str = ""  # the printed number, once given
    tanggal: date | None = None  # the date printed on it, once given
    induk: str = ""  # the naskah it belongs to: a disposisi to its surat masuk, a pengantar to its laporan


@dataclass(frozen=True)
class NomorEntry:
    """One line of a register. A cancelled number keeps its line and its reason; a reserved one that is not used yet is
    the line of its blok."""

    buku: str
    tahun: int
    urut: int
    nomor: str
    naskah_id: str
    by: str
    at: datetime
    batal: str = ""  # why it was cancelled
    sisipan: str = ""  # what an inserted number has behind its serial: `.a`
    blok: str = ""  # the blok_nomor it was reserved in

    @property
    def key(self) -> tuple[str, int, int, str]:
        """What no two lines share."""
        return self.buku, self.tahun, self.urut, self.sisipan

    @property
    def dipesan(self) -> bool:
        """Reserved, and neither used nor given up."""
        return bool(self.blok) and self.naskah_id == self.blok and not self.batal


@dataclass(frozen=True)
class LogEntry:
    """One act, chained to the act before it by `prev`."""

    seq: int
    at: datetime
    by: str
    act: str
    object_id: str  # naskah or SOP run
    number: int
    prev: str
    hash: str


@dataclass(frozen=True)
class Reach:
    """How far the log of one catalogue has been followed: all that was done up to this entry, which has this hash.

    A catalogue made anew is another one, and a past that was exchanged has other hashes.
    """

    catalogue: str
    seq: int
    hash: str
