"""`docgen surat-masuk catat` and `docgen disposisi buat | teruskan`."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.actions.disposing import Disposisi, dispose, forward
from docgen.actions.finding import resolve
from docgen.actions.registering import register_incoming
from docgen.cli.arguments import (
    FILE,
    Pair,
    dibaca_option,
    isi_option,
    isian_argument,
    isian_option,
    kepada_option,
    read_form,
)
from docgen.cli.command import OfficeCommand
from docgen.cli.files import read_file
from docgen.cli.naskah_views import show_receipt
from docgen.cli.session import Session, acting, shared_options


@shared_options
@click.command("catat", cls=OfficeCommand)
@isian_argument
@isian_option
@click.option(
    "--pindaian", metavar="FILE", type=FILE, default=None, help="Hasil pindai: PDF, JPG, PNG, TIFF atau docx."
)
@click.pass_obj
def catat(session: Session, pairs: tuple[Pair, ...], isian: Path | None, pindaian: Path | None) -> None:
    """Mencatat surat masuk di buku agenda.

    Surat mendapat nomor agenda berikutnya. Isiannya: docgen jenis surat_masuk.

    \b
    Contoh:
      docgen surat-masuk catat --isian surat.toml --pindaian surat.pdf \\
          --sebagai tata_usaha
    """
    form = read_form(pairs, isian)
    scan = read_file(pindaian) if pindaian else b""
    with acting(session) as (office, by):
        name = pindaian.name if pindaian else ""
        show_receipt(session, office, register_incoming(office, form, by=by, scan=scan, name=name))


@shared_options
@click.command("buat", cls=OfficeCommand)
@click.argument("surat", metavar="SURAT")
@kepada_option
@isi_option
@click.pass_obj
def buat(session: Session, surat: str, kepada: tuple[str, ...], isi: str) -> None:
    """Membuka lembar disposisi untuk satu surat masuk.

    \b
    Contoh:
      docgen disposisi buat 7K3MQ9XZ1A --kepada sekretaris \\
          --isi 'Siapkan laporannya' --sebagai kepala_dinas
    """
    with acting(session) as (office, by):
        found = resolve(office, surat, by=by)
        show_receipt(session, office, dispose(office, found.id, Disposisi(kepada, isi), by=by))


@shared_options
@click.command("teruskan", cls=OfficeCommand)
@click.argument("lembar", metavar="LEMBAR")
@dibaca_option()
@kepada_option
@isi_option
@click.pass_obj
def teruskan(session: Session, lembar: str, dibaca: str, kepada: tuple[str, ...], isi: str) -> None:
    """Meneruskan disposisi di lembar yang sama.

    \b
    Contoh:
      docgen disposisi teruskan 9M2XK4T0QB --dibaca 3f9a1c2b \\
          --kepada kasubag_perencanaan --isi 'Proses' --sebagai sekretaris
    """
    with acting(session) as (office, by):
        found = resolve(office, lembar, by=by)
        show_receipt(session, office, forward(office, found.id, Disposisi(kepada, isi), read=dibaca, by=by))
