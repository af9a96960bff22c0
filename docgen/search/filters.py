"""The filters of a search line: what each name takes, and what it asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from docgen.search.parts import Either, Filter, Not, Part
from docgen.search.periods import read_days
from docgen.search.text import tokens

PRESENT = ("kertas", "pindaian", "pdf")  # what a naskah may have besides its words
KIND = {"tahun": "tanggal", "triwulan": "tanggal"}  # names for one and the same thing
REPEATED = ("ada", "tanpa")  # may be said more than once: each asks for something else
NOT_HERE = "berlaku untuk seluruh pencarian; tulis sekali, di luar kurung, tanpa - dan tanpa ATAU"


@dataclass(frozen=True)
class AllVersions:
    """`versi:` is no part of what is looked for: it says where."""

    semua: bool
    place: int


def read_filter(name: str, values: Sequence[str], *, today: date, place: int) -> Part | AllVersions:
    """What `name:value,value` asks for; raises ValueError with what is wrong with a value."""
    if name == "versi":
        if values not in (("semua",), ("terakhir",)):
            raise ValueError("tulis versi:semua atau versi:terakhir")
        return AllVersions(values == ("semua",), place)
    parts = tuple(dict.fromkeys(_READERS[name](name, value.strip(), today) for value in values))
    one = parts[0] if len(parts) == 1 else Either(parts)
    return Not(one) if name == "tanpa" else one


def _said(name: str, value: str, today: date) -> Part:
    if not tokens(value):
        raise ValueError("isinya harus memuat huruf atau angka")
    return Filter(name, value)


def _days(name: str, value: str, today: date) -> Part:
    return read_days(value, today)


def _tahun(name: str, value: str, today: date) -> Part:
    return read_days(f"tahun {value}" if value.lower() in ("ini", "lalu") else value, today)


def _triwulan(name: str, value: str, today: date) -> Part:
    return read_days("..".join(side and f"triwulan {side}" for side in value.split("..")), today)


def _present(name: str, value: str, today: date) -> Part:
    if value.lower() not in PRESENT:
        raise ValueError(f"pilih {', '.join(PRESENT)}")
    return Filter("ada", value.lower())


_READERS: dict[str, Callable[[str, str, date], Part]] = {
    "jenis": _said,
    "status": _said,
    "unit": _said,
    "klasifikasi": _said,
    "nomor": _said,
    "menyebut": _said,
    "pejabat": _said,
    "tanggal": _days,
    "tahun": _tahun,
    "triwulan": _triwulan,
    "ada": _present,
    "tanpa": _present,
}
FILTERS = (*_READERS, "versi")
