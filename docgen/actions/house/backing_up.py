"""The archive a second time: backed up every day, restored when it is needed, and rehearsed before."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from docgen import __version__
from docgen.actions.naskah.indexing import rebuild_index
from docgen.actions.naskah.words import words_of
from docgen.archive.archive import Archive, open_archive
from docgen.archive.backup.restore import Restored, restore
from docgen.archive.backup.saving import Backup, back_up, keep_only
from docgen.archive.backup.tree import backup_tree, differences, office_tree, tree_digest
from docgen.naskah.records import Naskah
from docgen.office import Office, open_office
from docgen.search.parts import Filter, Together, Word
from docgen.search.query import Query
from docgen.search.text import tokens
from docgen.settings import Settings, find_office

SAMPLES, MOST_HITS = 20, 1000


@dataclass
class Step:
    """One step of a drill: how long it took, what it found, and what was wrong."""

    nama: str
    detik: float = 0.0
    hasil: str = ""
    masalah: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Drill:
    """A rehearsed restore: of which state, when, its steps, and the digest of the whole tree."""

    sumber: Path
    keadaan: str
    mulai: datetime
    steps: tuple[Step, ...]
    sidik: str

    @property
    def problems(self) -> list[str]:
        """Everything that was not as it should be."""
        return [f"{step.nama}: {what}" for step in self.steps for what in step.masalah]


def back_up_office(
    settings: Settings, target: Path, *, thorough: bool = False, only_now: bool = False
) -> tuple[Backup, int]:
    """Copy to `target` what it does not hold yet: archive, catalogue and declarations; never the index.

    With `only_now` earlier days and what was destroyed since go from it; returns how many objects went, too.
    """
    archive = open_archive(settings.archive, settings.database)
    try:
        made = back_up(archive, settings.templates, target, thorough=thorough)
        return made, keep_only(target, made.state) if only_now else 0
    finally:
        archive.close()


def restore_office(
    source: Path,
    target: Path,
    day: date | None = None,
    *,
    replacing: Path | None = None,
    although_damaged: bool = False,
) -> Restored:
    """Make an office of a backup in the empty folder `target`, its index anew.

    `replacing` is the office whose place it takes: refused where that one has gone on since.
    """
    with _archive_of(replacing) as archive:
        found = restore(source, target, day, read_words=words_of, replacing=archive, although_damaged=although_damaged)
    with open_office(Settings(target.resolve())) as office:
        rebuild_index(office)
    return found


@contextmanager
def _archive_of(folder: Path | None) -> Iterator[Archive | None]:
    if folder is None:
        yield None
        return
    settings = find_office(folder)
    archive = open_archive(settings.archive, settings.database)
    try:
        yield archive
    finally:
        archive.close()


def rehearse(source: Path, day: date | None = None, *, now: Callable[[], datetime]) -> Drill:
    """Restore into a folder that is thrown away, check everything, and say how long it took."""
    steps: list[Step] = []
    with TemporaryDirectory(prefix="docgen-latihan-") as room:
        began, target = now(), Path(room) / "kantor"
        with _step(steps, "Memulihkan dan memeriksa") as step:
            found = restore(source, target, day, read_words=words_of, although_damaged=True)
            step.hasil = f"{len(found.state.objek)} objek, {found.state.versions} versi"
            step.masalah += [*found.damaged, *(f"{one.place}: {one.what}" for one in found.findings)]
        with _step(steps, "Membandingkan setiap berkas") as step:
            tree = office_tree(target)
            step.masalah += [
                f"{path}: berbeda dari cadangan" for path in differences(tree, backup_tree(source, found.state))
            ]
            step.hasil = f"{len(tree)} berkas"
        with open_office(Settings(target)) as office:
            with _step(steps, "Membangun indeks") as step:
                step.hasil = f"{rebuild_index(office)} naskah"
            with _step(steps, "Mencari kembali") as step:
                _search(office, step)
    return Drill(source, found.state.name, began, tuple(steps), tree_digest(tree))


@contextmanager
def _step(steps: list[Step], nama: str) -> Iterator[Step]:
    step = Step(nama)
    steps.append(step)
    began = time.perf_counter()
    yield step
    step.detik = time.perf_counter() - began


def _search(office: Office, step: Step) -> None:
    """Some naskah of all ages, each by its own words and by its number."""
    ids = office.archive.naskah_ids()
    chosen = ids[:: max(1, len(ids) // SAMPLES)][:SAMPLES]
    asked = 0
    for naskah_id in chosen:
        naskah = office.archive.naskah(naskah_id)
        for typed, query in _questions(naskah):
            asked += 1
            if naskah_id not in _answers(office, query):
                step.masalah.append(f"naskah {naskah_id} tidak ditemukan dengan: {typed}")
    step.hasil = f"{asked} pencarian atas {len(chosen)} naskah"


def _questions(naskah: Naskah) -> Iterator[tuple[str, Query]]:
    words = tuple(dict.fromkeys(word for word in naskah.perihal.split() if tokens(word)))[:5]
    if words:
        yield " ".join(words), Query(Together((*map(Word, words), Filter("jenis", naskah.jenis))))
    if naskah.nomor:
        yield naskah.nomor, Query(Filter("nomor", naskah.nomor))


def _answers(office: Office, query: Query) -> set[str]:
    return {hit.naskah_id for hit in office.index.search(query, limit=MOST_HITS)}


def drill_report(drill: Drill) -> str:
    """The page about a drill, to be filed."""
    verdict = "BERHASIL, tidak ada yang berbeda" if not drill.problems else f"GAGAL, {len(drill.problems)} masalah"
    lines = [
        "LAPORAN LATIHAN PEMULIHAN ARSIP", "",
        f"Cadangan        : {drill.sumber.resolve()}",
        f"Keadaan         : {drill.keadaan}",
        f"Dilaksanakan    : {drill.mulai:%d-%m-%Y} pukul {drill.mulai:%H.%M}",
        f"docgen          : {__version__}",
        f"Sidik pohon     : {drill.sidik}",
        f"Lama seluruhnya : {sum(step.detik for step in drill.steps):.1f} detik",
        f"Hasil           : {verdict}", "",
    ]  # fmt: skip
    lines += [f"{n}. {step.nama}: {step.hasil} ({step.detik:.1f} detik)" for n, step in enumerate(drill.steps, 1)]
    lines += ["", "Masalah:", *(f"- {problem}" for problem in drill.problems)] if drill.problems else []
    lines += ["", "Diketahui,", "", "", "", "(........................................)"]
    return "\n".join(lines) + "\n"
