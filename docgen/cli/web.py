"""`docgen web`."""

from __future__ import annotations

import click

from docgen.cli.command import OfficeCommand
from docgen.cli.files import make_folder
from docgen.cli.printing import Progress, note, say
from docgen.cli.session import Session, shared_options
from docgen.settings import Settings


@shared_options
@click.command("web", cls=OfficeCommand)
@click.option("--alamat", metavar="ALAMAT", default="127.0.0.1", help="0.0.0.0 agar terbuka bagi jaringan kantor.")
@click.option("--port", metavar="PORT", type=click.IntRange(1, 65535), default=8470, help="Biasanya 8470.")
@click.option("--nama", metavar="NAMA", multiple=True, help="Nama komputer ini di jaringan; boleh diulang.")
@click.option("--demo", is_flag=True, help="Kantor contoh di folder demo-kantor, dengan akun setiap jabatan.")
@click.option("--https", "secure", is_flag=True, help="Dicapai lewat https, di belakang server kantor.")
@click.pass_obj
def web(session: Session, alamat: str, port: int, nama: tuple[str, ...], demo: bool, secure: bool) -> None:
    """Membuka kantor di peramban, sampai dihentikan dengan Ctrl-C.

    Pada pemakaian pertama dibuat akun admin; kata sandinya dicetak satu kali dan diganti ketika masuk.

    \b
    Contoh:
      docgen web
      docgen web --alamat 0.0.0.0 --nama arsip.kantor.lan
      docgen web --demo
    """
    from docgen.web.app import Options
    from docgen.web.serving import FIRST, first_admin, serve

    settings = _demo() if demo else session.settings
    if given := first_admin(settings):
        say(f"Akun pertama: {FIRST}, kata sandi sekali pakai: {given}", bold=True)
    note(f"Buka http://{'localhost' if alamat in ('127.0.0.1', '0.0.0.0') else alamat}:{port} di peramban.")
    serve(settings, alamat, port, Options(secure=secure, names=tuple(name.casefold() for name in nama), demo=demo))


def _demo() -> Settings:
    from docgen.web.demo import FOLDER, open_demo

    progress = Progress()
    make_folder(FOLDER)
    settings = open_demo(FOLDER, progress)
    progress.done()
    return settings
