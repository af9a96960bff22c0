"""record.json: what one act filed, in words a person can read when docgen is gone; the catalogue is rebuilt from it.

    docgen         version of the program that wrote it
    skema          2; in 1 `nomor` was null or one line
    naskah         id, jenis, perihal, klasifikasi, unit, nomor, tanggal, induk: as they were after the act
    version        number, status, act, by, at, sha256, note, template (digest of type.toml and template.docx),
                   files {name: {sha256, size}}, values (the form), facts,
                   approvals [{mark, anchor, pejabat, nama, at, read}]
    nomor          the register lines the act wrote: buku, tahun, urut, nomor, naskah_id, by, at, batal, sisipan, blok
    run            instead of these three for the run of an SOP: id, sop_id, sop_sha256, perihal,
                   events [{step_id, outcome, by, at, outputs, note}]; outputs {name: `naskah:` and an id, or
                   several of these with a space between}; step_id is `mulai` where the run was opened, and
                   `dibatalkan` where it was cancelled for the reason in `note`
    catatan        instead of these for what the record office keeps (berkas, boks, ...): id, jenis, kode, number, act,
                   by, at, note, isi (all that is true of it after the act)
    log            seq, prev, hash: the place of the act in the chained log

Times are ISO 8601 with offset. The digest the log covers ("record") is the SHA-256 of this file written again without
its `log`: UTF-8, sorted keys, indent 1. The hash of a log entry is the SHA-256 over prev, a newline and the JSON (same
manner) of {seq, at, by, act, object_id, number, record}.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass
from datetime import date, datetime
from typing import Any

from docgen import __version__
from docgen.archive.canonical import canonical_json, sha256
from docgen.archive.log import Act, Head, chain
from docgen.kearsipan.catatan import Catatan
from docgen.naskah.records import Approval, LogEntry, Naskah, NomorEntry, Status, Version
from docgen.sop.progress import Event, SopRun

SKEMA = 2
RECORD = "record.json"
_LOG = re.compile(rb'\n "log": \{[^{}]*\},')  # as canonical_json writes it: all else is what was hashed
NASKAH, SOP, ARSIP = "urn:docgen:naskah:", "urn:docgen:sop:", "urn:docgen:arsip:"

Subject = Naskah | SopRun | Catatan  # what an act may be about


@dataclass(frozen=True)
class Filing:
    """One act as it is kept: its subject as it is after it (a naskah with its new version), and its log entry."""

    subject: Subject
    entry: LogEntry
    record: str
    sizes: Mapping[str, int] = field(default_factory=dict)  # logical path -> bytes
    nomor: tuple[NomorEntry, ...] = ()


def object_id(subject: Subject) -> str:
    """The OCFL object that keeps it."""
    prefix = NASKAH if isinstance(subject, Naskah) else SOP if isinstance(subject, SopRun) else ARSIP
    return prefix + subject.id


def make_filing(
    head: Head, subject: Subject, sizes: Mapping[str, int], nomor: Sequence[NomorEntry]
) -> tuple[Filing, bytes]:
    """Chain the act to `head`; returns it with its record.json."""
    body = _body(subject, sizes, nomor)
    record = sha256(canonical_json(body))
    entry = chain(head, act_of(subject, record))
    log = {"seq": entry.seq, "prev": entry.prev, "hash": entry.hash}
    return Filing(subject, entry, record, sizes, tuple(nomor)), canonical_json(body | {"log": log})


def read_filing(data: bytes) -> Filing:
    """A record.json back as it was filed; raises ValueError when it is none."""
    try:
        body = json.loads(data)
        log = body.pop("log")
        return filing_of(body, log, sha256(_LOG.sub(b"", data, count=1)))
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"not a record: {error!r}") from error


def filing_of(body: dict[str, Any], log: Mapping[str, Any], record: str) -> Filing:
    """The act that a record.json without its log tells of; `record` is the digest the log covers."""
    subject = _subject(body)
    files = body["version"]["files"] if "version" in body else {}
    act = act_of(subject, record)
    entry = LogEntry(log["seq"], act.at, act.by, act.act, act.object_id, act.number, log["prev"], log["hash"])
    return Filing(
        subject, entry, record, {path: kept["size"] for path, kept in files.items()}, _nomor(body.get("nomor"))
    )


def act_of(subject: Subject, record: str) -> Act:
    """What the log says about the newest act on `subject`."""
    if isinstance(subject, Naskah):
        v = subject.latest
        return Act(object_id(subject), v.number, v.act, v.by, v.at, record)
    if isinstance(subject, Catatan):
        return Act(object_id(subject), subject.number, subject.act, subject.by, subject.at, record)
    last = subject.events[-1]
    return Act(object_id(subject), len(subject.events), last.step_id, last.by, last.at, record)


def _body(subject: Subject, sizes: Mapping[str, int], nomor: Sequence[NomorEntry]) -> dict[str, Any]:
    head = {"docgen": __version__, "skema": SKEMA}
    if isinstance(subject, SopRun):
        return head | {"run": _plain(subject)}
    if isinstance(subject, Catatan):
        return head | {"catatan": _plain(subject)}
    facts = _plain(subject)
    version = facts.pop("latest")
    del version["naskah_id"]
    version["files"] = {path: {"sha256": kept, "size": sizes[path]} for path, kept in version["files"].items()}
    return head | {"naskah": facts, "version": version, "nomor": _plain(nomor)}


def _plain(value: Any) -> Any:
    """Records as plain JSON. Times without an offset are refused: they mean nothing a year later."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a time must carry its offset")
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return {key: _plain(item) for key, item in vars(value).items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _subject(body: dict[str, Any]) -> Subject:
    if "run" in body:
        return _run(body["run"])
    if "catatan" in body:
        return Catatan(**_timed(body["catatan"]))
    return _naskah(body["naskah"], body["version"])


def _naskah(facts: dict[str, Any], version: dict[str, Any]) -> Naskah:
    day = facts["tanggal"]
    files = {path: kept["sha256"] for path, kept in version["files"].items()}
    approvals = tuple(Approval(**_timed(a)) for a in version["approvals"])
    changed = {"files": files, "approvals": approvals, "status": Status(version["status"])}
    latest = Version(naskah_id=facts["id"], **_timed(version) | changed)
    return Naskah(**facts | {"latest": latest, "tanggal": date.fromisoformat(day) if day else None})


def _run(run: dict[str, Any]) -> SopRun:
    return SopRun(**run | {"events": tuple(Event(**_timed(event)) for event in run["events"])})


def _nomor(kept: Any) -> tuple[NomorEntry, ...]:
    lines = [kept] if isinstance(kept, dict) else kept or ()
    return tuple(NomorEntry(**_timed(line)) for line in lines)


def _timed(record: dict[str, Any]) -> dict[str, Any]:
    return record | {"at": datetime.fromisoformat(record["at"])}
