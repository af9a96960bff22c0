"""Keeping the index in step with the archive; it may lag, it may break, it never stops a filing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from docgen.archive.catalogue import History
from docgen.errors import IndexBroken, IndexBusy, StorageFailed
from docgen.kearsipan.kertas import ADA, DIPINJAM, kertas_in
from docgen.naskah.access import readers_of
from docgen.naskah.approval import day_of
from docgen.naskah.records import NUMBERED, PENYUSUN, REWORDED, Naskah, Version
from docgen.office import Office
from docgen.search.memory_index import MemoryIndex
from docgen.search.query import Entry, Index
from docgen.search.synonyms import load_synonyms

SCAN = re.compile(r"(pindaian(-[0-9]+)?|surat)\.(pdf|jpg|png|tif)")  # not those of older prints
AT_ONCE = 200  # naskah read from the archive together
Pair = tuple[str, list[Entry]]


def index_naskah(office: Office, *naskah_ids: str) -> None:
    """Put these naskah into the index as they are now; a busy or broken index takes them up later."""
    if not naskah_ids:
        return
    with suppress(IndexBusy, IndexBroken, StorageFailed):
        put_naskah(office, naskah_ids)


def put_naskah(office: Office, naskah_ids: Sequence[str]) -> None:
    """The same for several naskah in one commit of the index, but raises IndexBusy or IndexBroken."""
    newest: dict[str, int] = {}
    office.index.put_many(_noted(_pairs(office, naskah_ids), newest))
    office.archive.mark_indexed(newest)


def catch_up(office: Office) -> None:
    """Index what was filed while the index was busy; rebuild one that is broken.

    Raises IndexBusy when another process is writing.
    """
    waiting = office.archive.unindexed()
    if not waiting:
        return
    try:
        put_naskah(office, waiting)
    except IndexBroken:
        rebuild_index(office)


def ready_index(office: Office) -> Index:
    """The index with all that was filed; where that cannot be written into it, as far as it came.

    On a medium that can only be read, one in memory when its own is behind.
    """
    if office.archive.read_only:
        return remade_index(office) if office.archive.unindexed() else office.index
    with suppress(IndexBusy, StorageFailed):  # what waits is found at a later search
        catch_up(office)
    return office.index


def remade_index(office: Office) -> Index:
    """An index made anew from the archive, in memory where nothing can be written. Raises IndexBusy."""
    if not office.archive.read_only:
        rebuild_index(office)
        return office.index
    index = MemoryIndex(load_synonyms(office.settings.synonyms))
    index.rebuild(_pairs(office, office.archive.naskah_ids()))
    return index


def rebuild_index(office: Office, progress: Callable[[int], None] = lambda done: None) -> int:
    """Make the index anew from the archive; returns how many naskah it holds. Raises IndexBusy."""
    newest: dict[str, int] = {}

    def pairs() -> Iterator[Pair]:
        # asked for under the index's own lock: whoever files meanwhile stays marked as waiting
        for done, pair in enumerate(_noted(_pairs(office, office.archive.naskah_ids()), newest), 1):
            yield pair
            progress(done)

    office.index.rebuild(pairs())
    office.archive.mark_indexed(newest)
    return len(newest)


def _pairs(office: Office, naskah_ids: Sequence[str]) -> Iterator[Pair]:
    """What the index is told of each naskah: one entry a wording."""
    for start in range(0, len(naskah_ids), AT_ONCE):
        for history in office.archive.histories(naskah_ids[start : start + AT_ONCE]):
            yield history.naskah.id, list(_entries(office, history))


def _noted(pairs: Iterable[Pair], newest: dict[str, int]) -> Iterator[Pair]:
    """The same pairs; writes down up to which version each naskah is in them."""
    for naskah_id, entries in pairs:
        newest[naskah_id] = max(entry.number for entry in entries)
        yield naskah_id, entries


def _entries(office: Office, history: History) -> Iterator[Entry]:
    """The last version of each wording, as it was: number and date of the naskah once a version bears them.

    What only gained a paraf, a number or a file reads as the version after it does, and is found there.
    """
    naskah, versions = history.naskah, history.versions
    issued = next((v.number for v in versions if v.act == NUMBERED), 1)
    reworded = {later.number - 1 for later in versions if later.act in REWORDED}
    for version in versions:
        if version.number not in (*reworded, naskah.latest.number):
            continue
        before = replace(naskah, nomor="", tanggal=None) if version.number < issued else naskah
        yield _entry(office, before, version, history.words[version.number])


def _entry(office: Office, naskah: Naskah, version: Version, words: str) -> Entry:
    return Entry(
        naskah_id=naskah.id,
        number=version.number,
        latest=version.number == naskah.latest.number,
        text=words,
        jenis=naskah.jenis,
        status=str(version.status),
        nomor=tuple(_numbers(office, naskah, version)),
        perihal=naskah.perihal,
        klasifikasi=naskah.klasifikasi,
        unit=naskah.unit,
        pejabat=tuple(sorted(_people(office, version))),
        tanggal=day_of(replace(naskah, latest=version)),
        ada=tuple(_present(version)),
        pembaca=tuple(sorted(readers_of(naskah))),
    )


def _present(version: Version) -> Iterator[str]:
    """Paper that is there or lent, a scan of it, a PDF."""
    if any(paper.keadaan in (ADA, DIPINJAM) for paper in kertas_in(version.facts)):
        yield "kertas"
    if any(SCAN.fullmatch(path) for path in version.files):
        yield "pindaian"
    if any(path.endswith(".pdf") for path in version.files):
        yield "pdf"


def _people(office: Office, version: Version) -> set[str]:
    """Posts and names of who drafted the naskah, who made this version and who approved it."""
    posts = {version.by, version.facts.get(PENYUSUN, version.by)}
    names = {office.kantor.pejabat[post].nama for post in posts if post in office.kantor.pejabat}
    return posts | names | {one for a in version.approvals for one in (a.pejabat, a.nama)}


def _numbers(office: Office, naskah: Naskah, version: Version) -> Iterator[str]:
    """Our number, and those that others gave: the sender's on a surat masuk."""
    if naskah.nomor:
        yield naskah.nomor
    doctype = office.types.get(naskah.jenis)
    for field in doctype.fields if doctype else ():
        if field.kind == "nomor" and version.values.get(field.name):
            yield str(version.values[field.name])
