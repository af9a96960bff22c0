"""Files from outside: what they are called, and what may be kept as the scan of a page."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.errors import UnsafeFile
from docgen.paper.guard import sniff
from docgen.paper.scan.opening import opened

LARGEST_SCAN = 100 * 1024 * 1024  # bytes
UNREAD = "tidak dapat dibuka: rusak, terpotong atau terkunci kata sandi; pindai ulang atau simpan ulang sebagai PDF"


@dataclass(frozen=True)
class Upload:
    """A file from outside, and what it is called there."""

    data: bytes
    name: str


def demand_scan(scan: Upload, stem: str) -> str:
    """The name a scanned page is kept under, by its true kind; raises UnsafeFile for what is no scan."""
    kind = sniff(scan.data)
    if len(scan.data) > LARGEST_SCAN:
        raise UnsafeFile(scan.name, [f"lebih besar dari {LARGEST_SCAN // 1024**2} MiB"])
    if not kind or kind == "docx":
        raise UnsafeFile(scan.name, ["bukan PDF, JPG, PNG atau TIFF; pindai ulang atau simpan sebagai PDF"])
    return f"{stem}.{kind}"


def unread(scan: Upload) -> str:
    """What to tell of a scan that was kept and whose pages cannot be drawn; empty for every other.

    What came is kept as it came, also torn or locked: whoever keeps it should know while the sender is still near.
    """
    return "" if opened([(sniff(scan.data), scan.data)])[0] else f"{scan.name} {UNREAD}"
