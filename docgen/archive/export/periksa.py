"""Checks an export of a docgen archive and lists what there is. Python 3 alone: python3 periksa.py"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BAG = Path(__file__).resolve().parent.parent
OCFL = BAG / "data" / "ocfl"
faults: list[str] = []


def check(right: object, what: str) -> None:
    if not right:
        faults.append(what)


def digest(path: Path, name: str) -> str:
    """The digest of a file."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, name).hexdigest()


def canonical(value: Any) -> bytes:
    """JSON as docgen writes and hashes it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode()


def check_manifests() -> int:
    """Every file is listed, every listed file is as it was."""
    files = {path.relative_to(BAG).as_posix() for path in (BAG / "data").rglob("*") if path.is_file()}
    for name in ("sha256", "sha512"):
        lines = (BAG / f"manifest-{name}.txt").read_text("utf-8").splitlines()
        listed = {path: wanted for wanted, path in (line.split("  ", 1) for line in lines)}
        for path in sorted(files ^ listed.keys()):
            check(False, f"{path}: {'tidak terdaftar' if path in files else 'hilang'}")
        for path in sorted(files & listed.keys()):
            check(digest(BAG / path, name) == listed[path], f"{path}: berubah ({name})")
    return len(files)


def check_object(place: Path) -> Iterator[tuple[str, int, Any]]:
    """The inventories and content of one object; yields id, number and body of every record.json."""
    inventory = json.loads((place / "inventory.json").read_bytes())
    for sidecar in place.rglob("inventory.json.sha512"):
        right = sidecar.read_text().split()[0] == digest(sidecar.with_name("inventory.json"), "sha512")
        check(right, f"{sidecar}: tidak cocok dengan inventory.json")
    for wanted, paths in inventory["manifest"].items():
        for path in paths:
            check((place / path).is_file() and digest(place / path, "sha512") == wanted, f"{place / path}: berubah")
    for name, version in inventory["versions"].items():
        for wanted, paths in version["state"].items():
            check(wanted in inventory["manifest"], f"{place}: {name} menyebut berkas yang tidak ada")
            if "record.json" in paths and wanted in inventory["manifest"]:
                body = json.loads((place / inventory["manifest"][wanted][0]).read_bytes())
                yield inventory["id"], int(name[1:]), body


def check_log(records: dict[tuple[str, int], Any], complete: bool) -> None:
    """Every act is in the log as it was filed, and the entries follow each other."""
    rows = json.loads((BAG / "data" / "metadata" / "log.json").read_bytes())
    named = ("seq", "at", "by", "act", "object_id", "number", "record")
    seq, end = 0, "0" * 64
    for row in rows:
        where = f"log entri {row['seq']}"
        log, record = records.pop((row["object_id"], row["number"]), ({}, ""))
        check(record == row["record"] and log.get("hash") == row["hash"], f"{where}: berbeda dari record.json")
        facts = row["prev"].encode() + b"\n" + canonical({name: row[name] for name in named})
        check(hashlib.sha256(facts).hexdigest() == row["hash"], f"{where}: diubah")
        check(row["prev"] == end if row["seq"] == seq + 1 else not complete, f"{where}: rantai putus")
        seq, end = row["seq"], row["hash"]
    check(not records, f"{len(records)} versi tidak ada di log")


def main() -> None:
    """Check all of it and say what there is."""
    count = check_manifests()
    records: dict[tuple[str, int], Any] = {}
    for declaration in sorted(OCFL.rglob("0=ocfl_object_1.1")):
        for object_id, number, body in check_object(declaration.parent):
            log = body.pop("log")
            records[object_id, number] = log, hashlib.sha256(canonical(body)).hexdigest()
            for stone in body.get("catatan", {}).get("isi", {}).get("nisan", ()):  # of what was destroyed
                key = "urn:docgen:naskah:" + stone["naskah"]["id"], stone["version"]["number"]
                records[key] = stone["log"], stone["log"]["record"]
    versions = len(records)
    check_log(records, json.loads((BAG / "data" / "metadata" / "ekspor.json").read_bytes())["lengkap"])
    for row in json.loads((BAG / "data" / "metadata" / "naskah.json").read_bytes()):
        print(f"{row['id']}  {row['jenis']}  {row['nomor'] or '-'}  {row['tanggal'] or '-'}  {row['perihal']}")
    print(f"{count} berkas, {versions} versi, {len(faults)} kerusakan")
    sys.exit("\n".join(faults) or None)


if __name__ == "__main__":
    main()
