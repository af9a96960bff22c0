"""TOML files that people write by hand: read, or refused with the line to look at."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from docgen.errors import BadDeclaration


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
        problem = f"bukan TOML yang benar di {place}: periksa tanda kutip, kurung dan tanda = di sana"
        raise BadDeclaration(where, [problem]) from None
