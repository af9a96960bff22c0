"""Keeping the index in step with the archive; it may lag, it may break, it never stops a filing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from docgen.errors import IndexBroken, IndexBusy, StorageFailed
from docgen.naskah.records import Naskah, Version
from docgen.office import Office
from docgen.search.query import Entry


def index_naskah(office: Office, *naskah_ids: str) -> None:
    """Put every version of these naskah into the index; a busy or broken index takes them up later."""
    if not naskah_ids:
        return
    with suppress(IndexBusy, IndexBroken, StorageFailed):
        put_naskah(office, naskah_ids)


def put_naskah(office: Office, naskah_ids: Sequence[str]) -> None:
    """The same for several naskah in one commit of the index, but raises IndexBusy or IndexBroken."""
    pairs = {naskah_id: entries_of(office, naskah_id) for naskah_id in naskah_ids}
    office.index.put_many(pairs.items())
    for naskah_id, entries in pairs.items():
        office.archive.mark_indexed(naskah_id, max(entry.number for entry in entries))


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


def rebuild_index(office: Office, progress: Callable[[int], None] = lambda done: None) -> int:
    """Make the index anew from the archive; returns how many naskah it holds. Raises IndexBusy."""
    newest: dict[str, int] = {}

    def pairs() -> Iterator[tuple[str, list[Entry]]]:
        # asked for under the index's own lock: whoever files meanwhile stays marked as waiting
        for done, naskah_id in enumerate(office.archive.naskah_ids(), 1):
            entries = entries_of(office, naskah_id)
            newest[naskah_id] = max(entry.number for entry in entries)
            yield naskah_id, entries
            progress(done)

    office.index.rebuild(pairs())
    for naskah_id, number in newest.items():
        office.archive.mark_indexed(naskah_id, number)
    return len(newest)


def entries_of(office: Office, naskah_id: str) -> list[Entry]:
    """What the index is told of a naskah: one entry a version."""
    naskah = office.archive.naskah(naskah_id)
    return [_entry(office, naskah, version) for version in office.archive.versions(naskah_id)]


def _entry(office: Office, naskah: Naskah, version: Version) -> Entry:
    return Entry(
        naskah_id=naskah.id,
        number=version.number,
        latest=version.number == naskah.latest.number,
        text=office.archive.text(naskah.id, version.number),
        jenis=naskah.jenis,
        status=str(version.status),
        nomor=tuple(_numbers(office, naskah, version)),
        perihal=naskah.perihal,
        klasifikasi=naskah.klasifikasi,
        unit=naskah.unit,
        pejabat=tuple(sorted(_people(office, version))),
        tanggal=naskah.tanggal or version.at.date(),
    )


def _people(office: Office, version: Version) -> set[str]:
    """Posts and names of who made this version and who approved it."""
    maker = office.kantor.pejabat.get(version.by)
    people = {version.by, *(a.pejabat for a in version.approvals), *(a.nama for a in version.approvals)}
    return people | ({maker.nama} if maker else set())


def _numbers(office: Office, naskah: Naskah, version: Version) -> Iterator[str]:
    """Our number, and those that others gave: the sender's on a surat masuk."""
    if naskah.nomor:
        yield naskah.nomor
    doctype = office.types.get(naskah.jenis)
    for field in doctype.fields if doctype else ():
        if field.kind == "nomor" and version.values.get(field.name):
            yield str(version.values[field.name])
