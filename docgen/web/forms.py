"""A form as a browser sends it, and as it is shown again: one input a field, tables row by row.

The kinds are those of `naskah/fields.py`; each has a macro of its name in templates/isian.html, and a test pairs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask import request

from docgen.actions.naskah.uploads import Upload
from docgen.errors import NotReady
from docgen.naskah.fields import Field, tanggal
from docgen.naskah.plain import as_json

MANY = ("paragraphs", "daftar")  # one item a line
EMPTY_ROWS = 3  # below those that are filled, where no script adds them


def read_form(fields: Sequence[Field], sent: Mapping[str, str]) -> dict[str, Any]:
    """What was typed, by field; rows of a table drop out that say nothing but defaults."""
    return {one.name: _rows(one, sent) if one.kolom else sent.get(one.name, "") for one in fields}


def shown_form(fields: Sequence[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """`values`, typed or kept, as the inputs show them."""
    plain = as_json(values)
    return {one.name: _shown(one, plain.get(one.name, one.default)) for one in fields}


def problems_by_field(fields: Iterable[Field], problems: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """What is wrong beside the field it is wrong with, and what belongs to none of them."""
    names = {one.name for one in fields}
    beside = {name: why for name, why in problems.items() if name in names}
    return beside, [f"{name}: {why}" for name, why in problems.items() if name not in names]


def read_day(typed: str, label: str) -> date | None:
    """The day that was typed, if any; raises NotReady where it is none."""
    try:
        return tanggal(typed, Field("", label), {}) if typed.strip() else None
    except ValueError as error:
        raise NotReady("Tanggal belum dapat dibaca.", [f"{label}: {error}"]) from None


def read_upload(name: str) -> Upload | None:
    """The file that was chosen for this input, if any."""
    given = request.files.get(name)
    return Upload(given.read(), given.filename) if given and given.filename else None


def _rows(field: Field, sent: Mapping[str, str]) -> list[dict[str, str]]:
    defaults = {one.name: one.default for one in field.kolom}
    pattern = re.compile(rf"{re.escape(field.name)}\.(\d{{1,5}})\.({'|'.join(map(re.escape, defaults))})")
    rows: dict[int, dict[str, str]] = {}
    for found, value in ((pattern.fullmatch(name), value) for name, value in sent.items()):
        if found:
            rows.setdefault(int(found[1]), {})[found[2]] = value
    return [row for _, row in sorted(rows.items()) if any(c.strip() not in ("", defaults[n]) for n, c in row.items())]


def _shown(field: Field, value: Any) -> Any:
    if field.kolom:
        rows = value if isinstance(value, list) else []
        return [shown_form(field.kolom, _cells(field, row)) for row in rows]
    if isinstance(value, Mapping):
        return value.get("tertulis", value.get("id", ""))
    if isinstance(value, list | tuple):
        return (" | " if field.kind == "deret" else "\n").join(map(str, value))
    written = "" if value is None else str(value)
    return written.replace(".", ":") if field.kind == "waktu" else written


def _cells(field: Field, row: Any) -> Mapping[str, Any]:
    if isinstance(row, Mapping):
        return row
    return dict(zip((one.name for one in field.kolom), row, strict=False))
