"""Working papers: files that are no naskah dinas of ours and yet what a step of an SOP needs; kept as they came."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from docgen.actions.naskah.drafting import new_naskah
from docgen.actions.naskah.filing import file_blobs
from docgen.actions.naskah.uploads import LARGEST_SCAN
from docgen.actions.naskah.words import BERKAS_KERJA, PLAIN, words_of
from docgen.errors import UnsafeFile
from docgen.naskah.access import DRAFT
from docgen.naskah.records import DOCX, Naskah, Status
from docgen.office import Office
from docgen.paper.guard import check_docx, sniff
from docgen.paper.sheet.guard import open_sheet

_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f"))


def keep_file(office: Office, data: bytes, name: str, *, by: str, remark: str = "") -> Naskah:
    """File a working paper (docx, xlsx, PDF, JPG, PNG, TIFF or plain text) untouched; returns its naskah.

    The same bytes are filed once: given again they are the naskah they already are. Raises UnsafeFile, NotAllowed.
    """
    office.demand(by, DRAFT)
    return file_away(office, data, name, by=by, remark=remark)


def file_away(office: Office, data: bytes, name: str, *, by: str, remark: str = "", keamanan: str = "") -> Naskah:
    """The same, of the class `keamanan` where it is not biasa; who may do that is asked before. Raises UnsafeFile."""
    path = name_of(data, name)
    digest = hashlib.sha256(data).hexdigest()
    for naskah_id, _, _ in office.archive.find_digest(digest):
        known = office.archive.naskah(naskah_id)
        if known.jenis == BERKAS_KERJA and known.latest.status is not Status.DIBATALKAN:
            return known
    doctype = office.doctype(BERKAS_KERJA)
    values = doctype.validate({"nama_berkas": name, "keterangan": remark}, office.kantor.officials())
    values |= {"keamanan": keamanan.title()} if keamanan else {}  # also where the office's own type has no such field
    naskah = new_naskah(office, doctype, values, by=by)
    version = replace(naskah.latest, status=Status.DITERIMA, act="disimpan", files={path: digest}, sha256=digest)
    naskah = replace(naskah, latest=version)
    return file_blobs(office, naskah, {path: data}, words_of(naskah, {path: data}.__getitem__))


def name_of(data: bytes, name: str) -> str:
    """The name a file is kept under, by its true kind; raises UnsafeFile for one that may not be kept."""
    if not data or len(data) > LARGEST_SCAN:
        raise UnsafeFile(name, ["kosong" if not data else f"lebih besar dari {LARGEST_SCAN // 1024**2} MiB"])
    kind = sniff(data)
    if kind == "docx":
        check_docx(data, name)
        return DOCX
    if kind:
        return f"berkas.{kind}"
    if data.startswith(b"PK\x03\x04"):
        open_sheet(data, name)
        return "berkas.xlsx"
    if _is_text(data):
        return PLAIN
    raise UnsafeFile(name, ["bukan docx, xlsx, PDF, JPG, PNG, TIFF atau teks; simpan sebagai PDF"])


def _is_text(data: bytes) -> bool:
    """UTF-8, or what Excel writes when it is not told otherwise."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            data.decode("cp1252")
        except UnicodeDecodeError:
            return False
    return data.translate(None, _CONTROL) == data
