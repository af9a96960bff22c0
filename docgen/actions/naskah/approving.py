"""Paraf, tanda tangan, return and cancellation: each on exactly the version that was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from docgen.actions.naskah.figures import moved_figures
from docgen.actions.naskah.filing import (
    Page,
    as_read,
    demand_read,
    file_docx,
    file_page,
    next_version,
    seal,
    sealed_page,
)
from docgen.actions.naskah.indexing import index_naskah
from docgen.errors import NotReady, NotYourTurn
from docgen.naskah.access import APPROVE, CANCEL
from docgen.naskah.approval import OPEN, awaited, chain, demand_status, status_after, wording
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import DOCX, FILLED, UPLOADED, Approval, Naskah, Status
from docgen.office import Office
from docgen.paper.read import plain_text
from docgen.paper.stamp import clear, unfinished

RETURNED = "dikembalikan"  # the act of a return
ACTS = {"paraf": "diparaf", "tanda_tangan": "ditandatangani"}


def give_paraf(office: Office, naskah_id: str, *, read: str, by: str) -> Naskah:
    """Put the paraf of `by` on the bytes whose digest is `read`.

    Raises StaleVersion, NotYourTurn (rank order), NotAllowed; NotReady when tracked changes or comments are left.
    """
    return _approve(office, naskah_id, "paraf", read=read, by=by)


def sign(office: Office, naskah_id: str, *, read: str, by: str) -> Naskah:
    """Approve the bytes whose digest is `read` by the signature of `by`: the naskah is *disahkan*. Raises as paraf."""
    return _approve(office, naskah_id, "tanda_tangan", read=read, by=by)


def send_back(office: Office, naskah_id: str, *, read: str, by: str, note: str) -> Naskah:
    """Return the naskah to its drafter with a note; every paraf given so far is taken off the page.

    Raises StaleVersion, NotYourTurn for one outside the approval chain, NotReady without a note.
    """
    naskah = as_read(office, naskah_id, read)
    office.demand(by, APPROVE, naskah)
    demand_status(naskah.latest, OPEN, "dikembalikan")
    doctype = office.doctype(naskah.jenis)
    if by not in chain(doctype, naskah.latest):
        raise NotYourTurn(f"Naskah {naskah_id} hanya dapat dikembalikan oleh yang memaraf atau menandatanganinya.")
    _demand_text(note, "Pengembalian memerlukan catatan.", "tulis apa yang harus diperbaiki: --catatan '…'")
    docx = clear(office.archive.read(naskah.latest), [a.anchor for a in naskah.latest.approvals])
    version = replace(
        next_version(office, naskah, RETURNED, by), status=Status.DIKEMBALIKAN, approvals=(), note=note.strip()
    )
    return file_docx(office, replace(naskah, latest=version), docx, {})


def cancel(office: Office, naskah_id: str, *, read: str, by: str, reason: str) -> Naskah:
    """Cancel the naskah; its number stays in the register with the reason and is never given again.

    Raises StaleVersion, NotAllowed; NotReady without a reason, when it is cancelled already, for a letter whose
    disposisi stands (an instruction must not lose its letter unseen) or a blok with numbers that may be on paper.
    """
    naskah = as_read(office, naskah_id, read)
    office.demand(by, CANCEL, naskah)
    demand_status(naskah.latest, tuple(s for s in Status if s is not Status.DIBATALKAN), "dibatalkan")
    _demand_undisposed(office, naskah)
    _demand_unreserved(office, naskah)
    _demand_text(reason, "Pembatalan memerlukan alasan.", "tulis alasannya: --alasan 'salah alamat'")
    version = replace(next_version(office, naskah, "dibatalkan", by), status=Status.DIBATALKAN, note=reason.strip())
    cancelled, blobs = _sealed_if_ours(office, naskah, replace(naskah, latest=version))
    text = office.archive.text(naskah_id, naskah.latest.number)
    with office.archive.transaction() as tx:
        lines = [replace(line, batal=version.note) for line in tx.lines_of(naskah_id)]
        tx.file(cancelled, blobs, text=text, nomor=lines)
    index_naskah(office, naskah_id)
    return cancelled


def approved(office: Office, naskah: Naskah, mark: str, *, read: str, by: str) -> Page:
    """The page of `naskah` with the paraf or tanda tangan of `by`, sealed and not yet filed.

    Every judgement on an approval is made here, for one naskah or many. Raises as `give_paraf` does.
    """
    demand_read(office, naskah, read)
    doctype = office.doctype(naskah.jenis)
    rule = awaited(doctype, naskah.latest, mark=mark, pejabat=by)
    pejabat = office.demand(by, APPROVE, naskah)
    docx = office.archive.read(naskah.latest)
    _demand_finished(naskah.id, docx, mark)
    _demand_same_figures(office, naskah)
    _demand_same_holder(office, naskah, pejabat, docx)
    version = next_version(office, naskah, ACTS[mark], by)
    approval = Approval(mark, rule.anchor, by, pejabat.nama, version.at, naskah.latest.sha256)
    version = replace(
        version,
        status=status_after(doctype, version, rule),
        approvals=(*version.approvals, approval),
    )
    return sealed_page(replace(naskah, latest=version), docx, marks_of(approval))


def _approve(office: Office, naskah_id: str, mark: str, *, read: str, by: str) -> Naskah:
    page = approved(office, office.archive.naskah(naskah_id), mark, read=read, by=by)
    return file_page(office, page)


def marks_of(approval: Approval) -> Mapping[str, str]:
    """What is stamped on the page for an approval; the wet signature still has its room beside it."""
    between = "\n" if approval.mark == "paraf" else " "  # the box is narrow, and a date must not break
    return {approval.anchor: f"disetujui{between}{approval.at:%d-%m-%Y} {approval.at:%H.%M}"}


def _sealed_if_ours(office: Office, before: Naskah, after: Naskah) -> tuple[Naskah, dict[str, bytes]]:
    """A page we filled says on itself that it was cancelled; a scan from outside is left as it came."""
    if not office.doctype(before.jenis).has_template:
        return after, {}
    sealed, blob = seal(after, office.archive.read(before.latest), {})
    return sealed, {DOCX: blob}


def _demand_finished(naskah_id: str, docx: bytes, mark: str) -> None:
    left = unfinished(docx)
    if left:
        raise NotReady(
            f"Naskah {naskah_id} belum dapat menerima {wording(mark)}: masih ada koreksi yang terbuka. "
            "Selesaikan di Word (Terima/Tolak Perubahan, hapus komentar), lalu unggah lagi.",
            left,
        )


def _demand_same_figures(office: Office, naskah: Naskah) -> None:
    moved = moved_figures(office, naskah)
    if moved:
        raise NotReady(
            f"Angka kinerja atau predikat berubah sejak laporan {naskah.id} disusun; "
            "kembalikan atau revisi dahulu laporannya:",
            moved,
        )


def _demand_same_holder(office: Office, naskah: Naskah, pejabat: Pejabat, docx: bytes) -> None:
    """Nobody approves over the printed name of the one who held his post before him."""
    if pejabat.mulai is None:
        return
    versions = office.archive.versions(naskah.id)
    filled = [v for v in versions if v.act in FILLED]
    before = office.on(filled[-1].at.date()).kantor.pejabat.get(pejabat.id) if filled else None
    if before is None or before.nama == pejabat.nama:
        return
    words = _bare(plain_text(docx))
    corrected = any(v.act == UPLOADED and v.number > filled[-1].number for v in versions)
    if _bare(before.nama) in words and not (corrected and _bare(pejabat.nama) in words):
        raise NotReady(
            f"Naskah {naskah.id} disusun ketika {pejabat.jabatan} dijabat {before.nama}.",
            [f"revisi dahulu (docgen naskah revisi {naskah.id}), supaya tercetak {pejabat.nama}"],
        )


def _bare(text: str) -> str:
    """Words as they compare: in capitals or not, however they are spaced."""
    return " ".join(text.casefold().split())


def _demand_undisposed(office: Office, naskah: Naskah) -> None:
    for lembar in office.archive.list_naskah(induk=naskah.id, status=Status.DIDISPOSISIKAN):
        raise NotReady(
            f"Surat {naskah.id} masih didisposisikan di lembar {lembar.id}.",
            [f"batalkan dahulu lembarnya: docgen naskah batalkan {lembar.id}"],
        )


def _demand_unreserved(office: Office, naskah: Naskah) -> None:
    if any(line.dipesan for line in office.archive.lines_of(naskah.id)):
        raise NotReady(
            f"Blok {naskah.id} masih memuat nomor pesanan yang mungkin sudah tertulis di kertas.",
            [f"catat yang terpakai, lalu kembalikan sisanya: docgen buku tutup {naskah.id} --dibaca SIDIK"],
        )


def _demand_text(text: str, head: str, remedy: str) -> None:
    if not text.strip():
        raise NotReady(head, [remedy])
