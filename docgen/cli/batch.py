"""`docgen naskah buat-banyak`: one naskah a row of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from docgen.actions.batch import RowResult, draft_many, forms_of
from docgen.actions.drafting import templated
from docgen.cli.arguments import FILE, Pair, isian_argument, isian_option, jenis_argument, read_form
from docgen.cli.command import OfficeCommand
from docgen.cli.files import read_file
from docgen.cli.naskah_views import brief
from docgen.cli.printing import Progress, note, print_json
from docgen.cli.session import Session, acting, shared_options
from docgen.cli.table import print_table
from docgen.errors import Problems
from docgen.paper.rows import read_rows


@shared_options
@click.command("buat-banyak", cls=OfficeCommand)
@jenis_argument
@isian_argument
@isian_option
@click.option(
    "--dari",
    metavar="FILE",
    type=FILE,
    required=True,
    help="Lembar .xlsx atau CSV; judul kolom: nama atau label isian.",
)
@click.option("--semua", is_flag=True, help="Semua atau tidak sama sekali: satu baris keliru membatalkan seluruhnya.")
@click.pass_context
def buat_banyak(
    ctx: click.Context, jenis: str, pairs: tuple[Pair, ...], isian: Path | None, dari: Path, semua: bool
) -> None:
    """Membuat banyak naskah dari baris-baris sebuah lembar.

    Isian yang sama untuk semua baris ditulis sebagai nama=nilai atau di berkas TOML. Setiap baris dilaporkan;
    kode keluar 2 bila ada baris yang keliru.

    \b
    Contoh:
      docgen naskah buat-banyak nota_dinas_undangan --isian undangan.toml \\
          --dari penerima.csv --sebagai kasubag_perencanaan
    """
    rows = read_rows(read_file(dari), dari.name)
    common = read_form(pairs, isian)
    progress = Progress()
    with acting(ctx.obj) as (office, by):
        forms = forms_of(templated(office, jenis), rows, common)
        told = draft_many(
            office, jenis, forms, by=by, whole=semua, progress=lambda done, of: progress(f"baris {done} dari {of}")
        )
    progress.done()
    ctx.exit(show_rows(ctx.obj, told))


def show_rows(session: Session, results: Sequence[RowResult]) -> int:
    """One line a row; returns the exit code, that of Problems when a row could not be filled in."""
    if session.json:
        print_json([{**asdict(r), "naskah": r.naskah and brief(r.naskah, r.naskah.latest)} for r in results])
    else:
        lines = [(r.row, r.naskah.id if r.naskah else "-", _told(r)) for r in results]
        print_table(("Baris", "Naskah", "Perihal atau kesalahan"), lines, solid=("Baris", "Naskah"))
        note(f"{sum(1 for r in results if r.naskah)} dari {len(results)} baris menjadi naskah.")
    return Problems.exit_code if any(r.problems for r in results) else 0


def _told(result: RowResult) -> str:
    if result.naskah:
        return result.naskah.perihal
    return "; ".join(result.problems) or "tidak dibuat karena baris lain keliru"
