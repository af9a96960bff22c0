"""`docgen sop daftar | periksa | cetak | mulai | status | selesai | batalkan`."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.actions.house.upkeep import check_sops
from docgen.actions.sop.following import cancel_run, complete_step, opened_before, print_sop, run_status, start_run
from docgen.cli.arguments import FILE, Pair, as_pair, sop_argument
from docgen.cli.command import OfficeCommand
from docgen.cli.kantor_views import show_checked
from docgen.cli.naskah_views import show_receipt
from docgen.cli.session import Session, acting, reading, shared_options
from docgen.cli.sop_views import find_run, read_outputs, show_run, show_sops, warn_of

run_argument = click.argument("run", metavar="RUN")
output_option = click.option(
    "--output",
    "outputs",
    metavar="nama=NASKAH|@BERKAS",
    type=as_pair,
    multiple=True,
    help="Hasil atau kelengkapan langkah: nama=ID naskahnya, atau nama=@berkas yang lalu disimpan; boleh diulang, juga "
    "untuk nama yang sama.",
)


@shared_options
@click.command("daftar", cls=OfficeCommand)
@click.pass_obj
def daftar(session: Session) -> None:
    """Menampilkan SOP kantor dan pelaksanaannya.

    \b
    Contoh:
      docgen sop daftar
    """
    with reading(session) as office:
        show_sops(session, office)


@shared_options
@click.command("periksa", cls=OfficeCommand)
@click.argument("berkas", metavar="[FILE.toml]...", type=FILE, nargs=-1)
@click.pass_context
def periksa(ctx: click.Context, berkas: tuple[Path, ...]) -> None:
    """Memeriksa SOP kantor, atau berkas SOP yang belum dipasang.

    Yang dicari: pelaksana dan jenis naskah yang tidak ada, kelengkapan yang tidak dihasilkan siapa pun, langkah tanpa
    jalan selesai. Kode keluar 2 bila ada yang perlu diperbaiki.

    \b
    Contoh:
      docgen sop periksa
      docgen sop periksa sop-baru.toml
    """
    ctx.exit(show_checked(ctx.obj, check_sops(ctx.obj.settings, *berkas)))


@shared_options
@click.command("cetak", cls=OfficeCommand)
@sop_argument
@click.pass_obj
def cetak(session: Session, sop: str) -> None:
    """Membuat draf lembar resmi sebuah SOP.

    \b
    Contoh:
      docgen sop cetak pengukuran_kinerja --sebagai kasubag_perencanaan
    """
    with acting(session) as (office, by):
        show_receipt(session, office, print_sop(office, sop, by=by))


@shared_options
@click.command("mulai", cls=OfficeCommand)
@sop_argument
@click.option("--perihal", metavar="TEKS", required=True, help="Untuk apa SOP dijalankan, misalnya 'Tahun 2018'.")
@click.option("--ragam", metavar="RAGAM", default="", help="Waktu baku yang dipakai bila SOP-nya punya beberapa.")
@output_option
@click.pass_obj
def mulai(session: Session, sop: str, perihal: str, ragam: str, outputs: tuple[Pair, ...]) -> None:
    """Memulai pelaksanaan sebuah SOP.

    \b
    Contoh:
      docgen sop mulai pengukuran_kinerja --perihal 'Tahun 2018' \\
          --output surat_masuk=7K3MQ9XZ1A --sebagai tata_usaha
    """
    with acting(session) as (office, by):
        run = start_run(office, sop, perihal, by=by, outputs=read_outputs(office, outputs, by), ragam=ragam)
        show_run(session, run_status(office, run.id))
        warn_of(opened_before(office, run))


@shared_options
@click.command("status", cls=OfficeCommand)
@run_argument
@click.pass_obj
def status(session: Session, run: str) -> None:
    """Menampilkan sampai di mana sebuah pelaksanaan SOP.

    RUN adalah id pelaksanaan atau awalnya; docgen sop daftar menyebut semuanya.

    \b
    Contoh:
      docgen sop status 4T7W
    """
    with reading(session) as office:
        show_run(session, run_status(office, find_run(office, run).id))


@shared_options
@click.command("selesai", cls=OfficeCommand)
@run_argument
@click.option("--hasil", metavar="HASIL", default="", help="Hasil yang dipilih, bila langkahnya punya pilihan.")
@output_option
@click.option("--catatan", metavar="TEKS", default="", help="Wajib bila pekerjaan dikembalikan.")
@click.pass_obj
def selesai(session: Session, run: str, hasil: str, outputs: tuple[Pair, ...], catatan: str) -> None:
    """Menutup langkah yang sedang berjalan.

    Langkah ditutup bila kelengkapannya ada dan outputnya tersimpan di arsip: sebagai naskah, atau sebagai berkas yang
    disimpan sebagaimana adanya (PDF, foto, docx, xlsx, teks).

    \b
    Contoh:
      docgen sop selesai 4T7W --hasil diparaf \\
          --output draf_terparaf=7K3MQ9XZ1A --sebagai sekretaris
      docgen sop selesai 4T7W --output bahan_laporan=@data.xlsx \\
          --sebagai tata_usaha
      docgen sop selesai 4T7W --hasil dikembalikan \\
          --catatan 'Realisasi keliru' --sebagai sekretaris
    """
    with acting(session) as (office, by):
        given = read_outputs(office, outputs, by)
        done = complete_step(office, find_run(office, run).id, by=by, outcome=hasil, outputs=given, note=catatan)
        show_run(session, run_status(office, done.id))


@shared_options
@click.command("batalkan", cls=OfficeCommand)
@run_argument
@click.option("--alasan", metavar="TEKS", default="", help="Mengapa pelaksanaannya dibatalkan.")
@click.pass_obj
def batalkan(session: Session, run: str, alasan: str) -> None:
    """Membatalkan pelaksanaan SOP yang terlanjur dibuka.

    Pelaksanaannya tetap tercatat dengan alasannya, tetapi tidak lagi menunggu siapa pun; naskahnya tidak berubah. Yang
    berwenang: yang membukanya, yang boleh menutup langkahnya sekarang, sekretariat, dan kepala kantor.

    \b
    Contoh:
      docgen sop batalkan 4T7W --alasan 'Terbuka dua kali' \\
          --sebagai tata_usaha
    """
    with acting(session) as (office, by):
        cancelled = cancel_run(office, find_run(office, run).id, alasan, by=by)
        show_run(session, run_status(office, cancelled.id))
