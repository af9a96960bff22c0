"""How long a person waits: `docgen --help` and `docgen cari` on a small archive, as processes.

Prints best and median of every figure and exits 1 above the limits. Run it on an idle machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

RUNS = 15
LIMITS = {"--help": 150, "cari laporan kinerja": 500}  # milliseconds, median


def program() -> list[str]:
    """The installed command beside this interpreter, or the module."""
    installed = shutil.which("docgen", path=str(Path(sys.executable).parent))
    return [installed] if installed else [sys.executable, "-m", "docgen"]


def measure(line: str, office: Path) -> list[float]:
    """Milliseconds of RUNS runs, after one that warms the disk cache and brings the index up to date."""
    command = [*program(), *line.split()]
    env = {**os.environ, "DOCGEN_KANTOR": str(office), "PYTHONDONTWRITEBYTECODE": ""}
    times = []
    for _ in range(RUNS + 1):
        begun = time.perf_counter()
        subprocess.run(command, env=env, check=True, capture_output=True)
        times.append((time.perf_counter() - begun) * 1000)
    return times[1:]


def main() -> int:
    """Measure in a fresh demo office."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "kantor"
        subprocess.run([*program(), "demo", str(office)], check=True, capture_output=True)
        print(f"{'docgen …':<24}{'best':>8}{'median':>8}{'limit':>8}   ms, {RUNS} runs")
        for line, limit in LIMITS.items():
            times = measure(line, office)
            over = median(times) > limit
            failed += over
            print(f"{line:<24}{min(times):>8.0f}{median(times):>8.0f}{limit:>8}{'   too slow' if over else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
