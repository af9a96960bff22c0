"""`docgen naskah lihat | daftar | ambil`: reading, changes nothing."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.actions.finding import listing, resolve, retrieve, version_of
from docgen.cli.arguments import FILE, as_count, jenis_option, naskah_argument, status_option, versi_option
from docgen.cli.command import OfficeCommand
from docgen.cli.files import write_file
from docgen.cli.naskah_views import show_list, show_naskah, show_refill, show_taken
from docgen.cli.session import Session, reading, shared_options
from docgen.naskah.filename import file_name


@shared_options
@click.command("lihat", cls=OfficeCommand)
@naskah_argument
@versi_option
@click.pass_obj
def lihat(session: Session, naskah: str, versi: int | None) -> None:
    """Menampilkan keadaan satu naskah, riwayat dan sidiknya.

    NASKAH disebut dengan id atau awalnya, nomornya, atau kode verifikasinya.

    \b
    Contoh:
      docgen naskah lihat 7K3MQ9XZ1A
      docgen naskah lihat '470 / 1 / Sekre / 2019' --versi 2
    """
    with reading(session) as office:
        found = resolve(office, naskah, by=session.sebagai)
        show_naskah(session, office, found, version_of(office, found, versi or 0))


@shared_options
@click.command("daftar", cls=OfficeCommand)
@jenis_option
@status_option
@click.option("--batas", metavar="N", type=as_count, default="50", help="Paling banyak N naskah; biasanya 50.")
@click.pass_obj
def daftar(session: Session, jenis: str, status: str, batas: int) -> None:
    """Menampilkan daftar naskah, yang terakhir berubah lebih dahulu.

    \b
    Contoh:
      docgen naskah daftar --jenis nota_dinas --status draf
    """
    with reading(session) as office:
        found = listing(office, jenis=jenis, status=status, by=session.sebagai, limit=batas)
        show_list(session, office, found)


@shared_options
@click.command("ambil", cls=OfficeCommand)
@naskah_argument
@versi_option
@click.option("--berkas", metavar="NAMA", default="", help="Berkas lain di versi itu, misalnya salinan-01.docx.")
@click.option("-o", "--keluaran", metavar="FILE", type=FILE, help="Nama berkas atau folder; - ke keluaran.")
@click.option("--timpa", is_flag=True, help="Timpa berkas yang sudah ada.")
@click.pass_obj
def ambil(session: Session, naskah: str, versi: int | None, berkas: str, keluaran: Path | None, timpa: bool) -> None:
    """Mengambil berkas satu versi dari arsip.

    Isinya dicocokkan dengan sidiknya sebelum ditulis. Tanpa -o, namanya menyebut jenis, nomor dan versinya.

    \b
    Contoh:
      docgen naskah ambil 7K3MQ9XZ1A
      docgen naskah ambil 7K3MQ9XZ1A --versi 2 -o draf.docx
    """
    with reading(session) as office:
        found = resolve(office, naskah, by=session.sebagai)
        version = version_of(office, found, versi or 0)
        path, data = retrieve(office, version, berkas)
    target = _target(keluaran, file_name(found, version, path))
    write_file(target, data, overwrite=timpa)
    show_taken(session, version, path, target)


@shared_options
@click.command("buat-ulang", cls=OfficeCommand)
@naskah_argument
@versi_option
@click.pass_context
def buat_ulang(ctx: click.Context, naskah: str, versi: int | None) -> None:
    """Mengisi ulang satu naskah dan membandingkan hasilnya.

    Isian yang diarsipkan diisikan lagi ke template yang sekarang; tidak ada yang disimpan. Kode keluar 0 bila
    hasilnya sama persis, 1 bila lain; sebabnya disebut.

    \b
    Contoh:
      docgen naskah buat-ulang 7K3MQ9XZ1A --versi 1
    """
    from docgen.actions.refilling import refill

    with reading(ctx.obj) as office:
        found = resolve(office, naskah, by=ctx.obj.sebagai)
        ctx.exit(show_refill(ctx.obj, found, refill(office, found, version_of(office, found, versi or 0))))


def _target(asked: Path | None, name: str) -> Path:
    """Where the file goes: the place asked for, or the speaking name here or in the folder asked for."""
    if asked is None:
        return Path(name)
    return asked / name if asked.is_dir() else asked
