"""`docgen naskah beda`: what reads otherwise from one version to another."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from docgen.actions.naskah.comparing import Comparison, compare_versions, correction_sheet
from docgen.actions.naskah.finding import resolve
from docgen.cli.arguments import FILE, as_count, naskah_argument, timpa_option, versi_option
from docgen.cli.command import OfficeCommand
from docgen.cli.files import demand_free, demand_kind, write_file
from docgen.cli.naskah_views import show_written
from docgen.cli.printing import clean, heading, print_json, say
from docgen.cli.session import Session, reading, shared_options
from docgen.paper.difference import IN, OUT, as_html

_COLOURS = {OUT: "red", IN: "green"}
_PLAIN = {OUT: "[-{}-]", IN: "{{+{}+}}"}


@shared_options
@click.command("beda", cls=OfficeCommand)
@naskah_argument
@versi_option
@click.option("--dengan", metavar="N", type=as_count, help="Versi pembandingnya; tanpa itu susunan sebelumnya.")
@click.option("--html", metavar="FILE", type=FILE, help="Tulis sebagai halaman yang dibuka di peramban.")
@click.option("--lembar", metavar="FILE.docx", type=FILE, help="Tulis sebagai lembar koreksi untuk dicetak.")
@timpa_option
@click.pass_obj
def beda(
    session: Session,
    naskah: str,
    versi: int | None,
    dengan: int | None,
    html: Path | None,
    lembar: Path | None,
    timpa: bool,
) -> None:
    """Menampilkan apa yang berubah dari satu versi ke versi lain.

    Yang dibandingkan kata-katanya, paragraf demi paragraf dan sel demi sel; paraf, tanda tangan, nomor dan tanggal
    tidak. Yang keluar ditandai [-…-], yang masuk {+…+}.

    \b
    Contoh:
      docgen naskah beda 7K3MQ9XZ1A
      docgen naskah beda 7K3MQ9XZ1A --versi 4 --dengan 1 --html beda.html
    """
    demand_free(html, overwrite=timpa)
    demand_kind(lembar, ".docx")
    demand_free(lembar, overwrite=timpa)
    with reading(session) as office:
        found = resolve(office, naskah, by=session.sebagai)
        comparison = compare_versions(office, found, after=versi or 0, before=dengan or 0)
        sheet = correction_sheet(office, comparison) if lembar else b""
    _write(session, comparison, {html: as_html(_title(comparison), list(comparison.changes)).encode(), lembar: sheet})


def _write(session: Session, comparison: Comparison, files: dict[Path | None, bytes]) -> None:
    written = [path for path in files if path is not None]
    for path in written:
        write_file(path, files[path], overwrite=True)
    if written:
        show_written(session, written)
    elif session.json:
        notes = [{"oleh": one.by, "pada": one.at, "catatan": one.note} for one in comparison.notes]
        print_json({"versi": comparison.after.number, "dengan": comparison.before.number, "catatan": notes,
                    "perubahan": [asdict(one) for one in comparison.changes]})  # fmt: skip
    else:
        _show(comparison)


def _show(comparison: Comparison) -> None:
    say(_title(comparison), bold=True)
    for note in comparison.notes:
        say(f"Catatan {note.by}, {note.at:%d-%m-%Y}: {note.note}")
    if not comparison.changes:
        say("\nTidak ada kata yang berubah.")
    for change in comparison.changes:
        heading(change.where)
        click.echo("  " + "".join(_piece(mark, text) for mark, text in change.pieces()))


def _piece(mark: str, text: str) -> str:
    marked = clean(_PLAIN.get(mark, "{}").format(text))
    return click.style(marked, fg=_COLOURS[mark]) if mark in _COLOURS else marked


def _title(comparison: Comparison) -> str:
    naskah = comparison.naskah
    return f"{naskah.perihal} ({naskah.id}): versi {comparison.after.number}, semula versi {comparison.before.number}"
