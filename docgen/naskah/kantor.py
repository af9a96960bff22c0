"""One office: letterhead, people and profile, read from kantor.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta, timezone
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from docgen.errors import BadDeclaration, NotAllowed, NotFound
from docgen.naskah.fields import unprintable
from docgen.naskah.nomor import SISIPAN, check_pattern, check_sisipan
from docgen.naskah.pejabat import Pejabat, holders, person_problems, post_problems, read_person
from docgen.toml import read_toml

ZONA = {"WIB": 7, "WITA": 8, "WIT": 9}  # hours east of UTC
INSTRUKSI = ("Tanggapan dan saran", "Proses lebih lanjut", "Koordinasi/konfirmasi")  # `naskah-dinas.md` 1.4.1
SKEMA = "permendagri_78_2012"  # the codes of the shipped types
PALING_LAMA = 30  # days of work that paper may be out, unless the office says otherwise
LONGEST_INSTRUKSI = 40  # characters; three of them fit the row of a lembar disposisi


@dataclass(frozen=True)
class Kantor:
    """What is printed on every naskah of this office, and who works there on one day."""

    nama: str
    kop: tuple[str, ...]
    alamat: tuple[str, ...]
    tempat: str
    unit: str
    zona: str = "WIB"
    lambang: Path | None = None
    nip_rapat: bool = False  # print the 18 figures of a NIP without spaces
    ttd_salinan: str = "ttd."  # what stands on a certified copy for a signature; empty: what the page itself says
    nomor: Mapping[str, str] = field(default_factory=dict)  # register -> pattern of this office
    sisipan: str = SISIPAN  # what the first number inserted behind another has behind its serial
    pejabat: Mapping[str, Pejabat] = field(default_factory=dict)
    predikat: tuple[tuple[Decimal, str], ...] = ()  # lowest capaian and its word, highest first; none: the usual ones
    instruksi: tuple[str, ...] = INSTRUKSI  # what a disposisi may ask for by a tick
    skema: str = SKEMA  # where a klasifikasi is looked up first
    pinjam_paling_lama: int = PALING_LAMA

    @property
    def timezone(self) -> timezone:
        return timezone(timedelta(hours=ZONA[self.zona]), self.zona)

    def official(self, post: str) -> Pejabat:
        """The holder of a post; raises NotFound naming the posts there are, NotAllowed where none was said."""
        if not post:
            known = ", ".join(self.pejabat)
            raise NotAllowed(f"Belum disebut siapa yang bertindak. Tambahkan --sebagai JABATAN: {known}.")
        if post not in self.pejabat:
            raise NotFound("Pejabat", post, f"Yang terdaftar: {', '.join(self.pejabat)}.")
        return self.pejabat[post]

    def called(self, post: str) -> str:
        """A post as the office calls it in short; one that is no longer there by its id."""
        pejabat = self.pejabat.get(post)
        return (pejabat.singkat or pejabat.jabatan) if pejabat else post

    def below(self, post: str) -> list[str]:
        """Every post under this one, nearest ranks first."""
        found: list[str] = []
        rank = [post]
        while rank := [p.id for p in self.pejabat.values() if p.atasan in rank and p.id not in (post, *found)]:
            found += rank
        return found

    def find_instruksi(self, typed: str) -> list[str]:
        """The ticks of this office that `typed` may mean: the one called so, or those that begin so."""
        word = " ".join(typed.split()).casefold()
        exact = [one for one in self.instruksi if one.casefold() == word]
        return exact or [one for one in self.instruksi if word and one.casefold().startswith(word)]

    def officials(self) -> dict[str, dict[str, Any]]:
        """Every official as templates print them, by post."""
        return {post: p.printed(nip_rapat=self.nip_rapat) for post, p in self.pejabat.items()}

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
            "predikat": [[cut, word] for cut, word in self.predikat],
        }


def load_kantor(path: Path, on: date | None = None) -> Kantor:
    """Read kantor.toml with the officials of the day `on`, today by default.

    Raises NotFound, or BadDeclaration with everything that is wrong in it.
    """
    try:
        raw = read_toml(path)
    except FileNotFoundError:
        raise NotFound("Berkas kantor", path, "Buat kantor baru dengan: docgen init FOLDER") from None
    people = raw.get("pejabat", [])
    problems = [*_problems(raw, path.parent)]
    problems += [problem for at, person in enumerate(people, 1) for problem in person_problems(person, at)]
    if not problems:
        problems += post_problems([read_person(person) for person in people])
    if problems:
        raise BadDeclaration(path.name, problems)
    return Kantor(
        nama=raw["nama"],
        kop=tuple(raw["kop"]),
        alamat=tuple(raw["alamat"]),
        tempat=raw["tempat"],
        unit=raw["unit"],
        zona=raw.get("zona", "WIB"),
        lambang=path.parent / raw["lambang"] if raw.get("lambang") else None,
        nip_rapat=raw.get("nip_rapat", False),
        ttd_salinan=raw.get("ttd_salinan", "ttd."),
        nomor=raw.get("nomor", {}),
        sisipan=raw.get("sisipan", SISIPAN),
        pejabat=holders(map(read_person, people), on or date.today()),
        predikat=tuple((Decimal(str(cut)), word) for word, cut in raw.get("predikat", {}).items()),
        instruksi=tuple(raw.get("disposisi", {}).get("instruksi", INSTRUKSI)),
        skema=raw.get("klasifikasi", {}).get("skema", SKEMA),
        pinjam_paling_lama=raw.get("pinjaman", {}).get("paling_lama", PALING_LAMA),
    )


def load_people(path: Path) -> list[Pejabat]:
    """Everybody in kantor.toml, also who held a post before or will hold it; raises as load_kantor does."""
    load_kantor(path)
    return [read_person(person) for person in read_toml(path)["pejabat"]]


_LINES, _LISTS = ("nama", "tempat", "unit"), ("kop", "alamat")
_TABLES = ("nomor", "pejabat", "predikat", "disposisi", "klasifikasi", "pinjaman")


def _problems(raw: Mapping[str, Any], folder: Path) -> Iterator[str]:
    known = {*_LINES, *_LISTS, *_TABLES, "zona", "lambang", "nip_rapat", "ttd_salinan", "sisipan"}
    yield from (f"kunci '{key}' tidak dikenal" for key in raw.keys() - known)
    yield from (f"'{key}' wajib diisi" for key in _LINES if not isinstance(raw.get(key), str) or not raw[key])
    yield from (f"'{key}' wajib diisi, satu baris satu butir" for key in _LISTS if not _is_lines(raw.get(key)))
    if raw.get("zona", "WIB") not in ZONA:
        yield f"zona '{raw['zona']}' tidak ada; pilih: {', '.join(ZONA)}"
    if raw.get("lambang") and not (folder / raw["lambang"]).is_file():
        yield f"gambar lambang '{raw['lambang']}' tidak ada di folder {folder.name}"
    if not check_sisipan(str(raw.get("sisipan", SISIPAN))):
        yield f"sisipan '{raw['sisipan']}' tidak dikenal; tulis nomor sisipan yang pertama: .a, a, .1 atau .01"
    for buku, pattern in raw.get("nomor", {}).items():
        yield from (f"nomor {buku}: {problem}" for problem in check_pattern(str(pattern)))
    yield from (f"predikat: {problem}" for problem in _cut_problems(raw.get("predikat", {})))
    yield from (f"disposisi: {problem}" for problem in _instruksi_problems(raw.get("disposisi", {})))
    yield from (f"klasifikasi: {problem}" for problem in _skema_problems(raw.get("klasifikasi", {})))
    yield from (f"pinjaman: {problem}" for problem in _loan_problems(raw.get("pinjaman", {})))
    if not raw.get("pejabat"):
        yield "belum ada [[pejabat]]"


def _cut_problems(raw: Any) -> Iterator[str]:
    """The [predikat] table: a word and the lowest percent that earns it (`naskah-dinas.md` 5.6)."""
    cuts = list(raw.values()) if isinstance(raw, dict) else [raw]
    if any(isinstance(cut, bool) or not isinstance(cut, int | float) for cut in cuts):
        yield 'tulis sebutan = angka, misalnya "Sangat Tinggi" = 90.01'
        return
    if any(low >= high for high, low in pairwise(cuts)):
        yield "tulis dari batas tertinggi ke terendah, tanpa batas yang sama"
    if any(cut != round(cut, 2) or not 0 < cut < 1000 for cut in cuts):
        yield "batas antara 0 dan 1000, paling banyak dua desimal, seperti capaian"


def _instruksi_problems(raw: Any) -> Iterator[str]:
    """The [disposisi] table: what stands behind the boxes of a lembar disposisi."""
    if not isinstance(raw, dict):
        yield 'tulis sebagai [disposisi], di bawahnya: instruksi = ["Tanggapan dan saran"]'
        return
    yield from (f"kunci '{key}' tidak dikenal" for key in raw.keys() - {"instruksi"})
    listed = raw.get("instruksi", list(INSTRUKSI))
    if not _is_lines(listed):
        yield "instruksi: tulis sedikitnya satu, satu baris satu butir; tanpa kunci ini berlaku daftar yang lazim"
        return
    plain = [" ".join(one.split()).casefold() for one in listed]
    yield from (f"instruksi: '{one}' tertulis dua kali" for one in dict.fromkeys(plain) if plain.count(one) > 1)
    if any(not one or unprintable(one) or one != " ".join(one.split()) for one in listed):
        yield "instruksi: tulis tiap butir dalam satu baris, tanpa spasi berlebih"
    yield from (
        f"instruksi: '{one}' lebih dari {LONGEST_INSTRUKSI} huruf" for one in listed if len(one) > LONGEST_INSTRUKSI
    )


def _skema_problems(raw: Any) -> Iterator[str]:
    """The [klasifikasi] table: the scheme of the office; whether there is such a one is asked where it is read."""
    if not isinstance(raw, dict) or not isinstance(raw.get("skema", SKEMA), str):
        yield f'tulis sebagai [klasifikasi], di bawahnya: skema = "{SKEMA}"'
        return
    yield from (f"kunci '{key}' tidak dikenal" for key in raw.keys() - {"skema"})


def _loan_problems(raw: Any) -> Iterator[str]:
    """The [pinjaman] table: the most days of work that paper is lent for."""
    days = raw.get("paling_lama", PALING_LAMA) if isinstance(raw, dict) else None
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= 250:
        yield f"tulis sebagai [pinjaman], di bawahnya: paling_lama = {PALING_LAMA} (hari kerja, 1 sampai 250)"
        return
    yield from (f"kunci '{key}' tidak dikenal" for key in raw.keys() - {"paling_lama"})


def _is_lines(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(x, str) for x in value)
