"""`docgen kinerja bukti`: everything that proves the measurement of a year, in one folder."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.actions.sop.evidence import Evidence, collect_evidence
from docgen.cli.arguments import FILE, as_year
from docgen.cli.command import OfficeCommand
from docgen.cli.printing import note, print_json, say
from docgen.cli.session import Session, acting, shared_options


@shared_options
@click.command("bukti", cls=OfficeCommand)
@click.option("--tahun", metavar="TAHUN", type=as_year, required=True, help="Tahun kinerja yang dibuktikan.")
@click.option("-o", "--keluaran", metavar="FOLDER", type=FILE, required=True, help="Folder baru tempat bukti ditulis.")
@click.pass_obj
def bukti(session: Session, tahun: int, keluaran: Path) -> None:
    """Mengumpulkan bukti pengukuran kinerja satu tahun dalam satu folder.

    SOP, perjanjian kinerja, formulir, undangan, daftar hadir, notula, draf dan pengembaliannya, paraf, laporan dan
    distribusinya, setiap versi. Foldernya berbentuk BagIt: sidik setiap berkas ada di dalamnya, dan data/indeks.html
    dibaca di peramban tanpa internet.

    \b
    Contoh:
      docgen kinerja bukti --tahun 2018 -o bukti-2018 --sebagai sekretaris
    """
    with acting(session) as (office, by):
        _show(session, collect_evidence(office, tahun, keluaran, by=by))


def _show(session: Session, found: Evidence) -> None:
    if session.json:
        print_json(
            {"folder": str(found.folder), "naskah": found.naskah, "berkas": found.files, "rahasia": found.hidden}
        )
        return
    say(f"{found.naskah} naskah, {found.files} berkas ditulis di {found.folder}.")
    say(f"Buka {found.folder / 'data' / 'indeks.html'}")
    if found.hidden:
        note(f"{len(found.hidden)} naskah tidak disertakan karena tidak boleh dibaca {session.sebagai}.")
