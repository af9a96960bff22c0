"""Old days of a backup go by a plain rule; every day that stays comes back whole, whenever the work was cut off."""

from __future__ import annotations

import errno
import os
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from docgen.archive.backup.pruning import keep_only, old_states, prune
from docgen.archive.backup.state import HARI, MANIFEST, read_state, state_names
from docgen.archive.backup.tree import backup_tree, differences
from docgen.archive.storage import FileStorage
from docgen.errors import NotFound, StorageFailed
from tests.archive.crashing import Faults, in_child
from tests.archive.samples import ocfl_complaints
from tests.archive.test_backup import House, house, overwrite, whole
from tests.archive.test_nisan import destroy, holding

__all__ = ["house"]  # a fixture


def named(days: list[date]) -> list[str]:
    """The states of these days, one after the other."""
    return [f"{number:06}_{day}T170000" for number, day in enumerate(days, 1)]


def stays(names: list[str], days: int) -> list[str]:
    gone = old_states(names, days)
    assert [name for name in names if name in gone] == gone
    return [name for name in names if name not in gone]


# ------------------------------------------------------- the rule


def test_of_two_years_thirty_days_stay_and_one_of_each_month_before() -> None:
    days = [date(2025, 1, 6) + timedelta(n) for n in range(730)]
    names = named(days)
    kept = stays(names, 30)
    assert kept[-30:] == names[-30:] and kept[0] == names[0]
    assert [name[7:17] for name in kept[1:4]] == ["2025-01-31", "2025-02-28", "2025-03-31"]
    assert len(kept) == 1 + 23 + 30  # the first, the ends of 23 months before December 2026, thirty days


def test_of_a_day_backed_up_often_the_last_state_stays() -> None:
    names = named([date(2026, 11, 2)] * 3 + [date(2026, 11, 3)] * 3)
    assert stays(names, 2) == [names[0], names[2], names[5]]


def test_days_without_a_backup_make_nothing_older() -> None:
    names = named([date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4), date(2026, 9, 1), date(2026, 9, 2)])
    assert stays(names, 4) == names


def test_a_clock_that_once_stood_in_the_future_takes_no_day_along() -> None:
    names = named([date(2026, 3, 2), date(2026, 3, 3), date(2044, 1, 1), date(2026, 3, 4), date(2026, 3, 5)])
    assert stays(names, 4) == names


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_first_and_the_newest_always_stay(count: int) -> None:
    names = named([date(2026, 3, 2 + n) for n in range(count)])
    assert old_states(names, 1) == []


# ------------------------------------------------------- the deed


def five_days(house: House) -> list[str]:
    """A letter and a state each day, from Friday 20 November on; the letter of the third day is destroyed later."""
    for naskah_id in ("k", "l", "m", "n", "o"):
        house.letter(naskah_id)
        if naskah_id == "n":
            destroy(house.archive, "m")
        house.back_up()
        house.day += timedelta(days=1)
    return state_names(FileStorage(house.target))


def test_the_days_that_stay_are_restored_whole_and_a_day_that_went_comes_as_the_one_before(house: House) -> None:
    names = five_days(house)
    done = prune(house.target, 2)
    assert done.gone == (names[1], names[2]) and done.kept == (names[0], names[3], names[4])
    assert state_names(FileStorage(house.target)) == list(done.kept)
    for day, ids in ((20, {"a", "b", "k"}), (22, {"a", "b", "k"}), (24, {"a", "b", "k", "l", "m", "n", "o"})):
        folder, found = house.restore(f"hari-{day}", date(2026, 11, day))
        assert (found.damaged, found.findings) == ((), ())
        archive = whole(folder)
        assert set(archive.naskah_ids()) == ids
        archive.close()
    assert not house.back_up().new and ocfl_complaints(house.target) == []


def test_the_bytes_that_only_a_day_that_went_had_go_with_it(house: House) -> None:
    names = five_days(house)
    there = {folder for name in names for folder in read_state(FileStorage(house.target), name).objek}
    done = prune(house.target, 2)
    assert done.objects == 1 and done.bytes > 100_000
    left = {str(path.parent.relative_to(house.target)) for path in house.target.rglob("0=ocfl_object_1.1")}
    assert len(there) == len(left) + 1 and left < there


def test_a_rehearsal_says_what_would_go_and_changes_nothing(house: House) -> None:
    five_days(house)
    before = {path: path.stat().st_mtime_ns for path in house.target.rglob("*") if path.is_file()}
    said = prune(house.target, 2, rehearsal=True)
    assert {path: path.stat().st_mtime_ns for path in house.target.rglob("*") if path.is_file()} == before
    done = prune(house.target, 2)
    assert (said.gone, said.kept, said.bytes) == (done.gone, done.kept, done.bytes)


def test_a_day_that_cannot_be_read_stays_with_every_object_and_stands_for_no_month(house: House) -> None:
    names = five_days(house)
    overwrite(house.target / HARI / names[2] / MANIFEST, b"rusak")
    done = prune(house.target, 1)
    assert done.gone == (names[1], names[3]) and done.kept == (names[0], names[2], names[4])
    assert done.objects == 0 and holding(house.target / "ocfl", b"m")


def test_there_is_nothing_to_prune_where_nothing_was_backed_up(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="docgen cadangkan TUJUAN"):
        prune(tmp_path / "tidak-ada", 30, rehearsal=True)
    assert not (tmp_path / "tidak-ada").exists()


@pytest.mark.slow
@pytest.mark.parametrize("way", ["ends", "refuses"])
def test_cut_off_anywhere_every_day_that_is_left_is_whole_and_the_next_time_the_rest_goes(
    house: House, tmp_path: Path, way: str
) -> None:
    five_days(house)
    spare = FileStorage(shutil.copytree(house.target, tmp_path / "semula"))
    prune(house.target, 2)
    wanted = FileStorage(house.target).list()

    def strike(name: str, arguments: tuple[Any, ...]) -> None:
        if way == "ends":
            os._exit(9)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    for n in range(1, 200):
        target = Path(shutil.copytree(spare.root, tmp_path / f"n{n}"))

        def work(descriptor: int, n: int = n, target: Path = target) -> None:
            faults = Faults(n, strike)
            for name in ("unlink", "rmdir"):
                setattr(os, name, faults.wrapped(name, getattr(os, name)))
            try:
                prune(target, 2)
            except StorageFailed:
                os._exit(9)

        status = in_child(work)[1]
        storage = FileStorage(target)
        for name in state_names(storage):
            state = read_state(storage, name)
            assert differences(backup_tree(target, state), backup_tree(spare.root, state)) == [], f"operation {n}"
        prune(target, 2)
        assert storage.list() == wanted
        if os.WEXITSTATUS(status) == 0:
            break
    assert 10 < n < 199


def test_what_was_destroyed_is_forgotten_also_where_the_forgetting_was_cut_off(house: House) -> None:
    five_days(house)
    state = house.state()
    folder = next(one for one in house.target.glob("ocfl/*/*/*/*") if one.name.endswith("%3am"))
    (folder / "0=ocfl_object_1.1").unlink()  # as a kill in the midst of removing it
    assert keep_only(house.target, state).objects == 1
    assert not folder.exists() and list((house.target / HARI).iterdir()) == [house.target / HARI / state.name]
