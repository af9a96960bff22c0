"""What may befall the index, done on purpose: how often, and what became of filing and searching.

    python benchmarks/index_faults.py [--kali 50] [--berkas 200] [--surat 300]

Whoever indexes is killed while others file; files of the index are flipped, cut and lost. After each strike a letter is
filed and golden questions are asked, whose answers must be those of a linear scan. Exits 1 where anything is wrong.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from docgen.actions.house.upkeep import create_office
from docgen.actions.naskah import indexing
from docgen.actions.naskah.limited import MOST
from docgen.office import open_office
from tests.index_striking import KINDS, Struck

HEADS = ("strikes", "failed filings", "wrong answers", "healed", "seconds, median / worst")


def struck(name: str, letters: int, strike: Callable[[Struck, int], None], times: int) -> bool:
    """One line of the table; returns whether all went well."""
    with tempfile.TemporaryDirectory() as folder, open_office(create_office(Path(folder) / "kantor")) as office:
        office_struck = Struck(office, random.Random(20190107), letters)
        for at in range(times):
            strike(office_struck, at)
        tally = office_struck.tally
        print(f"{name:<44}" + "".join(f"{cell:>16}" for cell in tally.row()), flush=True)
        for fault in (*tally.failed, *tally.wrong)[:5]:
            print(f"    {fault}")
        return not tally.failed and not tally.wrong and len(tally.healed) == tally.strikes


def main() -> int:
    """All kinds of strikes; the exit code."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kali", type=int, default=50)
    options.add_argument("--berkas", type=int, default=200)
    options.add_argument("--surat", type=int, default=300)
    given = options.parse_args()
    print(f"{'':<44}" + "".join(f"{head[:15]:>16}" for head in HEADS))
    well = [struck("kill -9 of who indexes, others filing", given.surat, lambda s, _: s.kill_indexer(), given.kali)]
    for kind in KINDS:
        times = max(1, given.berkas // len(KINDS))
        well.append(struck(f"{kind} flipped, cut, lost", given.surat, lambda s, _, k=kind: s.strike_file(k), times))
    few = MOST // 2  # as many as the catalogue looks through, so that its answers are whole
    indexing.QUICK = few // 10  # too many to wait for: the catalogue answers, another process makes the index anew
    times = max(1, given.berkas // 20)
    well.append(struck("the same, mended in the background", few, lambda s, at: s.strike_file(KINDS[at % 3]), times))
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main())
