"""A register or list as it is printed, signed and bound: as a Word page, as PDF, as an Excel sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from docgen.errors import NotReady
from docgen.naskah.bahasa import tanggal
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import NomorEntry
from docgen.office import Office
from docgen.paper.layout.listing import list_page
from docgen.paper.layout.page import pack
from docgen.paper.layout.profile import SHIPPED_PROFILE, Profile, profile_like
from docgen.paper.sheet.listing import Column, make_listing
from docgen.paper.sheet.style import printable
from docgen.paper.template.fill import fill

_ON_ITS_SIDE = "jurnal_berkas"  # the page of the office that shows on what paper its lists are printed


@dataclass(frozen=True)
class Register:
    """One register or list as it stood on a day: its heads, a row a line, and the serial numbers nothing explains."""

    buku: str
    judul: str
    pada: date
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    tahun: int = 0  # 0: of all years
    unit: str = ""  # '': of all units
    gaps: Sequence[int] = ()
    cancelled: Sequence[NomorEntry] = ()

    @property
    def keadaan(self) -> str:
        """When it stood so, and of which unit it is."""
        return f"Keadaan pada tanggal {tanggal(self.pada)}" + (f", unit pengolah {self.unit}" if self.unit else "")

    @property
    def missing(self) -> str:
        """The serial numbers nothing explains, runs of them as `4-9`; empty where none is missing."""
        runs = groupby(enumerate(self.gaps), key=lambda one: one[1] - one[0])
        ends = ([number for _, number in run] for _, run in runs)
        return ", ".join("-".join(map(str, dict.fromkeys((run[0], run[-1])))) for run in ends)


@dataclass(frozen=True)
class Signers:
    """Posts: who signs, by default the head of the unit kearsipan, and who takes note beside him, if anybody."""

    penandatangan: str = ""
    mengetahui: str = ""


def print_register(office: Office, register: Register) -> bytes:
    """The register as an Excel workbook to be printed and bound."""
    gaps = f"; nomor terlewat: {register.missing}" if register.gaps else ""
    return make_listing(register.judul, [office.kantor.nama, register.keadaan + gaps], register.columns, register.rows)


def print_signed(office: Office, register: Register, signers: Signers) -> bytes:
    """The register as a Word page with the letterhead and room for signatures; no text of it is taken for a tag.

    Raises NotFound for a post nobody holds; NotReady where nobody is known to sign.
    """
    signer = office.kantor.official(signers.penandatangan) if signers.penandatangan else head_of_records(office)
    people = {"penandatangan": signer}
    people |= {"mengetahui": office.kantor.official(signers.mengetahui)} if signers.mengetahui else {}
    page = list_page(register.columns, _profile(office), acknowledged="mengetahui" in people)
    lambang = office.kantor.lambang.read_bytes() if office.kantor.lambang else None
    seen = {name: one.printed(nip_rapat=office.kantor.nip_rapat) for name, one in people.items()}
    return fill(pack(page, _profile(office)), _values(office, register) | seen, lambang=lambang)


def print_pdf(office: Office, register: Register, signers: Signers) -> bytes:
    """The same as PDF; raises as print_signed does, and NotReady where LibreOffice is not there or refuses."""
    from docgen.paper.pdf.convert import convert

    made = convert({register.judul: print_signed(office, register, signers)})
    if made.problems:
        raise NotReady("PDF belum dapat dibuat:", list(made.problems.values()))
    return made.pdfs[register.judul]


def head_of_records(office: Office) -> Pejabat:
    """Who heads the unit kearsipan, which is the secretariat (`naskah-dinas.md` 4.1): below the head of the office, the
    one in whose line the records are kept. Raises NotReady where kantor.toml does not tell."""
    people = office.kantor.pejabat
    keeper = next((one for one in people.values() if {"arsiparis", "pejabat"} <= {*one.peran}), None)
    seen: set[str] = set()
    while keeper and keeper.atasan in people and not people[keeper.atasan].kepala and keeper.id not in seen:
        seen.add(keeper.id)
        keeper = people[keeper.atasan]
    if keeper is None:
        raise NotReady(
            "Kepala unit kearsipan tidak dikenal.", ["sebutkan yang menandatangani: --penandatangan JABATAN"]
        )
    return keeper


def _profile(office: Office) -> Profile:
    """The paper of the office, as its own pages have it."""
    doctype = office.types.get(_ON_ITS_SIDE)
    return profile_like(doctype.template.read_bytes()) if doctype and doctype.has_template else SHIPPED_PROFILE


def _values(office: Office, register: Register) -> dict[str, Any]:
    keys = [f"k{at}" for at in range(len(register.columns))]
    rows = [dict(zip(keys, map(_one_line, row), strict=True)) for row in register.rows]
    return {
        "kantor": office.kantor.printed(),
        "judul": register.judul,
        "unit": register.unit,
        "tidak_ada": register.missing,
        "periode": str(register.tahun) if register.tahun else f"sampai dengan {tanggal(register.pada)}",
        "pada": tanggal(register.pada),
        "hari_ini": tanggal(office.now().date()),
        "banyaknya": str(len(rows)),
        "baris": rows,
    }


def _one_line(text: str) -> str:
    """A text as one paragraph of a cell holds it."""
    return " ".join(printable(" ".join(text.split())).split())
