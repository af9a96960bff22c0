"""The self-test of an export, in the manner of Arkade 5: a table of small checks, each told passed or failed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.archive.export import checks_bag, checks_facts, checks_log, checks_ocfl
from docgen.archive.export.view import Export
from docgen.errors import StorageFailed

SHOWN = 20  # places named of one check
CHECKS: dict[str, Callable[[Export], Iterator[str]]] = {
    **checks_bag.CHECKS, **checks_ocfl.CHECKS, **checks_facts.CHECKS, **checks_log.CHECKS,
}  # fmt: skip


@dataclass(frozen=True)
class Result:
    """One check and the places where it failed; none when it passed."""

    check: str
    faults: tuple[str, ...]


def check_export(folder: Path) -> list[Result]:
    """Every check over the export in `folder`, in the order of the table."""
    export = Export(folder)
    return [Result(name, _faults(check, export)) for name, check in CHECKS.items()]


def failed(results: Sequence[Result]) -> list[Result]:
    """Those that did not pass."""
    return [result for result in results if result.faults]


def _faults(check: Callable[[Export], Iterator[str]], export: Export) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(check(export)))
    except (StorageFailed, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        return (f"tidak dapat dibaca: {error!r}",)
