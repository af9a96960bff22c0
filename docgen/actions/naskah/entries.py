"""What the index is told of a naskah: it follows from the catalogue and the declarations of the office alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docgen.archive.catalogue import History
from docgen.kearsipan.kertas import ADA, DIPINJAM, kertas_in
from docgen.naskah.access import readers_of
from docgen.naskah.approval import day_of
from docgen.naskah.records import NUMBERED, PENYUSUN, REWORDED, Naskah, Version
from docgen.office import Office
from docgen.search.query import Entry

SCAN = re.compile(r"(pindaian(-[0-9]+)?|surat)\.(pdf|jpg|png|tif)")  # not those of older prints
AT_ONCE = 200  # naskah read from the archive together
Pair = tuple[str, list[Entry]]


def pairs_of(office: Office, naskah_ids: Sequence[str]) -> Iterator[Pair]:
    """What the index is told of each naskah as it is now: one entry a wording."""
    for start in range(0, len(naskah_ids), AT_ONCE):
        for history in office.archive.histories(naskah_ids[start : start + AT_ONCE]):
            yield history.naskah.id, list(_entries(office, history))


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
