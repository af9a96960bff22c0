"""Pictures made on the spot."""

from __future__ import annotations

import struct
import zlib

import pytest


@pytest.fixture(scope="session")
def lambang() -> bytes:
    """A PNG of 10 x 20 grey pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 10, 20, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 11 * 20)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
