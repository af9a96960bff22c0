"""What an entry comes down to: the fields and tokens that every index keeps of it.

`kata` holds the exact tokens of all passages in order, `akar` their roots, `judul` the tokens of the perihal, `waktu`
the days and quarters that are named, `klasifikasi` a code and all above it; `nomor`, `pejabat` and `unit` their tokens
in order; `jenis`, `status`, `ada`, `latest` and `pembaca` one token each. Passages are set apart by a token that no
query has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from docgen.kearsipan.klasifikasi import codes_above, is_desimal
from docgen.search.engine.nodes import All, AnyOf, Every, Node, Term
from docgen.search.moments import moments_in
from docgen.search.names import bare_name
from docgen.search.query import Entry
from docgen.search.text import normal, root, tokens

APART = "|"
COUNTED = ("akar", "waktu")  # fields that rank by how often and in how long a text
ORDERED = ("kata", "judul", "nomor", "pejabat", "unit")  # and in which tokens may stand side by side
PLAIN = ("klasifikasi", "jenis", "status", "ada", "latest", "pembaca")  # there or not
TANGGAL = "tanggal"  # the column of days, as ordinals


@dataclass(frozen=True)
class Document:
    """One entry as tokens by field, in order, and numbers by column."""

    fields: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, int]
    facets: Mapping[str, str]  # as they are written


def readable_by(keys: Collection[str] | None) -> Node | None:
    """What may be read by one of `keys`; None where nobody is asked about."""
    return None if keys is None else AnyOf(tuple(Term("pembaca", key) for key in sorted(keys)))


def seen_by(keys: Collection[str] | None, *, semua_versi: bool = False) -> Node:
    """The same of the latest versions, or of all: what words are taken from."""
    latest = () if semua_versi else (Term("latest", "1"),)
    return All((*latest, readable_by(keys) or Every()))


def document(entry: Entry) -> Document:
    """What an index keeps of `entry` to find it by."""
    passages = (entry.perihal, *entry.nomor, entry.klasifikasi, entry.unit, entry.text)
    parts = [tokens(passage) for passage in passages]
    people = [words for name in entry.pejabat for words in dict.fromkeys((tuple(tokens(name)), bare_name(name)))]
    fields = {
        "akar": tuple(root(token) for part in parts for token in part),
        "kata": _apart(parts),
        "judul": tuple(parts[0]),
        "waktu": tuple(dict.fromkeys(name for passage in passages for name in moments_in(passage))),
        "nomor": _apart(map(tokens, entry.nomor)),
        "pejabat": _apart(people),
        "unit": tuple(tokens(entry.unit)),
        "klasifikasi": codes(entry.klasifikasi),
        "jenis": (name_of(entry.jenis),),
        "status": (name_of(entry.status),),
        "ada": tuple(map(name_of, entry.ada)),
        "latest": ("1" if entry.latest else "0",),
        "pembaca": entry.pembaca,
    }
    facets = {
        "jenis": entry.jenis, "status": entry.status, "unit": entry.unit, "klasifikasi": entry.klasifikasi,
        "tahun": str(entry.tanggal.year),
    }  # fmt: skip
    return Document(fields, {TANGGAL: entry.tanggal.toordinal()}, facets)


def name_of(value: str) -> str:
    """A jenis or status as a single token, however it is written: `Nota Dinas` is nota_dinas."""
    return "_".join(tokens(value))


def codes(value: str) -> tuple[str, ...]:
    """A klasifikasi and every code that may stand above it, in the way its family is divided; () for none."""
    kode = "".join(normal(value).lower().split()).strip(".")
    if not re.fullmatch(r"[0-9]{3}(\.[0-9]+)*", kode):
        return (kode,) if kode else ()
    return (kode, *codes_above(kode, desimal=is_desimal(kode)))


def _apart(parts: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(token for part in parts for token in (*part, APART))
