"""Printed numbers: a pattern filled with what the register gives, and read back again.

Shapes of `naskah-dinas.md` 1.7: `470 / Kep. 240 / Sekre`, `061/0016/14.01/2021`,
`000.8.6.3/5297.036-Bappenda/2025`, `DUKCAPIL.470/287.a/VI/2022`. Month and year may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from string import Formatter

from docgen.naskah.bahasa import romawi

SISIPAN = ".a"  # the first number inserted behind another, where the office says nothing
BULAN_ROMAWI = tuple(romawi(month) for month in range(1, 13))
PARTS = {
    "klasifikasi": r"\d[\d.]*?",
    "urut": r"\d+",
    "sisipan": r"(?:\.\s*(?:\d+|[a-z])|[a-z])?",
    "unit": r"[^\s/](?:[^/]*?[^\s/])?",
    "bulan_romawi": "|".join(sorted(BULAN_ROMAWI, key=len, reverse=True)),
    "bulan": r"\d{1,2}",
    "tahun": r"\d{4}",
}


@dataclass(frozen=True)
class Nomor:
    """The parts of a printed number; what the pattern does not hold is empty or 0."""

    urut: int
    klasifikasi: str = ""
    unit: str = ""
    sisipan: str = ""  # letter or figure of an inserted number: `.a`, `.01`
    bulan: int = 0
    tahun: int = 0


def format_nomor(pattern: str, nomor: Nomor, on: date) -> str:
    """`nomor` printed by `pattern`; month and year are those of `on` unless the number has its own.

    An inserted number has its letter behind the serial, also where the pattern does not say so.
    """
    month, year = nomor.bulan or on.month, nomor.tahun or on.year
    return _with_sisipan(pattern).format(
        urut=nomor.urut,
        klasifikasi=nomor.klasifikasi,
        unit=nomor.unit,
        sisipan=nomor.sisipan,
        bulan=month,
        bulan_romawi=BULAN_ROMAWI[month - 1],
        tahun=year,
    )


def blank_nomor(pattern: str, nomor: Nomor, blank: str) -> str:
    """A reserved number by `pattern`; what is not known yet is `blank`, to be written on."""
    bare = re.sub(r"\{(bulan)[:!][^}]*\}", r"{\1}", pattern)  # no figures to be given a shape
    known = {name: getattr(nomor, name, "") or blank for name in PARTS}
    return bare.format(**known | {"sisipan": nomor.sisipan})


def next_sisipan(first: str, taken: Collection[str]) -> str:
    """What stands behind the serial of the next number inserted there: `first` (`.a`, `.01`), then on from it; '' when
    there is none left."""
    return next((sisipan for sisipan in _series(first) if sisipan not in taken), "")


def check_sisipan(first: str) -> bool:
    """Whether numbers inserted in this manner can be counted and read back."""
    return bool(re.fullmatch(r"\.?a|\.0*1", first))


def parse_nomor(pattern: str, printed: str) -> Nomor | None:
    """The parts of `printed` if it has the shape of `pattern`; spaces and letter case do not matter."""
    found = re.fullmatch(_expression(pattern), printed.strip(), re.IGNORECASE)
    if found is None:
        return None
    parts = found.groupdict()
    roman = (parts.get("bulan_romawi") or "").upper()
    return Nomor(
        urut=int(parts.get("urut") or 0),
        klasifikasi=parts.get("klasifikasi") or "",
        unit=parts.get("unit") or "",
        sisipan=parts.get("sisipan") or "",
        bulan=BULAN_ROMAWI.index(roman) + 1 if roman else int(parts.get("bulan") or 0),
        tahun=int(parts.get("tahun") or 0),
    )


def check_pattern(pattern: str) -> list[str]:
    """What is wrong with a pattern of type.toml; an empty list when it can be filled and read back."""
    try:
        names = [name for _, name, _, _ in Formatter().parse(pattern) if name is not None]
        unknown = [n for n in names if n not in PARTS]
        if unknown:
            return [f"bagian '{n}' tidak dikenal; pilih: {', '.join(PARTS)}" for n in unknown]
        if "urut" not in names:
            return ["pola nomor harus memuat {urut}"]
        format_nomor(pattern, Nomor(1), date(2019, 1, 2))
    except (ValueError, IndexError) as error:
        return [f"pola nomor '{pattern}' keliru: {error}"]
    return []


def new_pattern(nama: str, taken: Collection[str]) -> str:
    """A pattern for a new register in the manner of the others, `{klasifikasi} / SK. {urut} / {unit} / {tahun}` for
    a Surat Keterangan, and none of those `taken`."""
    words = ["".join(char for char in word.upper() if char.isalnum()) for word in nama.split()]
    longest = max(map(len, words), default=1)
    marks = ["".join(word[:size] for word in words) for size in range(1, longest + 1)]
    marks += [f"{marks[0]}{number}" for number in range(2, len(taken) + 3)]
    patterns = (f"{{klasifikasi}} / {mark}. {{urut}} / {{unit}} / {{tahun}}" for mark in marks)
    return next(pattern for pattern in patterns if pattern not in taken)


def _with_sisipan(pattern: str) -> str:
    return pattern if "{sisipan}" in pattern else re.sub(r"(\{urut[^}]*\})", r"\1{sisipan}", pattern)


def _series(first: str) -> Iterator[str]:
    before, start = first.rstrip("a0123456789"), first.lstrip(".")
    if start == "a":
        yield from (f"{before}{chr(letter)}" for letter in range(ord("a"), ord("z") + 1))
    else:
        yield from (f"{before}{number:0{len(start)}}" for number in range(1, 10 ** len(start)))


def _expression(pattern: str) -> str:
    out, seen = [], set()
    for literal, name, _, _ in Formatter().parse(_with_sisipan(pattern)):
        out.append(_spaced(literal))
        if name is not None:
            out.append(f"(?P={name})" if name in seen else rf"(?P<{name}>{PARTS[name]})")
            seen.add(name)
    return r"\s*".join(part for part in out if part)


def _spaced(literal: str) -> str:
    return r"\s*".join(re.escape(char) for char in literal if not char.isspace())
