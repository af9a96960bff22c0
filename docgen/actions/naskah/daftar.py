"""The daftar: a sheet of naskah, each with the digest of the version that was read; it goes from hand to hand.

An official reads the naskah on it, deletes in Excel the lines he does not approve, and acts on the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from docgen.errors import UnsafeFile
from docgen.naskah.approval import AWAITING, waiting_for
from docgen.naskah.records import Naskah
from docgen.office import Office
from docgen.paper.sheet.rows import read_numbered, write_csv

HEADS = ("naskah", "sidik", "jenis", "perihal", "kepada", "status", "menunggu")
NEEDED = HEADS[:2]


@dataclass(frozen=True)
class Line:
    """One naskah of a daftar, and the digest of the version its reader was shown."""

    row: int  # as the sheet counts: the heads are row 1
    naskah_id: str
    read: str


def to_be_marked(found: Iterable[Naskah]) -> list[Naskah]:
    """Those that take a paraf, a signature or a number: what was returned waits for its words, not for a daftar."""
    return [naskah for naskah in found if naskah.latest.status in AWAITING]


def write_daftar(office: Office, found: Iterable[Naskah]) -> bytes:
    """The daftar of these naskah as they stand now, as CSV that Excel opens."""
    return write_csv(HEADS, (_cells(office, naskah) for naskah in found))


def read_daftar(data: bytes, name: str) -> list[Line]:
    """The lines of a daftar, also one that Excel has saved again: any column order, only NEEDED must be there.

    Raises UnsafeFile for a file that is no sheet or no daftar.
    """
    rows = [(at, {head.casefold(): cell for head, cell in row.items()}) for at, row in read_numbered(data, name)]
    missing = [head for head in NEEDED if rows and head not in rows[0][1]]
    if missing or not rows:
        problems = [f"kolom '{head}' tidak ada" for head in missing] or ["tidak ada satu baris pun"]
        raise UnsafeFile(name, [*problems, "pakai daftar dari --daftar atau dari: docgen naskah daftar --csv"])
    return [Line(at, row["naskah"], row["sidik"]) for at, row in rows]


def _cells(office: Office, naskah: Naskah) -> tuple[str, ...]:
    version = naskah.latest
    doctype = office.types.get(naskah.jenis)
    awaited = waiting_for(doctype, version) if doctype else ""
    to = _receivers(version.values.get("kepada"))
    return naskah.id, version.sha256, naskah.jenis, naskah.perihal, to, str(version.status), awaited


def _receivers(kepada: Any) -> str:
    """To whom it goes, where its form says so: two hundred invitations have one perihal."""
    if isinstance(kepada, list):
        return ", ".join(map(_receivers, kepada))
    return str(kepada["jabatan"] if isinstance(kepada, dict) and "jabatan" in kepada else kepada or "")
