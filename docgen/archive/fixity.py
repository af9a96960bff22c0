"""Whether the bytes of an OCFL object are those that were filed.

Every file an object may hold has known content: the manifest gives the digests of what was filed, and each inventory
follows from the newest one. So there are only three faults: changed (or exchanged), missing, never filed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from docgen.archive.canonical import canonical_json, sha256, sha512
from docgen.archive.ocfl import DECLARATION, INVENTORY, SIDECAR, Inventory, check_inventory, content_path, sidecar_of
from docgen.archive.record import RECORD, Filing, read_filing
from docgen.archive.storage import Storage
from docgen.errors import Damaged
from docgen.naskah.records import Naskah

_CONTENT = re.compile(r"v(\d+)/")


@dataclass(frozen=True)
class Fault:
    """One file that is not as filed: `actual` is the SHA-512 it has now, for one that changed."""

    kind: str
    path: str
    detail: str = ""
    actual: str = ""


@dataclass
class Checked:
    """What is known of one object after its bytes were read."""

    folder: str
    object_id: str = ""
    head: int = 0
    faults: list[Fault] = field(default_factory=list)
    filings: dict[int, Filing] = field(default_factory=dict)  # by version; only those whose record.json is whole
    digests: dict[str, str] = field(default_factory=dict)  # path -> SHA-512 it should have


def check_object(storage: Storage, folder: str, paths: list[str]) -> Checked:
    """Read every file below `folder` and compare it with what was filed there."""
    data = {path.removeprefix(folder + "/"): storage.read(path) for path in paths}
    checked = Checked(folder)
    inventory = _newest(data, folder)
    if inventory is None:
        checked.faults.append(Fault("berkas berubah", INVENTORY, "Tidak ada daftar isi yang utuh; objek tak terbaca."))
        return checked
    checked.object_id, checked.head = inventory["id"], int(inventory["head"][1:])
    expected = _expected(inventory, data)
    checked.digests = {f"{folder}/{path}": digest for path, digest in expected.items()}
    users = _users(inventory)
    for path in sorted(expected.keys() | data.keys()):
        actual = sha512(data[path]) if path in data else ""
        if path not in expected:
            checked.faults.append(Fault("berkas asing", path))
        elif not actual:
            checked.faults.append(Fault("berkas hilang", path, users.get(path, "")))
        elif actual != expected[path]:
            checked.faults.append(Fault("berkas berubah", path, users.get(path, ""), actual))
    _read_records(inventory, data, checked)
    return checked


def _newest(data: Mapping[str, bytes], folder: str) -> Inventory | None:
    """The inventory with the most versions among those their sidecar vouches for, or else among all readable ones."""
    places = [path.removesuffix(INVENTORY) for path in data if re.fullmatch(rf"(v\d+/)?{INVENTORY}", path)]
    vouched = [_inventory(data, place, folder, strict=True) for place in places]
    readable = [_inventory(data, place, folder, strict=False) for place in places]
    for found in (vouched, readable):
        whole = [inventory for inventory in found if inventory is not None]
        if whole:
            return max(whole, key=lambda inventory: int(inventory["head"][1:]))
    return None


def _inventory(data: Mapping[str, bytes], place: str, folder: str, *, strict: bool) -> Inventory | None:
    text = data[place + INVENTORY]
    try:
        sidecar = data.get(place + SIDECAR, b"") if strict else sidecar_of(text)
        inventory = check_inventory(text, sidecar, folder)
        _project(inventory, int(inventory["head"][1:]))
    except (Damaged, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None
    return inventory if isinstance(inventory["id"], str) else None


def _expected(inventory: Inventory, data: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-512 of every file the object must hold."""
    expected = {path: digest for digest, paths in inventory["manifest"].items() for path in paths}
    expected[DECLARATION] = sha512(b"ocfl_object_1.1\n")
    head = int(inventory["head"][1:])
    for place, number in [("", head)] + [(f"v{n}/", n) for n in range(1, head + 1)]:
        text = _inventory_text(_project(inventory, number), data.get(place + INVENTORY), data.get(place + SIDECAR))
        expected[place + INVENTORY], expected[place + SIDECAR] = sha512(text), sha512(sidecar_of(text))
    return expected


def _inventory_text(wanted: Inventory, text: bytes | None, sidecar: bytes | None) -> bytes:
    """The inventory as docgen writes it; as it stands where it says the same and its sidecar vouches for it."""
    if text is not None and sidecar == sidecar_of(text):
        try:
            if json.loads(text) == wanted:
                return text
        except ValueError:
            pass
    return canonical_json(wanted)


def _project(inventory: Inventory, number: int) -> Inventory:
    """The inventory as it was when version `number` was the newest."""

    def until(digests: Mapping[str, list[str]]) -> dict[str, list[str]]:
        kept = {d: [p for p in paths if int(_CONTENT.match(p)[1]) <= number] for d, paths in digests.items()}  # type: ignore[index]
        return {digest: paths for digest, paths in kept.items() if paths}

    versions = {name: version for name, version in inventory["versions"].items() if int(name[1:]) <= number}
    fixity = {algorithm: until(digests) for algorithm, digests in inventory["fixity"].items()}
    changed: dict[str, Any] = {"head": f"v{number}", "versions": versions, "fixity": fixity}
    return inventory | changed | {"manifest": until(inventory["manifest"])}


def _users(inventory: Inventory) -> dict[str, str]:
    """Which versions stop being readable when a content file is lost."""
    by_digest: dict[str, list[int]] = {}
    for name, version in inventory["versions"].items():
        for digest in version["state"]:
            by_digest.setdefault(digest, []).append(int(name[1:]))
    return {
        path: f"Dipakai versi {', '.join(map(str, sorted(by_digest.get(digest, []))))}."
        for digest, paths in inventory["manifest"].items()
        for path in paths
    }


def _read_records(inventory: Inventory, data: Mapping[str, bytes], checked: Checked) -> None:
    """Every whole record.json, and whether the files are the ones it names."""
    for number in range(1, checked.head + 1):
        record = content_path(inventory, number, RECORD)
        if (
            record is None
            or record not in data
            or sha512(data[record]) != checked.digests[f"{checked.folder}/{record}"]
        ):
            continue
        try:
            filing = read_filing(data[record])
        except ValueError:
            checked.faults.append(Fault("berkas berubah", record, "Bukan rekaman docgen."))
            continue
        checked.filings[number] = filing
        files = filing.subject.latest.files if isinstance(filing.subject, Naskah) else {}
        for path, kept in files.items():
            content = content_path(inventory, number, path)
            if content is None or (content in data and sha256(data[content]) != kept):
                detail = f"Sidik {path} dalam record.json versi {number} lain."
                if not any(fault.path == content for fault in checked.faults):
                    checked.faults.append(Fault("berkas berubah", content or f"v{number}/content/{path}", detail))
