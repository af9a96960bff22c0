"""An index that is killed, flipped, cut and lost while an office files; by the hundred: benchmarks/index_faults.py."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

from docgen.actions.naskah.entries import pairs_of
from docgen.actions.naskah.finding import GUEST, search
from docgen.actions.naskah.indexing import index_naskah, rebuild_index
from docgen.errors import IndexBroken, IndexBusy
from docgen.naskah.access import keys_of
from docgen.office import Office, open_office
from docgen.search.memory_index import MemoryIndex
from docgen.search.query import parse_query
from docgen.search.whoosh_index import WhooshIndex
from docgen.settings import Settings
from tests.letters import file_letters

GOLDEN = ["rapat undangan", '"kartu keluarga"', "laporan -kinerja", "surat7", "status:draf", "tulis", "pelapor*",
          "akta ATAU anggaran", "tahun:2019 disposisi"]  # fmt: skip
KINDS = ("MAIN_*.seg", "_MAIN_*.toc", "segel-*.json", "*.lock", "MAIN_WRITELOCK")
PATIENCE = 60.0  # seconds until an index must be whole again


@dataclass
class Tally:
    """What became of the office."""

    strikes: int = 0
    failed: list[str] = field(default_factory=list)  # filings
    wrong: list[str] = field(default_factory=list)  # answers
    healed: list[float] = field(default_factory=list)  # seconds from the first question to the first with no notice

    def row(self) -> list[str]:
        worst = f"{median(self.healed):.2f} / {max(self.healed):.2f}" if self.healed else "-"
        return [str(one) for one in (self.strikes, len(self.failed), len(self.wrong), len(self.healed), worst)]


class Struck:
    """An office of letters, its index struck again and again, and a linear scan that knows what is right."""

    def __init__(self, office: Office, chance: random.Random, letters: int = 150) -> None:
        self.office, self.chance, self.tally = office, chance, Tally()
        self.scan, self.last = MemoryIndex(), letters
        index_naskah(office, *self._learn(file_letters(office, range(letters))))
        rebuild_index(office)

    def _learn(self, naskah_ids: list[str]) -> list[str]:
        self.scan.put_many(pairs_of(self.office, naskah_ids))
        return naskah_ids

    def afterwards(self) -> None:
        """What follows every strike: a filing, then questions until all is well, each as by a process of its own."""
        self.tally.strikes += 1
        self.file_one()
        begun = time.perf_counter()
        while not (well := self._ask(GOLDEN[0])) and time.perf_counter() < begun + PATIENCE:
            time.sleep(0.02)
        if well:
            self.tally.healed.append(time.perf_counter() - begun)
        for line in (*GOLDEN, f"surat{self.last}"):
            self._ask(line)

    def file_one(self) -> None:
        """One more letter, by somebody who has not touched the index before."""
        self.last += 1
        try:
            fresh = self._fresh()
            index_naskah(fresh, *self._learn(file_letters(fresh, [self.last])))
        except Exception as error:  # noqa: BLE001  whatever it is: a filing failed
            self.tally.failed.append(repr(error))

    def _ask(self, line: str) -> bool:
        """Whether the question was answered without a notice; a wrong answer is written down, whatever the notice."""
        query = parse_query(line)
        right = self.scan.search(query, 10_000, keys=keys_of(GUEST), facets=["jenis"])
        given = search(self._fresh(), query, limit=10_000, facets=["jenis"])
        found = {(one.naskah.id, one.version.number) for one in given.found}
        wanted = {(hit.naskah_id, hit.number) for hit in right.hits}
        if (given.total, found, given.facets) != (right.total, wanted, right.facets):
            self.tally.wrong.append(f"{line}: {given.total} and not {right.total}; {given.notice}")
        return not given.notice

    def _fresh(self) -> Office:
        return replace(self.office, index=WhooshIndex(self.office.settings.index, self.office.settings.synonyms))

    def kill_indexer(self) -> None:
        """Somebody makes the index anew and takes up what is filed meanwhile, until he is killed."""
        child = multiprocessing.get_context("fork").Process(target=_index_for_ever, args=(self.office.settings,))
        child.start()
        until = time.perf_counter() + self.chance.uniform(0.02, 0.6)
        while time.perf_counter() < until:
            self.file_one()
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        self.afterwards()

    def strike_file(self, kind: str) -> None:
        """Flip, cut or remove one file of a kind."""
        paths = sorted(self.office.settings.index.glob(kind))
        path = self.chance.choice(paths)
        self.chance.choice([flip, cut, remove])(path, self.chance)
        self.afterwards()


def flip(path: Path, chance: random.Random) -> None:
    """One bit, or twenty."""
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 1, 20]) if data else 0):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def cut(path: Path, chance: random.Random) -> None:
    """The end is missing, as after a power cut."""
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))] if data else b"")


def remove(path: Path, chance: random.Random) -> None:
    """It is not there."""
    path.unlink()


def _index_for_ever(settings: Settings) -> None:
    with open_office(settings) as office:
        while True:
            with suppress(IndexBusy, IndexBroken):
                rebuild_index(office, resumed=True)
