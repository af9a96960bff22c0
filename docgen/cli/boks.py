"""`docgen boks baru | pindah | daftar | lihat`: what paper lies in, and where it stands."""

from __future__ import annotations

from collections.abc import Callable

import click

from docgen.actions.arsip.shelving import move_box, papers_in_box, set_up_box
from docgen.cli.arsip_views import show_box, show_boxes, show_catatan
from docgen.cli.command import OfficeCommand
from docgen.cli.session import Session, acting, reading, shared_options
from docgen.kearsipan.boks import JENIS, MACAM, Boks

kode_argument = click.argument("kode", metavar="KODE")


def letak_options(command: Callable[..., None]) -> Callable[..., None]:
    """Building, room and rack."""
    for name, told in (("rak", "Lemari atau rak, dan barisnya."), ("ruang", "Ruangnya."), ("gedung", "Gedungnya.")):
        command = click.option(f"--{name}", metavar="TEKS", default="", help=told)(command)
    return command


@shared_options
@click.command("baru", cls=OfficeCommand)
@kode_argument
@click.option("--macam", metavar="MACAM", default="boks", help=f"Salah satu dari: {', '.join(MACAM)}.")
@letak_options
@click.option("--unit", metavar="UNIT", default="", help="Unit yang arsipnya disimpan di dalamnya.")
@click.option("--keterangan", metavar="TEKS", default="", help="Keterangan lain.")
@click.pass_obj
def baru(
    session: Session, kode: str, macam: str, gedung: str, ruang: str, rak: str, unit: str, keterangan: str
) -> None:
    """Mencatat boks, laci, lemari atau map tempat kertas disimpan.

    KODE tertulis di labelnya dan tidak dipakai dua kali.

    \b
    Contoh:
      docgen boks baru B-001 --ruang 'Ruang arsip' --rak 'Rak 3, baris 2' \\
          --sebagai kasubag_umum
    """
    boks = Boks(macam, gedung, ruang, rak, unit, keterangan)
    with acting(session) as (office, by):
        show_catatan(session, office, set_up_box(office, kode, boks, by=by))


@shared_options
@click.command("pindah", cls=OfficeCommand)
@kode_argument
@letak_options
@click.option("--catatan", metavar="TEKS", default="", help="Mengapa dipindah.")
@click.pass_obj
def pindah(session: Session, kode: str, gedung: str, ruang: str, rak: str, catatan: str) -> None:
    """Mencatat bahwa sebuah boks, berikut isinya, dipindah ke tempat lain.

    \b
    Contoh:
      docgen boks pindah B-001 --rak 'Rak 5' --sebagai kasubag_umum
    """
    letak = {"gedung": gedung, "ruang": ruang, "rak": rak}
    with acting(session) as (office, by):
        show_catatan(session, office, move_box(office, kode, letak, by=by, note=catatan))


@shared_options
@click.command("daftar", cls=OfficeCommand)
@click.pass_obj
def daftar(session: Session) -> None:
    """Menampilkan semua boks dan letaknya.

    \b
    Contoh:
      docgen boks daftar
    """
    with reading(session) as office:
        show_boxes(session, office.archive.catatan(JENIS))


@shared_options
@click.command("lihat", cls=OfficeCommand)
@kode_argument
@click.pass_obj
def lihat(session: Session, kode: str) -> None:
    """Menampilkan isi sebuah boks dan riwayat letaknya.

    \b
    Contoh:
      docgen boks lihat B-001
    """
    with reading(session) as office:
        boks = office.archive.one_catatan(JENIS, kode.strip().upper())
        show_box(session, office, boks, papers_in_box(office, boks.kode))
