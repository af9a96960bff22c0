"""Whether the bytes of an OCFL object are those that were filed.

Every file an object may hold has known content: the manifest gives the digests of what was filed, and each inventory
follows from the newest one. So there are only three faults: changed (or exchanged), missing, never filed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from docgen.archive.canonical import canonical_json, sha512
from docgen.archive.check.copies import about, filed_digest
from docgen.archive.check.held import Held, read_object
from docgen.archive.ocfl import DECLARATION, INVENTORY, SIDECAR, Inventory, content_path, sidecar_for
from docgen.archive.record import RECORD, Filing, read_filing
from docgen.archive.storage import Storage
from docgen.naskah.records import Naskah

CHANGED, REFUSED = "berkas berubah", "berkas tak terbaca"
_CONTENT = re.compile(r"v(\d+)/")
_INVENTORY = re.compile(rf"(v\d+/)?{INVENTORY}")
_DECLARED = sha512(b"ocfl_object_1.1\n")


@dataclass(frozen=True)
class Fault:
    """One file that is not as filed: `actual` is the SHA-512 it has now, for one that changed; `filed` the SHA-256 of
    the file as it was."""

    kind: str
    path: str
    detail: str = ""
    actual: str = ""
    filed: str = ""


@dataclass
class Checked:
    """What is known of one object after its bytes were read."""

    folder: str
    object_id: str = ""
    head: int = 0
    faults: list[Fault] = field(default_factory=list)
    filings: dict[int, Filing] = field(default_factory=dict)  # by version; only those whose record.json is whole
    digests: dict[str, str] = field(default_factory=dict)  # path -> SHA-512 it should have


def check_object(storage: Storage, folder: str, paths: Iterable[str]) -> Checked:
    """Read every file below `folder` and compare it with what was filed there."""
    return check_held(storage, folder, read_object(storage, folder, paths))


def check_held(storage: Storage, folder: str, held: Mapping[str, Held]) -> Checked:
    """Compare what was read with what was filed. What does not fit is read once more: a disk that answers in two ways
    has lost nothing yet, and is told as such."""
    checked = _compared(folder, held)
    doubted = [fault.path for fault in checked.faults if fault.kind in (CHANGED, REFUSED) and fault.path in held]
    if not checked.object_id:
        doubted = [path for path in held if path.endswith((INVENTORY, SIDECAR))]
    again = read_object(storage, folder, [f"{folder}/{path}" for path in doubted], fresh=True)
    shaky = [path for path in again if again[path] != held[path]]
    if shaky:
        checked = _compared(folder, {**held, **again})
        checked.faults += [Fault("bacaan goyah", path) for path in shaky]
    return checked


def _compared(folder: str, held: Mapping[str, Held]) -> Checked:
    checked = Checked(folder)
    told = _told(held)
    inventory = _newest(told, held)
    if inventory is None:
        checked.faults.append(Fault(CHANGED, INVENTORY, "Tidak ada daftar isi yang utuh; objek tak terbaca."))
        return checked
    checked.object_id, checked.head = inventory["id"], _head(inventory)
    expected = _expected(inventory, told, held)
    checked.digests = {f"{folder}/{path}": digest for path, digest in expected.items()}
    wrong = {path: _kind(path, expected, held) for path in sorted(expected.keys() | held.keys())}
    wrong = {path: kind for path, kind in wrong.items() if kind}
    for path, kind in wrong.items():
        actual = held[path].sha512 if kind == CHANGED else ""
        checked.faults.append(Fault(kind, path, about(inventory, path, wrong), actual, filed_digest(inventory, path)))
    _read_records(inventory, held, checked)
    return checked


def _kind(path: str, expected: Mapping[str, str], held: Mapping[str, Held]) -> str:
    """What is wrong with a file; '' when it is as it was filed."""
    if path not in expected:
        return "berkas asing"
    if path not in held:
        return "berkas hilang"
    if held[path].refused:
        return REFUSED
    return CHANGED if held[path].sha512 != expected[path] else ""


def _told(held: Mapping[str, Held]) -> dict[str, Inventory]:
    """Every inventory that can be read, by the folder it lies in ('' or `v1/`)."""
    told = {}
    for path in held:
        if _INVENTORY.fullmatch(path):
            try:
                told[path.removesuffix(INVENTORY)] = json.loads(held[path].data)
            except ValueError:
                continue
    return told


def _newest(told: Mapping[str, Inventory], held: Mapping[str, Held]) -> Inventory | None:
    """The inventory with the most versions among those their sidecar vouches for, or else among all readable ones."""
    vouched = [told[place] for place in told if _vouched(held, place)]
    for found in (vouched, list(told.values())):
        for inventory in sorted(found, key=_head, reverse=True):
            if _is_readable(inventory):
                return inventory
    return None


def _head(inventory: Inventory) -> int:
    try:
        return int(inventory["head"][1:])
    except (ValueError, KeyError, TypeError):
        return 0


def _is_readable(inventory: Inventory) -> bool:
    try:
        _project(inventory, _head(inventory))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return False
    return _head(inventory) > 0 and isinstance(inventory["id"], str)


def _vouched(held: Mapping[str, Held], place: str) -> bool:
    """Whether there is an inventory and its sidecar says that it is whole."""
    text, sidecar = held.get(place + INVENTORY), held.get(place + SIDECAR)
    return bool(text and sidecar and text.sha512 and sidecar.data == sidecar_for(text.sha512))


def _expected(inventory: Inventory, told: Mapping[str, Inventory], held: Mapping[str, Held]) -> dict[str, str]:
    """The SHA-512 of every file the object must hold. Inventories stand where they say what they must and are vouched
    for; else they are as docgen writes them."""
    expected = {path: digest for digest, paths in inventory["manifest"].items() for path in paths}
    expected[DECLARATION] = _DECLARED
    head = _head(inventory)
    for place, number in [("", head)] + [(f"v{n}/", n) for n in range(1, head + 1)]:
        wanted = _project(inventory, number) if number < head else inventory
        stands = told.get(place) == wanted and _vouched(held, place)
        digest = held[place + INVENTORY].sha512 if stands else sha512(canonical_json(wanted))
        expected[place + INVENTORY], expected[place + SIDECAR] = digest, sha512(sidecar_for(digest))
    return expected


def _project(inventory: Inventory, number: int) -> Inventory:
    """The inventory as it was when version `number` was the newest."""

    def until(digests: Mapping[str, list[str]]) -> dict[str, list[str]]:
        kept = {d: [p for p in paths if int(_CONTENT.match(p)[1]) <= number] for d, paths in digests.items()}  # type: ignore[index]
        return {digest: paths for digest, paths in kept.items() if paths}

    versions = {name: version for name, version in inventory["versions"].items() if int(name[1:]) <= number}
    fixity = {algorithm: until(digests) for algorithm, digests in inventory["fixity"].items()}
    changed: dict[str, Any] = {"head": f"v{number}", "versions": versions, "fixity": fixity}
    return inventory | changed | {"manifest": until(inventory["manifest"])}


def _read_records(inventory: Inventory, held: Mapping[str, Held], checked: Checked) -> None:
    """Every whole record.json, and whether the files are the ones it names."""
    for number in range(1, checked.head + 1):
        record = content_path(inventory, number, RECORD)
        if record is None or record not in held or held[record].sha512 != checked.digests[f"{checked.folder}/{record}"]:
            continue
        try:
            filing = read_filing(held[record].data)
        except ValueError:
            checked.faults.append(Fault(CHANGED, record, "Bukan rekaman docgen."))
            continue
        checked.filings[number] = filing
        files = filing.subject.latest.files if isinstance(filing.subject, Naskah) else {}
        for path, kept in files.items():
            content = content_path(inventory, number, path)
            if content is None or (content in held and held[content].sha256 not in (kept, "")):
                detail = f"Sidik {path} dalam record.json versi {number} lain."
                if not any(fault.path == content for fault in checked.faults):
                    checked.faults.append(Fault(CHANGED, content or f"v{number}/content/{path}", detail))
