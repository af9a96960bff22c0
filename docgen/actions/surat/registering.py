"""The agenda of incoming letters: what arrives is entered, numbered and kept as it came."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from docgen.actions.naskah.drafting import new_naskah
from docgen.actions.naskah.finding import GUEST
from docgen.actions.naskah.indexing import index_naskah
from docgen.actions.naskah.numbering import nomor_entry
from docgen.actions.naskah.reserving import OutOfTurn, Reserved, noted_late, reserved_line
from docgen.actions.naskah.uploads import LARGEST_SCAN, Upload, demand_scan
from docgen.actions.naskah.words import SURAT_MASUK, words_of
from docgen.archive.transaction import Transaction
from docgen.errors import InvalidForm, NotReady
from docgen.naskah.access import READ, REGISTER, may
from docgen.naskah.bahasa import printed
from docgen.naskah.doctype import DocType, Numbering
from docgen.naskah.records import DOCX, Naskah, NomorEntry, Status
from docgen.office import Office
from docgen.paper.guard import check_docx, sniff

CARD = "kartu.txt"


def register_incoming(
    office: Office, form: Mapping[str, Any], *, by: str, scan: Upload | None = None, dipesan: Reserved | None = None
) -> Naskah:
    """Enter a letter in the agenda: it gets the next agenda number of the year it arrived in, or the one reserved that
    it was given on paper (`dipesan`).

    `scan` (docx, PDF, JPG, PNG or TIFF) is kept untouched; a letter may also exist on paper only.
    Raises InvalidForm (also when the letter is dated after its arrival), UnsafeFile, NotAllowed; NotReady for a number
    that is not reserved.
    """
    office.demand(by, REGISTER)
    doctype = office.doctype(SURAT_MASUK)
    if doctype.numbering is None:
        raise NotReady("Jenis surat_masuk belum punya [numbering] untuk nomor agenda.")
    values = doctype.validate(form, office.kantor.officials())
    _demand_order(doctype, values, office.now().date())
    path, blob = (_kept(scan), scan.data) if scan else (CARD, card(doctype, values).encode())
    digest = hashlib.sha256(blob).hexdigest()
    naskah = new_naskah(office, doctype, values, by=by)
    version = replace(naskah.latest, status=Status.DITERIMA, act="dicatat", files={path: digest}, sha256=digest)
    received = values.get("tanggal_terima") or version.at.date()
    naskah = replace(naskah, latest=version, tanggal=received)
    words = words_of(naskah, {path: blob}.__getitem__)
    with office.archive.transaction() as tx:
        naskah, entry = _agenda_line(tx, doctype.numbering, naskah, dipesan)
        naskah = replace(naskah, nomor=entry.nomor)
        tx.file(naskah, {path: blob}, text=words, nomor=[entry])
    index_naskah(office, naskah.id)
    return naskah


def entered_before(office: Office, surat: Naskah, *, by: str = "") -> list[Naskah]:
    """Other letters that `by` may read with the same sender, number and date: most likely one entered twice."""
    own, reader = _identity(surat), office.kantor.official(by) if by else GUEST
    letters = office.archive.saying(SURAT_MASUK, "tanggal_surat", str(surat.latest.values.get("tanggal_surat", "")))
    standing = (one for one in letters if one.id != surat.id and one.latest.status is not Status.DIBATALKAN)
    return [one for one in standing if _identity(one) == own and may(reader, READ, one)]


def card(doctype: DocType, values: Mapping[str, Any]) -> str:
    """The agenda card: what was entered, label by label; all there is of a letter that came without a scan."""
    return "\n".join(f"{f.label}: {printed(values[f.name])}" for f in doctype.fields if values[f.name])


def _identity(surat: Naskah) -> tuple[str, ...]:
    said = (str(surat.latest.values.get(key, "")) for key in ("pengirim", "nomor_surat", "tanggal_surat"))
    return tuple("".join(words.split()).casefold() for words in said)


def _demand_order(doctype: DocType, values: Mapping[str, Any], today: date) -> None:
    written, received = values.get("tanggal_surat"), values.get("tanggal_terima")
    if isinstance(received, date) and received > today:
        raise InvalidForm(doctype.nama, {"tanggal_terima": f"tanggal {received:%d-%m-%Y} belum tiba"})
    if isinstance(written, date) and isinstance(received, date) and written > received:
        raise InvalidForm(doctype.nama, {"tanggal_terima": "surat tidak mungkin diterima sebelum tanggal suratnya"})


def _kept(scan: Upload) -> str:
    """The name the letter is kept under: a scan, or the docx it was sent as."""
    if sniff(scan.data) == "docx" and len(scan.data) <= LARGEST_SCAN:
        check_docx(scan.data, scan.name)
        return DOCX
    return demand_scan(scan, "surat")


def _agenda_line(
    tx: Transaction, numbering: Numbering, surat: Naskah, dipesan: Reserved | None
) -> tuple[Naskah, NomorEntry]:
    """The letter, noted as entered late where it is, and its line of the agenda."""
    on = surat.tanggal or surat.latest.at.date()
    if dipesan is None:
        return surat, nomor_entry(numbering, surat, tx.next_urut(numbering.buku, on.year), on)
    line = reserved_line(tx, numbering.buku, OutOfTurn(dipesan.urut, on), on_paper=True)
    entry = replace(nomor_entry(numbering, surat, dipesan.urut, on), blok=line.blok)
    return noted_late(surat, dipesan.alasan, line), entry
