"""A scan that is handed in beside what is entered."""

from __future__ import annotations

from pathlib import Path

from docgen.actions.naskah.uploads import Upload, unread
from docgen.cli.files import read_file
from docgen.cli.printing import note


def read_scan(path: Path | None) -> Upload | None:
    """The file and its name; raises as read_file."""
    return Upload(read_file(path), path.name) if path else None


def warn_unread(scan: Upload | None) -> None:
    """Tell of a scan that was kept and that nobody will be able to open."""
    if scan and (why := unread(scan)):
        note(f"Perhatian: {why}. Yang diterima tetap disimpan apa adanya.")
