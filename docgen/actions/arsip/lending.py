"""Loans of paper: asked for with a reason, permitted by secrecy, out with a last day, back or lost.

The steps are those of `naskah-dinas.md` 4.4: a digital copy first, paper only where that does not do.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from docgen.actions.arsip.gathering import next_kode
from docgen.actions.arsip.loan_terms import due_date, last_day
from docgen.actions.arsip.proving import digest_of
from docgen.actions.arsip.shelving import berkas_of, file_papers, one_paper
from docgen.actions.naskah.indexing import index_naskah
from docgen.archive.transaction import Transaction
from docgen.errors import NotAllowed, NotFound, NotReady
from docgen.kearsipan import pinjaman as p
from docgen.kearsipan.berkas import read_berkas
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import ADA, DIPINJAM, HILANG, Kertas, kertas_in
from docgen.kearsipan.pinjaman import JENIS, Key, Lembar, Pinjaman, read_pinjaman
from docgen.naskah.access import BORROW, KEAMANAN, KEEP, PERMIT, cleared, may_permit, strictest, who_permits
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import Naskah
from docgen.office import Office

_LENDABLE = (ADA, DIPINJAM)
_NO_FILE = "tidak ada berkas elektroniknya"


@dataclass(frozen=True)
class Asked:
    """What somebody would like to borrow, and why."""

    keperluan: str
    naskah: Sequence[Key] = ()  # naskah and copy; copy 0 is the only one there is
    berkas: str = ""  # number of a berkas to be lent whole
    peminjam: str = ""  # post, or the name of an outsider; empty: who enters it
    lembaga: str = ""  # institution of an outsider
    alasan: str = ""  # why the electronic file does not do
    salinan: bool = False  # a digital copy is handed over and no paper


def request_loan(office: Office, asked: Asked, *, by: str) -> Catatan:
    """Enter a request for papers, or that a digital copy was handed over in their place.

    Where an electronic file exists the request says why it does not do. For another post or an outsider only the
    record office enters it. Raises NotAllowed, NotFound; NotReady with everything that is wrong.
    """
    with office.archive.transaction() as tx:
        papers = _papers_asked(office, tx, asked)
        naskah = [tx.naskah(one) for one in dict.fromkeys(one.naskah for one in papers)]
        keamanan = _keamanan(tx, naskah, asked.berkas)
        _demand_borrower(office, asked, naskah, keamanan, by)
        loan = Pinjaman(
            asked.peminjam.strip() or by,
            asked.lembaga.strip(),
            tuple(papers),
            asked.keperluan.strip(),
            keamanan,
            diajukan=office.now().date().isoformat(),
            berkas=asked.berkas.strip(),
            alasan=_reason(asked, naskah),
            keadaan=p.DISALIN if asked.salinan else p.DIAJUKAN,
        )
        now = office.now()
        filed = p.request(office.new_id(), next_kode(tx, JENIS, now.year), loan, by=by, at=now)
        tx.file_catatan(filed)
    return filed


def permit_loan(office: Office, kode: str, *, by: str) -> Catatan:
    """Permit a loan: the permission waits TERM to be used. Raises NotAllowed, NotFound, NotReady."""
    with office.archive.transaction() as tx:
        before = _to_decide(office, tx, kode, by)
        permitted = p.permit(before, due_date(office), by=by, at=office.now())
        tx.file_catatan(permitted)
    return permitted


def refuse_loan(office: Office, kode: str, reason: str, *, by: str) -> Catatan:
    """Refuse a loan. Raises NotAllowed, NotFound; NotReady without a reason."""
    with office.archive.transaction() as tx:
        refused = p.refuse(_to_decide(office, tx, kode, by), reason, by=by, at=office.now())
        tx.file_catatan(refused)
    return refused


def hand_out(office: Office, kode: str, *, by: str, jatuh_tempo: date | None = None) -> Catatan:
    """The papers leave their shelf, to be back by `jatuh_tempo`, in TERM unless it is said (`last_day`).

    Raises NotAllowed, NotFound; NotReady without a valid permission, or naming each paper that is not there.
    """
    office.demand(by, KEEP)
    with office.archive.transaction() as tx:
        before = loan_of(tx, kode)
        out = p.hand_out(before, last_day(office, jatuh_tempo), by=by, at=office.now())
        loan = read_pinjaman(before)
        if problems := _not_as_permitted(office, tx, loan):
            raise NotReady(f"Pinjaman {before.kode} belum dapat diserahkan:", problems)
        changed = {one.key: DIPINJAM for one in loan.lembar}
        kept = _mark(office, tx, changed, act="dipinjam", by=by, note=f"pinjaman {before.kode}")
        tx.file_catatan(out)
    index_naskah(office, *kept)
    return out


def take_back(
    office: Office, kode: str, *, by: str, keys: Collection[Key] = (), kondisi: str = "baik", note: str = ""
) -> Catatan:
    """The papers, or those of `keys` (copy 0: every copy of it), are back on their shelf in this condition; `kondisi`
    HILANG: they are lost.

    Raises NotAllowed, NotFound; NotReady with everything that is wrong.
    """
    office.demand(by, KEEP)
    with office.archive.transaction() as tx:
        before = loan_of(tx, kode)
        named = [key for one in keys for key in _copies_of(read_pinjaman(before), one)]
        settled = p.settle(before, named, kondisi, by=by, at=office.now(), note=note)
        still = {one.key for one in read_pinjaman(settled).out}
        changed = {one.key: HILANG if kondisi == HILANG else ADA for one in read_pinjaman(before).out}
        changed = {key: keadaan for key, keadaan in changed.items() if key not in still}
        act = "hilang waktu dipinjam" if kondisi == HILANG else "kembali dari pinjaman"
        said = "; ".join(filter(None, [f"pinjaman {before.kode}", note.strip()]))
        kept = _mark(office, tx, changed, act=act, by=by, note=said, kondisi="" if kondisi == HILANG else kondisi)
        tx.file_catatan(settled)
    index_naskah(office, *kept)
    return settled


def extend_loan(office: Office, kode: str, reason: str, *, by: str, jatuh_tempo: date | None = None) -> Catatan:
    """Give a borrower more time, once; TERM from its last day or from today unless a day is said.

    Raises NotAllowed, NotFound, NotReady.
    """
    pejabat = office.demand(by, KEEP)
    with office.archive.transaction() as tx:
        before = loan_of(tx, kode)
        loan = read_pinjaman(before)
        if loan.peminjam == pejabat.id and not loan.lembaga:
            raise NotAllowed("Pinjaman sendiri tidak diperpanjang sendiri; mintalah petugas lain.")
        due = last_day(office, jatuh_tempo, since=loan.jatuh_tempo)
        extended = p.extend(before, due, reason, by=by, at=office.now())
        tx.file_catatan(extended)
    return extended


def loan_of(tx: Transaction, kode: str) -> Catatan:
    """The loan of that number; raises NotFound."""
    found = tx.catatan(JENIS, kode.strip()) if kode.strip() else []
    if not found:
        raise NotFound("Pinjaman", kode, "Lihat daftarnya dengan: docgen pinjaman daftar.")
    return found[0]


def borrowing_post(office: Office, loan: Pinjaman) -> Pejabat | None:
    """The official who borrows; None for an outsider, or a post that is no more."""
    return None if loan.lembaga else office.kantor.pejabat.get(loan.peminjam)


def electronic(naskah: Collection[Naskah]) -> list[str]:
    """The commands that fetch the electronic files of these naskah, as far as there are any."""
    return [f"docgen naskah ambil {one.id} -o FOLDER" for one in naskah if digest_of(one)]


def _papers_asked(office: Office, tx: Transaction, asked: Asked) -> list[Lembar]:
    """The papers a request names; raises NotFound, NotReady for those that are gone."""
    if asked.berkas.strip():
        found = office.archive.papers_in(berkas=[berkas_of(tx, asked.berkas).id])
        lendable = [(naskah_id, one) for naskah_id, one in found if one.keadaan in _LENDABLE]
    else:
        lendable = [(naskah_id, _copy(tx.naskah(naskah_id), salinan)) for naskah_id, salinan in asked.naskah]
    gone = [f"lembar {one.salinan} naskah {naskah_id} {one.keadaan}" for naskah_id, one in lendable
            if one.keadaan not in _LENDABLE]  # fmt: skip
    if gone:
        raise NotReady("Tidak dapat dipinjam:", gone)
    papers = {(naskah_id, one.salinan): Lembar(naskah_id, one.salinan, one.macam) for naskah_id, one in lendable}
    return list(papers.values())


def _copy(naskah: Naskah, salinan: int) -> Kertas:
    """That copy; for 0 the only one that can be lent. Raises NotFound naming those there are; NotReady for 0 where
    there are several."""
    there = [one for one in kertas_in(naskah.latest.facts) if one.keadaan in _LENDABLE]
    if not salinan and len(there) > 1:
        ways = [f"tulis {naskah.id}:{one.salinan} ({one.macam}, {one.state})" for one in there]
        raise NotReady(f"Naskah {naskah.id} mempunyai {len(there)} lembar kertas; sebutkan yang mana:", ways)
    return there[0] if not salinan and there else one_paper(naskah, salinan)


def _keamanan(tx: Transaction, naskah: Sequence[Naskah], berkas: str) -> str:
    of_berkas = [read_berkas(berkas_of(tx, berkas)).keamanan] if berkas.strip() else []
    return strictest([*of_berkas, *(str(one.latest.values.get("keamanan", "")) for one in naskah)])


def _demand_borrower(office: Office, asked: Asked, naskah: Sequence[Naskah], keamanan: str, by: str) -> None:
    """Who borrows may read all of it; outsiders borrow only what is open."""
    if asked.peminjam.strip() not in ("", by) or asked.lembaga.strip():
        office.demand(by, KEEP)
    if asked.lembaga.strip():
        if keamanan != KEAMANAN[0]:
            raise NotAllowed(f"Arsip ini {keamanan}; pihak luar hanya meminjam yang {KEAMANAN[0]}.")
        return
    post = asked.peminjam.strip() or by
    pejabat = office.demand(post, BORROW)
    for one in naskah:
        office.demand(post, BORROW, one)
    if asked.berkas and not cleared(pejabat, keamanan):
        raise NotAllowed(f"Berkas {asked.berkas} {keamanan}; {post} tidak berwenang meminjamnya utuh.")


def _reason(asked: Asked, naskah: Sequence[Naskah]) -> str:
    """Why paper is needed; raises NotReady where the electronic file was not thought of, or is not there."""
    commands = electronic(naskah)
    if asked.salinan and len(commands) < len(naskah):
        raise NotReady("Belum semuanya ada berkas elektroniknya.", ["pindai dahulu, atau pinjamkan kertasnya"])
    if asked.salinan or asked.alasan.strip():
        return asked.alasan.strip()
    if commands:
        hints = ["bila itu cukup: tambahkan --salinan", "bila kertasnya tetap perlu: --alasan '…'"]
        raise NotReady("Berkas elektroniknya ada; serahkan itu dahulu:", [*commands, *hints])
    return _NO_FILE if naskah else ""


def _to_decide(office: Office, tx: Transaction, kode: str, by: str) -> Catatan:
    """The loan, if `by` may decide on it; raises NotAllowed."""
    pejabat = office.demand(by, PERMIT)
    before = loan_of(tx, kode)
    loan = read_pinjaman(before)
    borrower = borrowing_post(office, loan)
    if borrower and borrower.id == by:
        raise NotAllowed("Peminjaman sendiri tidak diizinkan sendiri; mintalah yang lain.")
    if not may_permit(pejabat, loan.keamanan, borrower):
        who = who_permits(loan.keamanan, borrower)
        raise NotAllowed(f"Arsip ini {loan.keamanan}: yang mengizinkan {who}, bukan {pejabat.singkat or by}.")
    return before


def _not_as_permitted(office: Office, tx: Transaction, loan: Pinjaman) -> list[str]:
    """What changed since the request, and which papers are not on their shelf."""
    naskah = {one.naskah: tx.naskah(one.naskah) for one in loan.lembar}
    copies = [(one, one_paper(naskah[one.naskah], one.salinan)) for one in loan.lembar]
    problems = [f"lembar {one.salinan} naskah {one.naskah} {copy.keadaan}" for one, copy in copies
                if copy.keadaan != ADA]  # fmt: skip
    now = _keamanan(tx, list(naskah.values()), loan.berkas)
    if strictest([now, loan.keamanan]) != loan.keamanan:
        problems.append(f"sekarang {now}, diizinkan sebagai {loan.keamanan}; ajukan lagi")
    if loan.berkas:
        inside = {one.key for one in _papers_asked(office, tx, Asked("", berkas=loan.berkas))}
        problems += (
            [] if inside == {one.key for one in loan.lembar} else ["isi mapnya berubah sejak diajukan; ajukan lagi"]
        )
    return problems


def _copies_of(loan: Pinjaman, key: Key) -> list[Key]:
    """That copy; for copy 0 all of the naskah that are out."""
    out = [one.key for one in loan.out if one.naskah == key[0]]
    return out if out and not key[1] else [key]


def _mark(
    office: Office, tx: Transaction, changed: Mapping[Key, str], *, act: str, by: str, note: str, kondisi: str = ""
) -> list[str]:
    """File the next version of each naskah, with these of its copies in their new state; returns their ids."""
    ids = list(dict.fromkeys(naskah_id for naskah_id, _ in changed))
    for naskah_id in ids:
        naskah = tx.naskah(naskah_id)
        copies = [
            replace(one, keadaan=changed[key], kondisi=kondisi or one.kondisi)
            if (key := (naskah_id, one.salinan)) in changed
            else one
            for one in kertas_in(naskah.latest.facts)
        ]
        file_papers(office, tx, naskah, copies, act=act, by=by, note=note)
    return ids
