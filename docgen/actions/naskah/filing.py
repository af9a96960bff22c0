"""The one way a version gets into the archive: sealed with its identity, filed, then indexed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC

from docgen.actions.naskah.indexing import index_naskah
from docgen.archive.catalogue import SHORTEST_DIGEST
from docgen.archive.transaction import Transaction
from docgen.errors import Damaged, DocgenError, NotAllowed, NotFound, NotReady, Problems, StaleVersion
from docgen.naskah.kode import kode_verifikasi
from docgen.naskah.records import DOCX, Naskah, NomorEntry, Version
from docgen.office import Office
from docgen.paper.read import plain_text
from docgen.paper.stamp import stamp

REFUSALS = (Problems, NotFound, NotAllowed, StaleVersion, Damaged)  # of one naskah; a failing disk concerns them all

Act = Callable[[Transaction], Naskah]  # what is done under the write lock; returns the naskah as filed


@dataclass(frozen=True)
class Page:
    """A sealed page on its way into the archive: the naskah with its next version, the bytes, their words."""

    naskah: Naskah
    blob: bytes
    words: str


class _Withdrawn(Exception):
    """Nothing of the transaction is to be kept."""


def as_read(office: Office, naskah_id: str, read: str) -> Naskah:
    """The naskah if `read` is the digest of its latest version.

    Raises StaleVersion when it has moved on since, NotReady when `read` was never one of its versions.
    """
    naskah = office.archive.naskah(naskah_id)
    demand_read(office, naskah, read)
    return naskah


def demand_read(office: Office, naskah: Naskah, read: str) -> None:
    """Raise as `as_read` does unless `read` is the digest of the latest version of `naskah`."""
    latest = naskah.latest
    if _names(read, latest.sha256):
        return
    if any(_names(read, version.sha256) for version in office.archive.versions(naskah.id)):
        raise StaleVersion(naskah.id, act=latest.act, by=latest.by, at=latest.at, number=latest.number)
    raise NotReady(
        f"'{read}' bukan sidik naskah {naskah.id}.",
        [f"lihat dahulu naskahnya (docgen naskah lihat {naskah.id}), lalu pakai sidik yang tercetak di sana"],
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


def sealed_page(naskah: Naskah, docx: bytes, marks: Mapping[str, str]) -> Page:
    """The page as `naskah.latest` will hold it, sealed."""
    sealed, blob = seal(naskah, docx, marks)
    return Page(sealed, blob, plain_text(blob))


def put_page(
    tx: Transaction, page: Page, nomor: Sequence[NomorEntry] = (), beside: Mapping[str, bytes] | None = None
) -> Naskah:
    """File a sealed page, and what lies `beside` it, in this transaction; returns the naskah as filed.

    Raises StaleVersion.
    """
    tx.file(page.naskah, {DOCX: page.blob, **(beside or {})}, text=page.words, nomor=nomor)
    return page.naskah


def file_docx(office: Office, naskah: Naskah, docx: bytes, marks: Mapping[str, str]) -> Naskah:
    """Seal and file the page as `naskah.latest`; returns the naskah as filed."""
    return file_page(office, sealed_page(naskah, docx, marks))


def file_page(office: Office, page: Page) -> Naskah:
    """File a sealed page, acknowledge, index; returns the naskah as filed."""
    return file_blobs(office, page.naskah, {DOCX: page.blob}, page.words)


def file_pages(office: Office, pages: Collection[Page]) -> list[Naskah]:
    """File many sealed pages in one transaction: all of them, or none; returns them as filed."""
    with office.archive.transaction() as tx:
        filed = [put_page(tx, page) for page in pages]
    index_naskah(office, *(naskah.id for naskah in filed))
    return filed


def file_each(office: Office, acts: Iterable[Act], *, whole: bool = False) -> list[Naskah | DocgenError | None]:
    """Do all these acts in one transaction, then index what they filed; one result an act, in order.

    An act that is refused is undone alone, and its number given back. With `whole` one refusal undoes all: the
    others are then None.
    """
    results: list[Naskah | DocgenError | None] = []
    try:
        with office.archive.transaction() as tx:
            results += (_attempt(tx, act) for act in acts)
            if whole and any(isinstance(one, DocgenError) for one in results):
                raise _Withdrawn
    except _Withdrawn:
        return [one if isinstance(one, DocgenError) else None for one in results]
    index_naskah(office, *(one.id for one in results if isinstance(one, Naskah)))
    return results


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


def _attempt(tx: Transaction, act: Act) -> Naskah | DocgenError:
    try:
        with tx.attempt():
            return act(tx)
    except REFUSALS as error:
        return error


def _names(read: str, digest: str) -> bool:
    return len(read) >= SHORTEST_DIGEST and digest.startswith(read.lower())
