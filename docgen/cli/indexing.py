"""`docgen indeks bangun | status | periksa`."""

from __future__ import annotations

import click

from docgen.actions.naskah.index_check import check_index, index_status
from docgen.actions.naskah.indexing import rebuild_index
from docgen.cli.command import OfficeCommand
from docgen.cli.indexing_views import show_index_findings, show_indexed, show_status
from docgen.cli.printing import Progress
from docgen.cli.session import Session, reading, shared_options


@shared_options
@click.command("bangun", cls=OfficeCommand)
@click.pass_obj
def bangun(session: Session) -> None:
    """Membangun ulang indeks pencarian dari arsip.

    Pencarian dan pengarsipan berjalan terus selama itu. Yang terputus dilanjutkan dari tempatnya bila diulangi.

    \b
    Contoh:
      docgen indeks bangun
    """
    progress = Progress()
    with reading(session) as office:
        count = rebuild_index(office, lambda done, of: progress(f"{done} dari {of} naskah"), resumed=True)
    progress.done()
    show_indexed(session, count)


@shared_options
@click.command("status", cls=OfficeCommand)
@click.pass_obj
def status(session: Session) -> None:
    """Menampilkan isi indeks, yang masih menunggu, dan pembangunan yang berjalan.

    \b
    Contoh:
      docgen indeks status
    """
    with reading(session) as office:
        show_status(session, index_status(office))


@shared_options
@click.command("periksa", cls=OfficeCommand)
@click.pass_context
def periksa(ctx: click.Context) -> None:
    """Mencocokkan setiap berkas indeks dengan segelnya dan setiap isinya dengan katalog.

    Tidak ada yang diubah. Kode keluar 7 bila indeks tidak cocok; arsipnya sendiri tidak terpengaruh, dan indeks dapat
    selalu dibangun ulang.

    \b
    Contoh:
      docgen indeks periksa
    """
    with reading(ctx.obj) as office:
        ctx.exit(show_index_findings(ctx.obj, check_index(office)))
