"""`docgen init | demo | periksa | jenis`: the office folder and what it declares."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.arguments import FILE
from docgen.cli.command import OfficeCommand
from docgen.cli.completing import complete_jenis
from docgen.cli.files import make_folder, told
from docgen.cli.kantor_views import show_checked, show_created, show_demo, show_example, show_type, show_types
from docgen.cli.printing import Progress
from docgen.cli.session import Session, shared_options


@shared_options
@click.command("init", cls=OfficeCommand)
@click.argument("folder", metavar="FOLDER", type=FILE)
@click.option(
    "--profil", metavar="PROFIL", default="", help="Tata letak: permendagri_54_2009 (bawaan), permendagri_1_2023."
)
@click.option("--contoh", metavar="NAMA", default="", help="Mulai dari kantor contoh, misalnya jeneponto.")
@click.pass_obj
def init(session: Session, folder: Path, profil: str, contoh: str) -> None:
    """Membuat folder kantor baru.

    Isinya jenis naskah bawaan, arsip kosong dan indeks kosong. Sesuaikan templates_docx/kantor.toml dengan kantor Anda.

    \b
    Contoh:
      docgen init kantor-baru
      docgen init kantor-baru --profil permendagri_1_2023
    """
    from docgen.actions.house.upkeep import create_office

    make_folder(folder)
    with told(folder):
        made = create_office(folder, profil=profil, contoh=contoh)
    show_created(session, made)


@shared_options
@click.command("demo", cls=OfficeCommand)
@click.argument("folder", metavar="[FOLDER]", type=FILE, default="demo-kantor")
@click.pass_obj
def demo(session: Session, folder: Path) -> None:
    """Menjalankan satu SOP dari surat masuk sampai laporan terarsip.

    Dibuat kantor contoh di FOLDER (biasanya demo-kantor); yang lama di sana diganti.

    \b
    Contoh:
      docgen demo
    """
    from docgen.actions.house.demo import run_demo

    progress = Progress()
    make_folder(folder)
    report = run_demo(folder, progress)
    progress.done()
    show_demo(session, report)


@shared_options
@click.command("periksa", cls=OfficeCommand)
@click.pass_context
def periksa(ctx: click.Context) -> None:
    """Memeriksa jenis naskah, template dan SOP kantor.

    Kode keluar 2 bila ada yang perlu diperbaiki.

    \b
    Contoh:
      docgen periksa
    """
    from docgen.actions.house.upkeep import check_declarations

    ctx.exit(show_checked(ctx.obj, check_declarations(ctx.obj.settings)))


@shared_options
@click.command("jenis", cls=OfficeCommand)
@click.argument("jenis", metavar="[JENIS]", default="", shell_complete=complete_jenis)
@click.option("--contoh", is_flag=True, help="Cetak isian contoh (TOML) untuk disalin dan diubah.")
@click.pass_obj
def jenis(session: Session, jenis: str, contoh: bool) -> None:
    """Menampilkan jenis naskah dan isiannya.

    \b
    Contoh:
      docgen jenis
      docgen jenis nota_dinas
      docgen jenis nota_dinas --contoh > isian.toml
    """
    if not jenis:
        show_types(session)
    elif contoh:
        show_example(session, jenis)
    else:
        show_type(session, jenis)
