"""`docgen kenali`."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.actions.naskah.finding import identify
from docgen.actions.scan.recognising import recognise, recognise_code
from docgen.cli.arguments import FILE
from docgen.cli.command import OfficeCommand
from docgen.cli.files import read_file
from docgen.cli.kenali_views import show_identity, show_pages
from docgen.cli.session import Session, reading, shared_options
from docgen.office import Office


@shared_options
@click.command("kenali", cls=OfficeCommand)
@click.argument("path", metavar="FILE|KODE", type=FILE)
@click.pass_context
def kenali(ctx: click.Context, path: Path) -> None:
    """Mengenali berkas: naskah apa, versi berapa, masih asli atau tidak.

    Foto atau pindaian kertas dikenali dari kode QR-nya: halaman berapa, dari versi berapa, dan masih yang terbaru
    atau tidak. Kode di kaki halaman boleh juga diketik.

    Kode keluar 0 bila isinya sama persis dengan yang diarsipkan atau kodenya dikenal, 1 bila berkas mengaku naskah
    kantor ini tetapi isinya lain, 4 bila tidak dikenal sama sekali.

    \b
    Contoh:
      docgen kenali temuan.docx
      docgen kenali FOTO.jpg
    """
    with reading(ctx.obj) as office:
        ctx.exit(_recognised(ctx.obj, office, path))


def _recognised(session: Session, office: Office, path: Path) -> int:
    by = session.sebagai
    if not path.exists() and (typed := recognise_code(office, str(path), by=by)):
        return show_pages(session, office, typed)
    data = read_file(path)
    places = identify(office, data, by=by)
    shown = [] if places else recognise(office, data, path.name, by=by)
    return show_pages(session, office, shown) if shown else show_identity(session, office, path.name, data, places)
