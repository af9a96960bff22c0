"""TOML files that people write by hand: read, or refused with the line to look at."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from docgen.errors import BadDeclaration

_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_DATE = re.compile(
    rf"=\s*({_ISO.pattern}|(?:[A-Za-z']+,\s*)?\d{{1,2}}(?:[-/.]\d{{1,2}}[-/.]|\s+[A-Za-z]{{3,}}\.?\s+)\d{{4}})\s*(?:#.*)?$"
)


def read_toml(path: Path) -> dict[str, Any]:
    """The TOML in a file; raises BadDeclaration naming line and column, FileNotFoundError."""
    return parse_toml(path.read_bytes(), path.name)


def parse_toml(data: bytes, where: str) -> dict[str, Any]:
    """The TOML in `data`; `where` names it in the BadDeclaration that is raised when it cannot be read."""
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadDeclaration(where, ["bukan teks UTF-8; simpan ulang dengan pengodean UTF-8"]) from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+), column (\d+)", str(error))
        place = f"baris {found[1]}, kolom {found[2]}" if found else "akhir berkas"
        line = data.decode("utf-8-sig").split("\n")[int(found[1]) - 1] if found else ""
        remedy = _about_date(line) or "periksa tanda kutip, kurung dan tanda = di sana"
        raise BadDeclaration(where, [f"bukan TOML yang benar di {place}: {remedy}"]) from None


def _about_date(line: str) -> str:
    """What to do about a date without quotes; '' for a line that has none."""
    found = _DATE.search(line)
    if found is None:
        return ""
    written = found[1].strip()
    if _ISO.fullmatch(written) and not _is_day(written):
        return f"tanggal {written} tidak ada; periksa hari dan bulannya"
    return f'tulis di antara tanda kutip: "{written}"'


def _is_day(written: str) -> bool:
    try:
        return bool(date(*map(int, written.split("-"))))
    except ValueError:
        return False
