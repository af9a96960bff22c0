"""A catalogue of nothing but entries: thousands of acts in seconds, for what is true of an index however it is used."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from docgen.errors import IndexBroken, IndexBusy
from docgen.naskah.records import Reach
from docgen.search.index_folder import sole_writer
from docgen.search.query import Entry, Index, Step
from tests.letters import WORDS

Pair = tuple[str, Sequence[Entry]]
TYPES, STATUSES = ("nota_dinas", "notula", "surat_masuk"), ("draf", "disahkan", "terbit")


class Ledger:
    """Naskah and their entries, and after which act each changed last."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.seq = chance, 0
        self.entries: dict[str, list[Entry]] = {}
        self.changed: dict[str, int] = {}

    def reach(self, seq: int) -> Reach:
        return Reach("buku besar", seq, f"hash {seq}")

    def since(self, seq: int, most: int | None = None) -> list[str]:
        """The naskah that changed since, oldest first."""
        return sorted((one for one, at in self.changed.items() if at > seq), key=self.changed.__getitem__)[:most]

    def pairs(self, naskah_ids: Sequence[str]) -> Iterator[Pair]:
        return ((one, self.entries[one]) for one in naskah_ids)

    def act(self) -> None:
        """One act of an office: a new naskah, a new wording, a number, a paper or scan, a secret, a destruction."""
        self.seq += 1
        if not self.entries or self.chance.random() < 0.3:
            naskah_id = f"N{len(self.entries):05}"
            self.entries[naskah_id] = [self._entry(naskah_id)]
        else:
            naskah_id = self.chance.choice(list(self.entries))
            change = self.chance.choice([self._reword, self._number, self._keep, self._hide, self._destroy])
            self.entries[naskah_id] = change(self.entries[naskah_id])
        self.changed[naskah_id] = self.seq

    def _entry(self, naskah_id: str) -> Entry:
        words = self.chance.choices(WORDS, k=20)
        day = date(2019, 1, 1) + timedelta(days=self.chance.randrange(900))
        return Entry(naskah_id, 1, True, " ".join(words), self.chance.choice(TYPES), "draf", (), " ".join(words[:3]),
                     "470", "Sekre", ("sekretaris",), day, pembaca=("biasa",))  # fmt: skip

    def _reword(self, known: list[Entry]) -> list[Entry]:
        *older, last = known
        new = replace(last, number=last.number + 1, text=" ".join(self.chance.choices(WORDS, k=20)))
        return [*older, replace(last, latest=False), new][-3:]

    def _number(self, known: list[Entry]) -> list[Entry]:
        *older, last = known
        number = (f"470 / Kep. {self.seq} / Sekre",)
        return [*older, replace(last, number=last.number + 1, nomor=number, status=self.chance.choice(STATUSES))]

    def _keep(self, known: list[Entry]) -> list[Entry]:
        return [replace(one, ada=self.chance.choice([("kertas",), ("pindaian", "pdf"), ()])) for one in known]

    def _hide(self, known: list[Entry]) -> list[Entry]:
        return [replace(one, pembaca=self.chance.choice([("biasa",), ("sekretaris",)])) for one in known]

    def _destroy(self, known: list[Entry]) -> list[Entry]:
        return [replace(known[-1], text="", status="dimusnahkan")] if self.chance.random() < 0.2 else known


class Follower:
    """An index that follows a ledger as the office's index follows the archive, and what may befall it."""

    def __init__(self, ledger: Ledger, index: Index, folder: Path) -> None:
        self.ledger, self.index, self.folder = ledger, index, folder
        self.copy = folder.with_name("salinan")

    def catch_up(self, most: int | None = None) -> None:
        """Take up what waits; a busy index does so later, a broken one is made anew."""
        with suppress(IndexBusy):
            try:
                since = self.index.reach()
                if since is None or since.seq > self.ledger.seq:
                    raise IndexBroken("asing")
                waiting = self.ledger.since(since.seq, most)
                upto = self.ledger.changed[waiting[-1]] if waiting and most else self.ledger.seq
                self.index.put_many(self.ledger.pairs(waiting), Step(since, self.ledger.reach(upto)))
            except IndexBroken:
                every = self.ledger.since(0)
                self.index.rebuild(self.ledger.pairs(every), self.ledger.reach(self.ledger.seq))

    def befall(self, chance: random.Random) -> None:
        """One of the things that may happen to the folder of an index."""
        what = chance.random()
        if what < 0.3 and self.folder.exists():
            shutil.rmtree(self.copy, ignore_errors=True)
            shutil.copytree(self.folder, self.copy)
        elif what < 0.6 and self.copy.exists():
            shutil.rmtree(self.folder, ignore_errors=True)
            shutil.copytree(self.copy, self.folder)
        elif what < 0.7:
            shutil.rmtree(self.folder, ignore_errors=True)
        elif self.folder.exists():
            with sole_writer(self.folder):
                self.catch_up()
