"""A box, a drawer, a shelf: what folders and papers lie in, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from docgen.errors import NotReady
from docgen.kearsipan.catatan import Catatan

JENIS = "boks"
MACAM = ("boks", "laci", "lemari", "map")
LETAK = ("gedung", "ruang", "rak")
_KODE = re.compile(r"[A-Z0-9](?:[A-Z0-9.-]{0,18}[A-Z0-9])?")  # short, in capitals: it goes on a label and into a QR


@dataclass(frozen=True)
class Boks:
    """What is true of a box; what lies in it is said by the papers and folders that name it."""

    macam: str
    gedung: str
    ruang: str
    rak: str  # lemari or rak, and the board of it
    unit: str = ""
    keterangan: str = ""

    @property
    def letak(self) -> str:
        """Where it stands, as a person would say it."""
        return ", ".join(filter(None, (self.gedung, self.ruang, self.rak)))


def read_boks(catatan: Catatan) -> Boks:
    """What the record says of the box."""
    return Boks(**catatan.isi)


def set_up(catatan_id: str, kode: str, boks: Boks, *, by: str, at: datetime) -> Catatan:
    """The first record of a box; raises NotReady with everything that is wrong."""
    if problems := list(_problems(kode, boks)):
        raise NotReady("Boks belum dapat dicatat:", problems)
    return Catatan(catatan_id, JENIS, kode, 1, "dicatat", by, at, asdict(boks))


def _problems(kode: str, boks: Boks) -> Iterator[str]:
    if not _KODE.fullmatch(kode):
        yield f"kode '{kode}': pakai huruf besar, angka, titik dan tanda hubung, paling banyak 20, misalnya B-001"
    if boks.macam not in MACAM:
        yield f"macam '{boks.macam}' tidak dikenal; pilih: {', '.join(MACAM)}"
    if not boks.letak:
        yield "letaknya belum disebut: gedung, ruang atau rak"
