"""`docgen arsip periksa | bangun-ulang` and `docgen indeks bangun`."""

from __future__ import annotations

import click

from docgen.actions.indexing import rebuild_index
from docgen.actions.upkeep import rebuild_catalogue, verify_archive
from docgen.cli.command import OfficeCommand
from docgen.cli.printing import Progress
from docgen.cli.session import Session, reading, shared_options
from docgen.cli.upkeep_views import show_findings, show_indexed, show_rebuilt


@shared_options
@click.command("periksa", cls=OfficeCommand)
@click.pass_context
def periksa(ctx: click.Context) -> None:
    """Menghitung ulang semua sidik dan mencocokkan berkas, katalog dan log.

    Tidak ada yang diubah. Kode keluar 3 bila ada yang rusak.

    \b
    Contoh:
      docgen arsip periksa
    """
    with reading(ctx.obj) as office:
        ctx.exit(show_findings(ctx.obj, verify_archive(office)))


@shared_options
@click.command("bangun-ulang", cls=OfficeCommand)
@click.pass_context
def bangun_ulang(ctx: click.Context) -> None:
    """Membangun ulang katalog dari berkas arsip.

    Katalog lama disimpan di sebelahnya. Sesudah itu bangun pula indeksnya: docgen indeks bangun

    \b
    Contoh:
      docgen arsip bangun-ulang
    """
    ctx.exit(show_rebuilt(ctx.obj, rebuild_catalogue(ctx.obj.settings)))


@shared_options
@click.command("bangun", cls=OfficeCommand)
@click.pass_obj
def bangun(session: Session) -> None:
    """Membangun ulang indeks pencarian dari arsip.

    \b
    Contoh:
      docgen indeks bangun
    """
    progress = Progress()
    with reading(session) as office:
        count = rebuild_index(office, lambda done: progress(f"{done} naskah"))
    progress.done()
    show_indexed(session, count)
