"""Searching without an index: what the catalogue finds by itself, with the exact meaning of the question upon it."""

from __future__ import annotations

from docgen.actions.naskah.entries import pairs_of
from docgen.office import Office
from docgen.search.memory_index import MemoryIndex
from docgen.search.needed import needed_strings
from docgen.search.query import Query
from docgen.search.synonyms import load_synonyms

MOST = 300  # naskah that are read for one question: about half a second
_LIMITED = (
    f"Jawaban ini langsung dari katalog: hanya dari {MOST} naskah terbaru yang memuat kata-katanya, jadi jumlah dan "
    "urutannya dapat kurang lengkap."
)
_BUILDING = "Indeks pencarian sedang dibangun ulang di latar belakang; ulangi beberapa menit lagi untuk hasil lengkap."
_CANNOT = "Indeks pencarian tidak dapat dipakai dan tidak dapat dibangun ulang. Lihat sebabnya: docgen indeks periksa"


def limited_index(office: Office, query: Query) -> tuple[MemoryIndex, str]:
    """An index of what may hold for `query`, and what to tell who asks; the true one is made anew meanwhile."""
    synonyms = load_synonyms(office.settings.synonyms)
    index = MemoryIndex(synonyms)
    index.rebuild(pairs_of(office, office.archive.saying_all(needed_strings(query, synonyms), MOST)))
    begun = not office.archive.read_only and office.begin_build(office.settings)
    return index, f"{_BUILDING if begun else _CANNOT} {_LIMITED}"
