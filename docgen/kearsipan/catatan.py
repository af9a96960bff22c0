"""What the record office keeps a record of besides naskah: berkas, boxes, loans, disposals, searches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Catatan:
    """One of these things as it is after its newest act; every act files it whole as its next version."""

    id: str
    jenis: str  # berkas, boks, ...
    kode: str  # what the office calls it: number of a berkas, code of a box; no two of a kind share it, ever
    number: int
    act: str  # what was done, as the log prints it: dibuka, dipindah, ditutup ...
    by: str  # post of who did it
    at: datetime
    isi: Mapping[str, Any]  # all that is true of it now, plain JSON
    note: str = ""
