"""Striking a deed of the office while it is done, and what must be true of the archive afterwards."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import OperationalError

from docgen.actions.house.upkeep import rebuild_catalogue
from docgen.archive.check.verify import verify
from docgen.errors import Damaged, DocgenError
from docgen.settings import Settings
from tests.archive.crashing import Faults, in_child
from tests.deeds import Deed, length, opened

BEGUN, DONE, TOLD, COUNTED = "begun", "done", "told", "counted"
SECONDS = 5.0  # in which the next start is ready, whatever it has to put right


@dataclass(frozen=True)
class Struck:
    """How a deed ended: acknowledged, kept whole, explained in words or cut off; and how long the next start took."""

    acknowledged: bool
    kept: bool
    told: bool
    died: bool
    operations: int
    recovery: float


def kill(deed: Deed, folder: Path, after: float) -> Struck:
    """Do the deed in a process that gets SIGKILL so many seconds after it began."""
    settings = deed.copy(folder)

    def work(descriptor: int) -> None:
        with opened(settings) as office:
            _say(descriptor, BEGUN)
            deed.act(office)
            _say(descriptor, DONE)

    lines, status = in_child(work, kill_after=after)
    assert os.WIFSIGNALED(status) is (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL)
    return _judged(deed, settings, [name for name, _, _ in lines], died=os.WIFSIGNALED(status))


def fault(deed: Deed, folder: Path, at: int, error: int = 0) -> Struck:
    """Do the deed while the disk refuses operation `at` with this errno; 0 ends the process there instead."""
    settings, write = deed.copy(folder), os.write

    def strike(name: str, arguments: tuple[Any, ...]) -> None:
        if error and name == "commit":
            raise OperationalError("COMMIT", {}, sqlite3.OperationalError("database or disk is full"))
        if error:
            raise OSError(error, os.strerror(error))
        if name == "write" and len(arguments[1]) > 1:  # half of it reaches the disk
            write(arguments[0], arguments[1][: len(arguments[1]) // 2])
        os._exit(9)

    def work(descriptor: int) -> None:
        with opened(settings) as office:
            faults = Faults(at, strike)
            faults.install(office.archive, setattr, "fsync")
            try:
                deed.act(office)
                faults.strike_at = 0
                write(descriptor, f"{DONE} 0 0\n".encode())
            except DocgenError as refused:
                faults.strike_at = 0
                write(descriptor, f"{TOLD} {len(str(refused))} 0\n".encode())
            write(descriptor, f"{COUNTED} {faults.count} 0\n".encode())

    lines, status = in_child(work)
    said = {name: number for name, number, _ in lines}
    code = os.WEXITSTATUS(status)
    assert code == 0 or (code == 9 and not error), f"{deed.name}: a traceback at operation {at}"
    return _judged(deed, settings, list(said), died=code == 9, operations=said.get(COUNTED, 0))


def _say(descriptor: int, word: str) -> None:
    os.write(descriptor, f"{word} 0 0\n".encode())


def _judged(deed: Deed, settings: Settings, said: list[str], *, died: bool, operations: int = 0) -> Struck:
    """Nothing acknowledged is lost, nothing is half there, and what is not there can be done now."""
    begun = time.perf_counter()
    kept = _kept(deed, settings)
    recovery = time.perf_counter() - begun
    assert recovery < SECONDS, f"{deed.name}: the next start took {recovery:.1f} s"
    assert kept or DONE not in said, f"{deed.name}: acknowledged and lost"
    if not kept:
        with opened(settings) as office:
            deed.act(office)
            assert length(office) == deed.after and verify(office.archive) == [], f"{deed.name}: cannot be done again"
    return Struck(DONE in said, kept, TOLD in said, died, operations, recovery)


def _kept(deed: Deed, settings: Settings) -> bool:
    """Whether the deed is in the archive, whole; it is, or it is not at all."""
    try:
        with opened(settings) as office:
            acts, found = length(office), verify(office.archive)
    except Damaged as damaged:  # between two names of the catalogue: the command to be given is named
        assert "bangun-ulang" in str(damaged) and deed.name == "arsip bangun-ulang"
        rebuild_catalogue(settings)
        return _kept(deed, settings)
    assert found == [], f"{deed.name}: {[(one.kind, one.place) for one in found]}"
    assert acts in (deed.acts, deed.after), f"{deed.name}: half of it is there"
    return acts == deed.after
