"""Which days of a backup go, and how: the catalogue of every day is a copy of its own, the versions are shared.

The days that go lose their seals first, so that nobody restores them any more; then their folders go, and last what no
day that stays has named. Cut short anywhere, every day with a seal is whole, and the next time the rest goes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.archive import ocfl
from docgen.archive.backup.saving import held
from docgen.archive.backup.state import HARI, SEAL, State, day_of, read_state, state_names, unfinished_days
from docgen.archive.storage import FileStorage, Storage
from docgen.errors import Damaged, NotFound


@dataclass(frozen=True)
class Pruned:
    """The states that went and those that stay, oldest first; the bytes of their own files; how many objects went."""

    gone: tuple[str, ...]
    kept: tuple[str, ...]
    bytes: int = 0
    objects: int = 0


def old_states(names: Sequence[str], days: int) -> list[str]:
    """The states that may go, of these in their order.

    The last state of each of the newest `days` days stays, the last of every month before, the first and the newest.
    Days are counted as they were backed up, so a holiday or a clock set wrongly makes nothing older.
    """
    daily = sorted({day_of(name): name for name in names}.values(), key=names.index)
    monthly = {(day_of(name).year, day_of(name).month): name for name in daily}
    stays = {*names[:1], *names[-1:], *daily[-days:], *monthly.values()}
    return [name for name in names if name not in stays]


def prune(target: Path, days: int, *, rehearsal: bool = False) -> Pruned:
    """Let old days go by the rule of `old_states`, and what none that stays has named; a `rehearsal` changes nothing.

    A state that cannot be read stays, and then every object does: nobody knows what it holds. Raises NotFound,
    StorageFailed.
    """
    if not (target / HARI).is_dir():
        raise NotFound("Cadangan", target, "Buat dahulu dengan: docgen cadangkan TUJUAN.")
    with held(target):
        storage = FileStorage(target.resolve())
        states = {name: _readable(storage, name) for name in state_names(storage)}
        whole = {name: state for name, state in states.items() if state}
        gone = old_states(list(whole), days)
        stays = [name for name in states if name not in gone]
        freed = sum(facts["size"] for name in gone for facts in whole[name].berkas.values())
        objects = 0
        if not rehearsal:
            _drop(storage, gone)
            objects = _drop_unnamed(storage, [whole[name] for name in stays]) if whole.keys() >= set(stays) else 0
        return Pruned(tuple(gone), tuple(stays), freed, objects)


def keep_only(target: Path, state: State) -> Pruned:
    """Leave nothing in the backup but this state, its newest: earlier days, and what is no longer in the archive.

    For what was destroyed under the law is destroyed in its copies, too. Raises StorageFailed.
    """
    with held(target):
        storage = FileStorage(target.resolve())
        gone = [name for name in state_names(storage) if name != state.name]
        _drop(storage, gone)
        return Pruned(tuple(gone), (state.name,), objects=_drop_unnamed(storage, [state]))


def _readable(storage: Storage, name: str) -> State | None:
    try:
        return read_state(storage, name)
    except Damaged:
        return None


def _drop(storage: Storage, names: Collection[str]) -> None:
    for name in names:
        storage.remove(f"{HARI}/{name}/{SEAL}")
    for folder in unfinished_days(storage):
        storage.remove(folder)


def _drop_unnamed(storage: Storage, staying: Collection[State]) -> int:
    """Remove every object that none of these states holds, also one of which only a part is left; returns how many."""
    named = {folder for state in staying for folder in state.objek}
    inside = (path.split("/")[:5] for path in storage.list(ocfl.ROOT) if path.count("/") > 4)
    gone = {"/".join(parts) for parts in inside} - named
    for folder in sorted(gone):
        storage.remove(folder)
    return len(gone)
