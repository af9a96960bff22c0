"""The composition root: everything one office has, opened once and passed along."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from docgen.archive.archive import Archive
from docgen.archive.opening import open_archive
from docgen.errors import NotAllowed, NotFound
from docgen.naskah.access import may
from docgen.naskah.doctype import DocType, load_doctype, load_doctypes
from docgen.naskah.kantor import Kantor, load_kantor
from docgen.naskah.kode import new_id
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import Naskah
from docgen.search.background import begin_build
from docgen.search.query import Index
from docgen.search.whoosh_index import WhooshIndex
from docgen.settings import KANTOR, Settings, shipped_templates
from docgen.sop.declaration import Sop, load_sops

# pages and records the program itself makes; an office may draw its own, and need not have them
HOUSE = (
    "arsip_lama", "berkas_kerja", "blok_nomor", "daftar_tugas", "jurnal_berkas", "laporan_latihan_pulih",
    "lembar_jangkar", "lembar_koreksi", "lembar_peminjaman",
)  # fmt: skip


@dataclass(frozen=True)
class Office:
    """One office: its declarations, its archive, its index, its clock."""

    root: Path
    kantor: Kantor
    types: Mapping[str, DocType]
    sops: Mapping[str, Sop]
    archive: Archive
    index: Index
    now: Callable[[], datetime]
    new_id: Callable[[], str] = new_id
    begin_build: Callable[[Settings], bool] = begin_build  # of a new index; a server may use a thread

    @property
    def settings(self) -> Settings:
        """Where its folders are."""
        return Settings(self.root)

    def on(self, day: date) -> Office:
        """The same office with the officials of that day."""
        return replace(self, kantor=load_kantor(self.root / KANTOR, day))

    def doctype(self, jenis: str) -> DocType:
        """The document type of that id; raises NotFound naming those there are."""
        if jenis not in self.types:
            raise NotFound("Jenis naskah", jenis, f"Yang ada: {', '.join(self.types)}.")
        return self.types[jenis]

    def sop(self, sop_id: str) -> Sop:
        """The SOP of that id; raises NotFound naming those there are."""
        if sop_id not in self.sops:
            raise NotFound("SOP", sop_id, f"Yang ada: {', '.join(self.sops)}.")
        return self.sops[sop_id]

    def demand(self, post: str, act: str, naskah: Naskah | None = None) -> Pejabat:
        """The official in `post` if he may `act`; raises NotFound or NotAllowed."""
        return demand(self.kantor, post, act, naskah)


def demand(kantor: Kantor, post: str, act: str, naskah: Naskah | None = None) -> Pejabat:
    """The official in `post` if he may `act`; raises NotFound or NotAllowed."""
    pejabat = kantor.official(post)
    if not may(pejabat, act, naskah):
        on = f" naskah {naskah.id}" if naskah else ""
        raise NotAllowed(f"{pejabat.singkat or pejabat.jabatan} ({post}) tidak berwenang {act}{on}.")
    return pejabat


def with_house(types: Mapping[str, DocType]) -> dict[str, DocType]:
    """The types of an office, with the aids of the house it has not: one made before they came works all the same."""
    missing = {name: load_doctype(shipped_templates() / name) for name in HOUSE if name not in types}
    return dict(sorted({**missing, **types}.items()))


@contextmanager
def open_office(settings: Settings, now: Callable[[], datetime] | None = None) -> Iterator[Office]:
    """Open the office for as long as the block lasts; what a crash left unfinished is put right first."""
    kantor = load_kantor(settings.templates / "kantor.toml", now().date() if now else None)
    types = with_house(load_doctypes(settings.templates, kantor.nomor))
    sops = {sop_id: sop for folder in settings.sops for sop_id, sop in load_sops(folder).items()}
    clock = now or (lambda: datetime.now(kantor.timezone))
    archive = open_archive(settings.archive, settings.database, now=clock)
    try:
        yield Office(settings.root, kantor, types, sops, archive, WhooshIndex(settings.index, settings.synonyms), clock)
    finally:
        archive.close()
