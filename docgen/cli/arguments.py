"""What stands on a command line: options many commands share, and how their values are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from docgen.cli.completing import complete_jenis, complete_post, complete_sop, complete_status
from docgen.cli.files import STREAM, read_file
from docgen.cli.usage import suggestion
from docgen.naskah.fields import Field, tanggal
from docgen.naskah.records import Status
from docgen.toml import parse_toml

Pair = tuple[str, str]
FILE = click.Path(path_type=Path, readable=False, allow_dash=True)


def as_pair(typed: str) -> Pair:
    """`nama=nilai`: the value is everything after the first equals sign, as typed."""
    name, equals, value = typed.partition("=")
    if not equals or not name.strip():
        raise click.BadParameter(f"'{typed}' bukan nama=nilai; tulis misalnya: perihal='Undangan Rapat'")
    return name.strip(), value


def as_day(typed: str) -> date:
    """A date as a form takes it: 2019-01-02, 02-01-2019 or 2 Januari 2019."""
    try:
        return tanggal(typed, Field("tanggal", "Tanggal"), {})
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def as_count(typed: str) -> int:
    """A whole number from one on."""
    if not re.fullmatch(r"[0-9]{1,9}", typed) or int(typed) == 0:
        raise click.BadParameter(f"'{typed}' bukan angka bulat mulai dari 1")
    return int(typed)


def as_year(typed: str) -> int:
    """A year of four figures."""
    if not re.fullmatch(r"[12][0-9]{3}", typed):
        raise click.BadParameter(f"'{typed}' bukan tahun; tulis misalnya 2019")
    return int(typed)


def as_quarter(typed: str) -> int:
    """A quarter of a year, 1 to 4."""
    if typed not in ("1", "2", "3", "4"):
        raise click.BadParameter(f"'{typed}' bukan triwulan; pilih 1, 2, 3 atau 4")
    return int(typed)


def as_status(typed: str) -> str:
    """A status of the registers; empty for any."""
    choices = [str(status) for status in Status]
    if typed and typed.casefold() not in choices:
        raise click.BadParameter(f"'{typed}' tidak dikenal. {suggestion(typed, choices)}")
    return typed.casefold()


naskah_argument = click.argument("naskah", metavar="NASKAH")
jenis_argument = click.argument("jenis", metavar="JENIS", shell_complete=complete_jenis)
sop_argument = click.argument("sop", metavar="SOP", shell_complete=complete_sop)
isian_argument = click.argument("pairs", metavar="[nama=nilai]...", nargs=-1, type=as_pair)
isian_option = click.option("--isian", metavar="FILE.toml", type=FILE, help="Isian dari berkas TOML; - dari masukan.")
kepada_option = click.option(
    "--kepada",
    metavar="JABATAN",
    multiple=True,
    shell_complete=complete_post,
    help="Jabatan penerima; boleh diulang.",
)
isi_option = click.option("--isi", metavar="TEKS", default="", help="Isi disposisi.")
harap_option = click.option(
    "--harap",
    metavar="INSTRUKSI",
    multiple=True,
    help="Instruksi dari daftar kantor, cukup awalnya; boleh diulang.",
)
batas_option = click.option("--batas", metavar="TANGGAL", type=as_day, help="Hari terakhir untuk mengerjakannya.")
jenis_option = click.option(
    "--jenis", metavar="JENIS", default="", shell_complete=complete_jenis, help="Hanya jenis ini."
)
status_option = click.option(
    "--status",
    metavar="STATUS",
    default="",
    type=as_status,
    shell_complete=complete_status,
    help="Hanya status ini.",
)
timpa_option = click.option("--timpa", is_flag=True, help="Timpa berkas yang sudah ada.")
versi_option = click.option("--versi", metavar="N", type=as_count, help="Versi ke-N, bukan yang terakhir.")


def dipesan_option(*, required: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """`--dipesan N`: a number reserved before."""
    return click.option(
        "--dipesan",
        metavar="N",
        type=as_count,
        required=required,
        help="Pakai nomor urut N yang sudah dipesan (docgen buku pesan).",
    )


def dibaca_option(*, required: bool = True) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """`--dibaca SIDIK`: the digest of the version that was read."""
    return click.option(
        "--dibaca",
        metavar="SIDIK",
        required=required,
        help="Sidik versi yang Anda baca (sedikitnya 8 huruf pertama), tercetak oleh: docgen naskah lihat NASKAH.",
    )


def read_form(pairs: Iterable[Pair], path: Path | None) -> dict[str, Any]:
    """The form in the file, with what was typed in its place; a name typed twice makes a list."""
    form = _read_form_file(path) if path else {}
    typed: dict[str, Any] = {}
    for name, value in pairs:
        if name in typed:
            before = typed[name] if isinstance(typed[name], list) else [typed[name]]
            typed[name] = [*before, value]
        else:
            typed[name] = value
    return {**form, **typed}


def _read_form_file(path: Path) -> dict[str, Any]:
    return parse_toml(read_file(path), "isian dari masukan" if path == STREAM else path.name)
