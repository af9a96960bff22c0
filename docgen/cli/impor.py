"""`docgen arsip impor`: an old register with its scans, taken into the archive."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import click

from docgen.actions.arsip.classifying import kelas_of
from docgen.actions.impor.importing_register import (
    Order,
    Tally,
    import_register,
    plan_register,
    rejected_csv,
)
from docgen.cli.arguments import FILE
from docgen.cli.batch import Bar
from docgen.cli.command import INTERRUPTED, OfficeCommand
from docgen.cli.files import read_file, write_file
from docgen.cli.naskah_views import type_name
from docgen.cli.printing import note, print_json, program, say
from docgen.cli.session import Session, acting, shared_options
from docgen.office import Office

SHOWN = 20  # rows or scans that are named


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
        take = plan_register if coba else import_register
        tally = take(office, data, lembar.name, order, by=by, progress=bar)
        bar.done()
        if tally.stopped:
            ctx.exit(_stopped(tally, lembar, order, by))
        ctx.exit(_report(ctx.obj, office, tally, None if coba else _rejected(lembar, tally)))


def _stopped(tally: Tally, lembar: Path, order: Order, by: str) -> int:
    """How far it came, and the command that goes on; returns the exit code."""
    options = ["--pindaian", str(order.pindaian)] if order.pindaian else []
    options += ["--buku", order.buku] if order.buku else []
    options += ["--buat-boks"] if order.buat_boks else []
    command = shlex.join([program(), "arsip", "impor", str(lembar), *options, "--lanjut", "--sebagai", by])
    note(f"Dihentikan: {tally.known + len(tally.ids)} dari {tally.rows} baris sudah ada di arsip. Teruskan dengan:")
    note(f"  {command}")
    return INTERRUPTED


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
        print_json(_facts(office, tally, rejected))
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
        note(f"Tanpa pindaian: {_rows(tally.without_scan)}")
    for kode, rows in _unknown(office, tally).items():
        note(f"Kode klasifikasi {kode} tidak dikenal: {_rows(rows)}")
    if tally.unnamed:
        note(f"Pindaian yang tidak disebut baris mana pun: {_some(tally.unnamed)}")
    if rejected:
        note(f"Yang ditolak ditulis ke {rejected}; perbaiki, lalu impor berkas itu.")
    return code


def _unknown(office: Office, tally: Tally) -> dict[str, Sequence[int]]:
    """The codes that no scheme of the office has, and the rows that name them; their letters are kept as they were."""
    today = office.now().date()
    return {kode: rows for kode, rows in tally.codes.items() if kelas_of(office, kode, today) is None}


def _rows(numbers: Sequence[int]) -> str:
    return f"baris {_some([str(one) for one in numbers])}"


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")


def _facts(office: Office, tally: Tally, rejected: Path | None) -> dict[str, object]:
    filed = [{"jenis": jenis, "tahun": tahun, "banyaknya": number} for (jenis, tahun), number in tally.filed.items()]
    problems = [{"baris": row, "alasan": list(why)} for row, _, why in tally.rejected]
    return {
        "baris": tally.rows, "buku": tally.buku, "sudah_ada": tally.known, "diimpor": filed, "ditolak": problems,
        "tanpa_pindaian": tally.without_scan, "boks_baru": tally.boxes, "berkas_ditolak": str(rejected or ""),
        "kode_tidak_dikenal": _unknown(office, tally), "pindaian_tidak_disebut": tally.unnamed,
    }  # fmt: skip
