"""The collection form of one bidang and quarter as an .xlsx, and what its hidden places mean (see `read`).

Each row carries its own key in a hidden column and the head carries the names of the columns in a hidden row, so that a
form is read by what a cell is and never by where it stands. Protection here keeps fingers off; it is no security.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from docgen.errors import NotFound
from docgen.kinerja.indicators import LARGEST, Indikator, Nilai, Rencana
from docgen.kinerja.period import Triwulan
from docgen.paper.sheet import style as look
from docgen.paper.sheet.book import save_book

FORM, KEYS = "Formulir", "docgen"  # titles of the two sheets
KEY, REALISASI, KENDALA, TINDAK_LANJUT = "kunci", "realisasi", "kendala", "tindak_lanjut"
LONGEST_NOTE = 2000  # characters of a kendala or tindak lanjut
FORMAT = "formulir-data-kinerja-1"
FACTS = ("format", "formulir", "tahun", "triwulan", "bidang")  # of the hidden sheet

_COLUMNS = (  # key, heading, width in characters
    (KEY, "Kunci", 1),
    ("no", "No", 5),
    ("sasaran", "Sasaran", 28),
    ("indikator", "Indikator", 32),
    ("satuan", "Satuan", 9),
    ("target", "Target Tahun", 11),
    ("target_triwulan", "Target Triwulan", 11),
    ("sebelum", "Realisasi s.d. Triwulan Lalu", 12),
    (REALISASI, "Realisasi", 12),
    (KENDALA, "Kendala", 30),
    (TINDAK_LANJUT, "Tindak Lanjut", 30),
)
ANSWERS = (REALISASI, KENDALA, TINDAK_LANJUT)
_NUMBERS = ("target", "target_triwulan", "sebelum", REALISASI)
_INSTRUCTIONS = (
    "Cara mengisi:",
    "1. Isi hanya kolom berwarna kuning. Realisasi diisi angka tanpa satuan, atau dipilih dari daftar.",
    "2. Tulis 0 bila hasilnya memang nol; kosongkan bila datanya belum ada. Capaian dihitung, tidak perlu diisi.",
    "3. Jangan menambah, menghapus, memindahkan atau menggabungkan baris dan kolom.",
    "4. Simpan sebagai .xlsx, lalu sampaikan kepada Sub Bagian Perencanaan paling lambat {due}.",
)
_NAMES = [key for key, _, _ in _COLUMNS]
_KEY_ROW, _HEAD_ROW = 10, 11


class Isian(NamedTuple):
    """What one row of a form says; None is not filled, zero is a value."""

    realisasi: Nilai | None
    kendala: str = ""
    tindak_lanjut: str = ""


def make_form(
    rencana: Rencana,
    triwulan: Triwulan,
    bidang: str,
    *,
    kantor: str,
    jabatan: str = "",
    before: Mapping[str, Nilai] | None = None,
    filled: Mapping[str, Isian] | None = None,
) -> bytes:
    """The form a bidang fills; the same arguments give the same bytes.

    `jabatan` is the post as printed, `before` the realisasi up to the quarter before, `filled` what a form that goes
    back for correction already said; both by indicator id. Raises NotFound for a post that reports
    nothing and for a quarter of another year.
    """
    if triwulan.tahun != rencana.tahun:
        raise NotFound("Rencana kinerja tahun", triwulan.tahun, f"Yang dibuka: tahun {rencana.tahun}.")
    rows = rencana.of(bidang)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = FORM
    _head(sheet, triwulan, kantor, jabatan or bidang)
    form = form_id(rencana, triwulan, bidang)
    for at, one in enumerate(rows, 1):
        cells = _row(one, triwulan, (before or {}).get(one.id))
        said = (filled or {}).get(one.id, Isian(None))
        answers = {REALISASI: said.realisasi, KENDALA: said.kendala, TINDAK_LANJUT: said.tindak_lanjut}
        _write_row(sheet, _HEAD_ROW + at, one, {KEY: f"{form}/{one.id}", "no": at, **cells, **answers})
        _validate(sheet, f"{_letter(REALISASI)}{_HEAD_ROW + at}", one, rencana.letters(one))
    look.page(sheet, columns=len(_COLUMNS), head=_HEAD_ROW, last=_HEAD_ROW + len(rows))
    sheet.column_dimensions["A"].hidden = sheet.row_dimensions[_KEY_ROW].hidden = True
    _hidden_sheet(book.create_sheet(KEYS), form, triwulan, bidang, [one.id for one in rows])
    return save_book(book)


def form_id(rencana: Rencana, triwulan: Triwulan, bidang: str) -> str:
    """Names a form: year, quarter, post and a digest of what was asked; other questions give another id."""
    asked = [
        [one.id, one.indikator, one.satuan, str(one.target), str(_of_quarter(one, triwulan)), *rencana.letters(one)]
        for one in rencana.of(bidang)
    ]
    digest = hashlib.sha256(json.dumps(asked).encode()).hexdigest()
    return f"{triwulan.tahun}-{triwulan.ke}-{bidang}-{digest[:12]}"


def limits(one: Indikator) -> str:
    """The realisasi an indicator may have, in words."""
    low, high = (f"{limit:f}".replace(".", ",") for limit in (one.terendah, one.tertinggi))
    return f"{low} atau lebih" if one.tertinggi == LARGEST else f"{low} sampai {high}"


def _head(sheet: Worksheet, triwulan: Triwulan, kantor: str, jabatan: str) -> None:
    due = f"{triwulan.due:%d-%m-%Y}"
    lines = ("FORMULIR PENGUMPULAN DATA KINERJA", kantor, f"{triwulan.label}  ·  {jabatan}", "", *_INSTRUCTIONS)
    for row, text in enumerate(lines, 1):
        font = look.TITLE if row == 1 else look.STRONG if row <= 5 else look.PLAIN
        _write(sheet, row, "no", text.format(due=due) if row > 5 else text).font = font
    for key, heading, width in _COLUMNS:
        _write(sheet, _KEY_ROW, key, key)
        look.heading(_write(sheet, _HEAD_ROW, key, heading))
        sheet.column_dimensions[_letter(key)].width = width
    sheet.row_dimensions[_HEAD_ROW].height = 40


def _row(one: Indikator, triwulan: Triwulan, before: Nilai | None) -> dict[str, Nilai | None]:
    return {
        "sasaran": one.sasaran,
        "indikator": one.indikator,
        "satuan": one.satuan,
        "target": one.target,
        "target_triwulan": _of_quarter(one, triwulan),
        "sebelum": before,
    }


def _of_quarter(one: Indikator, triwulan: Triwulan) -> Nilai | None:
    return one.target_triwulan[triwulan.ke - 1] if one.target_triwulan else None


def _write_row(sheet: Worksheet, row: int, one: Indikator, values: Mapping[str, Nilai | int | None]) -> None:
    sheet.row_dimensions[row].height = _height(values)
    for key, value in values.items():
        cell = _write(sheet, row, key, value)
        look.cell(cell, number=key in _NUMBERS, narrow=key in ("no", "satuan"))
        if key in ANSWERS:
            look.open_cell(cell)
        if key in (KENDALA, TINDAK_LANJUT):
            cell.number_format = "@"  # what is typed stays text, also behind an equals sign
        elif key in _NUMBERS and not isinstance(value, str):
            cell.number_format = _number_format(one.desimal)


def _height(values: Mapping[str, Nilai | int | None]) -> float:
    """Points a row needs for its longest text, with room for a note of three lines; Calc does not fit rows itself."""
    lines = (len(wrap(str(values[key]), width - 3)) for key, _, width in _COLUMNS[1:] if values.get(key) is not None)
    return 13.0 * max(3, *lines) + 4


def _write(sheet: Worksheet, row: int, key: str, value: Nilai | int | None) -> Cell | MergedCell:
    """Put a value into a column; a text stays a text, whatever sign it begins with."""
    cell = sheet.cell(row, _NAMES.index(key) + 1)
    if not isinstance(value, str):
        cell.value = value
    elif value:
        cell.value = look.printable(value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    return cell


def _number_format(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


def _validate(sheet: Worksheet, place: str, one: Indikator, letters: Sequence[str]) -> None:
    if letters:
        rule = DataValidation(type="list", formula1=f'"{",".join(letters)}"', allow_blank=True)
        rule.error = f"Pilih salah satu: {', '.join(letters)}"[:250]
    else:
        low, high = (f"{limit:f}" for limit in (one.terendah, one.tertinggi))
        rule = DataValidation(type="decimal", operator="between", formula1=low, formula2=high, allow_blank=True)
        rule.error = f"Isi angka tanpa satuan: {limits(one)}."
    rule.showErrorMessage = rule.showInputMessage = True
    rule.errorTitle, rule.promptTitle = "Realisasi belum benar", "Realisasi"
    rule.prompt = f"{one.indikator} ({one.satuan})"[:250]
    rule.add(place)
    sheet.add_data_validation(rule)


def _hidden_sheet(sheet: Worksheet, form: str, triwulan: Triwulan, bidang: str, ids: Sequence[str]) -> None:
    """Which form this is and which rows it was sent out with; Excel offers no way to show this sheet."""
    facts = (FORMAT, form, str(triwulan.tahun), str(triwulan.ke), bidang)
    for fact in (*zip(FACTS, facts, strict=True), *(("indikator", one) for one in ids)):
        sheet.append(fact)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def _letter(key: str) -> str:
    return chr(ord("A") + _NAMES.index(key))
