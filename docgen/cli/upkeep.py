"""`docgen arsip periksa | bangun-ulang`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from docgen.actions.house.upkeep import rebuild_catalogue
from docgen.archive.archive import Archive
from docgen.archive.check.anchor import Anchor, read_codes
from docgen.archive.check.nightly import check_night, check_part, read_history
from docgen.archive.check.part import Part
from docgen.archive.check.verify import look
from docgen.cli.command import OfficeCommand
from docgen.cli.files import read_file
from docgen.cli.session import Session, reading, shared_options
from docgen.cli.upkeep_views import show_findings, show_history, show_night, show_rebuilt
from docgen.cli.usage import Misuse

NEXT, DUE = "lanjut", Part(0)  # as it is typed, and what it means: the part that is due


def as_part(typed: str) -> Part:
    """`3/30`, or `lanjut`."""
    if typed == NEXT:
        return DUE
    found = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", typed)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise click.BadParameter(f"'{typed}' bukan bagian; tulis misalnya 1/30, atau {NEXT}")
    return Part(int(found[1]), int(found[2]))


@shared_options
@click.command("periksa", cls=OfficeCommand)
@click.option(
    "--jangkar", metavar="KODE", multiple=True, help="Kode lembar jangkar, atau berkas berisi kode; boleh diulang."
)
@click.option(
    "--sebagian", metavar="K/N", type=as_part, help="Hanya bagian K dari N, misalnya 1/30; lanjut: yang berikutnya."
)
@click.option("--malam", is_flag=True, help="Bagian yang jatuh malam ini, dan yang terlewat.")
@click.option("--riwayat", is_flag=True, help="Tampilkan kapan setiap bagian terakhir diperiksa.")
@click.pass_context
def periksa(ctx: click.Context, jangkar: tuple[str, ...], sebagian: Part | None, malam: bool, riwayat: bool) -> None:
    """Menghitung ulang semua sidik dan mencocokkan berkas, katalog dan log.

    Tidak ada yang diubah. Kode keluar 3 bila ada yang rusak. Arsip besar diperiksa sebagian setiap malam (--malam):
    dalam 30 malam semuanya terbaca; log dan nomor selalu diperiksa seluruhnya. Dengan --jangkar log dicocokkan dengan
    lembar jangkar: arsip yang dipotong, ditulis ulang atau diganti keadaan lama diketahui.

    \b
    Contoh:
      docgen arsip periksa
      docgen arsip periksa --malam
      docgen arsip periksa --jangkar 001SQ-EZZW9-JV9PR-V0Y9Z-09BDA-B4
    """
    part = DUE if malam else sebagian
    if sum((sebagian is not None, malam, riwayat)) > 1:
        raise Misuse("Pilih satu saja: --sebagian, --malam atau --riwayat.")
    anchors = read_codes(_codes(jangkar))
    with reading(ctx.obj) as office:
        if riwayat:
            show_history(ctx.obj, read_history(office.archive.storage), office.now())
        else:
            ctx.exit(_check(ctx.obj, office.archive, part, anchors))


def _check(session: Session, archive: Archive, part: Part | None, anchors: Sequence[Anchor]) -> int:
    """Check the whole, a part, or the part that is due; returns the exit code."""
    if part is None:
        return show_findings(session, look(archive, anchors=anchors).findings)
    return show_night(session, check_night(archive, anchors) if part == DUE else check_part(archive, part, anchors))


def _codes(given: Iterable[str]) -> Iterator[str]:
    """The codes that were typed, and those in the files that were named."""
    for one in given:
        if Path(one).is_file():
            lines = read_file(Path(one)).decode("utf-8", "replace").splitlines()
            yield from (line for line in lines if line.strip())
        else:
            yield one


@shared_options
@click.command("bangun-ulang", cls=OfficeCommand)
@click.pass_context
def bangun_ulang(ctx: click.Context) -> None:
    """Membangun ulang katalog dari berkas arsip.

    Katalog lama disimpan di sebelahnya. Sesudah itu bangun pula indeksnya: docgen indeks bangun

    \b
    Contoh:
      docgen arsip bangun-ulang
    """
    ctx.exit(show_rebuilt(ctx.obj, rebuild_catalogue(ctx.obj.settings)))
