"""Pemindahan, pemusnahan, penyerahan: from the proposal to the act, paper and bytes together.

Nothing else in docgen takes bytes out of the archive. A hold, a loan or a schedule that is not over stops it at every
step, last of all under the lock in which it would be done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docgen.actions.arsip.closing import told
from docgen.actions.arsip.gathering import Kept, all_berkas, next_kode
from docgen.actions.arsip.shelving import box_of, with_papers
from docgen.actions.naskah.drafting import draft
from docgen.actions.naskah.indexing import index_naskah, rebuild_index
from docgen.archive.forgetting import demolish_again, forget, old_copies
from docgen.archive.transaction import Transaction
from docgen.errors import IndexBusy, NotAllowed, NotFound, NotReady, StorageFailed
from docgen.kearsipan import berkas as b
from docgen.kearsipan import penyusutan as p
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import DIPINJAM, DISERAHKAN, kertas_in
from docgen.naskah.access import APPRAISE, CONSENT, KEEP
from docgen.naskah.bahasa import terbilang
from docgen.naskah.fields import Field
from docgen.naskah.records import Naskah, Status
from docgen.office import Office

BERITA_ACARA = {
    p.PEMINDAHAN: "berita_acara_pemindahan",
    p.PEMUSNAHAN: "berita_acara_pemusnahan",
    p.PENYERAHAN: "berita_acara_serah_terima",
}
_LISTS = ("arsip", "barang")  # what goes, as the proposal has it and nobody types
KNOWN = (*_LISTS, "jumlah", "dasar")  # fields of a berita acara that are filled from the proposal
USUL = "penyusutan"  # fact of a berita acara: the proposal it is about, and its berkas as they then were


@dataclass(frozen=True)
class Done:
    """What an executed proposal did, and what else may still hold copies of the bytes."""

    catatan: Catatan
    berkas: Sequence[str]
    naskah: int
    elsewhere: Sequence[str]
    again: bool = False  # it was done before
    words_left: bool = False  # the index was busy: until it is made anew, its files keep the words of what is gone


def candidates(office: Office, macam: str) -> tuple[list[Kept], list[Kept]]:
    """The berkas that may go that way today, and those that may be destroyed if an appraisal says so: their schedule
    leaves it open."""
    today = office.now().date()
    ready = [one for one in all_berkas(office) if not list(_obstacles(macam, [one], today))]
    open_ = [one for one in ready if macam == p.PEMUSNAHAN and p.is_reappraised(one.catatan)]
    return [one for one in ready if one not in open_], open_


def propose(office: Office, macam: str, nomor: Sequence[str], reason: str, *, by: str) -> Catatan:
    """Propose these berkas, or all that may go that way where none is named; what is to be appraised anew only by name.

    Raises NotAllowed, NotFound; NotReady naming every berkas that may not go, and why.
    """
    office.demand(by, KEEP)
    if macam not in p.MACAM:
        raise NotReady(f"Macam '{macam}' tidak dikenal.", [f"pilih: {', '.join(p.MACAM)}"])
    known = {one.catatan.kode: one for one in all_berkas(office)}
    if unknown := [kode for kode in nomor if kode not in known]:
        raise NotFound("Berkas", ", ".join(unknown), "Lihat daftarnya dengan: docgen berkas daftar.")
    chosen = [known[kode] for kode in nomor] or candidates(office, macam)[0]
    if problems := list(_obstacles(macam, chosen, office.now().date())):
        raise NotReady(f"Belum dapat diusulkan untuk {macam}:", problems)
    usul = p.Penyusutan(macam, tuple(one.catatan.id for one in chosen), reason.strip())
    with office.archive.transaction() as tx:
        if taken := sorted(set(usul.berkas) & {one for other in _running(tx) for one in other.tersisa}):
            named = ", ".join(one.catatan.kode for one in chosen if one.catatan.id in taken)
            raise NotReady(f"Berkas {named} sudah ada dalam usul lain yang masih berjalan.")
        kode = next_kode(tx, p.JENIS, office.now().year)
        made = p.propose(office.new_id(), kode, usul, by=by, at=office.now())
        tx.file_catatan(made)
    return made


def appraise(office: Office, kode: str, said: p.Penilaian, *, by: str) -> Catatan:
    """Appraise a proposal. Raises NotAllowed, NotFound; NotReady with every berkas on which the verdict is missing or
    wrong."""
    office.demand(by, APPRAISE)
    with office.archive.transaction() as tx:
        before = _one(tx, kode)
        berkas = _of(tx.catatan(b.JENIS), p.read_penyusutan(before))
        done = p.appraise(before, said, berkas, by=by, at=office.now())
        tx.file_catatan(done)
    return done


def approve(office: Office, kode: str, letter: str, *, by: str) -> Catatan:
    """Consent to an appraised proposal; only the head of the office consents to what leaves it or is destroyed.

    Raises NotAllowed, NotFound, NotReady.
    """
    pejabat = office.demand(by, CONSENT)
    usul = p.read_penyusutan(office.archive.one_catatan(p.JENIS, kode))
    if usul.macam != p.PEMINDAHAN and not pejabat.kepala:
        raise NotAllowed(f"{usul.macam.capitalize()} disetujui oleh kepala kantor.")
    berkas = _of(office.archive.catatan(b.JENIS), usul)
    return _step(office, kode, lambda before: p.approve(before, letter, berkas, by=by, at=office.now()))


def refuse(office: Office, kode: str, reason: str, *, by: str) -> Catatan:
    """Refuse a proposal, with the reason. Raises NotAllowed, NotFound, NotReady."""
    office.demand(by, APPRAISE)
    return _step(office, kode, lambda before: p.refuse(before, reason, by=by, at=office.now()))


def draft_minutes(office: Office, kode: str, form: Mapping[str, Any], *, by: str) -> Naskah:
    """Draft the berita acara of an approved proposal, its list filled from the berkas; it is signed and numbered as
    every naskah. Raises as `draft` does; NotReady before the consent, or where the form brings a list of its own."""
    catatan = office.archive.one_catatan(p.JENIS, kode)
    usul = p.read_penyusutan(catatan)
    if usul.tahap != p.DISETUJUI:
        raise NotReady(f"Usul {kode} berstatus {usul.tahap}; berita acaranya dibuat sesudah disetujui.")
    kept = [one for one in all_berkas(office) if one.catatan.id in usul.tersisa]
    doctype = office.doctype(BERITA_ACARA[usul.macam])
    if typed := [f.name for f in doctype.fields if f.kind == "tabel" and f.name in form and f.name in _LISTS]:
        raise NotReady(
            f"Daftar arsip berita acara diisi dari usul {kode}:", [f"hapus {one} dari isian" for one in typed]
        )
    known = {"arsip": kept, "barang": kept, "jumlah": f"{len(kept)} ({terbilang(len(kept))}) berkas"}
    known |= {"dasar": [f"Persetujuan {p.whose(usul.macam, [one.catatan for one in kept])} {usul.persetujuan};"]}
    filled = {f.name: _told(f, known[f.name]) for f in doctype.fields if f.name in known} | dict(form)
    return draft(office, doctype.id, filled, by=by, facts={USUL: {"kode": kode, "berkas": list(usul.tersisa)}})


def execute(office: Office, kode: str, *, by: str, berita_acara: str = "", boks: str = "") -> Done:
    """Do what was approved: paper and bytes in one act, under a signed and numbered berita acara.

    A pemindahan puts the folders into `boks`; a pemusnahan destroys, and is done again where a power cut brought bytes
    back. Raises NotAllowed, NotFound; NotReady with everything that stands against it now.
    """
    office.demand(by, KEEP)
    catatan = office.archive.one_catatan(p.JENIS, kode)
    if p.read_penyusutan(catatan).tahap == p.DILAKSANAKAN:
        return _again(office, catatan)
    now = office.now()
    with office.archive.transaction() as tx:
        done = p.execute(_one(tx, kode), berita_acara, by=by, at=now)
        usul = p.read_penyusutan(done)
        berkas = _of(tx.catatan(b.JENIS), usul)
        naskah = [tx.naskah(one) for catatan in berkas for one in office.archive.inside(catatan.id)]
        problems = [*p.obstacles(usul.macam, berkas, now.date()), *_held_up(naskah)]
        problems += _minutes_problems(office, done, usul, naskah)
        if problems:
            raise NotReady(f"Usul {kode} belum dapat dilaksanakan:", problems)
        target = box_of(tx, boks).kode if boks else ""
        for one in berkas:
            tx.file_catatan(p.gone(one, usul.macam, by=by, at=now, kode=kode, boks=target))
        if usul.macam == p.PENYERAHAN:
            _hand_over(office, tx, naskah, by=by)
        tx.file_catatan(done, destroy=[one.id for one in naskah] if usul.macam == p.PEMUSNAHAN else ())
    return _finished(office, done, usul, naskah)


def _finished(office: Office, done: Catatan, usul: p.Penyusutan, naskah: Sequence[Naskah]) -> Done:
    if usul.macam == p.PEMUSNAHAN:
        forget(office.archive)
        return Done(done, usul.tersisa, len(naskah), old_copies(office.archive), words_left=not _index_anew(office))
    index_naskah(office, *(one.id for one in naskah))
    return Done(done, usul.tersisa, len(naskah), ())


def _index_anew(office: Office) -> bool:
    """Whether the index was made anew: it keeps the words of what it lost until then."""
    try:
        rebuild_index(office)
    except (IndexBusy, StorageFailed):  # what was destroyed stays destroyed
        return False
    return True


def _again(office: Office, catatan: Catatan) -> Done:
    """Bytes that came back after they were destroyed go once more."""
    usul = p.read_penyusutan(catatan)
    if usul.macam != p.PEMUSNAHAN:
        raise NotReady(f"Usul {catatan.kode} sudah dilaksanakan.")
    count = demolish_again(office.archive, catatan)
    forget(office.archive)
    return Done(catatan, usul.tersisa, count, old_copies(office.archive), again=True)


def _step(office: Office, kode: str, change: Any) -> Catatan:
    with office.archive.transaction() as tx:
        done: Catatan = change(_one(tx, kode))
        tx.file_catatan(done)
    return done


def _one(tx: Transaction, kode: str) -> Catatan:
    found = tx.catatan(p.JENIS, kode.strip())
    if not found:
        raise NotFound("Usul penyusutan", kode, "Lihat daftarnya dengan: docgen penyusutan daftar.")
    return found[0]


def _running(tx: Transaction) -> Iterator[p.Penyusutan]:
    for one in map(p.read_penyusutan, tx.catatan(p.JENIS)):
        if one.tahap in (p.USUL, p.DINILAI, p.DISETUJUI):
            yield one


def _of(every: Sequence[Catatan], usul: p.Penyusutan) -> list[Catatan]:
    return [one for one in every if one.id in usul.tersisa]


def _obstacles(macam: str, kept: Sequence[Kept], today: Any) -> Iterator[str]:
    yield from p.obstacles(macam, [one.catatan for one in kept], today)
    yield from _held_up([naskah for one in kept for naskah in one.naskah])


def _held_up(naskah: Sequence[Naskah]) -> Iterator[str]:
    for one in naskah:
        lent = [str(paper.salinan) for paper in kertas_in(one.latest.facts) if paper.keadaan == DIPINJAM]
        if lent:
            yield f"naskah {one.id}: lembar {', '.join(lent)} masih dipinjam"


def _minutes_problems(office: Office, done: Catatan, usul: p.Penyusutan, naskah: Sequence[Naskah]) -> Iterator[str]:
    """Why the berita acara named does not carry this act."""
    jenis = BERITA_ACARA[usul.macam]
    if not usul.berita_acara:
        yield f"berita acaranya belum disebut: buat dengan docgen penyusutan berita-acara {done.kode}, lalu terbitkan"
        return
    minutes = office.archive.naskah(usul.berita_acara)
    about = minutes.latest.facts.get(USUL, {})
    if minutes.jenis != jenis or about.get("kode") != done.kode:
        yield f"naskah {minutes.id} bukan {jenis.replace('_', ' ')} usul {done.kode}"
    elif sorted(about["berkas"]) != sorted(usul.tersisa):
        yield f"berita acara {minutes.id} memuat berkas lain; buat yang baru"
    elif minutes.latest.status is not Status.TERBIT:
        yield f"berita acara {minutes.id} masih {minutes.latest.status}; tanda tangani dan beri nomor dahulu"
    if minutes.id in {one.id for one in naskah}:
        yield f"berita acara {minutes.id} ada di dalam berkas yang akan {usul.macam}; keluarkan dahulu"


def _hand_over(office: Office, tx: Transaction, naskah: Sequence[Naskah], *, by: str) -> None:
    for one in naskah:
        papers = [replace(paper, keadaan=DISERAHKAN) for paper in kertas_in(one.latest.facts)]
        kept = with_papers(office, one, papers, act="diserahkan", by=by)
        tx.file(kept, {}, text=office.archive.text(one.id, one.latest.number))


def _told(field: Field, value: Any) -> Any:
    """A list of berkas as rows of just the columns the table has; all else as it is."""
    if field.kind != "tabel":
        return value
    columns = {column.name for column in field.kolom}
    return [{name: said for name, said in _row(one).items() if name in columns} for one in value]


def _row(kept: Kept) -> dict[str, str]:
    return {
        "kode": kept.berkas.klasifikasi,
        "uraian": f"Berkas {kept.catatan.kode}: {kept.berkas.uraian}",
        "kurun_waktu": kept.kurun_waktu or "-",
        "jumlah": f"1 berkas ({len(kept.naskah)} naskah)",
        "keterangan": told(kept.berkas),
    }
