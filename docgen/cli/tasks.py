"""`docgen tugas`: what waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from docgen.actions.sop.tasks import Task, all_tasks, task_sheet, tasks_of
from docgen.cli.arguments import FILE, timpa_option
from docgen.cli.command import OfficeCommand
from docgen.cli.completing import complete_post
from docgen.cli.files import demand_free, demand_kind, write_file
from docgen.cli.naskah_views import show_written
from docgen.cli.printing import moment, print_json, say
from docgen.cli.session import Session, reading, shared_options
from docgen.cli.table import print_table
from docgen.cli.usage import Misuse


@shared_options
@click.command("tugas", cls=OfficeCommand)
@click.option("--untuk", metavar="JABATAN", default="", shell_complete=complete_post, help="Tugas jabatan ini saja.")
@click.option("--lembar", metavar="FILE.docx", type=FILE, help="Tulis sebagai lembar untuk dicetak; perlu --untuk.")
@timpa_option
@click.pass_obj
def tugas(session: Session, untuk: str, lembar: Path | None, timpa: bool) -> None:
    """Menampilkan apa yang menunggu siapa, yang terlambat lebih dahulu.

    Langkah SOP disebut dengan batas waktunya menurut waktu baku dan jam kerja; naskah yang menunggu paraf, tanda
    tangan, nomor, perbaikan atau pengiriman disebut sejak kapan. Tanpa --untuk: tugas --sebagai, atau tugas semua
    jabatan.

    \b
    Contoh:
      docgen tugas --untuk sekretaris
      docgen tugas --untuk kepala_dinas --lembar tugas-kadis.docx
    """
    post = untuk or session.sebagai
    if lembar and not post:
        raise Misuse("Lembar tugas dicetak untuk satu jabatan; tambahkan --untuk JABATAN.")
    demand_kind(lembar, ".docx")
    demand_free(lembar, overwrite=timpa)
    with reading(session) as office:
        found = tasks_of(office, post, by=session.sebagai) if post else all_tasks(office, by=session.sebagai)
        sheet = task_sheet(office, post, found) if lembar else b""
    _show(session, found) if lembar is None else _write(session, lembar, sheet)


def _write(session: Session, path: Path, sheet: bytes) -> None:
    write_file(path, sheet, overwrite=True)
    show_written(session, [path])


def _show(session: Session, tasks: Sequence[Task]) -> None:
    if session.json:
        print_json([asdict(task) for task in tasks])
        return
    if not tasks:
        say("Tidak ada yang menunggu.")
        return
    rows = [
        (task.post, task.tugas, task.perihal, task.subject, moment(task.batas) if task.batas else "", _state(task))
        for task in tasks
    ]
    print_table(("Untuk", "Tugas", "Perihal", "Naskah/SOP", "Batas", "Keadaan"), rows, solid=("Naskah/SOP", "Batas"))


def _state(task: Task) -> str:
    return task.keadaan if task.batas else f"{task.keadaan} sejak {moment(task.sejak)}"
