"""Paper: the boxes of the office, where they stand, and which copy of which naskah lies where.

The paper side of "disimpan dalam bentuk manual dan elektronik" (`naskah-dinas.md` 4.6); every place keeps its history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from docgen.actions.naskah.filing import next_version
from docgen.actions.naskah.indexing import index_naskah
from docgen.archive.transaction import Transaction
from docgen.errors import NotFound, NotReady
from docgen.kearsipan import berkas as b
from docgen.kearsipan import boks as x
from docgen.kearsipan.boks import Boks, read_boks, set_up
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import ADA, BERKAS, HILANG, KONDISI, Kertas, kertas_in, lay, with_kertas
from docgen.naskah.access import KEEP
from docgen.naskah.records import Naskah, Version
from docgen.office import Office

MARKED = (ADA, HILANG)  # what may be said of a paper without moving it


@dataclass(frozen=True)
class Paper:
    """One copy on paper and where it lies, as a person would walk there."""

    naskah: Naskah
    kertas: Kertas
    letak: str


def set_up_box(office: Office, kode: str, boks: Boks, *, by: str) -> Catatan:
    """Enter a box; raises NotAllowed, NotReady for a code that is taken or a place that is not said."""
    office.demand(by, KEEP)
    made = set_up(office.new_id(), kode.strip().upper(), boks, by=by, at=office.now())
    with office.archive.transaction() as tx:
        tx.file_catatan(made)
    return made


def move_box(office: Office, kode: str, letak: Mapping[str, str], *, by: str, note: str = "") -> Catatan:
    """Enter that the box, with all that is in it, stands elsewhere; what `letak` leaves out stays.

    Raises NotAllowed, NotFound; NotReady when nothing changes.
    """
    office.demand(by, KEEP)
    with office.archive.transaction() as tx:
        before = box_of(tx, kode)
        facts = {name: value for name, value in letak.items() if value and before.isi[name] != value}
        if not facts:
            raise NotReady(f"Boks {kode} sudah di sana.", ["sebutkan letak barunya: --gedung, --ruang atau --rak"])
        moved = b.changed(before, "dipindah", by=by, at=office.now(), note=note, **facts)
        tx.file_catatan(moved)
    return moved


def lay_paper(office: Office, naskah_id: str, paper: Kertas, *, by: str) -> Naskah:
    """Enter that a copy on paper lies at this place: a new copy, or one that was moved (`paper.salinan`).

    `paper.berkas` and `paper.boks` are the number and code people use; `paper.versi` 0 means the version that reads as
    the newest. Raises NotAllowed, NotFound; NotReady with everything that is wrong.
    """
    with office.archive.transaction() as tx:
        naskah = tx.naskah(naskah_id)
        office.demand(by, KEEP, naskah)
        copies = kertas_in(naskah.latest.facts)
        act = "dipindah" if paper.salinan else "ditaruh"
        placed = _placed(office, tx, naskah, paper, by)
        kept = file_papers(office, tx, naskah, lay(copies, placed), act=act, by=by)
    index_naskah(office, naskah_id)
    return kept


def mark_paper(
    office: Office, naskah_id: str, salinan: int, *, by: str, keadaan: str = "", kondisi: str = "", note: str = ""
) -> Naskah:
    """Enter what became of one copy where it lies: lost, found again, torn. Raises NotAllowed, NotFound, NotReady."""
    with office.archive.transaction() as tx:
        naskah = tx.naskah(naskah_id)
        office.demand(by, KEEP, naskah)
        copy = one_paper(naskah, salinan)
        wrong = (
            [f"keadaan '{keadaan}' tidak dikenal; pilih: {', '.join(MARKED)}"] if keadaan not in ("", *MARKED) else []
        )
        wrong += (
            [f"kondisi '{kondisi}' tidak dikenal; pilih: {', '.join(KONDISI)}"] if kondisi not in ("", *KONDISI) else []
        )
        wrong += ["tulis catatannya: kapan dan bagaimana diketahui"] if keadaan == HILANG and not note.strip() else []
        wrong += [f"lembar {salinan} {copy.keadaan}"] if copy.keadaan not in MARKED else []
        if wrong:
            raise NotReady("Keadaan kertas belum dapat dicatat:", wrong)
        marked = replace(copy, keadaan=keadaan or copy.keadaan, kondisi=kondisi or copy.kondisi)
        note = "; ".join(filter(None, [f"lembar {salinan} {marked.state}", note.strip()]))
        others = [one for one in kertas_in(naskah.latest.facts) if one.salinan != salinan]
        kept = file_papers(office, tx, naskah, (*others, marked), act="diperiksa kertasnya", by=by, note=note)
    index_naskah(office, naskah_id)
    return kept


def papers_of(office: Office, naskah: Naskah) -> list[Paper]:
    """Every copy of a naskah on paper with the place where it lies."""
    walk = Places(office)
    return [Paper(naskah, one, walk.to(one)) for one in kertas_in(naskah.latest.facts)]


def papers_in_box(office: Office, kode: str) -> list[Paper]:
    """What must be found in a box: loose copies, and those in the folders that lie in it."""
    walk = Places(office)
    folders = [one.id for one in walk.berkas.values() if b.read_berkas(one).boks == kode]
    return _papers(office, walk, office.archive.papers_in(kode, folders))


def papers_in_berkas(office: Office, berkas_id: str) -> list[Paper]:
    """What must be found in the folder of a berkas."""
    return _papers(office, Places(office), office.archive.papers_in(berkas=[berkas_id]))


class Places:
    """The boxes and berkas of the office, read once."""

    def __init__(self, office: Office, catatan: Callable[[str], Iterable[Catatan]] | None = None) -> None:
        """As they are now, or as `catatan` gives those of a kind."""
        found = catatan or office.archive.catatan
        self.boks = {one.kode: one for one in found(x.JENIS)}
        self.berkas = {one.id: one for one in found(b.JENIS)}

    def to(self, paper: Kertas) -> str:
        """The way to a copy: building, room, rack, box, folder, place in it."""
        return _joined(self.to_box(self.box_with(paper)), self.within(paper))

    def box_with(self, paper: Kertas) -> str:
        """The code of the box a copy lies in, loose or in its folder; '' for none."""
        return b.read_berkas(self.berkas[paper.berkas]).boks if paper.berkas else paper.boks

    def within(self, paper: Kertas) -> str:
        """The way to a copy in its box: folder, place in it."""
        loose = f"folder {paper.folder}" if paper.folder else ""
        folder = _folder(self.berkas[paper.berkas]) if paper.berkas else loose
        return _joined(folder, f"nomor urut {paper.urut}" if paper.urut else "")

    def to_folder(self, berkas: Catatan) -> str:
        """The way to the folder of a berkas."""
        return _joined(self.to_box(b.read_berkas(berkas).boks), _folder(berkas))

    def to_box(self, kode: str) -> str:
        """The way to a box; '' for none."""
        if kode not in self.boks:
            return ""
        facts = read_boks(self.boks[kode])
        return _joined(facts.letak, f"{facts.macam} {kode}")


def box_of(tx: Transaction, kode: str) -> Catatan:
    """The box with that code; raises NotFound naming those there are."""
    return _one(tx, x.JENIS, kode.strip().upper())


def berkas_of(tx: Transaction, kode: str) -> Catatan:
    """The berkas of that number; raises NotFound naming those there are."""
    return _one(tx, b.JENIS, kode.strip())


def present_berkas(tx: Transaction, kode: str) -> Catatan:
    """The berkas of that number; raises NotFound, NotReady for one that was destroyed or handed over."""
    berkas = berkas_of(tx, kode)
    if b.read_berkas(berkas).gone:
        raise NotReady(f"Berkas {berkas.kode} sudah {b.read_berkas(berkas).keadaan}.")
    return berkas


def at_same_place(office: Office, naskah: Naskah) -> list[Paper]:
    """The copies of others recorded at the very place, berkas or box, folder and number, of one of its own."""
    return [other for one in papers_of(office, naskah) if one.kertas.urut for other in _beside(office, one)]


def one_paper(naskah: Naskah, salinan: int) -> Kertas:
    """One copy of a naskah on paper; raises NotFound naming those there are."""
    copies = {one.salinan: one for one in kertas_in(naskah.latest.facts)}
    if salinan not in copies:
        there = ", ".join(f"{one.salinan} ({one.macam})" for one in copies.values())
        raise NotFound(f"Lembar kertas naskah {naskah.id}", salinan, f"Yang ada: {there or 'belum ada'}.")
    return copies[salinan]


def printed_version(versions: Sequence[Version]) -> int:
    """The first of the versions that read as the newest does: its code stands on the paper."""
    return next(one.number for one in versions if one.sha256 == versions[-1].sha256)


def with_papers(
    office: Office, naskah: Naskah, copies: Sequence[Kertas], *, act: str, by: str, note: str = ""
) -> Naskah:
    """The naskah with its next version, in which these are its copies on paper."""
    version = replace(next_version(office, naskah, act, by), note=note.strip())
    return replace(naskah, latest=replace(version, facts=with_kertas(version.facts, copies)))


def file_papers(
    office: Office, tx: Transaction, naskah: Naskah, copies: Sequence[Kertas], *, act: str, by: str, note: str = ""
) -> Naskah:
    """File the same in this transaction; who may do that is asked before. Raises StaleVersion."""
    kept = with_papers(office, naskah, copies, act=act, by=by, note=note)
    tx.file(kept, {}, text=office.archive.text(naskah.id, naskah.latest.number))
    return kept


def _beside(office: Office, paper: Paper) -> list[Paper]:
    own = paper.kertas
    inside = papers_in_berkas(office, own.berkas) if own.berkas else papers_in_box(office, own.boks)
    others = (one for one in inside if (one.naskah.id, one.kertas.salinan) != (paper.naskah.id, own.salinan))
    return [one for one in others if _place(one.kertas) == _place(own)]


def _place(paper: Kertas) -> tuple[str, str, str, int]:
    return paper.berkas, paper.boks, paper.folder, paper.urut


def _papers(office: Office, walk: Places, found: Sequence[tuple[str, Kertas]]) -> list[Paper]:
    naskah = office.archive.naskah_of([naskah_id for naskah_id, _ in found])
    return [Paper(naskah[naskah_id], one, walk.to(one)) for naskah_id, one in found if not one.gone]


def _placed(office: Office, tx: Transaction, naskah: Naskah, paper: Kertas, by: str) -> Kertas:
    """The copy with the ids of its place, the version on it, and since when it is there."""
    berkas = _folder_for(tx, naskah, paper.berkas) if paper.berkas else ""
    boks = box_of(tx, paper.boks).kode if paper.boks and not berkas else ""
    versi = paper.versi or printed_version(office.archive.versions(naskah.id))
    if not 1 <= versi <= naskah.latest.number:
        raise NotReady("Letak kertas ini belum dapat dicatat:", [f"naskah {naskah.id} tidak mempunyai versi {versi}"])
    day = office.now().date().isoformat()
    return replace(paper, berkas=berkas, boks=boks, versi=versi, sejak=day, oleh=by)


def _folder_for(tx: Transaction, naskah: Naskah, kode: str) -> str:
    """The id of the berkas whose folder takes the paper; raises NotReady for one the naskah is not in."""
    berkas = present_berkas(tx, kode)
    if naskah.latest.facts.get(BERKAS, {}).get("id") != berkas.id:
        remedy = f"masukkan dahulu: docgen berkas isi {berkas.kode} {naskah.id}"
        raise NotReady(f"Naskah {naskah.id} tidak ada di dalam berkas {berkas.kode}.", [remedy])
    return berkas.id


def _one(tx: Transaction, jenis: str, kode: str) -> Catatan:
    found = tx.catatan(jenis, kode) if kode else []
    if not found:
        raise NotFound(jenis.capitalize(), kode, f"Lihat daftarnya dengan: docgen {jenis} daftar.")
    return found[0]


def _folder(berkas: Catatan) -> str:
    facts = b.read_berkas(berkas)
    return f"folder {facts.folder}" if facts.folder else f"berkas {berkas.kode}"


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))
