"""Numbers out of their turn: reserved ahead for days without power, or inserted behind an earlier one.

A number is never recycled; what is reserved and not used stays in its register with the reason (`naskah-dinas.md` 1.7).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from docgen.actions.naskah.drafting import new_naskah, render, templated
from docgen.actions.naskah.filing import as_read, next_version, put_page, sealed_page
from docgen.actions.naskah.indexing import index_naskah
from docgen.actions.naskah.numbering import Signed, nomor_entry, number_as, to_number
from docgen.archive.transaction import Transaction
from docgen.errors import NotReady
from docgen.naskah.access import NUMBER
from docgen.naskah.bahasa import tanggal as long_date
from docgen.naskah.doctype import DocType, Numbering
from docgen.naskah.nomor import Nomor, blank_nomor, next_sisipan
from docgen.naskah.records import PENOMORAN, Naskah, NomorEntry, Status
from docgen.office import Office

BLOK = "blok_nomor"
MOST = 200  # numbers in one blok
_BLANK = "…………"  # to be written on


@dataclass(frozen=True)
class Reserved:
    """A reserved number that stands on paper, and why it is entered only now."""

    urut: int
    alasan: str = ""


@dataclass(frozen=True)
class OutOfTurn:
    """A number that is not simply the next: the reserved one itself, or the one it is inserted behind."""

    urut: int
    tanggal: date  # printed on the naskah, and true
    alasan: str = ""


def reserve(office: Office, jenis: str, count: int, *, by: str, reason: str) -> Naskah:
    """Take the next `count` numbers of a type for later use; returns the blok: their list with a blank sheet for each.

    Raises NotFound, NotAllowed; NotReady for a type without numbers, without a reason, for none or too many.
    """
    office.demand(by, NUMBER)
    doctype = office.doctype(jenis)
    numbering = numbered(doctype)
    missing = [] if reason.strip() else ["tulis alasannya, misalnya: --alasan 'persiapan listrik padam'"]
    if not 1 <= count <= MOST:
        missing.append(f"sebutkan 1 sampai {MOST} nomor")
    if missing:
        raise NotReady("Pemesanan nomor belum lengkap.", missing)
    tahun = office.now().year
    with office.archive.transaction() as tx:
        serials = [tx.next_urut(numbering.buku, tahun) for _ in range(count)]
        printed = [blank_nomor(numbering.pattern, _unprinted(office, urut, tahun), _BLANK) for urut in serials]
        blok, docx = _blok(office, doctype, dict(zip(serials, printed, strict=True)), reason=reason.strip(), by=by)
        lines = [
            NomorEntry(numbering.buku, tahun, urut, nomor, blok.id, by, blok.latest.at, blok=blok.id)
            for urut, nomor in zip(serials, printed, strict=True)
        ]
        filed = put_page(tx, sealed_page(blok, docx, {}), lines)
    index_naskah(office, filed.id)
    return filed


def release(office: Office, blok_id: str, *, read: str, by: str, reason: str) -> tuple[Naskah, list[NomorEntry]]:
    """Give up the numbers of a blok that were not used: they stay in the register with the reason.

    Returns the blok and those lines. Raises StaleVersion, NotAllowed; NotReady without a reason, for what is no blok
    or has no number left.
    """
    blok = as_read(office, blok_id, read)
    office.demand(by, NUMBER, blok)
    if blok.jenis != BLOK:
        raise NotReady(f"Naskah {blok_id} bukan blok nomor.", ["lihat bukunya: docgen buku lihat BUKU"])
    if not reason.strip():
        raise NotReady("Pengembalian nomor memerlukan alasan.", ["tulis: --alasan 'listrik sudah menyala'"])
    version = replace(next_version(office, blok, "ditutup", by), note=reason.strip())
    closed = replace(blok, latest=version)
    text = office.archive.text(blok_id, blok.latest.number)
    with office.archive.transaction() as tx:
        left = [replace(line, batal=reason.strip()) for line in tx.lines_of(blok_id)]
        if not left:
            raise NotReady(f"Semua nomor blok {blok_id} sudah dipakai atau dikembalikan.")
        tx.file(closed, {}, text=text, nomor=left)
    index_naskah(office, blok_id)
    return closed, left


def use_reserved(office: Office, naskah_id: str, *, read: str, by: str, place: OutOfTurn) -> Naskah:
    """Number a signed naskah with a number reserved before: it is *terbit*, with the date of `place`.

    Raises as `assign_nomor` does; NotReady naming what is reserved when that number is not.
    """
    signed = _out_of_turn(office, naskah_id, read=read, by=by, place=place)
    with office.archive.transaction() as tx:
        line = reserved_line(tx, signed.numbering.buku, place)
        entry = nomor_entry(signed.numbering, signed.naskah, place.urut, place.tanggal)
        issued = number_as(tx, signed, replace(entry, blok=line.blok))
    index_naskah(office, naskah_id)
    return issued


def insert_nomor(office: Office, naskah_id: str, *, read: str, by: str, place: OutOfTurn) -> Naskah:
    """Number a signed naskah that comes late behind number `place.urut`, as `5.a` after 5; the next is `5.b`.

    Its date must fit between that number and the one after. Raises as `assign_nomor` does; NotReady without a reason,
    or where nothing can be inserted there.
    """
    if not place.alasan.strip():
        raise NotReady("Nomor sisipan memerlukan alasan.", ["tulis: --alasan 'terlambat dinomori'"])
    signed = _out_of_turn(office, naskah_id, read=read, by=by, place=place)
    with office.archive.transaction() as tx:
        sisipan = _sisipan(office, tx, signed, place)
        entry = nomor_entry(signed.numbering, signed.naskah, place.urut, place.tanggal, sisipan)
        issued = number_as(tx, signed, entry)
    index_naskah(office, naskah_id)
    return issued


def numbered(doctype: DocType) -> Numbering:
    """How the type is numbered; raises NotReady for one that has no numbers."""
    if doctype.numbering is None:
        raise NotReady(f"{doctype.nama} tidak bernomor.", ["pilih jenis yang bernomor: docgen jenis"])
    return doctype.numbering


def reserved_line(tx: Transaction, buku: str, place: OutOfTurn, *, on_paper: bool = False) -> NomorEntry:
    """The line of a reserved number. What stands `on_paper` may bear one that was entered wrongly and cancelled, or
    given back too soon.

    Raises NotReady naming those there are, or for a date before the reservation.
    """
    lines = {one.urut: one for one in tx.register(buku, place.tanggal.year) if one.blok and not one.sisipan}
    line = lines.get(place.urut)
    if line is None or not (line.dipesan or (on_paper and line.batal)):
        free = [str(one.urut) for one in lines.values() if one.dipesan]
        left = f"yang masih dipesan: {', '.join(free)}" if free else "tidak ada nomor yang masih dipesan"
        raise NotReady(f"Nomor urut {place.urut} buku {buku} tahun {place.tanggal.year} {_why_not(line)}.", [left])
    made = tx.naskah(line.blok).tanggal
    if made and place.tanggal < made:
        raise NotReady(
            f"Nomor urut {place.urut} baru dipesan pada {long_date(made)}.", ["periksa tanggal dan nomornya di kertas"]
        )
    return line


def _why_not(line: NomorEntry | None) -> str:
    if line is None:
        return "tidak dipesan"
    return f"sudah dikembalikan atau dibatalkan ({line.batal})" if line.batal else f"sudah dipakai {line.naskah_id}"


def noted_late(naskah: Naskah, alasan: str = "", line: NomorEntry | None = None) -> Naskah:
    """The naskah with the note why its number was entered out of turn, and on what day it really was; of a `line` that
    was cancelled before, also why."""
    version, before = naskah.latest, f"semula dibatalkan: {line.batal}" if line and line.batal else ""
    said = "; ".join(filter(None, [alasan.strip(), before]))
    note = {"alasan": said, "dicatat": version.at.date().isoformat()}
    return replace(naskah, latest=replace(version, facts={**version.facts, PENOMORAN: note}))


def _out_of_turn(office: Office, naskah_id: str, *, read: str, by: str, place: OutOfTurn) -> Signed:
    naskah = office.archive.naskah(naskah_id)
    signed = to_number(office, naskah, read=read, by=by, tanggal=place.tanggal)
    return replace(signed, naskah=noted_late(signed.naskah, place.alasan))


def _sisipan(office: Office, tx: Transaction, signed: Signed, place: OutOfTurn) -> str:
    lines = tx.register(signed.numbering.buku, place.tanggal.year)
    there = [line for line in lines if line.urut == place.urut]
    later = [line for line in lines if line.urut > place.urut]
    if not there or not later:
        why = "belum ada" if not there else "adalah yang terakhir; beri naskah ini nomor berikutnya, tanpa --sisip"
        raise NotReady(f"Nomor urut {place.urut} buku {signed.numbering.buku} {why}.")
    _demand_between(place.tanggal, _dates(tx, there), _dates(tx, later))
    found = next_sisipan(office.kantor.sisipan, {line.sisipan for line in there})
    if not found:
        raise NotReady(f"Semua sisipan nomor urut {place.urut} sudah dipakai.", ["sisipkan di belakang nomor lain"])
    return found


def _demand_between(on: date, before: Sequence[date], after: Sequence[date]) -> None:
    """A number says when it was given: its date is not before that of the number ahead, nor after the next one's."""
    if before and on < before[0]:
        raise NotReady(f"Nomor itu bertanggal {long_date(before[0])}; sisipannya tidak boleh lebih awal.")
    if after and on > after[0]:
        raise NotReady(f"Nomor sesudahnya bertanggal {long_date(after[0])}; sisipannya tidak boleh lebih akhir.")


