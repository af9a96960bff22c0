"""`docgen cari`."""

from __future__ import annotations

from typing import Any

import click

from docgen.cli.answering import answer, like, shown_of, shown_options
from docgen.cli.asking import SearchCommand, asked_of, asked_options
from docgen.cli.completing import complete_words
from docgen.cli.pencarian import demand_sense, keeping_options, with_kept
from docgen.cli.results_views import show_alike
from docgen.cli.session import Session, reading, shared_options


@shared_options
@click.command("cari", cls=SearchCommand)
@click.argument("words", metavar="[KATA]...", nargs=-1, shell_complete=complete_words)
@asked_options
@shown_options
@keeping_options
@click.pass_obj
def cari(session: Session, /, words: tuple[str, ...], **options: Any) -> None:
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
      docgen cari --mirip 7K3MQ9XZ1A
    """
    shown = shown_of(options)
    demand_sense(options)
    asked = asked_of(words, options)
    with reading(session) as office:
        if options["mirip"]:
            show_alike(session, office, like(session, office, asked, options))
            return
        answer(session, office, with_kept(session, office, asked, options), shown)
