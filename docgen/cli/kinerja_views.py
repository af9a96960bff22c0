"""How a measurement is shown."""

from __future__ import annotations

from dataclasses import asdict

from docgen.actions.collecting import told_gaps
from docgen.actions.figures import Measurement, shown
from docgen.cli.printing import heading, print_json, say
from docgen.cli.session import Session
from docgen.cli.table import print_table
from docgen.kinerja.period import Triwulan
from docgen.naskah.plain import as_json


def form_file(triwulan: Triwulan, post: str) -> str:
    """The name of the file that holds the form of a post for a quarter."""
    return f"formulir-{triwulan.tahun}-{triwulan.ke}-{post}.xlsx"


def show_measurement(session: Session, measured: Measurement) -> None:
    """The table of indicators, then who still owes a form, then which figures are empty."""
    if session.json:
        owed = [{"bidang": post, "triwulan": ke} for ke, post in measured.owed]
        empty: list[dict[str, object]] = [{"bidang": post, "indikator": name} for post, name in measured.unfilled]
        empty += [{"bidang": post, "indikator": name, "triwulan": ke} for post, name, ke in measured.gaps]
        figures = [{"id": one.indikator.id, **as_json(asdict(one.laporan))} for one in measured.hasil]
        print_json({"indikator": figures, "belum": owed, "kosong": empty})
        return
    rows = [
        (
            at,
            one.indikator.indikator,
            one.indikator.satuan,
            shown(one.laporan.target),
            shown(one.laporan.realisasi),
            shown(one.laporan.capaian),
            one.laporan.predikat,
        )
        for at, one in enumerate(measured.hasil, 1)
    ]
    heads = ("No.", "Indikator", "Satuan", "Target", "Realisasi", "Capaian", "Predikat")
    print_table(heads, rows, solid=("No.", "Target", "Realisasi", "Capaian"))
    if measured.owed:
        heading("Formulir yang belum diterima")
        for ke in sorted({ke for ke, _ in measured.owed}):
            posts = ", ".join(post for at, post in measured.owed if at == ke)
            say(f"  {Triwulan(measured.rencana.tahun, ke).label}: {posts}")
    unfilled = () if measured.owed else measured.unfilled
    gaps = told_gaps(measured)
    if unfilled or gaps:
        heading("Formulir sudah diterima, tetapi angkanya kosong")
        say("\n".join([*(f"  {post}: {name}" for post, name in unfilled), *(f"  {one}" for one in gaps)]))
