"""The book of loans, what of a loan may be shown to whom, and the sheet that stands in the place of the paper.

Columns and forms: `naskah-dinas.md` 4.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from textwrap import shorten

from docgen.actions.arsip.gathering import by_number
from docgen.actions.arsip.shelving import Places, one_paper
from docgen.actions.naskah.drafting import render
from docgen.actions.naskah.standing import Standing
from docgen.errors import NotReady
from docgen.kearsipan import pinjaman as p
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.pinjaman import JENIS, Lembar, Pinjaman, read_pinjaman
from docgen.naskah.access import HIDDEN, READ, cleared, may
from docgen.naskah.bahasa import tanggal
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import Naskah
from docgen.office import Office
from docgen.paper.sheet.listing import Column

SHEET = "lembar_peminjaman"
ON_SHEET, LONGEST = 4, 80  # papers that half a page names, and characters of each: the page stays one page
_RUNNING = (p.DIAJUKAN, p.DIIZINKAN, p.KELUAR)
LOANS = "peminjaman"  # the name of the book
COLUMNS = (
    Column("No.", 6), Column("Tanggal pinjam", 13), Column("Nama peminjam/unit", 26), Column("Kode/judul arsip", 45),
    Column("Jumlah", 10), Column("Keperluan", 28), Column("Harus kembali", 13), Column("Kembali", 13),
    Column("Paraf peminjam", 12, room=2), Column("Paraf petugas", 12, room=2), Column("Keterangan", 30),
)  # fmt: skip


def all_loans(office: Office, *, late: bool = False) -> list[Catatan]:
    """Every loan by its number, or those that are out past their last day, the longest first."""
    found = sorted(office.archive.catatan(JENIS), key=by_number)
    if not late:
        return found
    today = office.now().date()
    overdue = [one for one in found if read_pinjaman(one).days_late(today)]
    return sorted(overdue, key=lambda one: read_pinjaman(one).jatuh_tempo)


def loan_rows(standing: Standing, tahun: int, reader: Pejabat) -> list[list[str]]:
    """The book of loans of a year as it stood and as he may read it: a row for every number."""
    found = [one for one in sorted(standing.catatan(JENIS), key=by_number) if by_number(one)[0] == tahun]
    naskah = standing.naskah_of({lembar.naskah for one in found for lembar in read_pinjaman(one).lembar})
    return [_row(standing, one, naskah, reader) for one in found]


def may_see(reader: Pejabat, loan: Pinjaman) -> bool:
    """Whether he may know what is lent and why: who may read papers of this class, and the borrower."""
    return cleared(reader, loan.keamanan) or (not loan.lembaga and reader.id == loan.peminjam)


def borrower(office: Office, loan: Pinjaman) -> str:
    """Who borrows, as it is printed."""
    if loan.lembaga:
        return f"{loan.peminjam}, {loan.lembaga}"
    return office.kantor.called(loan.peminjam)


def loan_sheet(office: Office, kode: str, *, by: str) -> bytes:
    """The out indicator and under it the receipt of a loan, as a page to be cut in two; it is not filed.

    Raises NotFound, NotReady while nothing of the loan is out.
    """
    loan = read_pinjaman(catatan := office.archive.one_catatan(JENIS, kode.strip()))
    if not loan.out:
        raise NotReady(f"Pinjaman {kode} tidak di luar.", [f"serahkan dahulu: docgen pinjaman serahkan {kode}"])
    reader, doctype, walk = office.kantor.official(by), office.doctype(SHEET), Places(office)
    naskah = office.archive.naskah_of({one.naskah for one in loan.out})
    form = {
        "nomor_pinjaman": catatan.kode,
        "peminjam": borrower(office, loan),
        "keperluan": loan.keperluan if may_see(reader, loan) else HIDDEN,
        "berkas": loan.berkas,
        "keluar": loan.keluar,
        "kembali": loan.jatuh_tempo,
        "petugas": reader.singkat or reader.jabatan,
        "izin": office.kantor.called(loan.izin),
        "ringkas": _summary(loan),
        "arsip": _lines(walk, loan, naskah, reader),
    }
    return render(office, doctype, doctype.validate(form, office.kantor.officials()))


def loan_remarks(office: Office, catatan: Catatan) -> list[str]:
    """What is to be known about a loan before its papers go out: which of them others have, and whether the same was
    asked for already."""
    loan, today = read_pinjaman(catatan), office.now().date()
    others = [(one, read_pinjaman(one)) for one in office.archive.catatan(JENIS) if one.id != catatan.id]
    keys, said = {one.key for one in loan.lembar}, list[str]()
    for one, other in others:
        if out := [f"{key[0]}:{key[1]}" for key in (lembar.key for lembar in other.out) if key in keys]:
            who, day = borrower(office, other), tanggal(date.fromisoformat(other.jatuh_tempo))
            said.append(f"Sedang dipinjam {who} sampai {day} (pinjaman {one.kode}): {', '.join(out)}.")
        same = (other.peminjam, other.lembaga, {lembar.key for lembar in other.lembar})
        if same == (loan.peminjam, loan.lembaga, keys) and other.stand(today) in _RUNNING:
            said.append(f"Permintaan yang sama sudah ada: pinjaman {one.kode}, {other.stand(today)}.")
    return said


def due_moment(office: Office, loan: Pinjaman) -> datetime:
    """The end of the last day on which the papers are to be back."""
    return datetime.combine(date.fromisoformat(loan.jatuh_tempo), time.max, office.now().tzinfo)


def _lines(walk: Places, loan: Pinjaman, naskah: dict[str, Naskah], reader: Pejabat) -> list[dict[str, str]]:
    lines = [_line(walk, naskah[one.naskah], one, reader) for one in loan.out]
    if len(lines) <= ON_SHEET:
        return lines
    more = {"uraian": f"dan {len(lines) - ON_SHEET + 1} lembar lain, lihat buku peminjaman", "lembar": "", "letak": ""}
    return [*lines[: ON_SHEET - 1], more]


def _summary(loan: Pinjaman) -> str:
    """What is signed for in one line: how many papers, and by which codes they are found."""
    named = [f"{one.naskah} lembar {one.salinan}" for one in loan.out]
    more = f" dan {len(named) - ON_SHEET} lagi" if len(named) > ON_SHEET else ""
    return f"{len(named)} lembar: {', '.join(named[:ON_SHEET])}{more}"


def _line(walk: Places, naskah: Naskah, lembar: Lembar, reader: Pejabat) -> dict[str, str]:
    copy = one_paper(naskah, lembar.salinan)
    called = naskah.perihal if may(reader, READ, naskah) else HIDDEN
    nomor = f" ({naskah.nomor})" if naskah.nomor else ""
    said = {"uraian": f"{called}{nomor}", "lembar": f"{lembar.salinan}, {lembar.macam}", "letak": walk.to(copy)}
    return {name: shorten(text, LONGEST, placeholder=" …") for name, text in said.items()}


def _row(standing: Standing, one: Catatan, naskah: dict[str, Naskah], reader: Pejabat) -> list[str]:
    loan = read_pinjaman(one)
    seen = may_see(reader, loan)
    return [
        str(by_number(one)[1]), _day(loan.keluar), borrower(standing.office, loan),
        _title(loan, naskah) if seen else HIDDEN, str(len(loan.lembar)), loan.keperluan if seen else HIDDEN,
        _day(loan.jatuh_tempo), _day(loan.returned), "", "", "; ".join(_remarks(one, loan, standing.pada)),
    ]  # fmt: skip


def _title(loan: Pinjaman, naskah: dict[str, Naskah]) -> str:
    if loan.berkas:
        return f"berkas {loan.berkas}"
    papers = [naskah[one] for one in dict.fromkeys(lembar.naskah for lembar in loan.lembar)]
    return "; ".join(_called(one) for one in papers)


def _called(naskah: Naskah) -> str:
    """Code, number and title; a number that begins with the code says it already."""
    kode = "" if naskah.nomor.startswith(naskah.klasifikasi) else naskah.klasifikasi
    return " ".join(filter(None, (kode, naskah.nomor, naskah.perihal)))


def _remarks(one: Catatan, loan: Pinjaman, today: date) -> Iterator[str]:
    stand = loan.stand(today)
    if stand in (p.DIAJUKAN, p.DIIZINKAN, p.GUGUR, p.DISALIN):
        yield stand
    if stand == p.DITOLAK:
        yield f"{stand}: {one.note}"
    if late := loan.days_late(today):
        yield f"terlambat {late} hari"
    if loan.perpanjangan:
        yield f"diperpanjang: {loan.perpanjangan}"
    yield from (f"lembar {lembar.salinan} naskah {lembar.naskah} {lembar.kondisi}" for lembar in loan.lembar
                if lembar.kondisi not in ("", "baik"))  # fmt: skip


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d-%m-%Y}" if iso else ""
