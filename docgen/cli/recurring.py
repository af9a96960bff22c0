"""`docgen sop jatuh-tempo`: what the calendar asks for, and who is late with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from docgen.actions.recurring import Due, open_due
from docgen.cli.arguments import as_day
from docgen.cli.command import OfficeCommand
from docgen.cli.printing import moment, print_json, say
from docgen.cli.session import Session, acting, shared_options
from docgen.cli.table import print_table


@shared_options
@click.command("jatuh-tempo", cls=OfficeCommand)
@click.option(
    "--pada", metavar="TANGGAL", type=as_day, help="Periode yang jatuh tempo pada tanggal ini; tanpa itu hari ini."
)
@click.pass_obj
def jatuh_tempo(session: Session, pada: date | None) -> None:
    """Membuka pelaksanaan SOP berkala yang sudah jatuh tempo, satu untuk setiap bidang.

    Yang dibuka adalah periode yang baru berakhir, misalnya triwulan lalu; yang sudah dibuka tidak dibuka lagi. Setiap
    bidang disebut dengan langkahnya, batas waktunya dan formulir yang sudah diterima.

    \b
    Contoh:
      docgen sop jatuh-tempo --sebagai kasubag_perencanaan
    """
    with acting(session) as (office, by):
        dues = open_due(office, by=by, on=pada)
    _show(session, dues)


def _show(session: Session, dues: Sequence[Due]) -> None:
    if session.json:
        print_json([_as_json(one) for one in dues])
        return
    if not dues:
        say("Tidak ada SOP berkala yang jatuh tempo.")
        return
    for periode in dict.fromkeys(one.run.periode for one in dues):
        say(periode, bold=True)
        rows = [_row(one) for one in dues if one.run.periode == periode]
        heads = ("Bidang", "SOP", "Pelaksanaan", "Langkah sekarang", "Batas", "Keadaan", "Formulir")
        print_table(heads, rows, solid=("Pelaksanaan", "Batas"))
    opened = sum(one.dibuka for one in dues)
    say(f"\n{opened} pelaksanaan baru dibuka." if opened else "\nSemuanya sudah dibuka sebelumnya.")


def _row(due: Due) -> tuple[object, ...]:
    form = f"{due.formulir.id}, {due.formulir.latest.at:%d-%m-%Y}" if due.formulir else "belum diterima"
    limit = moment(due.batas) if due.batas else ""
    return due.run.untuk, due.run.sop_id, due.run.id, due.langkah, limit, due.keadaan, form


def _as_json(due: Due) -> dict[str, Any]:
    return {
        "sop": due.run.sop_id,
        "pelaksanaan": due.run.id,
        "periode": due.run.periode,
        "jatuh_tempo": due.run.jatuh_tempo,
        "bidang": due.run.untuk,
        "langkah": due.langkah,
        "batas": due.batas,
        "keadaan": due.keadaan,
        "formulir": due.formulir.id if due.formulir else None,
        "dibuka": due.dibuka,
    }
