"""A day of an office, deed by deed, each to be done again from the state before it: to be killed, faulted, measured."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.actions.house.upkeep import create_office, rebuild_catalogue
from docgen.actions.naskah.approving import cancel, give_paraf, send_back, sign
from docgen.actions.naskah.daftar import Line
from docgen.actions.naskah.distributing import issue_salinan
from docgen.actions.naskah.drafting import draft, revise
from docgen.actions.naskah.indexing import rebuild_index
from docgen.actions.naskah.keeping import keep_file
from docgen.actions.naskah.numbering import assign_nomor
from docgen.actions.naskah.reserving import release, reserve
from docgen.actions.naskah.together import approve_many
from docgen.actions.naskah.uploads import Upload
from docgen.actions.sop.following import complete_step, start_run
from docgen.actions.surat.dispatching import TandaTerima, note_receipt, send
from docgen.actions.surat.disposing import Disposisi, dispose, forward
from docgen.actions.surat.registering import register_incoming
from docgen.archive.check.nightly import check_night
from docgen.naskah.records import Naskah
from docgen.office import Office, open_office
from docgen.search.memory_index import MemoryIndex
from docgen.settings import Settings
from tests.conftest import Clock

KASUBAG, SEKRETARIS, KEPALA, CLERK = "kasubag_perencanaan", "sekretaris", "kepala_dinas", "tata_usaha"
LETTER, NOTE = "surat_dinas", "nota_dinas"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n" + bytes(60_000)
TO_SEKRETARIS, ANI = Disposisi([SEKRETARIS], "Siapkan laporan."), TandaTerima("Ani")

Act = Callable[[Office], object]


@dataclass(frozen=True)
class Deed:
    """One deed: the office folder as it is before, what is done in how many seconds, and how many acts the log has
    before and after."""

    name: str
    before: Path
    act: Act
    acts: int
    after: int
    seconds: float

    def copy(self, folder: Path) -> Settings:
        """The office before the deed, in a folder of its own."""
        shutil.copytree(self.before, folder)
        return Settings(folder)


@contextmanager
def opened(settings: Settings, *, search: bool = False) -> Iterator[Office]:
    """The office on its day; with the real index only where it is asked for."""
    with open_office(settings, now=Clock()) as office:
        yield office if search else replace(office, index=MemoryIndex())


def length(office: Office) -> int:
    """How many acts the log has."""
    return sum(1 for _ in office.archive.log())


def the_day(folder: Path) -> list[Deed]:
    """Every deed of the day in order, each with a copy of the office as it was before."""
    settings, deeds = create_office(folder / "kantor"), []
    for at, (name, act) in enumerate(DEEDS):
        before = shutil.copytree(settings.root, folder / f"{at:02}")
        with opened(settings) as office:
            acts, begun = length(office), time.perf_counter()
            act(office)
            seconds = time.perf_counter() - begun
        with opened(settings) as office:
            deeds.append(Deed(name, before, act, acts, length(office), seconds))
    return deeds


def _newest(office: Office, jenis: str) -> Naskah:
    return office.archive.list_naskah(jenis=jenis, limit=1)[0]


def _read(naskah: Naskah) -> str:
    return naskah.latest.sha256


def _form(office: Office, jenis: str) -> dict[str, object]:
    form = office.doctype(jenis).example()
    people = {"kepada": ["Sekretaris Daerah"], "tembusan": ["Inspektur"], "penandatangan": KEPALA}
    return form if jenis != LETTER else {**form, **people, "koordinasi_1": "", "koordinasi_2": ""}


def _begin(office: Office) -> None:
    surat = _newest(office, "surat_masuk")
    outputs = {"surat_masuk": f"naskah:{surat.id}"}
    start_run(office, "pengukuran_kinerja", "Pengukuran Kinerja Tahun 2018", by=CLERK, outputs=outputs)


def _close(office: Office) -> None:
    outputs = {"disposisi_kepala": f"naskah:{_newest(office, 'lembar_disposisi').id}"}
    complete_step(office, office.archive.runs()[0].id, by=KEPALA, outputs=outputs)


def _forward(office: Office) -> None:
    lembar = _newest(office, "lembar_disposisi")
    forward(office, lembar.id, Disposisi([KASUBAG], "Proses sesuai SOP."), read=_read(lembar), by=SEKRETARIS)


def _on(jenis: str, act: Callable[[Office, Naskah], object]) -> Act:
    """What is done to the newest naskah of a kind."""
    return lambda office: act(office, _newest(office, jenis))


def _many(office: Office, naskah: Naskah) -> None:
    made = office.archive.list_naskah(jenis=NOTE)
    approve_many(office, "tanda_tangan", [Line(2 + at, one.id, _read(one)) for at, one in enumerate(made)], by=KASUBAG)


DEEDS: list[tuple[str, Act]] = [
    ("surat-masuk catat", lambda o: register_incoming(o, _form(o, "surat_masuk"), by=CLERK, scan=Upload(PDF, "a.pdf"))),
    ("sop mulai", _begin),
    ("disposisi buat", _on("surat_masuk", lambda o, n: dispose(o, n.id, TO_SEKRETARIS, by=KEPALA))),
    ("sop selesai", _close),
    ("disposisi teruskan", _forward),
    ("naskah buat", lambda o: draft(o, LETTER, _form(o, LETTER), by=KASUBAG)),
    ("naskah kembalikan", _on(LETTER, lambda o, n: send_back(o, n.id, read=_read(n), by=SEKRETARIS, note="Perbaiki."))),
    ("naskah revisi", _on(LETTER, lambda o, n: revise(o, n.id, {"perihal": "Lain"}, read=_read(n), by=KASUBAG))),
    ("naskah paraf", _on(LETTER, lambda o, n: give_paraf(o, n.id, read=_read(n), by=KASUBAG))),
    ("naskah paraf", _on(LETTER, lambda o, n: give_paraf(o, n.id, read=_read(n), by=SEKRETARIS))),
    ("naskah tandatangan", _on(LETTER, lambda o, n: sign(o, n.id, read=_read(n), by=KEPALA))),
    ("naskah nomori", _on(LETTER, lambda o, n: assign_nomor(o, n.id, read=_read(n), by=CLERK))),
    ("naskah salinan", _on(LETTER, lambda o, n: issue_salinan(o, n.id, read=_read(n), by="kasubag_umum", kepada="A"))),
    ("ekspedisi kirim", _on(LETTER, lambda o, n: send(o, n.id, read=_read(n), by=CLERK))),
    ("ekspedisi terima", _on(LETTER, lambda o, n: note_receipt(o, n.id, 1, ANI, read=_read(n), by=CLERK))),
    ("naskah batalkan", _on(LETTER, lambda o, n: cancel(o, n.id, read=_read(n), by=KEPALA, reason="keliru"))),
    ("naskah buat", lambda o: draft(o, NOTE, _form(o, NOTE), by=KASUBAG)),
    ("naskah buat", lambda o: draft(o, NOTE, _form(o, NOTE), by=KASUBAG)),
    ("naskah tandatangan-banyak", _on(NOTE, _many)),
    ("buku pesan", lambda o: reserve(o, NOTE, 3, by=CLERK, reason="listrik padam")),
    ("buku tutup", _on("blok_nomor", lambda o, n: release(o, n.id, read=_read(n), by=CLERK, reason="menyala"))),
    ("berkas disimpan", lambda o: keep_file(o, PDF, "bahan.pdf", by=KASUBAG)),
    ("arsip periksa --malam", lambda o: check_night(o.archive)),
    ("indeks bangun", rebuild_index),
    ("arsip bangun-ulang", lambda o: rebuild_catalogue(o.settings)),
]  # fmt: skip
