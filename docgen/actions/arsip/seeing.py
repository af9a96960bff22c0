"""What the record office shows to one reader: what he may not read keeps its line, and what it says is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from docgen.actions.arsip.closing import open_items
from docgen.actions.arsip.gathering import Kept, by_number, look
from docgen.actions.arsip.loan_book import borrower, may_see
from docgen.actions.arsip.shelving import Paper, Places, papers_in_box, papers_of
from docgen.actions.naskah.finding import GUEST
from docgen.kearsipan import boks as x
from docgen.kearsipan.berkas import JENIS, Berkas, read_berkas
from docgen.kearsipan.boks import Boks, read_boks
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import BERKAS, Kertas, kertas_in
from docgen.kearsipan.pinjaman import Pinjaman, read_pinjaman
from docgen.naskah.access import HIDDEN, READ, cleared, may
from docgen.naskah.approval import day_of
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import Naskah
from docgen.office import Office


@dataclass(frozen=True)
class SeenNaskah:
    """A naskah on a list of the record office; without title, type and number where it may not be read."""

    id: str
    perihal: str
    jenis: str
    nomor: str
    tanggal: date
    urut: int  # its place in its berkas
    readable: bool


@dataclass(frozen=True)
class SeenPaper:
    """One copy on paper, and where it lies."""

    naskah: SeenNaskah
    kertas: Kertas
    letak: str


@dataclass(frozen=True)
class SeenBerkas:
    """A berkas as one reader sees it: without what it is called and why it is held where he is not cleared for it."""

    kode: str
    number: int  # which of its records this is
    berkas: Berkas
    kurun_waktu: str
    count: int
    readable: bool


@dataclass(frozen=True)
class Folder:
    """A berkas opened: what is in it with its papers, where it lies, what was done with it, what keeps it open."""

    seen: SeenBerkas
    contents: Sequence[tuple[SeenNaskah, Sequence[SeenPaper]]]
    letak: str
    history: Sequence[Catatan]
    open_items: Sequence[str]


@dataclass(frozen=True)
class Box:
    """A box opened."""

    kode: str
    number: int
    boks: Boks
    berkas: Sequence[str]  # whose folders lie in it
    papers: Sequence[SeenPaper]
    history: Sequence[Catatan]


@dataclass(frozen=True)
class SeenLoan:
    """A loan as one reader sees it: what is lent and why only where he may know it."""

    kode: str
    number: int
    loan: Pinjaman
    peminjam: str
    keadaan: str
    late: int  # days
    readable: bool


def reader_of(office: Office, by: str) -> Pejabat:
    """Who reads; who did not say who he is sees what every clerk may see."""
    return office.kantor.official(by) if by else GUEST


def list_berkas(office: Office, *, by: str, keadaan: str = "", words: str = "", limit: int) -> list[SeenBerkas]:
    """The berkas in that state whose number, code, index or description, as he may read them, hold all the words; the
    newest first."""
    reader = reader_of(office, by)
    found = sorted(office.archive.catatan(JENIS), key=by_number, reverse=True)
    right = (one for one in found if keadaan in ("", read_berkas(one).keadaan) and _says(reader, one, words))
    return [see_berkas(reader, look(office, one.kode)) for one in islice(right, limit)]


def see_berkas(reader: Pejabat, kept: Kept) -> SeenBerkas:
    """A berkas as he may read it."""
    seen = _masked(reader, kept.berkas)
    readable = cleared(reader, kept.berkas.keamanan)
    return SeenBerkas(kept.catatan.kode, kept.catatan.number, seen, kept.kurun_waktu, len(kept.naskah), readable)


def open_folder(office: Office, kode: str, *, by: str) -> Folder:
    """One berkas with all that is in it; raises NotFound."""
    reader, kept = reader_of(office, by), look(office, kode)
    seen = see_berkas(reader, kept)
    contents = [(see_naskah(reader, one), _seen_papers(reader, papers_of(office, one))) for one in kept.naskah]
    acts = office.archive.catatan_history(kept.catatan.id)
    history = acts if seen.readable else [replace(one, note="", isi={}) for one in acts]
    items = open_items(office, kept, by=by) if kept.berkas.terbuka else []
    return Folder(seen, contents, Places(office).to_folder(kept.catatan), history, items)


def open_box(office: Office, kode: str, *, by: str) -> Box:
    """One box with what must be found in it; raises NotFound."""
    found = office.archive.one_catatan(x.JENIS, kode.strip().upper())
    folders = [one for one in office.archive.catatan(JENIS) if read_berkas(one).boks == found.kode]
    inside = [one.kode for one in sorted(folders, key=by_number) if not read_berkas(one).gone]
    papers = _seen_papers(reader_of(office, by), papers_in_box(office, found.kode))
    history = office.archive.catatan_history(found.id)
    return Box(found.kode, found.number, read_boks(found), inside, papers, history)


def see_papers(office: Office, naskah: Naskah, *, by: str) -> list[SeenPaper]:
    """The copies of a naskah on paper, and where each lies."""
    return _seen_papers(reader_of(office, by), papers_of(office, naskah)) if kertas_in(naskah.latest.facts) else []


def berkas_with(office: Office, naskah: Naskah, *, by: str) -> SeenBerkas | None:
    """The berkas a naskah is in; None for none."""
    inside = naskah.latest.facts.get(BERKAS, {}).get("id", "")
    found = next((one for one in office.archive.catatan(JENIS) if one.id == inside), None) if inside else None
    return see_berkas(reader_of(office, by), look(office, found.kode)) if found else None


def see_naskah(reader: Pejabat, naskah: Naskah) -> SeenNaskah:
    """A naskah as he may read it."""
    readable = may(reader, READ, naskah)
    said = (naskah.perihal, naskah.jenis, naskah.nomor) if readable else (HIDDEN, "", "")
    urut = naskah.latest.facts.get(BERKAS, {}).get("urut", 0)
    return SeenNaskah(naskah.id, *said, day_of(naskah), urut, readable)


def see_loan(office: Office, catatan: Catatan, *, by: str) -> SeenLoan:
    """A loan as he may read it."""
    loan, today = read_pinjaman(catatan), office.now().date()
    readable = may_see(reader_of(office, by), loan)
    hidden = replace(loan, keperluan=HIDDEN, alasan=loan.alasan and HIDDEN, perpanjangan=loan.perpanjangan and HIDDEN)
    shown = loan if readable else hidden
    late = loan.days_late(today)
    return SeenLoan(catatan.kode, catatan.number, shown, borrower(office, loan), loan.stand(today), late, readable)


def lent_papers(office: Office, loan: Pinjaman, *, by: str) -> list[tuple[SeenNaskah, int, str, str]]:
    """The papers of a loan: what, which copy, of what kind, and how it came back."""
    reader = reader_of(office, by)
    naskah = office.archive.naskah_of({one.naskah for one in loan.lembar})
    return [(see_naskah(reader, naskah[one.naskah]), one.salinan, one.macam, one.kondisi) for one in loan.lembar]


def loan_history(office: Office, seen: SeenLoan, catatan_id: str) -> list[Catatan]:
    """What was done with a loan, oldest first; without notes where he may not know why."""
    acts = office.archive.catatan_history(catatan_id)
    return list(acts) if seen.readable else [replace(one, note="", isi={}) for one in acts]


def _seen_papers(reader: Pejabat, papers: Sequence[Paper]) -> list[SeenPaper]:
    return [SeenPaper(see_naskah(reader, one.naskah), one.kertas, one.letak) for one in papers]


def _masked(reader: Pejabat, berkas: Berkas) -> Berkas:
    if cleared(reader, berkas.keamanan):
        return berkas
    return replace(berkas, indeks=HIDDEN, uraian=HIDDEN, tahan=berkas.tahan and HIDDEN)


def _says(reader: Pejabat, catatan: Catatan, words: str) -> bool:
    berkas = _masked(reader, read_berkas(catatan))
    said = " ".join(_searched(catatan, berkas)).casefold()
    return all(word in said for word in words.casefold().split())


def _searched(catatan: Catatan, berkas: Berkas) -> Iterator[str]:
    yield from (catatan.kode, berkas.klasifikasi, berkas.indeks, berkas.uraian, berkas.unit)
