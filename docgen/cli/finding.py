"""`docgen cari` and `docgen kenali`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from docgen.actions.naskah.finding import identify, search
from docgen.actions.scan.recognising import recognise, recognise_code
from docgen.cli.arguments import FILE, as_count, as_day, jenis_option, status_option
from docgen.cli.command import OfficeCommand
from docgen.cli.completing import complete_post
from docgen.cli.files import read_file
from docgen.cli.finding_views import show_identity, show_pages, show_results
from docgen.cli.session import Session, reading, shared_options
from docgen.office import Office
from docgen.search.filters import FILTERS
from docgen.search.query import parse_query

MINUS = "\N{MINUS SIGN}"  # read as a hyphen by the grammar, and by click as no option


class SearchCommand(OfficeCommand):
    """A word with a hyphen before it is one that is not wanted, and no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [re.sub(r"^-(?=[^-\s].)", MINUS, arg) for arg in args])


@shared_options
@click.command("cari", cls=SearchCommand)
@click.argument("words", metavar="[KATA]...", nargs=-1)
@jenis_option
@status_option
@click.option("--nomor", metavar="NOMOR", default="", help="Nomor, utuh atau sebagian; spasi tidak berpengaruh.")
@click.option(
    "--pejabat", metavar="JABATAN", default="", shell_complete=complete_post, help="Yang membuat atau menyetujui."
)
@click.option("--sejak", metavar="TANGGAL", type=as_day, help="Tanggal paling awal.")
@click.option("--sampai", metavar="TANGGAL", type=as_day, help="Tanggal paling akhir.")
@click.option("--semua-versi", is_flag=True, help="Juga versi lama yang isinya berbeda.")
@click.option("--batas", metavar="N", type=as_count, default="20", help="Paling banyak N hasil; biasanya 20.")
@click.pass_obj
def cari(
    session: Session,
    words: tuple[str, ...],
    jenis: str,
    status: str,
    nomor: str,
    pejabat: str,
    sejak: date | None,
    sampai: date | None,
    semua_versi: bool,
    batas: int,
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
      docgen cari rapat notula ATAU undangan -batal tanggal:bulan-ini
    """
    with reading(session) as office:
        query = parse_query(
            as_line(words), jenis=jenis, status=status, nomor=nomor, pejabat=pejabat,
            since=sejak, until=sampai, semua_versi=semua_versi, today=office.now().date(),
        )  # fmt: skip
        show_results(session, office, search(office, query, by=session.sebagai, limit=batas))


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


def as_line(words: Sequence[str]) -> str:
    """The words as one line of the search grammar: what the shell kept together stays together.

    What holds signs of the grammar between its words is a line already.
    """
    return " ".join(_item(word) for word in words)


_SIGNS = re.compile(rf"(?:^|\s)-\(|\s-\w|\s(?-i:OR|ATAU)\s|\w[*~](?:\s|$)|\s-?(?:{'|'.join(FILTERS)}):", re.IGNORECASE)


def _item(word: str) -> str:
    if '"' in word or not any(c.isspace() for c in word) or _SIGNS.search(word):
        return word
    if word.startswith(("-", MINUS)):
        return "-" + _item(word[1:])
    name, colon, value = word.partition(":")
    if not colon or name.lower() not in FILTERS:
        return f'"{word}"'
    values = [value] if name.lower() == "pejabat" else value.split(",")  # the commas of a name are part of it
    return f"{name}:" + ",".join(f'"{one.strip()}"' for one in values)
