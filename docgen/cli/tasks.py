"""`docgen tugas`: what waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import click

from docgen.actions.tasks import Task, all_tasks, tasks_of
from docgen.cli.command import OfficeCommand
from docgen.cli.completing import complete_post
from docgen.cli.printing import moment, print_json, say
from docgen.cli.session import Session, reading, shared_options
from docgen.cli.table import print_table


@shared_options
@click.command("tugas", cls=OfficeCommand)
@click.option("--untuk", metavar="JABATAN", default="", shell_complete=complete_post, help="Tugas jabatan ini saja.")
@click.pass_obj
def tugas(session: Session, untuk: str) -> None:
    """Menampilkan apa yang menunggu siapa, yang terlambat lebih dahulu.

    Langkah SOP disebut dengan batas waktunya menurut waktu baku dan jam kerja; naskah yang menunggu paraf, tanda
    tangan atau nomor disebut sejak kapan. Tanpa --untuk: tugas --sebagai, atau tugas semua jabatan.

    \b
    Contoh:
      docgen tugas --untuk sekretaris
    """
    post = untuk or session.sebagai
    with reading(session) as office:
        found = tasks_of(office, post, by=session.sebagai) if post else all_tasks(office, by=session.sebagai)
    _show(session, found)


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
