"""`docgen arsip impor`: an old register with its scans, taken into the archive."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import click

from docgen.actions.impor.importing_register import (
    Order,
    Tally,
    import_register,
    plan_register,
    rejected_csv,
)
from docgen.cli.arguments import FILE
from docgen.cli.batch import Bar
from docgen.cli.command import OfficeCommand
from docgen.cli.files import read_file, write_file
from docgen.cli.naskah_views import type_name
from docgen.cli.printing import note, print_json, say
from docgen.cli.session import Session, acting, shared_options
from docgen.office import Office

SHOWN = 20  # rows without a scan that are named


@shared_options
@click.command("impor", cls=OfficeCommand)
@click.argument("lembar", metavar="FILE", type=FILE)
@click.option("--pindaian", metavar="FOLDER", type=FILE, help="Folder hasil pindainya.")
@click.option("--buku", metavar="BUKU", default="", help="agenda_masuk, surat_keluar atau buku lain kantor ini.")
@click.option("--buat-boks", is_flag=True, help="Catat boks yang belum ada.")
@click.option("--coba", is_flag=True, help="Tampilkan yang akan dilakukan; tidak ada yang ditulis.")
@click.option("--lanjut", is_flag=True, help="Teruskan impor yang terputus; baris yang sudah ada dilewati.")
@click.pass_context
def impor(
    ctx: click.Context, lembar: Path, pindaian: Path | None, buku: str, buat_boks: bool, coba: bool, lanjut: bool
) -> None:
    """Memasukkan buku lama (.xlsx atau .csv) dan hasil pindainya ke arsip.

    Setiap baris menjadi satu naskah dengan nomor bukunya sendiri; baris asalnya ikut disimpan. Baris yang keliru tidak
    menghalangi yang lain: ditulis ke FILE.ditolak.csv dengan alasannya, untuk diperbaiki dan diimpor lagi. Pindaian
    dikenali dari kolom pindaian atau dari nomor pada namanya. Kode keluar 2 bila ada baris yang ditolak.

    \b
    Contoh:
      docgen arsip impor agenda-2014.xlsx --pindaian pindai --coba \\
          --sebagai kasubag_umum
      docgen arsip impor keluar-2014.csv --buku surat_keluar \\
          --sebagai kasubag_umum
    """
    data, order = read_file(lembar), Order(buku, pindaian, buat_boks, lanjut)
    with Bar() as bar, acting(ctx.obj) as (office, by):
        if coba:
            tally = plan_register(office, data, lembar.name, order, by=by)
        else:
            tally = import_register(office, data, lembar.name, order, by=by, progress=bar)
            bar.done()
        ctx.exit(_report(ctx.obj, office, tally, None if coba else _rejected(lembar, tally)))


def _rejected(lembar: Path, tally: Tally) -> Path | None:
    """Write the refused rows beside the register, never over what somebody may be mending."""
    if not tally.rejected:
        return None
    names = (f"{lembar.stem}.ditolak{f'-{at}' if at > 1 else ''}.csv" for at in count(1))
    path = next(one for name in names if not (one := lembar.with_name(name)).exists())
    write_file(path, rejected_csv(tally), overwrite=False)
    return path


def _report(session: Session, office: Office, tally: Tally, rejected: Path | None) -> int:
    """What became of the rows; returns the exit code."""
    code = 2 if tally.rejected else 0
    if session.json:
        print_json(_facts(tally, rejected))
        return code
    say(f"{tally.rows} baris, buku {tally.buku}", bold=True)
    for (jenis, tahun), number in sorted(tally.filed.items()):
        say(f"  {type_name(office, jenis)} {tahun}: {number}")
    said = {"sudah ada di arsip": tally.known, "ditolak": len(tally.rejected), "boks baru": len(tally.boxes),
            "tanpa pindaian": len(tally.without_scan)}  # fmt: skip
    for what, number in said.items():
        say(f"  {what}: {number}") if number else None
    for row, _, problems in tally.rejected:
        note(f"Baris {row}: {'; '.join(problems)}")
    if tally.without_scan:
        more = " …" if len(tally.without_scan) > SHOWN else ""
        note(f"Tanpa pindaian: baris {', '.join(map(str, tally.without_scan[:SHOWN]))}{more}")
    if rejected:
        note(f"Yang ditolak ditulis ke {rejected}; perbaiki, lalu impor berkas itu.")
    return code


def _facts(tally: Tally, rejected: Path | None) -> dict[str, object]:
    filed = [{"jenis": jenis, "tahun": tahun, "banyaknya": number} for (jenis, tahun), number in tally.filed.items()]
    problems = [{"baris": row, "alasan": list(why)} for row, _, why in tally.rejected]
    return {
        "baris": tally.rows, "buku": tally.buku, "sudah_ada": tally.known, "diimpor": filed, "ditolak": problems,
        "tanpa_pindaian": tally.without_scan, "boks_baru": tally.boxes, "berkas_ditolak": str(rejected or ""),
    }  # fmt: skip
