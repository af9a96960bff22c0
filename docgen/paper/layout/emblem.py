"""A neutral emblem, drawn point by point: a shield with a star over water, no coat of arms of anybody."""

from __future__ import annotations

import math
import struct
import zlib
from functools import cache

WIDTH, HEIGHT, FINE = 132, 156, 3  # points, and how finely each is sampled


@cache
def draw_emblem() -> bytes:
    """The emblem as PNG: black on transparent."""
    rows = []
    for y in range(HEIGHT):
        dots = (round(255 * _cover(x, y)) for x in range(WIDTH))
        rows.append(b"\0" + b"".join(bytes((0, alpha)) for alpha in dots))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 4, 0, 0, 0)  # 8 bits, grey with alpha
    body = zlib.compress(b"".join(rows), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _cover(x: int, y: int) -> float:
    steps = [(i + 0.5) / FINE for i in range(FINE)]
    inked = sum(_inked(((x + dx) / WIDTH - 0.5) * 2, (y + dy) / HEIGHT) for dx in steps for dy in steps)
    return inked / FINE**2


def _inked(x: float, y: float) -> bool:
    """Whether there is ink at x (-1 to 1) and y (0 to 1 downwards)."""
    if not _in_shield(x, y, 0.0):
        return False
    if not _in_shield(x, y, 0.035) or (_in_shield(x, y, 0.065) and not _in_shield(x, y, 0.08)):
        return True
    return _in_shield(x, y, 0.08) and (_in_star(x, y) or _in_water(x, y))


def _in_shield(x: float, y: float, inset: float) -> bool:
    side = 0.95 - 2 * inset
    if not inset + 0.01 <= y <= 0.99 - inset * 1.3:
        return False
    if y <= 0.5:
        return abs(x) <= side
    depth = (y - 0.5) / (0.49 - inset * 1.3)
    return abs(x) <= side * math.sqrt(max(0.0, 1 - depth**2))


def _in_star(x: float, y: float) -> bool:
    across, down = x * WIDTH / HEIGHT / 2, y - 0.33
    angle = math.atan2(across, -down) % (2 * math.pi / 5)
    angle = min(angle, 2 * math.pi / 5 - angle)
    inner, outer = 0.082, 0.215
    # the straight edge of one of the ten half points, from the tip to the notch beside it
    notch_x, notch_y = inner * math.sin(math.pi / 5), inner * math.cos(math.pi / 5)
    distance = math.hypot(across, down)
    px, py = distance * math.sin(angle), distance * math.cos(angle)
    return (outer - py) * notch_x >= px * (outer - notch_y)


def _in_water(x: float, y: float) -> bool:
    wave = 0.012 * math.sin(x * 12)
    return any(abs(y - line - wave) < 0.011 for line in (0.64, 0.71, 0.78))
