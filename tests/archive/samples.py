"""Naskah, runs and whole archives made by hand for the tests of this room."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ocfl.storage_root import StorageRoot

from docgen.archive.archive import Archive
from docgen.archive.opening import open_archive
from docgen.kearsipan.berkas import Berkas, changed, open_berkas
from docgen.kearsipan.boks import Boks, set_up
from docgen.kearsipan.kertas import BERKAS, Kertas, lay, with_kertas
from docgen.naskah.records import DOCX, Approval, Naskah, NomorEntry, Status, Version
from docgen.sop.progress import Event, SopRun

WIB = timezone(timedelta(hours=7), "WIB")
START = datetime(2019, 1, 7, 8, 0, tzinfo=WIB)
BUKU = "surat_keluar"


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def draft(naskah_id: str, docx: bytes, *, jenis: str = "nota_dinas", at: datetime = START) -> Naskah:
    """Version 1 of a new naskah that holds these bytes."""
    digest = sha(docx)
    version = Version(
        naskah_id,
        1,
        Status.DRAF,
        "dibuat",
        "kasubag_perencanaan",
        at,
        digest,
        {DOCX: digest},
        {"perihal": "Undangan & rapat", "tembusan": ["Sekretaris", "Arsip"], "nomor_urut": 3},
        template=sha(b"template"),
    )
    return Naskah(naskah_id, jenis, "Undangan & rapat", "470", "Sekre", version)


def revised(naskah: Naskah, blobs: Mapping[str, bytes], *, act: str = "direvisi", **changes: object) -> Naskah:
    """The next version with these files in place of those of the same name."""
    last = naskah.latest
    files = {**last.files, **{path: sha(data) for path, data in blobs.items()}}
    version = replace(last, number=last.number + 1, act=act, at=last.at + timedelta(minutes=5), files=files)
    version = replace(version, sha256=files[DOCX], **changes)  # type: ignore[arg-type]
    return replace(naskah, latest=version)


def approval(naskah: Naskah) -> Approval:
    return Approval("paraf", "paraf_sekretaris", "sekretaris", "Budi", START, naskah.latest.sha256)


def entry(naskah: Naskah, urut: int, *, tahun: int = 2019) -> NomorEntry:
    return NomorEntry(BUKU, tahun, urut, f"470 / Kep. {urut} / Sekre", naskah.id, "sekretaris", naskah.latest.at)


def numbered(naskah: Naskah, blob: bytes, urut: int) -> Naskah:
    """The next version, issued under this number."""
    issued = revised(naskah, {DOCX: blob}, act="dinomori", status=Status.TERBIT)
    return replace(issued, nomor=f"470 / Kep. {urut} / Sekre", tanggal=date(2019, 1, 9))


def opened_run(run_id: str) -> SopRun:
    first = Event("mulai", "", "sekretaris", START, {"surat": "naskah:a"}, "")
    return SopRun(run_id, "pengukuran_kinerja", sha(b"sop"), "Triwulan IV", (first,))


def continued(run: SopRun, step: str) -> SopRun:
    last = Event(
        step, "", "kepala_dinas", run.events[-1].at + timedelta(hours=1), {"lembar": f"naskah:{step}"}, "segera"
    )
    return replace(run, events=(*run.events, last))


def file(archive: Archive, naskah: Naskah, blobs: Mapping[str, bytes], *nomor: NomorEntry) -> Naskah:
    with archive.transaction() as tx:
        tx.file(naskah, blobs, text=words(naskah), nomor=nomor)
    return naskah


def words(naskah: Naskah) -> str:
    return f"{naskah.perihal} {naskah.latest.sha256[:8]}"


def issue(archive: Archive, naskah: Naskah, blob: bytes) -> Naskah:
    """Take the next number and file the version that bears it."""
    with archive.transaction() as tx:
        urut = tx.next_urut(BUKU, 2019)
        issued = numbered(tx.naskah(naskah.id), blob, urut)
        tx.file(issued, {DOCX: blob}, text=words(issued), nomor=[entry(issued, urut)])
    return issued


def small_office(folder: Path) -> Archive:
    """An archive with a bit of everything: versions, carried-over files, approvals, numbers, one cancelled, a run."""
    shutil.copytree(_made_once().name, folder, dirs_exist_ok=True)
    return open_archive(folder)


@cache
def _made_once() -> TemporaryDirectory[str]:
    made = TemporaryDirectory()
    fill(open_archive(Path(made.name)))
    return made


def fill(archive: Archive) -> None:
    a = file(archive, draft("a", b"halaman a"), {DOCX: b"halaman a"})
    a = file(archive, revised(a, {DOCX: b"halaman a, diperbaiki"}), {DOCX: b"halaman a, diperbaiki"})
    a = file(archive, revised(a, {DOCX: b"a+paraf"}, act="diparaf", approvals=(approval(a),)), {DOCX: b"a+paraf"})
    a = issue(archive, a, b"a+nomor")
    file(archive, revised(a, {"salinan-01.docx": b"salinan"}, act="disalin"), {"salinan-01.docx": b"salinan"})
    b = issue(archive, file(archive, draft("b", b"halaman b"), {DOCX: b"halaman b"}), b"b+nomor")
    line = replace(entry(b, 2), batal="salah alamat")
    cancelled = revised(b, {}, act="dibatalkan", status=Status.DIBATALKAN, note="salah alamat")
    with archive.transaction() as tx:
        tx.file(cancelled, {}, text=words(cancelled), nomor=[line])
    run = opened_run("r1")
    for step in ("disposisi", "rapat"):
        with archive.transaction() as tx:
            tx.file_run(run)
        run = continued(run, step)
    archive.close()


def kept_office(folder: Path) -> Archive:
    """The same with a box and a berkas in which one naskah and its paper lie."""
    archive = small_office(folder)
    keep(archive, "a")
    return archive


def keep(archive: Archive, naskah_id: str) -> None:
    """A box, moved once, and a berkas with one naskah whose paper lies in it."""
    boks = set_up("k1", "B-1", Boks("boks", "", "Ruang arsip", "Rak 1"), by="kasubag_umum", at=START)
    moved = changed(boks, "dipindah", by="kasubag_umum", at=START, rak="Rak 2")
    form = Berkas("470", "Rapat", "Rapat pengukuran kinerja", "Sekre", "2019-01-07", boks="B-1")
    berkas = open_berkas("k2", "1/2019", form, by="kasubag_umum", at=START)
    with archive.transaction() as tx:
        for catatan in (boks, moved, berkas):
            tx.file_catatan(catatan)
        naskah = tx.naskah(naskah_id)
        paper = Kertas(0, "asli", naskah.latest.number, berkas="k2", urut=1, sejak="2019-01-07", oleh="kasubag_umum")
        facts = with_kertas({BERKAS: {"id": "k2", "urut": 1}}, lay((), paper))
        kept = revised(naskah, {}, act="diberkaskan", facts=facts)
        tx.file(kept, {}, text=words(kept))


def flag_words(connection: sqlite3.Connection) -> None:
    """The catalogue as it was before schema 5: a flag for what the index has seen, and no identity."""
    connection.execute("ALTER TABLE words ADD COLUMN indexed INTEGER NOT NULL DEFAULT 1")
    connection.execute("CREATE INDEX words_indexed ON words (indexed)")
    connection.execute("DROP TABLE identitas")


def ocfl_complaints(folder: Path) -> list[str]:
    """Everything the independent validator has to say about the storage root, warnings too."""
    root = StorageRoot(root=str(folder / "ocfl"))
    valid = root.validate(log_warnings=True)
    said = [message for _, message in root.errors] + [str(m) for m in root.log.messages]
    return said if valid and root.good_objects == root.num_objects else [*said, "not valid"]
