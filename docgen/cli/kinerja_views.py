"""How a measurement and the forms it rests on are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from docgen.actions.naskah.figures import Measurement, shown
from docgen.actions.sop.collecting import told_gaps
from docgen.cli.naskah_views import brief, show_receipt
from docgen.cli.printing import complain, heading, note, print_json, say
from docgen.cli.session import Session
from docgen.cli.table import print_table
from docgen.errors import Problems
from docgen.kinerja.period import Triwulan
from docgen.naskah.plain import as_json
from docgen.naskah.records import Naskah
from docgen.office import Office


@dataclass(frozen=True)
class Received:
    """What became of one file of a form: the naskah it is filed as and what to look at again, or its problems."""

    path: Path
    naskah: Naskah | None = None
    warnings: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def form_file(triwulan: Triwulan, post: str) -> str:
    """The name of the file that holds the form of a post for a quarter."""
    return f"formulir-{triwulan.tahun}-{triwulan.ke}-{post}.xlsx"


def show_received(session: Session, office: Office, one: Received) -> None:
    """One form, as soon as it is known what became of it; JSON waits for all of them."""
    if session.json:
        return
    if one.naskah is None:
        complain("\n".join([f"{one.path} ditolak:", *(f"  - {problem}" for problem in one.problems)]))
        return
    show_receipt(session, office, one.naskah, {"berkas": one.path})
    for warning in one.warnings:
        note(f"Periksa lagi: {warning}")


def show_all_received(session: Session, received: Sequence[Received]) -> int:
    """How many were taken in and which were not; returns the exit code, that of Problems when one was refused."""
    refused = [str(one.path) for one in received if one.naskah is None]
    if session.json:
        print_json([_as_record(one) for one in received])
    elif refused or len(received) > 1:
        left = f" Ditolak: {', '.join(refused)}." if refused else ""
        note(f"{len(received) - len(refused)} dari {len(received)} formulir diterima.{left}")
    return Problems.exit_code if refused else 0


def _as_record(one: Received) -> dict[str, object]:
    filed = brief(one.naskah, one.naskah.latest) if one.naskah else None
    told = "diterima" if filed else "ditolak"
    return {
        "berkas": str(one.path), "hasil": told, "naskah": filed, "periksa": one.warnings, "masalah": one.problems
    }  # fmt: skip


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
