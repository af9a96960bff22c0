"""`docgen naskah paraf | tandatangan | kembalikan | batalkan | nomori | salinan`: acts on the version that was read."""

from __future__ import annotations

from datetime import date

import click

from docgen.actions.naskah.approving import cancel, give_paraf, send_back, sign
from docgen.actions.naskah.distributing import holders, issue_salinan
from docgen.actions.naskah.finding import resolve
from docgen.actions.naskah.numbering import assign_nomor
from docgen.actions.naskah.reserving import OutOfTurn, insert_nomor, use_reserved
from docgen.cli.arguments import as_count, as_day, dibaca_option, dipesan_option, naskah_argument
from docgen.cli.command import OfficeCommand
from docgen.cli.naskah_views import show_receipt
from docgen.cli.session import Session, acting, shared_options
from docgen.cli.usage import Misuse


@shared_options
@click.command("paraf", cls=OfficeCommand)
@naskah_argument
@dibaca_option()
@click.pass_obj
def paraf(session: Session, naskah: str, dibaca: str) -> None:
    """Membubuhkan paraf pada versi yang sudah dibaca.

    Paraf diberikan menurut urutan jabatan; docgen naskah lihat menyebut giliran siapa sekarang.

    \b
    Contoh:
      docgen naskah paraf 7K3MQ9XZ1A --dibaca 3f9a1c2b --sebagai sekretaris
    """
    with acting(session) as (office, by):
        found = resolve(office, naskah, by=by)
        show_receipt(session, office, give_paraf(office, found.id, read=dibaca, by=by))


@shared_options
@click.command("tandatangan", cls=OfficeCommand)
@naskah_argument
@dibaca_option()
@click.pass_obj
def tandatangan(session: Session, naskah: str, dibaca: str) -> None:
    """Menandatangani versi yang sudah dibaca; naskah disahkan.

    \b
    Contoh:
      docgen naskah tandatangan 7K3MQ9XZ1A --dibaca 3f9a1c2b \\
          --sebagai kepala_dinas
    """
    with acting(session) as (office, by):
        found = resolve(office, naskah, by=by)
        show_receipt(session, office, sign(office, found.id, read=dibaca, by=by))


@shared_options
@click.command("kembalikan", cls=OfficeCommand)
@naskah_argument
@dibaca_option()
@click.option("--catatan", metavar="TEKS", default="", help="Apa yang harus diperbaiki.")
@click.pass_obj
def kembalikan(session: Session, naskah: str, dibaca: str, catatan: str) -> None:
    """Mengembalikan naskah kepada penyusunnya dengan catatan.

    Paraf yang sudah ada dihapus; setelah diperbaiki naskah diparaf lagi dari awal.

    \b
    Contoh:
      docgen naskah kembalikan 7K3MQ9XZ1A --dibaca 3f9a1c2b \\
          --catatan 'Realisasi keliru' --sebagai sekretaris
    """
    with acting(session) as (office, by):
        found = resolve(office, naskah, by=by)
        show_receipt(session, office, send_back(office, found.id, read=dibaca, by=by, note=catatan))


@shared_options
@click.command("batalkan", cls=OfficeCommand)
@naskah_argument
@dibaca_option()
@click.option("--alasan", metavar="TEKS", default="", help="Mengapa naskah dibatalkan.")
@click.pass_obj
def batalkan(session: Session, naskah: str, dibaca: str, alasan: str) -> None:
    """Membatalkan naskah; nomornya tetap tercatat dengan alasannya.

    Bila naskahnya sudah terbit, disebut siapa saja yang memegangnya, supaya ditarik kembali.

    \b
    Contoh:
      docgen naskah batalkan 7K3MQ9XZ1A --dibaca 3f9a1c2b \\
          --alasan 'Salah alamat' --sebagai sekretaris
    """
    with acting(session) as (office, by):
        found = resolve(office, naskah, by=by)
        cancelled = cancel(office, found.id, read=dibaca, by=by, reason=alasan)
        show_receipt(session, office, cancelled, {"tarik_kembali": "; ".join(holders(cancelled))})


@shared_options
@click.command("nomori", cls=OfficeCommand)
@naskah_argument
@dibaca_option()
@click.option("--tanggal", metavar="TANGGAL", type=as_day, help="Tanggal naskah; biasanya hari ini.")
@dipesan_option()
@click.option("--sisip", metavar="N", type=as_count, help="Sisipkan di belakang nomor urut N, menjadi N.a.")
@click.option("--alasan", metavar="TEKS", default="", help="Mengapa nomornya bukan nomor berikutnya.")
@click.pass_obj
def nomori(
    session: Session,
    naskah: str,
    dibaca: str,
    tanggal: date | None,
    dipesan: int | None,
    sisip: int | None,
    alasan: str,
) -> None:
    """Memberi nomor dan tanggal pada naskah yang sudah disahkan.

    Biasanya nomor berikutnya. Yang terlambat disisipkan pada tanggalnya (--sisip), yang nomornya sudah dipesan
    memakai nomor itu (--dipesan).

    \b
    Contoh:
      docgen naskah nomori 7K3MQ9XZ1A --dibaca 3f9a1c2b --sebagai tata_usaha
      docgen naskah nomori 7K3MQ9XZ1A --dibaca 3f9a1c2b --sisip 5 \\
          --tanggal 2019-01-10 --alasan 'terlambat dinomori' --sebagai tata_usaha
    """
    place = _place(dipesan, sisip, tanggal, alasan)
    with acting(session) as (office, by):
        found = resolve(office, naskah, by=by)
        if place:
            act = insert_nomor if sisip else use_reserved
            issued = act(office, found.id, read=dibaca, by=by, place=place)
        else:
            issued = assign_nomor(office, found.id, read=dibaca, by=by, tanggal=tanggal)
        show_receipt(session, office, issued)


def _place(dipesan: int | None, sisip: int | None, tanggal: date | None, alasan: str) -> OutOfTurn | None:
    """Where in the register the number stands, if it is not simply the next."""
    urut = dipesan or sisip
    if dipesan and sisip:
        raise Misuse("Pilih salah satu: --dipesan atau --sisip.")
    if urut and tanggal is None:
        raise Misuse("Sebutkan pula tanggal naskahnya, misalnya: --tanggal 2019-01-10.")
    return OutOfTurn(urut, tanggal, alasan) if urut and tanggal else None


@shared_options
@click.command("salinan", cls=OfficeCommand)
@naskah_argument
@dibaca_option()
@click.option("--kepada", metavar="PENERIMA", default="", help="Penerima salinan, seperti akan dicatat.")
@click.pass_obj
def salinan(session: Session, naskah: str, dibaca: str, kepada: str) -> None:
    """Membuat salinan resmi naskah yang sudah terbit.

    \b
    Contoh:
      docgen naskah salinan 7K3MQ9XZ1A --dibaca 3f9a1c2b \\
          --kepada 'Inspektorat Kota Tasikmalaya' --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        found = resolve(office, naskah, by=by)
        copied, path = issue_salinan(office, found.id, read=dibaca, by=by, kepada=kepada)
        show_receipt(session, office, copied, {"berkas": path})
