"""`docgen buku daftar | lihat`: the registers of the office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from docgen.actions.deliveries import BOOKS
from docgen.actions.registers import Register, open_register, print_register, registers
from docgen.cli.arguments import FILE, as_year, timpa_option
from docgen.cli.command import OfficeCommand
from docgen.cli.files import demand_free, write_file
from docgen.cli.naskah_views import show_written
from docgen.cli.printing import heading, note, print_json, say
from docgen.cli.session import Session, reading, shared_options
from docgen.cli.table import print_table

tahun_option = click.option("--tahun", metavar="TAHUN", type=as_year, help="Tahun bukunya; tanpa itu tahun ini.")


@shared_options
@click.command("daftar", cls=OfficeCommand)
@tahun_option
@click.pass_obj
def daftar(session: Session, tahun: int | None) -> None:
    """Menampilkan buku-buku kantor dan banyaknya barisnya satu tahun.

    \b
    Contoh:
      docgen buku daftar --tahun 2019
    """
    with reading(session) as office:
        found = registers(office, tahun or date.today().year)
    if session.json:
        print_json(found)
    else:
        print_table(("Buku", "Banyaknya"), list(found.items()))


@shared_options
@click.command("lihat", cls=OfficeCommand)
@click.argument("buku", metavar="BUKU")
@tahun_option
@click.option("--xlsx", metavar="FILE.xlsx", type=FILE, help="Tulis sebagai lembar Excel untuk dicetak dan dijilid.")
@timpa_option
@click.pass_obj
def lihat(session: Session, buku: str, tahun: int | None, xlsx: Path | None, timpa: bool) -> None:
    """Menampilkan satu buku, setiap nomor atau kiriman satu baris.

    Nomor yang dibatalkan tetap tercantum dengan alasannya; nomor urut yang tidak ada disebut. Surat yang tidak boleh
    dibaca tetap mempunyai barisnya, tanpa isinya. Buku ekspedisi, tembusan dan salinan menyebut apa yang dikirim
    kepada siapa; di lembar cetaknya ada tempat paraf penerima.

    \b
    Contoh:
      docgen buku lihat agenda_masuk --tahun 2019
      docgen buku lihat surat_keluar --tahun 2019 --xlsx agenda.xlsx
      docgen buku lihat ekspedisi --xlsx ekspedisi.xlsx
    """
    demand_free(xlsx, overwrite=timpa)
    with reading(session) as office:
        register = open_register(office, buku, tahun or date.today().year, by=session.sebagai)
        printed = print_register(office, register) if xlsx else b""
    if xlsx:
        write_file(xlsx, printed, overwrite=True)
        show_written(session, [xlsx])
    else:
        _show(session, register)


def _show(session: Session, register: Register) -> None:
    heads = [column.head for column in register.columns]
    if session.json:
        rows = [dict(zip(heads, row, strict=True)) for row in register.rows]
        print_json({"buku": register.buku, "tahun": register.tahun, "baris": rows, "tidak_ada": list(register.gaps)})
        return
    heading(f"Buku {register.buku} {register.tahun}")
    print_table(heads, register.rows, solid=("No.",))
    if register.buku in BOOKS:
        say(f"\n{len(register.rows)} baris.")
        return
    unused = sum(one.naskah_id == one.blok for one in register.cancelled)
    void = f"{len(register.cancelled) - unused} di antaranya dibatalkan"
    said = f"{len(register.rows)} nomor, {void}{f', {unused} tidak dipakai' if unused else ''}."
    say(f"\n{said}" + ("" if register.gaps else " Tidak ada nomor yang terlewat."))
    if register.gaps:
        note(f"Nomor urut yang tidak ada: {', '.join(map(str, register.gaps))}. Jalankan: docgen arsip periksa.")
