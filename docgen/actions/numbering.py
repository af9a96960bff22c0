"""Number and date, given by the tata usaha after the signature (`naskah-dinas.md` 1.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from docgen.actions.filing import as_read, next_version, seal
from docgen.actions.indexing import index_naskah
from docgen.errors import NotReady
from docgen.naskah.access import NUMBER
from docgen.naskah.approval import demand_status
from docgen.naskah.bahasa import tanggal as long_date
from docgen.naskah.doctype import Numbering
from docgen.naskah.nomor import Nomor, format_nomor
from docgen.naskah.records import DOCX, Naskah, NomorEntry, Status
from docgen.office import Office
from docgen.paper.read import plain_text


def assign_nomor(office: Office, naskah_id: str, *, read: str, by: str, tanggal: date | None = None) -> Naskah:
    """Take the next number of the register, stamp it and the date on the signed page: the naskah is *terbit*.

    `tanggal` is the date to be printed, today by default. Raises StaleVersion, NotAllowed; NotReady for a type
    without numbers, before the signature, or for a date after today.
    """
    naskah = as_read(office, naskah_id, read)
    office.demand(by, NUMBER, naskah)
    doctype = office.doctype(naskah.jenis)
    if doctype.numbering is None or not doctype.has_template:
        raise NotReady(f"{doctype.nama} tidak diberi nomor oleh tata usaha.")
    demand_status(naskah.latest, (Status.DISAHKAN if doctype.approvals else Status.DRAF,), "diberi nomor")
    version = next_version(office, naskah, "dinomori", by)
    on = tanggal or version.at.date()
    if on > version.at.date():
        raise NotReady(f"Tanggal naskah {long_date(on)} belum tiba; nomor diberikan pada hari naskah terbit.")
    docx = office.archive.read(naskah.latest)
    with office.archive.transaction() as tx:
        numbered = replace(naskah, tanggal=on, latest=replace(version, status=Status.TERBIT))
        urut = tx.next_urut(doctype.numbering.buku, on.year)
        entry = nomor_entry(doctype.numbering, numbered, urut, on)
        numbered = replace(numbered, nomor=entry.nomor)
        sealed, blob = seal(numbered, docx, {"nomor": entry.nomor, "tanggal": long_date(on)})
        tx.file(sealed, {DOCX: blob}, text=plain_text(blob), nomor=entry)
    index_naskah(office, naskah_id)
    return sealed


def nomor_entry(numbering: Numbering, naskah: Naskah, urut: int, on: date) -> NomorEntry:
    """The register line for number `urut` of the year of `on`, printed by the pattern of the type."""
    parts = Nomor(urut, klasifikasi=naskah.klasifikasi, unit=naskah.unit)
    printed = format_nomor(numbering.pattern, parts, on)
    return NomorEntry(numbering.buku, on.year, urut, printed, naskah.id, naskah.latest.by, naskah.latest.at)
