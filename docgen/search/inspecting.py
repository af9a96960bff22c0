"""Looking into an index on disk: what it holds, and whether its files are as they were written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from whoosh.index import TOC

from docgen.errors import IndexBroken, IndexBusy
from docgen.naskah.records import Reach
from docgen.search.building import BESIDE, is_building
from docgen.search.engine.codec import ArraySegment, read_segment
from docgen.search.engine.columns import Records
from docgen.search.engine.layout import Layout, schema_of
from docgen.search.engine.opening import EngineStorage, damage_as_broken, open_checked
from docgen.search.held import Held, State
from docgen.search.index_folder import latest_generation, read_reach
from docgen.search.seal import seal_path


def held_in(folder: Path, layout: Layout) -> Iterator[Held]:
    """Every version in the newest commit; raises IndexBroken."""
    for segment, records in _opened(folder, layout):
        kept = segment.kept()
        for document in range(len(records)):
            if kept is None or kept[document]:
                record = records[document]
                yield Held(record.key, record.version, record.mark)


def state_of(folder: Path, layout: Layout) -> State:
    """How the index is, whatever state it is in."""
    size = sum(one.stat().st_size for one in os.scandir(folder) if one.is_file()) if folder.is_dir() else 0
    here = State(size=size, building=is_building(folder), built=_reach_of(folder / BESIDE))
    try:
        segments, reach = len(_opened(folder, layout)), read_reach(folder)
    except (IndexBroken, IndexBusy) as error:
        return State(**vars(here) | {"problem": str(error)})
    sealed = seal_path(folder, latest_generation(folder)).stat().st_mtime
    seen = {"reach": reach, "segments": segments, "committed": datetime.fromtimestamp(sealed, UTC)}
    return State(**vars(here) | seen)


def _reach_of(folder: Path) -> Reach | None:
    try:
        return read_reach(folder)
    except IndexBroken:
        return None


def _opened(folder: Path, layout: Layout) -> list[tuple[ArraySegment, Records]]:
    def opened(storage: EngineStorage) -> list[tuple[ArraySegment, Records]]:
        toc = TOC.read(storage, "MAIN", schema=schema_of(layout))
        return [(segment, Records(read_segment(storage, segment))) for segment in toc.segments]

    with damage_as_broken(folder):
        return open_checked(folder, {}, opened)
