"""The PDF of a naskah: a look at any version, and the rendition that is filed with a final one."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from docgen.actions.filing import as_read, file_blobs, next_version
from docgen.errors import NotReady
from docgen.naskah.access import REGISTER
from docgen.naskah.approval import demand_status
from docgen.naskah.kode import kode_verifikasi
from docgen.naskah.records import DOCX, Naskah, Status, Version
from docgen.office import Office
from docgen.paper.pdf import convert
from docgen.paper.pdf_marks import Marks
from docgen.paper.pdf_stamp import stamp_pdf

PDF = "naskah.pdf"
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
    if DOCX not in version.files:
        raise NotReady(f"Naskah {naskah.id} versi {version.number} tidak mempunyai halaman Word.")
    done = convert({naskah.id: office.archive.read(version)})
    if naskah.id in done.problems:
        raise NotReady(f"Naskah {naskah.id} belum dapat dijadikan PDF.", [done.problems[naskah.id]])
    kode = kode_verifikasi(naskah.id, version.number)
    footer = " · ".join(filter(None, (kode, naskah.nomor, str(version.status))))
    return stamp_pdf(done.pdfs[naskah.id], Marks(diagonal=UNFINISHED.get(version.status, ""), footer=footer, qr=kode))


def file_pdf(office: Office, naskah_id: str, *, read: str, by: str) -> Naskah:
    """File the PDF/A of a final naskah beside its Word page, as the next version; the page itself stays as it is.

    Raises StaleVersion, NotAllowed, NotReady before the naskah is final, and as `preview` does.
    """
    naskah = as_read(office, naskah_id, read)
    office.demand(by, REGISTER, naskah)
    doctype = office.doctype(naskah.jenis)
    final = Status.TERBIT if doctype.numbered_after_signing else Status.DISAHKAN
    demand_status(naskah.latest, (final,), "dibuatkan PDF")
    pdf = preview(office, naskah, naskah.latest)
    digest = hashlib.sha256(pdf).hexdigest()
    version = next_version(office, naskah, "dibuatkan PDF", by)
    version = replace(version, files={**version.files, PDF: digest})
    text = office.archive.text(naskah_id, naskah.latest.number)
    return file_blobs(office, replace(naskah, latest=version), {PDF: pdf}, text)
