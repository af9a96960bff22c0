"""docs/pencarian.md is true: every example on it finds what it says, in either index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import docgen
from docgen.errors import BadQuery
from docgen.search.memory_index import MemoryIndex
from docgen.search.query import Entry, Index, parse_query
from docgen.search.whoosh_index import WhooshIndex

PAGE = (Path(docgen.__file__).parent.parent / "docs" / "pencarian.md").read_text("utf-8")
TODAY = date(2019, 5, 31)
OLD = " lama"


def rows(width: int) -> Iterator[list[str]]:
    """The rows of every table with that many columns, without its head."""
    for table in re.findall(r"(?:^\|.*\|\n)+", PAGE, re.M):
        cells = [[cell.strip() for cell in line[1:-1].split("|")] for line in table.splitlines()]
        if len(cells[0]) == width:
            yield from cells[2:]


def listed(cell: str, mark: str = ",") -> tuple[str, ...]:
    return tuple(one.strip() for one in cell.split(mark) if one.strip())


def entry(
    name: str, kind: str, nomor: str, day: str, place: str, people: str, ada: str, perihal: str, text: str
) -> Entry:
    (jenis, status), (klasifikasi, unit) = listed(kind), listed(place)
    return Entry(
        naskah_id=name, number=1, latest=OLD not in name, text=text, jenis=jenis, status=status,
        nomor=(nomor,) if nomor else (), perihal=perihal, klasifikasi=klasifikasi, unit=unit,
        pejabat=listed(people, ";"), tanggal=date.fromisoformat(day), ada=listed(ada),
    )  # fmt: skip


EXAMPLES = [(typed.strip("`"), [one for one in listed(found) if one != "-"]) for typed, _, found in rows(3)]
REFUSED = [(typed.strip("`"), answer) for typed, answer in rows(2)]


@pytest.fixture(scope="module", params=["memory", "whoosh"])
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Index:
    made: Index = MemoryIndex() if request.param == "memory" else WhooshIndex(tmp_path_factory.mktemp("index"))
    made.rebuild((row[0], [entry(*row)]) for row in rows(9))
    return made


def test_the_page_has_its_examples() -> None:
    assert len(EXAMPLES) > 40 and len(REFUSED) > 3 and len(list(rows(9))) == 8


@pytest.mark.parametrize(("typed", "found"), EXAMPLES, ids=[typed for typed, _ in EXAMPLES])
def test_an_example_finds_what_the_page_says(index: Index, typed: str, found: list[str]) -> None:
    query = parse_query(typed, today=TODAY)
    best = {one.strip("*") for one in found if one.startswith("**")}
    answers = [hit.naskah_id for hit in index.search(query).hits]
    assert sorted(answers) == sorted(one.strip("*") for one in found)
    assert set(answers[: len(best)]) == best
    assert index.search(query, 0).total == len(found)


@pytest.mark.parametrize(("typed", "answer"), REFUSED, ids=[typed for typed, _ in REFUSED])
def test_an_example_that_cannot_be_read_is_answered_as_the_page_says(typed: str, answer: str) -> None:
    with pytest.raises(BadQuery, match=re.escape(answer)):
        parse_query(typed, today=TODAY)
