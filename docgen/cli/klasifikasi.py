"""`docgen klasifikasi daftar | impor`: the classification codes of the office and how long their files are kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from docgen.cli.arguments import FILE, as_day
from docgen.cli.command import OfficeCommand
from docgen.cli.completing import complete_skema
from docgen.cli.files import read_file, told
from docgen.cli.klasifikasi_views import show_changes, show_codes
from docgen.cli.session import Session, shared_options


@shared_options
@click.command("daftar", cls=OfficeCommand)
@click.argument("kode", metavar="[KODE]", default="")
@click.option(
    "--skema", metavar="SKEMA", default="", shell_complete=complete_skema, help="Skema ini; biasanya milik kantor."
)
@click.option("--kata", metavar="TEKS", default="", help="Kode yang uraiannya memuat semua kata ini.")
@click.option("--tanggal", metavar="TANGGAL", type=as_day, help="Seperti berlaku pada hari itu; biasanya hari ini.")
@click.pass_obj
def daftar(session: Session, kode: str, skema: str, kata: str, tanggal: date | None) -> None:
    """Menampilkan kode klasifikasi dan jadwal retensinya.

    Tanpa KODE tampak kelompok teratas. Masa simpan dan nasib akhir yang tidak tertulis pada sebuah kode diambil dari
    kode di atasnya.

    \b
    Contoh:
      docgen klasifikasi daftar 045
      docgen klasifikasi daftar --kata "akuntabilitas kinerja" \\
        --skema permendagri_83_2022
    """
    from docgen.actions.arsip.classifying import find_skema

    show_codes(session, find_skema(session.settings, skema, kode=kode), kode, kata, tanggal or date.today())


@shared_options
@click.command("impor", cls=OfficeCommand)
@click.argument("lembar", metavar="FILE", type=FILE)
@click.option(
    "--skema",
    metavar="SKEMA",
    required=True,
    shell_complete=complete_skema,
    help="Skema yang diisi; nama baru membuat skema baru.",
)
@click.option("--nama", metavar="TEKS", default="", help="Nama skema, misalnya peraturannya.")
@click.option("--mulai", metavar="TANGGAL", type=as_day, help="Hari mulai berlakunya perubahan; biasanya hari ini.")
@click.option("--tutup-yang-hilang", is_flag=True, help="Tutup kode yang tidak ada di berkas; naskahnya tetap.")
@click.option("--coba", is_flag=True, help="Tampilkan yang akan berubah; tidak ada yang ditulis.")
@click.pass_obj
def impor(
    session: Session, lembar: Path, skema: str, nama: str, mulai: date | None, tutup_yang_hilang: bool, coba: bool
) -> None:
    """Memasukkan kode klasifikasi atau JRA dari sebuah lembar (.xlsx atau .csv).

    Kolomnya kode dan uraian, lalu retensi aktif, retensi inaktif dan nasib akhir bila ada. Kode yang sudah ada tidak
    pernah hilang: jadwalnya yang baru berlaku sejak hari mulai, yang lama tetap tercatat. Bila satu baris keliru,
    tidak ada yang ditulis.

    \b
    Contoh:
      docgen klasifikasi impor jra.xlsx --skema jra_kantor --coba
      docgen klasifikasi impor jra.xlsx --skema permendagri_83_2022 \\
        --mulai 2026-01-01
    """
    from docgen.actions.arsip.importing_codes import Impor, import_skema, plan_import

    data, asked = read_file(lembar), Impor(skema, nama, mulai, tutup_yang_hilang)
    with told(session.settings.templates):
        if coba:
            changes = plan_import(session.settings, data, lembar.name, asked)
        else:
            changes = import_skema(session.settings, data, lembar.name, asked, by=session.sebagai)
    show_changes(session, changes, written=not coba)
