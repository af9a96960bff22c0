"""What waits in the tray: seen by who captures scans, tried again, or set aside; nothing in it is ever deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from docgen.actions.scan.tray import Delivered, deliver, files_in, set_aside
from docgen.archive.disk import storage_failed
from docgen.errors import NotFound
from docgen.naskah.access import CAPTURE
from docgen.office import Office

REASON = ".txt"  # what the text beside a scan is called after it


@dataclass(frozen=True)
class Waiting:
    """One scan in the tray: since when, how large, and why it was not filed."""

    name: str
    at: datetime
    bytes: int
    reason: str


def waiting_scans(office: Office, *, by: str) -> list[Waiting]:
    """The scans in the tray, the newest first. Raises NotAllowed, StorageFailed."""
    office.demand(by, CAPTURE)
    found = files_in(office.settings.tray)
    scans = [path for path in found if not _is_reason(path)]
    waiting = [_waiting(office, path, *found[path]) for path in scans]
    return sorted(waiting, key=lambda one: one.at, reverse=True)


def try_again(office: Office, name: str, *, by: str, sejarah: bool = False) -> Delivered:
    """Capture a scan of the tray once more, now that what stood against it may be mended; filed whole it is set aside.

    Raises NotAllowed, NotFound, StorageFailed.
    """
    office.demand(by, CAPTURE)
    path = _in_tray(office, name)
    done = deliver(office, path, _read(path), by=by, sejarah=sejarah, pindahkan=False)
    if done.tray is None:
        _put_away(path)
    return done


def set_scan_aside(office: Office, name: str, *, by: str) -> None:
    """Take a scan out of the tray that needs nothing more, into the folder beside it. Raises NotAllowed, NotFound,
    StorageFailed."""
    office.demand(by, CAPTURE)
    _put_away(_in_tray(office, name))


def _in_tray(office: Office, name: str) -> Path:
    """The scan of that name; only what lies in the tray itself has one."""
    found = {path.name: path for path in files_in(office.settings.tray) if not _is_reason(path)}
    if name not in found:
        raise NotFound("Pindaian di baki", name, "Mungkin sudah diurus; muat ulang daftarnya.")
    return found[name]


def _put_away(path: Path) -> None:
    reason = path.with_name(path.name + REASON)
    set_aside(path)
    if reason.is_file():
        set_aside(reason)


def _is_reason(path: Path) -> bool:
    return path.name.endswith(REASON) and path.with_name(path.name.removesuffix(REASON)).is_file()


def _waiting(office: Office, path: Path, size: int, changed: int) -> Waiting:
    letter = path.with_name(path.name + REASON)
    at = datetime.fromtimestamp(changed / 1e9, office.now().tzinfo)
    return Waiting(path.name, at, size, _reason(_read(letter).decode("utf-8", "replace")) if letter.is_file() else "")


def _reason(letter: str) -> str:
    """What the letter says, without the name above it and the ways of a terminal below; else the whole of it."""
    parts = letter.strip().split("\n\n")
    return "\n\n".join(parts[1:-1]) or letter


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise storage_failed(error, path) from error
