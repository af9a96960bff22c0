"""Names of files that people carry away: speaking, safe on every system, never two alike by accident."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from docgen.naskah.records import DOCX, Naskah, Version

LONGEST = 120  # characters


def file_name(naskah: Naskah, version: Version, path: str = DOCX) -> str:
    """For example `laporan_kinerja_470-1-Sekre-2019_v7_terbit.docx`; the id stands where there is no number."""
    name = PurePosixPath(path)
    what = "" if name.stem in ("naskah", "surat", "kartu") else f"_{name.stem}"
    key = re.sub(r"[^0-9A-Za-z]+", "-", naskah.nomor).strip("-") or naskah.id
    return f"{naskah.jenis}_{key}"[:LONGEST] + f"_v{version.number}_{version.status}{what}{name.suffix}"
