"""The index on disk: never trusted from other hands, never half right, never in the way of two writers."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import random
import resource
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier, Thread

import pytest

from docgen.errors import DocgenError, IndexBroken, IndexBusy
from docgen.naskah.records import Reach
from docgen.search.index_folder import latest_generation, sole_writer
from docgen.search.query import Entry, Query, Step, parse_query
from docgen.search.seal import seal_path, write_seal
from docgen.search.whoosh_index import WhooshIndex

WORDS = "rapat undangan kinerja laporan disposisi anggaran kependudukan akta kartu keluarga".split()
ASKED = [parse_query(q) for q in ("rapat", '"rapat undangan"', 'nomor:"kep 3"', "laporan versi:semua", "tahun:2019")]


def entry(at: int, number: int = 1, latest: bool = True) -> Entry:
    words = random.Random(at * 10 + number).choices(WORDS, k=40)
    return Entry(
        naskah_id=f"N{at}", number=number, latest=latest, text=" ".join(words), jenis="notula", status="draf",
        nomor=(f"470 / Kep. {at} / Sekre",), perihal="Uji", klasifikasi="470", unit="Sekre",
        pejabat=("sekretaris",), tanggal=date(2019, 1, 1 + at % 28),
    )  # fmt: skip


def fill(folder: Path, naskah: int = 10) -> WhooshIndex:
    index = WhooshIndex(folder)
    index.rebuild((f"N{at}", [entry(at, 1, latest=False), entry(at, 2)]) for at in range(naskah))
    for at in range(3):
        index.put(f"N{at}", [entry(at, 3)])
    return index


def answers(index: WhooshIndex) -> list[object]:
    return [(index.search(q, 0).total, [(h.naskah_id, h.number) for h in index.search(q).hits]) for q in ASKED]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "index")
    return tmp_path / "index"


def test_what_one_process_wrote_another_finds(folder: Path) -> None:
    assert WhooshIndex(folder).search(parse_query("nomor:3 versi:semua"), 0).total == 2


def test_a_missing_index_is_said_to_be_broken_and_never_made_empty_in_silence(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path / "tidak" / "ada")
    acts: list[Callable[[], object]] = [
        lambda: index.search(Query()).hits, lambda: index.search(Query(), 0).total, lambda: index.put("N1", [entry(1)]),
    ]  # fmt: skip
    for act in acts:
        with pytest.raises(IndexBroken, match="docgen indeks bangun"):
            act()
    index.clear()
    index.put("N1", [entry(1)])
    assert index.search(Query(), 0).total == 1


def test_the_folder_is_for_its_owner_only(folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700


class Doctored:
    """Unpickled, it runs a command."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (self.command,)


def doctor(folder: Path, trace: Path) -> Path:
    """Put a table of contents that runs a command in place of the real one."""
    toc = folder / f"_MAIN_{latest_generation(folder)}.toc"
    toc.write_bytes(toc.read_bytes()[:60] + pickle.dumps(Doctored(f"touch {trace}")))
    return toc


def test_a_doctored_table_of_contents_is_not_unpickled(folder: Path, tmp_path: Path) -> None:
    doctor(folder, tmp_path / "terjadi")
    with pytest.raises(IndexBroken, match="segel"):
        WhooshIndex(folder).search(Query())
    assert not (tmp_path / "terjadi").exists()


def test_an_index_others_could_write_to_is_not_opened_and_not_kept(folder: Path, tmp_path: Path) -> None:
    toc = doctor(folder, tmp_path / "terjadi")
    write_seal(folder, latest_generation(folder), {toc.name: toc})
    folder.chmod(0o770)
    index = WhooshIndex(folder)
    for act in (lambda: index.search(Query()).hits, lambda: index.put("N1", [entry(1)])):
        with pytest.raises(IndexBroken, match="tidak dipercaya"):
            act()
    index.rebuild([("N1", [entry(1)])])
    assert not (tmp_path / "terjadi").exists()
    assert folder.stat().st_mode & 0o777 == 0o700 and index.search(Query(), 0).total == 1


def test_an_index_of_someone_else_is_neither_read_nor_taken_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = folder.stat().st_uid + 1
    monkeypatch.setattr("os.geteuid", lambda: other)
    index = WhooshIndex(folder)
    with pytest.raises(IndexBroken, match="tidak dipercaya"):
        index.search(Query())
    with pytest.raises(IndexBroken, match="milik pengguna lain"):
        index.clear()


