"""Finding naskah again: by words, by number, by the file itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from docgen.actions.naskah.indexing import mended_index, ready_index
from docgen.actions.naskah.limited import limited_index
from docgen.actions.naskah.naming import with_jenis
from docgen.errors import IndexBroken, IndexBusy, NotAllowed, NotFound
from docgen.naskah.access import NUMBER, READ, keys_of, may
from docgen.naskah.approval import AWAITING, awaits_nomor, next_pejabat
from docgen.naskah.kode import about_letters
from docgen.naskah.kode_halaman import read_kode_halaman
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import DOCX, Naskah, Status, Version
from docgen.office import Office
from docgen.search.correcting import corrected_line
from docgen.search.loosening import ask_nearest
from docgen.search.query import Answer, Index, Query
from docgen.search.snippets import Cutter

T = TypeVar("T")
Texts = Mapping[tuple[str, int], str]  # of versions, by naskah and number
FEW = 20  # naskah that are read at once at least
GUEST = Pejabat("", "", "", peran=("staf",))  # who did not say who he is sees what every clerk may see
_WHO = "Sebutkan diri dengan --sebagai."
_WAITING = (*AWAITING, Status.DIKEMBALIKAN)


@dataclass(frozen=True)
class Found:
    """One answer: the naskah, the version that matched, and the words around the match."""

    naskah: Naskah
    version: Version
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()  # where in the snippet something sought stands: from, to
    perihal_marks: tuple[tuple[int, int], ...] = ()  # the same in the perihal


@dataclass(frozen=True)
class Results:
    """How many answers there are in all, the best of them, and how many of all have each value of a facet."""

    total: int
    found: tuple[Found, ...]
    facets: Mapping[str, Mapping[str, int]]
    nearest: tuple[Found, ...] = ()  # where there are few: what holds some of the words, or words like them
    corrected: str = ""  # where nothing holds all of them: the line that was perhaps meant, which finds something
    notice: str = ""  # in what the answer is not what it should be; empty where all is well


def find(office: Office, query: Query, *, by: str = "", limit: int = 20) -> list[Found]:
    """What `by` may read and matches, best first; indexes first what is waiting, and never fails for the index."""
    return list(search(office, query, by=by, limit=limit).found)


def search(office: Office, query: Query, *, by: str = "", limit: int = 20, facets: Sequence[str] = ()) -> Results:
    """The same with the number of all answers and what comes near; what `by` may not read is nowhere in it.

    Raises BadQuery for a jenis that fits none or several.
    """
    reader = reader_of(office, by)
    keys = keys_of(reader)

    def answered(index: Index) -> Results:
        asked = with_jenis(office, index, reader, query)
        answer = index.search(asked, limit, keys=keys, facets=facets)
        near = ask_nearest(index, asked, limit, answer, keys)
        shown = [shown_of(office, reader, one) for one in (answer, near)]
        corrected = "" if answer.total else corrected_line(index, asked, keys)
        return Results(answer.total, shown[0], answer.facets, shown[1], corrected)

    results, notice = with_index(office, query, answered)
    return replace(results, notice=notice)


def reader_of(office: Office, by: str) -> Pejabat:
    """Who asks: an official, or a guest. Raises NotFound for an unknown post."""
    return office.kantor.official(by) if by else GUEST


def with_index(office: Office, query: Query, answered: Callable[[Index], T]) -> tuple[T, str]:
    """What is answered by the index with all that was filed, and in what that is not what it should be.

    One that is broken is made anew first; where that takes long the catalogue answers, as far as `query` goes.
    """
    for way in (ready_index, mended_index):  # each only where the one before gave out
        with suppress(IndexBroken, IndexBusy):
            index, notice = way(office)
            return answered(index), notice
    index, notice = limited_index(office, query)
    return answered(index), notice


def listing(
    office: Office, *, jenis: str = "", status: str = "", waiting: str = "", by: str = "", limit: int | None = 50
) -> list[Naskah]:
    """What `by` may read of one type and status, or of any; newest act first.

    `waiting` names a post: only what waits for his paraf or signature, for a number where he gives numbers, or
    returned for him who made it, and what has waited longest first. Raises NotFound for an unknown type or post.
    """
    if jenis:
        office.doctype(jenis)
    reader = reader_of(office, by)
    found = _waiting(office, jenis, status, waiting) if waiting else _newest(office, jenis, status, limit)
    return list(islice((n for n in found if may(reader, READ, n)), limit))


def belonging(office: Office, naskah: Naskah, *, by: str = "") -> list[Naskah]:
    """What belongs to this naskah and `by` may read: the disposisi of a letter, the pengantar of a report."""
    reader = reader_of(office, by)
    return [n for n in office.archive.list_naskah(induk=naskah.id) if may(reader, READ, n)]


def resolve(office: Office, name: str, *, by: str = "") -> Naskah:
    """The naskah named by its id, the beginning of it, its number, the code of a version or page, or a file's digest.

    Raises NotFound, also when the name fits several; NotAllowed for one `by` may not read.
    """
    code = read_kode_halaman(name)
    ids = [code.naskah_id] if code else office.archive.find_ids(name)
    if len(ids) > 1:
        raise NotFound("Naskah", name, f"Ada {len(ids)} yang cocok: {', '.join(ids[:5])}. Tulis lebih lengkap.")
    if not ids:
        raise NotFound("Naskah", name, f"{about_letters(name)} Cari dahulu dengan: docgen cari KATA".strip())
    naskah = office.archive.naskah(ids[0])
    demand_readable(office, naskah, by)
    return naskah


def demand_readable(office: Office, naskah: Naskah, by: str) -> None:
    """Raise NotAllowed for a naskah that `by`, or a guest, may not read."""
    if not may(reader_of(office, by), READ, naskah):
        raise NotAllowed(f"Naskah {naskah.id} hanya untuk pejabat tertentu; sebutkan diri dengan --sebagai.")


def version_of(office: Office, naskah: Naskah, number: int = 0) -> Version:
    """One version of the naskah, the latest by default; raises NotFound."""
    if number in (0, naskah.latest.number):
        return naskah.latest
    versions = {version.number: version for version in office.archive.versions(naskah.id)}
    if number not in versions:
        raise NotFound("Versi", number, f"Naskah {naskah.id} mempunyai versi {', '.join(map(str, versions))}.")
    return versions[number]


def retrieve(office: Office, version: Version, path: str = "") -> tuple[str, bytes]:
    """The exact bytes of one file of a version, checked against their digest, and the file's name in it.

    Raises NotFound naming the files there are, Damaged.
    """
    path = path or main_file(version)
    if path not in version.files:
        raise NotFound("Berkas", path, f"Versi {version.number} memuat: {', '.join(version.files)}.")
    return path, office.archive.read(version, path)


def main_file(version: Version) -> str:
    """The file whose digest is that of the version."""
    return next((path for path, digest in version.files.items() if digest == version.sha256), DOCX)


def identify(office: Office, data: bytes, *, by: str = "") -> Sequence[tuple[Naskah, Version, str]]:
    """The naskah, versions and file names that hold exactly these bytes, as far as `by` may read them.

    Raises NotAllowed where there are such, and he may read none: who holds the bytes learns that they are genuine and
    nothing more.
    """
    reader = reader_of(office, by)
    held = office.archive.find_digest(hashlib.sha256(data).hexdigest())
    known = office.archive.naskah_of([naskah_id for naskah_id, _, _ in held])
    places = [
        (known[naskah_id], version_of(office, known[naskah_id], number), path)
        for naskah_id, number, path in held
        if may(reader, READ, known[naskah_id])
    ]
    if held and not places:
        raise NotAllowed("Berkas ini ada di arsip, tetapi hanya dikenali bagi yang boleh membacanya. " + _WHO)
    return places


def _newest(office: Office, jenis: str, status: str, limit: int | None) -> Iterator[Naskah]:
    """Newest act first; with a limit no more are read than are asked for, since most can be read by everybody.

    What is acted on meanwhile comes to the front: it is told once, as it was, or at the next look.
    """
    if limit is None:
        yield from office.archive.list_naskah(jenis=jenis, status=status)
        return
    told: set[str] = set()
    while part := office.archive.list_naskah(jenis=jenis, status=status, limit=max(limit, FEW), skip=len(told)):
        fresh = [one for one in part if one.id not in told]
        told |= {one.id for one in part}
        yield from fresh
        if not fresh:
            return


def _waiting(office: Office, jenis: str, status: str, post: str) -> list[Naskah]:
    pejabat = office.kantor.official(post)
    standing = [office.archive.list_naskah(jenis=jenis, status=s) for s in ((status,) if status else _WAITING)]
    found = [n for newest_first in standing for n in reversed(newest_first)]
    makers = office.archive.makers([n.id for n in found if n.latest.status is Status.DIKEMBALIKAN])
    return sorted((n for n in found if _waits_for(office, n, pejabat, makers)), key=lambda n: n.latest.at)


def _waits_for(office: Office, naskah: Naskah, pejabat: Pejabat, makers: Mapping[str, str]) -> bool:
    doctype = office.types.get(naskah.jenis)
    if doctype is None:
        return False
    if naskah.id in makers:  # returned: to be mended
        return makers[naskah.id] == pejabat.id
    if awaits_nomor(doctype, naskah.latest):
        return may(pejabat, NUMBER, naskah)
    return next_pejabat(doctype, naskah.latest) == pejabat.id


def shown_of(office: Office, reader: Pejabat, answer: Answer) -> tuple[Found, ...]:
    """The naskah and versions that were found, as far as he may read them, each with the words around the place."""
    known = office.archive.naskah_of({hit.naskah_id for hit in answer.hits})
    readable = [hit for hit in answer.hits if hit.naskah_id in known and may(reader, READ, known[hit.naskah_id])]
    cutter = Cutter(answer.sought)
    texts = office.archive.texts([(hit.naskah_id, hit.number) for hit in readable])
    return tuple(_found(office, known[hit.naskah_id], hit.number, cutter, texts) for hit in readable)


def _found(office: Office, naskah: Naskah, number: int, cutter: Cutter, texts: Texts) -> Found:
    snippet = cutter.cut(texts.get((naskah.id, number)) or naskah.perihal)
    version = version_of(office, naskah, number)
    return Found(naskah, version, snippet.text, snippet.marks, cutter.marks(naskah.perihal))
