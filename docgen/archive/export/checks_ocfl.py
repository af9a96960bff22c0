"""Checks of an export: the OCFL objects (OCFL 1.1)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from docgen.archive.export.view import Export
from docgen.archive.export.writing import ROOT_FILE, export_path
from docgen.archive.ocfl import DECLARATION, INVENTORY, ROOT, ROOT_FILES, SIDECAR, Inventory
from docgen.archive.record import RECORD


def newest(inventory: Inventory) -> str:
    """The last version there is, whatever the head says."""
    return f"v{max(int(name[1:]) for name in inventory['versions'])}"


def _inventories(e: Export) -> Iterator[str]:
    for folder, inventory in e.objects.items():
        yield from (f"{folder}/{place}" for place in ["", *(f"{name}/" for name in inventory["versions"])])


def _content(e: Export) -> Iterator[tuple[str, str]]:
    """Path and SHA-512 of everything the inventories name."""
    for folder, inventory in e.objects.items():
        for digest, paths in inventory["manifest"].items():
            yield from ((f"{folder}/{path}", digest) for path in paths)


def _root(e: Export) -> Iterator[str]:
    place = e.folder / "data" / ROOT_FILE
    if not place.is_file() or place.read_bytes() != ROOT_FILES[ROOT_FILE]:
        yield ROOT_FILE


def _placed(e: Export) -> Iterator[str]:
    yield from (folder for folder, one in e.objects.items() if f"data/{export_path(one['id'])}" != folder)


def _declared(e: Export) -> Iterator[str]:
    for folder in e.objects:
        place = e.folder / folder / DECLARATION
        if not place.is_file() or place.read_bytes() != b"ocfl_object_1.1\n":
            yield f"{folder}/{DECLARATION}"


def _typed(e: Export) -> Iterator[str]:
    right = ("https://ocfl.io/1.1/spec/#inventory", "sha512")
    yield from (folder for folder, one in e.objects.items() if (one.get("type"), one.get("digestAlgorithm")) != right)


def _sidecars(e: Export) -> Iterator[str]:
    for place in _inventories(e):
        inventory, sidecar = e.payload.get(place + INVENTORY), e.folder / (place + SIDECAR)
        if inventory and (not sidecar.is_file() or sidecar.read_text() != f"{inventory.sha512} {INVENTORY}\n"):
            yield place + SIDECAR


def _heads(e: Export) -> Iterator[str]:
    for folder, inventory in e.objects.items():
        head = e.payload.get(f"{folder}/{newest(inventory)}/{INVENTORY}")
        if head is None or head.sha512 != e.payload[f"{folder}/{INVENTORY}"].sha512:
            yield f"{folder}/{INVENTORY}"


def _numbered(e: Export) -> Iterator[str]:
    for folder, inventory in e.objects.items():
        right = {f"v{number}" for number in range(1, int(inventory["head"][1:]) + 1)}
        if set(inventory["versions"]) != right:
            yield f"{folder}: {inventory['head']}"


def _older(e: Export) -> Iterator[str]:
    """What a version was is not rewritten in the inventories that come after it."""
    for folder, inventory in e.objects.items():
        for name in inventory["versions"]:
            place = e.folder / folder / name / INVENTORY
            if name == newest(inventory):
                continue
            if not place.is_file():
                yield f"{folder}/{name}/{INVENTORY}"
                continue
            then = json.loads(place.read_bytes())
            if any(inventory["versions"].get(one) != version for one, version in then["versions"].items()):
                yield f"{folder}/{name}/{INVENTORY}"


def _there(e: Export) -> Iterator[str]:
    yield from (path for path, _ in _content(e) if path not in e.payload)


def _known(e: Export) -> Iterator[str]:
    expected = {path for path, _ in _content(e)} | {f"data/{ROOT_FILE}"}
    expected |= {place + name for place in _inventories(e) for name in (INVENTORY, SIDECAR)}
    expected |= {f"{folder}/{DECLARATION}" for folder in e.objects}
    yield from (path for path in e.payload if path.startswith(f"data/{ROOT}/") and path not in expected)


def _digests(e: Export) -> Iterator[str]:
    yield from (path for path, digest in _content(e) if path in e.payload and e.payload[path].sha512 != digest)


def _fixity(e: Export) -> Iterator[str]:
    for folder, inventory in e.objects.items():
        kept = {path: digest for digest, paths in inventory["fixity"]["sha256"].items() for path in paths}
        for path in (path for paths in inventory["manifest"].values() for path in paths):
            found = e.payload.get(f"{folder}/{path}")
            if found and kept.get(path) != found.sha256:
                yield f"{folder}/{path}"


def _once(e: Export) -> Iterator[str]:
    seen: set[str] = set()
    for path, _ in _content(e):
        if path in seen:
            yield path
        seen.add(path)


def _stated(e: Export) -> Iterator[str]:
    for folder, one in e.objects.items():
        for name, version in one["versions"].items():
            yield from (f"{folder} {name}" for digest in version["state"] if digest not in one["manifest"])


def _used(e: Export) -> Iterator[str]:
    for folder, one in e.objects.items():
        used = {digest for version in one["versions"].values() for digest in version["state"]}
        yield from (f"{folder}/{paths[0]}" for digest, paths in one["manifest"].items() if digest not in used)


def _recorded(e: Export) -> Iterator[str]:
    for folder, one in e.objects.items():
        for name, version in one["versions"].items():
            if not any(RECORD in paths for paths in version["state"].values()):
                yield f"{folder} {name}"


def _dated(e: Export) -> Iterator[str]:
    for folder, one in e.objects.items():
        for name, version in one["versions"].items():
            if datetime.fromisoformat(version["created"]).tzinfo is None:
                yield f"{folder} {name}"


def _signed(e: Export) -> Iterator[str]:
    for folder, one in e.objects.items():
        versions = one["versions"].items()
        yield from (f"{folder} {name}" for name, v in versions if not v.get("user", {}).get("name") or not v["message"])


CHECKS = {
    "O01 ocfl/ menyatakan dirinya": _root,
    "O02 setiap objek pada letak menurut namanya": _placed,
    "O03 setiap objek menyatakan dirinya": _declared,
    "O04 setiap daftar isi menyebut jenis dan sidiknya": _typed,
    "O05 setiap daftar isi cocok dengan sidiknya": _sidecars,
    "O06 daftar isi objek sama dengan milik versi terakhirnya": _heads,
    "O07 nomor versi tidak berlubang": _numbered,
    "O08 riwayat tidak ditulis ulang oleh versi berikutnya": _older,
    "O09 setiap berkas daftar isi ada": _there,
    "O10 tidak ada berkas di luar daftar isi": _known,
    "O11 setiap berkas cocok dengan SHA-512 daftar isi": _digests,
    "O12 setiap berkas cocok dengan SHA-256 daftar isi": _fixity,
    "O13 tidak ada berkas yang didaftar dua kali": _once,
    "O14 setiap versi menyebut berkas yang didaftar": _stated,
    "O15 setiap berkas dipakai sebuah versi": _used,
    "O16 setiap versi mempunyai record.json": _recorded,
    "O17 setiap versi mempunyai waktu dengan zonanya": _dated,
    "O18 setiap versi menyebut pelaku dan tindakannya": _signed,
}
