"""What 200 invitations cost: from the rows of an .xlsx to their numbers, each act as the process a clerk starts.

Prints seconds of the clock, start of the program included, the median of RUNS fresh offices. WANTED is what filling,
filing, numbering and indexing together should take and do not yet; exits 1 above LIMIT. Run it on an idle machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from openpyxl import Workbook
from start import program

ROWS, RUNS, WANTED, LIMIT = 200, 3, 3.0, 6.0
JENIS = "nota_dinas_undangan"
MADE, NUMBERED = "filled, filed, indexed", "numbered, filed, indexed"
ACTS = {
    MADE: f"buat-banyak {JENIS} --isian undangan.toml --dari penerima.xlsx --daftar draf.csv",
    "parafed": "paraf-banyak draf.csv --daftar diparaf.csv",
    "signed": "tandatangan-banyak diparaf.csv --daftar sah.csv",
    NUMBERED: "nomori-banyak sah.csv --daftar terbit.csv",
}
POSTS = ("kasubag_perencanaan", "kasubag_perencanaan", "sekretaris", "tata_usaha")


def docgen(line: str, folder: Path) -> str:
    """What `docgen line` prints in the office of `folder`."""
    command = [*program(), *line.split()]
    env = {**os.environ, "DOCGEN_KANTOR": str(folder / "kantor"), "PYTHONDONTWRITEBYTECODE": ""}
    return subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True, text=True).stdout


def prepare(folder: Path) -> None:
    """An office, the form all invitations share, and the sheet of those invited."""
    docgen("init kantor", folder)
    (folder / "undangan.toml").write_text(docgen(f"jenis {JENIS} --contoh", folder), "utf-8")
    book = Workbook()
    book.active.append(["Kepada", "Tempat"])
    for number in range(1, ROWS + 1):
        book.active.append([f"Lurah ke-{number} Kota Tasikmalaya", f"Aula {number % 7 + 1}"])
    book.save(folder / "penerima.xlsx")


def run() -> list[float]:
    """Seconds of each act in a fresh office."""
    seconds = []
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name))
        for line, post in zip(ACTS.values(), POSTS, strict=True):
            begun = time.perf_counter()
            docgen(f"naskah {line} --sebagai {post}", Path(name))
            seconds.append(time.perf_counter() - begun)
        issued = docgen("naskah daftar --status terbit --batas 1000", Path(name)).splitlines()[1:]
    if len(issued) != ROWS:
        sys.exit(f"{len(issued)} of {ROWS} were issued")
    return seconds


def main() -> int:
    """Measure every act, judge the two that the limit is about."""
    runs = [run() for _ in range(RUNS)]
    times = {act: median(times) for act, times in zip(ACTS, zip(*runs, strict=True), strict=True)}
    print(f"{f'{ROWS} invitations from .xlsx':<34}{'s':>6}   median of {RUNS} runs")
    for act, seconds in times.items():
        print(f"{act:<34}{seconds:>6.2f}")
    both = times[MADE] + times[NUMBERED]
    over = both > LIMIT
    verdict = "too slow" if over else "below what is wanted" if both > WANTED else ""
    print(f"{'filled, filed, numbered, indexed':<34}{both:>6.2f}   wanted {WANTED}   {verdict}".rstrip())
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
