"""Every deed of an office may be cut off at any moment: nothing acknowledged is lost, nothing is half there.

The same by the thousand, and the full disk, the many writers and the clocks: `python benchmarks/faults.py`.
"""

from __future__ import annotations

import errno
import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deeds import DEEDS, Deed, the_day
from tests.striking import fault, kill

pytestmark = pytest.mark.slow

KILLS = 2  # of each deed
NAMES = [f"{at:02} {name}" for at, (name, _) in enumerate(DEEDS)]
FAULTED = {"naskah nomori": 23, "sop selesai": 31, "arsip periksa --malam": 1}  # every so manyth operation of it


@pytest.fixture(scope="module")
def day() -> Iterator[list[Deed]]:
    """The deeds, each with the office as it was before; in memory where the machine offers that."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield the_day(Path(folder))


@pytest.mark.parametrize("at", range(len(DEEDS)), ids=NAMES)
def test_a_deed_cut_off_by_a_kill_is_whole_or_absent_and_can_be_done_again(day: list[Deed], at: int) -> None:
    rng, deed, died = random.Random(at), day[at], 0
    for turn in range(10 * KILLS):
        moment = rng.uniform(0, deed.seconds / (1 + turn))  # a process that is forked warm is quicker than the first
        died += kill(deed, deed.before.with_name(f"mati-{at}-{turn}"), moment).died
        if died == KILLS:
            return
    raise AssertionError(f"only {died} were cut off")


@pytest.mark.parametrize("error", [0, errno.EIO, errno.ENOSPC], ids=["ends", "EIO", "ENOSPC"])
@pytest.mark.parametrize("name", FAULTED)
def test_a_deed_the_disk_refuses_midway_is_explained_and_can_be_done_again(
    day: list[Deed], name: str, error: int
) -> None:
    deed = next(one for one in day if one.name == name)
    place = deed.before.with_name(f"galat-{name.replace(' ', '-')}-{error}")
    total = fault(deed, place.with_name(place.name + "-0"), 0, errno.EIO).operations
    assert total > 4
    struck = [fault(deed, place.with_name(f"{place.name}-{at}"), at, error) for at in range(1, total, FAULTED[name])]
    assert all(one.died if error == 0 else one.told or one.acknowledged for one in struck)
