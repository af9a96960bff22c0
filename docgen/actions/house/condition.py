"""How the house stands: when the archive was last checked and backed up, and whether the search knows everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from docgen.actions.house.backing_up import last_backup
from docgen.actions.naskah.indexing import waiting_in
from docgen.archive.check.nightly import NIGHTS, History, read_history
from docgen.errors import IndexBroken
from docgen.office import Office

GOOD, SOON, LATE = "baik", "segera", "terlambat"
CHECK_SOON, BACKUP_SOON, BACKUP_LATE = 3, 2, 7  # days


@dataclass(frozen=True)
class Condition:
    """One thing that is to be looked after: how it stands, when it was last done, and what there is to do."""

    name: str
    state: str
    at: datetime | None
    told: str


def look_after(office: Office) -> list[Condition]:
    """What an admin looks at in the morning."""
    return [_checked(office), _damaged(office), _backed_up(office), _indexed(office)]


def _checked(office: Office) -> Condition:
    history, now = read_history(office.archive.storage), office.now()
    if not history.parts:
        said = f"{history.lost} Belum ada riwayat pemeriksaan.".strip()
        return Condition("Pemeriksaan arsip", LATE, None, said)
    last = max(one.at for one in history.parts.values())
    done = [one.at for part, one in history.parts.items() if part.of == NIGHTS]
    old = sum((now - at).days >= NIGHTS for at in done)
    fresh = (now - last).days < CHECK_SOON
    state = LATE if old or (now - last).days >= NIGHTS else GOOD if fresh else SOON
    said = f"{len(done)} dari {NIGHTS} bagian pernah diperiksa" + (f", {old} sudah lebih dari sebulan" if old else "")
    return Condition("Pemeriksaan arsip", state, last, said)


def _damaged(office: Office) -> Condition:
    history = read_history(office.archive.storage)
    found, last = sum(one.findings for one in history.parts.values()), _newest_with_findings(history)
    said = f"{found} temuan; rinciannya ditampilkan pemeriksaan penuh" if found else "Tidak ada temuan."
    return Condition("Temuan pemeriksaan", LATE if found else GOOD, last, said)


def _newest_with_findings(history: History) -> datetime | None:
    return max((one.at for one in history.parts.values() if one.findings), default=None)


def _backed_up(office: Office) -> Condition:
    note = last_backup(office.archive)
    if note is None:
        return Condition("Pencadangan", LATE, None, "Belum pernah dicadangkan dari komputer ini.")
    days = (office.now() - note.at).days
    state = LATE if days >= BACKUP_LATE or note.damaged else SOON if days >= BACKUP_SOON else GOOD
    hurt = f"; {note.damaged} berkas rusak tidak ikut disalin" if note.damaged else ""
    return Condition("Pencadangan", state, note.at, f"ke {note.target}{hurt}")


def _indexed(office: Office) -> Condition:
    try:
        waiting = waiting_in(office).waiting
    except IndexBroken:
        return Condition("Indeks pencarian", SOON, None, "Indeks dibangun ulang pada pencarian berikutnya.")
    said = f"{waiting} naskah menunggu; masuk pada pencarian berikutnya" if waiting else "Semua naskah dapat dicari."
    return Condition("Indeks pencarian", SOON if waiting else GOOD, None, said)
