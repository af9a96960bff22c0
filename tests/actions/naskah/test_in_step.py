"""However an office works and whatever befalls its index: it is at every moment what a fresh one would be."""

from __future__ import annotations

import multiprocessing
import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.actions.naskah.approving import cancel, give_paraf, sign
from docgen.actions.naskah.drafting import draft, revise
from docgen.actions.naskah.entries import pairs_of
from docgen.actions.naskah.finding import search
from docgen.actions.naskah.indexing import index_naskah, rebuild_index, waiting_in
from docgen.actions.naskah.numbering import assign_nomor
from docgen.actions.surat.registering import register_incoming
from docgen.errors import DocgenError, IndexBroken, IndexBusy
from docgen.kearsipan.catatan import Catatan
from docgen.kearsipan.kertas import Kertas, with_kertas
from docgen.naskah.records import Naskah
from docgen.office import Office, open_office
from docgen.search.index_folder import sole_writer
from docgen.search.query import FACETS, Index, Step, parse_query
from docgen.search.whoosh_index import WhooshIndex
from docgen.settings import Settings
from tests.archive.samples import START, sha
from tests.ledger import Follower, Ledger
from tests.letters import file_letters

QUERIES = [
    parse_query(line)
    for line in (
        "", "versi:semua", "rapat", "rapat undangan", '"kartu keluarga"', "laporan -kinerja", "status:draf",
        "nomor:470", "kinerja ATAU akta", "jenis:nota_dinas data", "tanggal:2019-01..2019-06", "ada:kertas",
        "ada:pindaian", "tulis",
        "rapat versi:semua", "status:dimusnahkan versi:semua", "pelapor*",
    )
]  # fmt: skip
POSTS = ("kasubag_perencanaan", "sekretaris", "kepala_dinas", "tata_usaha")


@pytest.fixture(autouse=True)
def _nothing_deleted_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """BM25F counts a deleted document until its segment is written anew; here that is at once, so ranks are equal."""
    monkeypatch.setattr("docgen.search.engine.policy.MOSTLY_DELETED", 1)


def answers(index: Index) -> list[object]:
    """All that a person can be told: numbers, counts and the order of what is found, for three who may read."""
    found = []
    for query in QUERIES:
        for keys in (None, ["biasa"], ["sekretaris", "biasa"]):
            answer = index.search(query, 1000, keys=keys, facets=FACETS)
            hits = [(hit.naskah_id, hit.number, round(hit.score, 3)) for hit in answer.hits]
            found.append((answer.total, hits, answer.facets))
    return found


def demand_same(index: Index, fresh: Index) -> None:
    assert sorted(index.held()) == sorted(fresh.held())
    assert answers(index) == answers(fresh)


class House:
    """An office with two processes at work in it; every act may meet what befalls an index."""

    def __init__(self, office: Office, other: Office, chance: random.Random, folder: Path) -> None:
        self.offices, self.chance, self.folder = (office, other), chance, folder
        self.done = 0

    def __call__(self) -> None:
        """One act, or one mishap."""
        deeds = [self.drafts, self.receives, self.revises, self.approves, self.numbers, self.cancels, self.papers,
                 self.scans, self.destroys]  # fmt: skip
        mishaps = [self.dies_before_indexing, self.is_busy, self.is_copied, self.is_put_back, self.is_lost,
                   self.is_overtaken, self.is_half_rebuilt]  # fmt: skip
        deed: Callable[[], object] = self.chance.choice(deeds if self.chance.random() < 0.7 else mishaps)
        with suppress(DocgenError):  # an act that may not be done changes nothing
            deed()
            self.done += 1

    @property
    def office(self) -> Office:
        return self.chance.choice(self.offices)

    def some(self) -> Naskah:
        """A naskah with a real page; the letters of the mishaps have none."""
        return self.chance.choice([one for one in self.office.archive.list_naskah() if len(one.id) == 10])

    def drafts(self) -> None:
        draft(self.office, "nota_dinas", self.office.doctype("nota_dinas").example(), by="kasubag_perencanaan")

    def receives(self) -> None:
        form = self.office.doctype("surat_masuk").example()
        secrecy = self.chance.choice(["Biasa", "Rahasia"])
        register_incoming(self.office, form | {"keamanan": secrecy}, by="tata_usaha")

    def revises(self) -> None:
        naskah = self.some()
        revise(self.office, naskah.id, {"perihal": f"Rapat kinerja {self.done}"}, read=naskah.latest.sha256,
               by="kasubag_perencanaan")  # fmt: skip

    def approves(self) -> None:
        naskah = self.some()
        for post in POSTS:
            for act in (give_paraf, sign):
                with suppress(DocgenError):
                    naskah = act(self.office, naskah.id, read=naskah.latest.sha256, by=post)

    def numbers(self) -> None:
        self.approves()
        for naskah in self.office.archive.list_naskah(status="disahkan", limit=1):
            assign_nomor(self.office, naskah.id, read=naskah.latest.sha256, by="tata_usaha")

    def cancels(self) -> None:
        naskah = self.some()
        cancel(self.office, naskah.id, read=naskah.latest.sha256, by="kepala_dinas", reason="keliru")

    def papers(self) -> None:
        naskah = self.some()
        self._file(naskah, {}, with_kertas(naskah.latest.facts, [Kertas(1, "asli", 1, keadaan="ada")]))

    def scans(self) -> None:
        naskah = self.some()
        self._file(naskah, {"pindaian.pdf": b"%PDF-"}, naskah.latest.facts)

    def _file(self, naskah: Naskah, blobs: dict[str, bytes], facts: Mapping[str, object]) -> None:
        """The next version of it, with other facts and these files besides."""
        office, last = self.office, naskah.latest
        files = {**last.files, **{path: sha(data) for path, data in blobs.items()}}
        version = replace(last, number=last.number + 1, act="dicatat", files=files, facts=facts)
        with office.archive.transaction() as tx:
            tx.file(replace(naskah, latest=version), blobs, text=f"akta kartu keluarga {self.done}")
        index_naskah(office, naskah.id)

    def destroys(self) -> None:
        gone, office = self.some(), self.office
        record = Catatan(f"p{self.done}", "penyusutan", f"{self.done}/2025", 1, "dilaksanakan", "kasubag_umum", START,
                         {"tahap": "dilaksanakan"})  # fmt: skip
        with office.archive.transaction() as tx:
            tx.file_catatan(record, destroy=[gone.id])
        index_naskah(office, gone.id)

    def dies_before_indexing(self) -> None:
        file_letters(self.office, [1000 + self.done])

    def is_busy(self) -> None:
        with sole_writer(self.office.settings.index):
            self.drafts()

    def is_copied(self) -> None:
        if self.office.settings.index.exists():
            shutil.rmtree(self.folder, ignore_errors=True)
            shutil.copytree(self.office.settings.index, self.folder)

    def is_put_back(self) -> None:
        if self.folder.exists():
            self.is_lost()
            shutil.copytree(self.folder, self.office.settings.index)

    def is_lost(self) -> None:
        shutil.rmtree(self.office.settings.index, ignore_errors=True)

    def is_overtaken(self) -> None:
        """One reads what waits, the other files and indexes, then the one writes what it read."""
        one, other = self.offices
        file_letters(one, [2000 + self.done])
        changes = waiting_in(one)
        told = list(pairs_of(one, changes.naskah_ids))
        index_naskah(other, *file_letters(other, [3000 + self.done]))
        with pytest.raises(IndexBusy):
            one.index.put_many(told, Step(changes.since, changes.upto))

    def is_half_rebuilt(self) -> None:
        class Killed(Exception):
            pass

        def progress(done: int, of: int) -> None:
            raise Killed

        with suppress(Killed):
            rebuild_index(self.office, progress, resumed=self.chance.random() < 0.5)


