"""What an office promised for one year: its indicators, their targets and how each is measured.

One TOML file a year (`templates_docx/kinerja/2018.toml`), written by hand. Kinds and roll-ups: `naskah-dinas.md` 5.5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from docgen.errors import BadDeclaration, NotFound
from docgen.kinerja.capaian import ARAH, MAKSIMALKAN, PREDIKAT, Cuts
from docgen.kinerja.reading import read_record, read_scales, read_year
from docgen.toml import parse_toml

BERHURUF = "predikat"  # measured in the letters of a scale: A, BB, WTP
SEMUA_ARAH = (*ARAH, BERHURUF)
JUMLAH, TERAKHIR, RATA_RATA = "jumlah", "terakhir", "rata_rata"
GABUNG = (JUMLAH, TERAKHIR, RATA_RATA)
LARGEST = Decimal(10) ** 12

Nilai = Decimal | str  # a number, or a letter of a scale


@dataclass(frozen=True)
class Indikator:
    """One indicator of one year; `bidang` is the post that reports it."""

    id: str
    sasaran: str
    indikator: str
    satuan: str
    bidang: str
    target: Nilai
    arah: str = MAKSIMALKAN
    gabung: str = TERAKHIR  # how quarters become one figure
    target_triwulan: tuple[Nilai, ...] = ()  # none, or one a quarter
    target_menengah: Nilai | None = None  # of the medium-term plan (Renstra)
    standar_nasional: Nilai | None = None
    target_lalu: Nilai | None = None
    realisasi_lalu: Nilai | None = None
    desimal: int = 2  # digits after the comma, of every figure of this indicator
    skala: str = ""  # name of the scale its letters come from
    terendah: Decimal = Decimal(0)  # a realisasi outside these two is a slip of the pen
    tertinggi: Decimal = LARGEST

    def targets(self) -> Iterator[tuple[str, Nilai]]:
        """Every declared figure with the key it stands under."""
        yield "target", self.target
        yield from (("target_triwulan", one) for one in self.target_triwulan)
        for key in ("target_menengah", "standar_nasional", "target_lalu", "realisasi_lalu"):
            if (value := getattr(self, key)) is not None:
                yield key, value


@dataclass(frozen=True)
class Rencana:
    """All indicators of one year, the scale of predikat words and the scales of letters."""

    tahun: int
    indikator: tuple[Indikator, ...]
    cuts: Cuts = PREDIKAT  # those of the office
    skala: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)

    @property
    def bidang(self) -> tuple[str, ...]:
        """The posts that report, in the order they first appear."""
        return tuple(dict.fromkeys(one.bidang for one in self.indikator))

    def of(self, bidang: str) -> tuple[Indikator, ...]:
        """What one post reports; raises NotFound naming the posts that report."""
        found = tuple(one for one in self.indikator if one.bidang == bidang)
        if not found:
            raise NotFound("Bidang pelapor", bidang, f"Yang melapor: {', '.join(self.bidang)}.")
        return found

    def letters(self, indikator: Indikator) -> tuple[str, ...]:
        """The letters this indicator may have; none when it is a number."""
        return tuple(self.skala[indikator.skala]) if indikator.arah == BERHURUF else ()

    def number(self, indikator: Indikator, value: Nilai | None) -> Decimal | None:
        """A figure as a number: letters by their scale, nothing stays nothing."""
        return self.skala[indikator.skala][value] if isinstance(value, str) else value


def load_rencana(path: Path) -> Rencana:
    """Read the plan of one year; raises NotFound, or BadDeclaration with everything that is wrong in it."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise NotFound("Rencana kinerja", path.name, f"Tulis berkas {path}.") from None
    return read_rencana(data, path.name)


