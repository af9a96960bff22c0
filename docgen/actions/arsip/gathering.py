"""Berkas: opened for a matter, filled with the naskah of it, closed when nothing in it is left to do.

Files are by matter and never by incoming and outgoing (`naskah-dinas.md` 4.3); a closed one counts its retention.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docgen.actions.arsip.classifying import demand_leaf
from docgen.actions.arsip.shelving import berkas_of, box_of, present_berkas, printed_version, with_papers
from docgen.actions.naskah.indexing import index_naskah
from docgen.archive.transaction import Transaction
from docgen.errors import NotAllowed, NotReady
from docgen.kearsipan.berkas import ISIAN, JENIS, Berkas, changed, correct, open_berkas, read_berkas
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import BERKAS, DIPINJAM, Kertas, kertas_in, lay
from docgen.naskah.access import KEAMANAN, KEEP, cleared
from docgen.naskah.approval import day_of
from docgen.naskah.records import Naskah, Status
from docgen.office import Office


@dataclass(frozen=True)
class Kept:
    """A berkas with what is in it, in order."""

    catatan: Catatan
    berkas: Berkas
    naskah: Sequence[Naskah]

    @property
    def kurun_waktu(self) -> str:
        """The years its naskah are of: `2018`, `2018-2019`; empty for an empty berkas."""
        years = sorted({day_of(one).year for one in self.naskah})
        return "-".join(dict.fromkeys((str(years[0]), str(years[-1])))) if years else ""


def begin(office: Office, form: Mapping[str, Any], *, by: str) -> Catatan:
    """Open a berkas: klasifikasi, indeks, uraian; unit is the office's own unless said, keamanan biasa.

    Its number is the next of the year. Raises NotAllowed; NotFound or NotReady for a code no berkas may have, NotReady
    naming all that is missing.
    """
    office.demand(by, KEEP)
    if kode := form.get("klasifikasi", "").strip():
        demand_leaf(office, kode, office.now().date())
    with office.archive.transaction() as tx:
        return begin_in(office, tx, form, by=by)


def begin_in(office: Office, tx: Transaction, form: Mapping[str, Any], *, by: str, run: str = "") -> Catatan:
    """The same, together with what else the transaction files."""
    now = office.now()
    said = {name: form.get(name, "").strip() for name in ISIAN}
    boks = box_of(tx, form["boks"]).kode if form.get("boks") else ""
    facts = Berkas(
        said["klasifikasi"],
        said["indeks"],
        said["uraian"],
        said["unit"] or office.kantor.unit,
        dibuka=now.date().isoformat(),
        keamanan=form.get("keamanan") or "biasa",
        boks=boks,
        folder=form.get("folder", ""),
        pelaksanaan=run,
        vital=bool(form.get("vital")),
    )
    opened = open_berkas(office.new_id(), next_kode(tx, JENIS, now.year), facts, by=by, at=now)
    tx.file_catatan(opened)
    return opened


def put_in(office: Office, kode: str, naskah_ids: Sequence[str], *, by: str, macam: str = "") -> Kept:
    """Put these naskah into a berkas behind those that are in it; with `macam` (asli, pertinggal ...) their paper too.

    Raises NotAllowed, NotFound; NotReady, with nothing filed, for a closed berkas and naming every naskah that
    cannot be put in.
    """
    with office.archive.transaction() as tx:
        for naskah_id in naskah_ids:
            office.demand(by, KEEP, tx.naskah(naskah_id))
        put_in_with(office, tx, kode, naskah_ids, by=by, macam=macam)
    index_naskah(office, *naskah_ids)
    return look(office, kode)


def put_in_with(
    office: Office, tx: Transaction, kode: str, naskah_ids: Sequence[str], *, by: str, macam: str = ""
) -> None:
    """The same, together with what else the transaction files; who may do that is asked before."""
    berkas = _open_one(tx, kode)
    naskah = [tx.naskah(naskah_id) for naskah_id in dict.fromkeys(naskah_ids)]
    names = {one.id: one.kode for one in tx.catatan(JENIS)}
    if problems := [problem for one in naskah for problem in _unfit(one, berkas, names, macam)]:
        raise NotReady(f"Belum dapat dimasukkan ke berkas {kode}:", problems)
    for urut, one in enumerate(naskah, tx.last_urut(berkas.id) + 1):
        _file_into(office, tx, one, berkas.id, urut, by=by, macam=macam)


def take_out(office: Office, naskah_id: str, reason: str, *, by: str) -> Naskah:
    """Take a naskah out of its open berkas because it belongs elsewhere. Raises NotAllowed, NotFound, NotReady without
    a reason, or while its paper lies in that folder."""
    with office.archive.transaction() as tx:
        naskah = tx.naskah(naskah_id)
        office.demand(by, KEEP, naskah)
        inside = naskah.latest.facts.get(BERKAS, {}).get("id", "")
        berkas = next((one for one in tx.catatan(JENIS) if one.id == inside), None)
        if berkas is None:
            raise NotReady(f"Naskah {naskah_id} tidak ada di dalam berkas mana pun.")
        if problems := list(_kept_in(naskah, berkas, reason)):
            raise NotReady(f"Naskah {naskah_id} belum dapat dikeluarkan dari berkas {berkas.kode}:", problems)
        out = with_papers(office, naskah, kertas_in(naskah.latest.facts), act="dikeluarkan", by=by, note=reason)
        out = belonging(out, "", 0)
        tx.file(out, {}, text=office.archive.text(naskah_id, naskah.latest.number))
    index_naskah(office, naskah_id)
    return out


def move_folder(office: Office, kode: str, *, by: str, boks: str = "", folder: str = "") -> Catatan:
    """Enter where the folder of a berkas lies now, with all paper in it. Raises NotAllowed, NotFound, NotReady, also
    while a paper of it is on loan: the out indicator tells its old place."""
    office.demand(by, KEEP)
    with office.archive.transaction() as tx:
        before = present_berkas(tx, kode)
        papers = office.archive.papers_in(berkas=[before.id])
        lent = [f"lembar {one.salinan} naskah {of}" for of, one in papers if one.keadaan == DIPINJAM]
        if lent:
            raise NotReady(f"Map berkas {before.kode} belum dapat dipindah; masih dipinjam:", lent)
        facts = {"boks": box_of(tx, boks).kode} if boks else {}
        facts |= {"folder": folder} if folder else {}
        if all(before.isi[name] == value for name, value in facts.items()):
            raise NotReady(f"Map berkas {kode} sudah di sana.", ["sebutkan tempat barunya: --boks atau --folder"])
        moved = changed(before, "dipindah", by=by, at=office.now(), **facts)
        tx.file_catatan(moved)
    return moved


def mark_vital(office: Office, kode: str, *, by: str, vital: bool = True) -> Catatan:
    """Enter that the office could not go on without this berkas, or that it could. Raises NotAllowed, NotFound;
    NotReady when it is marked so already."""
    office.demand(by, KEEP)
    with office.archive.transaction() as tx:
        before = present_berkas(tx, kode)
        if read_berkas(before).vital == vital:
            raise NotReady(f"Berkas {kode} {'sudah' if vital else 'tidak'} ditandai vital.")
        act = "ditandai vital" if vital else "tidak vital lagi"
        marked = changed(before, act, by=by, at=office.now(), vital=vital)
        tx.file_catatan(marked)
    return marked


def correct_berkas(office: Office, kode: str, said: Mapping[str, str], reason: str, *, by: str) -> Catatan:
    """Say otherwise what a berkas is called or how secret it is: by who may read it as it is now. One of a class that
    nobody knows was mistyped, and the record office mends it.

    Raises NotAllowed, NotFound; NotReady with everything that is wrong.
    """
    pejabat = office.demand(by, KEEP)
    with office.archive.transaction() as tx:
        before = berkas_of(tx, kode)
        now = read_berkas(before).keamanan
        if now in KEAMANAN and not cleared(pejabat, now):
            raise NotAllowed(f"Berkas {before.kode} {now}; {pejabat.singkat or by} tidak berwenang mengubahnya.")
        mended = correct(before, said, reason, by=by, at=office.now())
        tx.file_catatan(mended)
    return mended


def look(office: Office, kode: str) -> Kept:
    """A berkas with everything in it; raises NotFound."""
    return _kept(office, office.archive.one_catatan(JENIS, kode.strip()))


def all_berkas(office: Office) -> list[Kept]:
    """Every berkas by its number, with everything in it."""
    return [_kept(office, one) for one in sorted(office.archive.catatan(JENIS), key=by_number)]


def belonging(naskah: Naskah, berkas: str, urut: int) -> Naskah:
    """The naskah as one that belongs to the berkas with this id."""
    facts = {**naskah.latest.facts, BERKAS: {"id": berkas, "urut": urut}}
    return replace(naskah, latest=replace(naskah.latest, facts=facts))


def by_number(catatan: Catatan) -> tuple[int, int]:
    """Year and serial of a record that is numbered through the year, for sorting."""
    urut, tahun = catatan.kode.split("/")
    return int(tahun), int(urut)


def next_kode(tx: Transaction, jenis: str, tahun: int) -> str:
    """Number of a berkas or a loan: counted through the year, never given twice, since no record is taken away."""
    taken = [by_number(one) for one in tx.catatan(jenis)]
    return f"{1 + max((urut for year, urut in taken if year == tahun), default=0)}/{tahun}"


def _kept(office: Office, catatan: Catatan) -> Kept:
    ids = office.archive.inside(catatan.id)
    found = office.archive.naskah_of(ids)
    return Kept(catatan, read_berkas(catatan), [found[one] for one in ids])


def _open_one(tx: Transaction, kode: str) -> Catatan:
    berkas = berkas_of(tx, kode)
    facts = read_berkas(berkas)
    if not facts.terbuka:
        raise NotReady(
            f"Berkas {berkas.kode} sudah {facts.keadaan}.",
            [f"buka berkas baru, atau: docgen berkas buka-kembali {berkas.kode} --alasan '…'"],
        )
    return berkas


def _unfit(naskah: Naskah, berkas: Catatan, names: Mapping[str, str], macam: str) -> Iterator[str]:
    inside = naskah.latest.facts.get(BERKAS, {}).get("id", "")
    if inside == berkas.id:
        yield f"naskah {naskah.id} sudah di dalamnya"
    elif inside:
        yield f"naskah {naskah.id} ada di berkas {names.get(inside, inside)}; keluarkan dahulu"
    if naskah.latest.status is Status.DIBATALKAN:
        yield f"naskah {naskah.id} dibatalkan"
    if macam and (loose := [one for one in kertas_in(naskah.latest.facts) if one.macam == macam]):
        yield f"naskah {naskah.id}: {macam} sudah tercatat di tempat lain; pindahkan lembar {loose[0].salinan}"


def _kept_in(naskah: Naskah, berkas: Catatan, reason: str) -> Iterator[str]:
    if not read_berkas(berkas).terbuka:
        yield f"berkasnya sudah {read_berkas(berkas).keadaan}"
    if not reason.strip():
        yield "tulis alasannya: --alasan 'salah berkas'"
    if papers := [one.salinan for one in kertas_in(naskah.latest.facts) if one.berkas == berkas.id]:
        yield f"kertasnya (lembar {', '.join(map(str, papers))}) masih di map ini; pindahkan dahulu: docgen arsip taruh"


def _file_into(office: Office, tx: Transaction, naskah: Naskah, berkas: str, urut: int, *, by: str, macam: str) -> None:
    copies: Collection[Kertas] = kertas_in(naskah.latest.facts)
    if macam:
        versi = printed_version(office.archive.versions(naskah.id))
        day = office.now().date().isoformat()
        copies = lay(copies, Kertas(0, macam, versi, berkas=berkas, urut=urut, sejak=day, oleh=by))
    filed = belonging(with_papers(office, naskah, tuple(copies), act="diberkaskan", by=by), berkas, urut)
    tx.file(filed, {}, text=office.archive.text(naskah.id, naskah.latest.number))