@pytest.fixture
def offices(office: Office) -> Iterator[tuple[Office, Office]]:
    with open_office(office.settings, now=office.now) as other:
        yield office, other


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_after_any_acts_and_mishaps_the_index_is_what_a_fresh_one_would_be(
    offices: tuple[Office, Office], tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docgen.actions.naskah.indexing.BATCH", 4)
    house = House(*offices, random.Random(seed), tmp_path / "salinan")
    house.drafts()
    for at in range(60):
        house()
        if at % 12 == 11:
            office = house.office
            assert search(office, parse_query("rapat")).notice == ""
            fresh = WhooshIndex(tmp_path / f"segar{at}")
            fresh.rebuild(pairs_of(office, office.archive.naskah_ids()))
            demand_same(office.index, fresh)
    assert house.done > 30


def test_an_older_index_that_is_put_back_catches_up_by_itself(office: Office, tmp_path: Path) -> None:
    index_naskah(office, *file_letters(office, range(5)))
    shutil.copytree(office.settings.index, tmp_path / "kemarin")
    index_naskah(office, *file_letters(office, range(5, 9)))
    shutil.rmtree(office.settings.index)
    shutil.copytree(tmp_path / "kemarin", office.settings.index)
    assert [one.naskah.id for one in search(office, parse_query("surat7")).found] == ["N00007"]


def files_five(settings: Settings, first: int) -> None:
    with open_office(settings) as office:
        for at in range(first, first + 5):
            index_naskah(office, *file_letters(office, [at]))


def test_several_processes_file_and_index_at_once_and_nobody_is_refused(office: Office) -> None:
    context = multiprocessing.get_context("fork")
    children = [context.Process(target=files_five, args=(office.settings, at * 100)) for at in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0, 0, 0, 0]
    assert search(office, parse_query("surat*"), limit=50).total == 20
    assert waiting_in(office).waiting == 0


def test_an_index_of_another_office_is_not_believed(office: Office, tmp_path: Path) -> None:
    from docgen.actions.house.upkeep import create_office

    with open_office(create_office(tmp_path / "lain"), now=office.now) as other:
        index_naskah(other, *file_letters(other, range(5)))
    file_letters(office, [7])
    shutil.rmtree(office.settings.index)
    shutil.copytree(tmp_path / "lain" / "index", office.settings.index)
    with pytest.raises(IndexBroken, match="bukan dari katalog"):
        waiting_in(office)
    assert search(office, parse_query("surat3")).total == 0
    assert search(office, parse_query("surat7")).total == 1


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "acts"), [(1, 600), (2, 10_000)])
def test_after_thousands_of_acts_every_record_count_and_rank_is_that_of_a_fresh_index(
    tmp_path: Path, seed: int, acts: int
) -> None:
    chance = random.Random(seed)
    ledger = Ledger(chance)
    follower = Follower(ledger, WhooshIndex(tmp_path / "index"), tmp_path / "index")
    for at in range(acts):
        ledger.act()
        if chance.random() < 0.15:
            follower.catch_up(most=chance.choice([3, 50]))
        if chance.random() < 0.01:
            follower.befall(chance)
        if at % (acts // 3) == acts // 3 - 1:
            while (reached := follower.index.reach()) is None or reached.seq < ledger.seq:
                follower.catch_up()
            fresh = WhooshIndex(tmp_path / f"segar{at}")
            fresh.rebuild(ledger.pairs(ledger.since(0)))
            demand_same(follower.index, fresh)
