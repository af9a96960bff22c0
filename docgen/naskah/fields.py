"""Field kinds: how what was typed becomes a value. Add a kind = add a function to KINDS.

Every function takes the raw input (text, or what a TOML or JSON file gives), the field and the
officials of the office, and returns plain data; it raises ValueError with an Indonesian sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from docgen.naskah.bahasa import BULAN
from docgen.naskah.signing import read_signer

Officials = Mapping[str, Mapping[str, Any]]  # post -> what a template prints of its holder

_TURNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # of direction
LONGEST_LINE = 20_000  # characters
MOST_ROWS = 2_000


@dataclass(frozen=True)
class Field:
    """One field of a document type, as declared in type.toml."""

    name: str
    label: str
    kind: str = "text"
    required: bool = True
    help: str = ""
    default: str = ""
    pilihan: tuple[str, ...] = ()
    kolom: tuple[Field, ...] = ()
    sumber: str = ""  # of a tabel whose rows come from the performance figures: measured against what


def text(raw: Any, field: Field, officials: Officials) -> str:
    """One line: runs of white space become one space."""
    return " ".join(_typed(raw).split())


def nomor(raw: Any, field: Field, officials: Officials) -> str:
    """A number somebody else gave."""
    return text(raw, field, officials)


def paragraphs(raw: Any, field: Field, officials: Officials) -> list[str]:
    """One paragraph a line; empty lines drop."""
    lines = raw if isinstance(raw, list | tuple) else _typed(raw).splitlines()
    return [line for line in (_typed(x).strip() for x in lines) if line]


def daftar(raw: Any, field: Field, officials: Officials) -> list[str]:
    """One item a line, as paragraphs."""
    return paragraphs(raw, field, officials)


def deret(raw: Any, field: Field, officials: Officials) -> list[str]:
    """Cells in order, one for each column of something else: an empty one keeps its place."""
    cells = raw if isinstance(raw, list | tuple) else _typed(raw).split("|")
    return [" ".join(_typed(cell).split()) for cell in cells]


def tanggal(raw: Any, field: Field, officials: Officials) -> date:
    """A date as offices write it."""
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, date):
        return raw
    day = _written_date(_typed(raw).strip())
    if day is None:
        raise ValueError(f"'{raw}' bukan tanggal; tulis seperti 2019-01-02, 02-01-2019 atau 2 Januari 2019")
    return day


def waktu(raw: Any, field: Field, officials: Officials) -> time:
    """An hour of the day, 09.00 or 9:00."""
    if isinstance(raw, time):
        return raw
    found = re.fullmatch(r"(\d{1,2})[.:](\d{2})", _typed(raw).strip())
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValueError(f"'{raw}' bukan jam; tulis seperti 09.00")
    return time(int(found[1]), int(found[2]))


def angka(raw: Any, field: Field, officials: Officials) -> Decimal:
    """A number with decimal comma or dot; one that reads two ways is asked again."""
    if isinstance(raw, bool):
        raise ValueError("tulis angka, misalnya 98,5")
    written = str(raw).strip().replace(" ", "")
    if isinstance(raw, str) and re.fullmatch(r"[+-]?[1-9]\d{0,2}\.\d{3}", written):
        whole, part = written.split(".")
        raise ValueError(f"'{raw}' dapat dibaca dua cara; tulis {whole}{part} atau {whole},{part}")
    if "," in written:  # a comma makes it Indonesian: the dots are thousands
        written = written.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[+-]?\d{1,3}(\.\d{3}){2,}", written):
        written = written.replace(".", "")
    try:
        number = Decimal(written)
    except InvalidOperation:
        raise ValueError(f"'{raw}' bukan angka; tulis misalnya 98,5") from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        raise ValueError(f"'{raw}' bukan angka yang dapat dicetak")
    return number


def pejabat(raw: Any, field: Field, officials: Officials) -> dict[str, Any]:
    """An official named by post, also one who signs for another: `sekretaris a.n. kepala_dinas`."""
    if isinstance(raw, Mapping):
        raw = raw.get("tertulis", raw.get("id", ""))
    return read_signer(_typed(raw), officials)


def pilihan(raw: Any, field: Field, officials: Officials) -> str:
    """One of the declared choices, in any letter case."""
    wanted = text(raw, field, officials)
    for choice in field.pilihan:
        if choice.casefold() == wanted.casefold():
            return choice
    raise ValueError(f"'{wanted}' tidak ada dalam pilihan: {', '.join(field.pilihan)}")


def tabel(raw: Any, field: Field, officials: Officials) -> list[dict[str, Any]]:
    """Rows as dicts, as lists in column order, or as lines `a | b | c`."""
    rows = raw if isinstance(raw, list | tuple) else [r for r in _typed(raw).splitlines() if r.strip()]
    if len(rows) > MOST_ROWS:
        raise ValueError(f"paling banyak {MOST_ROWS} baris, diisi {len(rows)}")
    out, problems = [], []
    for at, row in enumerate(rows, 1):
        try:
            cells = _cells(row, field)
        except ValueError as error:
            problems.append(f"baris {at}: {error}")
            continue
        values, wrong = read_fields(field.kolom, cells, officials)
        problems += [f"baris {at}, {name}: {why}" for name, why in wrong.items()]
        out.append(values)
    if problems:
        raise ValueError("; ".join(problems))
    return out


KINDS: dict[str, Callable[[Any, Field, Officials], Any]] = {
    f.__name__: f for f in (text, nomor, paragraphs, daftar, deret, tanggal, waktu, angka, pejabat, pilihan, tabel)
}
EMPTY: dict[str, Any] = {
    "text": "",
    "nomor": "",
    "pilihan": "",
    "paragraphs": [],
    "daftar": [],
    "deret": [],
    "tabel": [],
}


def read_fields(
    fields: Sequence[Field], form: Mapping[str, Any], officials: Officials
) -> tuple[dict[str, Any], dict[str, str]]:
    """The typed values of a form and, by field name, everything that is wrong with it."""
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for field in fields:
        raw = form.get(field.name)
        if raw is None or raw == "":
            raw = field.default
        try:
            values[field.name] = KINDS[field.kind](raw, field, officials) if _filled(raw) else _empty(field)
            if field.required and values[field.name] in ("", [], None):
                problems[field.name] = f"{field.label} wajib diisi"
        except ValueError as error:
            problems[field.name] = str(error)
    known = {field.name for field in fields}
    problems |= {name: "isian ini tidak dikenal" for name in form if name not in known}
    return values, problems


def unprintable(value: str) -> str:
    """The first character of `value` that Word cannot hold, as U+XXXX; empty when all can be printed.

    XML 1.0 allows no control characters but tab and line breaks, no surrogates, no U+FFFE and U+FFFF.
    """
    for char in value:
        if char in "\t\n\r":
            continue
        if unicodedata.category(char) in ("Cc", "Cs") or char in "\ufffe\uffff":
            return f"U+{ord(char):04X}"
    return ""


def untypable(value: str) -> str:
    """The same of what somebody enters, where a character that turns the direction of the text is none either: it
    shows another text than is filed."""
    return unprintable(value) or next((f"U+{ord(char):04X}" for char in value if char in _TURNS), "")


def _typed(raw: Any) -> str:
    if isinstance(raw, list | tuple | Mapping):
        raise ValueError("isi satu nilai saja di sini, bukan daftar")
    value = str(raw)
    if bad := untypable(value):
        raise ValueError(f"memuat karakter {bad} yang tidak dapat dicetak; hapus lalu ketik ulang")
    if max(map(len, value.splitlines()), default=0) > LONGEST_LINE:
        raise ValueError(f"satu alinea paling panjang {LONGEST_LINE} karakter")
    return value


def _filled(raw: Any) -> bool:
    if isinstance(raw, str):
        return bool(raw.strip())
    return raw is not None and raw != [] and raw != ()


def _empty(field: Field) -> Any:
    empty = EMPTY.get(field.kind)
    return list(empty) if isinstance(empty, list) else empty


def _cells(row: Any, field: Field) -> Mapping[str, Any]:
    if isinstance(row, Mapping):
        return row
    cells = list(row) if isinstance(row, list | tuple) else [c.strip() for c in _typed(row).split("|")]
    if len(cells) > len(field.kolom):
        names = " | ".join(column.label for column in field.kolom)
        raise ValueError(f"terisi {len(cells)} kolom, padahal hanya ada {len(field.kolom)}: {names}")
    return {column.name: cell for column, cell in zip(field.kolom, cells, strict=False)}


def _written_date(written: str) -> date | None:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", written):
        year, month, day = (int(x) for x in found.groups())
    elif found := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", written):
        day, month, year = (int(x) for x in found.groups())
    elif found := re.fullmatch(r"(?:[A-Za-z']+,\s*)?(\d{1,2})\s+([A-Za-z]+)\.?\s+(\d{4})", written):
        day, month, year = int(found[1]), _month(found[2].lower()), int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    """A month in full, or by three letters or more; 0 for anything else."""
    names = [month.lower() for month in BULAN]
    known = {"agt": 8, "ags": 8, "nopember": 11, "nop": 11, "pebruari": 2, "peb": 2}
    found = [at for at, month in enumerate(names, 1) if len(name) >= 3 and month.startswith(name)]
    return found[0] if len(found) == 1 else known.get(name, 0)
