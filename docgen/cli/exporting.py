"""`docgen arsip ekspor | uji-ekspor | impor-ekspor`: the archive in an open form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from docgen.actions.house.exporting import Exported, Part, check_bag, export_archive, import_archive
from docgen.archive.export.checks import SHOWN, Result, failed
from docgen.archive.rebuild import Report
from docgen.cli.arguments import FILE, as_year
from docgen.cli.command import OfficeCommand
from docgen.cli.printing import note, print_facts, print_json, say, tell
from docgen.cli.session import Session, acting, shared_options
from docgen.cli.usage import Misuse
from docgen.errors import Damaged


@shared_options
@click.command("ekspor", cls=OfficeCommand)
@click.argument("folder", metavar="FOLDER", type=FILE)
@click.option("--tahun", metavar="TAHUN", type=as_year, help="Hanya yang bertanggal tahun itu.")
@click.option("--naskah", metavar="NASKAH", multiple=True, help="Hanya naskah ini; boleh diulang.")
@click.option("--berkas", metavar="NOMOR", multiple=True, help="Hanya isi berkas ini; boleh diulang.")
@click.option("--semua", is_flag=True, help="Seluruh arsip; dapat dimasukkan lagi dengan impor-ekspor.")
@click.pass_context
def ekspor(
    ctx: click.Context, folder: Path, tahun: int | None, naskah: tuple[str, ...], berkas: tuple[str, ...], semua: bool
) -> None:
    """Menyerahkan arsip dalam bentuk terbuka yang dapat diperiksa siapa saja.

    FOLDER menjadi sebuah BagIt: naskah dengan semua versinya (OCFL), tabel CSV dan JSON, penjelasan, dan periksa.py
    yang memeriksanya tanpa docgen. Yang tidak boleh dibaca --sebagai tidak disertakan. Sesudah ditulis, ekspornya
    diuji; kode keluar 3 bila ada yang gagal.

    \b
    Contoh:
      docgen arsip ekspor ekspor-2019 --tahun 2019 --sebagai kasubag_umum
      docgen arsip ekspor ekspor-lengkap --semua --sebagai kasubag_umum
    """
    if bool(naskah) + bool(berkas) + (tahun is not None) + semua != 1:
        raise Misuse("Sebutkan satu saja: --tahun TAHUN, --naskah NASKAH, --berkas NOMOR, atau --semua.", ctx)
    with acting(ctx.obj) as (office, by):
        made = export_archive(office, folder, by=by, part=Part(tahun, naskah, berkas))
        ctx.exit(_show_exported(ctx.obj, made))


@shared_options
@click.command("uji-ekspor", cls=OfficeCommand)
@click.argument("folder", metavar="FOLDER", type=FILE)
@click.pass_context
def uji_ekspor(ctx: click.Context, folder: Path) -> None:
    """Menguji sebuah ekspor arsip.

    Sidik, daftar isi, rantai log, nomor, persetujuan, tabel: setiap uji satu baris. Kode keluar 3 bila ada yang gagal.

    \b
    Contoh:
      docgen arsip uji-ekspor ekspor-2019
    """
    ctx.exit(_show_results(ctx.obj, check_bag(folder)))


@shared_options
@click.command("impor-ekspor", cls=OfficeCommand)
@click.argument("folder", metavar="FOLDER", type=FILE)
@click.pass_obj
def impor_ekspor(session: Session, folder: Path) -> None:
    """Memasukkan ekspor lengkap ke kantor yang arsipnya kosong.

    Ekspornya diuji dahulu; yang sebagian, berubah atau berisi berkas asing ditolak dan tidak ada yang ditulis.

    \b
    Contoh:
      docgen arsip impor-ekspor ekspor-lengkap
    """
    _show_imported(session, folder, import_archive(session.settings, folder))


def _show_exported(session: Session, made: Exported) -> int:
    if session.json:
        facts = asdict(made) | {"folder": str(made.folder), "results": _table(made.results)}
        print_json(facts)
        return Damaged.exit_code if failed(made.results) else 0
    say(
        f"Diekspor ({made.lingkup}) ke {made.folder}: {made.objects} objek, {made.versions} versi, {made.files} berkas."
    )
    if made.hidden:
        note(f"{made.hidden} naskah tidak disertakan karena tidak boleh dibaca {session.sebagai}.")
    return _show_results(session, made.results)


def _show_imported(session: Session, folder: Path, report: Report) -> None:
    if session.json:
        print_json(asdict(report))
        return
    say(f"Arsip dimasukkan dari {folder}, sama seperti yang diekspor.", bold=True)
    counted = {"Naskah": report.naskah, "Versi": report.versions, "Pelaksanaan SOP": report.runs,
               "Nomor": report.nomor, "Entri log": report.entries}  # fmt: skip
    print_facts({label: str(count) for label, count in counted.items()})


def _show_results(session: Session, results: Sequence[Result]) -> int:
    wrong = failed(results)
    if session.json:
        print_json(_table(results))
    else:
        for one in results:
            say(f"{'GAGAL' if one.faults else 'baik '}  {one.check}")
            for fault in one.faults[:SHOWN]:
                tell(f"         - {fault}")
        say(f"{len(results)} uji, {len(wrong)} gagal.", bold=True)
    return Damaged.exit_code if wrong else 0


def _table(results: Sequence[Result]) -> list[dict[str, object]]:
    return [{"uji": one.check, "gagal": list(one.faults)} for one in results]
