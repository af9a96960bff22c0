"""`docgen naskah buat | revisi | unggah`."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.actions.naskah.drafting import draft, revise, upload
from docgen.actions.naskah.finding import resolve
from docgen.cli.arguments import (
    FILE,
    Pair,
    dibaca_option,
    isian_argument,
    isian_option,
    jenis_argument,
    naskah_argument,
    read_form,
)
from docgen.cli.command import OfficeCommand
from docgen.cli.files import read_file
from docgen.cli.naskah_views import show_receipt
from docgen.cli.session import Session, acting, shared_options


@shared_options
@click.command("buat", cls=OfficeCommand)
@jenis_argument
@isian_argument
@isian_option
@click.option("--induk", metavar="NASKAH", default="", help="Naskah yang ditanggapi atau disertai.")
@click.option("--klasifikasi", metavar="KODE", default="", help="Kode klasifikasi isi naskah, bila bukan yang biasa.")
@click.pass_obj
def buat(
    session: Session, jenis: str, pairs: tuple[Pair, ...], isian: Path | None, induk: str, klasifikasi: str
) -> None:
    """Membuat draf naskah baru dari isian.

    Isian ditulis sebagai nama=nilai; nama yang diulang menjadi daftar. Untuk isian panjang dan tabel pakai
    berkas TOML: docgen jenis JENIS --contoh mencetak contohnya.

    \b
    Contoh:
      docgen naskah buat nota_dinas --isian isian.toml \\
          perihal='Permintaan Data' --sebagai kasubag_perencanaan
    """
    form = read_form(pairs, isian)
    with acting(session) as (office, by):
        parent = resolve(office, induk, by=by).id if induk else ""
        made = draft(office, jenis, form, by=by, induk=parent, klasifikasi=klasifikasi)
        show_receipt(session, office, made)


@shared_options
@click.command("revisi", cls=OfficeCommand)
@naskah_argument
@isian_argument
@isian_option
@dibaca_option()
@click.pass_obj
def revisi(session: Session, naskah: str, pairs: tuple[Pair, ...], isian: Path | None, dibaca: str) -> None:
    """Memperbaiki isian draf; semua paraf diminta lagi.

    Hanya isian yang disebut yang berubah; isian lain tetap seperti sebelumnya.

    \b
    Contoh:
      docgen naskah revisi 7K3MQ9XZ1A perihal='Undangan Rapat' \\
          --dibaca 3f9a1c2b --sebagai kasubag_perencanaan
    """
    form = read_form(pairs, isian)
    with acting(session) as (office, by):
        found = resolve(office, naskah, by=by)
        show_receipt(session, office, revise(office, found.id, form, read=dibaca, by=by))


@shared_options
@click.command("unggah", cls=OfficeCommand)
@naskah_argument
@click.argument("path", metavar="FILE.docx", type=FILE)
@dibaca_option(required=False)
@click.pass_obj
def unggah(session: Session, naskah: str, path: Path, dibaca: str | None) -> None:
    """Menyimpan naskah yang dikoreksi di Word sebagai versi berikutnya.

    Tanpa --dibaca, versi asalnya dibaca dari berkas itu sendiri. Semua paraf diminta lagi.

    \b
    Contoh:
      docgen naskah unggah 7K3MQ9XZ1A nota_dinas_7K3MQ9XZ1A_v1.docx \\
          --sebagai kasubag_perencanaan
    """
    docx = read_file(path)
    with acting(session) as (office, by):
        found = resolve(office, naskah, by=by)
        show_receipt(session, office, upload(office, found.id, docx, read=dibaca or "", by=by, name=path.name))
