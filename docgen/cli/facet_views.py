"""How many of all answers have each value of a facet, each told as the filter that narrows the search to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from docgen.cli.naskah_views import type_name
from docgen.cli.table import lay_table
from docgen.office import Office

MOST = 10  # values of one facet on a screen
_BARE = re.compile(r"\w[\w.-]*")  # a value that needs no quotes
Facets = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Value:
    """One value of a facet: how it is typed to narrow the search, what people call it, how many answers have it."""

    isi: str
    nama: str
    penyaring: str
    jumlah: int


def facet_records(office: Office, facets: Facets) -> dict[str, list[dict[str, object]]]:
    """The values of each facet as records for a program."""
    return {name: [asdict(one) for one in _values(office, name, counts)] for name, counts in facets.items()}


def facet_lines(office: Office, facets: Facets) -> list[str]:
    """The values of each facet that most answers have, and how many more there are."""
    rows = [row for name, counts in facets.items() for row in _rows(office, name, counts)]
    return lay_table(("Saring dengan", "Jumlah", "Nama"), rows, solid=("Saring dengan", "Jumlah"))


def as_filter(name: str, value: str) -> str:
    """`nama:isi` as it is typed in a search line."""
    return f"{name}:{value}" if _BARE.fullmatch(value) else f'{name}:"{" ".join(value.replace(chr(34), " ").split())}"'


def _rows(office: Office, name: str, counts: Mapping[str, int]) -> Iterator[tuple[str, object, str]]:
    values = _values(office, name, counts)
    for one in values[:MOST]:
        yield one.penyaring, one.jumlah, one.nama if one.nama != one.isi else ""
    if rest := values[MOST:]:
        yield f"{name}:…", sum(one.jumlah for one in rest), f"{len(rest)} isi yang lain"


def _values(office: Office, name: str, counts: Mapping[str, int]) -> list[Value]:
    """The years newest first, all else by how many there are."""
    found = [Value(isi, _called(office, name, isi), as_filter(name, isi), n) for isi, n in sorted(counts.items())]
    if name == "tahun":
        return sorted(found, key=lambda one: -int(one.isi))
    return sorted(found, key=lambda one: -one.jumlah)


def _called(office: Office, name: str, value: str) -> str:
    return type_name(office, value) if name == "jenis" else value
