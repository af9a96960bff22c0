"""`docgen arsip jangkar`: the head of the log on paper."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.actions.house.anchoring import Anchored, anchor_now, anchor_pdf, anchor_sheet, anchor_text
from docgen.cli.arguments import timpa_option
from docgen.cli.command import OfficeCommand
from docgen.cli.files import demand_free, write_file
from docgen.cli.naskah_views import show_written
from docgen.cli.printing import print_facts, print_json
from docgen.cli.session import Session, reading, shared_options

SHEETS = {".docx": anchor_sheet, ".pdf": anchor_pdf, ".txt": anchor_text}


def as_sheet(typed: str) -> Path:
    """A file that a lembar jangkar can be written to."""
    path = Path(typed)
    if path.suffix.lower() not in SHEETS:
        raise click.BadParameter(f"lembar jangkar ditulis sebagai {', '.join(SHEETS)}")
    return path


@shared_options
@click.command("jangkar", cls=OfficeCommand)
@click.option("-o", "--keluaran", metavar="FILE", type=as_sheet, help="Tulis lembarnya: .docx, .pdf atau .txt.")
@timpa_option
@click.pass_obj
def jangkar(session: Session, keluaran: Path | None, timpa: bool) -> None:
    """Menunjukkan kepala log untuk dicetak: jangkar arsip hari ini.

    Lembarnya dicetak setiap hari dan disimpan terkunci oleh orang yang tidak mengurus komputer arsip. Kodenya diketik
    kembali pada docgen arsip periksa --jangkar. Lembar PDF memerlukan LibreOffice.

    \b
    Contoh:
      docgen arsip jangkar
      docgen arsip jangkar -o jangkar-2019-01-11.docx
    """
    demand_free(keluaran, overwrite=timpa)
    with reading(session) as office:
        anchored = anchor_now(office)
        sheet = SHEETS[keluaran.suffix.lower()](office, anchored) if keluaran else b""
    if keluaran:
        write_file(keluaran, sheet, overwrite=timpa)
        show_written(session, [keluaran])
    else:
        _show(session, anchored)


def _show(session: Session, anchored: Anchored) -> None:
    """The head of the log as a code to be written down."""
    facts = {"Entri log": str(anchored.anchor.seq), "Tindakan terakhir": anchored.act, "Sidik log": anchored.sidik,
             "Kode jangkar": anchored.anchor.code}  # fmt: skip
    if session.json:
        print_json({"entri": anchored.anchor.seq, "kode": anchored.anchor.code, "sidik": anchored.entry.hash})
    else:
        print_facts(facts)
