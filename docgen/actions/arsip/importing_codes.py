"""A classification or a retention schedule of the office taken in from a sheet; the file before is kept beside it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from docgen.actions.arsip.classifying import BOM, FOLDER, find_skema, read_codes, skema_files
from docgen.errors import InvalidForm, NotReady
from docgen.files import put_file
from docgen.kearsipan.change import Perubahan, merge
from docgen.kearsipan.klasifikasi import Skema
from docgen.kearsipan.reading import COLUMNS, as_row
from docgen.naskah.access import SCHEDULE
from docgen.naskah.kantor import load_kantor
from docgen.office import demand
from docgen.paper.sheet.rows import write_csv
from docgen.settings import KANTOR, Settings

SAMPLE = "contoh:"  # how the remark begins that calls the figures those of another office
_ID = re.compile(r"[a-z0-9_]{1,60}")


@dataclass(frozen=True)
class Impor:
    """Into which scheme, under which name, from which day on, and whether codes without a row are closed."""

    skema: str
    nama: str = ""
    mulai: date | None = None
    tutup: bool = False


def plan_import(settings: Settings, data: bytes, name: str, asked: Impor) -> Perubahan:
    """What a sheet would change in a scheme; nothing is written.

    Raises UnsafeFile, BadDeclaration for a sheet without code and name, InvalidForm with every problem of every row.
    """
    if not _ID.fullmatch(asked.skema):
        raise NotReady(f"Nama skema '{asked.skema}' tidak dapat dipakai.", ["huruf kecil, angka dan garis bawah saja"])
    known = asked.skema in skema_files(settings)
    before = find_skema(settings, asked.skema) if known else Skema(asked.skema, asked.nama or asked.skema, ())
    table, _ = read_codes(data, name)
    if not table.rows and not table.problems:
        raise NotReady(f"{name} tidak memuat satu kode pun.", ["isi satu baris tiap kode di bawah judul kolomnya"])
    day = asked.mulai or (date.today() if known else None)
    perubahan = merge(before, table, day.isoformat() if day else "", close_missing=asked.tutup)
    if perubahan.problems:
        raise InvalidForm(name, _told(perubahan.problems))
    untouched = before.kelas.keys() - {row.kode for _, row in table.rows} if not asked.tutup else ()
    remarks = tuple(one for one in before.catatan if untouched or not one.startswith(SAMPLE))
    return replace(perubahan, skema=replace(perubahan.skema, nama=asked.nama or before.nama, catatan=remarks))


def import_skema(settings: Settings, data: bytes, name: str, asked: Impor, *, by: str) -> Perubahan:
    """Take a sheet into a scheme of the office, which then says by whom; what is destroyed one day follows from it.

    Raises NotFound and NotAllowed for `by`, else as plan_import does; nothing is written then.
    """
    official = demand(load_kantor(settings.root / KANTOR), by, SCHEDULE)
    perubahan = plan_import(settings, data, name, asked)
    if perubahan.is_nothing and not asked.nama:
        return perubahan
    changed = f"Diubah {datetime.now():%d-%m-%Y} oleh {official.nama}, {official.jabatan}, dari {name}"
    skema = replace(perubahan.skema, catatan=(*perubahan.skema.catatan, changed))
    _write(settings.templates / FOLDER / f"{asked.skema}.csv", skema)
    return replace(perubahan, skema=skema)


def skema_bytes(skema: Skema) -> bytes:
    """The file of a scheme: its name and remarks, then a row for each period of each code."""
    remarks = "".join(f"# {' '.join(one.split())}\r\n" for one in (skema.nama, *skema.catatan))
    return BOM + remarks.encode() + write_csv(COLUMNS, map(as_row, skema.rows)).removeprefix(BOM)


def _told(problems: Mapping[int | str, str]) -> dict[str, str]:
    """Each fault once, with all the rows that have it."""
    rows: dict[str, list[int]] = {}
    for number, why in sorted((at, why) for at, why in problems.items() if isinstance(at, int)):
        rows.setdefault(why, []).append(number)
    where = {f"baris {_spans(numbers)}": why for why, numbers in rows.items()}
    return where | {f"kode {kode}": why for kode, why in problems.items() if isinstance(kode, str)}


def _spans(numbers: Sequence[int]) -> str:
    """`2-5, 8`: numbers in order, runs of them as one."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)


def _write(path: Path, skema: Skema) -> None:
    """The new file whole or not at all, after the old one was copied aside under the time of the change."""
    path.parent.mkdir(exist_ok=True)
    before = path.with_suffix(f".{datetime.now():%Y-%m-%d-%H%M%S-%f}.csv")
    if path.exists():
        shutil.copyfile(path, before)
    try:
        put_file(path, skema_bytes(skema))
    except OSError:
        before.unlink(missing_ok=True)
        raise
