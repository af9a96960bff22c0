"""`docgen buku daftar | lihat`: the registers and lists of the office, on any day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from docgen.actions.arsip.binding import Register, Signers, print_pdf, print_register, print_signed
from docgen.actions.arsip.lists import LISTS
from docgen.actions.arsip.registers import open_register, registers
from docgen.actions.arsip.shelf import Asked
from docgen.actions.surat.deliveries import BOOKS
from docgen.cli.arguments import FILE, as_day, as_year, timpa_option
from docgen.cli.command import OfficeCommand
from docgen.cli.completing import complete_post
from docgen.cli.files import demand_free, demand_kind, write_file
from docgen.cli.naskah_views import show_written
from docgen.cli.printing import heading, note, print_json, say
from docgen.cli.session import Session, reading, shared_options
from docgen.cli.table import print_table
from docgen.office import Office

tahun_option = click.option("--tahun", metavar="TAHUN", type=as_year, help="Tahun bukunya; tanpa itu tahun ini.")
pada_option = click.option("--pada", metavar="TANGGAL", type=as_day, help="Keadaan pada akhir hari itu.")


@dataclass(frozen=True)
class Sheets:
    """The files a register is to be written to, and who signs it."""

    files: dict[str, Path]
    signers: Signers

    def demand_free(self, *, overwrite: bool) -> None:
        """Before the work begins: raise where one of them may not be written."""
        for kind, path in self.files.items():
            demand_kind(path, f".{kind}")
            demand_free(path, overwrite=overwrite)

    def draw(self, office: Office, register: Register) -> dict[Path, bytes]:
        """Each file with its bytes."""
        draw: dict[str, Callable[[], bytes]] = {
            "xlsx": lambda: print_register(office, register),
            "docx": lambda: print_signed(office, register, self.signers),
            "pdf": lambda: print_pdf(office, register, self.signers),
        }
        return {path: draw[kind]() for kind, path in self.files.items()}


def sheet_options(command: Callable[..., None]) -> Callable[..., None]:
    """--xlsx, --docx, --pdf, who signs and --timpa; what they say is read by `sheets_of`."""
    for name, told in (
        ("mengetahui", "Jabatan yang ikut menandatangani sebagai yang mengetahui."),
        ("penandatangan", "Jabatan yang menandatangani; biasanya kepala unit kearsipan."),
    ):
        option = click.option(f"--{name}", metavar="JABATAN", default="", shell_complete=complete_post, help=told)
        command = option(command)
    for kind, told in (
        ("pdf", "Tulis sebagai PDF; memerlukan LibreOffice."),
        ("docx", "Tulis sebagai halaman Word dengan kop dan tempat tanda tangan."),
        ("xlsx", "Tulis sebagai lembar Excel untuk dicetak dan dijilid."),
    ):
        command = click.option(f"--{kind}", metavar=f"FILE.{kind}", type=FILE, help=told)(command)
    return timpa_option(command)


def sheets_of(sheets: dict[str, Path | str | None]) -> Sheets:
    """What `sheet_options` were given."""
    files = {kind: Path(path) for kind in ("xlsx", "docx", "pdf") if (path := sheets[kind])}
    return Sheets(files, Signers(str(sheets["penandatangan"]), str(sheets["mengetahui"])))


@shared_options
@click.command("daftar", cls=OfficeCommand)
@tahun_option
@pada_option
@click.pass_obj
def daftar(session: Session, tahun: int | None, pada: date | None) -> None:
    """Menampilkan buku dan daftar kantor dan banyaknya barisnya.

    Buku dihitung setahun; daftar arsip seluruhnya.

    \b
    Contoh:
      docgen buku daftar --tahun 2019
    """
    with reading(session) as office:
        found = registers(office, tahun or (pada or office.now()).year, pada)
    if session.json:
        print_json(found)
    else:
        print_table(("Buku", "Banyaknya"), list(found.items()))


@shared_options
@click.command("lihat", cls=OfficeCommand)
@click.argument("buku", metavar="BUKU")
@click.option("--tahun", metavar="TAHUN", type=as_year, help="Tahun bukunya; daftar arsip tanpa itu semua tahun.")
@pada_option
@click.option("--unit", metavar="UNIT", default="", help="Hanya berkas unit pengolah ini.")
@click.option("--berkas", metavar="NOMOR", default="", help="Hanya berkas ini.")
@sheet_options
@click.pass_obj
def lihat(
    session: Session, /, buku: str, tahun: int | None, pada: date | None, unit: str, berkas: str, timpa: bool,
    **sheets: Path | str | None,
) -> None:  # fmt: skip
    """Menampilkan satu buku atau daftar, sekarang atau pada suatu hari.

    Nomor yang dibatalkan tetap tercantum dengan alasannya; nomor urut yang tidak ada disebut. Yang tidak boleh dibaca
    tetap mempunyai barisnya, tanpa isinya. Buku ekspedisi, tembusan dan salinan menyebut apa yang dikirim kepada
    siapa. Daftar berkas, isi berkas, arsip aktif, inaktif, vital dan usul musnah: lihat docgen buku daftar.

    \b
    Contoh:
      docgen buku lihat agenda_masuk --tahun 2019
      docgen buku lihat surat_keluar --pada 2019-03-31 --xlsx agenda.xlsx
      docgen buku lihat daftar_arsip_inaktif --docx inaktif.docx
      docgen buku lihat daftar_isi_berkas --berkas 1/2019 --pdf isi.pdf
    """
    wanted = sheets_of(sheets)
    wanted.demand_free(overwrite=timpa)
    with reading(session) as office:
        asked = Asked(unit=unit, berkas=berkas)
        register = open_register(office, buku, tahun or 0, by=session.sebagai, pada=pada, asked=asked)
        drawn = wanted.draw(office, register)
    deliver(session, drawn) if drawn else _show(session, register)


def deliver(session: Session, drawn: dict[Path, bytes]) -> None:
    """Write the files and tell so."""
    for path, data in drawn.items():
        write_file(path, data, overwrite=True)
    show_written(session, list(drawn))


def _show(session: Session, register: Register) -> None:
    heads = [column.head for column in register.columns]
    if session.json:
        rows = [dict(zip(heads, row, strict=True)) for row in register.rows]
        said = {"buku": register.buku, "tahun": register.tahun, "pada": register.pada}
        print_json({**said, "baris": rows, "tidak_ada": list(register.gaps)})
        return
    heading(f"{register.judul}. {register.keadaan}")
    print_table(heads, register.rows, solid=("No.",))
    if register.buku in (*BOOKS, *LISTS):
        say(f"\n{len(register.rows)} baris.")
    else:
        _count_numbers(register)


def _count_numbers(register: Register) -> None:
    unused = sum(one.naskah_id == one.blok for one in register.cancelled)
    void = f"{len(register.cancelled) - unused} di antaranya dibatalkan"
    said = f"{len(register.rows)} nomor, {void}{f', {unused} tidak dipakai' if unused else ''}."
    say(f"\n{said}" + ("" if register.gaps else " Tidak ada nomor yang terlewat."))
    if register.gaps:
        note(f"Nomor urut yang tidak ada: {register.missing}. Jalankan: docgen arsip periksa.")