def _dates(tx: Transaction, lines: Sequence[NomorEntry]) -> list[date]:
    """The dates of these numbers in order, as far as they were used."""
    used = (tx.naskah(line.naskah_id).tanggal for line in lines if line.naskah_id != line.blok)
    return [day for day in used if day]


def _unprinted(office: Office, urut: int, tahun: int) -> Nomor:
    return Nomor(urut, unit=office.kantor.unit, tahun=tahun)


def _blok(office: Office, doctype: DocType, printed: dict[int, str], *, reason: str, by: str) -> tuple[Naskah, bytes]:
    """The blok, not yet filed, and its page."""
    page, now = templated(office, BLOK), office.now()
    form = {
        "untuk": doctype.nama,
        "buku": numbered(doctype).buku.replace("_", " ").capitalize(),
        "tahun": str(now.year),
        "tanggal_pesan": now.date(),
        "alasan": reason,
        "lembar_kosong": "Ya" if doctype.has_template else "Tidak",
        "nomor": [{"urut": str(urut), "tercetak": nomor} for urut, nomor in printed.items()],
    }
    values = page.validate(form, office.kantor.officials())
    naskah = new_naskah(office, page, values, by=by)
    version = replace(naskah.latest, act="dipesan", status=Status.TERBIT)
    return replace(naskah, latest=version, tanggal=now.date()), render(office, page, values)
