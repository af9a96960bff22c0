"""`docgen surat-masuk catat` and the commands of `docgen disposisi`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from docgen.actions.naskah.finding import resolve
from docgen.actions.naskah.reserving import Reserved
from docgen.actions.surat.disposing import Disposisi, dispose, forward, overprint_row, sheet_at
from docgen.actions.surat.receiving import mark_read, report_done, take_back
from docgen.actions.surat.registering import entered_before, register_incoming
from docgen.cli.arguments import (
    FILE,
    Pair,
    as_count,
    batas_option,
    dibaca_option,
    dipesan_option,
    harap_option,
    isi_option,
    isian_argument,
    isian_option,
    kepada_option,
    read_form,
    timpa_option,
)
from docgen.cli.command import OfficeCommand
from docgen.cli.files import demand_free, demand_kind, write_file
from docgen.cli.naskah_views import show_receipt, show_written
from docgen.cli.printing import note
from docgen.cli.scans import read_scan, warn_unread
from docgen.cli.session import Session, acting, reading, shared_options
from docgen.naskah.records import Naskah


@shared_options
@click.command("catat", cls=OfficeCommand)
@isian_argument
@isian_option
@click.option(
    "--pindaian", metavar="FILE", type=FILE, default=None, help="Hasil pindai: PDF, JPG, PNG, TIFF atau docx."
)
@dipesan_option()
@click.option("--alasan", metavar="TEKS", default="", help="Mengapa baru dicatat sekarang, bersama --dipesan.")
@click.pass_obj
def catat(
    session: Session,
    pairs: tuple[Pair, ...],
    isian: Path | None,
    pindaian: Path | None,
    dipesan: int | None,
    alasan: str,
) -> None:
    """Mencatat surat masuk di buku agenda.

    Surat mendapat nomor agenda berikutnya; yang sudah diagendakan di kertas memakai nomor yang dipesan (--dipesan).
    Isiannya: docgen jenis surat_masuk.

    \b
    Contoh:
      docgen surat-masuk catat --isian surat.toml --pindaian surat.pdf \\
          --sebagai tata_usaha
    """
    form = read_form(pairs, isian)
    scan = read_scan(pindaian)
    late = Reserved(dipesan, alasan) if dipesan else None
    with acting(session) as (office, by):
        surat = register_incoming(office, form, by=by, scan=scan, dipesan=late)
        show_receipt(session, office, surat)
        _warn(entered_before(office, surat, by=by))
    warn_unread(scan)


def _warn(before: Sequence[Naskah]) -> None:
    for one in before:
        note(
            "Perhatian: surat dengan pengirim, nomor dan tanggal yang sama sudah dicatat, "
            f"agenda {one.nomor} ({one.id}). Batalkan salah satunya bila memang satu surat."
        )


@shared_options
@click.command("buat", cls=OfficeCommand)
@click.argument("surat", metavar="SURAT")
@kepada_option
@harap_option
@isi_option
@batas_option
@click.pass_obj
def buat(
    session: Session, surat: str, kepada: tuple[str, ...], harap: tuple[str, ...], isi: str, batas: date | None
) -> None:
    """Membuka lembar disposisi untuk sebuah surat masuk atau naskah lain.

    Disposisi memuat instruksi yang dicentang (--harap), isi, atau keduanya. Daftar instruksi kantor ada di
    templates_docx/kantor.toml.

    \b
    Contoh:
      docgen disposisi buat 7K3MQ9XZ1A --kepada sekretaris \\
          --harap 'Proses lebih lanjut' --isi 'Siapkan laporannya' \\
          --sebagai kepala_dinas
    """
    with acting(session) as (office, by):
        found = resolve(office, surat, by=by)
        show_receipt(session, office, dispose(office, found.id, Disposisi(kepada, isi, batas, harap), by=by))


@shared_options
@click.command("teruskan", cls=OfficeCommand)
@click.argument("lembar", metavar="LEMBAR")
@dibaca_option()
@kepada_option
@harap_option
@isi_option
@batas_option
@click.pass_obj
def teruskan(
    session: Session,
    lembar: str,
    dibaca: str,
    kepada: tuple[str, ...],
    harap: tuple[str, ...],
    isi: str,
    batas: date | None,
) -> None:
    """Meneruskan disposisi di lembar yang sama.

    \b
    Contoh:
      docgen disposisi teruskan 9M2XK4T0QB --dibaca 3f9a1c2b \\
          --kepada kasubag_perencanaan --isi 'Proses' --sebagai sekretaris
    """
    with acting(session) as (office, by):
        found = resolve(office, lembar, by=by)
        order = Disposisi(kepada, isi, batas, harap)
        show_receipt(session, office, forward(office, found.id, order, read=dibaca, by=by))


@shared_options
@click.command("cetak", cls=OfficeCommand)
@click.argument("lembar", metavar="LEMBAR")
@click.option("--baris", metavar="N", type=as_count, help="Baris yang dicetak; tanpa itu yang terakhir.")
@click.option("--utuh", is_flag=True, help="Seluruh lembar, sebagaimana tersimpan sesudah baris itu diisi.")
@click.option("-o", "--keluaran", metavar="FILE.docx", type=FILE, required=True, help="Berkas Word yang ditulis.")
@timpa_option
@click.pass_obj
def cetak(session: Session, lembar: str, baris: int | None, utuh: bool, keluaran: Path, timpa: bool) -> None:
    """Mencetak satu baris disposisi di atas lembar kertas yang sama.

    Di berkasnya hanya baris itu yang tampak; yang lain sudah ada di kertas. Masukkan lembar kertasnya ke pencetak,
    lalu cetak tanpa penyesuaian ukuran (100%). Dengan --utuh seluruh lembar ditulis, sebagaimana adanya pada
    tingkat itu.

    \b
    Contoh:
      docgen disposisi cetak 9M2XK4T0QB -o baris.docx --sebagai sekretaris
      docgen disposisi cetak 9M2XK4T0QB --utuh --baris 1 -o tingkat-1.docx
    """
    demand_kind(keluaran, ".docx")
    demand_free(keluaran, overwrite=timpa)
    with reading(session) as office:
        found = resolve(office, lembar, by=session.sebagai)
        page = (sheet_at if utuh else overprint_row)(office, found, baris or 0)
    write_file(keluaran, page, overwrite=True)
    show_written(session, [keluaran])


@shared_options
@click.command("baca", cls=OfficeCommand)
@click.argument("lembar", metavar="LEMBAR")
@click.pass_obj
def baca(session: Session, lembar: str) -> None:
    """Mencatat bahwa disposisi sudah dibaca penerimanya.

    \b
    Contoh:
      docgen disposisi baca 9M2XK4T0QB --sebagai sekretaris
    """
    with acting(session) as (office, by):
        show_receipt(session, office, mark_read(office, resolve(office, lembar, by=by).id, by=by))


@shared_options
@click.command("lapor", cls=OfficeCommand)
@click.argument("lembar", metavar="LEMBAR")
@click.option("--isi", metavar="TEKS", default="", help="Apa yang sudah dikerjakan.")
@click.option("--naskah", metavar="NASKAH", default="", help="Naskah yang dibuat untuk itu, bila ada.")
@click.pass_obj
def lapor(session: Session, lembar: str, isi: str, naskah: str) -> None:
    """Melaporkan tindak lanjut sebuah disposisi.

    Disposisi yang sudah dilaporkan atau diteruskan tidak lagi tercantum di docgen tugas.

    \b
    Contoh:
      docgen disposisi lapor 9M2XK4T0QB --isi 'Sudah disusun' \\
          --naskah 7K3MQ9XZ1A --sebagai kasubag_perencanaan
    """
    with acting(session) as (office, by):
        made = resolve(office, naskah, by=by).id if naskah else ""
        sheet = resolve(office, lembar, by=by)
        show_receipt(session, office, report_done(office, sheet.id, isi, by=by, naskah_id=made))


@shared_options
@click.command("tarik", cls=OfficeCommand)
@click.argument("lembar", metavar="LEMBAR")
@dibaca_option()
@click.pass_obj
def tarik(session: Session, lembar: str, dibaca: str) -> None:
    """Menarik disposisi terakhir yang belum dibaca penerimanya.

    \b
    Contoh:
      docgen disposisi tarik 9M2XK4T0QB --dibaca 3f9a1c2b --sebagai kepala_dinas
    """
    with acting(session) as (office, by):
        found = resolve(office, lembar, by=by)
        show_receipt(session, office, take_back(office, found.id, read=dibaca, by=by))
