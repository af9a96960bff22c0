"""Checks of an export: the chained log and the registers of numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from docgen.archive.export.view import Export
from docgen.archive.log import START, hash_of
from docgen.naskah.records import BARIS_ASAL


def _records(e: Export) -> Iterator[str]:
    filed = {(one.object_id, one.number): one.record for one in e.filed}
    for row in e.rows("log"):
        key = (row["object_id"], row["number"])
        if key in filed and filed[key] != row["record"]:
            yield f"entri {row['seq']}"


def _hashes(e: Export) -> Iterator[str]:
    yield from (f"entri {row['seq']}" for row in e.rows("log") if hash_of(row["prev"], row) != row["hash"])


def _chained(e: Export) -> Iterator[str]:
    before = {0: START} | {row["seq"]: row["hash"] for row in e.rows("log")}
    for row in e.rows("log"):
        if before.get(row["seq"] - 1, row["prev"]) != row["prev"]:
            yield f"entri {row['seq']}"


def _whole(e: Export) -> Iterator[str]:
    seqs = {row["seq"] for row in e.rows("log")}
    if e.complete:
        yield from (f"entri {seq}" for seq in range(1, int(e.about["log"]["seq"]) + 1) if seq not in seqs)


def _once(e: Export) -> Iterator[str]:
    seen = Counter((row["object_id"], row["number"]) for row in e.rows("log"))
    yield from (f"{key[0]} versi {key[1]}" for key, count in seen.items() if count > 1)


def _kept(e: Export) -> Iterator[str]:
    """What record.json says of its place in the log."""
    rows = {(row["object_id"], row["number"]): row for row in reversed(e.rows("log"))}
    for one in e.filed:
        row = rows.get((one.object_id, one.number))
        if row and {name: row[name] for name in ("seq", "prev", "hash")} != one.log:
            yield one.place


def _all_logged(e: Export) -> Iterator[str]:
    rows = {(row["object_id"], row["number"]) for row in e.rows("log")}
    yield from (one.place for one in e.filed if (one.object_id, one.number) not in rows)


def _all_filed(e: Export) -> Iterator[str]:
    filed = {(inventory["id"], int(name[1:])) for inventory in e.objects.values() for name in inventory["versions"]}
    filed |= {(one.object_id, one.number) for one in e.filed}
    yield from (f"entri {row['seq']}" for row in e.rows("log") if (row["object_id"], row["number"]) not in filed)


def _ended(e: Export) -> Iterator[str]:
    """The end of the log is the one that was announced, so nothing was cut off."""
    ends = {row["seq"]: row["hash"] for row in e.rows("log")}
    announced = e.about["log"]
    if e.complete and announced["seq"] and ends.get(announced["seq"], announced["hash"]) != announced["hash"]:
        yield f"entri {announced['seq']}"
    yield from (f"entri {seq}" for seq in ends if seq > announced["seq"])


def _acts(e: Export) -> Iterator[str]:
    yield from (f"entri {row['seq']}" for row in e.rows("log") if not row["by"] or not row["act"])


def _lines(e: Export) -> Iterator[str]:
    seen = Counter((row["buku"], row["tahun"], row["urut"], row["sisipan"]) for row in e.rows("nomor"))
    yield from (f"{' '.join(map(str, key))}" for key, count in seen.items() if count > 1)


def _printed(e: Export) -> Iterator[str]:
    seen = Counter((row["buku"], row["tahun"], row["nomor"]) for row in e.rows("nomor") if not row["batal"])
    yield from (f"{key[0]} {key[1]}: {key[2]}" for key, count in seen.items() if count > 1)


def _gaps(e: Export) -> Iterator[str]:
    """Numbers nobody has, above those that an old register brought along: what that left out is not ours to tell."""
    old = {one.body["naskah"]["id"] for one in e.filed if BARIS_ASAL in one.version.get("facts", {})}
    taken: dict[tuple[str, int], set[int]] = defaultdict(set)
    brought: dict[tuple[str, int], int] = defaultdict(int)
    for row in e.rows("nomor") if e.complete else ():
        book = row["buku"], row["tahun"]
        taken[book].add(row["urut"])
        brought[book] = max(brought[book], row["urut"] if row["naskah_id"] in old else 0)
    for (buku, tahun), numbers in taken.items():
        first = brought[buku, tahun] + 1
        lost = (number for number in range(first, max(numbers) + 1) if number not in numbers)
        yield from (f"buku {buku} tahun {tahun}: nomor {number}" for number in lost)


def _owners(e: Export) -> Iterator[str]:
    ids = {row["id"] for row in e.rows("naskah")}
    yield from (f"{row['buku']} {row['nomor']}" for row in e.rows("nomor") if row["naskah_id"] not in ids)


def _borne(e: Export) -> Iterator[str]:
    """Who has a standing line of his own bears its number."""
    borne = {row["id"]: row["nomor"] for row in e.rows("naskah")}
    for row in e.rows("nomor"):
        own = not row["batal"] and row["naskah_id"] != row["blok"]
        if own and borne.get(row["naskah_id"], row["nomor"]) != row["nomor"]:
            yield f"{row['buku']} {row['nomor']}: naskah {row['naskah_id']}"


def _written(e: Export) -> Iterator[str]:
    """Every line of a register was filed with an act."""
    lines = {(n["buku"], n["tahun"], n["urut"]) for one in e.filed for n in _nomor(one.body.get("nomor"))}
    for row in e.rows("nomor"):
        if (row["buku"], row["tahun"], row["urut"]) not in lines:
            yield f"{row['buku']} {row['nomor']}"


def _nomor(kept: object) -> list[dict[str, object]]:
    return [kept] if isinstance(kept, dict) else list(kept or ())  # type: ignore[call-overload]


CHECKS = {
    "L01 log mencatat sidik setiap record.json": _records,
    "L02 setiap entri log cocok dengan sidiknya": _hashes,
    "L03 setiap entri log menyambung yang sebelumnya": _chained,
    "L04 nomor entri log tidak berlubang": _whole,
    "L05 tidak ada versi yang dicatat dua kali": _once,
    "L06 record.json menyebut tempatnya dalam log": _kept,
    "L07 setiap versi ada di log": _all_logged,
    "L08 setiap entri log mempunyai versinya": _all_filed,
    "L09 akhir log seperti yang diumumkan": _ended,
    "L10 setiap entri log menyebut pelaku dan tindakannya": _acts,
    "N01 tidak ada baris buku nomor yang kembar": _lines,
    "N02 tidak ada nomor yang dipakai dua kali": _printed,
    "N03 tidak ada nomor yang hilang dari bukunya": _gaps,
    "N04 setiap nomor milik naskah yang ada": _owners,
    "N05 naskah memuat nomor dalam bukunya": _borne,
    "N06 setiap baris buku nomor pernah diarsipkan": _written,
}
