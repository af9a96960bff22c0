"""The registers of the office: every number of a year in order, with what it was given to, and nothing missing.

Columns of the buku agenda: `naskah-dinas.md` 4.2. A letter one may not read keeps its line; what it says is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from docgen.actions.arsip.binding import Register
from docgen.actions.arsip.closing import SHORT
from docgen.actions.arsip.lists import LISTS, list_rows
from docgen.actions.arsip.loan_book import COLUMNS, LOANS, loan_rows
from docgen.actions.arsip.proving import Sides
from docgen.actions.arsip.shelf import Asked, Shelf
from docgen.actions.naskah.distributing import receivers
from docgen.actions.naskah.finding import GUEST
from docgen.actions.naskah.standing import Standing, as_of
from docgen.actions.naskah.words import SURAT_MASUK
from docgen.actions.surat.deliveries import BOOKS, book_rows
from docgen.actions.surat.disposing import LEMBAR, hops
from docgen.errors import NotFound, NotReady
from docgen.kearsipan import penyusutan as p
from docgen.kearsipan.kertas import BERKAS
from docgen.naskah.access import HIDDEN
from docgen.naskah.approval import day_of
from docgen.naskah.bahasa import printed
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import PENOMORAN, Naskah, NomorEntry, Status
from docgen.office import Office
from docgen.paper.sheet.listing import Column

MASUK = (
    Column("No.", 6), Column("Tanggal terima", 13), Column("No. agenda", 11), Column("Dari", 30),
    Column("Tanggal surat", 13), Column("Nomor surat", 22), Column("Hal", 45), Column("Diteruskan kepada", 28),
    Column("Keterangan", 22),
)  # fmt: skip
KELUAR = (
    Column("No.", 6), Column("Tanggal", 13), Column("Nomor", 26), Column("Jenis", 22), Column("Kepada", 35),
    Column("Hal", 45), Column("Pengolah", 22), Column("Keterangan", 28),
)  # fmt: skip
BUKTI = (
    Column("No.", 6), Column("Nomor naskah", 24), Column("Tanggal", 12), Column("Unit pengolah", 14),
    Column("Uraian informasi arsip", 44), Column("Elektronik (sidik)", 20), Column("Kertas", 42), Column("Kurang", 20),
)  # fmt: skip
WHOLE = Asked()


def registers(office: Office, tahun: int, pada: date | None = None) -> dict[str, int]:
    """Every book and list of the office, and how many lines it has: a book of numbers given or of what left the house
    in that year, a list altogether."""
    standing = as_of(office, pada)
    numbers = {name: len(standing.register(name, tahun)) for name in _numbered(office)}
    sent = {name: len(book_rows(name, standing, tahun, GUEST)) for name in BOOKS}
    sent |= {LOANS: len(loan_rows(standing, tahun, GUEST))}
    shelf = Shelf(standing, GUEST)
    return numbers | sent | {name: len(list_rows(name, shelf, WHOLE)) for name in LISTS}


def is_numbered(office: Office, buku: str) -> bool:
    """Whether it gives numbers in a row, so that one can be missing."""
    return buku in _numbered(office)


def books(office: Office) -> dict[str, str]:
    """Every book and list of the office and what it is called."""
    named = {name: f"Buku {name.replace('_', ' ')}" for name in (*_numbered(office), *BOOKS, LOANS)}
    return named | {name: one.judul for name, one in LISTS.items()}


def open_register(
    office: Office, buku: str, tahun: int = 0, *, by: str = "", pada: date | None = None, asked: Asked = WHOLE
) -> Register:
    """A book of a year (that of `pada` unless said) or a list, as it stood at the end of the day `pada` or stands now,
    and as `by` may read it.

    Raises NotFound naming the books there are, or for a berkas nobody knows; NotReady for a day to come, or a book that
    has no such part.
    """
    known = books(office)
    if buku not in known:
        raise NotFound("Buku", buku, f"Yang ada: {', '.join(known)}.")
    reader, standing = office.kantor.official(by) if by else GUEST, as_of(office, pada)
    if buku in LISTS:
        rows = list_rows(buku, Shelf(standing, reader), replace(asked, tahun=tahun))
        judul = LISTS[buku].judul.upper() + (f" TAHUN {tahun}" if tahun else "")
        return Register(buku, judul, standing.pada, LISTS[buku].columns, rows, tahun, asked.unit)
    if asked != WHOLE:
        raise NotReady(f"Buku {buku} tidak terbagi menurut unit atau berkas.", ["hilangkan --unit dan --berkas"])
    tahun = tahun or standing.pada.year
    if buku == LOANS:
        rows = loan_rows(standing, tahun, reader)
        return Register(buku, _title(buku, tahun), standing.pada, COLUMNS, rows, tahun)
    if buku in BOOKS:
        rows = book_rows(buku, standing, tahun, reader)
        return Register(buku, _title(buku, tahun), standing.pada, BOOKS[buku].columns, rows, tahun)
    return _numbers(standing, buku, tahun, reader)


def proof_register(office: Office, found: Sequence[Sides], asked: Asked, pada: date | None = None) -> Register:
    """The dual-record proof as a list to be signed: every naskah with the digest of its bytes and the place of its
    paper (`naskah-dinas.md` 4.6). Raises NotReady for a day to come."""
    rows = [
        [
            str(at), one.naskah.nomor, _day(day_of(one.naskah)), one.naskah.unit, one.naskah.perihal,
            one.sidik[:SHORT], "; ".join(one.kertas), f"{one.kurang}, {one.hari} hari" if one.kurang else "",
        ]
        for at, one in enumerate(found, 1)
    ]  # fmt: skip
    judul = "DAFTAR ARSIP MANUAL DAN ELEKTRONIK" + (f" TAHUN {asked.tahun}" if asked.tahun else "")
    return Register("lengkap", judul, as_of(office, pada).pada, BUKTI, rows, asked.tahun, asked.unit)


def _title(buku: str, tahun: int) -> str:
    return f"BUKU {buku.replace('_', ' ').upper()} TAHUN {tahun}"


def _numbered(office: Office) -> list[str]:
    """The registers the types of the office take their numbers from."""
    return sorted({one.numbering.buku for one in office.types.values() if one.numbering})


def _numbers(standing: Standing, buku: str, tahun: int, reader: Pejabat) -> Register:
    """Every number of a year in order, with what it was given to."""
    entries, office = standing.register(buku, tahun), standing.office
    naskah = standing.naskah_of({entry.naskah_id for entry in entries})
    incoming = any(one.jenis == SURAT_MASUK for one in naskah.values()) or buku == _agenda(office)
    passed = _passed_on(standing) if incoming else {}
    gone = _retired(standing)
    columns = MASUK if incoming else KELUAR
    rows = [
        _unused(entry, naskah[entry.naskah_id], len(columns))
        if entry.naskah_id == entry.blok
        else _incoming(standing, entry, naskah[entry.naskah_id], passed, reader)
        if incoming
        else _outgoing(standing, entry, naskah[entry.naskah_id], reader)
        for entry in entries
    ]
    for entry, row in zip(entries, rows, strict=True):
        berkas = naskah[entry.naskah_id].latest.facts.get(BERKAS, {}).get("id", "")
        row[-1] = "; ".join(filter(None, [row[-1], gone.get(berkas, "")]))
    taken = {entry.urut for entry in entries}
    gaps = [number for number in range(1, max(taken, default=0) + 1) if number not in taken]
    void = [one for one in entries if one.batal]
    return Register(buku, _title(buku, tahun), standing.pada, columns, rows, tahun, gaps=gaps, cancelled=void)


def _agenda(office: Office) -> str:
    doctype = office.types.get(SURAT_MASUK)
    return doctype.numbering.buku if doctype and doctype.numbering else ""


def _passed_on(standing: Standing) -> dict[str, list[str]]:
    """To whom each letter was disposed, by its id."""
    sheets = (one for one in standing.of_type(LEMBAR) if one.latest.status is not Status.DIBATALKAN)
    return {one.induk: [post for hop in hops(one) for post in hop["kepada"]] for one in sheets}


def _retired(standing: Standing) -> dict[str, str]:
    """What became of each berkas that was destroyed or handed over, when, and by which berita acara, by its id."""
    found = [(one, p.read_penyusutan(one)) for one in standing.catatan(p.JENIS)]
    done = [(one, usul) for one, usul in found if usul.tahap == p.DILAKSANAKAN and usul.macam != p.PEMINDAHAN]
    acts = standing.office.archive.naskah_of({usul.berita_acara for _, usul in done})
    told = [
        f"{p.AFTER[usul.macam]} {one.at:%d-%m-%Y}, berita acara {acts[usul.berita_acara].nomor}" for one, usul in done
    ]
    return {berkas: said for (_, usul), said in zip(done, told, strict=True) for berkas in usul.tersisa}


def _unused(entry: NomorEntry, blok: Naskah, columns: int) -> list[str]:
    """A number of a blok that no naskah bears."""
    given_up = f"tidak dipakai: {entry.batal}" if entry.batal else ""
    remark = given_up or f"dipesan {_day(blok.tanggal)}, belum dipakai: {blok.latest.values['alasan']}"
    return [str(entry.urut), "", entry.nomor, *[""] * (columns - 4), remark]


def _incoming(
    standing: Standing, entry: NomorEntry, surat: Naskah, passed: Mapping[str, Sequence[str]], reader: Pejabat
) -> list[str]:
    called = map(standing.office.kantor.called, dict.fromkeys(passed.get(surat.id, ())))
    said = [
        _text(surat, "pengirim"), _day(surat.latest.values.get("tanggal_surat")), _text(surat, "nomor_surat"),
        surat.perihal, ", ".join(called),
    ]  # fmt: skip
    shown = said if standing.may_read(reader, surat) else [HIDDEN] * len(said)
    return [str(entry.urut), _day(surat.tanggal), entry.nomor, *shown, _remark(entry, surat)]


def _outgoing(standing: Standing, entry: NomorEntry, naskah: Naskah, reader: Pejabat) -> list[str]:
    doctype = standing.office.types.get(naskah.jenis)
    said = [doctype.nama if doctype else naskah.jenis, ", ".join(receivers(naskah)), naskah.perihal]
    shown = said if standing.may_read(reader, naskah) else [HIDDEN] * len(said)
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


def _remark(entry: NomorEntry, naskah: Naskah) -> str:
    """Why a number is void, and why it was not given in its turn."""
    late = naskah.latest.facts.get(PENOMORAN, {})
    kind = "sisipan" if entry.sisipan else "nomor dipesan" if entry.blok else ""
    entered = late.get("dicatat", "")
    said = [kind, late.get("alasan", ""), "" if entered in ("", str(naskah.tanggal)) else f"dicatat {_day(entered)}"]
    void = [f"dibatalkan: {entry.batal}"] if entry.batal else []
    return "; ".join(filter(None, [*void, *said]))
