"""Typed values as plain JSON and back into a form: what record.json keeps can be filled again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from string import Formatter
from typing import Any

from docgen.naskah.bahasa import pukul


def as_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` as a clerk would type them into the form again: dates ISO, hours 09.00, numbers with a comma."""
    return {name: _plain(value) for name, value in values.items()}


def placeholders(pattern: str) -> list[str]:
    """The names in braces, as in `Laporan {perihal}`. Raises ValueError with the reason for anything else in braces."""
    try:
        found = [piece[1:] for piece in Formatter().parse(pattern) if piece[1] is not None]
    except ValueError:
        raise ValueError(f"kurung kurawal di '{pattern}' tidak berpasangan") from None
    for name, form, conversion in found:
        if form or conversion or not str(name).isidentifier():
            raise ValueError(f"di dalam kurung kurawal hanya nama, misalnya {{perihal}}: '{pattern}'")
    return [str(name) for name, _, _ in found]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return pukul(value)
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