def read_rencana(data: bytes, where: str) -> Rencana:
    """The plan in the bytes of one file; `where` names it in the BadDeclaration with all its problems."""
    raw = parse_toml(data, where)
    problems = [f"kunci '{key}' tidak dikenal" for key in raw if key not in ("tahun", "indikator", "skala")]
    tahun = read_year(raw.get("tahun"), problems)
    skala = read_scales(raw.get("skala", {}), problems)
    indikator = tuple(_indicators(raw.get("indikator"), skala, problems))
    if problems:
        raise BadDeclaration(where, problems)
    return Rencana(tahun, indikator, skala=skala)


def _indicators(raw: Any, skala: Mapping[str, Mapping[str, Decimal]], problems: list[str]) -> Iterator[Indikator]:
    if not isinstance(raw, list) or not raw:
        problems.append("belum ada indikator; tulis tiap indikator sebagai [[indikator]]")
        return
    seen: set[str] = set()
    for at, record in enumerate(raw, 1):
        name = record.get("id", at) if isinstance(record, dict) else at
        values, wrong = read_record(record)
        if not wrong:
            one = Indikator(**values)
            wrong = [*_problems(one, skala)]
            one = one if wrong else _evened(one)
            wrong += ["id ini sudah dipakai indikator lain"] if one.id in seen else []
            seen.add(one.id)
            yield one
        problems += [f"indikator '{name}': {problem}" for problem in wrong]


def _evened(one: Indikator) -> Indikator:
    """Every figure with as many digits as the indicator has, as it is printed: TOML drops the zeros of 99.00."""
    digits = Decimal(1).scaleb(-one.desimal)
    even: dict[str, Any] = {key: value.quantize(digits) for key, value in one.targets() if isinstance(value, Decimal)}
    parts = tuple(value.quantize(digits) if isinstance(value, Decimal) else value for value in one.target_triwulan)
    return replace(one, **{**even, "target_triwulan": parts})


def _problems(one: Indikator, skala: Mapping[str, Mapping[str, Decimal]]) -> Iterator[str]:
    """What the values of one indicator may not say together."""
    if one.arah not in SEMUA_ARAH:
        yield f"arah '{one.arah}' tidak dikenal; pilih: {', '.join(SEMUA_ARAH)}"
        return
    if one.gabung not in GABUNG:
        yield f"gabung '{one.gabung}' tidak dikenal; pilih: {', '.join(GABUNG)}"
    if one.terendah > one.tertinggi:
        yield "terendah lebih besar daripada tertinggi"
    yield from _letter_problems(one, skala) if one.arah == BERHURUF else _number_problems(one)


def _letter_problems(one: Indikator, skala: Mapping[str, Mapping[str, Decimal]]) -> Iterator[str]:
    if one.skala not in skala:
        yield f"skala '{one.skala}' tidak ada; tulis [skala.NAMA] dan skala = \"NAMA\""
        return
    if one.gabung != TERAKHIR:
        yield "predikat hanya dapat digabung dengan 'terakhir'"
    for key, value in one.targets():
        if value not in skala[one.skala]:
            yield f"{key} '{value}' tidak ada dalam skala {one.skala}: {', '.join(skala[one.skala])}"


def _number_problems(one: Indikator) -> Iterator[str]:
    if one.skala:
        yield f"skala hanya untuk arah '{BERHURUF}'"
    numbers = [(key, value) for key, value in one.targets() if isinstance(value, Decimal)]
    yield from (f"{key} '{value}' bukan angka" for key, value in one.targets() if isinstance(value, str))
    for key, value in numbers:
        if value != round(value, one.desimal):
            yield f"{key} {value} memuat lebih dari {one.desimal} desimal; ubah desimal atau bulatkan"
        if value < 0:
            yield f"{key} {value} kurang dari nol"
    parts = [value for key, value in numbers if key == "target_triwulan"]
    if one.gabung == JUMLAH and len(parts) == 4 and sum(parts) != one.target:
        yield f"target_triwulan berjumlah {sum(parts)}, padahal target {one.target}"
