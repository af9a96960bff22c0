"""`docgen cari` and `docgen kenali`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from docgen.actions.naskah.finding import identify
from docgen.actions.naskah.searches import keep_search, kept_search
from docgen.actions.scan.recognising import recognise, recognise_code
from docgen.cli.answering import answer, shown_of, shown_options
from docgen.cli.arguments import FILE
from docgen.cli.asking import SearchCommand, asked_of, asked_options
from docgen.cli.command import OfficeCommand
from docgen.cli.files import read_file
from docgen.cli.finding_views import show_identity, show_pages
from docgen.cli.pencarian import demand_sense, keeping_options, show_kept
from docgen.cli.session import Session, demand_post, reading, shared_options
from docgen.office import Office


@shared_options
@click.command("cari", cls=SearchCommand)
@click.argument("words", metavar="[KATA]...", nargs=-1)
@asked_options
@shown_options
@keeping_options
@click.pass_obj
def cari(
    session: Session, /, words: tuple[str, ...], simpan: str, bersama: bool, tersimpan: str, **options: Any
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
      docgen cari rapat notula ATAU undangan -batal tanggal:bulan-ini
      docgen cari laporan tahun:lalu --faset --urut tanggal
      docgen cari --nomor 'Kep. 240' --versi semua --ekspor nomor-240.xlsx
      docgen cari rapat tanggal:bulan-ini --simpan 'rapat bulan ini'
      docgen cari --tersimpan 'rapat bulan ini' notula
    """
    shown = shown_of(options)
    demand_sense(simpan=simpan, bersama=bersama, tersimpan=tersimpan)
    asked = replace(asked_of(words, options), nama=simpan, bersama=bersama)
    with reading(session) as office:
        if simpan:
            show_kept(keep_search(office, asked, by=demand_post(session, office)))
        kept = [kept_search(office, tersimpan, by=session.sebagai)] if tersimpan else []
        answer(session, office, [*kept, asked], shown)


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
