"""How quickly an office of many naskah and runs says what waits for a post.

    python benchmarks/tasks.py [--naskah 10000] [--runs 200] [--folder /a/disk]

Of every ten naskah three are letters that came in, three their sheets, three notes that were sent and one is worked
on; every fiftieth of each kind waits for somebody. A quarter of the runs is open. Milliseconds, first and median.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median

from filed import START, Pages, not_waiting, sha

from docgen.actions.house.upkeep import create_office
from docgen.actions.sop.tasks import tasks_of
from docgen.archive.transaction import Transaction
from docgen.naskah.records import DOCX, Naskah, Status
from docgen.office import Office, open_office
from docgen.settings import Settings
from docgen.sop.flow import END
from docgen.sop.progress import Event, SopRun

EVERY, MANY = 50, 500
POSTS = ("kepala_dinas", "sekretaris", "tata_usaha", "kabid_capil")
AGES = timedelta(hours=1)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--naskah", type=int, default=10_000)
    asked.add_argument("--runs", type=int, default=200)
    asked.add_argument("--folder", type=Path)
    given = asked.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp())
    settings = Settings(folder / "kantor")
    if not settings.root.exists():
        build(create_office(settings.root), given.naskah, given.runs)
    now = START + given.naskah * timedelta(minutes=10)
    with open_office(settings, now=lambda: now) as office:
        for post in POSTS:
            took = [timed(office, post) for _ in range(9)]
            found = len(tasks_of(office, post, by=post))
            print(f"{post:14} {found:4} tasks, first {took[0]:6.1f} ms, median {median(took):6.1f} ms")


def timed(office: Office, post: str) -> float:
    """Milliseconds of one answer."""
    begun = time.perf_counter()
    tasks_of(office, post, by=post)
    return (time.perf_counter() - begun) * 1000


def build(settings: Settings, many: int, runs: int) -> None:
    """File the office, without waiting for the disk."""
    with not_waiting(), open_office(settings) as office:
        pages, step = Pages(small=True), many // 10
        for start in range(0, step, MANY // 10):
            with office.archive.transaction() as tx:
                for at in range(start, min(start + MANY // 10, step)):
                    for naskah in ten(pages, at):
                        tx.file(naskah, {DOCX: naskah.perihal.encode()}, text=naskah.perihal)
        with office.archive.transaction() as tx:
            for at in range(runs):
                _file_run(office, tx, at)


def ten(pages: Pages, at: int) -> Iterator[Naskah]:
    """Ten naskah as they stand in a grown office."""
    waits = at % EVERY == 0
    for n in range(3):
        letter = _naskah(pages, f"S{at:05}{n}", "surat_masuk", Status.DITERIMA)
        hop = {"dari": "kepala_dinas", "kepada": ["sekretaris"], "isi": "Tindak lanjuti", "at": START.isoformat()}
        done = {} if waits else {"selesai": {"sekretaris": {"at": START.isoformat(), "laporan": "sudah", "naskah": ""}}}
        sheet = _naskah(pages, f"L{at:05}{n}", "lembar_disposisi", Status.DIDISPOSISIKAN, disposisi=[{**hop, **done}])
        yield letter
        if not (waits and n == 0):
            yield replace(sheet, induk=letter.id)
        note = _naskah(pages, f"N{at:05}{n}", "nota_dinas", Status.TERBIT)
        to = note.latest.values["kepada"]
        sent = {"nomor": 1, "kepada": "", "sebagai": "asli", "cara": "", "at": START.isoformat(), "oleh": "tata_usaha"}
        names = [*(to if isinstance(to, list) else [to]), *note.latest.values.get("tembusan", ())]
        items = [{**sent, "kepada": name, "sebagai": "tembusan" if i else "asli"} for i, name in enumerate(names)]
        yield note if waits else replace(note, latest=replace(note.latest, facts={"ekspedisi": items}))
    if waits:
        yield _naskah(pages, f"D{at:05}0", "nota_dinas", Status.DRAF)


def _naskah(pages: Pages, naskah_id: str, jenis: str, status: Status, **facts: object) -> Naskah:
    naskah, _ = pages.draft(naskah_id)
    digest = sha(naskah.perihal.encode())
    values = {**pages.values, "kepada": "Kepala Dinas", "tembusan": ["Inspektur"]} if jenis == "nota_dinas" else {}
    version = replace(naskah.latest, status=status, facts=facts, values=values, files={DOCX: digest}, sha256=digest)
    return replace(naskah, jenis=jenis, latest=version)


def _file_run(office: Office, tx: Transaction, at: int) -> None:
    sop = office.sop("pengukuran_kinerja")
    begun = START + at * 8 * AGES
    run = SopRun(f"R{at:09}", sop.id, sop.sha256, f"Pelaksanaan {at}", (Event("mulai", "", "tata_usaha", begun),))
    tx.file_run(run)
    for number, step in enumerate(sop.steps[: 3 if at % 4 == 0 else None], 1):
        outcome = next((one for one in step.outcomes if one != "dikembalikan"), END)
        event = Event(
            step.id, outcome, "sekretaris", begun + number * AGES, dict.fromkeys(step.output, "naskah:S000000")
        )
        run = replace(run, events=(*run.events, event))
        tx.file_run(run)


if __name__ == "__main__":
    main()
