"""A part of the archive each night, so that every byte of it is read again within a month; what was read is kept."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from docgen.archive.archive import Archive
from docgen.archive.canonical import canonical_json
from docgen.archive.check.anchor import Anchor
from docgen.archive.check.finding import Finding, finding
from docgen.archive.check.part import Part
from docgen.archive.check.verify import Seen, look
from docgen.archive.recover import locked
from docgen.archive.storage import Storage
from docgen.errors import NotFound, StorageFailed

HISTORY = "pemeriksaan.json"
EVER = "pernah-diperiksa.txt"  # stays when the history goes: that there was one
NIGHTS = 30  # parts of a full pass, and days after which no object may be unchecked


@dataclass(frozen=True)
class Passed:
    """The last check of one part."""

    at: datetime
    objects: int
    read: int  # bytes
    findings: int


@dataclass(frozen=True)
class History:
    """The last check of every part, and what is wrong with the record of it: '' where it could be read."""

    parts: Mapping[Part, Passed] = field(default_factory=dict)
    lost: str = ""


@dataclass(frozen=True)
class Night:
    """The parts that were checked together and all that was found."""

    parts: tuple[Part, ...]
    seen: Seen


def read_history(storage: Storage) -> History:
    """What is kept of earlier checks; one that is gone or cannot be read begins anew and says so. Before the first
    check there is nothing to be lost."""
    try:
        parts = dict(map(_passed, json.loads(storage.read(HISTORY))))
    except NotFound:
        return History(lost="Hilang.") if _was_kept(storage) else History()
    except (ValueError, TypeError, KeyError, AttributeError):
        return History(lost="Tidak dapat dibaca.")
    return History(parts)


def check_part(archive: Archive, part: Part, anchors: Collection[Anchor] = ()) -> Night:
    """Check one part now and keep that it was."""
    return _check_parts(archive, [part], anchors)


def check_night(archive: Archive, anchors: Collection[Anchor] = ()) -> Night:
    """Check the part that is due; of nights that were missed, theirs too."""
    return _check_parts(archive, due(read_history(archive.storage), archive.now()), anchors)


def due(history: History, now: datetime) -> list[Part]:
    """The parts to check tonight, those never or longest unchecked first: one for each night since the last, and
    every one that would be older than NIGHTS days tomorrow. A check that the clock puts into the future is none."""
    done = {part: one.at for part, one in history.parts.items() if part.of == NIGHTS and one.at <= now}
    nights = (now.date() - max(done.values()).astimezone(now.tzinfo).date()).days if done else 1
    old = [part for part, at in done.items() if (now.date() - at.astimezone(now.tzinfo).date()).days >= NIGHTS]
    parts = [Part(number, NIGHTS) for number in range(1, NIGHTS + 1)]
    waiting = sorted(parts, key=lambda part: (part in done, done.get(part, now), part.number))
    return waiting[: max(1, nights, len(old))]


def _check_parts(archive: Archive, parts: Collection[Part], anchors: Collection[Anchor]) -> Night:
    history = read_history(archive.storage)
    found = [finding("riwayat pemeriksaan hilang", HISTORY, history.lost)] if history.lost else []
    objects, read, kept = 0, 0, dict(history.parts)
    for part in parts:
        seen = look(archive, part, anchors)
        kept[part] = Passed(archive.now(), seen.objects, seen.read, len(seen.findings))
        found += [*seen.findings, *_keep(archive, kept)]
        objects, read = objects + seen.objects, read + seen.read
    return Night(tuple(parts), Seen(list(dict.fromkeys(found)), objects, read))


def _was_kept(storage: Storage) -> bool:
    try:
        return bool(storage.read(EVER))
    except NotFound:
        return False


def _keep(archive: Archive, parts: Mapping[Part, Passed]) -> Iterator[Finding]:
    """Make the history durable; on a medium that refuses, what was found counts more."""
    ordered = sorted(parts, key=lambda part: (part.of, part.number))
    plain = [{**asdict(part), **vars(parts[part]), "at": parts[part].at.isoformat()} for part in ordered]
    try:
        with locked(archive.engine, archive.storage, archive.now):
            archive.storage.write({HISTORY: canonical_json(plain), EVER: b"Riwayatnya: pemeriksaan.json\n"})
    except StorageFailed as error:
        yield finding("riwayat pemeriksaan tak tersimpan", HISTORY, str(error))


def _passed(kept: dict[str, Any]) -> tuple[Part, Passed]:
    at = datetime.fromisoformat(kept.pop("at"))
    number, of = kept.pop("number"), kept.pop("of")
    if at.tzinfo is None or not all(isinstance(one, int) for one in (number, of, *kept.values())):
        raise ValueError("not a check that was kept")
    return Part(number, of), Passed(at, **kept)