def test_an_index_of_another_version_is_rebuilt(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.search.seal.FORMAT", "docgen 0")
    WhooshIndex(folder).rebuild([("N5", [entry(5)])])
    monkeypatch.undo()
    index = WhooshIndex(folder)
    with pytest.raises(IndexBroken):
        index.search(Query(), 0)
    index.rebuild([("N5", [entry(5)])])
    assert index.search(Query(), 0).total == 1


HERE, THERE = Reach("katalog", 3, "a" * 64), Reach("katalog", 7, "b" * 64)


def test_how_far_the_index_reaches_is_kept_with_each_commit_and_by_a_put_without_a_step(folder: Path) -> None:
    index = WhooshIndex(folder)
    index.rebuild([("N1", [entry(1)])], HERE)
    index.put("N2", [entry(2)])
    assert WhooshIndex(folder).reach() == HERE
    index.put_many([("N3", [entry(3)])], Step(HERE, THERE))
    assert WhooshIndex(folder).reach() == THERE


def test_an_older_index_that_is_put_back_says_itself_how_far_it_reaches(folder: Path, tmp_path: Path) -> None:
    index = WhooshIndex(folder)
    index.rebuild([("N1", [entry(1)])], HERE)
    shutil.copytree(folder, tmp_path / "kemarin")
    index.put_many([("N2", [entry(2)])], Step(HERE, THERE))
    shutil.rmtree(folder)
    shutil.move(tmp_path / "kemarin", folder)
    assert index.reach() == HERE and index.search(Query(), 0).total == 1


def test_every_single_bit_of_how_far_the_index_reaches_is_protected(folder: Path) -> None:
    index = WhooshIndex(folder)
    index.rebuild([("N1", [entry(1)])], HERE)
    seal = seal_path(folder, latest_generation(folder))
    whole, believed = seal.read_bytes(), []
    for at in range(len(whole) * 8):
        data = bytearray(whole)
        data[at // 8] ^= 1 << at % 8
        seal.write_bytes(data)
        with suppress(IndexBroken):
            believed.append(index.reach())
    assert believed == [HERE] * len(believed) and len(believed) < 10  # a space between two words says nothing


def damage(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    kind = chance.randrange(4)
    if kind == 0:
        path.write_bytes(data[: chance.randrange(len(data))])
    elif kind == 1:
        path.unlink()
    else:
        for _ in range(chance.choice([1, 1, 20])):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)


def test_two_hundred_damaged_indexes_answer_rightly_or_say_they_are_broken(folder: Path, tmp_path: Path) -> None:
    chance, right, outcomes = random.Random(20190102), answers(WhooshIndex(folder)), Counter[str]()
    for at in range(200):
        copy = Path(shutil.copytree(folder, tmp_path / f"rusak{at}"))
        damage(chance.choice([p for p in sorted(copy.iterdir()) if p.stat().st_size]), chance)
        index = WhooshIndex(copy)
        try:
            assert answers(index) == right
            index.put("N1", [entry(1, 4)])
            outcomes["benar"] += 1
        except IndexBroken:
            outcomes["rusak"] += 1
            if at % 10 == 0:
                index.rebuild([("N1", [entry(1)])])
                assert index.search(Query(), 0).total == 1
        shutil.rmtree(copy)
    assert outcomes["benar"] > 20 and outcomes["rusak"] > 100


def test_an_index_whose_files_are_all_rubbish_or_gone_can_be_made_anew(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(b"rusak")
    index = WhooshIndex(folder)
    with pytest.raises(IndexBroken):
        index.search(Query())
    index.clear()
    assert index.search(Query(), 0).total == 0


def test_a_rebuild_leaves_files_that_are_not_its_own(folder: Path) -> None:
    (folder / ".gitkeep").touch()
    (folder / "_MAIN_0.toc").write_bytes(b"")
    folder.chmod(0o777)
    WhooshIndex(folder).clear()
    assert (folder / ".gitkeep").exists()


def cut_short() -> Iterator[tuple[str, list[Entry]]]:
    """What a rebuild reads from an archive that fails half-way."""
    yield "N1", [entry(1)]
    raise RuntimeError("listrik padam")


def test_a_rebuild_that_fails_leaves_the_old_index(folder: Path) -> None:
    index = WhooshIndex(folder)
    right = answers(index)

    with pytest.raises(RuntimeError):
        index.rebuild(cut_short())
    assert answers(WhooshIndex(folder)) == right
    index.put("N1", [entry(1, 9)])


def test_a_rebuild_of_a_broken_index_that_fails_leaves_it_broken_and_not_empty(folder: Path) -> None:
    for seal in folder.glob("segel-*"):
        seal.unlink()
    index = WhooshIndex(folder)
    with pytest.raises(RuntimeError):
        index.rebuild(cut_short())
    with pytest.raises(IndexBroken):
        index.search(Query())
    index.rebuild([("N1", [entry(1)])])
    assert index.search(Query(), 0).total == 1


def test_a_second_writer_is_told_at_once_that_the_index_is_busy(folder: Path) -> None:
    index = WhooshIndex(folder)
    with sole_writer(folder):
        acts: list[Callable[[], None]] = [lambda: index.put("N1", [entry(1)]), index.clear]
        for act in acts:
            with pytest.raises(IndexBusy, match="Naskah aman tersimpan"):
                act()
        assert index.search(Query(), 0).total == 10
    index.put("N1", [entry(1)])


def test_a_full_disk_keeps_the_index_as_it_was(folder: Path) -> None:
    index, right = WhooshIndex(folder), answers(WhooshIndex(folder))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(IndexBusy, match="tidak dapat ditulis"):
            index.put("N1", [entry(1, 9)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert answers(WhooshIndex(folder)) == right
    index.put("N1", [entry(1, 9)])
    assert [h.number for h in index.search(parse_query('nomor:"kep 1"')).hits] == [9]


def put_at_once(folder: Path, at: int, ready: Callable[[], object]) -> str:
    ready()
    try:
        WhooshIndex(folder).put(f"P{at}", [replace(entry(at), naskah_id=f"P{at}")])
    except DocgenError as error:
        return type(error).__name__
    return "tersimpan"


def finish(folder: Path, outcomes: list[str]) -> None:
    """Nothing but stored or busy; what was busy can be put later."""
    assert set(outcomes) <= {"tersimpan", "IndexBusy"} and "tersimpan" in outcomes
    for at, outcome in enumerate(outcomes):
        if outcome == "IndexBusy":
            WhooshIndex(folder).put(f"P{at}", [replace(entry(at), naskah_id=f"P{at}")])
    assert WhooshIndex(folder).search(Query(), 0).total == 10 + len(outcomes)


def test_eight_threads_put_at_once(folder: Path) -> None:
    outcomes, barrier = [""] * 8, Barrier(8)

    def run(at: int) -> None:
        outcomes[at] = put_at_once(folder, at, barrier.wait)

    threads = [Thread(target=run, args=(at,)) for at in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    finish(folder, outcomes)


def put_and_note(folder: Path, at: int, ready: Callable[[], object]) -> None:
    (folder.parent / f"hasil{at}").write_text(put_at_once(folder, at, ready))


def test_eight_processes_put_at_once(folder: Path) -> None:
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(8)
    children = [context.Process(target=put_and_note, args=(folder, at, barrier.wait)) for at in range(8)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    finish(folder, [(folder.parent / f"hasil{at}").read_text() for at in range(8)])


def test_readers_are_never_disturbed_by_a_writer(folder: Path) -> None:
    wrong: list[str] = []
    done = False

    def read() -> None:
        while not done:
            try:
                if WhooshIndex(folder).search(parse_query("tahun:2019"), 0).total != 10:
                    wrong.append("jumlah")
            except DocgenError as error:
                wrong.append(str(error))

    reader = Thread(target=read)
    reader.start()
    for at in range(40):
        WhooshIndex(folder).put(f"N{at % 10}", [entry(at % 10, at)])
    done = True
    reader.join()
    assert wrong == []


def test_many_small_commits_stay_few_segments_and_lose_nothing(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path / "index")
    index.clear()
    for at in range(150):
        index.put(f"N{at % 75}", [entry(at % 75, 1, latest=at < 75), entry(at % 75, 2)][: 1 + at // 75])
    assert len(list(index.folder.glob("MAIN_*.seg"))) <= 12
    assert len(list(index.folder.glob("segel-*"))) <= 2
    assert index.search(Query(), 0).total == 75 and index.search(Query(semua_versi=True), 0).total == 150
    assert [h.number for h in index.search(parse_query('nomor:"kep. 33"')).hits] == [2]


def test_what_a_crash_of_the_writer_leaves_is_not_seen(folder: Path) -> None:
    right = answers(WhooshIndex(folder))
    (folder / "MAIN_setengahjadi123.seg").write_bytes(b"setengah")
    (folder / "MAIN.tmp").mkdir()
    (folder / "_MAIN_99.toc.1234.5").write_bytes(b"setengah")
    (folder / "segel-99.json.baru").write_bytes(b"{")
    assert answers(WhooshIndex(folder)) == right
    WhooshIndex(folder).put("N1", [entry(1, 3)])
    assert answers(WhooshIndex(folder)) == right


def measured(*codes: str) -> list[float]:
    """The best of five fresh processes each, in turns, in milliseconds: the cost, not the load of the machine."""

    def spent(code: str) -> float:
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        return float(run.stdout)

    return [min(times) for times in zip(*([spent(code) for code in codes] for _ in range(5)), strict=True)]


CLOCK = "import time; start = time.process_time(); {}; print((time.process_time() - start) * 1000)"


LIBRARIES = "import numpy, whoosh.index, whoosh.writing"


def test_the_index_is_hardly_slower_to_import_than_its_libraries() -> None:
    spent, alone = measured(CLOCK.format("import docgen.search.entries"), CLOCK.format(LIBRARIES))
    print(f"import docgen.search.entries: {spent:.0f} ms, Whoosh and numpy alone {alone:.0f} ms")
    assert spent < 2 * alone + 20


def test_opening_and_one_search_are_quick(tmp_path: Path) -> None:
    fill(tmp_path / "index", 50)
    ask = "WhooshIndex(folder).search(parse_query('laporan kinerja')).hits"
    setup = (
        "from pathlib import Path; from docgen.search.query import parse_query; "
        f"from docgen.search.whoosh_index import WhooshIndex; folder = Path({str(tmp_path / 'index')!r}); "
    )
    spent, alone = measured(setup + CLOCK.format(ask), CLOCK.format(LIBRARIES))
    print(f"open and one search, 50 naskah: {spent:.0f} ms; importing Whoosh and numpy {alone:.0f} ms")
    assert spent < 2 * alone  # in the same breath, so that a slow machine is slow for both
