"""An index that is killed, torn or lost at any moment stops no filing, answers nothing wrong, and heals by itself."""

from __future__ import annotations

import random

import pytest

from docgen.office import Office
from tests.index_striking import KINDS, Struck

pytestmark = pytest.mark.slow


@pytest.fixture
def struck(office: Office) -> Struck:
    return Struck(office, random.Random(20190107), letters=60)


def demand_well(struck: Struck) -> None:
    assert (struck.tally.failed, struck.tally.wrong) == ([], [])
    assert len(struck.tally.healed) == struck.tally.strikes > 0


def test_whoever_indexes_may_be_killed_at_any_moment(struck: Struck) -> None:
    for _ in range(6):
        struck.kill_indexer()
    demand_well(struck)


@pytest.mark.parametrize("kind", KINDS)
def test_any_file_of_the_index_may_be_flipped_cut_or_lost(struck: Struck, kind: str) -> None:
    for _ in range(4):
        struck.strike_file(kind)
    demand_well(struck)


def test_a_large_archive_answers_rightly_until_another_process_has_made_its_index_anew(
    struck: Struck, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docgen.actions.naskah.indexing.QUICK", 10)
    for kind in KINDS[:3]:
        struck.strike_file(kind)
    demand_well(struck)
