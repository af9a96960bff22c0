"""After a destruction: that nothing of the bytes stays in the house, nor comes back."""

from __future__ import annotations

from docgen.archive import tables as t
from docgen.archive.archive import Archive
from docgen.archive.nisan import buried_objects, demolish
from docgen.archive.recover import locked
from docgen.kearsipan.catatan import Catatan


def demolish_again(archive: Archive, catatan: Catatan) -> int:
    """Take away what this record destroyed, should any of it be there again; returns how many objects are gone."""
    with locked(archive.engine, archive.storage, archive.now):
        demolish(archive.storage, catatan)
    return len(buried_objects(catatan))


def forget(archive: Archive) -> None:
    """Let the database keep no page of what was taken out of it."""
    t.wipe(archive.engine)


def old_copies(archive: Archive) -> list[str]:
    """Files beside the catalogue that may still tell what was taken out of it: what rebuilds kept as evidence."""
    path = t.sqlite_path(archive.engine)
    return sorted(one.name for one in path.parent.glob(f"{path.name}.lama-*")) if path else []
