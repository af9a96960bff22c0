"""From what TOML gives to the values of a plan; what is wrong is said in full sentences and all at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

MOST_DECIMALS = 6  # with numbers below 10^12 every quotient stays inside the 28 digits of Decimal
_LONGEST = 500  # characters


def read_record(raw: Any) -> tuple[dict[str, Any], list[str]]:
    """The typed values of one [[indikator]] and what is wrong with it."""
    if not isinstance(raw, dict):
        return {}, ["tulis sebagai [[indikator]] dengan kunci = nilai"]
    problems = [f"kunci '{key}' tidak dikenal" for key in raw if key not in _READERS]
    problems += [f"kunci '{key}' wajib diisi" for key in _NEEDED if key not in raw]
    values: dict[str, Any] = {}
    for key, reader in _READERS.items():
        if key in raw:
            try:
                values[key] = reader(raw[key])
            except ValueError as error:
                problems.append(f"{key}: {error}")
    return values, problems


def read_year(raw: Any, problems: list[str]) -> int:
    """The year of the plan."""
    if isinstance(raw, int) and not isinstance(raw, bool) and 1945 <= raw <= 2999:
        return raw
    problems.append("tahun wajib diisi dengan empat angka, misalnya tahun = 2018")
    return 0


def read_scales(raw: Any, problems: list[str]) -> dict[str, dict[str, Decimal]]:
    """The [skala.NAMA] tables: letters and the number each stands for."""
    scales: dict[str, dict[str, Decimal]] = {}
    try:
        for name, letters in _table(raw, empty=True).items():
            scales[name] = {_letter(letter): _number(value) for letter, value in _table(letters).items()}
            if sum(len(letter) + 1 for letter in scales[name]) > 250:  # a list in a cell of Excel ends at 255
                problems.append(f"skala {name}: terlalu panjang untuk daftar pilihan di Excel")
    except ValueError as error:
        problems.append(f"skala: {error}")
    return scales


def _table(raw: Any, *, empty: bool = False) -> Mapping[str, Any]:
    if not isinstance(raw, dict) or not (raw or empty):
        raise ValueError("harus berupa tabel nama = angka")
    return raw


def _line(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError("tulis teks dalam tanda petik")
    if len(raw) > _LONGEST:
        raise ValueError(f"paling panjang {_LONGEST} karakter")
    line = " ".join(raw.split())
    if any(unicodedata.category(char) in ("Cc", "Cs", "Cn") for char in line):
        raise ValueError("memuat karakter yang tidak dapat dicetak; hapus lalu ketik ulang")
    return line


def _id(raw: Any) -> str:
    if not isinstance(raw, str) or not re.fullmatch(r"[a-z][a-z0-9_]{0,59}", raw):
        raise ValueError("pakai huruf kecil, angka dan garis bawah, misalnya akta_kematian")
    return raw


def _letter(raw: Any) -> str:
    letter = _line(raw)
    if not re.fullmatch(r'[^",]{1,20}', letter):
        raise ValueError(f"'{letter}' terlalu panjang atau memuat koma atau tanda petik")
    return letter


def _number(raw: Any) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise ValueError(f"'{raw}' bukan angka; tulis tanpa tanda petik dan dengan titik, misalnya 98.5")
    number = Decimal(str(raw))
    if not number.is_finite() or abs(number) > Decimal(10) ** 12:
        raise ValueError(f"'{raw}' di luar jangkauan")
    if number != round(number, MOST_DECIMALS):
        raise ValueError(f"'{raw}' memuat lebih dari {MOST_DECIMALS} desimal")
    return number


def _figure(raw: Any) -> Decimal | str:
    return _line(raw) if isinstance(raw, str) else _number(raw)


def _four(raw: Any) -> tuple[Decimal | str, ...]:
    if not isinstance(raw, list) or len(raw) != 4:
        raise ValueError("tulis empat nilai, satu untuk tiap triwulan, misalnya [25, 50, 75, 100]")
    return tuple(_figure(one) for one in raw)


def _digits(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= MOST_DECIMALS:
        raise ValueError(f"tulis angka bulat 0 sampai {MOST_DECIMALS}")
    return raw


_NEEDED = ("id", "sasaran", "indikator", "satuan", "bidang", "target")
_READERS: dict[str, Callable[[Any], Any]] = {
    "id": _id,
    "sasaran": _line,
    "indikator": _line,
    "satuan": _line,
    "bidang": _id,
    "target": _figure,
    "arah": _line,
    "gabung": _line,
    "target_triwulan": _four,
    "target_menengah": _figure,
    "standar_nasional": _figure,
    "target_lalu": _figure,
    "realisasi_lalu": _figure,
    "desimal": _digits,
    "skala": _line,
    "terendah": _number,
    "tertinggi": _number,
}
