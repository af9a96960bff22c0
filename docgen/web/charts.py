"""Small drawings of figures as SVG files: no script, no style, colours that hold on white paper."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

WIDTH, HEIGHT, FOOT = 120, 56, 14
_STEP, _BAR = WIDTH // 4, 10
_TARGET, _REALISASI, _INK = "#9db3a5", "#14532d", "#55625b"
_NAMES = ("I", "II", "III", "IV")

Quarters = Sequence[Decimal | None]


def quarter_chart(target: Quarters, realisasi: Quarters) -> str:
    """Target and realisasi of four quarters as bars side by side; nothing where there is no figure."""
    tallest = max((one for one in (*target, *realisasi) if one is not None), default=Decimal(0)) or Decimal(1)
    bars = [
        _bar(at * _STEP + 4 + shift, value / tallest, colour)
        for shift, values, colour in ((0, target, _TARGET), (_BAR + 2, realisasi, _REALISASI))
        for at, value in enumerate(values)
        if value is not None
    ]
    write = f'y="{HEIGHT - 2}" font-size="10" text-anchor="middle" fill="{_INK}"'
    names = [f'<text x="{at * _STEP + 5 + _BAR}" {write}>{name}</text>' for at, name in enumerate(_NAMES)]
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif">{"".join([*bars, *names])}</svg>'


def _bar(x: int, share: Decimal, colour: str) -> str:
    tall = max(1, round(float(share) * (HEIGHT - FOOT)))
    return f'<rect x="{x}" y="{HEIGHT - FOOT - tall}" width="{_BAR}" height="{tall}" fill="{colour}"/>'
