"""Every answer of a search as one list, to be worked on in a spreadsheet: what it is, and where its paper lies."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docgen.actions.arsip.binding import Register, print_register
from docgen.actions.arsip.shelving import Places
from docgen.actions.naskah.finding import reader_of, version_of, with_index
from docgen.actions.naskah.naming import with_jenis
from docgen.errors import IndexBusy
from docgen.kearsipan.kertas import ADA, BERKAS, kertas_in
from docgen.naskah.access import READ, keys_of, may
from docgen.naskah.approval import day_of
from docgen.naskah.pejabat import Pejabat
from docgen.naskah.records import Naskah, Version
from docgen.office import Office
from docgen.paper.sheet.listing import Column
from docgen.paper.sheet.rows import write_csv
from docgen.search.query import Hit, Index, Query

COLUMNS = (
    Column("Naskah", 13), Column("Jenis", 20), Column("Nomor", 24), Column("Tanggal", 12), Column("Perihal", 44),
    Column("Status", 13), Column("Versi", 7), Column("Unit", 10), Column("Klasifikasi", 12), Column("Berkas", 9),
    Column("Letak kertas", 40),
)  # fmt: skip


def list_found(office: Office, query: Query, *, by: str = "", judul: str = "Hasil pencarian") -> Register:
    """All that `by` may read and matches, in the order of the search; raises NotFound for an unknown post."""
    places = Places(office)
    rows = [_row(office, places, naskah, version) for naskah, version in every_answer(office, query, by=by)]
    return Register("pencarian", judul, office.now().date(), COLUMNS, rows)


def write_found(office: Office, found: Register, kind: str) -> bytes:
    """The list as `.xlsx` or as CSV; no text of it is taken for a formula."""
    if kind == ".xlsx":
        return print_register(office, found)
    return write_csv([column.head for column in found.columns], found.rows)


def every_answer(office: Office, query: Query, *, by: str = "") -> Iterator[tuple[Naskah, Version]]:
    """Each naskah and version that matches and `by` may read; raises IndexBusy while not all of them are known."""
    reader = reader_of(office, by)
    hits, notice = with_index(office, query, lambda index: _hits(office, index, reader, query))
    if notice:
        raise IndexBusy(f"Daftar lengkap belum dapat dibuat. {notice}")
    known = office.archive.naskah_of({hit.naskah_id for hit in hits})
    for hit in hits:
        naskah = known.get(hit.naskah_id)
        if naskah and may(reader, READ, naskah):
            yield naskah, version_of(office, naskah, hit.number)


def _hits(office: Office, index: Index, reader: Pejabat, query: Query) -> Sequence[Hit]:
    return index.search(with_jenis(office, index, reader, query), sys.maxsize, keys=keys_of(reader)).hits


def _row(office: Office, places: Places, naskah: Naskah, version: Version) -> list[str]:
    doctype = office.types.get(naskah.jenis)
    day = day_of(replace(naskah, latest=version))
    facts = naskah.latest.facts  # paper and berkas are where they are now
    kept = places.berkas.get(facts.get(BERKAS, {}).get("id", ""))
    papers = [one for one in kertas_in(facts) if not one.gone]
    letak = [f"{places.to(one)}{'' if one.keadaan == ADA else f' ({one.keadaan})'}".strip() for one in papers]
    return [
        naskah.id, doctype.nama if doctype else naskah.jenis, naskah.nomor, f"{day:%d-%m-%Y}", naskah.perihal,
        str(version.status), str(version.number), naskah.unit, naskah.klasifikasi, kept.kode if kept else "",
        "; ".join(dict.fromkeys(filter(None, letak))),
    ]  # fmt: skip
