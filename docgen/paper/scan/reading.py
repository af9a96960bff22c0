"""The child that reads the codes of a scan: `python -m … KIND START COUNT`, a file in, JSON out.

A page is drawn at 200 dpi; only one on which no code is found is drawn again, finer and coarser: finer for a small
code, coarser against noise. A QR is found whichever way it is turned.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import pypdfium2
import zxingcpp

from docgen.paper.pdf.child import limit_child
from docgen.paper.scan.pages import SECONDS
from docgen.paper.scan.picture import as_pdf

TRIES = (200, 300, 150)  # dpi of a page of paper
PHOTO_TRIES = (1.0, 0.5, 0.7)  # of the pixels of a photo
MOST_PIXELS = 40_000_000  # a larger page is drawn smaller
BLANK_DPI, EDGE = 50, 0.08  # how an empty page is looked at, without what the lid and the punch leave at its edges
INK, SPECKS = 50, 0.0003  # how much darker than the paper ink is, and the share of dots that dust makes


def _main() -> None:
    limit_child(SECONDS)
    kind, start, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    data = sys.stdin.buffer.read()
    document = pypdfium2.PdfDocument(data if kind == "pdf" else as_pdf(data, kind))
    numbers = range(start, min(start + count, len(document)))
    scales = [dpi / 72 for dpi in TRIES] if kind == "pdf" else list(PHOTO_TRIES)
    pages = [_read(document, number, scales) for number in numbers]
    sys.stdout.write(json.dumps({"total": len(document), "pages": pages}))


def _read(document: Any, number: int, scales: list[float]) -> dict[str, Any]:
    try:
        page = document[number]
        return {"index": number, **_codes(page, scales)}
    except pypdfium2.PdfiumError:
        return {"index": number, "codes": [], "unreadable": "halaman ini rusak"}


def _codes(page: Any, scales: list[float]) -> dict[str, Any]:
    found: list[tuple[str, float, float]] = []
    width = height = 0
    for scale in scales:
        grey = _draw(page, scale)
        width, height = width or grey.width, height or grey.height
        found = list(_found(grey))
        if found:
            break
    blank = not found and _is_blank(page, scales[0])
    return {"width": width, "height": height, "codes": found, "blank": blank}


def _draw(page: Any, scale: float) -> Any:
    width, height = page.get_size()
    most = (MOST_PIXELS / max(width * height, 1)) ** 0.5
    return page.render(scale=min(scale, most), grayscale=True)


def _found(grey: Any) -> Iterator[tuple[str, float, float]]:
    pixels = memoryview(grey.buffer).cast("B", shape=[grey.height, grey.stride])
    for one in zxingcpp.read_barcodes(pixels, formats=zxingcpp.barcode_formats_from_str("QRCode")):
        corners = (one.position.top_left, one.position.bottom_right)
        x, y = (sum(getattr(corner, axis) for corner in corners) / 2 for axis in "xy")
        yield one.text, round(x / grey.width, 3), round(y / grey.height, 3)


def _is_blank(page: Any, scale: float) -> bool:
    """Whether there is no more on it than dust; what shines through from the other side is paler than ink."""
    grey = _draw(page, scale * BLANK_DPI / TRIES[0])
    left, top = int(grey.width * EDGE), int(grey.height * EDGE)
    pixels = memoryview(grey.buffer).cast("B")
    rows = (pixels[row * grey.stride + left : (row + 1) * grey.stride - left] for row in range(top, grey.height - top))
    inner = b"".join(rows)
    counts = [inner.count(value) for value in range(256)]
    paper = next((value for value in range(255, -1, -1) if sum(counts[value:]) * 2 > len(inner)), 255)
    return sum(counts[: max(paper - INK, 0)]) <= SPECKS * len(inner)


if __name__ == "__main__":
    _main()
