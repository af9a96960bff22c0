"""One office: letterhead, people and profile, read from kantor.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

from docgen.errors import BadDeclaration, NotFound
from docgen.naskah.bahasa import nip as grouped
from docgen.naskah.nip import nip_problem
from docgen.toml import read_toml

ZONA = {"WIB": 7, "WITA": 8, "WIT": 9}  # hours east of UTC
PERAN = ("sekretariat", "pejabat", "staf", "arsiparis", "admin", "pemeriksa")


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

    def printed(self) -> dict[str, str]:
        """What a template may print of this official."""
        return {
            "id": self.id,
            "jabatan": self.jabatan,
            "singkat": self.singkat or self.jabatan,
            "nama": self.nama,
            "nip": grouped(self.nip),
            "pangkat": self.pangkat,
        }


@dataclass(frozen=True)
class Kantor:
    """What is printed on every naskah of this office, and who works there."""

    nama: str
    kop: tuple[str, ...]
    alamat: tuple[str, ...]
    tempat: str
    unit: str
    zona: str = "WIB"
    lambang: Path | None = None
    pejabat: Mapping[str, Pejabat] = field(default_factory=dict)

    @property
    def timezone(self) -> timezone:
        return timezone(timedelta(hours=ZONA[self.zona]), self.zona)

    def official(self, post: str) -> Pejabat:
        """The holder of a post; raises NotFound naming the posts there are."""
        if post not in self.pejabat:
            raise NotFound("Pejabat", post, f"Yang terdaftar: {', '.join(self.pejabat)}.")
        return self.pejabat[post]

    def officials(self) -> dict[str, dict[str, str]]:
        """Every official as templates print them, by post."""
        return {post: p.printed() for post, p in self.pejabat.items()}

    def printed(self) -> dict[str, Any]:
        """The letterhead as templates see it: upper lines, the bold line, the address."""
        return {
            "nama": self.nama,
            "kop": list(self.kop[:-1]),
            "kop_utama": self.kop[-1],
            "alamat": list(self.alamat),
            "tempat": self.tempat,
            "unit": self.unit,
            "zona": self.zona,
        }


def load_kantor(path: Path) -> Kantor:
    """Read kantor.toml; raises BadDeclaration with everything that is wrong in it."""
    try:
        raw = read_toml(path)
    except FileNotFoundError:
        raise NotFound("Berkas kantor", path, "Buat kantor baru dengan: docgen init FOLDER") from None
    problems = [*_problems(raw, path.parent), *_people_problems(raw.get("pejabat", []))]
    if problems:
        raise BadDeclaration(path.name, problems)
    people = [Pejabat(**p | {"peran": tuple(p.get("peran", ("pejabat",)))}) for p in raw["pejabat"]]
    return Kantor(
        nama=raw["nama"],
        kop=tuple(raw["kop"]),
        alamat=tuple(raw["alamat"]),
        tempat=raw["tempat"],
        unit=raw["unit"],
        zona=raw.get("zona", "WIB"),
        lambang=path.parent / raw["lambang"] if raw.get("lambang") else None,
        pejabat={p.id: p for p in people},
    )


_LINES, _LISTS = ("nama", "tempat", "unit"), ("kop", "alamat")
_PERSON = set(Pejabat.__dataclass_fields__)


def _problems(raw: Mapping[str, Any], folder: Path) -> Iterator[str]:
    known = {*_LINES, *_LISTS, "zona", "lambang", "pejabat"}
    yield from (f"kunci '{key}' tidak dikenal" for key in raw.keys() - known)
    yield from (f"'{key}' wajib diisi" for key in _LINES if not isinstance(raw.get(key), str) or not raw[key])
    yield from (f"'{key}' wajib diisi, satu baris satu butir" for key in _LISTS if not _is_lines(raw.get(key)))
    if raw.get("zona", "WIB") not in ZONA:
        yield f"zona '{raw['zona']}' tidak ada; pilih: {', '.join(ZONA)}"
    if raw.get("lambang") and not (folder / raw["lambang"]).is_file():
        yield f"gambar lambang '{raw['lambang']}' tidak ada di folder {folder.name}"
    if not raw.get("pejabat"):
        yield "belum ada [[pejabat]]"


def _people_problems(people: list[dict[str, Any]]) -> Iterator[str]:
    seen: set[str] = set()
    for at, person in enumerate(people, 1):
        where = f"pejabat {person.get('id', at)}"
        yield from (f"{where}: kunci '{key}' tidak dikenal" for key in person.keys() - _PERSON)
        yield from (f"{where}: '{key}' wajib diisi" for key in ("id", "jabatan", "nama") if not person.get(key))
        yield from (
            f"{where}: peran '{p}' tidak ada; pilih: {', '.join(PERAN)}"
            for p in person.get("peran", ())
            if p not in PERAN
        )
        if problem := nip_problem(person.get("nip", "")):
            yield f"{where}: {problem}"
        if person.get("id") in seen:
            yield f"{where}: jabatan ini terdaftar dua kali"
        seen.add(person.get("id", ""))


def _is_lines(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(x, str) for x in value)
