"""A JPG or PNG as a PDF of one page around its untouched bytes, so that one program draws every kind of scan.

ISO 32000-1, 7.4.4.4 and 7.4.8: a PDF holds the data of both as they are. One pixel is one point.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

_SIZES = (*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))  # frames of a JPEG
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # of a PNG, by its type of colour
_SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}


def as_pdf(data: bytes, kind: str) -> bytes:
    """The picture on a page of its own size; raises ValueError for one that cannot be put into a PDF as it is."""
    return _from_png(data) if kind == "png" else _from_jpeg(data)


def _from_jpeg(data: bytes) -> bytes:
    at = 2
    while at + 9 < len(data):
        marker, length = struct.unpack_from(">xBH", data, at)
        if marker in _SIZES:
            bits, height, width, channels = struct.unpack_from(">BHHB", data, at + 4)
            colour = b"/ColorSpace %s /BitsPerComponent %d /Filter /DCTDecode" % (_SPACES[channels], bits)
            return _page(width, height, colour, data)
        at += 2 + length
    raise ValueError("no frame in the JPEG")


def _from_png(data: bytes) -> bytes:
    parts: dict[bytes, bytes] = {}
    for kind, inside in _chunks(data):
        parts[kind] = parts.get(kind, b"") + inside
    width, height, bits, kind, _, _, interlaced = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    if interlaced:
        raise ValueError("an interlaced PNG")
    channels = _CHANNELS[kind]
    packed = b"/Predictor 15 /Colors %d /BitsPerComponent %d /Columns %d" % (channels, bits, width)
    space = _png_space(kind, parts.get(b"PLTE", b""))
    colour = b"/ColorSpace %s /BitsPerComponent %d /Filter /FlateDecode /DecodeParms <<%s>>" % (space, bits, packed)
    return _page(width, height, colour, parts[b"IDAT"])


def _png_space(kind: int, palette: bytes) -> bytes:
    """Colours of the PDF; transparency is left away, for paper has none."""
    if kind == 3:
        return b"[/Indexed /DeviceRGB %d <%s>]" % (len(palette) // 3 - 1, palette.hex().encode())
    if kind in (4, 6):
        names = b"/Grey /Alpha" if kind == 4 else b"/Red /Green /Blue /Alpha"
        return b"[/DeviceN [%s] %s 4 0 R]" % (names, _SPACES[_CHANNELS[kind] - 1])
    return _SPACES[_CHANNELS[kind]]


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        yield kind, data[at + 8 : at + 8 + length]
        at += 12 + length


def _page(width: int, height: int, colour: bytes, data: bytes) -> bytes:
    drawing = b"%d 0 0 %d 0 0 cm /P Do" % (width, height)
    inputs = len(re.findall(rb"/(?:Grey|Red|Green|Blue|Alpha)\b", colour))
    function = b"/FunctionType 4 /Domain [%s] /Range [%s]" % (b"0 1 " * inputs, b"0 1 " * max(inputs - 1, 1))
    objects = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources <</XObject <</P 6 0 R>>>> /Contents 5 0 R>>"
        % (width, height),
        _stream(function, b"{pop}"),
        _stream(b"", drawing),
        _stream(b"/Type /XObject /Subtype /Image /Width %d /Height %d %s" % (width, height, colour), data),
    ]
    return _file(objects)


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def _file(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, inside in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, inside)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    return out + head + b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
