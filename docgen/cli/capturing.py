"""`docgen arsip tangkap | awasi`: scans of paper written on find their naskah by the code on each page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import sleep

import click

from docgen.actions.scan.capturing import Captured
from docgen.actions.scan.tray import Delivered, Sizes, deliver, files_in, settled
from docgen.cli.arguments import FILE, as_count
from docgen.cli.capturing_views import show_delivered, show_line
from docgen.cli.command import OfficeCommand
from docgen.cli.files import read_file
from docgen.cli.printing import note
from docgen.cli.session import Session, acting, shared_options
from docgen.errors import DocgenError, NotFound, Problems
from docgen.naskah.access import CAPTURE
from docgen.office import Office

sejarah_option = click.option(
    "--sejarah", is_flag=True, help="Simpan cetakan versi lama sebagai riwayat; tidak dihitung sebagai tanda tangan."
)
pindahkan_option = click.option(
    "--pindahkan", is_flag=True, help="Pindahkan berkas yang sudah diarsipkan ke folder 'sudah' di sebelahnya."
)


@shared_options
@click.command("tangkap", cls=OfficeCommand)
@click.argument("paths", metavar="FILE|FOLDER...", nargs=-1, required=True, type=FILE)
@sejarah_option
@pindahkan_option
@click.pass_context
def tangkap(ctx: click.Context, paths: tuple[Path, ...], sejarah: bool, pindahkan: bool) -> None:
    """Mengarsipkan pindaian naskah yang ditandatangani atau diisi di kertas.

    Setiap halaman dikenali dari kode QR-nya (cetakan docgen naskah pdf atau pratinjau). PDF, JPG atau PNG; boleh
    setumpuk naskah sekaligus dan tidak berurutan. Lembar yang diisi tangan (daftar hadir, lembar disposisi) disimpan
    sebagai lembar terisi, bukan sebagai tanda tangan. Yang meragukan tidak diarsipkan: salinannya masuk ke folder baki
    kantor beserta sebabnya. Berkas asal tidak dihapus. Kode keluar 2 bila ada yang masuk baki.

    \b
    Contoh:
      docgen arsip tangkap pindaian.pdf --sebagai tata_usaha
      docgen arsip tangkap hasil-pindai --pindahkan --sebagai tata_usaha
    """
    with acting(ctx.obj) as (office, by):
        office.demand(by, CAPTURE)
        done = show_delivered(ctx.obj, (_deliver(office, by, path, sejarah, pindahkan) for path in _files(paths)))
    ctx.exit(Problems.exit_code if any(one.captured.refused for one in done) else 0)


@shared_options
@click.command("awasi", cls=OfficeCommand)
@click.argument("folder", metavar="FOLDER", type=FILE)
@click.option("--jeda", metavar="DETIK", type=as_count, default="5", help="Jarak antara dua kali melihat; biasanya 5.")
@click.option("--sekali", is_flag=True, help="Berhenti sesudah berkas yang ada sekarang.")
@sejarah_option
@pindahkan_option
@click.pass_obj
def awasi(session: Session, folder: Path, jeda: int, sekali: bool, sejarah: bool, pindahkan: bool) -> None:
    """Mengawasi folder pemindai dan mengarsipkan setiap pindaian yang masuk.

    Seperti docgen arsip tangkap, satu baris setiap berkas. Berkas yang masih ditulis ditunggu sampai ukurannya tetap.
    Hentikan dengan Ctrl-C.

    \b
    Contoh:
      docgen arsip awasi hasil-pindai --pindahkan --sebagai tata_usaha
    """
    if not folder.is_dir():
        raise NotFound("Folder", folder, "Periksa namanya.")
    with acting(session) as (office, by):
        office.demand(by, CAPTURE)
    try:
        for path in _arriving(folder, jeda, once=sekali):
            show_line(session, _deliver_now(session, path, sejarah, pindahkan))
    except KeyboardInterrupt:
        note("Berhenti mengawasi.")


def _deliver(office: Office, by: str, path: Path, sejarah: bool, pindahkan: bool) -> Delivered:
    """One file; what goes wrong with it does not hold back the next."""
    try:
        return deliver(office, path, read_file(path), by=by, sejarah=sejarah, pindahkan=pindahkan)
    except DocgenError as error:
        return Delivered(Captured(path.name, refused=(str(error),)))


def _deliver_now(session: Session, path: Path, sejarah: bool, pindahkan: bool) -> Delivered:
    """In the office as it is now: officials and types change in a long day."""
    try:
        with acting(session) as (office, by):
            return _deliver(office, by, path, sejarah, pindahkan)
    except DocgenError as error:
        return Delivered(Captured(path.name, refused=(str(error),)))


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from files_in(path)
        else:
            yield path


def _arriving(folder: Path, pause: int, *, once: bool) -> Iterator[Path]:
    """Files as they become whole, each state of a file once."""
    before: Sizes = {}
    seen: dict[Path, tuple[int, int]] = {}
    looks = 0
    while True:
        now = _look(folder)
        for path in settled(before, now):
            if seen.get(path) != now[path]:
                seen[path] = now[path]
                yield path
        before, looks = now, looks + 1
        if once and looks > 1:
            return
        sleep(pause)


def _look(folder: Path) -> Sizes:
    """What is there; a folder of the network that is away for a while is empty."""
    try:
        return files_in(folder)
    except DocgenError as error:
        note(str(error))
        return {}
