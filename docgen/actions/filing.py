"""The one way a version gets into the archive: sealed with its identity, filed, then indexed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC

from docgen.actions.indexing import index_naskah
from docgen.errors import NotReady, StaleVersion
from docgen.naskah.kode import kode_verifikasi
from docgen.naskah.records import DOCX, Naskah, Version
from docgen.office import Office
from docgen.paper.read import plain_text
from docgen.paper.stamp import stamp

SHORTEST_DIGEST = 8  # characters of a digest that name a version surely enough for a person to type


def as_read(office: Office, naskah_id: str, read: str) -> Naskah:
    """The naskah if `read` is the digest of its latest version.

    Raises StaleVersion when it has moved on since, NotReady when `read` was never one of its versions.
    """
    naskah = office.archive.naskah(naskah_id)
    latest = naskah.latest
    if _names(read, latest.sha256):
        return naskah
    if any(_names(read, version.sha256) for version in office.archive.versions(naskah_id)):
        raise StaleVersion(naskah_id, act=latest.act, by=latest.by, at=latest.at, number=latest.number)
    raise NotReady(
        f"'{read}' bukan sidik naskah {naskah_id}.",
        [f"lihat dahulu naskahnya (docgen naskah lihat {naskah_id}), lalu pakai sidik yang tercetak di sana"],
    )


def next_version(office: Office, naskah: Naskah, act: str, by: str) -> Version:
    """A version after the latest one, by whom and when, everything else as it was."""
    latest = naskah.latest
    return replace(latest, number=latest.number + 1, act=act, by=by, at=office.now(), note="")


def seal(naskah: Naskah, docx: bytes, marks: Mapping[str, str]) -> tuple[Naskah, bytes]:
    """Stamp `marks` and the identity of `naskah.latest` into the page; the digest names exactly these bytes."""
    sealed = stamp(docx, marks, identity(naskah))
    digest = hashlib.sha256(sealed).hexdigest()
    version = replace(naskah.latest, sha256=digest, files={**naskah.latest.files, DOCX: digest})
    return replace(naskah, latest=version), sealed


def file_docx(office: Office, naskah: Naskah, docx: bytes, marks: Mapping[str, str]) -> Naskah:
    """Seal and file the page as `naskah.latest`; returns the naskah as filed."""
    sealed, blob = seal(naskah, docx, marks)
    return file_blobs(office, sealed, {DOCX: blob}, plain_text(blob))


def file_many(office: Office, pages: Sequence[tuple[Naskah, bytes]]) -> list[Naskah]:
    """Seal and file many new pages in one transaction: all of them, or none; returns them as filed."""
    sealed = [seal(naskah, docx, {}) for naskah, docx in pages]
    with office.archive.transaction() as tx:
        for naskah, blob in sealed:
            tx.file(naskah, {DOCX: blob}, text=plain_text(blob))
    filed = [naskah for naskah, _ in sealed]
    index_naskah(office, *(naskah.id for naskah in filed))
    return filed


def file_blobs(office: Office, naskah: Naskah, blobs: Mapping[str, bytes], text: str) -> Naskah:
    """File `naskah.latest` with these new files, acknowledge, index."""
    with office.archive.transaction() as tx:
        tx.file(naskah, blobs, text=text)
    index_naskah(office, naskah.id)
    return naskah


def identity(naskah: Naskah) -> dict[str, str]:
    """The document properties by which a docx found on a USB stick names itself, to docgen and to Word."""
    version = naskah.latest
    given = "; ".join(f"{a.mark} {a.pejabat} ({a.nama}) {a.at:%Y-%m-%d %H:%M}" for a in version.approvals)
    return {
        "docgen.naskah": naskah.id,
        "docgen.jenis": naskah.jenis,
        "docgen.versi": str(version.number),
        "docgen.status": str(version.status),
        "docgen.nomor": naskah.nomor,
        "docgen.kode": kode_verifikasi(naskah.id, version.number),
        "docgen.persetujuan": given,
        "title": naskah.perihal,
        "identifier": kode_verifikasi(naskah.id, version.number),
        "version": str(version.number),
        "contentStatus": str(version.status),
        "lastModifiedBy": version.by,
        "modified": f"{version.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    }


def _names(read: str, digest: str) -> bool:
    return len(read) >= SHORTEST_DIGEST and digest.startswith(read.lower())
