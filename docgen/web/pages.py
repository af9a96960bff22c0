"""The pages of a version for the screen."""

from __future__ import annotations

import hashlib
import struct

from flask import current_app

from docgen.actions.naskah.finding import main_file
from docgen.actions.naskah.proofing import proof_pdf
from docgen.actions.naskah.publishing import preview
from docgen.errors import NotFound, NotReady
from docgen.naskah.records import DOCX, Naskah, Version
from docgen.office import Office
from docgen.paper.pdf.view import page_images
from docgen.paper.scan.picture import as_pdf
from docgen.web.previews import Kept

DPI = 96
PICTURE_DPI = 36  # of a scan whose every pixel counts as one point
_PICTURES = (".jpg", ".png")


def page_pictures(office: Office, naskah: Naskah, version: Version) -> tuple[bytes, ...]:
    """A PNG of each page; none where there is no PDF and LibreOffice cannot make one."""
    kept: Kept = current_app.extensions["pictures"]
    try:
        return kept.get((naskah.id, version.number), lambda: _drawn(office, naskah, version))
    except NotReady:
        return ()


def page_words(office: Office, naskah: Naskah, version: Version) -> str:
    """The words of a version."""
    return office.archive.text(naskah.id, version.number)


def proof_pictures(docx: bytes, account: str) -> tuple[str, int]:
    """A page that is not filed, drawn for one account: the name its pictures go by for a while, and how many there are.

    None where LibreOffice cannot make them.
    """
    kept: Kept = current_app.extensions["pictures"]
    name = hashlib.sha256(docx).hexdigest()[:16]
    try:
        made = kept.get((account, name), lambda: tuple(page_images(proof_pdf(docx), dpi=DPI)))
    except NotReady:
        return name, 0
    return name, len(made)


def proof_picture(account: str, name: str, number: int) -> bytes:
    """One of these pictures; raises NotFound once it is forgotten."""
    kept: Kept = current_app.extensions["pictures"]
    pictures = kept.find((account, name)) or ()
    if not 1 <= number <= len(pictures):
        raise NotFound("Halaman pratinjau", number, "Tampilkan pratinjaunya sekali lagi.")
    return pictures[number - 1]


def _drawn(office: Office, naskah: Naskah, version: Version) -> tuple[bytes, ...]:
    if (main := main_file(version)).endswith(_PICTURES):
        return tuple(page_images(_around(office.archive.read(version, main), main), dpi=PICTURE_DPI))
    filed = next((path for path in version.files if path.endswith(".pdf")), "")
    if filed and DOCX not in version.files:
        pdf = office.archive.read(version, filed)
    else:
        pdf = preview(office, naskah, version)
    return tuple(page_images(pdf, dpi=DPI))


def _around(picture: bytes, path: str) -> bytes:
    """The PDF around a scan that came as a picture; raises NotReady where it is torn."""
    try:
        return as_pdf(picture, path.rpartition(".")[2])
    except (ValueError, KeyError, IndexError, struct.error):
        raise NotReady(f"{path} tidak dapat ditampilkan: rusak atau terpotong.") from None
