"""A stock-take: the labels scanned on the shelf against what the catalogue says lies there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from docgen.actions.arsip.shelving import Paper, Places, papers_in_berkas, papers_in_box
from docgen.actions.naskah.finding import GUEST
from docgen.errors import NotReady
from docgen.kearsipan import berkas as b
from docgen.kearsipan.kertas import ADA, DIPINJAM, HILANG, kertas_in
from docgen.naskah.access import READ, may
from docgen.naskah.kode import read_kode
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import Naskah
from docgen.office import Office

LABEL_BOKS, LABEL_BERKAS = "BOKS:", "BERKAS:"  # what the QR of a label says before the code
_RECORDED = (ADA, HILANG, DIPINJAM)


@dataclass(frozen=True)
class Stand:
    """Where the scanner stands: a box, and the folder of a berkas in it or alone."""

    boks: str = ""
    berkas: str = ""  # id


@dataclass
class Count:
    """What a stock-take found; each list names naskah or codes as a person would look for them."""

    found: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)  # belongs where was scanned, and was not there
    misplaced: list[str] = field(default_factory=list)  # there, and belongs elsewhere
    unexpected: list[str] = field(default_factory=list)  # there, and no paper of it is on record
    unknown: list[str] = field(default_factory=list)  # no code of this office
    returned: list[str] = field(default_factory=list)  # there, and recorded as lost
    lent: list[str] = field(default_factory=list)  # there, and recorded as on loan

    @property
    def agrees(self) -> bool:
        return not (self.missing or self.misplaced or self.unexpected or self.unknown or self.returned or self.lent)


def take_stock(office: Office, codes: Iterable[str], *, by: str = "") -> Count:
    """Compare the labels scanned, in their order, with the catalogue; nothing is changed.

    A label of a box or a berkas says where what follows was found. Raises NotReady when no place is named before
    the first paper, or nothing was scanned.
    """
    shelf, stands = _Shelf(office, office.kantor.official(by) if by else GUEST), list[Stand]()
    lines = list(filter(None, map(str.strip, codes)))
    if not lines:
        raise NotReady("Tidak ada satu kode pun yang dipindai.", ["pindai label boks atau berkas, lalu kertasnya"])
    for line in lines:
        if stand := shelf.stand(line, stands[-1] if stands else Stand()):
            stands.append(stand)
        elif stands:
            shelf.judge(line, stands[-1])
        else:
            raise NotReady("Belum jelas di mana ini dipindai.", ["pindai dahulu label boks atau berkasnya"])
    for stand in dict.fromkeys(stands):
        shelf.count.missing += map(shelf.should_be, shelf.left_at(stand))
    return shelf.count


class _Shelf:
    """What the catalogue says, what was scanned so far, and how they compare."""

    def __init__(self, office: Office, reader: Pejabat) -> None:
        self.office, self.reader = office, reader
        self.walk, self.count = Places(office), Count()
        self.boks_of = {one.id: b.read_berkas(one).boks for one in self.walk.berkas.values()}
        self.seen: set[tuple[str, int]] = set()

    def stand(self, line: str, before: Stand) -> Stand | None:
        """The place a label names, or None for the label of a paper."""
        name = line.upper()
        if name.removeprefix(LABEL_BOKS) in self.walk.boks:
            return Stand(boks=name.removeprefix(LABEL_BOKS))
        kode = name.removeprefix(LABEL_BERKAS)
        found = next((one for one in self.walk.berkas.values() if one.kode == kode), None)
        return Stand(before.boks, found.id) if found else None

    def judge(self, line: str, stand: Stand) -> None:
        """Count one paper scanned at this place."""
        naskah = self._naskah(line)
        if naskah is None:
            self.count.unknown.append(line)
            return
        papers = [Paper(naskah, one, self.walk.to(one)) for one in kertas_in(naskah.latest.facts)]
        left = [one for one in papers if self._is_new(one) and one.kertas.keadaan in _RECORDED]
        left.sort(key=lambda one: (not self._lies_at(one, stand), one.kertas.keadaan != ADA))
        if not left:
            self.count.unexpected.append(f"{self._title(naskah)}: tidak tercatat, atau lebih dari yang tercatat")
            return
        paper = left[0]
        self.seen.add((naskah.id, paper.kertas.salinan))
        if paper.kertas.keadaan == HILANG:
            self.count.returned.append(f"{self._called(paper)}: tercatat hilang")
        elif paper.kertas.keadaan == DIPINJAM:
            self.count.lent.append(f"{self._called(paper)}: tercatat dipinjam")
        elif self._lies_at(paper, stand):
            self.count.found.append(self._called(paper))
        else:
            self.count.misplaced.append(self.should_be(paper))

    def left_at(self, stand: Stand) -> list[Paper]:
        """What should lie here and was not scanned; each is told once."""
        left = [one for one in self._expected(stand) if self._is_new(one) and one.kertas.keadaan == ADA]
        self.seen |= {(one.naskah.id, one.kertas.salinan) for one in left}
        return left

    def should_be(self, paper: Paper) -> str:
        """A paper, and where the catalogue says it is."""
        return f"{self._called(paper)}: seharusnya di {paper.letak}"

    def _called(self, paper: Paper) -> str:
        return f"{self._title(paper.naskah)}, lembar {paper.kertas.salinan} ({paper.kertas.macam})"

    def _title(self, naskah: Naskah) -> str:
        return f"{naskah.id} {naskah.perihal}" if may(self.reader, READ, naskah) else naskah.id

    def _naskah(self, line: str) -> Naskah | None:
        code = read_kode(line)
        ids = [code[0]] if code else self.office.archive.find_ids(line)
        return self.office.archive.naskah_of(ids).get(ids[0]) if len(ids) == 1 else None

    def _is_new(self, paper: Paper) -> bool:
        return (paper.naskah.id, paper.kertas.salinan) not in self.seen

    def _lies_at(self, paper: Paper, stand: Stand) -> bool:
        kertas = paper.kertas
        if stand.berkas:
            return kertas.berkas == stand.berkas
        return (self.boks_of[kertas.berkas] if kertas.berkas else kertas.boks) == stand.boks

    def _expected(self, stand: Stand) -> Iterable[Paper]:
        if not stand.berkas:
            return papers_in_box(self.office, stand.boks)
        return papers_in_berkas(self.office, stand.berkas)
