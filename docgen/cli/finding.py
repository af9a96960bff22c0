"""`docgen cari` and `docgen kenali`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from docgen.actions.arsip.found_list import list_found, write_found
from docgen.actions.naskah.finding import identify, search
from docgen.actions.scan.recognising import recognise, recognise_code
from docgen.cli.arguments import FILE, as_count, timpa_option
from docgen.cli.asking import SearchCommand, as_line, asked_options, read_query
from docgen.cli.command import OfficeCommand
from docgen.cli.files import demand_free, demand_kind, read_file, write_file
from docgen.cli.finding_views import show_export, show_identity, show_pages, show_results
from docgen.cli.session import Session, reading, shared_options
from docgen.office import Office
from docgen.search.query import FACETS, Query


@shared_options
@click.command("cari", cls=SearchCommand)
@click.argument("words", metavar="[KATA]...", nargs=-1)
@asked_options
@click.option("--batas", metavar="N", type=as_count, default="20", help="Paling banyak N hasil; biasanya 20.")
@click.option("--faset", is_flag=True, help="Hitung hasilnya menurut jenis, status, unit, klasifikasi dan tahun.")
@click.option("--ekspor", metavar="FILE", type=FILE, help="Tulis semua hasil ke .xlsx atau .csv.")
@timpa_option
@click.pass_obj
def cari(
    session: Session, /, words: tuple[str, ...], batas: int, faset: bool, ekspor: Path | None, timpa: bool, **asked: Any
) -> None:
    """Mencari naskah menurut kata, nomor, tanggal atau pejabat.

    Semua kata harus ada, dalam bentuk apa pun: laporan menemukan pelaporan. Kata-kata yang diapit kutip dicari
    berurutan persis. Penyaring boleh juga ditulis di antara kata: nomor:240 tanggal:2019-01..2019-03

    -kata tidak boleh ada, ATAU salah satu, lapor* awal kata, sekertaris~ selisih satu huruf. Selengkapnya:
    docs/pencarian.md

    \b
    Contoh:
      docgen cari laporan kinerja
      docgen cari 'kepemilikan akta kematian' \\
          --jenis laporan_pengukuran_kinerja --sejak 2019-01-01
      docgen cari --nomor 'Kep. 240'
      docgen cari laporan tahun:lalu --faset
      docgen cari laporan tahun:lalu --ekspor laporan.xlsx
      docgen cari rapat notula ATAU undangan -batal tanggal:bulan-ini
    """
    demand_kind(ekspor, ".xlsx", ".csv")
    demand_free(ekspor, overwrite=timpa)
    with reading(session) as office:
        query = read_query(words, asked, today=office.now().date())
        if ekspor:
            export(session, office, query, ekspor, as_line(words))
        else:
            found = search(office, query, by=session.sebagai, limit=batas, facets=FACETS if faset else ())
            show_results(session, office, found)


def export(session: Session, office: Office, query: Query, target: Path, line: str) -> None:
    """Every answer into a file; where there is none nothing is written."""
    judul = "Hasil pencarian" + (f": {line}" if line else "")
    found = list_found(office, query, by=session.sebagai, judul=judul)
    if found.rows:
        write_file(target, write_found(office, found, target.suffix.lower()), overwrite=True)
    show_export(session, target, len(found.rows))


@shared_options
@click.command("kenali", cls=OfficeCommand)
@click.argument("path", metavar="FILE|KODE", type=FILE)
@click.pass_context
def kenali(ctx: click.Context, path: Path) -> None:
    """Mengenali berkas: naskah apa, versi berapa, masih asli atau tidak.

    Foto atau pindaian kertas dikenali dari kode QR-nya: halaman berapa, dari versi berapa, dan masih yang terbaru
    atau tidak. Kode di kaki halaman boleh juga diketik.

    Kode keluar 0 bila isinya sama persis dengan yang diarsipkan atau kodenya dikenal, 1 bila berkas mengaku naskah
    kantor ini tetapi isinya lain, 4 bila tidak dikenal sama sekali.

    \b
    Contoh:
      docgen kenali temuan.docx
      docgen kenali FOTO.jpg
    """
    with reading(ctx.obj) as office:
        ctx.exit(_recognised(ctx.obj, office, path))


def _recognised(session: Session, office: Office, path: Path) -> int:
    by = session.sebagai
    if not path.exists() and (typed := recognise_code(office, str(path), by=by)):
        return show_pages(session, office, typed)
    data = read_file(path)
    places = identify(office, data, by=by)
    shown = [] if places else recognise(office, data, path.name, by=by)
    return show_pages(session, office, shown) if shown else show_identity(session, office, path.name, data, places)
