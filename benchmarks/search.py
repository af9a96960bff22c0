"""The search engine beside plain Whoosh, SQLite FTS5 and, where it is installed, tantivy: the same corpus, one run.

    python benchmarks/search.py [--versions 20000] [--engines docgen whoosh fts5 tantivy] [--folder /a/disk]
    python benchmarks/search.py --growth 10000 30000 100000 300000

Milliseconds, median / p95, warm, engines taking turns; after them docgen's median in times that of each other engine.
`snippet` and `full` also cut the pieces of the texts of what was found. What is built in --folder is kept, and used
again the next time. --growth measures docgen alone, every size in a process of its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from search_engines import ENGINES, Ours, Searcher
from searched import corpus, questions

HEADS = [f"{head:>16}" for head in ("full", "full_plain", "rare", "filed, found")]

FILED = 50  # versions filed and found, one by one


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def spread(times: Sequence[float]) -> str:
    """Median and p95."""
    return f"{median(times):.2f} / {sorted(times)[int(len(times) * 0.95)]:.2f}" if times else "-"


def ratio(times: Sequence[float], peer: Sequence[float]) -> str:
    """How many times that of a peer the median is."""
    return f"{median(times) / median(peer):.3f}" if peer else "-"


def resident() -> int:
    """MB of this process in memory."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


def alone(work: Callable[..., None], *given: object) -> None:
    """Do this in a process of its own."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=given)
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(process.exitcode)


def build(folder: Path, name: str, count: int) -> None:
    """Build an index, and at last note beside it what it took."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    speed = count / timed(lambda: ENGINES[name](folder).build(corpus(count))) * 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    noted(folder).write_text(f"{speed:.0f} versions/s, {peak} MB in memory at most", "utf-8")


def noted(folder: Path) -> Path:
    return folder.with_suffix(".txt")


def disk(folder: Path, files: str = "*") -> int:
    """MB of these files in a folder and all below."""
    return sum(path.stat().st_size for path in folder.rglob(files) if path.is_file()) >> 20


def built(kept: Path, name: str, count: int) -> Path:
    """Where the index of this engine lies; it is built if it does not."""
    folder = kept / f"{name}-{count}"
    if not noted(folder).exists():
        alone(build, folder, name, count)
    return folder


def times_of(engines: Mapping[str, Searcher], kind: str) -> dict[str, list[float]]:
    """Milliseconds each engine took for the questions of a kind, put twice: the second time counts."""
    times: dict[str, list[float]] = {name: [] for name in engines}
    for question in questions()[kind]:
        for name, engine in engines.items():
            if kind in engine.lacks:
                continue
            engine.ask(question)
            times[name].append(timed(partial(engine.ask, question)))
    return times


def compare(engines: Mapping[str, Searcher]) -> None:
    """The table of queries."""
    others = [name for name in engines if name != "docgen"] if "docgen" in engines else []
    print(f"{'':<14}" + "".join(f"{name:>18}" for name in engines) + "".join(f"{'x ' + name:>11}" for name in others))
    for kind in questions():
        times = times_of(engines, kind)
        ratios = [ratio(times["docgen"], times[name]) for name in others]
        row = "".join(f"{spread(t):>18}" for t in times.values()) + "".join(f"{each:>11}" for each in ratios)
        print(f"{kind:<14}" + row, flush=True)


def filed_and_found(folder: Path) -> str:
    """Milliseconds to file a version and find it, in a copy of this index."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as copy:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        ours = Ours(Path(copy))
        ours.open()
        return spread([timed(partial(ours.file, version)) for version in corpus(FILED)])


def grow(folder: Path, count: int) -> None:
    """A row of the table of sizes."""
    ours = Ours(folder)
    opened = timed(ours.open)
    times = {kind: times_of({"docgen": ours}, kind)["docgen"] for kind in questions()}
    rows = [spread(times[kind]) for kind in ("full", "full_plain", "rare")]
    speed = noted(folder).read_text("utf-8").split()[0]
    cells = [f"{speed:>11}{disk(folder, '*.seg'):>9}{opened:>9.1f}{resident():>9}", *(f"{row:>16}" for row in rows)]
    print(f"{count:<9}" + "".join(cells) + f"{filed_and_found(folder):>16}", flush=True)


def compare_all(kept: Path, names: Sequence[str], count: int) -> None:
    """docgen and its peers over so many versions."""
    print(f"{count} versions; the time to make the corpus is part of versions/s")
    folders = {name: built(kept, name, count) for name in names}
    engines = {name: ENGINES[name](folder) for name, folder in folders.items()}
    for name, engine in engines.items():
        before, opened = resident(), timed(engine.open)
        print(
            f"{name:<8}{noted(folders[name]).read_text('utf-8')}, {disk(folders[name])} MB on disk with the texts, "
            f"opened in {opened:.1f} ms, {resident() - before} MB"
        )
    compare(engines)
    print(f"{resident()} MB in memory after all")
    if "docgen" in engines:
        print("filed and found:", filed_and_found(folders["docgen"]))


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--versions", type=int, default=20_000)
    given.add_argument("--engines", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    given.add_argument("--growth", nargs="+", type=int, default=[])
    given.add_argument("--folder", type=Path)
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        kept = options.folder or Path(passing)
        if not options.growth:
            compare_all(kept, options.engines, options.versions)
            return
        print(f"{'versions':<9}{'versions/s':>11}{'disk MB':>9}{'open ms':>9}{'RSS MB':>9}" + "".join(HEADS))
        for count in options.growth:
            alone(grow, built(kept, "docgen", count), count)


if __name__ == "__main__":
    main()
