"""A restore that is thrown away: all is brought back, compared, searched and timed, so that a backup is proven."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from docgen.actions.house.drill_report import Came, Drill, Step
from docgen.actions.naskah.indexing import rebuild_index
from docgen.actions.naskah.words import words_of
from docgen.archive.backup.restore import restore
from docgen.archive.backup.state import State
from docgen.archive.backup.tree import Tree, backup_tree, differences, office_bytes, office_tree, tree_digest
from docgen.naskah.records import Naskah
from docgen.office import Office, open_office
from docgen.search.parts import Filter, Together, Word
from docgen.search.query import Query
from docgen.search.text import tokens
from docgen.settings import Settings

SAMPLES, MOST_HITS = 20, 1000
Sheet = Callable[[Office, Drill], bytes]


def no_sheet(office: Office, drill: Drill) -> bytes:
    """Where no page is asked for."""
    return b""


def rehearse(
    source: Path, day: date | None = None, *, now: Callable[[], datetime], by: str = "", sheet: Sheet = no_sheet
) -> tuple[Drill, bytes]:
    """Restore into a folder that is thrown away, check everything, and say how long it took.

    The page about it is drawn by the office that was restored, with its letterhead and in its time: no other is needed.
    `by` is the post of who does it.
    """
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
            zone, came = office.kantor.timezone, _came(office, found.state, tree)
            drill = Drill(source, began.astimezone(zone), _name(office, by), came, tuple(steps), tree_digest(tree))
            return drill, sheet(office, drill)


def _came(office: Office, state: State, tree: Tree) -> Came:
    waktu, count = state.waktu.astimezone(office.kantor.timezone), len(office.archive.naskah_ids())
    return Came(waktu, state.head.seq, count, state.versions, len(tree), office_bytes(office.root))


def _name(office: Office, by: str) -> str:
    """Who does it as he is printed; the restored office may not know him yet."""
    known = office.kantor.pejabat.get(by)
    return f"{known.nama}, {known.jabatan}" if known else by


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
    return {hit.naskah_id for hit in office.index.search(query, limit=MOST_HITS).hits}
