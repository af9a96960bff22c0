"""What stands on the pages of a scan: the codes of each, read in a process of its own; the bytes are never changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docgen.errors import UnsafeFile
from docgen.paper.guard import sniff
from docgen.paper.pdf.child import run_child

KINDS = ("pdf", "jpg", "png")
LARGEST = 100 * 1024 * 1024  # bytes
MOST_PAGES = 300
AT_ONCE = 20  # pages of one process
SECONDS = 60  # of one process; a page takes 0.1 to 1
_MODULE = "docgen.paper.scan.reading"
_UNREAD = "tidak dapat dibaca: rusak, terkunci kata sandi, atau terlalu berat; pindai ulang sebagai PDF, JPG atau PNG"


@dataclass(frozen=True)
class Code:
    """The words of one QR, and where its middle is, in shares of the page from its upper left."""

    text: str
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True)
class ScannedPage:
    """One page of a scan as it was read: pixels it was read at, its codes, and why it could not be read."""

    index: int  # from 0
    width: int = 0
    height: int = 0
    codes: tuple[Code, ...] = ()
    blank: bool = False  # an empty back side
    unreadable: str = ""


def read_pages(data: bytes, name: str) -> list[ScannedPage]:
    """The pages of a PDF, JPG or PNG in their order, each with the codes found on it.

    Raises UnsafeFile for other files, for one that cannot be opened within the limits, or of too many pages.
    """
    kind = _demand_kind(data, name)
    pages = list(_asked(data, name, kind, 0))
    return sorted(pages, key=lambda page: page.index)


def _demand_kind(data: bytes, name: str) -> str:
    kind = sniff(data)
    if kind == "tif":
        raise UnsafeFile(name, ["TIFF belum dapat dibaca kodenya; simpan sebagai PDF, JPG atau PNG"])
    if kind not in KINDS:
        raise UnsafeFile(name, ["bukan PDF, JPG atau PNG; pindai ulang atau simpan sebagai PDF"])
    if len(data) > LARGEST:
        raise UnsafeFile(name, [f"lebih besar dari {LARGEST // 1024**2} MiB; pindai per bagian"])
    return kind


def _asked(data: bytes, name: str, kind: str, start: int) -> Iterator[ScannedPage]:
    total = 1
    while start < total:
        answer = run_child(_MODULE, data, kind, str(start), str(AT_ONCE), seconds=SECONDS)
        if answer is None:
            raise UnsafeFile(name, [_UNREAD])
        said = json.loads(answer)
        total = said["total"]
        if not 0 < total <= MOST_PAGES:
            raise UnsafeFile(name, [f"berisi {total} halaman; paling banyak {MOST_PAGES} sekali pindai"])
        yield from map(_page, said["pages"])
        start += AT_ONCE


def _page(said: dict[str, Any]) -> ScannedPage:
    return ScannedPage(**said | {"codes": tuple(Code(*one) for one in said["codes"])})
