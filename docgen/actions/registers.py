"""The registers of the office: every number of a year in order, with what it was given to, and nothing missing.

Columns of the buku agenda: `naskah-dinas.md` 4.2. A letter one may not read keeps its line; what it says is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from docgen.actions.deliveries import BOOKS, HIDDEN, book_rows
from docgen.actions.disposing import LEMBAR, hops
from docgen.actions.distributing import receivers
from docgen.actions.finding import GUEST
from docgen.actions.words import SURAT_MASUK
from docgen.errors import NotFound
from docgen.naskah.access import READ, may
from docgen.naskah.bahasa import printed
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import PENOMORAN, Naskah, NomorEntry, Status
from docgen.office import Office
from docgen.paper.sheet.listing import Column, make_listing

MASUK = (
    Column("No.", 6), Column("Tanggal terima", 13), Column("No. agenda", 11), Column("Dari", 30),
    Column("Tanggal surat", 13), Column("Nomor surat", 22), Column("Hal", 45), Column("Diteruskan kepada", 28),
    Column("Keterangan", 22),
)  # fmt: skip
KELUAR = (
    Column("No.", 6), Column("Tanggal", 13), Column("Nomor", 26), Column("Jenis", 22), Column("Kepada", 35),
    Column("Hal", 45), Column("Pengolah", 22), Column("Keterangan", 28),
)  # fmt: skip


@dataclass(frozen=True)
class Register:
    """One register of one year: its heads, a row a number, and the serial numbers that nothing explains."""

    buku: str
    tahun: int
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    gaps: Sequence[int]
    cancelled: Sequence[NomorEntry]


def registers(office: Office, tahun: int) -> dict[str, int]:
    """Every book of the office, and how many lines it has in a year: numbers given, or what left the house."""
    numbers = {name: len(office.archive.register(name, tahun)) for name in _numbered(office)}
    everything = office.archive.list_naskah()
    return numbers | {name: len(book_rows(name, everything, tahun, GUEST)) for name in BOOKS}


def open_register(office: Office, buku: str, tahun: int, *, by: str = "") -> Register:
    """The register of a year as `by` may read it; raises NotFound naming those there are."""
    known = [*_numbered(office), *BOOKS]
    if buku not in known:
        raise NotFound("Buku", buku, f"Yang ada: {', '.join(known)}.")
    reader = office.kantor.official(by) if by else GUEST
    if buku in BOOKS:
        rows = book_rows(buku, office.archive.list_naskah(), tahun, reader)
        return Register(buku, tahun, BOOKS[buku].columns, rows, (), ())
    return _numbers(office, buku, tahun, reader)


def print_register(office: Office, register: Register) -> bytes:
    """The register as an Excel workbook to be printed and bound."""
    title = f"BUKU {register.buku.replace('_', ' ').upper()} TAHUN {register.tahun}"
    return make_listing(title, office.kantor.nama, register.columns, register.rows)


def _numbered(office: Office) -> list[str]:
    """The registers the types of the office take their numbers from."""
    return sorted({one.numbering.buku for one in office.types.values() if one.numbering})


def _numbers(office: Office, buku: str, tahun: int, reader: Pejabat) -> Register:
    """Every number of a year in order, with what it was given to."""
    entries = office.archive.register(buku, tahun)
    naskah = office.archive.naskah_of([entry.naskah_id for entry in entries])
    incoming = any(one.jenis == SURAT_MASUK for one in naskah.values()) or buku == _agenda(office)
    passed = _passed_on(office) if incoming else {}
    rows = [
        _unused(entry, naskah[entry.naskah_id], len(MASUK if incoming else KELUAR))
        if entry.naskah_id == entry.blok
        else _incoming(office, entry, naskah[entry.naskah_id], passed, reader)
        if incoming
        else _outgoing(office, entry, naskah[entry.naskah_id], reader)
        for entry in entries
    ]
    taken = {entry.urut for entry in entries}
    gaps = [number for number in range(1, max(taken, default=0) + 1) if number not in taken]
    return Register(buku, tahun, MASUK if incoming else KELUAR, rows, gaps, [one for one in entries if one.batal])


def _agenda(office: Office) -> str:
    doctype = office.types.get(SURAT_MASUK)
    return doctype.numbering.buku if doctype and doctype.numbering else ""


def _passed_on(office: Office) -> dict[str, list[str]]:
    """To whom each letter was disposed, by its id."""
    sheets = office.archive.list_naskah(jenis=LEMBAR)
    standing = (one for one in sheets if one.latest.status is not Status.DIBATALKAN)
    return {one.induk: [post for hop in hops(one) for post in hop["kepada"]] for one in standing}


def _unused(entry: NomorEntry, blok: Naskah, columns: int) -> list[str]:
    """A number of a blok that no naskah bears."""
    given_up = f"tidak dipakai: {entry.batal}" if entry.batal else ""
    remark = given_up or f"dipesan {_day(blok.tanggal)}, belum dipakai: {blok.latest.values['alasan']}"
    return [str(entry.urut), "", entry.nomor, *[""] * (columns - 4), remark]


def _incoming(
    office: Office, entry: NomorEntry, surat: Naskah, passed: Mapping[str, Sequence[str]], reader: Pejabat
) -> list[str]:
    said = [
        _text(surat, "pengirim"), _day(surat.latest.values.get("tanggal_surat")), _text(surat, "nomor_surat"),
        surat.perihal, ", ".join(dict.fromkeys(_short(office, post) for post in passed.get(surat.id, ()))),
    ]  # fmt: skip
    shown = said if may(reader, READ, surat) else [HIDDEN] * len(said)
    return [str(entry.urut), _day(surat.tanggal), entry.nomor, *shown, _remark(entry, surat)]


def _outgoing(office: Office, entry: NomorEntry, naskah: Naskah, reader: Pejabat) -> list[str]:
    doctype = office.types.get(naskah.jenis)
    said = [doctype.nama if doctype else naskah.jenis, ", ".join(receivers(naskah)), naskah.perihal]
    shown = said if may(reader, READ, naskah) else [HIDDEN] * len(said)
    maker = naskah.latest.values.get("pengolah")
    pengolah = str(maker.get("singkat") or maker.get("jabatan")) if isinstance(maker, dict) else ""
    urut = f"{entry.urut}{entry.sisipan}"
    return [urut, _day(naskah.tanggal), entry.nomor, *shown, pengolah, _remark(entry, naskah)]


def _text(naskah: Naskah, key: str) -> str:
    return str(naskah.latest.values.get(key, ""))


def _day(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    try:
        return f"{date.fromisoformat(str(value)):%d-%m-%Y}"
    except ValueError:
        return str(printed(value) or "")


def _short(office: Office, post: str) -> str:
    pejabat = office.kantor.pejabat.get(post)
    return (pejabat.singkat or pejabat.jabatan) if pejabat else post


def _remark(entry: NomorEntry, naskah: Naskah) -> str:
    """Why a number is void, and why it was not given in its turn."""
    late = naskah.latest.facts.get(PENOMORAN, {})
    kind = "sisipan" if entry.sisipan else "nomor dipesan" if entry.blok else ""
    entered = late.get("dicatat", "")
    said = [kind, late.get("alasan", ""), "" if entered in ("", str(naskah.tanggal)) else f"dicatat {_day(entered)}"]
    void = [f"dibatalkan: {entry.batal}"] if entry.batal else []
    return "; ".join(filter(None, [*void, *said]))
