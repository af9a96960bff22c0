"""Tombstones: what stays of a naskah whose content was destroyed by a pemusnahan.

Everything about it that its records say stays - title, numbers, who did what and when, every digest, its place in the
log - and nothing of what it said. The tombstones stand in the record of the pemusnahan, so that the chain of the log
can be proven and the catalogue rebuilt without the naskah (`peers.md` 4.3 R21, R22).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from docgen.archive import ocfl
from docgen.archive.record import RECORD, Filing, filing_of, object_id, read_filing
from docgen.archive.storage import Storage
from docgen.errors import Damaged
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import BERKAS, DIMUSNAHKAN, KERTAS, kertas_in, with_kertas
from docgen.naskah.records import BARIS_ASAL, PENOMORAN, PENYUSUN, RANTAI, Naskah, Status

NISAN = "nisan"  # in `isi` of a catatan: the stripped records of what it destroyed
# of the form and of the facts: who may know of it, from whom and to whom it was, what the registers print
_STAYS = (
    "keamanan", "pengirim", "nomor_surat", "tanggal_surat", "tanggal_terima", "kepada", "tembusan", "pengolah",
)  # fmt: skip
_FACTS = (KERTAS, BERKAS, PENYUSUN, RANTAI, PENOMORAN, "ekspedisi", "salinan")


def engrave(storage: Storage, naskah: Naskah) -> list[dict[str, Any]]:
    """The tombstone of a naskah: its records, version by version, without what it said; raises Damaged when one is
    not whole, since then nobody could tell what is being destroyed."""
    return [_stripped(_record(storage, naskah, number)) for number in range(1, naskah.latest.number + 1)]


def buried(catatan: object) -> list[Filing]:
    """The acts on what this record of the record office destroyed, as its tombstones tell them."""
    stones = catatan.isi.get(NISAN, ()) if isinstance(catatan, Catatan) else ()
    return [filing_of({k: v for k, v in one.items() if k != "log"}, one["log"], one["log"]["record"]) for one in stones]


def with_buried(filings: Iterable[Filing]) -> Iterator[Filing]:
    """These acts and those of all that they destroyed."""
    for filing in filings:
        yield filing
        yield from buried(filing.subject)


def buried_objects(catatan: object) -> list[str]:
    """The OCFL objects that are to be gone."""
    return list(dict.fromkeys(object_id(filing.subject) for filing in buried(catatan)))


def destroyed(catatan: object) -> list[Naskah]:
    """Each destroyed naskah as it stands now: its last version, destroyed, on paper as well."""
    last = {filing.subject.id: filing.subject for filing in buried(catatan) if isinstance(filing.subject, Naskah)}
    return [_destroyed(naskah) for naskah in last.values()]


def demolish(storage: Storage, catatan: object) -> None:
    """Take away the objects a record destroyed, and what crashes left of them. Done again it finds nothing."""
    folders = [ocfl.object_path(one) for one in buried_objects(catatan)]
    names = {folder.rpartition("/")[2] for folder in folders}
    aside = {path for path in storage.list(ocfl.DISISIHKAN) if names & set(path.split("/"))} if names else set()
    for path in (*folders, *sorted(aside)):
        storage.remove(path)


def _record(storage: Storage, naskah: Naskah, number: int) -> bytes:
    data = ocfl.read_file(storage, object_id(naskah), number, RECORD)
    try:
        read_filing(data)
    except ValueError:
        raise Damaged(f"record.json versi {number} naskah {naskah.id} rusak. Jalankan: docgen arsip periksa.") from None
    return data


def _stripped(data: bytes) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(data)
    filing = read_filing(data)
    version = body["version"]
    version["values"] = {key: value for key, value in version["values"].items() if key in _STAYS}
    hops = [
        {**{key: hop[key] for key in ("dari", "kepada", "at")}, "isi": ""}
        for hop in version["facts"].get("disposisi", ())
    ]
    row = version["facts"].get(BARIS_ASAL)
    version["facts"] = {key: value for key, value in version["facts"].items() if key in _FACTS}
    version["facts"] |= {BARIS_ASAL: {key: value for key, value in row.items() if key != "isi"}} if row else {}
    version["facts"] |= {"disposisi": hops} if hops else {}
    body["log"]["record"] = filing.record
    return body


def _destroyed(naskah: Naskah) -> Naskah:
    facts = naskah.latest.facts
    papers = [replace(one, keadaan=DIMUSNAHKAN) for one in kertas_in(facts)]
    return replace(naskah, latest=replace(naskah.latest, status=Status.DIMUSNAHKAN, facts=with_kertas(facts, papers)))
