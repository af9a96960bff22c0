"""Blank sheets of a blok nomor that were written on: each is the paper of the naskah its number was entered for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from docgen.actions.naskah.blank_sheets import blank_row, lines_of_blok
from docgen.actions.naskah.continuing import ENTERED
from docgen.actions.naskah.reserving import BLOK
from docgen.actions.scan.sorting import Document, Leaf, Sorted, gaps
from docgen.naskah.records import Naskah, NomorEntry
from docgen.office import Office

_STRAYS = "ada halaman tanpa kode yang dikenal di berkas ini, mungkin lanjutannya; pindai lembar ini sendiri"


def place_sheets(office: Office, found: Sorted) -> Sorted:
    """The same with every blank sheet as a document of the naskah that bears its number; why not, where there is none.

    A sheet says nothing of how many pages follow it, so one that comes with pages of no document is left to a person.
    """
    documents = (one for document in found.documents for one in _placed(office, document, bool(found.strays)))
    return replace(found, documents=tuple(documents))


def _placed(office: Office, document: Document, strays: bool) -> Iterator[Document]:
    blok = office.archive.naskah_of([document.naskah_id]).get(document.naskah_id)
    if blok is None or blok.jenis != BLOK:
        yield document
        return
    sheets: dict[int, list[Leaf]] = {}
    listed: list[Leaf] = []
    for leaf in document.leaves:
        row = blank_row(blok.latest, leaf.code.page, leaf.code.pages)
        (sheets.setdefault(int(row["urut"]), []) if row else listed).append(leaf)
    if listed:
        yield replace(document, leaves=tuple(listed), problems=_lacking(blok, listed))
    lines = lines_of_blok(office, blok) if sheets else {}
    for urut, leaves in sheets.items():
        yield _sheet(office, replace(document, leaves=tuple(leaves)), (blok, urut, lines.get(urut)), strays)


def _lacking(blok: Naskah, listed: Sequence[Leaf]) -> tuple[str, ...]:
    """What is missing of the list alone: its sheets come one by one."""
    code = listed[0].code
    last = next(page for page in range(code.pages, 0, -1) if blank_row(blok.latest, page, code.pages) is None)
    return tuple(gaps([leaf.code for leaf in listed], last))


def _sheet(office: Office, document: Document, place: tuple[Naskah, int, NomorEntry | None], strays: bool) -> Document:
    blok, urut, line = place
    problem = "ada lebih dari satu di berkas ini" if len(document.leaves) > 1 else _STRAYS if strays else ""
    problem = _unentered(office, blok, urut, line) or problem
    if problem or line is None:
        return replace(document, problems=(f"lembar kosong nomor urut {urut}: {problem}",))
    return replace(document, naskah_id=line.naskah_id, number=1, problems=())


def _unentered(office: Office, blok: Naskah, urut: int, line: NomorEntry | None) -> str:
    """Why no naskah has this paper as its own yet, and the command that enters it; '' where one has."""
    command = f"docgen naskah catat-kertas {_jenis(office, blok)} --isian ISIAN.toml --dipesan {urut}"
    remedy = f"catat dahulu ({command} --tanggal TANGGAL --alasan ALASAN), lalu tangkap lagi"
    if line is None:
        return "tidak ada di buku nomornya; periksa bloknya"
    if line.dipesan:
        return f"belum dicatat; {remedy}"
    if line.batal:
        return f"sudah dikembalikan atau dibatalkan ({line.batal}); bila lembar ini memang dipakai, {remedy}"
    if office.archive.versions(line.naskah_id)[0].act != ENTERED:
        return f"nomornya dipakai naskah {line.naskah_id} yang dibuat di docgen, bukan di lembar ini; periksa keduanya"
    return ""


def _jenis(office: Office, blok: Naskah) -> str:
    untuk = blok.latest.values["untuk"]
    return next((name for name, one in office.types.items() if one.nama == untuk and one.numbering), "JENIS")
