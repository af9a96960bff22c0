"""The one Jinja environment of the house: sandboxed, strict, escaping, with the filters an office needs and no more.

Jinja's own globals are gone, and a name after a dot is always a key of the data: `baris.items` prints the column
`items`, and no attribute of a Python object can be reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import FilterArgumentError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen.kinerja.capaian import capaian, predikat
from docgen.naskah import bahasa

TESTS = ("defined", "none", "odd", "even")
ROW_FILTERS = ("capaian", "predikat")
LIST_FILTERS = ("join", "length", "first", "last")


class PaperEnvironment(ImmutableSandboxedEnvironment):
    """Data in, text out: plain values only, looked up by key."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        return self._look_up(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self._look_up(obj, argument)

    def _look_up(self, obj: Any, key: Any) -> Any:
        if type(obj) is dict:
            return obj[key] if key in obj else self.undefined(obj=obj, name=str(key))
        if obj is None:  # an optional official or row that was not filled in prints as nothing
            return None
        if isinstance(obj, LoopContext | Undefined):
            return super().getattr(obj, key)
        if isinstance(obj, list | tuple) and isinstance(key, int) and -len(obj) <= key < len(obj):
            return obj[key]
        return self.undefined(obj=obj, name=str(key))


def print_value(value: Any) -> Any:
    """How a value prints without a filter. Raises FilterArgumentError for a list or a row, which have no one text."""
    if type(value) is str:
        return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    if isinstance(value, list | tuple | dict):
        raise FilterArgumentError("daftar, tabel atau pejabat dicetak lewat {% for %} atau namanya, bukan langsung")
    return bahasa.printed(value)


def _environment(escaping: bool) -> PaperEnvironment:
    environment = PaperEnvironment(
        undefined=StrictUndefined,
        autoescape=escaping,
        finalize=print_value,
        keep_trailing_newline=True,
        cache_size=0,
    )
    environment.globals = {}
    environment.filters = _filters()
    environment.tests = {name: environment.tests[name] for name in TESTS}
    return environment


def _filters() -> dict[str, Callable[..., Any]]:
    plain = {name: _careful(name, function) for name, function in bahasa.FILTERS.items()}
    return plain | {
        "capaian": _careful("capaian", _capaian),
        "predikat": _careful("predikat", _predikat),
        "upper": lambda value: str(print_value(value)).upper(),
        "lower": lambda value: str(print_value(value)).lower(),
        "trim": lambda value: str(print_value(value)).strip(),
        "default": _default,
        "join": _join,
        "length": len,
        "first": lambda values: values[0] if values else "",
        "last": lambda values: values[-1] if values else "",
    }


def _careful(name: str, function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A filter of `bahasa` for templates: what is empty stays empty, and a whole Decimal counts as a whole number."""

    def apply(value: Any) -> Any:
        if value == "" or (value is None and name != "predikat"):  # predikat has a sign for no result
            return ""
        if isinstance(value, Decimal) and name in ("terbilang", "jumlah", "romawi", "huruf"):
            value = int(value) if value == int(value) else value
        try:
            return function(value)
        except (AttributeError, KeyError, TypeError, ValueError):
            raise FilterArgumentError(f"saringan '{name}' tidak dapat dipakai untuk '{value}'") from None

    return apply


def _capaian(row: dict[str, Any]) -> Decimal | None:
    return capaian(row["target"], row["realisasi"], *(row[key] for key in ("arah",) if row.get(key)))


def _predikat(given: dict[str, Any] | Decimal) -> str:
    """Of a row, or of what `capaian` made of it."""
    return predikat(_capaian(given) if isinstance(given, dict) else given)


def _default(value: Any, instead: Any = "") -> Any:
    """Unlike Jinja's own, also for what is declared and was left empty: that is what an office means by it."""
    return instead if isinstance(value, Undefined) or value is None or value in ("", [], ()) else value


def _join(values: Iterable[Any], separator: str = "", attribute: str = "") -> str:
    picked = (value[attribute] for value in values) if attribute else values
    return separator.join(str(print_value(value)) for value in picked)


PAGE = _environment(escaping=True)  # for the parts with paragraphs
PLAIN = _environment(escaping=False)  # for document properties, which are not XML while they are filled
FILTERS = frozenset(PAGE.filters)
