"""Officials: who holds which post, from when to when, and how he is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any

from docgen.naskah.bahasa import nip as grouped
from docgen.naskah.bahasa import tanggal
from docgen.naskah.nip import nip_problem
from docgen.naskah.signing import own_block

PERAN = ("sekretariat", "pejabat", "staf", "arsiparis", "admin", "pemeriksa")
SEBUTAN = ("Plt.", "Plh.", "Pj.")  # post vacant, holder absent, appointed to act


@dataclass(frozen=True)
class Pejabat:
    """An official in a post; `id` is the post, so that a chain names posts and not persons."""

    id: str
    jabatan: str
    nama: str
    singkat: str = ""
    nip: str = ""
    pangkat: str = ""
    peran: tuple[str, ...] = ("pejabat",)
    atasan: str = ""  # post one rank above
    sebutan: str = ""  # one of SEBUTAN
    jabatan_asal: str = ""  # the own post of a Plt. or Plh.
    mulai: date | None = None
    sampai: date | None = None
    kepala: bool = False  # the head of the office, found from `atasan` and never typed

    def in_office(self, on: date) -> bool:
        """Whether he holds the post on that day; the last day counts."""
        return (self.mulai or date.min) <= on <= (self.sampai or date.max)

    def printed(self, *, nip_rapat: bool = False) -> dict[str, Any]:
        """What a template may print of this official; `blok` holds the lines above his signature."""
        return {
            "id": self.id,
            "tertulis": self.id,
            "jabatan": f"{self.sebutan} {self.jabatan}".strip(),
            "singkat": self.singkat or self.jabatan,
            "nama": self.nama,
            "nip": "".join(self.nip.split()) if nip_rapat else grouped(self.nip),
            "pangkat": self.pangkat,
            "atasan": self.atasan,
            "blok": own_block(self.jabatan, self.sebutan, self.jabatan_asal),
        }


def read_person(raw: Mapping[str, Any]) -> Pejabat:
    """One [[pejabat]] of kantor.toml, which person_problems found to be in order."""
    return Pejabat(**{**raw, "peran": tuple(raw.get("peran", ("pejabat",)))})


def holders(people: Iterable[Pejabat], on: date) -> dict[str, Pejabat]:
    """Who acts in each post on that day; a Plt., Plh. or Pj. goes before the holder he stands in for."""
    present = [person for person in people if person.in_office(on)]
    order = list(dict.fromkeys(person.id for person in present))
    acting = {person.id: person for person in sorted(present, key=lambda person: bool(person.sebutan))}
    return _with_head({post: acting[post] for post in order})


def _with_head(people: dict[str, Pejabat]) -> dict[str, Pejabat]:
    """The one post above others with nobody above it. Where `atasan` does not tell it, none is: the head reads all."""
    above = {person.atasan for person in people.values()}
    tops = [post for post, person in people.items() if not person.atasan and post in above]
    return people | {post: replace(people[post], kepala=True) for post in tops if len(tops) == 1}


def person_problems(raw: Mapping[str, Any], at: int) -> Iterator[str]:
    """What is wrong with the `at`-th [[pejabat]] of kantor.toml."""
    where = f"pejabat {raw.get('id', at)}"
    yield from (
        f"{where}: kunci '{key}' tidak dikenal"
        for key in raw.keys() - (Pejabat.__dataclass_fields__.keys() - {"kepala"})
    )
    yield from (f"{where}: '{key}' wajib diisi" for key in ("id", "jabatan", "nama") if not raw.get(key))
    yield from (
        f"{where}: peran '{p}' tidak ada; pilih: {', '.join(PERAN)}" for p in raw.get("peran", ()) if p not in PERAN
    )
    if problem := nip_problem(str(raw.get("nip", ""))):
        yield f"{where}: {problem}"
    if raw.get("sebutan", "") not in ("", *SEBUTAN):
        yield f"{where}: sebutan '{raw['sebutan']}' tidak ada; pilih: {', '.join(SEBUTAN)}"
    for key in ("mulai", "sampai"):
        if key in raw and type(raw[key]) is not date:
            yield f"{where}: '{key}' ditulis sebagai tanggal tanpa kutip, misalnya 2019-01-02"


def post_problems(people: Sequence[Pejabat]) -> Iterator[str]:
    """Posts held by two at once, periods that end before they begin, superiors nobody has heard of."""
    posts = {person.id for person in people}
    for person in people:
        if person.mulai and person.sampai and person.mulai > person.sampai:
            yield f"pejabat {person.id}: masa jabatan {person.nama} berakhir sebelum dimulai"
        if person.atasan and person.atasan not in posts:
            yield f"pejabat {person.id}: atasan '{person.atasan}' tidak terdaftar"
    for one, other in combinations(people, 2):
        both_hold = one.id == other.id and bool(one.sebutan) == bool(other.sebutan)
        first = max(one.mulai or date.min, other.mulai or date.min)
        if both_hold and one.in_office(first) and other.in_office(first):
            since = "" if first == date.min else f" pada {tanggal(first)}"
            yield f"pejabat {one.id}: dua kali terdaftar{since}, {one.nama} dan {other.nama}; isi 'mulai' dan 'sampai'"
