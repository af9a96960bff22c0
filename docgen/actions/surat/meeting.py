"""A meeting entered once: invitation, attendance list and the frame of the minutes, drafted and filed together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docgen.actions.naskah.drafting import new_naskah, render, templated
from docgen.actions.naskah.filing import Page, file_pages, sealed_page
from docgen.errors import InvalidForm
from docgen.naskah.access import DRAFT
from docgen.naskah.bahasa import pukul
from docgen.naskah.fields import Field, read_fields
from docgen.naskah.records import Naskah
from docgen.office import Office

UNDANGAN, DAFTAR_HADIR, NOTULA = "nota_dinas_undangan", "daftar_hadir", "notula"
OPEN = "……………"  # what is known only at the meeting
FIELDS = (
    Field("rapat", "Rapat"),
    Field("tanggal_rapat", "Tanggal", "tanggal"),
    Field("waktu_mulai", "Pukul", "waktu"),
    Field("waktu_selesai", "Sampai", default="selesai"),
    Field("tempat", "Tempat"),
    Field("acara", "Acara", "daftar"),
    Field("peserta", "Peserta", "daftar"),
    Field("pimpinan", "Pimpinan rapat", "pejabat"),
    Field("notulis", "Notulis", "pejabat"),
    Field("dari", "Pengundang", "pejabat"),
    Field("perihal", "Hal undangan", default="Undangan Rapat"),
    Field("bahan", "Bahan yang dibawa", "daftar", required=False),
)


@dataclass(frozen=True)
class Guest:
    """One who is invited: by his post, or by the name that was typed."""

    nama: str
    jabatan: str

    @property
    def called(self) -> str:
        """How an invitation names him."""
        return self.jabatan or self.nama


def prepare_meeting(
    office: Office, form: Mapping[str, Any], *, by: str, one_each: bool = False
) -> tuple[list[Naskah], Naskah, Naskah]:
    """Draft the invitations (one for all, or `one_each`), the attendance list and the minutes, all of them or none.

    List and minutes belong to the first invitation. Raises InvalidForm with every problem of the form, NotAllowed.
    """
    office.demand(by, DRAFT)
    values, problems = read_fields(FIELDS, form, office.kantor.officials())
    if problems:
        raise InvalidForm("Rapat", problems)
    guests = [_guest(office, written) for written in values["peserta"]]
    invited = [[one] for one in guests] if one_each else [guests]
    invitations = [_page(office, UNDANGAN, _invitation(form, values, some), by=by) for some in invited]
    first = invitations[0].naskah.id
    papers = [
        _page(office, DAFTAR_HADIR, _attendance(form, values, guests), by=by, induk=first),
        _page(office, NOTULA, _minutes(form, values, guests), by=by, induk=first),
    ]
    *undangan, daftar, notula = file_pages(office, [*invitations, *papers])
    return undangan, daftar, notula


def _guest(office: Office, written: str) -> Guest:
    pejabat = office.kantor.pejabat.get(written)
    if pejabat:
        return Guest(pejabat.nama, pejabat.jabatan)
    nama, _, jabatan = (part.strip() for part in written.partition("|"))
    return Guest(nama, jabatan)


def _page(office: Office, jenis: str, form: Mapping[str, Any], *, by: str, induk: str = "") -> Page:
    doctype = templated(office, jenis)
    values = doctype.validate(form, office.kantor.officials())
    naskah = replace(new_naskah(office, doctype, values, by=by), induk=induk)
    return sealed_page(naskah, render(office, doctype, values), {})


def _what(values: Mapping[str, Any]) -> dict[str, Any]:
    """What all three papers say of the meeting."""
    return {key: values[key] for key in ("rapat", "acara", "tanggal_rapat", "waktu_mulai", "waktu_selesai", "tempat")}


def _invitation(form: Mapping[str, Any], values: Mapping[str, Any], guests: Sequence[Guest]) -> dict[str, Any]:
    return {
        **_what(values),
        "kepada": [guest.called for guest in guests],
        "dari": form["dari"],
        "perihal": values["perihal"],
        "bahan": values["bahan"],
    }


def _attendance(form: Mapping[str, Any], values: Mapping[str, Any], guests: Sequence[Guest]) -> dict[str, Any]:
    leading = [(values["pimpinan"], "Pimpinan"), (values["notulis"], "Notulis")]
    rows = [{"nama": who["nama"], "jabatan": who["jabatan"], "keterangan": role} for who, role in leading]
    there = {row["nama"] for row in rows}
    rows += [{"nama": one.nama, "jabatan": one.jabatan, "keterangan": ""} for one in guests if one.nama not in there]
    return {**_what(values), "peserta": rows, "penanggung_jawab": form["pimpinan"]}


def _minutes(form: Mapping[str, Any], values: Mapping[str, Any], guests: Sequence[Guest]) -> dict[str, Any]:
    leader = values["pimpinan"]["singkat"] or values["pimpinan"]["jabatan"]
    return {
        **_what(values),
        "pimpinan": form["pimpinan"],
        "notulis": form["notulis"],
        "peserta": [guest.called for guest in guests],
        "pembukaan": [f"Rapat dibuka oleh {leader} pada pukul {pukul(values['waktu_mulai'])}. {OPEN}"],
        "pembahasan": [{"pembicara": OPEN, "uraian": f"{topic}: {OPEN}"} for topic in values["acara"]],
        "keputusan": [OPEN],
        "penutup": f"Rapat ditutup oleh {leader} pada pukul {OPEN}.",
    }
