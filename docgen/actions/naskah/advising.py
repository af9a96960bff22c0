"""What to say to who found nothing: that a filter names nothing there is, or that the filters were too much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docgen.actions.naskah.finding import search
from docgen.naskah.records import Status
from docgen.office import Office
from docgen.search.parts import Days, Filter, Part, Together, leaves
from docgen.search.query import Query
from docgen.search.terms import name_of

STATUS = tuple(map(str, Status))


def unknown_status(query: Query) -> Iterator[str]:
    """What stands behind `status:` and is none; a jenis that is none was refused before."""
    for leaf in dict.fromkeys(leaves(query.wanted)):
        if isinstance(leaf, Filter) and leaf.name == "status" and name_of(leaf.value) not in STATUS:
            yield leaf.value


def count_unfiltered(office: Office, query: Query, *, by: str = "") -> int:
    """How many answers there would be to the words alone; 0 where there are no words or no filters."""
    parts = query.wanted.parts if isinstance(query.wanted, Together) else (query.wanted,)
    words = tuple(part for part in parts if not _only_filters(part))
    if not words or len(words) == len(parts):
        return 0
    return search(office, replace(query, wanted=Together(words)), by=by, limit=0).total


def _only_filters(part: Part) -> bool:
    return all(isinstance(leaf, Filter | Days) for leaf in leaves(part))
