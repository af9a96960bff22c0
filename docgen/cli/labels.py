"""`docgen boks label`, `docgen berkas label`, `docgen arsip label`: what is glued on boxes, folders and papers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from docgen.actions.arsip.labelling import box_labels, folder_labels, paper_labels, print_labels
from docgen.actions.naskah.finding import resolve
from docgen.cli.arguments import FILE, as_count, timpa_option
from docgen.cli.command import OfficeCommand
from docgen.cli.files import demand_free, demand_kind, write_file
from docgen.cli.naskah_views import show_written
from docgen.cli.session import Session, reading, shared_options


def label_options(command: Callable[..., None]) -> Callable[..., None]:
    """-o, --mulai, --ukuran, --timpa."""
    for option in (
        timpa_option,
        click.option("--ukuran", metavar="UKURAN", default="3x8", help="Label selembar A4: 3x8 atau 2x7."),
        click.option("--mulai", metavar="NO", type=as_count, default="1", help="Tempat label pertama di lembarnya."),
        click.option("-o", "--keluaran", metavar="FILE.pdf", type=FILE, required=True, help="Berkas yang ditulis."),
    ):
        command = option(command)
    return command


@shared_options
@click.command("label", cls=OfficeCommand)
@click.argument("kode", metavar="[KODE]...", nargs=-1)
@label_options
@click.pass_obj
def boks(session: Session, kode: tuple[str, ...], keluaran: Path, mulai: int, ukuran: str, timpa: bool) -> None:
    """Mencetak label boks dengan QR; tanpa KODE, semua boks.

    Cetak dengan skala 100 %. Lembar label yang sudah terpakai sebagian dilanjutkan dengan --mulai.

    \b
    Contoh:
      docgen boks label -o label-boks.pdf
      docgen boks label B-001 B-002 --mulai 5 -o label-boks.pdf
    """
    demand_kind(keluaran, ".pdf")
    demand_free(keluaran, overwrite=timpa)
    with reading(session) as office:
        printed = print_labels(box_labels(office, kode), ukuran, mulai)
    write_file(keluaran, printed, overwrite=True)
    show_written(session, [keluaran])


@shared_options
@click.command("label", cls=OfficeCommand)
@click.argument("nomor", metavar="[NOMOR]...", nargs=-1)
@label_options
@click.pass_obj
def berkas(session: Session, nomor: tuple[str, ...], keluaran: Path, mulai: int, ukuran: str, timpa: bool) -> None:
    """Mencetak label map berkas dengan QR; tanpa NOMOR, semua berkas.

    Cetak dengan skala 100 %. Lembar label yang sudah terpakai sebagian dilanjutkan dengan --mulai.

    \b
    Contoh:
      docgen berkas label 1/2019 2/2019 -o label-berkas.pdf
      docgen berkas label --ukuran 2x7 -o label-berkas.pdf
    """
    demand_kind(keluaran, ".pdf")
    demand_free(keluaran, overwrite=timpa)
    with reading(session) as office:
        printed = print_labels(folder_labels(office, nomor, by=session.sebagai), ukuran, mulai)
    write_file(keluaran, printed, overwrite=True)
    show_written(session, [keluaran])


@shared_options
@click.command("label", cls=OfficeCommand)
@click.argument("naskah", metavar="NASKAH...", nargs=-1, required=True)
@label_options
@click.pass_obj
def kertas(session: Session, naskah: tuple[str, ...], keluaran: Path, mulai: int, ukuran: str, timpa: bool) -> None:
    """Mencetak label kertas sebuah naskah, dengan kode verifikasinya sebagai QR.

    Satu label untuk setiap lembar kertas yang tercatat. Kertas yang kodenya sudah tercetak tidak memerlukannya.

    \b
    Contoh:
      docgen arsip label 7K3MQ9XZ1A 4T7WQ2M8XA -o label-kertas.pdf
    """
    demand_kind(keluaran, ".pdf")
    demand_free(keluaran, overwrite=timpa)
    with reading(session) as office:
        ids = [resolve(office, one, by=session.sebagai).id for one in naskah]
        printed = print_labels(paper_labels(office, ids), ukuran, mulai)
    write_file(keluaran, printed, overwrite=True)
    show_written(session, [keluaran])
