"""`docgen rapat contoh | siapkan`: the papers of a meeting from one entry."""

from __future__ import annotations

from pathlib import Path

import click

import docgen
from docgen.actions.surat.meeting import prepare_meeting
from docgen.cli.arguments import Pair, isian_argument, isian_option, read_form
from docgen.cli.command import OfficeCommand
from docgen.cli.naskah_views import show_list
from docgen.cli.printing import print_json
from docgen.cli.session import Session, acting, shared_options

_EXAMPLE = Path(docgen.__file__).parent / "contoh" / "rapat.toml"


@shared_options
@click.command("contoh", cls=OfficeCommand)
@click.pass_obj
def contoh(session: Session) -> None:
    """Mencetak contoh isian sebuah rapat.

    \b
    Contoh:
      docgen rapat contoh > rapat.toml
    """
    text = _EXAMPLE.read_text("utf-8")
    if session.json:
        print_json({"isian": text})
    else:
        click.echo(text, nl=False)  # as it is: it is to become a file


@shared_options
@click.command("siapkan", cls=OfficeCommand)
@isian_argument
@isian_option
@click.option("--satu-satu", is_flag=True, help="Satu undangan untuk setiap peserta; tanpa itu satu untuk semua.")
@click.pass_obj
def siapkan(session: Session, pairs: tuple[Pair, ...], isian: Path | None, satu_satu: bool) -> None:
    """Menyusun undangan, daftar hadir dan kerangka notula dari satu isian.

    Yang baru diketahui di rapat dibiarkan bertitik-titik di notula dan diisi dengan docgen naskah revisi. Semuanya
    tersimpan, atau tidak satu pun.

    \b
    Contoh:
      docgen rapat siapkan --isian rapat.toml --sebagai kasubag_perencanaan
    """
    form = read_form(pairs, isian)
    with acting(session) as (office, by):
        undangan, daftar, notula = prepare_meeting(office, form, by=by, one_each=satu_satu)
        show_list(session, office, [*undangan, daftar, notula])
