"""Copies for reading: a restricted naskah leaves the archive with who, when and why on every page, and on record.

The original stays as it is. Who drafted, approves or is named on a naskah needs no such copy (SKKAAD, `naskah-dinas.md`
4.3; `peers.md` R25: reads of restricted items are acts).
"""

from __future__ import annotations

from dataclasses import dataclass

from docgen.actions.arsip.gathering import next_kode
from docgen.actions.naskah.finding import GUEST, retrieve
from docgen.errors import NotReady
from docgen.kearsipan.catatan import Catatan
from docgen.naskah.access import is_restricted, may_hold
from docgen.naskah.kode import kode_verifikasi
from docgen.naskah.records import DOCX, Naskah, Version
from docgen.office import Office
from docgen.paper.guard import sniff
from docgen.paper.pdf.convert import convert
from docgen.paper.scan.access import mark_copy

JENIS = "akses"


@dataclass(frozen=True)
class Purpose:
    """Whom a copy is for, and why."""

    untuk: str
    keperluan: str


def demand_original(office: Office, naskah: Naskah, *, by: str) -> None:
    """Raise NotReady for one who reads a restricted naskah by his role alone: he takes an access copy."""
    reader = office.kantor.official(by) if by else GUEST
    if is_restricted(naskah) and not may_hold(reader, naskah):
        raise NotReady(
            f"Naskah {naskah.id} {naskah.latest.values['keamanan']}; yang diambil adalah salinan aksesnya.",
            ["sebutkan untuk siapa dan mengapa: --untuk 'Nama, jabatan' --keperluan '…'"],
        )


def access_copy(
    office: Office, naskah: Naskah, version: Version, purpose: Purpose, *, by: str, path: str = ""
) -> tuple[Catatan, bytes]:
    """A marked PDF of one file of a version, and the record that it was given out.

    Raises NotReady without a purpose, or for a file nobody can mark; NotFound, Damaged.
    """
    missing = [f"{name} belum diisi" for name, said in vars(purpose).items() if not said.strip()]
    if missing:
        raise NotReady("Salinan akses belum dapat dibuat:", missing)
    official, now = office.kantor.official(by), office.now()
    path, data = retrieve(office, version, path)
    kode = kode_verifikasi(naskah.id, version.number)
    given = f"untuk {purpose.untuk.strip()}, {now:%d-%m-%Y %H.%M}, keperluan: {purpose.keperluan.strip()}"
    line = f"{kode} · {version.status} · {given} · diberikan {official.singkat or official.jabatan}"
    marked = _marked(naskah, path, data, line)
    facts = {"naskah": naskah.id, "versi": version.number, "berkas": path, "sidik": version.files[path]}
    with office.archive.transaction() as tx:
        number = next_kode(tx, JENIS, now.year)
        record = Catatan(office.new_id(), JENIS, number, 1, "diberikan", by, now, facts | vars(purpose))
        tx.file_catatan(record)
    return record, marked


def access_records(office: Office, naskah_id: str = "") -> list[Catatan]:
    """Every copy that was given out, of one naskah or of all, in order."""
    found = office.archive.catatan(JENIS)
    return sorted((one for one in found if naskah_id in ("", one.isi["naskah"])), key=lambda one: one.at)


def _marked(naskah: Naskah, path: str, data: bytes, line: str) -> bytes:
    if path.endswith(".docx"):
        done = convert({naskah.id: data})
        if naskah.id in done.problems:
            raise NotReady(f"{path} belum dapat dijadikan PDF.", [done.problems[naskah.id]])
        data = done.pdfs[naskah.id]
    kind = sniff(data)
    marked = mark_copy(data, kind, line) if kind in ("pdf", "jpg", "png") else None
    if marked is None:
        raise NotReady(
            f"{path} tidak dapat dicap: bukan PDF, JPG, PNG atau {DOCX}, bertanda tangan elektronik, atau rusak.",
            ["perlihatkan di layar, atau ambil berkas lain dari versi itu dengan --berkas"],
        )
    return marked
