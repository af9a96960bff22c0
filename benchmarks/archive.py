"""What it costs to keep: filing, batches, a large archive, checking, rebuilding; beside plain copies and ocfl-py.

    python benchmarks/archive.py [--naskah 10000] [--besar 20000] [--folder /a/disk]

Everything but the building of the two archives waits for the disk as in use. Exits 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

import ocfl as ocfl_py
from filed import DOCX, Pages, file_one, grow, next_version
from ocfl.object import Object

from docgen.actions.naskah.words import words_of
from docgen.archive.archive import Archive
from docgen.archive.check.verify import verify
from docgen.archive.ocfl import object_path
from docgen.archive.opening import open_archive
from docgen.archive.rebuild import rebuild

ROUNDS, BATCH = 60, 200
WAL = 12_000  # bytes that one commit of one act appends to the log of SQLite, about
WORDS = "undangan rapat pengukuran kinerja triwulan " * 20
_missed: list[str] = []


def timed(work: Callable[..., object], *given: object) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    work(*given)
    return (time.perf_counter() - begun) * 1000


def say(name: str, figure: str, target: str = "", *, holds: bool = True) -> None:
    """One line of the table; a target that is missed is remembered."""
    print(f"{name:<58}{figure:>24}   {target}{'' if holds else '   MISSED'}", flush=True)
    if not holds:
        _missed.append(name)


class Syncs:
    """How often the program asked the disk to be sure."""

    def __init__(self) -> None:
        self.count, self._real = 0, os.fsync

    def __enter__(self) -> Syncs:
        os.fsync = self._counted
        return self

    def __exit__(self, *error: object) -> None:
        os.fsync = self._real

    def _counted(self, descriptor: int) -> None:
        self.count += 1
        self._real(descriptor)


def durable(path: Path, data: bytes) -> None:
    """The plain way: write, fsync, fsync the folder."""
    with path.open("wb", buffering=0) as file:
        file.write(data)
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in it durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def plain(folder: Path, name: str, data: bytes) -> None:
    """A copy that survives a power cut, and nothing else."""
    durable(folder / name, data)
    sync_folder(folder)


def floor(root: Path, files: dict[str, bytes]) -> None:
    """What no archive of this format can do without: each new file and each folder with a new name fsynced once, and
    one commit. No thinking, no order, no way back."""
    folders = {root}
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        folders |= {root / parent for parent in Path(name).parents}
        durable(root / name, data)
    for folder in folders:
        sync_folder(folder)
    with (root.parent / "wal").open("ab", buffering=0) as wal:
        wal.write(bytes(WAL))
        os.fsync(wal.fileno())


def by_ocfl_py(root: Path, name: str, page: bytes) -> float:
    """One object by ocfl-py, which asks for no fsync; its source folder is there already."""
    source = root / f"src-{name}"
    source.mkdir()
    (source / DOCX).write_bytes(page)
    made = Object(identifier=f"urn:{name}")
    return timed(lambda: made.create(srcdir=str(source), objdir=str(root / f"obj-{name}")))


def filing(folder: Path) -> float:
    """One act at a time, in turns with the others; returns milliseconds of a first version."""
    archive, pages, scratch = open_archive(folder / "satu"), Pages(2), folder / "polos"
    scratch.mkdir()
    taken: dict[str, list[float]] = {name: [] for name in ("first", "next", "floor", "next floor", "copy", "ocfl-py")}
    syncs = {"first": 0, "next": 0}
    for i in range(ROUNDS + 5):
        naskah, files = pages.draft(f"B{i:04}")
        with Syncs() as counted:
            taken["first"].append(timed(file_one, archive, naskah, files, WORDS))
        syncs["first"] = counted.count + 1
        taken["floor"].append(timed(floor, scratch / f"a{i}", written(folder / "satu", naskah.id, "v1")))
        later = {DOCX: pages.docx()}
        with Syncs() as counted:
            taken["next"].append(timed(file_one, archive, next_version(naskah, later), later, WORDS))
        syncs["next"] = counted.count + 1
        taken["next floor"].append(timed(floor, scratch / f"b{i}", written(folder / "satu", naskah.id, "v2")))
        taken["copy"].append(timed(plain, scratch, f"{i}.docx", files[DOCX]))
        taken["ocfl-py"].append(by_ocfl_py(scratch, str(i), files[DOCX]))
    archive.close()
    ms = {name: median(times[5:]) for name, times in taken.items()}
    for name, base in (("first", "floor"), ("next", "next floor")):
        ratio = ms[name] / ms[base]
        label = f"{name} version of 45 KB filed ({syncs[name]} fsyncs)"
        say(label, f"{ms[name]:.1f} ms, {ratio:.1f} x", f"3 x its own bytes fsynced once, {ms[base]:.1f} ms",
            holds=ratio <= 3)  # fmt: skip
    say("  the page alone copied and fsynced", f"{ms['copy']:.1f} ms")
    say(f"  ocfl-py {ocfl_py.__version__}: the object without any fsync", f"{ms['ocfl-py']:.1f} ms")
    return ms["first"]


def written(folder: Path, naskah_id: str, version: str) -> dict[str, bytes]:
    """The files one act wrote, by their path below the storage root."""
    place = object_path(f"urn:docgen:naskah:{naskah_id}")
    root = folder / place
    new = [path for path in root.rglob("*") if path.is_file() and (version in path.parts or path.parent == root)]
    if version != "v1":
        new = [path for path in new if not path.name.startswith("0=")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in new}


def batch(folder: Path, single: float) -> None:
    """Many in one transaction."""
    archive, pages = open_archive(folder / "banyak"), Pages(3)
    taken = []
    for turn in range(5):
        made = [pages.draft(f"C{turn}{i:05}") for i in range(BATCH)]

        def file_all(made: list = made) -> None:  # type: ignore[type-arg]
            with archive.transaction() as tx:
                for naskah, files in made:
                    tx.file(naskah, files, text=WORDS)

        taken.append(timed(file_all) / BATCH)
    archive.close()
    each = median(taken)
    say(f"one of {BATCH} filed together", f"{each:.1f} ms, {single / each:.1f} x quicker", "5 x",
        holds=single / each >= 5)  # fmt: skip


def large(folder: Path, count: int) -> None:
    """The same act in an archive of 1,000 and of many, in turns so that the machine is the same for both."""
    archives = {}
    for size in (1000, count):
        archives[size] = open_archive(folder / f"besar-{size}")
        begun = time.perf_counter()
        have = len(archives[size].naskah_ids())
        grow(archives[size], range(have, size), Pages(size, small=True), acts=1)
        print(f"{'':<4}{size:,} naskah built in {time.perf_counter() - begun:.0f} s", flush=True)
    os.sync()
    pages, taken = Pages(4), {size: [] for size in archives}  # type: dict[int, list[float]]
    run = os.urandom(3).hex()
    for i in range(ROUNDS * 2):
        for size, archive in archives.items():
            naskah, files = pages.draft(f"D{run}{i:05}")
            taken[size].append(timed(file_one, archive, naskah, files, WORDS))
    few, many = median(taken[1000]), median(taken[count])
    for archive in archives.values():
        archive.close()
    say(f"filing at {count:,} naskah, against 1,000", f"{many:.1f} / {few:.1f} ms, {many / few:.2f} x", "1.3 x",
        holds=many / few <= 1.3)  # fmt: skip


def hashing(folder: Path) -> tuple[float, int]:
    """Seconds and bytes of reading every file and its SHA-512, nothing else."""
    paths = [os.path.join(place, name) for place, _, names in os.walk(folder / "ocfl") for name in names]
    begun, size = time.perf_counter(), 0
    for path in paths:
        with open(path, "rb") as file:
            data = file.read()
        size += len(data)
        hashlib.sha512(data).hexdigest()
    return time.perf_counter() - begun, size


def upkeep(folder: Path, count: int) -> None:
    """Check and rebuild of an archive of the usual mix."""
    root = folder / f"campur-{count}"
    archive = open_archive(root)
    begun = time.perf_counter()
    grow(archive, range(len(archive.naskah_ids()), count), Pages())
    print(f"{'':<4}{count:,} naskah of three versions built in {time.perf_counter() - begun:.0f} s", flush=True)
    archive.close()
    hashing(root)  # so that both find the files in memory
    pairs = []
    for _ in range(3):
        plain, size = hashing(root)
        pairs.append((plain, *_verified(root)))
    plain, seconds, peak = min(pairs, key=lambda pair: pair[1] / pair[0])
    share = plain / seconds
    rate = f"{size / 1e6 / seconds:.0f} of {size / 1e6 / plain:.0f} MB/s, {share:.0%}"
    say(f"check of {size / 1e9:.1f} GB in {seconds:.1f} s, against SHA-512", rate, "60 %", holds=share >= 0.6)
    say("  memory at its peak", f"{peak:.0f} MB")
    took = timed(lambda: rebuild(root, read_words=words_of)) / 1000
    say(f"catalogue of {count:,} naskah rebuilt", f"{took:.1f} s", "60 s for 10,000", holds=took <= 60 * count / 10_000)


def _verified(root: Path) -> tuple[float, float]:
    """Seconds and megabytes of a check, in a process of its own."""
    command = [sys.executable, __file__, "--periksa", str(root)]
    seconds, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(peak)


def check_alone(root: Path) -> int:
    """What `_verified` starts."""
    archive: Archive = open_archive(root)
    seconds = timed(lambda: _demand_whole(archive)) / 1000
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return 0


def _demand_whole(archive: Archive) -> None:
    if found := verify(archive):
        sys.exit(f"the archive to be measured is damaged: {found[0].place}")


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--naskah", type=int, default=10_000, help="naskah that are checked and rebuilt")
    parser.add_argument("--besar", type=int, default=20_000, help="naskah of the large archive")
    parser.add_argument("--folder", type=Path, help="where to build; what is there already is used again")
    parser.add_argument("--periksa", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.periksa:
        return check_alone(given.periksa)
    logging.disable(logging.INFO)  # ocfl-py tells of every object
    folder = given.folder or Path(tempfile.mkdtemp(dir=Path(__file__).parent))
    print(f"{date.today()}, Python {platform.python_version()}, {os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}")
    try:
        for name in ("satu", "polos", "banyak"):
            shutil.rmtree(folder / name, ignore_errors=True)
        batch(folder, filing(folder))
        large(folder, given.besar)
        upkeep(folder, given.naskah)
    finally:
        if not given.folder:
            shutil.rmtree(folder, ignore_errors=True)
    return 1 if _missed else 0


if __name__ == "__main__":
    sys.exit(main())
