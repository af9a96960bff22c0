"""`docgen kinerja formulir | terima | ukur | laporan`: figures entered once."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.actions.naskah.figures import measure_year, plan_of
from docgen.actions.sop.collecting import draft_report, make_forms, receive_form
from docgen.cli.arguments import FILE, Pair, as_count, as_quarter, isian_argument, isian_option, read_form
from docgen.cli.command import OfficeCommand
from docgen.cli.completing import complete_jenis, complete_post
from docgen.cli.files import demand_all_free, make_folder, read_file, write_file
from docgen.cli.kinerja_views import Received, form_file, show_all_received, show_measurement, show_received
from docgen.cli.naskah_views import show_receipt, show_written
from docgen.cli.session import Session, acting, reading, shared_options
from docgen.errors import NotFound, Problems
from docgen.kinerja.period import Triwulan
from docgen.office import Office

tahun_option = click.option("--tahun", metavar="TAHUN", type=as_count, required=True, help="Tahun rencana kinerja.")
sampai_option = click.option(
    "--sampai", metavar="TRIWULAN", type=as_quarter, default="4", help="Sampai triwulan ke-; biasanya 4, setahun penuh."
)


@shared_options
@click.command("formulir", cls=OfficeCommand)
@tahun_option
@click.option("--triwulan", metavar="KE", type=as_quarter, required=True, help="Triwulan 1 sampai 4.")
@click.option("--bidang", metavar="JABATAN", multiple=True, shell_complete=complete_post, help="Hanya bidang ini.")
@click.option("-o", "--keluaran", metavar="FOLDER", type=FILE, default=".", help="Folder tempat formulir ditulis.")
@click.option("--timpa", is_flag=True, help="Timpa berkas yang sudah ada.")
@click.pass_obj
def formulir(session: Session, tahun: int, triwulan: int, bidang: tuple[str, ...], keluaran: Path, timpa: bool) -> None:
    """Membuat formulir Excel pengumpulan data untuk setiap bidang.

    \b
    Contoh:
      docgen kinerja formulir --tahun 2018 --triwulan 4 -o formulir
    """
    asked = Triwulan(tahun, triwulan)
    with reading(session) as office:
        forms = make_forms(office, asked, bidang)
    make_folder(keluaran)
    written = {keluaran / form_file(asked, post): form for post, form in forms.items()}
    demand_all_free(written, overwrite=timpa)
    for path, form in written.items():
        write_file(path, form, overwrite=timpa)
    show_written(session, list(written))


@shared_options
@click.command("terima", cls=OfficeCommand)
@click.argument("paths", metavar="FILE.xlsx...", type=FILE, nargs=-1, required=True)
@tahun_option
@click.pass_context
def terima(ctx: click.Context, paths: tuple[Path, ...], tahun: int) -> None:
    """Menerima formulir yang sudah diisi bidang.

    Formulir yang mengoreksi formulir terdahulu menjadi versi berikutnya. Yang keliru ditolak dan disebut baris demi
    baris, yang lain tetap diterima; kode keluar 2 bila ada yang ditolak.

    \b
    Contoh:
      docgen kinerja terima formulir/*.xlsx --tahun 2018 \\
          --sebagai kasubag_perencanaan
    """
    with acting(ctx.obj) as (office, by):
        plan_of(office, tahun)  # without a plan no form can be read
        received = []
        for path in paths:
            received.append(_receive(office, tahun, path, by))
            show_received(ctx.obj, office, received[-1])
        ctx.exit(show_all_received(ctx.obj, received))


def _receive(office: Office, tahun: int, path: Path, by: str) -> Received:
    try:
        naskah, warnings = receive_form(office, tahun, read_file(path), path.name, by=by)
    except Problems as error:
        return Received(path, problems=error.problems)
    except NotFound as error:
        return Received(path, problems=(str(error),))
    return Received(path, naskah, warnings)


@shared_options
@click.command("ukur", cls=OfficeCommand)
@tahun_option
@sampai_option
@click.pass_obj
def ukur(session: Session, tahun: int, sampai: int) -> None:
    """Mengukur kinerja dari formulir yang sudah diterima.

    Menyebut pula bidang yang belum menyampaikan formulirnya.

    \b
    Contoh:
      docgen kinerja ukur --tahun 2018 --sampai 2
    """
    with reading(session) as office:
        show_measurement(session, measure_year(office, tahun, sampai))


@shared_options
@click.command("laporan", cls=OfficeCommand)
@tahun_option
@sampai_option
@click.option(
    "--jenis",
    metavar="JENIS",
    default="laporan_pengukuran_kinerja",
    shell_complete=complete_jenis,
    help="Jenis naskah yang memuat angka kinerja; biasanya laporan_pengukuran_kinerja.",
)
@click.option("--bidang", metavar="JABATAN", default="", shell_complete=complete_post, help="Hanya angka bidang ini.")
@isian_argument
@isian_option
@click.pass_obj
def laporan(
    session: Session, tahun: int, sampai: int, jenis: str, bidang: str, pairs: tuple[Pair, ...], isian: Path | None
) -> None:
    """Menyusun draf laporan kinerja dengan tabel dari rencana dan formulir.

    Tabel angkanya terisi sendiri; isian lain seperti pada naskah buat. Bila angkanya berubah sesudah itu, naskah
    tidak dapat disetujui sebelum direvisi. Juga untuk perjanjian_kinerja, rencana_aksi dan laporan_kinerja_tahunan.

    \b
    Contoh:
      docgen kinerja laporan --tahun 2018 --isian laporan.toml \\
          --sebagai kasubag_perencanaan
    """
    form = read_form(pairs, isian)
    with acting(session) as (office, by):
        measured = measure_year(office, tahun, sampai)
        show_receipt(session, office, draft_report(office, jenis, measured, form, by=by, bidang=bidang))
