"""The PDF of a naskah: a look at any version, and the rendition that is filed with a final one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from docgen.actions.naskah.batch import Progress, RowResult, silent
from docgen.actions.naskah.blank_sheets import sheets_in_place
from docgen.actions.naskah.daftar import Line
from docgen.actions.naskah.filing import Act, demand_read, file_blobs, next_version
from docgen.actions.naskah.reserving import BLOK
from docgen.actions.naskah.together import carry_out
from docgen.archive.transaction import Transaction
from docgen.errors import DocgenError, NotReady
from docgen.naskah.access import REGISTER
from docgen.naskah.approval import demand_status
from docgen.naskah.doctype import DocType
from docgen.naskah.kode import kode_verifikasi
from docgen.naskah.kode_halaman import kode_halaman
from docgen.naskah.records import DOCX, Naskah, Status, Version
from docgen.office import Office
from docgen.paper.pdf.convert import convert
from docgen.paper.pdf.marks import Marks
from docgen.paper.pdf.stamp import stamp_pdf
from docgen.paper.pdf.text import page_texts

PDF = "naskah.pdf"
AT_ONCE = 25  # pages of one call of LibreOffice: seconds, so that the bar moves
UNFINISHED = {
    Status.DRAF: "DRAF",
    Status.TERPARAF: "DRAF",
    Status.DIKEMBALIKAN: "DRAF",
    Status.DIBATALKAN: "DIBATALKAN",
}


def preview(office: Office, naskah: Naskah, version: Version) -> bytes:
    """The PDF of one version, marked DRAF while it is not final; nothing is filed.

    Raises NotReady when LibreOffice is missing or cannot convert it, or when the version has no Word page.
    """
    _demand_page(naskah, version)
    done = convert({naskah.id: office.archive.read(version)})
    if naskah.id in done.problems:
        raise NotReady(_unconverted(naskah), [done.problems[naskah.id]])
    return _marked(done.pdfs[naskah.id], naskah, version, _across(office, naskah, version))


def as_pdf(docx: bytes) -> bytes:
    """The PDF of a page that is not filed; raises NotReady without LibreOffice or where it cannot convert it."""
    done = convert({"lembar": docx})
    if done.problems:
        raise NotReady("Lembar ini belum dapat dijadikan PDF.", done.problems.values())
    return done.pdfs["lembar"]


def file_pdf(office: Office, naskah_id: str, *, read: str, by: str) -> Naskah:
    """File the PDF/A of a final naskah beside its Word page, as the next version; the page itself stays as it is.

    Raises StaleVersion, NotAllowed, NotReady before the naskah is final, and as `preview` does.
    """
    naskah = publishable(office, office.archive.naskah(naskah_id), read=read, by=by)
    with_pdf, pdf = _with_pdf(office, naskah, preview(office, naskah, naskah.latest), by)
    return file_blobs(office, with_pdf, {PDF: pdf}, office.archive.text(naskah_id, naskah.latest.number))


def file_pdfs(
    office: Office, lines: Sequence[Line], *, by: str, whole: bool = False, progress: Progress = silent
) -> list[RowResult]:
    """The same for every naskah of a list, converted AT_ONCE at a time and filed together; one result a line.

    One that cannot be converted is told and costs the others nothing; with `whole` nothing is filed then. Raises
    NotAllowed, NotReady for an empty or endless list or without LibreOffice.
    """
    office.demand(by, REGISTER)

    def judge(naskah: Naskah, read: str) -> tuple[Naskah, bytes]:
        return publishable(office, naskah, read=read, by=by), office.archive.read(naskah.latest)

    def convert_all(judged: Mapping[int, tuple[Naskah, bytes]]) -> Iterator[tuple[int, Act | DocgenError]]:
        for row, pdf in _converted(judged, progress):
            naskah, _ = judged[row]
            yield row, pdf if isinstance(pdf, DocgenError) else _filing(office, naskah, pdf, by)

    return carry_out(office, lines, judge, by=by, whole=whole, finish=convert_all)


def publishable(office: Office, naskah: Naskah, *, read: str, by: str) -> Naskah:
    """The naskah, if its latest version was read, is final and has a Word page. Raises as `file_pdf` does."""
    demand_read(office, naskah, read)
    office.demand(by, REGISTER, naskah)
    demand_status(naskah.latest, (_final(office.doctype(naskah.jenis)),), "dibuatkan PDF")
    _demand_page(naskah, naskah.latest)
    return naskah


def filed_final(doctype: DocType, version: Version) -> bool:
    """Whether a version is final and has a Word page, so that its PDF may be filed."""
    return version.status is _final(doctype) and DOCX in version.files


def _final(doctype: DocType) -> Status:
    return Status.TERBIT if doctype.numbered_after_signing else Status.DISAHKAN


def _demand_page(naskah: Naskah, version: Version) -> None:
    if DOCX not in version.files:
        raise NotReady(f"Naskah {naskah.id} versi {version.number} tidak mempunyai halaman Word.")


def _converted(
    judged: Mapping[int, tuple[Naskah, bytes]], progress: Progress
) -> Iterator[tuple[int, bytes | DocgenError]]:
    rows = list(judged)
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        done = convert({str(row): judged[row][1] for row in part})
        for row in part:
            (naskah, _), why = judged[row], done.problems.get(str(row))
            yield (
                row,
                NotReady(_unconverted(naskah), [why]) if why else _marked(done.pdfs[str(row)], naskah, naskah.latest),
            )
        progress(start + len(part), len(rows))


def _filing(office: Office, naskah: Naskah, pdf: bytes, by: str) -> Act:
    with_pdf, blob = _with_pdf(office, naskah, pdf, by)
    text = office.archive.text(naskah.id, naskah.latest.number)

    def file(tx: Transaction) -> Naskah:
        tx.file(with_pdf, {PDF: blob}, text=text)
        return with_pdf

    return file


def _with_pdf(office: Office, naskah: Naskah, pdf: bytes, by: str) -> tuple[Naskah, bytes]:
    version = next_version(office, naskah, "dibuatkan PDF", by)
    files = {**version.files, PDF: hashlib.sha256(pdf).hexdigest()}
    return replace(naskah, latest=replace(version, files=files)), pdf


def _across(office: Office, naskah: Naskah, version: Version) -> str:
    """The word across a page that is not to be used; one that is printed to be written on by hand is, as a draft."""
    doctype = office.types.get(naskah.jenis)
    by_hand = doctype is not None and doctype.diisi_tangan and version.status is Status.DRAF
    return "" if by_hand else UNFINISHED.get(version.status, "")


def _marked(pdf: bytes, naskah: Naskah, version: Version, across: str = "") -> bytes:
    """Each page says its own code, as a QR and in letters, so that its scan finds the way back.

    Of a blok whose sheets are not where their numbers are expected, a page says the version alone.
    """
    paged = naskah.jenis != BLOK or sheets_in_place(version, page_texts(pdf))

    def own(page: int, pages: int) -> Marks:
        number = version.number
        kode = kode_halaman(naskah.id, number, page, pages) if paged else kode_verifikasi(naskah.id, number)
        return Marks(footer=" · ".join(filter(None, (kode, naskah.nomor, str(version.status)))), qr=kode)

    return stamp_pdf(pdf, Marks(diagonal=across), own)


def _unconverted(naskah: Naskah) -> str:
    return f"Naskah {naskah.id} belum dapat dijadikan PDF."
