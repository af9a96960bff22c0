"""What the archive holds at one moment, whatever others file meanwhile: filed versions never change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select

from docgen.archive import catalogue
from docgen.archive import tables as t
from docgen.archive.holdings import destroyed_objects
from docgen.archive.log import Head
from docgen.errors import NotReady


@dataclass(frozen=True)
class Snapshot:
    """Every object with its newest version, and the end of the log with the moment of its last act."""

    objects: Mapping[str, int]
    head: Head
    at: str = ""


def take_snapshot(c: Connection) -> Snapshot:
    """What the log of this view has filed and nothing has destroyed."""
    newest = select(t.log.c.object_id, func.max(t.log.c.number)).group_by(t.log.c.object_id)
    head = catalogue.log_head(c)
    at = c.execute(select(t.log.c.at).where(t.log.c.seq == head.seq)).scalar_one_or_none() or ""
    filed = {row[0]: row[1] for row in c.execute(newest.order_by(t.log.c.object_id))}
    gone = destroyed_objects(c)
    return Snapshot({one: number for one, number in filed.items() if one not in gone}, head, at)


def snapshot_of(engine: Engine) -> Snapshot:
    """What the archive holds now."""
    with t.reading(engine) as c:
        return take_snapshot(c)


def head_of(engine: Engine) -> Head:
    """The end of the log as it is now."""
    with t.reading(engine) as c:
        return catalogue.log_head(c)


def demand_part_of(c: Connection, head: Head, what: str) -> None:
    """Raise NotReady unless the log of this view has come past `head`: then what ends there is an earlier state of it.

    `what` names whose head it is.
    """
    if head.seq == 0:
        return
    end = catalogue.log_head(c)
    row = c.execute(select(t.log.c.hash).where(t.log.c.seq == head.seq)).scalar_one_or_none()
    if row is None:
        raise NotReady(
            f"{what} lebih baru daripada arsip ini: di sana log sampai entri {head.seq}, di sini sampai {end.seq}.",
            ["periksa apakah kantor ini dipulihkan dari keadaan lama; jangan timpa yang lebih baru"],
        )
    if row != head.hash:
        raise NotReady(
            f"{what} dan arsip ini bercabang: entri log {head.seq} berbeda, jadi keduanya bukan arsip yang sama.",
            ["simpan keduanya di tempat terpisah dan lapor kepada arsiparis"],
        )


def demand_not_newer(c: Connection, head: Head, what: str) -> None:
    """Raise NotReady where the log of this view goes on after `head`, with how much would be lost, or has forked."""
    end = catalogue.log_head(c)
    if end.seq >= head.seq:
        demand_part_of(c, head, what)
    if end.seq > head.seq:
        last = c.execute(select(t.log.c.at).where(t.log.c.seq == end.seq)).scalar_one()
        raise NotReady(
            f"{what} lebih lama daripada arsip kantor: {end.seq - head.seq} entri log lebih baru akan hilang, "
            f"terakhir tanggal {datetime.fromisoformat(last):%d-%m-%Y} pukul {datetime.fromisoformat(last):%H.%M}.",
            ["pilih cadangan yang lebih baru, atau cadangkan dahulu kantor itu",
             "untuk melihat keadaan lama, pulihkan tanpa --menggantikan"],
        )  # fmt: skip
