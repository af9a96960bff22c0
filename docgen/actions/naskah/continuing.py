"""Paper continuation: what was written and signed by hand while the power was off is entered afterwards.

The reserved number and the dates are those on the paper; that it was entered later, and why, is said in the register.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from docgen.actions.naskah.drafting import new_naskah, render, templated
from docgen.actions.naskah.filing import put_page, sealed_page
from docgen.actions.naskah.indexing import index_naskah
from docgen.actions.naskah.numbering import nomor_entry
from docgen.actions.naskah.reserving import OutOfTurn, noted_late, numbered, reserved_line
from docgen.actions.naskah.uploads import Upload, demand_scan
from docgen.errors import NotReady
from docgen.naskah.access import NUMBER
from docgen.naskah.bahasa import tanggal as long_date
from docgen.naskah.doctype import DocType
from docgen.naskah.records import Naskah, Status
from docgen.office import Office

ENTERED = "dicatat"  # the act by which a naskah that exists on paper gets its first version
SIGNED_ON_PAPER = "(ditandatangani di kertas)"


@dataclass(frozen=True)
class OnPaper:
    """A signed sheet of paper: its number and date, its scan where there is one, the code of its subject."""

    place: OutOfTurn
    scan: Upload | None = None
    klasifikasi: str = ""


def enter_paper(office: Office, jenis: str, form: Mapping[str, Any], paper: OnPaper, *, by: str) -> Naskah:
    """File a naskah that exists on paper, under the number reserved for it: it is *terbit* with the date on the paper.

    Its officials are those of that day; its page says that it was signed on paper, and the scan is kept beside it.
    Raises InvalidForm, UnsafeFile, NotAllowed; NotReady for a number that is not reserved, without a reason, or for a
    date to come.
    """
    office.demand(by, NUMBER)
    doctype, place = templated(office, jenis), paper.place
    numbering = numbered(doctype)
    _demand_told(office, place)
    then = office.on(place.tanggal)
    values = doctype.validate(form, then.kantor.officials())
    naskah, scans = _entered(then, doctype, values, paper, by)
    docx = render(then, doctype, values)
    with office.archive.transaction() as tx:
        line = reserved_line(tx, numbering.buku, place, on_paper=True)
        naskah = noted_late(naskah, place.alasan, line)
        entry = replace(nomor_entry(numbering, naskah, place.urut, place.tanggal), blok=line.blok)
        marks = {"nomor": entry.nomor, "tanggal": long_date(place.tanggal)}
        marks |= {rule.anchor: SIGNED_ON_PAPER for rule in doctype.asked(values) if rule.mark == "tanda_tangan"}
        filed = put_page(tx, sealed_page(replace(naskah, nomor=entry.nomor), docx, marks), [entry], scans)
    index_naskah(office, filed.id)
    return filed


def _entered(
    office: Office, doctype: DocType, values: Mapping[str, Any], paper: OnPaper, by: str
) -> tuple[Naskah, dict[str, bytes]]:
    """The naskah without its page, and its scan by the name it is kept under."""
    scans = {demand_scan(paper.scan, "pindaian"): paper.scan.data} if paper.scan else {}
    naskah = new_naskah(office, doctype, values, by=by)
    files = {path: hashlib.sha256(data).hexdigest() for path, data in scans.items()}
    version = replace(naskah.latest, act=ENTERED, status=Status.TERBIT, files=files)
    code = paper.klasifikasi or doctype.klasifikasi
    naskah = replace(naskah, latest=version, tanggal=paper.place.tanggal, klasifikasi=code)
    return naskah, scans


def _demand_told(office: Office, place: OutOfTurn) -> None:
    missing = []
    if not place.alasan.strip():
        missing.append("tulis mengapa dibuat di kertas: --alasan 'listrik padam'")
    if place.tanggal > office.now().date():
        missing.append(f"tanggal {long_date(place.tanggal)} belum tiba; tulis tanggal yang tertera di kertas")
    if missing:
        raise NotReady("Naskah di kertas belum dapat dicatat.", missing)
