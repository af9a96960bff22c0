"""The waktu baku meter: how long each step of a run took, and by when the present one is due, in time of work.

A step begins when the one before it is closed. After a return it begins anew, and its time with it. Where the run is
cancelled the time of the step it stood at ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import pairwise
from typing import TypeAlias

from docgen.sop.calendar import Kalender
from docgen.sop.declaration import Sop
from docgen.sop.flow import Step, find_step
from docgen.sop.progress import SopRun, cancellation, current_step
from docgen.sop.waktu import read_waktu, variant_of

TEPAT, HAMPIR, TERLAMBAT = "tepat waktu", "hampir habis", "terlambat"
Pass: TypeAlias = tuple[Step, datetime, datetime | None]  # a step, when it was begun and when closed
AT_RISK = 75  # percent of the time: from here on a step that is not closed is at risk


@dataclass(frozen=True)
class Reading:
    """One pass of one step."""

    step: Step
    begun: datetime
    due: datetime
    ended: datetime | None  # None while it is worked on
    used: int  # minutes of work, up to now while it is worked on
    allowed: int

    @property
    def state(self) -> str:
        """Closed in time or not; while it is worked on also whether its time is nearly over."""
        if self.used > self.allowed:
            return TERLAMBAT
        return HAMPIR if self.ended is None and self.used * 100 >= self.allowed * AT_RISK else TEPAT


def read_meter(sop: Sop, run: SopRun, kalender: Kalender, now: datetime) -> tuple[Reading, ...]:
    """Every step as it was closed, in order, then the one that is worked on; raises NotReady as `current_step`."""
    return tuple(_reading(kalender, run.ragam, one, now) for one in _passes(sop, run))


def read_present(sop: Sop, run: SopRun, kalender: Kalender, now: datetime) -> Reading:
    """The step that is worked on, or the last one of a run that is over; raises NotReady as `current_step`."""
    return _reading(kalender, run.ragam, _passes(sop, run)[-1], now)


def latest(readings: Sequence[Reading], step: Step) -> Reading | None:
    """The last pass of a step; None before its first."""
    return next((one for one in reversed(readings) if one.step == step), None)


def _passes(sop: Sop, run: SopRun) -> list[Pass]:
    passes: list[Pass] = [
        (step, before.at, event.at)
        for before, event in pairwise(run.events)
        if (step := find_step(sop.steps, event.step_id)) is not None
    ]
    over = cancellation(run)
    standing = replace(run, events=run.events[:-1]) if over else run
    if (step := current_step(sop, standing)) is not None:
        passes.append((step, standing.events[-1].at, over.at if over else None))
    if passes and run.jatuh_tempo:  # the calendar began it, whoever opened it later
        step, begun, ended = passes[0]
        passes[0] = (step, min(begun, _morning(run.jatuh_tempo, begun)), ended)
    return passes


def _morning(day: str, at: datetime) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), at.tzinfo)


def _reading(kalender: Kalender, ragam: str, one: Pass, now: datetime) -> Reading:
    step, begun, ended = one
    due = kalender.after(begun, read_waktu(variant_of(step.waktu, ragam)))
    used, allowed = kalender.minutes(begun, ended or now), kalender.minutes(begun, due)
    return Reading(step, begun, due, ended, used, allowed)
