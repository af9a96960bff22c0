"""`docgen buku pesan | tutup` and `docgen naskah catat-kertas`: numbers for days on which there is only paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from docgen.actions.naskah.continuing import OnPaper, enter_paper
from docgen.actions.naskah.finding import resolve
from docgen.actions.naskah.reserving import OutOfTurn, release, reserve
from docgen.cli.arguments import (
    FILE,
    Pair,
    as_count,
    as_day,
    dibaca_option,
    dipesan_option,
    isian_argument,
    isian_option,
    jenis_argument,
    read_form,
)
from docgen.cli.command import OfficeCommand
from docgen.cli.naskah_views import show_receipt
from docgen.cli.scans import read_scan, warn_unread
from docgen.cli.session import Session, acting, shared_options


@shared_options
@click.command("pesan", cls=OfficeCommand)
@jenis_argument
@click.option("--banyak", metavar="N", type=as_count, required=True, help="Banyaknya nomor.")
@click.option("--alasan", metavar="TEKS", default="", help="Untuk apa nomor dipesan.")
@click.pass_obj
def pesan(session: Session, jenis: str, banyak: int, alasan: str) -> None:
    """Memesan nomor untuk hari tanpa listrik, berikut lembar kosongnya.

    Nomor berikutnya dipesan sebagai satu blok. Daftarnya dan satu lembar kosong untuk setiap nomor diambil dengan
    docgen naskah ambil, lalu dicetak dan disimpan sebelum diperlukan. Untuk surat masuk (jenis surat_masuk) hanya
    daftarnya.

    \b
    Contoh:
      docgen buku pesan nota_dinas --banyak 20 \\
          --alasan 'persiapan listrik padam' --sebagai tata_usaha
    """
    with acting(session) as (office, by):
        blok = reserve(office, jenis, banyak, by=by, reason=alasan)
        serials = [row["urut"] for row in blok.latest.values["nomor"]]
        show_receipt(session, office, blok, {"nomor_urut": f"{serials[0]} s.d. {serials[-1]}"})


@shared_options
@click.command("tutup", cls=OfficeCommand)
@click.argument("blok", metavar="BLOK")
@dibaca_option()
@click.option("--alasan", metavar="TEKS", default="", help="Mengapa sisanya tidak dipakai.")
@click.pass_obj
def tutup(session: Session, blok: str, dibaca: str, alasan: str) -> None:
    """Mengembalikan nomor pesanan yang tidak terpakai.

    Nomornya tetap tercantum di buku dengan alasannya dan tidak dipakai lagi.

    \b
    Contoh:
      docgen buku tutup 7K3MQ9XZ1A --dibaca 3f9a1c2b \\
          --alasan 'listrik sudah menyala' --sebagai tata_usaha
    """
    with acting(session) as (office, by):
        found = resolve(office, blok, by=by)
        closed, lines = release(office, found.id, read=dibaca, by=by, reason=alasan)
        show_receipt(session, office, closed, {"dikembalikan": ", ".join(str(line.urut) for line in lines)})


@shared_options
@click.command("catat-kertas", cls=OfficeCommand)
@jenis_argument
@isian_argument
@isian_option
@dipesan_option(required=True)
@click.option("--tanggal", metavar="TANGGAL", type=as_day, required=True, help="Tanggal yang tertera di kertas.")
@click.option("--alasan", metavar="TEKS", default="", help="Mengapa naskah dibuat di kertas.")
@click.option("--pindaian", metavar="FILE", type=FILE, help="Pindaian kertas yang sudah ditandatangani.")
@click.option("--klasifikasi", metavar="KODE", default="", help="Kode klasifikasi isi naskah, bila bukan yang biasa.")
@click.pass_obj
def catat_kertas(
    session: Session,
    jenis: str,
    pairs: tuple[Pair, ...],
    isian: Path | None,
    dipesan: int,
    tanggal: date,
    alasan: str,
    pindaian: Path | None,
    klasifikasi: str,
) -> None:
    """Mencatat naskah yang dibuat dan ditandatangani di kertas.

    Nomornya harus sudah dipesan (docgen buku pesan); tanggalnya yang tertera di kertas. Di buku tercantum bahwa naskah
    dicatat kemudian dan mengapa.

    \b
    Contoh:
      docgen naskah catat-kertas nota_dinas --isian isian.toml --dipesan 17 \\
          --tanggal 2019-01-08 --alasan 'listrik padam' --pindaian nd17.pdf \\
          --sebagai tata_usaha
    """
    form = read_form(pairs, isian)
    scan = read_scan(pindaian)
    paper = OnPaper(OutOfTurn(dipesan, tanggal, alasan), scan, klasifikasi)
    with acting(session) as (office, by):
        show_receipt(session, office, enter_paper(office, jenis, form, paper, by=by))
    warn_unread(scan)
