"""What may go wrong with disk, power, clock and people, done on purpose: how often, and what became of the archive.

    python benchmarks/faults.py [--kali 50] [--balik 10000] [--hanya kata]

Prints one line a kind of fault and stops at the first loss. The small file system is a real one where root may mount.
"""

from __future__ import annotations

import argparse
import errno
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from statistics import quantiles

sys.path.insert(0, str(Path(__file__).parent.parent))

from docgen.archive.archive import Archive
from docgen.archive.check.finding import RUSAK
from docgen.archive.check.fixity import check_object
from docgen.archive.check.verify import verify
from docgen.archive.ocfl import object_roots
from docgen.archive.opening import open_archive
from docgen.archive.storage import FileStorage, MemoryStorage
from docgen.errors import DocgenError, StorageFailed
from docgen.naskah.records import DOCX
from docgen.settings import Settings
from tests.archive.samples import BUKU, draft, entry, file, revised
from tests.archive.test_writers import all_at_once
from tests.deeds import Deed, opened, the_day
from tests.striking import Struck, fault, kill

WIB = timezone(timedelta(hours=7), "WIB")
WRITERS, TURNS = 32, 3


def say(fault: str, done: str, became: str) -> None:
    """One line of the table."""
    print(f"{fault:<52}{done:>22}   {became}", flush=True)


def kills(day: list[Deed], times: int) -> None:
    """SIGKILL at a random moment of every deed."""
    rng, struck = random.Random(1), []
    for at, deed in enumerate(day):
        died = 0
        for turn in range(20 * times):
            place = deed.before.with_name(f"mati-{at}-{turn}")
            one = kill(deed, place, rng.uniform(0, deed.seconds / rng.choice((1, 2, 4))))
            shutil.rmtree(place)
            struck.append(one)
            died += one.died
            if died == times:
                break
    died = [one for one in struck if one.died]
    kept = sum(one.kept for one in died)
    slow = max(one.recovery for one in struck)
    say(f"kill -9 during {len(day)} deeds of an office", f"{len(died)} killed",
        f"0 acknowledged lost, 0 half there; {kept} kept whole, {len(died) - kept} absent and done again; "
        f"next start with a full check at most {slow:.1f} s")  # fmt: skip


def operations(day: list[Deed], stride: int) -> None:
    """Every n-th thing asked of the disk refused or the last."""
    for error, name in ((0, "ends the process"), (errno.EIO, "gives EIO"), (errno.ENOSPC, "gives ENOSPC")):
        struck: list[Struck] = []
        for at, deed in enumerate(day):
            place = deed.before.with_name(f"galat-{at}-{error}")
            total = fault(deed, place, 0, errno.EIO).operations
            for n in range(1, total + 1, stride):
                shutil.rmtree(place)
                struck.append(fault(deed, place, n, error))
            shutil.rmtree(place, ignore_errors=True)
        told, kept = sum(one.told for one in struck), sum(one.kept for one in struck)
        silent = sum(not (one.told or one.acknowledged or one.died) for one in struck)
        say(f"the n-th write, rename, fsync, mkdir, commit {name}", f"{len(struck)} places",
            f"0 lost, 0 half there, {silent} tracebacks; {told} told, {kept} kept whole")  # fmt: skip


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A real file system of this size."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "docgen", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def full_disk(folder: Path, passes: int = 10) -> None:
    """File until it is full; then check, make room, and go on."""
    rng, refusals, filed, doubts = random.Random(2), 0, 0, 0
    for turn in range(passes):
        with small_disk(folder / f"kecil-{turn}", rng.randint(2, 6)) as disk:
            archive = open_archive(disk / "arsip")
            kept, doubtful = _until_full(archive, rng)
            refusals, filed, doubts = refusals + 5, filed + len(kept), doubts + bool(doubtful)
            _demand_sound(archive, kept, {})
            subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
            file(archive, draft("sesudah", b"x"), {DOCX: b"x"})
            _demand_sound(archive, {**kept, "sesudah": b"x"}, doubtful)
            archive.close()
    say("disk full: a file system of 2 to 6 MB, random sizes", f"{passes} passes",
        f"{filed} filed, {refusals} refused in words, {doubts} of them told to be in doubt; 0 lost; "
        "filed on when there was room")  # fmt: skip


