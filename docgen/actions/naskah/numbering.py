"""Number and date, given by the tata usaha after the signature (`naskah-dinas.md` 1.5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from docgen.actions.naskah.filing import demand_read, next_version, put_page, sealed_page
from docgen.actions.naskah.indexing import index_naskah
from docgen.archive.transaction import Transaction
from docgen.errors import NotReady
from docgen.naskah.access import NUMBER
from docgen.naskah.approval import demand_status
from docgen.naskah.bahasa import tanggal as long_date
from docgen.naskah.doctype import Numbering
from docgen.naskah.nomor import Nomor, format_nomor
from docgen.naskah.records import NUMBERED, Naskah, NomorEntry, Status, Version
from docgen.office import Office


@dataclass(frozen=True)
class Signed:
    """A naskah that may have its number now: as it will be issued, but for that number."""

    naskah: Naskah
    docx: bytes
    numbering: Numbering
    on: date  # to be printed


def assign_nomor(office: Office, naskah_id: str, *, read: str, by: str, tanggal: date | None = None) -> Naskah:
    """Take the next number of the register, stamp it and the date on the signed page: the naskah is *terbit*.

    `tanggal` is the date to be printed, today by default. Raises StaleVersion, NotAllowed; NotReady for a type
    without numbers, before the signature, or for a date after today.
    """
    signed = to_number(office, office.archive.naskah(naskah_id), read=read, by=by, tanggal=tanggal)
    with office.archive.transaction() as tx:
        issued = number(tx, signed)
    index_naskah(office, naskah_id)
    return issued


def to_number(office: Office, naskah: Naskah, *, read: str, by: str, tanggal: date | None = None) -> Signed:
    """The naskah made ready for its number; every judgement on a number is made here. Raises as `assign_nomor` does."""
    demand_read(office, naskah, read)
    office.demand(by, NUMBER, naskah)
    doctype = office.doctype(naskah.jenis)
    if doctype.numbering is None or not doctype.has_template:
        raise NotReady(f"{doctype.nama} tidak diberi nomor oleh tata usaha.")
    demand_status(naskah.latest, (Status.DISAHKAN if doctype.approvals else Status.DRAF,), "diberi nomor")
    version = next_version(office, naskah, NUMBERED, by)
    on = tanggal or version.at.date()
    if on > version.at.date():
        raise NotReady(f"Tanggal naskah {long_date(on)} belum tiba; nomor diberikan pada hari naskah terbit.")
    _demand_signed_by(version, on)
    issued = replace(naskah, tanggal=on, latest=replace(version, status=Status.TERBIT))
    return Signed(issued, office.archive.read(naskah.latest), doctype.numbering, on)


def _demand_signed_by(version: Version, on: date) -> None:
    """A page does not say it was issued before it was signed."""
    signed = [one.at.date() for one in version.approvals if one.mark == "tanda_tangan"]
    if signed and on < max(signed):
        raise NotReady(
            f"Naskah ini ditandatangani {long_date(max(signed))}; tanggalnya tidak boleh lebih awal.",
            ["yang ditandatangani di kertas dicatat dengan: docgen naskah catat-kertas"],
        )


def number(tx: Transaction, signed: Signed) -> Naskah:
    """Take the next number, stamp it and file the page, all in this transaction; returns the naskah as filed.

    Raises StaleVersion when another version came first; the number is then given back with the transaction.
    """
    urut = tx.next_urut(signed.numbering.buku, signed.on.year)
    return number_as(tx, signed, nomor_entry(signed.numbering, signed.naskah, urut, signed.on))


def number_as(tx: Transaction, signed: Signed, entry: NomorEntry) -> Naskah:
    """Stamp this number and file the page with its line of the register. Raises StaleVersion, NotReady."""
    marks = {"nomor": entry.nomor, "tanggal": long_date(signed.on)}
    return put_page(tx, sealed_page(replace(signed.naskah, nomor=entry.nomor), signed.docx, marks), [entry])


def nomor_entry(numbering: Numbering, naskah: Naskah, urut: int, on: date, sisipan: str = "") -> NomorEntry:
    """The register line for number `urut` of the year of `on`, printed by the pattern of the type."""
    parts = Nomor(urut, klasifikasi=naskah.klasifikasi, unit=naskah.unit, sisipan=sisipan)
    printed = format_nomor(numbering.pattern, parts, on)
    by, at = naskah.latest.by, naskah.latest.at
    return NomorEntry(numbering.buku, on.year, urut, printed, naskah.id, by, at, sisipan=sisipan)
