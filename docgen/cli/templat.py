"""`docgen templat periksa | baru | contoh`: the Word pages of the office."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.actions.templat.proposing import create_type
from docgen.actions.templat.templating import Examined, examine_page, examine_type, examine_types, mark_faults
from docgen.cli.arguments import FILE
from docgen.cli.command import OfficeCommand
from docgen.cli.completing import complete_jenis
from docgen.cli.files import STREAM, make_folder, read_file, told, write_file
from docgen.cli.naskah_views import show_written
from docgen.cli.printing import note
from docgen.cli.session import Session, reading, shared_options
from docgen.cli.templat_views import show_all_examined, show_examined, show_new_type
from docgen.cli.usage import Misuse


@shared_options
@click.command("periksa", cls=OfficeCommand)
@click.argument("halaman", metavar="[JENIS|FILE.docx]", default="", shell_complete=complete_jenis)
@click.option("--jenis", metavar="JENIS", default="", shell_complete=complete_jenis, help="Cocokkan dengan jenis ini.")
@click.option("--tandai", metavar="OUT.docx", type=FILE, help="Tulis salinan dengan temuan sebagai komentar Word.")
@click.option("--timpa", is_flag=True, help="Timpa berkas yang sudah ada.")
@click.pass_context
def periksa(ctx: click.Context, halaman: str, jenis: str, tandai: Path | None, timpa: bool) -> None:
    """Memeriksa halaman Word satu jenis, atau sebuah berkas Word.

    Berkas yang belum menjadi halaman jenis mana pun diperiksa dengan --jenis seolah-olah menjadi halamannya; tanpa
    --jenis hanya yang tidak bergantung pada jenis. Tanpa JENIS dan FILE: semua jenis. Kode keluar 2 bila ada yang
    perlu diperbaiki.

    \b
    Contoh:
      docgen templat periksa nota_dinas
      docgen templat periksa nota-baru.docx --jenis nota_dinas \\
          --tandai nota-ditandai.docx
    """
    if not halaman and not jenis:
        ctx.exit(show_all_examined(ctx.obj, _all_types(ctx.obj, tandai)))
    examined = _examine(ctx.obj, halaman, jenis)
    marked = mark_faults(examined) if tandai else b""
    if tandai and marked:
        write_file(tandai, marked, overwrite=timpa)
    ctx.exit(show_examined(ctx.obj, examined, tandai, written=bool(marked)))


@shared_options
@click.command("baru", cls=OfficeCommand)
@click.argument("jenis", metavar="JENIS")
@click.option("--dari", metavar="FILE.docx", type=FILE, required=True, help="Halaman Word yang memuat tag {{ … }}.")
@click.option("--nama", metavar="TEKS", default="", help='Nama jenis yang tercetak di daftar, misalnya "Surat Kuasa".')
@click.pass_obj
def baru(session: Session, jenis: str, dari: Path, nama: str) -> None:
    """Membuat jenis naskah baru dari sebuah halaman Word.

    Isian diusulkan dari tag di halaman, persetujuan dan nomor dari kontrol kontennya. Hasilnya folder
    templates_docx/JENIS yang dapat langsung dicoba dan diubah; yang masih perlu dikerjakan disebutkan.

    \b
    Contoh:
      docgen templat baru surat_keterangan --dari keterangan.docx \\
          --nama "Surat Keterangan"
    """
    page = read_file(dari)
    with told(session.settings.templates / jenis):
        made = create_type(session.settings, jenis, page, source=dari.name, nama=" ".join(nama.split()))
    show_new_type(session, made)


@shared_options
@click.command("contoh", cls=OfficeCommand)
@click.argument("jenis", metavar="[JENIS]...", nargs=-1, shell_complete=complete_jenis)
@click.option("-o", "--keluaran", metavar="FOLDER", type=FILE, default=".", help="Folder tempat lembarnya ditulis.")
@click.option("--timpa", is_flag=True, help="Timpa berkas yang sudah ada.")
@click.pass_obj
def contoh(session: Session, jenis: tuple[str, ...], keluaran: Path, timpa: bool) -> None:
    """Menggambar halaman setiap jenis, kecil-kecil dalam satu lembar.

    Setiap jenis diisi dengan contohnya; lembarnya gambar PNG bernama contoh-1.png dan seterusnya. Memerlukan
    LibreOffice.

    \b
    Contoh:
      docgen templat contoh -o lihat
      docgen templat contoh nota_dinas surat_dinas -o lihat
    """
    from docgen.actions.templat.sampling import draw_samples

    with reading(session) as office:
        sheets = draw_samples(office, jenis)
    make_folder(keluaran)
    files = {keluaran / f"contoh-{at}.png": sheet for at, sheet in enumerate(sheets, 1)}
    for path, sheet in files.items():
        write_file(path, sheet, overwrite=timpa)
    show_written(session, list(files))


def _all_types(session: Session, tandai: Path | None) -> list[Examined]:
    if tandai:
        raise Misuse("Sebutkan satu jenis atau satu berkas untuk --tandai.")
    return examine_types(session.settings)


def _examine(session: Session, halaman: str, jenis: str) -> Examined:
    """A type by its name; all else that was typed is a file."""
    if not halaman:
        return examine_type(session.settings, jenis)
    path = Path(halaman)
    if path == STREAM or path.suffix or len(path.parts) > 1 or path.is_file():
        if not jenis:
            note("Diperiksa tanpa jenis; tambahkan --jenis JENIS agar isian dan tempatnya dicocokkan.")
        return examine_page(session.settings, read_file(path), path.name, jenis=jenis)
    if jenis and jenis != halaman:
        raise Misuse(f"'{halaman}' dan --jenis {jenis} menyebut dua jenis; sebutkan satu jenis, atau berkas Word.")
    return examine_type(session.settings, halaman)
