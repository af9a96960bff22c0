"""`docgen kalender lihat | buat | impor`: the days off and the hours of the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from docgen.actions.working_days import DayOff, days_of, import_days, kalender_of, propose_year
from docgen.cli.arguments import FILE, as_year
from docgen.cli.command import OfficeCommand
from docgen.cli.files import read_file, told
from docgen.cli.printing import heading, note, print_facts, print_json, say
from docgen.cli.session import Session, shared_options
from docgen.cli.table import print_table
from docgen.naskah.bahasa import hari_tanggal
from docgen.sop.calendar import DAYS, Kalender

KINDS = {"libur": "libur", "cuti_bersama": "cuti bersama"}
GUESSED = "perkiraan"


@shared_options
@click.command("lihat", cls=OfficeCommand)
@click.argument("tahun", metavar="[TAHUN]", type=as_year, required=False)
@click.pass_obj
def lihat(session: Session, tahun: int | None) -> None:
    """Menampilkan hari libur dan jam kerja kantor.

    \b
    Contoh:
      docgen kalender lihat 2026
    """
    tahun = tahun or date.today().year
    _show(session, tahun, kalender_of(session.settings), days_of(session.settings, tahun))


@shared_options
@click.command("buat", cls=OfficeCommand)
@click.argument("tahun", metavar="TAHUN", type=as_year)
@click.option("--ganti", is_flag=True, help="Tulis ulang kalender tahun itu; perubahan kantor hilang.")
@click.pass_obj
def buat(session: Session, tahun: int, ganti: bool) -> None:
    """Menulis hari libur satu tahun sejauh diketahui, untuk dicocokkan.

    Hari libur nasional dan cuti bersama ditulis ke templates_docx/kalender/TAHUN.toml. Cocokkan dengan Surat Keputusan
    Bersama tahun itu dan ubah bila perlu; hari yang masih perkiraan disebutkan.

    \b
    Contoh:
      docgen kalender buat 2026
    """
    with told(session.settings.templates):
        written = propose_year(session.settings, tahun, replace=ganti)
    _show_written(session, written)


@shared_options
@click.command("impor", cls=OfficeCommand)
@click.argument("lembar", metavar="FILE", type=FILE)
@click.pass_obj
def impor(session: Session, lembar: Path) -> None:
    """Memasukkan hari libur dari sebuah lembar (.xlsx atau .csv).

    Kolomnya tanggal, nama dan jenis (Libur atau Cuti bersama; kosong berarti Libur). Hari yang sudah ada tetap; tanggal
    yang sama memakai nama yang baru. Bila satu baris keliru, tidak ada yang ditulis.

    \b
    Contoh:
      docgen kalender impor libur-2026.xlsx
    """
    data = read_file(lembar)
    with told(session.settings.templates):
        written = import_days(session.settings, data, lembar.name)
    _show_written(session, written)


def _show(session: Session, tahun: int, kalender: Kalender, days: Sequence[DayOff]) -> None:
    if session.json:
        print_json({"jam": _hours(kalender), "libur": [asdict(one) for one in days]})
        return
    say("Jam kerja", bold=True)
    print_facts(_hours(kalender))
    heading(f"Hari libur {tahun}")
    if tahun in kalender.years:
        _show_days(days)
    else:
        say(f"Belum ada; hanya Sabtu dan Minggu yang diketahui. Buat dahulu: docgen kalender buat {tahun}")


def _show_written(session: Session, days: Sequence[DayOff]) -> None:
    if session.json:
        print_json([asdict(one) for one in days])
        return
    _show_days(days)
    if any(GUESSED in one.nama for one in days):
        note("Yang bertanda perkiraan belum ditetapkan; cocokkan dengan keputusan pemerintah dan kalender daerah.")


def _show_days(days: Sequence[DayOff]) -> None:
    rows = [(hari_tanggal(one.tanggal), one.nama, KINDS[one.jenis]) for one in days]
    print_table(("Hari", "Nama", "Jenis"), rows, solid=("Hari",))


def _hours(kalender: Kalender) -> dict[str, str]:
    return {
        DAYS[day].capitalize(): ", ".join(f"{start:%H.%M}-{end:%H.%M}" for start, end in spans)
        for day, spans in sorted(kalender.jam.items())
    }
