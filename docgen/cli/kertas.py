"""`docgen arsip taruh | tandai | lengkap | cocokkan | akses`: the paper side of the archive, and what left it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from docgen.actions.arsip.access_copies import access_records
from docgen.actions.arsip.proving import prove
from docgen.actions.arsip.registers import proof_register
from docgen.actions.arsip.shelf import Asked
from docgen.actions.arsip.shelving import lay_paper, mark_paper
from docgen.actions.arsip.stocktaking import take_stock
from docgen.actions.naskah.finding import resolve
from docgen.cli.arguments import FILE, as_count, as_year, naskah_argument
from docgen.cli.arsip_views import show_access, show_papers, show_sides, show_stock
from docgen.cli.command import OfficeCommand
from docgen.cli.files import read_file
from docgen.cli.registers import deliver, pada_option, sheet_options, sheets_of
from docgen.cli.session import Session, acting, reading, shared_options
from docgen.errors import UnsafeFile
from docgen.kearsipan.kertas import KONDISI, MACAM, Kertas


@shared_options
@click.command("taruh", cls=OfficeCommand)
@naskah_argument
@click.option("--macam", metavar="MACAM", default="asli", help=f"Salah satu dari: {', '.join(MACAM)}.")
@click.option("--boks", metavar="KODE", default="", help="Boks tempatnya, bila tidak di dalam map sebuah berkas.")
@click.option("--berkas", metavar="NOMOR", default="", help="Berkas yang mapnya memuatnya.")
@click.option("--folder", metavar="TEKS", default="", help="Folder di dalam boks.")
@click.option("--urut", metavar="NO", type=as_count, default=None, help="Nomor urut di dalam folder.")
@click.option("--lembar", metavar="NO", type=as_count, default=None, help="Lembar yang dipindah, bila sudah tercatat.")
@click.option("--versi", metavar="NO", type=as_count, default=None, help="Versi yang tercetak; biasanya yang terakhir.")
@click.option("--kondisi", metavar="KONDISI", default="baik", help=f"Salah satu dari: {', '.join(KONDISI)}.")
@click.pass_obj
def taruh(
    session: Session, /, naskah: str, urut: int | None, lembar: int | None, versi: int | None, **place: str
) -> None:
    """Mencatat di mana selembar naskah kertas disimpan, atau ke mana ia dipindah.

    \b
    Contoh:
      docgen arsip taruh 7K3MQ9XZ1A --macam pertinggal --boks B-001 --folder 4 \\
          --urut 7 --sebagai kasubag_umum
      docgen arsip taruh 7K3MQ9XZ1A --lembar 1 --boks B-002 \\
          --sebagai kasubag_umum
    """
    paper = Kertas(lembar or 0, place.pop("macam"), versi or 0, urut=urut or 0, **place)
    with acting(session) as (office, by):
        found = resolve(office, naskah, by=by)
        show_papers(session, office, lay_paper(office, found.id, paper, by=by))


@shared_options
@click.command("tandai", cls=OfficeCommand)
@naskah_argument
@click.argument("lembar", metavar="LEMBAR", type=as_count)
@click.option("--keadaan", metavar="KEADAAN", default="", help="hilang, atau ada bila ditemukan kembali.")
@click.option("--kondisi", metavar="KONDISI", default="", help=f"Salah satu dari: {', '.join(KONDISI)}.")
@click.option("--catatan", metavar="TEKS", default="", help="Kapan dan bagaimana diketahui.")
@click.pass_obj
def tandai(session: Session, naskah: str, lembar: int, keadaan: str, kondisi: str, catatan: str) -> None:
    """Mencatat keadaan selembar kertas: hilang, ditemukan kembali, rusak.

    \b
    Contoh:
      docgen arsip tandai 7K3MQ9XZ1A 1 --keadaan hilang \\
          --catatan 'tidak ada waktu dicocokkan' --sebagai kasubag_umum
    """
    with acting(session) as (office, by):
        found = resolve(office, naskah, by=by)
        marked = mark_paper(office, found.id, lembar, by=by, keadaan=keadaan, kondisi=kondisi, note=catatan)
        show_papers(session, office, marked)


@shared_options
@click.command("lengkap", cls=OfficeCommand)
@click.option("--tahun", metavar="TAHUN", type=as_year, default=None, help="Hanya naskah tahun ini.")
@click.option("--unit", metavar="UNIT", default="", help="Hanya naskah unit ini.")
@click.option("--kurang", is_flag=True, help="Hanya yang belum lengkap.")
@pada_option
@sheet_options
@click.pass_obj
def lengkap(
    session: Session, /, tahun: int | None, unit: str, kurang: bool, pada: date | None, timpa: bool,
    **sheets: Path | str | None,
) -> None:  # fmt: skip
    """Membuktikan setiap naskah final tersimpan manual dan elektronik.

    Tiap naskah disebut dengan sidik berkas elektroniknya dan letak kertasnya; yang kurang salah satunya lebih dahulu,
    yang tertua di atas.

    \b
    Contoh:
      docgen arsip lengkap --tahun 2019 --kurang
      docgen arsip lengkap --tahun 2019 --docx bukti.docx
    """
    wanted, asked = sheets_of(sheets), Asked(tahun or 0, unit)
    wanted.demand_free(overwrite=timpa)
    with reading(session) as office:
        found = prove(office, by=session.sebagai, tahun=asked.tahun, unit=unit, pada=pada)
        shown = [one for one in found if not (kurang and one.lengkap)]
        drawn = wanted.draw(office, proof_register(office, shown, asked, pada))
    deliver(session, drawn) if drawn else show_sides(session, found, only_lacking=kurang)


@shared_options
@click.command("cocokkan", cls=OfficeCommand)
@click.argument("file", metavar="FILE", type=FILE)
@click.pass_context
def cocokkan(ctx: click.Context, file: Path) -> None:
    """Mencocokkan label yang dipindai di rak dengan catatan letak kertas.

    FILE memuat satu kode satu baris seperti dipindai: label boks atau berkas, lalu kode naskah yang ada di sana; tanda
    - berarti dari masukan baku. Tidak ada yang diubah. Kode keluar 1 bila ada yang tidak cocok.

    \b
    Contoh:
      docgen arsip cocokkan rak3.txt --sebagai kasubag_umum
    """
    try:
        codes = read_file(file).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UnsafeFile(str(file), ["bukan berkas teks; simpan satu kode satu baris"]) from None
    with reading(ctx.obj) as office:
        ctx.exit(show_stock(ctx.obj, take_stock(office, codes, by=ctx.obj.sebagai)))


@shared_options
@click.command("akses", cls=OfficeCommand)
@click.option("--naskah", metavar="NASKAH", default="", help="Hanya salinan naskah ini.")
@click.pass_obj
def akses(session: Session, naskah: str) -> None:
    """Menampilkan salinan akses yang pernah diberikan.

    \b
    Contoh:
      docgen arsip akses --naskah 7K3MQ9XZ1A
    """
    with reading(session) as office:
        found = resolve(office, naskah, by=session.sebagai).id if naskah else ""
        show_access(session, access_records(office, found))
