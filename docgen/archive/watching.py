"""What is still open among all that was ever filed: judged once, and again only where something was filed since."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, select

from docgen.archive import tables as t

Judge = Callable[[Mapping[str, Any], Mapping[str, Any]], bool]  # of form and facts: whether anything is to be done


@dataclass(frozen=True)
class Watch:
    """The naskah that were open when everything up to the act `upto` had been looked at."""

    upto: int = 0
    open: frozenset[str] = frozenset()


def watched(c: Connection, known: Watch, judge: Judge, statuses: Collection[str]) -> Watch:
    """The same as of now. Where fewer acts are known than before, one was undone: everything is looked at again."""
    upto = c.execute(select(func.max(t.naskah.c.seq))).scalar() or 0
    known = known if known.upto <= upto else Watch()
    same = and_(t.version.c.naskah_id == t.naskah.c.id, t.version.c.number == t.naskah.c.latest)
    said = select(t.naskah.c.id, t.naskah.c.status, t.version.c["values"], t.version.c.facts).join(t.version, same)
    still = set(known.open)
    for naskah_id, status, values, facts in c.execute(said.where(t.naskah.c.seq >= known.upto)):
        if status in statuses and judge(json.loads(values), json.loads(facts)):
            still.add(naskah_id)
        else:
            still.discard(naskah_id)
    return Watch(upto, frozenset(still))
