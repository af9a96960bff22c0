"""The one Jinja environment of the house: sandboxed, strict, escaping, with the filters an office needs and no more.

Jinja's own globals are gone, and a name after a dot is always a key of the data: `baris.items` prints the column
`items`, and no attribute of a Python object can be reached. Every value passes `finalize` on its way out, and that
is where it is escaped: no filter can mark a text as safe, and Jinja's own Markup objects cost half of a fill.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from jinja2 import StrictUndefined, Undefined, pass_context
from jinja2.exceptions import FilterArgumentError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen.kinerja.capaian import LOWEST, MAKSIMALKAN, PREDIKAT, Cuts, capaian, predikat
from docgen.naskah import bahasa

TESTS = ("defined", "none", "odd", "even")
TARGET, REALISASI = "target", "realisasi"  # the columns capaian reads where a template names no others
LOOP_NAMES = ("index", "first", "last")


class PaperEnvironment(ImmutableSandboxedEnvironment):
    """Data in, text out: plain values only, looked up by key."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:  # nearly every value, so without a further call
            return obj[attribute]
        return self._look_up(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self._look_up(obj, argument)

    def _look_up(self, obj: Any, key: Any) -> Any:
        if type(obj) is dict:
            return obj[key] if key in obj else self.undefined(obj=obj, name=str(key))
        if obj is None:  # an optional official or row that was not filled in prints as nothing
            return None
        if isinstance(obj, LoopContext) and key in LOOP_NAMES:
            return getattr(obj, key)
        if isinstance(obj, Undefined):
            return super().getattr(obj, key)
        if isinstance(obj, list | tuple) and isinstance(key, int) and -len(obj) <= key < len(obj):
            return obj[key]
        return self.undefined(obj=obj, name=str(key))


def print_value(value: Any) -> Any:
    """How a value prints without a filter. Raises FilterArgumentError for a list or a row, which have no one text."""
    printed = bahasa.printed(value)
    if isinstance(printed, list | tuple | dict):
        raise FilterArgumentError("daftar, tabel atau pejabat dicetak lewat {% for %} atau namanya, bukan langsung")
    return printed


def print_in_xml(value: Any) -> str:
    """The same as text of an XML element. A quotation mark stays: no value stands in an attribute."""
    text = value if type(value) is str else str(print_value(value))
    if "&" in text or "<" in text or ">" in text:  # seldom, and three replacements take longer than to look
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def make_environment(finalize: Callable[[Any], Any], *, autoescape: bool = False) -> PaperEnvironment:
    """An environment that prints every value through `finalize`, and escapes what that gives if told so."""
    environment = PaperEnvironment(
        undefined=StrictUndefined,
        autoescape=autoescape,
        finalize=finalize,
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
        "predikat": _predikat,
        "skala": _skala,
        "total": _careful("total", _total),
        "upper": lambda value: str(print_value(value)).upper(),
        "lower": lambda value: str(print_value(value)).lower(),
        "trim": lambda value: str(print_value(value)).strip(),
        "default": _default,
        "join": _join,
        "length": len,
        "first": lambda values: _picked(values, 0),
        "last": lambda values: _picked(values, -1),
    }


def _careful(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of `bahasa` for templates: what is empty stays empty, and a whole Decimal counts as a whole number."""

    counts = name in ("terbilang", "jumlah", "romawi", "huruf")

    def apply(value: Any, *columns: str) -> Any:
        if value is None or value == "":
            return ""
        if counts and isinstance(value, Decimal):
            value = int(value) if value == int(value) else value
        try:
            return function(value, *columns)
        except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
            raise FilterArgumentError(f"saringan '{name}' tidak dapat dipakai untuk '{value}'") from None

    return apply


def _capaian(given: dict[str, Any] | list[Any], target: str = TARGET, realisasi: str = REALISASI) -> Decimal | None:
    """Of a row; of a whole table the capaian of its two totals."""
    if isinstance(given, list):
        return capaian(_total(given, target), _total(given, realisasi))
    return capaian(given[target], given[realisasi], given.get("arah") or MAKSIMALKAN)


def _total(rows: list[dict[str, Any]], column: str) -> Decimal | None:
    """The sum of what is filled in; None, which prints as nothing, where nothing is."""
    filled = [row[column] for row in rows if row[column] is not None]
    return sum(filled, Decimal(0)) if filled else None


@pass_context
def _predikat(context: Context, given: Any) -> str:
    """Of a row, or of what `capaian` made of it, by the cut points of the office."""
    if given == "":
        return ""
    kantor = context.get("kantor", {})
    percent = _capaian(given) if isinstance(given, dict) else given
    try:
        return predikat(percent, kantor.get("predikat") or PREDIKAT)
    except TypeError:
        raise FilterArgumentError(f"saringan 'predikat' tidak dapat dipakai untuk '{given}'") from None


def _skala(given: Cuts) -> str:
    """The cut points in words: `Sangat Tinggi (90,01 atau lebih), Tinggi (75,01 s.d. 90,00), ...`."""
    cuts = given or PREDIKAT
    tops = [None, *(cut - Decimal("0.01") for cut, _ in cuts)]
    said = [
        f"{word} ({bahasa.angka(cut)} {'atau lebih' if top is None else f's.d. {bahasa.angka(top)}'})"
        for (cut, word), top in zip(cuts, tops, strict=False)
    ]
    return f"{', '.join(said)}, {LOWEST} (di bawah {bahasa.angka(cuts[-1][0])})"


def _default(value: Any, instead: Any = "") -> Any:
    """Unlike Jinja's own, also for what is declared and was left empty: that is what an office means by it."""
    return instead if isinstance(value, Undefined) or value is None or value in ("", [], ()) else value


def _join(values: Any, separator: str = "", attribute: str = "") -> str:
    try:
        picked = [value[attribute] for value in values] if attribute else values
    except (KeyError, TypeError):
        raise FilterArgumentError(f"saringan 'join': kolom '{attribute}' tidak ada") from None
    if not isinstance(picked, list | tuple):
        raise FilterArgumentError("saringan 'join' untuk daftar")
    return separator.join(str(print_value(value)) for value in picked)


def _picked(values: Any, at: int) -> Any:
    if not isinstance(values, str | list | tuple):
        raise FilterArgumentError("saringan 'first' dan 'last' untuk daftar")
    return values[at] if values else ""


PAGE = make_environment(print_in_xml)  # for the parts with paragraphs
PLAIN = make_environment(print_value)  # for document properties, which are not XML while they are filled
FILTERS = frozenset(PAGE.filters)