def _until_full(archive: Archive, rng: random.Random) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What was acknowledged, and what the user was told is in doubt, until five were refused."""
    kept: dict[str, bytes] = {}
    doubtful: dict[str, bytes] = {}
    refused = 0
    while refused < 5:
        page, name = rng.randbytes(rng.choice((200, 4_000, 60_000, 400_000))), f"n{len(kept)}-{refused}"
        try:
            file(archive, draft(name, page), {DOCX: page})
            kept[name] = page
        except StorageFailed as error:
            assert "Kosongkan ruang" in str(error), str(error)
            doubtful |= {name: page} if "belum pasti" in str(error) else {}
            refused += 1
    return kept, doubtful


def _demand_sound(archive: Archive, kept: dict[str, bytes], doubtful: dict[str, bytes]) -> None:
    """All that was acknowledged is there, of the rest at most what was called in doubt, and whole."""
    assert [one for one in verify(archive) if one.severity == RUSAK] == []
    there = {name: archive.read(archive.naskah(name).latest) for name in archive.naskah_ids()}
    assert kept.items() <= there.items() <= {**kept, **doubtful}.items()


def flips(folder: Path, day: list[Deed], count: int) -> None:
    """One bit of the store, anywhere; every object has many files and so every kind of file is hit."""
    disk, memory, rng = FileStorage(day[-1].before / "archive"), MemoryStorage(), random.Random(3)
    memory.write({path: disk.read(path) for path in disk.list("ocfl")})
    roots = {root: memory.list(root) for root in object_roots(memory)}
    paths = [(root, path) for root, inside in roots.items() for path in inside]
    weights = [len(memory.read(path)) for _, path in paths]
    found = named = 0
    for root, path in rng.choices(paths, weights, k=count):
        whole = memory.read(path)
        at = rng.randrange(len(whole))
        memory.write({path: whole[:at] + bytes([whole[at] ^ 1 << rng.randrange(8)]) + whole[at + 1 :]})
        faults = check_object(memory, root, roots[root]).faults
        found += bool(faults)
        named += [f"{root}/{fault.path}" for fault in faults] == [path]
        memory.write({path: whole})
    say(f"a bit flipped anywhere in {len(paths)} files of {len(roots)} objects", f"{count} flips",
        f"{found / count:.2%} found, {named / count:.2%} with the very file and no other named")  # fmt: skip
    assert found == count


def damages(folder: Path, day: list[Deed]) -> None:
    """What may become of a file or an object."""
    source = day[-1].before / "archive"
    expected = {"removed": "berkas hilang", "cut": "berkas berubah", "exchanged": "berkas tertukar",
                "older": "berkas tertukar", "stray": "berkas asing", "object lost": "baris tanpa versi"}  # fmt: skip
    tried, found, kinds = Counter(), Counter(), {name: Counter() for name in expected}  # type: ignore[var-annotated]
    copy = shutil.copytree(source, folder / "rusak")
    archive = open_archive(copy)
    for damage, put_back in _ways(copy, random.Random(4)):
        seen = {one.kind for one in verify(archive)}
        tried[damage] += 1
        found[damage] += expected[damage] in seen
        kinds[damage].update(seen)
        put_back()
    assert verify(archive) == []
    archive.close()
    for damage, kind in expected.items():
        others = ", ".join(f"{one} {count}" for one, count in kinds[damage].items() if one != kind)
        say(f"{damage}: {kind}", f"{tried[damage]} of them", f"{found[damage] / tried[damage]:.0%} found as such"
            + (f" (besides: {others})" if others else ""))  # fmt: skip
    assert found == tried


def _ways(archive: Path, rng: random.Random) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each damage done, with how to undo it."""
    files = sorted(path for path in (archive / "ocfl").rglob("*") if path.is_file())
    pages = [path for path in files if path.parent.name == "content" and path.name != "record.json"]
    for path in files:
        data = path.read_bytes()
        path.unlink()
        yield "removed", lambda path=path, data=data: path.write_bytes(data)  # type: ignore[misc]
        path.write_bytes(data[: len(data) // 2])
        yield "cut", lambda path=path, data=data: path.write_bytes(data)  # type: ignore[misc]
    for path in pages:
        other = rng.choice([one for one in pages if one.read_bytes() != path.read_bytes()])
        data, theirs = path.read_bytes(), other.read_bytes()
        path.chmod(0o600), other.chmod(0o600)
        path.write_bytes(theirs), other.write_bytes(data)
        yield "exchanged", lambda p=path, o=other, d=data, t=theirs: (p.write_bytes(d), o.write_bytes(t))  # type: ignore[misc]
        older = path.parents[2] / "v1" / "content" / path.name
        if older != path and older.is_file() and older.read_bytes() != data:
            path.write_bytes(older.read_bytes())
            yield "older", lambda p=path, d=data: p.write_bytes(d)  # type: ignore[misc]
    for root in {path.parents[2] for path in pages}:
        (root / "v1" / "asing.txt").write_bytes(b"asing")
        yield "stray", (root / "v1" / "asing.txt").unlink
        shutil.move(root, archive / "hilang")
        yield "object lost", lambda root=root: shutil.move(archive / "hilang", root)  # type: ignore[misc]


def writers(folder: Path) -> None:
    """Processes that all want the next number at once."""
    times, place = folder / "waktu", folder / "penulis"
    times.mkdir()
    open_archive(place).close()

    def take_numbers(i: int) -> None:
        archive = open_archive(place)
        for turn in range(TURNS):
            begun, page = time.perf_counter(), b"%d-%d" % (i, turn)
            with archive.transaction() as tx:
                urut = tx.next_urut(BUKU, 2019)
                naskah = draft(f"n{i}-{turn}", page)
                tx.file(naskah, {DOCX: page}, text="", nomor=[entry(naskah, urut)])
            (times / f"{i}-{turn}").write_text(str(time.perf_counter() - begun))

    codes = all_at_once(WRITERS, take_numbers)
    archive = open_archive(place)
    given = [line.urut for line in archive.register(BUKU, 2019)]
    assert verify(archive) == []
    archive.close()
    waits = [float(path.read_text()) for path in times.iterdir()]
    gaps, twice = len(set(range(1, max(given) + 1)) - set(given)), len(given) - len(set(given))
    p95 = quantiles(waits, n=20)[18]
    say(f"{WRITERS} processes number and file at once", f"{len(given)} numbers",
        f"{twice} twice, {gaps} gaps, {sum(map(bool, codes))} errors; "
        f"p95 {p95:.2f} s, most {max(waits):.2f} s")  # fmt: skip


def clocks(folder: Path) -> None:
    """A clock that jumps while letters are numbered."""
    moments = (
        datetime(2019, 12, 31, 23, 59, 59, tzinfo=WIB), datetime(2020, 1, 1, 0, 0, 1, tzinfo=WIB),
        datetime(2019, 12, 31, 8, 0, tzinfo=WIB), datetime(2020, 2, 29, 8, 0, tzinfo=WIB),
        datetime(2021, 2, 28, 8, 0, tzinfo=WIB), datetime(2020, 2, 28, 8, 0, tzinfo=WIB),
    )  # fmt: skip
    archive = open_archive(folder / "jam")
    for i, moment in enumerate(moments):
        with archive.transaction() as tx:
            urut = tx.next_urut(BUKU, moment.year)
            naskah = draft(f"n{i}", b"%d" % i, at=moment)
            tx.file(naskah, {DOCX: b"%d" % i}, text="", nomor=[entry(naskah, urut, tahun=moment.year)])
    later = revised(archive.naskah("n0"), {DOCX: b"x"})
    file(archive, replace(later, latest=replace(later.latest, at=moments[0] - timedelta(days=1))), {DOCX: b"x"})
    order = [one.object_id.rpartition(":")[2] for one in archive.log()]
    books = {year: [line.urut for line in archive.register(BUKU, year)] for year in (2019, 2020, 2021)}
    assert order == [f"n{i}" for i in range(6)] + ["n0"] and books == {2019: [1, 2], 2020: [1, 2, 3], 2021: [1]}
    assert verify(archive) == []
    archive.close()
    say("clock back a day, on a year, 29 Feb, 31 Dec 23:59:59", f"{len(order)} acts",
        "log in the order of the acts; each year its own register, each number once")  # fmt: skip


def read_only(folder: Path, day: list[Deed]) -> None:
    """A medium that can only be read: every deed says where and what to do."""
    told = 0
    with small_disk(folder / "baca", 64) as disk:
        for deed in day:
            shutil.copytree(deed.before, disk / "kantor")
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
            try:
                with opened(Settings(disk / "kantor")) as office:
                    deed.act(office)
            except DocgenError as error:
                assert str(disk) in str(error), f"{deed.name}: {error}"
                told += 1
            subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
            with opened(Settings(disk / "kantor")) as office:
                assert verify(office.archive) == []
            shutil.rmtree(disk / "kantor")
    say(
        "a medium that can only be read", f"{len(day)} deeds", f"{told} named place and remedy, 0 tracebacks, 0 changed"
    )


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kali", type=int, default=50, help="kills of each deed")
    parser.add_argument("--langkah", type=int, default=5, help="every so manyth operation of each deed is struck")
    parser.add_argument("--balik", type=int, default=10_000, help="bits to flip")
    parser.add_argument("--hanya", default="", help="only the faults with this in their name")
    given = parser.parse_args()
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name:
        folder = Path(name)
        (folder / "hari").mkdir()
        day = the_day(folder / "hari")
        print(f"{date.today()}, {os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}")
        for work in (
            lambda: kills(day, given.kali), lambda: operations(day, given.langkah), lambda: full_disk(folder),
            lambda: flips(folder, day, given.balik), lambda: damages(folder, day), lambda: writers(folder),
            lambda: clocks(folder), lambda: read_only(folder, day),
        ):  # fmt: skip
            if given.hanya in work.__code__.co_names or not given.hanya:
                work()
    return 0


if __name__ == "__main__":
    sys.exit(main())
