"""One small office with the real templates and a clock that only the test moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import hypothesis
import pytest

from docgen.actions.house.upkeep import create_office
from docgen.office import Office, open_office
from docgen.search.memory_index import MemoryIndex
from docgen.settings import Settings

ROOT = Path(__file__).parents[1]
# a slow machine is no fault of the program; what must be quick is measured in benchmarks/
hypothesis.settings.register_profile("docgen", deadline=None)
hypothesis.settings.load_profile("docgen")
WIB = timezone(timedelta(hours=7), "WIB")


class Clock:
    """Stands still until it is moved."""

    def __init__(self, moment: datetime = datetime(2019, 1, 7, 8, 0, tzinfo=WIB)) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, **span: int) -> None:
        self.moment += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return create_office(tmp_path / "kantor")


@pytest.fixture
def office(settings: Settings, clock: Clock) -> Iterator[Office]:
    """The office as it runs: SQLite, OCFL files, Whoosh."""
    with open_office(settings, now=clock) as opened:
        yield opened


@pytest.fixture
def plain_office(office: Office) -> Office:
    """The same office with the linear scan for an index: for tests that are not about searching."""
    return replace(office, index=MemoryIndex())
