"""An index made anew beside the one in use: in commits of its own, so that it goes on where it was cut short."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docgen.errors import IndexBroken, IndexBusy
from docgen.search.engine.layout import Layout
from docgen.search.engine.writer import adopt
from docgen.search.index_folder import check_files, prepare_folder, sole_writer, wipe

BESIDE = "baru"  # folder of the new index in that of the old one
LOCK = "sedang-dibangun.lock"
MADE_BUSY = "Indeks sedang dibangun oleh proses lain; lihat sampai di mana dengan: docgen indeks status"
ASIDE = 0.5  # seconds; who only looks whether an index is being made holds the lock for less
PATIENCE = 30.0  # seconds; whoever indexes what was just filed is done in a moment


@contextmanager
def built_beside(folder: Path, layout: Layout, checked: dict[str, int], *, resumed: bool = False) -> Iterator[Path]:
    """A folder for a new index, which takes the place of the one in `folder` when the block ends well.

    `resumed` goes on with what an earlier block left, as far as it is whole; without it nothing of that is kept.
    Raises IndexBusy while another makes one, IndexBroken for a folder that is someone else's.
    """
    trusted = prepare_folder(folder)
    with sole_writer(folder, LOCK, MADE_BUSY, patience=ASIDE):
        beside = folder / BESIDE
        if not trusted:
            with sole_writer(folder):
                wipe(folder)
        if not (trusted and resumed and is_whole(beside)):
            shutil.rmtree(beside, ignore_errors=True)
        yield beside
        adopt(folder, beside, layout, checked=checked, patience=PATIENCE)
        shutil.rmtree(beside, ignore_errors=True)


def is_whole(folder: Path) -> bool:
    """Whether there is a commit in `folder` that fits its seal."""
    try:
        check_files(folder, {})
    except IndexBroken:
        return False
    return True


def is_building(folder: Path) -> bool:
    """Whether somebody makes a new index now; raises IndexBroken where nobody could."""
    if not (folder / LOCK).exists():
        return False
    try:
        with sole_writer(folder, LOCK):
            return False
    except IndexBusy:
        return True
