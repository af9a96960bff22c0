"""Reading the runs of the SOPs from the catalogue."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select, true

from docgen.archive import tables as t
from docgen.archive.catalogue import parts
from docgen.sop.progress import Event, SopRun


def runs(c: Connection, run_ids: Collection[str] | None = None) -> list[SopRun]:
    """SOP runs, the one begun last first; only those of these ids, as far as there are such, where some are given."""
    wanted = [true()] if run_ids is None else [t.sop_run.c.id.in_(part) for part in parts(list(run_ids))]
    found = [run for condition in wanted for run in _runs_where(c, condition)]
    return sorted(found, key=lambda run: run.events[0].at, reverse=True)


def run_ends(c: Connection) -> list[SopRun]:
    """Every run with its newest event alone: enough to say where it stands, at a fraction of the cost."""
    newest = select(t.sop_event.c.run_id, func.max(t.sop_event.c.number).label("number")).group_by(t.sop_event.c.run_id)
    last = newest.subquery()
    same = and_(t.sop_event.c.run_id == last.c.run_id, t.sop_event.c.number == last.c.number)
    events = {row["run_id"]: _event(row) for row in c.execute(select(t.sop_event).join(last, same)).mappings()}
    return [SopRun(**row, events=(events[row["id"]],)) for row in c.execute(select(t.sop_run)).mappings()]


def _runs_where(c: Connection, condition: ColumnElement[bool]) -> list[SopRun]:
    events = defaultdict(list)
    of_these = t.sop_event.c.run_id.in_(select(t.sop_run.c.id).where(condition))
    for row in c.execute(select(t.sop_event).where(of_these).order_by(t.sop_event.c.number)).mappings():
        events[row["run_id"]].append(_event(row))
    rows = c.execute(select(t.sop_run).where(condition)).mappings()
    return [SopRun(**row, events=tuple(events[row["id"]])) for row in rows]


def _event(row: Mapping[Any, Any]) -> Event:
    facts = {k: row[k] for k in ("step_id", "outcome", "by", "note")}
    return Event(**facts, at=datetime.fromisoformat(row["at"]), outputs=json.loads(row["outputs"]))
