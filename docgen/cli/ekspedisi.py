"""`docgen ekspedisi kirim | kirim-banyak | terima`: what goes out, and who received it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from docgen.actions.naskah.daftar import read_daftar
from docgen.actions.naskah.finding import resolve
from docgen.actions.surat.dispatching import (
    SENT,
    Item,
    TandaTerima,
    addressee_of,
    not_sent,
    note_receipt,
    send,
    send_many,
)
from docgen.cli.arguments import FILE, as_count, as_day, dibaca_option, naskah_argument
from docgen.cli.batch import Bar, batch_options, report
from docgen.cli.command import OfficeCommand
from docgen.cli.files import demand_free, read_file
from docgen.cli.naskah_views import show_receipt
from docgen.cli.scans import read_scan, warn_unread
from docgen.cli.session import Session, acting, shared_options
from docgen.naskah.records import Naskah
from docgen.office import Office

cara_option = click.option(
    "--cara", metavar="TEKS", default="", help="Bagaimana dikirim: kurir, pos, surel, diambil sendiri."
)


@shared_options
@click.command("kirim", cls=OfficeCommand)
@naskah_argument
@dibaca_option()
@click.option(
    "--kepada",
    metavar="PENERIMA",
    multiple=True,
    help="Hanya penerima ini, seperti tertulis di naskahnya; boleh diulang. Tanpa itu semua yang belum dikirimi.",
)
@cara_option
@click.pass_obj
def kirim(session: Session, naskah: str, dibaca: str, kepada: tuple[str, ...], cara: str) -> None:
    """Mencatat pengiriman naskah yang sudah terbit.

    Penerimanya: yang tertulis di isian kepada, di tembusan, dan yang diberi salinan. Nomor kirimannya dipakai
    untuk mencatat tanda terimanya: docgen ekspedisi terima.

    \b
    Contoh:
      docgen ekspedisi kirim 7K3MQ9XZ1A --dibaca 3f9a1c2b --cara kurir \\
          --sebagai tata_usaha
      docgen ekspedisi kirim 7K3MQ9XZ1A --dibaca 3f9a1c2b \\
          --kepada 'Inspektur Kota Tasikmalaya' --sebagai tata_usaha
    """
    with acting(session) as (office, by):
        found = resolve(office, naskah, by=by)
        done, items = send(office, found.id, read=dibaca, by=by, kepada=kepada, cara=cara)
        _show_sent(session, office, done, items)


@shared_options
@click.command("kirim-banyak", cls=OfficeCommand)
@batch_options
@cara_option
@click.pass_context
def kirim_banyak(ctx: click.Context, daftar: Path, semua: bool, keluar: Path | None, timpa: bool, cara: str) -> None:
    """Mencatat pengiriman semua naskah sebuah daftar kepada penerimanya.

    Setiap naskah dikirim kepada semua penerimanya yang belum dikirimi. Setiap baris dilaporkan; kode keluar 2 bila
    ada yang ditolak.

    \b
    Contoh:
      docgen ekspedisi kirim-banyak terbit.csv --cara kurir \\
          --sebagai tata_usaha
    """
    demand_free(keluar, overwrite=timpa)
    lines = read_daftar(read_file(daftar), daftar.name)
    with Bar() as bar, acting(ctx.obj) as (office, by):
        results = send_many(office, lines, by=by, cara=cara, whole=semua, progress=bar)
        bar.done()
        ctx.exit(report(ctx.obj, office, results, SENT, keluar))


@shared_options
@click.command("terima", cls=OfficeCommand)
@naskah_argument
@click.argument("nomor", metavar="NO", type=as_count)
@dibaca_option()
@click.option("--oleh", metavar="NAMA", default="", help="Siapa yang menerima, dan jabatannya.")
@click.option("--tanggal", metavar="TANGGAL", type=as_day, help="Hari diterima; biasanya hari ini.")
@click.option("--bukti", metavar="FILE", type=FILE, help="Pindaian tanda terimanya: PDF, JPG atau PNG.")
@click.pass_obj
def terima(
    session: Session, naskah: str, nomor: int, dibaca: str, oleh: str, tanggal: date | None, bukti: Path | None
) -> None:
    """Mencatat tanda terima satu kiriman.

    NO adalah nomor kirimannya, tercetak oleh docgen ekspedisi kirim dan docgen naskah lihat NASKAH.

    \b
    Contoh:
      docgen ekspedisi terima 7K3MQ9XZ1A 1 --dibaca 3f9a1c2b \\
          --oleh 'Rina, staf umum' --bukti resi.pdf --sebagai tata_usaha
    """
    scan = read_scan(bukti)
    tanda = TandaTerima(oleh, tanggal, scan.data if scan else None)
    with acting(session) as (office, by):
        found = resolve(office, naskah, by=by)
        show_receipt(session, office, note_receipt(office, found.id, nomor, tanda, read=dibaca, by=by))
    warn_unread(scan)


def _show_sent(session: Session, office: Office, naskah: Naskah, items: Sequence[Item]) -> None:
    left = [one.label for one in not_sent(naskah)]
    if session.json:
        show_receipt(session, office, naskah, {"kiriman": items, "belum_dikirimi": left})
        return
    sent = "\n".join(f"{item['nomor']}. {addressee_of(item).label}" for item in items)
    show_receipt(session, office, naskah, {"kiriman": sent, "belum_dikirimi": "\n".join(left)})
