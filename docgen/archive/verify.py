"""Checking the archive: every digest is computed again; OCFL, catalogue and log are compared. Nothing is changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, select

from docgen.archive import ocfl
from docgen.archive import tables as t
from docgen.archive.agreement import Version, compare_rows, name_of
from docgen.archive.archive import Archive
from docgen.archive.finding import Finding, finding
from docgen.archive.fixity import Checked, Fault, check_object
from docgen.archive.holdings import destroyed_objects
from docgen.archive.intent import unfinished
from docgen.archive.log_check import check_log
from docgen.archive.nisan import with_buried
from docgen.archive.record import ARSIP, NASKAH, SOP
from docgen.archive.recover import pending
from docgen.archive.storage import Storage
from docgen.errors import StorageFailed

_OBJECT = re.compile(rf"({ocfl.ROOT}/[0-9a-f]{{3}}/[0-9a-f]{{3}}/[0-9a-f]{{3}}/[^/]+)/.+")
_VERSION = re.compile(r"v(\d+)/")


def verify(archive: Archive) -> list[Finding]:
    """Everything in the archive that is not as it was filed; an empty list means all of it was read and is right."""
    with t.reading(archive.engine) as c:
        found = _check(c, archive.storage)
    if not found and not unfinished(archive.storage):
        return []
    try:  # someone may have been filing meanwhile: look again while nobody can
        with t.writing(archive.engine) as c:
            left = [finding("niat tertinggal", path) for path in pending(c, archive.storage)]
            return _check(c, archive.storage) + left
    except StorageFailed:
        return found


def _check(c: Connection, storage: Storage) -> list[Finding]:
    known = _known(c)
    groups, strays = _grouped(storage.list(ocfl.ROOT), {ocfl.object_path(object_id) for object_id in known})
    found = [finding("berkas asing", path) for path in strays] + list(_root_faults(storage))
    found += [finding("sisa pemusnahan", place) for place in _take_out_destroyed(c, groups)]
    objects = [check_object(storage, folder, paths) for folder, paths in sorted(groups.items())]
    owners = {ocfl.object_path(object_id): object_id for object_id in known}
    digests = {digest: path for one in objects for path, digest in one.digests.items()}
    for one in objects:
        owner = owners.get(one.folder, one.object_id)
        if one.object_id and ocfl.object_path(one.object_id) != one.folder:
            moved = finding("berkas tertukar", f"{name_of(owner)}: {one.folder}", f"Ini {name_of(one.object_id)}.")
            found.append(moved)
        found += [_finding(fault, one.folder, owner, digests) for fault in one.faults]
    filings = list(with_buried(filing for one in objects for filing in one.filings.values()))
    unreadable = {version for one in objects for version in _unreadable(one, known, owners)}
    filed = {(object_id, number) for object_id, last in known.items() for number in range(1, last + 1)}
    found += compare_rows(c, filings, unreadable) + check_log(c, filings, unreadable | filed)
    return list(dict.fromkeys(found))


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


def _root_faults(storage: Storage) -> Iterator[Finding]:
    present = set(storage.list(ocfl.ROOT))
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
