"""Checks of an export: what every record.json says, and the tables beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from docgen.archive.export.tables import FORMULA, defused
from docgen.archive.export.view import Export, Filed
from docgen.archive.record import ARSIP, NASKAH, RECORD, SKEMA, SOP
from docgen.naskah.records import Status

FOUNDED = datetime.fromisoformat("1945-08-17T00:00:00+07:00")


def _versions(e: Export) -> Iterator[tuple[Filed, dict[str, str]]]:
    """Every version of a naskah that is there, with the digest of each of its files."""
    for one in e.standing:
        if one.version:
            yield one, {path: kept["sha256"] for path, kept in one.version["files"].items()}


def _schema(e: Export) -> Iterator[str]:
    yield from (one.place for one in e.filed if not one.body.get("docgen") or not 1 <= one.body["skema"] <= SKEMA)


def _named(e: Export) -> Iterator[str]:
    for one in e.filed:
        if "naskah" in one.body and one.object_id != NASKAH + one.body["naskah"]["id"]:
            yield one.place
        if "run" in one.body and one.object_id != SOP + one.body["run"]["id"]:
            yield one.place
        if "catatan" in one.body and one.object_id != ARSIP + one.body["catatan"]["id"]:
            yield one.place


def _numbered(e: Export) -> Iterator[str]:
    for one in e.filed:
        if "version" in one.body and one.version["number"] != one.number:
            yield one.place
        if "run" in one.body and len(one.body["run"]["events"]) != one.number:
            yield one.place
        if "catatan" in one.body and one.body["catatan"]["number"] != one.number:
            yield one.place


def _files(e: Export) -> Iterator[str]:
    yield from (one.place for one, files in _versions(e) if files.keys() != one.state.keys() - {RECORD})


def _digests(e: Export) -> Iterator[str]:
    for one, files in _versions(e):
        for path, digest in files.items():
            found = e.payload.get(one.state.get(path, ""))
            if found and found.sha256 != digest:
                yield f"{one.place}: {path}"


def _sizes(e: Export) -> Iterator[str]:
    for one, files in _versions(e):
        for path in files:
            found = e.payload.get(one.state.get(path, ""))
            if found and found.size != one.version["files"][path]["size"]:
                yield f"{one.place}: {path}"


def _main(e: Export) -> Iterator[str]:
    yield from (
        one.place for one, f in _versions(e) if one.version["sha256"] and one.version["sha256"] not in f.values()
    )


def _status(e: Export) -> Iterator[str]:
    known = {str(status) for status in Status}
    yield from (
        f"{one.place}: {one.version['status']}" for one, _ in _versions(e) if one.version["status"] not in known
    )


def _approved(e: Export) -> Iterator[str]:
    """Every mark names bytes that were there to be read before it was given."""
    for versions in e.naskah.values():
        seen: set[str] = set()
        for one in versions:
            marks = one.version["approvals"]
            seen |= {kept["sha256"] for kept in one.version["files"].values()} if one.number == 1 else set()
            yield from (f"{one.place}: {mark['anchor']}" for mark in marks if mark["read"] not in seen)
            seen |= {kept["sha256"] for kept in one.version["files"].values()}


def _approvers(e: Export) -> Iterator[str]:
    for one, _ in _versions(e):
        for mark in one.version["approvals"]:
            if not (mark["pejabat"] and mark["nama"] and mark["mark"] in ("paraf", "tanda_tangan")):
                yield f"{one.place}: {mark['anchor']}"


def _timely(e: Export) -> Iterator[str]:
    for one, _ in _versions(e):
        end = datetime.fromisoformat(one.version["at"])
        late = (mark for mark in one.version["approvals"] if datetime.fromisoformat(mark["at"]) > end)
        yield from (f"{one.place}: {mark['anchor']}" for mark in late)


def _times(e: Export) -> Iterator[str]:
    last = datetime.fromisoformat(e.about["waktu"]) + timedelta(days=1)
    for one, _ in _versions(e):
        at = datetime.fromisoformat(one.version["at"])
        if at.tzinfo is None or not FOUNDED <= at <= last:
            yield f"{one.place}: {one.version['at']}"


def _same_times(e: Export) -> Iterator[str]:
    for one, _ in _versions(e):
        if e.objects[one.folder]["versions"][f"v{one.number}"]["created"] != one.version["at"]:
            yield one.place


def _parents(e: Export) -> Iterator[str]:
    ids = {one.body["naskah"]["id"] for one in e.filed if "naskah" in one.body}  # also of what was destroyed
    for naskah_id, versions in e.naskah.items() if e.complete else ():
        induk = versions[-1].body["naskah"]["induk"]
        if induk and induk not in ids:
            yield f"naskah {naskah_id}: induk {induk}"


def _pairs(e: Export) -> Iterator[str]:
    yield from sorted(e.tables(".csv") ^ e.tables(".json"))


def _same_tables(e: Export) -> Iterator[str]:
    for name in sorted(e.tables(".csv") & e.tables(".json")):
        heads, *lines = e.csv(name)
        rows = [[defused(str(row[head])) for head in heads] for row in e.rows(name)]
        if [[defused(cell) for cell in line] for line in lines] != rows:
            yield name


def _harmless(e: Export) -> Iterator[str]:
    for name in sorted(e.tables(".csv")):
        yield from (f"{name}.csv: {cell[:40]}" for line in e.csv(name) for cell in line if cell.startswith(FORMULA))


def _counts(e: Export) -> Iterator[str]:
    filed = [one for one in e.filed if one.version]  # with those of which the tombstone is left
    wanted = {
        "naskah": len({one.object_id for one in filed}),
        "versi": len(filed),
        "berkas-file": sum(len(one.version["files"]) for one in filed),
        "persetujuan": sum(len(one.version["approvals"]) for one in filed),
    }
    for name, count in wanted.items():
        if len(e.rows(name)) != count:
            yield f"{name}: {len(e.rows(name))} baris, {count} di OCFL"


def _ids(e: Export) -> Iterator[str]:
    seen = Counter(row["id"].casefold() for row in e.rows("naskah"))
    yield from (naskah_id for naskah_id, count in seen.items() if count > 1)


def _latest(e: Export) -> Iterator[str]:
    for row in e.rows("naskah"):
        versions = e.naskah.get(row["id"])
        if versions and (row["status"], row["latest"]) != (versions[-1].version["status"], versions[-1].number):
            yield f"naskah {row['id']}"


def _announced(e: Export) -> Iterator[str]:
    found = {"objek": len(e.objects), "versi": sum(len(one["versions"]) for one in e.objects.values())}
    yield from (f"{name}: {e.about['jumlah'][name]}" for name in found if e.about["jumlah"][name] != found[name])


CHECKS = {
    "R01 setiap record.json berskema yang dikenal": _schema,
    "R02 setiap record.json milik objeknya": _named,
    "R03 setiap record.json milik versinya": _numbered,
    "R04 record.json dan OCFL menyebut berkas yang sama": _files,
    "R05 sidik dalam record.json cocok dengan berkasnya": _digests,
    "R06 ukuran dalam record.json cocok dengan berkasnya": _sizes,
    "R07 berkas utama termasuk berkas versinya": _main,
    "R08 setiap status dikenal": _status,
    "R09 setiap persetujuan menyebut sidik yang memang ada": _approved,
    "R10 setiap persetujuan menyebut pejabat dan namanya": _approvers,
    "R11 tidak ada persetujuan sesudah versinya": _timely,
    "R12 setiap waktu masuk akal": _times,
    "R13 record.json dan OCFL menyebut waktu yang sama": _same_times,
    "R14 setiap induk ada": _parents,
    "T01 setiap tabel ada sebagai CSV dan JSON": _pairs,
    "T02 CSV dan JSON sama isinya": _same_tables,
    "T03 tidak ada sel CSV yang dihitung sebagai rumus": _harmless,
    "T04 jumlah baris sama dengan yang ada di OCFL": _counts,
    "T05 tidak ada dua naskah dengan satu tanda": _ids,
    "T06 keadaan naskah sama dengan versi terakhirnya": _latest,
    "T07 jumlah yang diumumkan benar": _announced,
}
