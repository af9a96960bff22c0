"""An office for a state machine: real files, a real catalogue, a clock that stands still, an archive proven."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from hypothesis.stateful import RuleBasedStateMachine

from docgen.actions.house.upkeep import create_office, verify_archive
from docgen.office import open_office
from docgen.search.memory_index import MemoryIndex
from tests.conftest import Clock


class OfficeMachine(RuleBasedStateMachine):
    """Rules act on `self.office` and move `self.clock`."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.clock = Clock()
        opened = self.stack.enter_context(open_office(create_office(folder / "kantor"), now=self.clock))
        self.office = replace(opened, index=MemoryIndex())

    def teardown(self) -> None:
        try:
            assert verify_archive(self.office) == []
        finally:
            self.stack.close()
