"""The index in index/: a disposable cache of the catalogue. Its fields are those of terms.py, its files of engine/.

What it takes to search is loaded when somebody does: most commands of an office do not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.naskah.records import Reach
from docgen.search.held import Held, State
from docgen.search.query import Answer, Entry, Hit, Query, Step
from docgen.search.synonyms import load_synonyms, words_of
from docgen.search.terms import seen_by
from docgen.search.translation import meaning

if TYPE_CHECKING:
    from docgen.search.engine.engine import Engine


class WhooshIndex:
    """The index in `folder`. A missing or broken one is made by `rebuild` or `clear`, never silently.

    `synonyms` is the file in which an office keeps its own.
    """

    def __init__(self, folder: Path, synonyms: Path | None = None) -> None:
        self.folder = Path(folder)
        self.synonyms = synonyms
        self._checked: dict[str, int] = {}
        self._engine: Engine | None = None

    def reach(self) -> Reach | None:
        from docgen.search.index_folder import read_reach

        return read_reach(self.folder)

    def put(self, naskah_id: str, entries: Sequence[Entry]) -> None:
        self.put_many([(naskah_id, entries)])

    def put_many(self, pairs: Iterable[tuple[str, Sequence[Entry]]], step: Step | None = None) -> None:
        from docgen.search.entries import put_entries

        put_entries(self.folder, pairs, self._checked, step)

    def rebuild(self, pairs: Iterable[tuple[str, Sequence[Entry]]], reach: Reach | None = None) -> None:
        from docgen.search.entries import write_anew

        write_anew(self.folder, pairs, self._checked, reach)

    @contextmanager
    def building(self, *, resumed: bool = False) -> Iterator[WhooshIndex]:
        from docgen.search.building import built_beside
        from docgen.search.entries import LAYOUT

        with built_beside(self.folder, LAYOUT, self._checked, resumed=resumed) as beside:
            yield WhooshIndex(beside, self.synonyms)

    def held(self) -> Iterator[Held]:
        from docgen.search.entries import LAYOUT
        from docgen.search.inspecting import held_in

        return held_in(self.folder, LAYOUT)

    def state(self) -> State:
        from docgen.search.entries import LAYOUT
        from docgen.search.inspecting import state_of

        return state_of(self.folder, LAYOUT)

    def faults(self) -> list[str]:
        from docgen.search.index_folder import find_faults

        return find_faults(self.folder)

    def clear(self) -> None:
        self.rebuild(())

    def search(
        self, query: Query, limit: int = 20, *, keys: Collection[str] | None = None, facets: Sequence[str] = ()
    ) -> Answer:
        from docgen.search.entries import ask

        asked = meaning(query, load_synonyms(self.synonyms))
        return ask(self._newest(), asked, limit, keys=keys, facets=facets)

    def words(self, begun: str, limit: int = 10, *, keys: Collection[str] | None = None) -> list[str]:
        from docgen.search.hints import words

        return words(self._newest(), begun, limit, seen_by(keys))

    def alike(self, known: Hit, limit: int = 10, *, keys: Collection[str] | None = None) -> Answer:
        from docgen.search.hints import alike

        return alike(self._newest(), known, limit, seen_by(keys))

    def corrections(
        self, words: Collection[str], *, keys: Collection[str] | None = None, semua_versi: bool = False
    ) -> dict[str, str]:
        from docgen.search.hints import corrections

        strange = set(words) - words_of(load_synonyms(self.synonyms))
        return corrections(self._newest(), strange, seen_by(keys, semua_versi=semua_versi))

    def _newest(self) -> Engine:
        from docgen.search.entries import newest_engine

        self._engine = newest_engine(self.folder, self._engine, self._checked)
        return self._engine
