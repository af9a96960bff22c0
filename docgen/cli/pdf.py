"""`docgen naskah pratinjau | pdf | pdf-banyak`: needs LibreOffice; everything else works without it."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.actions.arsip.access_copies import demand_original
from docgen.actions.naskah.daftar import read_daftar
from docgen.actions.naskah.finding import resolve, version_of
from docgen.actions.naskah.publishing import PDF, file_pdf, file_pdfs, preview
from docgen.cli.arguments import FILE, dibaca_option, naskah_argument, versi_option
from docgen.cli.batch import Bar, batch_options, report
from docgen.cli.command import OfficeCommand
from docgen.cli.files import demand_free, make_folder, read_file, write_file
from docgen.cli.naskah_views import show_receipt, show_written
from docgen.cli.session import Session, acting, reading, shared_options
from docgen.naskah.filename import file_name
from docgen.naskah.records import Naskah, Version


@shared_options
@click.command("pratinjau", cls=OfficeCommand)
@naskah_argument
@versi_option
@click.option("-o", "--keluaran", metavar="FOLDER", type=FILE, default=".", help="Folder tempat berkas ditulis.")
@click.option("--gambar", is_flag=True, help="Juga gambar PNG setiap halaman.")
@click.option("--timpa", is_flag=True, help="Timpa berkas yang sudah ada.")
@click.pass_obj
def pratinjau(session: Session, naskah: str, versi: int | None, keluaran: Path, gambar: bool, timpa: bool) -> None:
    """Melihat satu versi sebagai PDF atau gambar; tidak disimpan.

    Yang belum final bertanda DRAF. Memerlukan LibreOffice.

    \b
    Contoh:
      docgen naskah pratinjau 7K3MQ9XZ1A --gambar -o lihat
    """
    with reading(session) as office:
        found = resolve(office, naskah, by=session.sebagai)
        demand_original(office, found, by=session.sebagai)
        version = version_of(office, found, versi or 0)
        files = _files(found, version, preview(office, found, version), pictures=gambar)
    make_folder(keluaran)
    for name, data in files.items():
        write_file(keluaran / name, data, overwrite=timpa)
    show_written(session, [keluaran / name for name in files])


@shared_options
@click.command("pdf", cls=OfficeCommand)
@naskah_argument
@dibaca_option()
@click.pass_obj
def pdf(session: Session, naskah: str, dibaca: str) -> None:
    """Menyimpan PDF/A naskah yang sudah final di arsip.

    PDF menjadi berkas tambahan di versi berikutnya; halaman Word-nya tetap. Memerlukan LibreOffice.

    \b
    Contoh:
      docgen naskah pdf 7K3MQ9XZ1A --dibaca 3f9a1c2b --sebagai tata_usaha
    """
    with acting(session) as (office, by):
        found = resolve(office, naskah, by=by)
        done = file_pdf(office, found.id, read=dibaca, by=by)
        show_receipt(session, office, done, {"berkas": PDF})


@shared_options
@click.command("pdf-banyak", cls=OfficeCommand)
@batch_options
@click.pass_context
def pdf_banyak(ctx: click.Context, daftar: Path, semua: bool, keluar: Path | None, timpa: bool) -> None:
    """Menyimpan PDF/A semua naskah sebuah daftar di arsip.

    Seperti docgen naskah pdf, tetapi LibreOffice dijalankan satu kali untuk banyak naskah. Setiap baris dilaporkan;
    kode keluar 2 bila ada yang ditolak.

    \b
    Contoh:
      docgen naskah pdf-banyak terbit.csv --sebagai tata_usaha
    """
    demand_free(keluar, overwrite=timpa)
    lines = read_daftar(read_file(daftar), daftar.name)
    with Bar() as bar, acting(ctx.obj) as (office, by):
        results = file_pdfs(office, lines, by=by, whole=semua, progress=bar)
        bar.done()
        ctx.exit(report(ctx.obj, office, results, "dibuatkan PDF", keluar))


def _files(naskah: Naskah, version: Version, pdf: bytes, *, pictures: bool) -> dict[str, bytes]:
    files = {file_name(naskah, version, PDF): pdf}
    if pictures:
        from docgen.paper.pdf.view import page_images

        for at, image in enumerate(page_images(pdf), 1):
            files[file_name(naskah, version, f"halaman-{at:02}.png")] = image
    return files
