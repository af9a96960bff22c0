"""What an index says of itself: which versions it holds, how far it reaches, how it lies on the disk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from docgen.naskah.records import Reach

if TYPE_CHECKING:
    from docgen.search.query import Entry


class Held(NamedTuple):
    """A version that an index holds, and a digest of all it was told of it."""

    naskah_id: str
    number: int
    mark: str


@dataclass(frozen=True)
class State:
    """The newest commit of an index; where there is a `problem` with it, only what can be seen all the same."""

    reach: Reach | None = None
    segments: int = 0
    size: int = 0  # bytes of all its files
    committed: datetime | None = None
    building: bool = False  # whether a new index is being made now
    built: Reach | None = None  # how far a new one has come, also one that was cut short
    problem: str = ""


def held_of(naskah_id: str, entry: Entry) -> Held:
    """How an index holds this entry: another one has another digest."""
    mark = hashlib.blake2b(repr(entry).encode("utf-8", "backslashreplace"), digest_size=12).hexdigest()
    return Held(naskah_id, entry.number, mark)
