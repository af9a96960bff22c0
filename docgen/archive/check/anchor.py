"""The head of the log on paper: what nobody can rewrite together with the archive.

Whoever owns the disk may rewrite log, record.json and inventories so that all of them agree; or put the backup of last
month in place of today's. Neither changes the sheet in the cupboard: each hash covers all acts before it, so the log
must still have, at that entry, the hash that was printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from docgen.archive import tables as t
from docgen.archive.archive import Archive
from docgen.archive.check.finding import Finding, finding
from docgen.errors import NotReady
from docgen.naskah.kode import ALPHABET, check_letters, read_letters
from docgen.naskah.records import LogEntry

SEQ_LETTERS, HASH_LETTERS = 5, 20  # 33 million acts; 100 bits: 2^99 tries on average to find another archive with it
_GROUP = 5


@dataclass(frozen=True)
class Anchor:
    """Entry `seq` of the log and the beginning of its hash, as a code to be typed holds them."""

    seq: int
    letters: str

    @property
    def code(self) -> str:
        """E.g. `0001R-7K3MQ-9XZ1A-0B2C4-D6F8H-A5`; the last two letters check all others."""
        body = _letters(self.seq, SEQ_LETTERS) + self.letters
        groups = [body[at : at + _GROUP] for at in range(0, len(body), _GROUP)]
        return "-".join([*groups, check_letters(body)])


def anchor_of(seq: int, digest: str) -> Anchor:
    """The anchor of a log whose entry `seq` has the hash `digest`."""
    return Anchor(seq, _letters(int(digest[: HASH_LETTERS * 5 // 4], 16), HASH_LETTERS))


def read_anchor(code: str) -> Anchor | None:
    """The anchor a code names however it was typed, with or without hyphens; None when it cannot be one."""
    typed = read_letters(code)
    body, check = typed[:-2], typed[-2:]
    if len(body) != SEQ_LETTERS + HASH_LETTERS or check_letters(body) != check:
        return None
    seq = 0
    for letter in body[:SEQ_LETTERS]:
        seq = seq * 32 + ALPHABET.index(letter)
    return Anchor(seq, body[SEQ_LETTERS:])


def read_codes(codes: Iterable[str]) -> list[Anchor]:
    """The anchors that were typed; raises NotReady naming every code that cannot be one."""
    found = {code: read_anchor(code) for code in codes}
    wrong = [code for code, anchor in found.items() if anchor is None]
    if wrong:
        raise NotReady("Kode jangkar salah ketik; belum ada yang diperiksa.", [f"periksa lagi: {one}" for one in wrong])
    return [anchor for anchor in found.values() if anchor]


def last_entry(archive: Archive) -> LogEntry | None:
    """The newest act; None when nothing was ever filed."""
    with t.reading(archive.engine) as c:
        row = c.execute(select(t.log).order_by(t.log.c.seq.desc()).limit(1)).mappings().first()
    if row is None:
        return None
    facts = {name: row[name] for name in ("seq", "by", "act", "object_id", "number", "prev", "hash")}
    return LogEntry(**facts, at=datetime.fromisoformat(row["at"]))


def check_anchors(c: Connection, anchors: Iterable[Anchor]) -> Iterator[Finding]:
    """Each anchor the log no longer fits: its end is gone, or what was printed is not what it says now."""
    for anchor in anchors:
        digest = c.execute(select(t.log.c.hash).where(t.log.c.seq == anchor.seq)).scalar_one_or_none()
        last = c.execute(select(t.log.c.seq).order_by(t.log.c.seq.desc()).limit(1)).scalar_one_or_none() or 0
        place = f"log entri {anchor.seq}"
        if last < anchor.seq:
            yield finding("log terpotong (jangkar)", place, f"Log berakhir pada entri {last}. Jangkar {anchor.code}.")
        elif digest is None or not _is_hash(digest) or anchor_of(anchor.seq, digest) != anchor:
            yield finding("log diubah (jangkar)", place, f"Jangkar {anchor.code}.")


def _is_hash(digest: str) -> bool:
    return len(digest) == 64 and set(digest) <= set("0123456789abcdef")


def _letters(value: int, count: int) -> str:
    return "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(count)))
