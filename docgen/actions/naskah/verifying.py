"""What anyone may learn who holds a paper with a code of the office: whether it is genuine, and whether it still holds.

No more: of a naskah that is not open to everyone, or not issued, nothing that it says. A code is no electronic
signature (UU 11/2008 Article 11 asks for more), and nothing here says so.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from docgen.errors import NotFound
from docgen.naskah.access import is_restricted
from docgen.naskah.kode_halaman import read_kode_halaman
from docgen.naskah.records import Approval, Naskah, Status, Version
from docgen.office import Office

FINAL = (Status.TERBIT, Status.DISAHKAN, Status.DITERIMA, Status.DIDISPOSISIKAN, Status.DIARSIPKAN)


class Holds(StrEnum):
    """Whether the paper at hand may be relied upon."""

    VALID = "berlaku"
    REPLACED = "digantikan"  # there is a newer version of what it says
    REVOKED = "dicabut"
    UNFINISHED = "belum sah"


@dataclass(frozen=True)
class Verified:
    """What is told of a code."""

    jenis: str  # the printed name of its type
    version: int
    status: Status  # of the version the code names
    holds: Holds
    nomor: str
    tanggal: date | None
    perihal: str  # empty where it is not for everyone
    approvals: tuple[Approval, ...]  # who approved it in the house, and when
    pages: str  # `halaman 2 dari 4`, where the code names one


def verify_code(office: Office, typed: str) -> Verified | None:
    """What the paper with this code is; None where the code is mistyped or none of this office."""
    said = read_kode_halaman(typed)
    found = _version(office, said.naskah_id, said.number) if said else None
    if said is None or found is None:
        return None
    naskah, version = found
    issued, doctype = version.status in FINAL, office.types.get(naskah.jenis)
    return Verified(
        jenis=doctype.nama if doctype else naskah.jenis,
        version=version.number,
        status=version.status,
        holds=_holds(naskah, version),
        nomor=naskah.nomor if issued else "",
        tanggal=naskah.tanggal if issued else None,
        perihal=naskah.perihal if version.status is Status.TERBIT and not is_restricted(naskah) else "",
        approvals=version.approvals if issued else (),
        pages=f"halaman {said.page} dari {said.pages}" if said.page else "",
    )


def verify_file(office: Office, typed: str, data: bytes) -> bool:
    """Whether `data` is, byte for byte, a file that was filed with the naskah of this code. Nothing of it is kept."""
    said = read_kode_halaman(typed)
    digest = hashlib.sha256(data).hexdigest()
    return said is not None and any(one == said.naskah_id for one, _, _ in office.archive.find_digest(digest))


def _version(office: Office, naskah_id: str, number: int) -> tuple[Naskah, Version] | None:
    try:
        naskah = office.archive.naskah(naskah_id)
    except NotFound:
        return None
    known = {version.number: version for version in office.archive.versions(naskah_id)}
    return (naskah, known[number]) if number in known else None


def _holds(naskah: Naskah, version: Version) -> Holds:
    if naskah.latest.status in (Status.DIBATALKAN, Status.DIMUSNAHKAN):
        return Holds.REVOKED
    if version.sha256 != naskah.latest.sha256:
        return Holds.REPLACED
    return Holds.VALID if version.status in FINAL else Holds.UNFINISHED
