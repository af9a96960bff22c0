"""The days off of the office: proposed from a package, corrected and completed by the office itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docgen.errors import InvalidForm, NotReady
from docgen.files import put_file
from docgen.naskah.fields import Field, read_fields
from docgen.paper.sheet.rows import read_numbered
from docgen.settings import Settings, shipped_templates
from docgen.sop.calendar import HOURS, KINDS, Kalender, load_kalender
from docgen.toml import read_toml

LIBUR, CUTI_BERSAMA = KINDS
_FIELDS = (
    Field("tanggal", "Tanggal", "tanggal"),
    Field("nama", "Nama", "text"),
    Field("jenis", "Jenis", "pilihan", pilihan=("Libur", "Cuti bersama"), default="Libur"),
)


@dataclass(frozen=True)
class DayOff:
    """One day on which the office is closed."""

    tanggal: date
    nama: str
    jenis: str = LIBUR  # or cuti_bersama


def kalender_of(settings: Settings) -> Kalender:
    """The calendar of the office; raises BadDeclaration with all that is wrong in its files."""
    return load_kalender(_folder(settings), shipped_templates() / "kalender" / HOURS)


def propose_year(settings: Settings, tahun: int, *, replace: bool = False) -> list[DayOff]:
    """Write the days off of a year as far as they are known, for the office to correct; returns them in order.

    National holidays and cuti bersama come from the package `holidays`, which estimates days that go by the moon and
    are not decreed yet (`perkiraan`). Raises NotReady when the year has a file and `replace` is not asked for.
    """
    path = _folder(settings) / f"{tahun}.toml"
    if path.exists() and not replace:
        raise NotReady(f"Kalender {tahun} sudah ada di {path}.", ["tambahkan --ganti untuk menulisnya ulang"])
    days = list(_known(tahun))
    _write(path, days, f"Hari libur dan cuti bersama {tahun} menurut paket holidays; cocokkan dengan SKB tahun itu.")
    return days


def import_days(settings: Settings, data: bytes, name: str) -> list[DayOff]:
    """Put the days off of a sheet (columns tanggal, nama, jenis) into the files of their years; returns them in order.

    Days already there stay, one named again takes the new name. Raises UnsafeFile, or InvalidForm with every problem
    of every row; nothing is written then.
    """
    read, problems = [], {}
    for number, row in read_numbered(data, name):
        values, wrong = read_fields(_FIELDS, {key.casefold(): cell for key, cell in row.items() if cell}, {})
        if wrong:
            problems[f"baris {number}"] = "; ".join(f"{key}: {why}" for key, why in wrong.items())
        else:
            jenis = CUTI_BERSAMA if values["jenis"] == "Cuti bersama" else LIBUR
            read.append(DayOff(values["tanggal"], values["nama"], jenis))
    if problems:
        raise InvalidForm(name, problems)
    for tahun in sorted({one.tanggal.year for one in read}):
        path = _folder(settings) / f"{tahun}.toml"
        kept = {one.tanggal: one for one in (*days_of(settings, tahun), *read) if one.tanggal.year == tahun}
        _write(path, kept.values(), f"Hari libur dan cuti bersama {tahun}; terakhir dari {name}.")
    return sorted(read, key=lambda one: one.tanggal)


def days_of(settings: Settings, tahun: int) -> Sequence[DayOff]:
    """The days off the office knows of a year, in order; raises BadDeclaration."""
    kalender_of(settings)
    path = _folder(settings) / f"{tahun}.toml"
    raw: Mapping[str, Mapping[str, str]] = read_toml(path) if path.exists() else {}
    found = [
        DayOff(date.fromisoformat(day), nama, jenis) for jenis in KINDS for day, nama in raw.get(jenis, {}).items()
    ]
    return sorted(found, key=lambda one: one.tanggal)


def _folder(settings: Settings) -> Path:
    return settings.templates / "kalender"


def _known(tahun: int) -> Iterator[DayOff]:
    from holidays import country_holidays
    from holidays.constants import GOVERNMENT, PUBLIC

    for category, jenis in ((PUBLIC, LIBUR), (GOVERNMENT, CUTI_BERSAMA)):
        found = country_holidays("ID", years=tahun, language="id", categories=(category,))
        yield from (DayOff(day, nama, jenis) for day, nama in sorted(found.items()))


def _write(path: Path, days: Iterable[DayOff], remark: str) -> None:
    lines = [f"# {remark}"]
    for jenis in KINDS:
        own = sorted((one for one in days if one.jenis == jenis), key=lambda one: one.tanggal)
        lines += ["", f"[{jenis}]", *(f"{one.tanggal} = {json.dumps(one.nama, ensure_ascii=False)}" for one in own)]
    path.parent.mkdir(exist_ok=True)
    put_file(path, ("\n".join(lines) + "\n").encode())
