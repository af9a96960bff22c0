"""Dates, numbers and NIP as Indonesian offices write them (Ejaan yang Disempurnakan): the filters of the templates."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ROMAWI = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_SATUAN = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
_COMMA = str.maketrans(",.", ".,")
_RIBUAN = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"), (100, "ratus"))


def tanggal(day: date) -> str:
    """`2 Januari 2019`: no leading zero, month in words."""
    return f"{day.day} {BULAN[day.month - 1]} {day.year}"


def bulan(day: date) -> str:
    """The month in words."""
    return BULAN[day.month - 1]


def hari(day: date) -> str:
    """The day of the week."""
    return HARI[day.weekday()]


def hari_tanggal(day: date) -> str:
    """`Rabu, 2 Januari 2019`."""
    return f"{hari(day)}, {tanggal(day)}"


def dieja(day: date) -> str:
    """`empat belas bulan Januari tahun dua ribu sembilan belas`, as a berita acara says its day."""
    return f"{terbilang(day.day)} bulan {bulan(day)} tahun {terbilang(day.year)}"


def pukul(moment: time) -> str:
    """`09.00`: 24 hours, with a dot."""
    return f"{moment.hour:02}.{moment.minute:02}"


def terbilang(number: int) -> str:
    """A whole number in words: `dua puluh enam`. Raises ValueError from 10^15 on."""
    if number < 0:
        return "minus " + terbilang(-number)
    if number >= 10**15:
        raise ValueError("angka terlalu besar untuk dieja")
    if number < 12:
        return _SATUAN[number]
    if number < 20:
        return f"{_SATUAN[number - 10]} belas"
    if number < 100:
        return _join(f"{_SATUAN[number // 10]} puluh", number % 10)
    for size, word in _RIBUAN:
        if number >= size:
            count = number // size
            # "se-" stands for one only before ratus and ribu
            head = f"se{word}" if count == 1 and size <= 1000 else f"{terbilang(count)} {word}"
            return _join(head, number % size)
    raise AssertionError(number)


def _join(head: str, rest: int) -> str:
    return f"{head} {terbilang(rest)}" if rest else head


def jumlah(number: int) -> str:
    """`1 (satu)`, as the Lampiran line counts."""
    return f"{number} ({terbilang(int(number))})"


def angka(number: Decimal | int | None) -> str:
    """`1.234,5`: thousands with a dot, decimals with a comma; nothing for None."""
    if number is None:
        return ""
    return f"{number:,}".translate(_COMMA)


def rupiah(number: Decimal | int) -> str:
    """`Rp1.500.000,00`."""
    return "Rp" + angka(Decimal(number).quantize(Decimal("0.01")))


def romawi(number: int) -> str:
    """Roman figures; raises ValueError below 1 and above 3999."""
    if not 0 < number < 4000:
        raise ValueError(f"{number} tidak dapat ditulis dengan angka romawi")
    out = []
    for value, sign in ROMAWI:
        out.append(sign * (number // value))
        number %= value
    return "".join(out)


def nip(digits: str) -> str:
    """An 18-digit NIP grouped `19640302 199012 1 001`; anything else as it is."""
    solid = "".join(digits.split())
    if len(solid) != 18 or not solid.isdecimal():
        return digits
    return f"{solid[:8]} {solid[8:14]} {solid[14]} {solid[15:]}"


def huruf(number: int) -> str:
    """`a`, `b`, … `z`, `aa`: letters for lists."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


FILTERS = {
    f.__name__: f
    for f in (tanggal, bulan, hari, hari_tanggal, dieja, pukul, terbilang, jumlah, angka, rupiah, romawi, nip, huruf)
}


def printed(value: object) -> object:
    """How a value prints without a filter: dates, hours and numbers in Indonesian, None as nothing."""
    if value is None:
        return ""
    if isinstance(value, date):
        return tanggal(value)
    if isinstance(value, time):
        return pukul(value)
    if isinstance(value, Decimal):
        return angka(value)
    return value
