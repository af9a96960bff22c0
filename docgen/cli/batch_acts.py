"""`docgen naskah paraf-banyak | tandatangan-banyak | nomori-banyak`: one act on every naskah of a daftar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from docgen.actions.naskah.approving import ACTS
from docgen.actions.naskah.daftar import read_daftar
from docgen.actions.naskah.together import approve_many, number_many
from docgen.cli.arguments import as_day
from docgen.cli.batch import Bar, batch_options, report
from docgen.cli.command import OfficeCommand
from docgen.cli.files import demand_free, read_file
from docgen.cli.session import Session, acting, shared_options


@shared_options
@click.command("paraf-banyak", cls=OfficeCommand)
@batch_options
@click.pass_context
def paraf_banyak(ctx: click.Context, daftar: Path, semua: bool, keluar: Path | None, timpa: bool) -> None:
    """Membubuhkan paraf pada semua naskah sebuah daftar.

    Yang diparaf hanya versi yang sidiknya ada di daftar. Baca dahulu naskahnya; hapus di Excel baris yang tidak
    Anda setujui. Setiap baris dilaporkan; kode keluar 2 bila ada yang ditolak.

    \b
    Contoh:
      docgen naskah paraf-banyak draf.csv --daftar diparaf.csv \\
          --sebagai kasubag_perencanaan
    """
    demand_free(keluar, overwrite=timpa)
    ctx.exit(_approve(ctx.obj, "paraf", daftar, semua, keluar))


@shared_options
@click.command("tandatangan-banyak", cls=OfficeCommand)
@batch_options
@click.pass_context
def tandatangan_banyak(ctx: click.Context, daftar: Path, semua: bool, keluar: Path | None, timpa: bool) -> None:
    """Menandatangani semua naskah sebuah daftar; naskahnya disahkan.

    Yang ditandatangani hanya versi yang sidiknya ada di daftar. Baca dahulu naskahnya; hapus di Excel baris yang
    tidak Anda setujui. Setiap baris dilaporkan; kode keluar 2 bila ada yang ditolak.

    \b
    Contoh:
      docgen naskah tandatangan-banyak diparaf.csv --daftar sah.csv \\
          --sebagai sekretaris
    """
    demand_free(keluar, overwrite=timpa)
    ctx.exit(_approve(ctx.obj, "tanda_tangan", daftar, semua, keluar))


@shared_options
@click.command("nomori-banyak", cls=OfficeCommand)
@batch_options
@click.option("--tanggal", metavar="TANGGAL", type=as_day, help="Tanggal naskah; biasanya hari ini.")
@click.pass_context
def nomori_banyak(
    ctx: click.Context, daftar: Path, semua: bool, keluar: Path | None, timpa: bool, tanggal: date | None
) -> None:
    """Memberi nomor dan tanggal pada semua naskah sebuah daftar.

    Nomor berurutan menurut daftar dan hanya dipakai naskah yang berhasil, sehingga tidak ada nomor yang terlewat.
    Setiap baris dilaporkan; kode keluar 2 bila ada yang ditolak.

    \b
    Contoh:
      docgen naskah nomori-banyak sah.csv --sebagai tata_usaha
    """
    demand_free(keluar, overwrite=timpa)
    lines = read_daftar(read_file(daftar), daftar.name)
    with Bar() as bar, acting(ctx.obj) as (office, by):
        results = number_many(office, lines, by=by, tanggal=tanggal, whole=semua, progress=bar)
        bar.done()
        ctx.exit(report(ctx.obj, office, results, "dinomori", keluar))


def _approve(session: Session, mark: str, daftar: Path, semua: bool, keluar: Path | None) -> int:
    lines = read_daftar(read_file(daftar), daftar.name)
    with Bar() as bar, acting(session) as (office, by):
        results = approve_many(office, mark, lines, by=by, whole=semua, progress=bar)
        bar.done()
        return report(session, office, results, ACTS[mark], keluar)
