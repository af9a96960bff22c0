"""Searches that are kept under a name, and what was typed as a question to the index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgen.errors import BadQuery, NotFound
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.searches import JENIS, Search, called, keep, read_search, remove, seen_by
from docgen.naskah.access import READ
from docgen.office import Office
from docgen.search.parts import Part, Together
from docgen.search.query import DATE, RELEVANCE, Query, parse_query

SORTS = {"relevansi": RELEVANCE, "tanggal": DATE}
ALL_VERSIONS, VERSIONS = "semua", ("terbaru", "semua")


def keep_search(office: Office, asked: Search, *, by: str) -> Catatan:
    """Keep it for the post, or for everyone where it says so.

    Raises BadQuery for one that cannot be read, NotReady for its name, NotAllowed.
    """
    office.demand(by, READ)
    query_of(asked, today=office.now().date())
    with office.archive.transaction() as tx:
        kept = keep(office.new_id(), asked, tx.catatan(JENIS), by=by, at=office.now())
        tx.file_catatan(kept)
    return kept


def remove_search(office: Office, nama: str, *, by: str) -> Catatan:
    """Remove one of the post's own; raises NotFound for one it does not see, NotAllowed for another's."""
    office.demand(by, READ)
    with office.archive.transaction() as tx:
        removed = remove(_one(nama, seen_by(by, tx.catatan(JENIS))), by=by, at=office.now())
        tx.file_catatan(removed)
    return removed


def kept_searches(office: Office, *, by: str = "") -> list[Catatan]:
    """The post's own and those that are shared; raises NotFound for an unknown post."""
    if by:
        office.kantor.official(by)
    return seen_by(by, office.archive.catatan(JENIS))


def kept_search(office: Office, nama: str, *, by: str = "") -> Search:
    """The one of that name; raises NotFound naming those there are."""
    return read_search(_one(nama, kept_searches(office, by=by)))


def query_of(*asked: Search, today: date) -> Query:
    """What all of these ask for together; of versions and sorting the last one that speaks of them is heard.

    `today` is what `bulan-ini` and the like are counted from. Raises BadQuery.
    """
    queries = [_query(one, today) for one in asked]
    versi, urut = (next((v for one in reversed(asked) if (v := getattr(one, name))), "") for name in ("versi", "urut"))
    every = versi == ALL_VERSIONS or any(query.semua_versi for query in queries)
    parts = tuple(part for query in queries for part in _parts(query.wanted))
    line = " ".join(filter(None, (one.baris for one in asked)))
    return Query(Together(parts), every, SORTS.get(urut, RELEVANCE), today, line)


def _query(asked: Search, today: date) -> Query:
    since, until = (date.fromisoformat(day) if day else None for day in (asked.sejak, asked.sampai))
    if since and until and since > until:
        raise BadQuery([f"sejak {asked.sejak} lebih kemudian daripada sampai {asked.sampai}; tukar keduanya"])
    return parse_query(
        asked.baris, jenis=asked.jenis, status=asked.status, nomor=asked.nomor, pejabat=asked.pejabat,
        since=since, until=until, today=today,
    )  # fmt: skip


def _parts(wanted: Part) -> Iterator[Part]:
    """Side by side, so that words of several searches can be let go of one by one."""
    yield from wanted.parts if isinstance(wanted, Together) else (wanted,)


def _one(nama: str, there: list[Catatan]) -> Catatan:
    found = called(nama, there)
    if found is None:
        names = ", ".join(read_search(one).nama for one in there)
        known = f"Yang ada: {names}." if names else "Belum ada yang tersimpan."
        raise NotFound("Pencarian tersimpan", nama, f"{known} Simpan dengan: docgen cari … --simpan NAMA")
    return found
