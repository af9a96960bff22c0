"""Capaian and predikat of an indicator (`naskah-dinas.md` 5.5 and 5.6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TypeAlias

MAKSIMALKAN, MINIMALKAN, MINIMALKAN_B, STABILKAN = "maksimalkan", "minimalkan", "minimalkan_b", "stabilkan"

_RULES: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    MAKSIMALKAN: lambda t, r: r / t,
    MINIMALKAN: lambda t, r: (2 * t - r) / t,  # form A
    MINIMALKAN_B: lambda t, r: t / r,  # form B, undefined for r = 0
    STABILKAN: lambda t, r: 1 - abs(r - t) / t,
}
ARAH = tuple(_RULES)

Cuts: TypeAlias = Sequence[tuple[Decimal, str]]  # the lowest capaian for each word, highest first

# Without a decimal gap: 90.5 is Sangat Tinggi, not "between". An office may have others (kantor.toml).
PREDIKAT: Cuts = (
    (Decimal("90.01"), "Sangat Tinggi"),
    (Decimal("75.01"), "Tinggi"),
    (Decimal("65.01"), "Sedang"),
    (Decimal("50.01"), "Rendah"),
)
LOWEST = "Sangat Rendah"


@lru_cache(maxsize=4096)  # a report asks twice: for the figure and for its word
def capaian(target: Decimal | None, realisasi: Decimal | None, arah: str = MAKSIMALKAN) -> Decimal | None:
    """Percent of the target reached, two decimals; None where it has no meaning.

    Zero is a value, None is not; a target of 0 gives no result; more than 100 % is normal.
    Raises KeyError for an unknown `arah`.
    """
    rule = _RULES[arah]
    if target is None or realisasi is None or target == 0 or (arah == MINIMALKAN_B and realisasi == 0):
        return None
    return (rule(target, realisasi) * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def predikat(percent: Decimal | None, cuts: Cuts = PREDIKAT) -> str:
    """The word for a capaian by the scale `cuts` (highest first); `-` where there is no result."""
    if percent is None:
        return "-"
    return next((word for cut, word in cuts if percent >= cut), LOWEST)
