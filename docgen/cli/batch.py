"""`docgen naskah buat-banyak`: one naskah a row of a sheet; and what all acts on many naskah share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from signal import SIGINT, SIGTERM, signal

import click

from docgen.actions.naskah.batch import RowResult, draft_many, forms_of
from docgen.actions.naskah.daftar import write_daftar
from docgen.actions.naskah.drafting import templated
from docgen.cli.arguments import FILE, Pair, isian_argument, isian_option, jenis_argument, read_form, timpa_option
from docgen.cli.command import OfficeCommand
from docgen.cli.files import demand_free, read_file, write_file
from docgen.cli.naskah_views import brief
from docgen.cli.printing import Progress, note, print_json
from docgen.cli.session import Session, acting, shared_options
from docgen.cli.table import print_table
from docgen.errors import Problems
from docgen.office import Office
from docgen.paper.sheet.rows import read_numbered

BAR = 24  # characters

semua_option = click.option(
    "--semua", is_flag=True, help="Semua atau tidak sama sekali: satu baris keliru membatalkan seluruhnya."
)
daftar_option = click.option(
    "--daftar", "keluar", metavar="FILE.csv", type=FILE, help="Tulis daftar versi yang baru, untuk langkah berikutnya."
)
daftar_argument = click.argument("daftar", metavar="DAFTAR.csv", type=FILE)


def batch_options(command: Callable[..., None]) -> Callable[..., None]:
    """What every act on the naskah of a daftar takes."""
    for option in (timpa_option, daftar_option, semua_option, daftar_argument):  # the last is shown first
        command = option(command)
    return command


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
@semua_option
@daftar_option
@timpa_option
@click.pass_context
def buat_banyak(
    ctx: click.Context,
    jenis: str,
    pairs: tuple[Pair, ...],
    isian: Path | None,
    dari: Path,
    semua: bool,
    keluar: Path | None,
    timpa: bool,
) -> None:
    """Membuat banyak naskah dari baris-baris sebuah lembar.

    Isian yang sama untuk semua baris ditulis sebagai nama=nilai atau di berkas TOML. Setiap baris dilaporkan;
    kode keluar 2 bila ada baris yang keliru. Daftar dari --daftar dibaca dan diteruskan ke
    docgen naskah paraf-banyak.

    \b
    Contoh:
      docgen naskah buat-banyak nota_dinas_undangan --isian undangan.toml \\
          --dari penerima.csv --daftar draf.csv --sebagai kasubag_perencanaan
    """
    demand_free(keluar, overwrite=timpa)
    rows = read_numbered(read_file(dari), dari.name)
    common = read_form(pairs, isian)
    with Bar() as bar, acting(ctx.obj) as (office, by):
        forms = forms_of(templated(office, jenis), rows, common)
        results = draft_many(office, jenis, forms, by=by, whole=semua, progress=bar)
        bar.done()
        ctx.exit(report(ctx.obj, office, results, "dibuat", keluar))


class Bar:
    """A bar on standard error that grows row by row; filing and indexing all rows comes after the last.

    Asked to stop (Ctrl-C, SIGTERM), the command stops at the next row; once it files it ends its work and reports it,
    or nobody would know what was filed.
    """

    def __init__(self) -> None:
        self.line = Progress()
        self.asked = False

    def __enter__(self) -> Bar:
        self.before = {kind: signal(kind, self._ask) for kind in (SIGINT, SIGTERM)}
        return self

    def __exit__(self, *_: object) -> None:
        for kind, handler in self.before.items():
            signal(kind, handler)

    def _ask(self, *_: object) -> None:
        self.asked = True

    def __call__(self, done: int, of: int) -> None:
        if self.asked:
            self.done()
            raise KeyboardInterrupt
        full = BAR * done // of
        after = "; menyimpan dan mengindeks …" if done == of else ""
        self.line(f"[{'#' * full}{'.' * (BAR - full)}] {done} dari {of} baris{after}")

    def done(self) -> None:
        """Take the bar away."""
        self.line.done()


def report(session: Session, office: Office, results: Sequence[RowResult], act: str, keluar: Path | None) -> int:
    """One line a row, and the daftar of what was filed; returns the exit code, that of Problems when a row failed."""
    filed = [r.naskah for r in results if r.naskah]
    if session.json:
        print_json([{**asdict(r), "naskah": r.naskah and brief(r.naskah, r.naskah.latest)} for r in results])
    else:
        _print_rows(results, act)
        note(f"{len(filed)} dari {len(results)} naskah {act}.{_refused(results)}")
    if keluar and filed:
        write_file(keluar, write_daftar(office, filed), overwrite=True)
        note(f"Daftarnya ditulis di {keluar}.")
    return Problems.exit_code if any(r.problems for r in results) else 0


def _print_rows(results: Sequence[RowResult], act: str) -> None:
    numbered = any(r.naskah and r.naskah.nomor for r in results)
    heads = ("Baris", "Naskah", *(["Nomor"] if numbered else []), "Perihal, atau mengapa tidak")
    lines = []
    for r in results:
        nomor = [r.naskah.nomor if r.naskah else "-"] if numbered else []
        lines.append((r.row, r.naskah.id if r.naskah else r.named or "-", *nomor, _told(r, act)))
    print_table(heads, lines, solid=heads[:-1])


def _refused(results: Sequence[RowResult]) -> str:
    """Where to look in a long table."""
    rows = ", ".join(str(r.row) for r in results if r.problems)
    return f" Ditolak: baris {rows}." if rows else ""


def _told(result: RowResult, act: str) -> str:
    if result.naskah:
        return result.naskah.perihal
    return "; ".join(result.problems) or f"tidak {act} karena baris lain keliru"
