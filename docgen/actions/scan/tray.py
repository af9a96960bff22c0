"""A scan on its way from a folder: filed, or copied into the tray with its reason; the source is never deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.actions.naskah.uploads import Upload
from docgen.actions.scan.capturing import Captured, capture
from docgen.archive.disk import storage_failed
from docgen.office import Office

DONE = "sudah"  # folder beside a source, for sources that are filed
UNFINISHED = (".part", ".tmp", ".crdownload", ".filepart")  # what copying and loading programs call a file meanwhile

Sizes = Mapping[Path, tuple[int, int]]  # bytes and time of change of each file


@dataclass(frozen=True)
class Delivered:
    """What became of one source file, and where its copy in the tray or the source itself lies now."""

    captured: Captured
    tray: Path | None = None
    moved: Path | None = None


def deliver(office: Office, source: Path, data: bytes, *, by: str, sejarah: bool, pindahkan: bool) -> Delivered:
    """Capture the file; copy it into the tray when anything of it was refused, else move the source where asked.

    Raises NotAllowed, StorageFailed.
    """
    done = capture(office, Upload(data, source.name), by=by, sejarah=sejarah)
    if done.refused or not done.filed:
        return Delivered(done, tray=put_in_tray(office.settings.tray, source.name, data, _letter(done)))
    return Delivered(done, moved=set_aside(source) if pindahkan else None)


def put_in_tray(folder: Path, name: str, data: bytes, reason: str) -> Path:
    """A copy of the file with a text of the same name that says why; the same file again is no second copy.

    Raises StorageFailed.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # what lies here may be secret
        path = folder / name
        if path.exists() and path.read_bytes() != data:
            path = folder / f"{Path(name).stem}-{hashlib.sha256(data).hexdigest()[:8]}{Path(name).suffix}"
        path.write_bytes(data)
        path.with_name(path.name + ".txt").write_text(reason, "utf-8")
    except OSError as error:
        raise storage_failed(error, folder) from error
    return path


def set_aside(source: Path) -> Path:
    """Move a source that is filed into the folder `sudah` beside it, never over another. Raises StorageFailed."""
    folder = source.parent / DONE
    try:
        folder.mkdir(exist_ok=True)
        target, number = folder / source.name, 2
        while target.exists():
            target, number = folder / f"{source.stem}-{number}{source.suffix}", number + 1
        return source.rename(target)
    except OSError as error:
        raise storage_failed(error, folder) from error


def files_in(folder: Path) -> Sizes:
    """The files of a folder by name, without its subfolders, hidden files and those still being written."""
    try:
        found = sorted(path for path in folder.iterdir() if path.is_file() and not _passed_over(path))
        return {path: (state.st_size, state.st_mtime_ns) for path in found if (state := path.stat())}
    except FileNotFoundError:  # taken away while we looked: seen at the next look
        return {}
    except OSError as error:
        raise storage_failed(error, folder) from error


def settled(before: Sizes, now: Sizes) -> list[Path]:
    """Files that are whole: not empty, and of the same size and time at two looks."""
    return [path for path, state in now.items() if state[0] and before.get(path) == state]


def _passed_over(path: Path) -> bool:
    return path.name.startswith((".", "~$")) or path.suffix.lower() in UNFINISHED


def _letter(done: Captured) -> str:
    lines = [f"Berkas: {done.name}", "", "Belum diarsipkan, karena:", *(f"- {reason}" for reason in _reasons(done))]
    if done.filed:
        lines += ["", "Yang sudah diarsipkan dari berkas ini:"]
        lines += [f"- naskah {one.naskah.id} ({one.naskah.nomor or 'tanpa nomor'}): {one.berkas}" for one in done.filed]
    ways = "Perbaiki (misalnya pindai ulang halaman yang kurang), lalu: docgen arsip tangkap BERKAS"
    return "\n".join([*lines, "", ways, ""])


def _reasons(done: Captured) -> Sequence[str]:
    return done.refused or ("tidak ada naskah yang dikenali",)
