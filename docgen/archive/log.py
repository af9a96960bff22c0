"""The append-only log: every act is chained to the act before it, so none can be changed or taken out unseen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docgen.archive.canonical import canonical_json, sha256
from docgen.naskah.records import LogEntry

START = "0" * 64  # what the first act is chained to


@dataclass(frozen=True)
class Head:
    """The end of the log: the number and hash of its newest entry."""

    seq: int = 0
    hash: str = START


@dataclass(frozen=True)
class Act:
    """What one entry says. `record` is the digest of record.json without its `log`, so the log covers the content."""

    object_id: str
    number: int
    act: str
    by: str
    at: datetime
    record: str


def chain(head: Head, act: Act) -> LogEntry:
    """The entry that follows `head`: hash = sha256(prev, newline, canonical JSON of the entry)."""
    seq = head.seq + 1
    facts = {
        "seq": seq,
        "at": act.at.isoformat(),
        "by": act.by,
        "act": act.act,
        "object_id": act.object_id,
        "number": act.number,
        "record": act.record,
    }
    return LogEntry(seq, act.at, act.by, act.act, act.object_id, act.number, head.hash, hash_of(head.hash, facts))


def hash_of(prev: str, facts: Mapping[str, Any]) -> str:
    """The hash of the entry with these facts, chained to `prev`."""
    named = {name: facts[name] for name in ("seq", "at", "by", "act", "object_id", "number", "record")}
    return sha256(prev.encode() + b"\n" + canonical_json(named))


def head_of(entry: LogEntry) -> Head:
    """The head of a log that ends with `entry`."""
    return Head(entry.seq, entry.hash)
