"""Checking the archive: every digest is computed again; OCFL, catalogue and log are compared. Nothing is changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import Connection, select

from docgen.archive import ocfl
from docgen.archive import tables as t
from docgen.archive.archive import Archive
from docgen.archive.check.agreement import Version, compare_rows, name_of
from docgen.archive.check.anchor import Anchor, check_anchors
from docgen.archive.check.copies import find_twin
from docgen.archive.check.finding import Finding, finding
from docgen.archive.check.fixity import Checked, Fault, check_held, check_object
from docgen.archive.check.held import read_object
from docgen.archive.check.log_check import check_log
from docgen.archive.check.part import WHOLE, Part, in_doubt_versions, named, own_lines
from docgen.archive.holdings import destroyed_objects, retired_by
from docgen.archive.intent import unfinished
from docgen.archive.nisan import with_buried
from docgen.archive.parallel import work_through
from docgen.archive.record import ARSIP, NASKAH, SOP
from docgen.archive.recover import pending
from docgen.archive.storage import Storage
from docgen.errors import StorageFailed

_OBJECT = re.compile(rf"({ocfl.ROOT}/[0-9a-f]{{3}}/[0-9a-f]{{3}}/[0-9a-f]{{3}}/[^/]+)/.+")
_VERSION = re.compile(r"v(\d+)/")


@dataclass(frozen=True)
class Seen:
    """What a check of the whole archive or of a part of it found, and how much it read."""

    findings: list[Finding]
    objects: int = 0
    read: int = 0  # bytes


def verify(archive: Archive) -> list[Finding]:
    """Everything in the archive that is not as it was filed; an empty list means all of it was read and is right."""
    return look(archive).findings


def look(archive: Archive, part: Part = WHOLE, anchors: Collection[Anchor] = ()) -> Seen:
    """Check the objects of `part` byte by byte; log, numbers and what lies where it should not are always checked.

    With `anchors` the log is also compared with what was printed of it.
    """
    with t.reading(archive.engine) as c:
        broken = list(check_anchors(c, anchors))
        seen = _check(c, archive.storage, part)
    seen = replace(seen, findings=broken + seen.findings)
    if not seen.findings and not unfinished(archive.storage):
        return seen
    try:  # someone may have been filing meanwhile: look again while nobody can
        with t.writing(archive.engine) as c:
            left = [finding("niat tertinggal", path) for path in pending(c, archive.storage)]
            again = _check(c, archive.storage, part)
    except StorageFailed:
        return seen
    shaky = [one for one in seen.findings if one.kind == "bacaan goyah" and one not in again.findings]
    return replace(again, findings=broken + again.findings + shaky + left)


def _check(c: Connection, storage: Storage, part: Part) -> Seen:
    known, begun = _known(c), in_doubt_versions(c, storage)
    paths = storage.list(ocfl.ROOT)
    groups, strays = _grouped(
        paths, {ocfl.object_path(object_id) for object_id in [*known, *(one for one, _ in begun)]}
    )
    found = [finding("berkas asing", path) for path in strays] + list(_root_faults(storage, set(paths)))
    found += [finding("sisa pemusnahan", place) for place in _take_out_destroyed(c, groups)]
    always = {ocfl.object_path(ARSIP + one) for one in retired_by(c)}  # their tombstones stand for objects of any part
    groups = {folder: groups[folder] for folder in sorted(groups) if part.holds(folder) or folder in always}
    owners = {ocfl.object_path(object_id): object_id for object_id in known}
    objects, size = [], 0
    for one, read in work_through(partial(_read_and_check, storage), list(groups.items())):
        objects.append(one)
        size += read
    for one in objects:
        _excuse(one, begun)
    found += _faults(c, storage, [one for one in objects if _is_wrong(one)], groups, owners)
    filings = list(with_buried(filing for one in objects for filing in one.filings.values()))
    unreadable = begun | {version for one in objects for version in _unreadable(one, known, owners)}
    filed = {(object_id, number) for object_id, last in known.items() for number in range(1, last + 1)}
    excused = unreadable | {version for version in filed if not part.holds(ocfl.object_path(version[0]))}
    found += compare_rows(c, own_lines(c, filings, part), excused) + check_log(c, filings, excused | filed)
    return Seen(named(c, list(dict.fromkeys(found))), len(objects), size)


def _read_and_check(storage: Storage, group: tuple[str, list[str]]) -> tuple[Checked, int]:
    """One object without the digests of its files, which are too many to be kept of all; and the bytes read of it."""
    folder, paths = group
    held = read_object(storage, folder, paths)
    return replace(check_held(storage, folder, held), digests={}), sum(one.size for one in held.values())


def _excuse(one: Checked, begun: set[Version]) -> None:
    """A version whose filing was cut off is neither there nor missing: the next start adopts it or sets it aside."""
    for number in [number for object_id, number in begun if ocfl.object_path(object_id) == one.folder]:
        one.filings.pop(number, None)
        own = (f"v{number}/", ocfl.INVENTORY, ocfl.SIDECAR, ocfl.DECLARATION)
        one.faults[:] = [fault for fault in one.faults if not fault.path.startswith(own)]


def _is_wrong(one: Checked) -> bool:
    return bool(one.faults) or (one.object_id != "" and ocfl.object_path(one.object_id) != one.folder)


def _faults(
    c: Connection, storage: Storage, objects: list[Checked], groups: dict[str, list[str]], owners: dict[str, str]
) -> Iterator[Finding]:
    """What is wrong with the bytes, and whose the bytes are that lie in the place of others."""
    strange = {fault.actual for one in objects for fault in one.faults if fault.actual}
    places = _places(storage, groups, strange) if strange else {}
    for one in objects:
        owner = owners.get(one.folder, one.object_id)
        if one.object_id and ocfl.object_path(one.object_id) != one.folder:
            yield finding("berkas tertukar", f"{name_of(owner)}: {one.folder}", f"Ini {name_of(one.object_id)}.")
        for fault in one.faults:
            twin = find_twin(c, storage, fault.filed, owner)
            detail = " ".join(filter(None, [fault.detail, twin]))
            yield _finding(replace(fault, detail=detail), one.folder, owner, places)


def _places(storage: Storage, groups: dict[str, list[str]], digests: set[str]) -> dict[str, str]:
    """Where the files with these SHA-512 belong, as the inventories say."""
    places: dict[str, str] = {}
    for folder, paths in groups.items():
        told = [path for path in paths if path.endswith(("/" + ocfl.INVENTORY, "/" + ocfl.SIDECAR))]
        expected = check_object(storage, folder, told).digests
        places |= {digest: path for path, digest in expected.items() if digest in digests}
    return places


def _take_out_destroyed(c: Connection, groups: dict[str, list[str]]) -> Iterator[str]:
    """Objects of naskah that a pemusnahan destroyed: a power cut may have brought their bytes back."""
    for object_id, naskah_id in destroyed_objects(c).items():
        if groups.pop(folder := ocfl.object_path(object_id), None):
            yield f"naskah {naskah_id}: {folder}"


def _known(c: Connection) -> dict[str, int]:
    """Every object the catalogue knows, with the number of versions it should have."""
    known: dict[str, int] = defaultdict(int)
    for prefix, owner, number in (
        (NASKAH, t.version.c.naskah_id, t.version.c.number), (SOP, t.sop_event.c.run_id, t.sop_event.c.number),
        (ARSIP, t.catatan_versi.c.catatan_id, t.catatan_versi.c.number),
    ):  # fmt: skip
        for row in c.execute(select(owner, number)):
            known[prefix + row[0]] = max(known[prefix + row[0]], row[1])
    for object_id in destroyed_objects(c):
        known.pop(object_id, None)
    return known


def _grouped(paths: list[str], expected: set[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Files by the object they lie in, and those that lie in none."""
    groups: dict[str, list[str]] = defaultdict(list)
    strays = []
    for path in paths:
        place = _OBJECT.fullmatch(path)
        if place:
            groups[place[1]].append(path)
        elif path not in ocfl.ROOT_FILES:
            strays.append(path)
    for folder in [f for f in groups if f not in expected and not any("/inventory.json" in p for p in groups[f])]:
        strays += groups.pop(folder)
    return groups, sorted(strays)


def _root_faults(storage: Storage, present: set[str]) -> Iterator[Finding]:
    for path, data in ocfl.ROOT_FILES.items():
        if path not in present:
            yield finding("berkas hilang", path)
        elif storage.read(path) != data:
            yield finding("berkas berubah", path)


def _finding(fault: Fault, folder: str, owner: str, digests: dict[str, str]) -> Finding:
    number = _VERSION.match(fault.path)
    version = f" versi {number[1]}" if number else ""
    place = f"{name_of(owner)}{version}: {folder}/{fault.path}"
    other = digests.get(fault.actual)
    if fault.kind == "berkas berubah" and other:
        return finding("berkas tertukar", place, f"Isinya milik {other}. {fault.detail}")
    return finding(fault.kind, place, fault.detail)


def _unreadable(one: Checked, known: dict[str, int], owners: dict[str, str]) -> Iterator[Version]:
    """Versions that are there but whose record.json is not whole."""
    object_id = one.object_id or owners.get(one.folder, "")
    last = one.head or known.get(object_id, 0)
    return ((object_id, number) for number in range(1, last + 1) if number not in one.filings)
