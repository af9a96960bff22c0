"""`docgen cadangkan | pulihkan | latihan-pulih`: the archive a second time."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from docgen.actions.house.backing_up import back_up_office, restore_office
from docgen.actions.house.drill_report import drill_page, drill_pdf, drill_text
from docgen.actions.house.rehearsing import Sheet, no_sheet, rehearse
from docgen.archive.backup.pruning import prune
from docgen.cli.arguments import FILE, as_count, as_day, timpa_option
from docgen.cli.backup_views import show_backup, show_drill, show_old_days, show_restored
from docgen.cli.command import OfficeCommand
from docgen.cli.files import demand_free, write_file
from docgen.cli.session import shared_options
from docgen.cli.usage import Misuse

REPORTS: dict[str, Sheet] = {
    ".docx": drill_page,
    ".pdf": drill_pdf,
    ".txt": lambda office, drill: drill_text(drill).encode(),
}
hari_option = click.option(
    "--hari", metavar="TANGGAL", type=as_day, help="Keadaan hari itu atau sebelumnya, bukan yang terakhir."
)
sumber_argument = click.argument("sumber", metavar="CADANGAN", type=FILE)


@shared_options
@click.command("cadangkan", cls=OfficeCommand)
@click.argument("tujuan", metavar="TUJUAN", type=FILE)
@click.option("--menyeluruh", is_flag=True, help="Baca ulang seluruh cadangan di sana dan perbaiki yang rusak.")
@click.option(
    "--buang-yang-dimusnahkan", "buang", is_flag=True, help="Buang keadaan lama dan naskah yang sudah dimusnahkan."
)
@click.option(
    "--simpan",
    metavar="N",
    type=as_count,
    default=None,
    help="Sesudahnya buang keadaan lama; N hari terakhir dan satu setiap bulan tinggal.",
)
@click.option("--coba", is_flag=True, help="Hanya sebut yang akan dibuang --simpan; tidak ada yang ditulis.")
@click.pass_context
def cadangkan(ctx: click.Context, tujuan: Path, menyeluruh: bool, buang: bool, simpan: int | None, coba: bool) -> None:
    """Mencadangkan arsip dan deklarasi kantor ke folder lain.

    Hanya yang baru yang disalin, dan keadaan hari-hari sebelumnya tetap dapat dipulihkan. Orang lain boleh terus
    bekerja. Berkas yang rusak tidak pernah disalin; ia disebut, dan kode keluarnya 3. Sesudah pemusnahan, buang pula
    salinannya dari cadangan: keadaan hari-hari sebelumnya ikut hilang, karena masih memuat isinya.

    Tanpa --simpan setiap hari disimpan selamanya. Dengan --simpan 30 yang tinggal: keadaan terakhir dari 30 hari
    pencadangan terakhir, keadaan terakhir setiap bulan, yang pertama dan yang terbaru.

    \b
    Contoh:
      docgen cadangkan /media/cadangan/kantor --simpan 30
      docgen cadangkan /media/cadangan/kantor --simpan 30 --coba
      docgen cadangkan /media/cadangan/kantor --menyeluruh
    """
    if simpan and buang:
        raise Misuse("Pilih satu saja: --simpan atau --buang-yang-dimusnahkan.")
    if coba and not simpan:
        raise Misuse("--coba hanya bersama --simpan N.")
    if coba and simpan:
        show_old_days(ctx.obj, prune(tujuan, simpan, rehearsal=True))
        return
    made, gone = back_up_office(ctx.obj.settings, tujuan, thorough=menyeluruh, only_now=buang, days=simpan or 0)
    ctx.exit(show_backup(ctx.obj, tujuan, made, gone))


@shared_options
@click.command("pulihkan", cls=OfficeCommand)
@sumber_argument
@click.argument("tujuan", metavar="TUJUAN", type=FILE)
@hari_option
@click.option(
    "--menggantikan", metavar="KANTOR", type=FILE, help="Tolak bila kantor ini lebih baru daripada cadangannya."
)
@click.option("--meski-rusak", is_flag=True, help="Pulihkan yang masih utuh dari cadangan yang rusak.")
@click.pass_context
def pulihkan(
    ctx: click.Context, sumber: Path, tujuan: Path, hari: date | None, menggantikan: Path | None, meski_rusak: bool
) -> None:
    """Memulihkan kantor dari cadangan ke folder kosong.

    Setiap sidik dihitung ulang, arsipnya diperiksa dan indeksnya dibangun. Berkas yang bukan bagian cadangan ditolak.
    Kode keluar 3 bila ada yang rusak.

    \b
    Contoh:
      docgen pulihkan /media/cadangan/kantor kantor-pulih
      docgen pulihkan /media/cadangan/kantor kantor-lama --hari 2026-11-20
    """
    found = restore_office(sumber, tujuan, hari, replacing=menggantikan, although_damaged=meski_rusak)
    ctx.exit(show_restored(ctx.obj, tujuan, found))


def as_report(typed: str) -> Path:
    """A file that the report of a drill can be written to."""
    path = Path(typed)
    if path.suffix.lower() not in REPORTS:
        raise click.BadParameter(f"laporan latihan ditulis sebagai {', '.join(REPORTS)}")
    return path


@shared_options
@click.command("latihan-pulih", cls=OfficeCommand)
@sumber_argument
@hari_option
@click.option("-o", "--keluaran", metavar="FILE", type=as_report, help="Tulis pula laporannya: .docx, .pdf atau .txt.")
@timpa_option
@click.pass_context
def latihan_pulih(ctx: click.Context, sumber: Path, hari: date | None, keluaran: Path | None, timpa: bool) -> None:
    """Berlatih memulihkan: sampai mencari kembali, lalu dibuang.

    Cadangan dipulihkan ke folder sementara, setiap berkas dibandingkan, indeks dibangun, beberapa naskah dicari, dan
    setiap langkah diukur waktunya. Kode keluar 3 bila ada yang berbeda. Laporannya memakai kop dan waktu kantor yang
    dipulihkan dan nama pejabat pada --sebagai; yang .pdf memerlukan LibreOffice.

    \b
    Contoh:
      docgen latihan-pulih /media/cadangan/kantor -o latihan.docx \\
          --sebagai kasubag_umum
    """
    demand_free(keluaran, overwrite=timpa)
    sheet = REPORTS[keluaran.suffix.lower()] if keluaran else no_sheet
    drill, page = rehearse(sumber, hari, now=lambda: datetime.now().astimezone(), by=ctx.obj.sebagai, sheet=sheet)
    if keluaran:
        write_file(keluaran, page, overwrite=timpa)
    ctx.exit(show_drill(ctx.obj, drill))
