"""`docgen sop jatuh-tempo`: what the calendar asks for, and who is late with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from docgen.actions.sop.quarters import due_quarters
from docgen.actions.sop.recurring import open_due
from docgen.cli.arguments import FILE, as_day, timpa_option
from docgen.cli.command import OfficeCommand
from docgen.cli.files import make_folder
from docgen.cli.recurring_views import Forms, show_due, write_owed
from docgen.cli.session import Session, acting, shared_options


@shared_options
@click.command("jatuh-tempo", cls=OfficeCommand)
@click.option(
    "--pada", metavar="TANGGAL", type=as_day, help="Periode yang jatuh tempo pada tanggal ini; tanpa itu hari ini."
)
@click.option("--formulir", metavar="FOLDER", type=FILE, help="Tulis formulir Excel bidang yang belum menyampaikannya.")
@timpa_option
@click.pass_obj
def jatuh_tempo(session: Session, pada: date | None, formulir: Path | None, timpa: bool) -> None:
    """Membuka pelaksanaan SOP berkala yang sudah jatuh tempo, satu untuk setiap bidang.

    Yang dibuka adalah periode yang baru berakhir, misalnya triwulan lalu; yang sudah dibuka tidak dibuka lagi. Setiap
    bidang disebut dengan langkahnya, batas waktunya dan formulir yang sudah diterima. Di bawahnya: siapa yang belum
    menyampaikan formulir, dan bila semua sudah ada, perintah untuk menyusun laporannya.

    Dengan --formulir, berkas yang sudah ada dibiarkan: mungkin sudah diisi.

    \b
    Contoh:
      docgen sop jatuh-tempo --sebagai kasubag_perencanaan
      docgen sop jatuh-tempo --formulir formulir \\
          --sebagai kasubag_perencanaan
    """
    with acting(session) as (office, by):
        if formulir:
            make_folder(formulir)
        dues = open_due(office, by=by, on=pada)
        quarters = due_quarters(office, pada)
        forms = write_owed(office, quarters, formulir, overwrite=timpa) if formulir else Forms()
    show_due(session, dues, quarters, forms)
