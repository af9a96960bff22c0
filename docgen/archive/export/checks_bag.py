"""Checks of an export: the bag itself (RFC 8493)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from docgen.archive.canonical import sha256, sha512
from docgen.archive.export.bag import ALGORITHMS, DECLARATION, read_manifest
from docgen.archive.export.view import Export
from docgen.archive.export.writing import CHECKER, README

_TAGS = {"bagit.txt", "bag-info.txt", *(f"manifest-{name}.txt" for name in ALGORITHMS)}
_OTHERS = {f"tagmanifest-{name}.txt" for name in ALGORITHMS}
_UNSAFE = re.compile(r"^[/~]|^[A-Za-z]:|(^|/)\.{1,2}(/|$)|[\\\x00-\x1f]|//")


def _declared(e: Export) -> Iterator[str]:
    if (e.folder / "bagit.txt").read_bytes() != DECLARATION:
        yield "bagit.txt"


def _described(e: Export) -> Iterator[str]:
    wanted = ("Source-Organization", "External-Description", "Bag-Software-Agent", "Bagging-Date", "Payload-Oxum")
    yield from (name for name in wanted if not e.info.get(name))


def _dated(e: Export) -> Iterator[str]:
    if date.fromisoformat(e.info.get("Bagging-Date", "1945-08-17")) < date(1945, 8, 17):
        yield e.info["Bagging-Date"]


def _oxum(e: Export) -> Iterator[str]:
    right = f"{sum(one.size for one in e.payload.values())}.{len(e.payload)}"
    if e.info.get("Payload-Oxum", right) != right:
        yield f"{e.info['Payload-Oxum']}, seharusnya {right}"


def _manifests(e: Export) -> Iterator[str]:
    yield from (f"manifest-{name}.txt" for name in ALGORITHMS if name not in e.manifests)


def _sha256(e: Export) -> Iterator[str]:
    listed = e.manifests.get("sha256", {})
    yield from (path for path, one in e.payload.items() if listed.get(path, one.sha256) != one.sha256)


def _sha512(e: Export) -> Iterator[str]:
    listed = e.manifests.get("sha512", {})
    yield from (path for path, one in e.payload.items() if listed.get(path, one.sha512) != one.sha512)


def _listed(e: Export) -> Iterator[str]:
    yield from (path for listed in e.manifests.values() for path in e.payload if path not in listed)


def _present(e: Export) -> Iterator[str]:
    listed = {path for manifest in e.manifests.values() for path in manifest if not _UNSAFE.search(path)}
    yield from sorted(listed - e.payload.keys())


def _safe(e: Export) -> Iterator[str]:
    listed = {path for manifest in e.manifests.values() for path in manifest}
    yield from sorted(path for path in listed if _UNSAFE.search(path) or not path.startswith("data/"))


def _plain(e: Export) -> Iterator[str]:
    strange = (path for path in e.entries if path.is_symlink() or not (path.is_file() or path.is_dir()))
    yield from (path.relative_to(e.folder).as_posix() for path in strange)


def _tags_match(e: Export) -> Iterator[str]:
    digest: dict[str, Callable[[bytes], str]] = {"sha256": sha256, "sha512": sha512}
    for name in ALGORITHMS:
        path = e.folder / f"tagmanifest-{name}.txt"
        for tag, kept in read_manifest(path).items() if path.is_file() else ():
            place = e.folder / tag
            if tag in _TAGS and place.is_file() and digest[name](place.read_bytes()) != kept:
                yield f"{tag} ({name})"


def _tags_listed(e: Export) -> Iterator[str]:
    for name in ALGORITHMS:
        path = e.folder / f"tagmanifest-{name}.txt"
        listed = read_manifest(path) if path.is_file() else {}
        yield from (f"{tag} ({name})" for tag in sorted(_TAGS) if (e.folder / tag).exists() and tag not in listed)


def _tags_known(e: Export) -> Iterator[str]:
    top = (path.name for path in e.entries if path.parent == e.folder and not path.is_symlink())
    yield from (name for name in top if name not in _TAGS | _OTHERS | {"data"})


def _places(e: Export) -> Iterator[str]:
    known = re.compile(rf"data/((ocfl|metadata)/.+|{re.escape(README)}|{re.escape(CHECKER)})")
    yield from (path for path in e.payload if not known.fullmatch(path))


def _apart(e: Export) -> Iterator[str]:
    alike = defaultdict(list)
    for path in e.payload:
        alike[path.casefold()].append(path)
    yield from (", ".join(paths) for paths in alike.values() if len(paths) > 1)


def _filled(e: Export) -> Iterator[str]:
    yield from (path for path, one in e.payload.items() if not one.size and "/content/" not in path)


def _readable(e: Export) -> Iterator[str]:
    yield from (name for name in (README, CHECKER) if f"data/{name}" not in e.payload)


CHECKS = {
    "B01 bagit.txt menyatakan BagIt 1.0": _declared,
    "B02 bag-info.txt menyebut asal, isi dan pembuatnya": _described,
    "B03 tanggal pembuatannya masuk akal": _dated,
    "B04 Payload-Oxum cocok dengan jumlah dan besar berkas": _oxum,
    "B05 manifes SHA-256 dan SHA-512 ada": _manifests,
    "B06 setiap berkas cocok dengan SHA-256-nya": _sha256,
    "B07 setiap berkas cocok dengan SHA-512-nya": _sha512,
    "B08 tidak ada berkas yang tidak terdaftar": _listed,
    "B09 setiap berkas yang terdaftar ada": _present,
    "B10 tidak ada letak yang keluar dari folder data": _safe,
    "B11 tidak ada tautan atau berkas istimewa": _plain,
    "B12 berkas tanda cocok dengan tagmanifest": _tags_match,
    "B13 setiap berkas tanda terdaftar": _tags_listed,
    "B14 di sebelah folder data hanya ada berkas tanda": _tags_known,
    "B15 folder data hanya berisi yang dikenal": _places,
    "B16 tidak ada dua nama yang berbeda besar kecil hurufnya saja": _apart,
    "B17 tidak ada berkas keterangan yang kosong": _filled,
    "B18 BACA-SAYA.txt dan periksa.py ada": _readable,
}
