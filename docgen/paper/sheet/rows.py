"""Rows of a sheet that a clerk filled in: .xlsx, or CSV as Excel and LibreOffice save it, in any of their ways."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import zip_longest

from docgen.errors import UnsafeFile
from docgen.paper.sheet.cells import DATE, ERROR, NUMBER, PERCENT, UNCALCULATED, Cell, read_sheets

MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_TOLD = 20  # problems
LARGEST = 20 * 2**20  # bytes
_DAY_ZERO, _LAST_DAY = date(1899, 12, 30), 2_958_466  # of Excel's calendar
_MOST = 10**15
DELIMITERS = ";,\t"  # Excel in Indonesian saves with semicolons
Numbered = tuple[int, dict[str, str]]  # a row with its number in the sheet
Wrong = dict[int, list[str]]
_FORMULA = ("=", "+", "-", "@")  # a cell that begins so is reckoned, or run, when the sheet is opened


def read_numbered(data: bytes, name: str, *, most: int = MOST_ROWS) -> list[Numbered]:
    """One dict a row, by the heads of the first line, each with its number in the sheet; empty rows drop.

    Raises UnsafeFile with every problem: too large, more than `most` rows, no heads, heads empty or doubled, rows
    longer than the heads, cells that cannot be read.
    """
    rows, wrong = read_judged(data, name, most=most)
    if wrong:
        raise UnsafeFile(
            name, [f"baris {at}, {why}" for at, found in sorted(wrong.items()) for why in found][:MOST_TOLD]
        )
    return rows


def read_judged(data: bytes, name: str, *, most: int = MOST_ROWS) -> tuple[list[Numbered], Wrong]:
    """The same rows, and by its number what is wrong with one alone: the others need not wait for it to be mended.

    Raises UnsafeFile for what is wrong with the sheet.
    """
    if len(data) > LARGEST:
        raise UnsafeFile(name, [f"lebih besar dari {LARGEST // 2**20} MB"])
    lines, wrong = _xlsx_lines(data, name, most) if data.startswith(b"PK") else (_csv_lines(data, name), {})
    if 1 in wrong:
        raise UnsafeFile(name, [f"baris 1, {why}" for why in wrong[1]])
    return _with_heads(lines, name, most), wrong


def write_csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """CSV that Excel in Indonesian opens by a double click; no cell of it is taken for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=DELIMITERS[0])
    writer.writerow(heads)
    writer.writerows([_harmless(" ".join(cell.split())) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _with_heads(lines: Sequence[Sequence[str]], name: str, most: int) -> list[Numbered]:
    heads = [head.strip() for head in lines[0]] if lines else []
    while heads and not heads[-1]:
        heads.pop()
    problems = _head_problems(heads, lines)
    body = [(at, [cell.strip() for cell in line]) for at, line in enumerate(lines[1:], 2) if any(map(str.strip, line))]
    if len(body) > most:
        problems.append(f"paling banyak {most} baris, terisi {len(body)}")
    elsewhere = [] if problems else [at for at, line in body if any(line[len(heads) :])]
    problems += [f"baris {at} lebih panjang dari judul kolomnya" for at in elsewhere[:10]]
    if problems:
        raise UnsafeFile(name, problems)
    return [(at, dict(zip_longest(heads, line[: len(heads)], fillvalue=""))) for at, line in body]


def _head_problems(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> list[str]:
    if not heads:
        return ["baris pertama harus berisi judul kolom"]
    if _is_title(lines):
        return [f"judul kolom harus di baris 1; hapus baris di atasnya ('{next(filter(None, heads))}')"]
    if len(heads) > MOST_COLUMNS:
        return [f"paling banyak {MOST_COLUMNS} kolom, terisi {len(heads)}"]
    problems = [f"kolom ke-{at} tidak berjudul" for at, head in enumerate(heads, 1) if not head]
    return problems + [f"judul '{head}' dipakai {n} kolom" for head, n in Counter(filter(None, heads)).items() if n > 1]


def _is_title(lines: Sequence[Sequence[str]]) -> bool:
    """Whether the first line is a title above the heads: one cell, above lines of several."""
    first, *below = [sum(map(bool, map(str.strip, line))) for line in lines[:8]]
    return first == 1 and max(below, default=0) > 2


def _xlsx_lines(data: bytes, name: str, most: int) -> tuple[list[list[str]], Wrong]:
    """The first sheet as lines of text, as far as it is filled, and what cannot be read, by its row."""
    sheet = next(iter(read_sheets(data, name).values()), None)
    if sheet is None or not sheet.cells:
        return [], {}
    rows, columns = (max(place[axis] for place in sheet.cells) for axis in (0, 1))
    if rows > most + 1 or columns > MOST_COLUMNS:
        raise UnsafeFile(name, [f"paling banyak {most} baris dan {MOST_COLUMNS} kolom"])
    wrong: Wrong = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if why := _cell_problem(cell):
            wrong.setdefault(row, []).append(f"kolom {column}: {why}")
    lines = [[_cell_text(sheet.cells.get((row, at))) for at in range(1, columns + 1)] for row in range(1, rows + 1)]
    return lines, wrong


def _cell_problem(cell: Cell) -> str:
    if cell.kind in (ERROR, UNCALCULATED):
        return "rumusnya belum dihitung atau keliru; salin sebagai nilai"
    if cell.kind in (NUMBER, PERCENT, DATE) and not _is_exact(cell):
        return f"'{cell.text}' terlalu panjang bagi Excel; format kolomnya Teks, ketik lagi"
    return ""


def _is_exact(cell: Cell) -> bool:
    """Excel keeps 15 figures of a number, so a NIP typed as one has lost its end; its calendar ends with 9999."""
    try:
        return abs(float(cell.text)) < (_LAST_DAY if cell.kind == DATE else _MOST)
    except ValueError:
        return True


def _cell_text(cell: Cell | None) -> str:
    """A cell as it would be typed into a form: numbers with a comma, dates as ISO, hours as 09.00."""
    if cell is None:
        return ""
    if cell.kind == DATE and _is_exact(cell) and cell.text.replace(".", "", 1).isdecimal():
        return _moment_text(float(cell.text))
    return cell.text.removesuffix(".0").replace(".", ",") if cell.kind in (NUMBER, PERCENT) else cell.text


def _moment_text(days: float) -> str:
    """Excel counts days: below one it is an hour of the day."""
    if days < 1:
        minutes = round(days * 24 * 60)
        return f"{minutes // 60:02}.{minutes % 60:02}"
    return (_DAY_ZERO + timedelta(days=int(days))).isoformat()


def _csv_lines(data: bytes, name: str) -> list[list[str]]:
    text = _decoded(data)
    if "\0" in text:
        raise UnsafeFile(name, ["bukan CSV; simpan lembarnya sebagai CSV UTF-8"])
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        return [_taken_apart(line, delimiter) if len(lines[0]) > 1 else line for line in lines]
    except csv.Error as error:
        raise UnsafeFile(name, [f"bukan CSV yang benar; periksa tanda petik ganda ({error})"]) from None


def _taken_apart(line: list[str], delimiter: str) -> list[str]:
    """A line that an Excel of another country kept in one cell, and quoted as one."""
    whole = len(line) == 1 and delimiter in line[0]
    return next(csv.reader(line, delimiter=delimiter, strict=True)) if whole else line


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what Excel writes when not told otherwise
