"""How what has fallen due is shown: the runs, the forms that are owed, and the reports that wait for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.actions.sop.quarters import Quarter, Report, owed_forms
from docgen.actions.sop.recurring import Due
from docgen.cli.files import demand_all_free, write_file
from docgen.cli.kinerja_views import form_file
from docgen.cli.printing import moment, print_json, say, tell
from docgen.cli.session import Session
from docgen.cli.table import print_table
from docgen.kinerja.period import Triwulan
from docgen.office import Office


@dataclass(frozen=True)
class Forms:
    """The files of the forms that are owed: those written now, and those that were there and may be half filled."""

    written: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()


def write_owed(office: Office, quarters: Sequence[Quarter], folder: Path, *, overwrite: bool) -> Forms:
    """Write every form that is still owed; a file that is there is left alone, unless it may be overwritten."""
    owed = {
        folder / form_file(quarter.triwulan, post): form
        for quarter in quarters
        for post, form in owed_forms(office, quarter).items()
    }
    kept = tuple(path for path in owed if path.exists() and not overwrite)
    written = tuple(path for path in owed if path not in kept)
    demand_all_free(written, overwrite=overwrite)
    for path in written:
        write_file(path, owed[path], overwrite=overwrite)
    return Forms(written, kept)


def show_due(session: Session, dues: Sequence[Due], quarters: Sequence[Quarter], forms: Forms) -> None:
    """The runs of each period in a table, below it what its reports still lack; then the files."""
    if session.json:
        print_json(_as_json(session, dues, quarters, forms))
        return
    if not dues and not quarters:
        say("Tidak ada SOP berkala yang jatuh tempo.")
        return
    known = {quarter.triwulan.label: quarter for quarter in quarters}
    for periode in dict.fromkeys([*(one.run.periode for one in dues), *known]):
        say(periode, bold=True)
        if runs := [one for one in dues if one.run.periode == periode]:
            _print_runs(runs)
        if periode in known:
            _print_quarter(session, known[periode])
        say()
    opened = sum(one.dibuka for one in dues)
    say(f"{opened} pelaksanaan baru dibuka." if opened else "Semuanya sudah dibuka sebelumnya.")
    _print_files(forms)


def _print_runs(dues: Sequence[Due]) -> None:
    heads = ("Bidang", "SOP", "Pelaksanaan", "Langkah sekarang", "Batas", "Keadaan", "Formulir")
    print_table(heads, [_row(one) for one in dues], solid=("Pelaksanaan", "Batas"))


def _row(due: Due) -> tuple[object, ...]:
    form = f"{due.formulir.id}, {due.formulir.latest.at:%d-%m-%Y}" if due.formulir else "belum diterima"
    limit = moment(due.batas) if due.batas else ""
    return due.run.untuk, due.run.sop_id, due.run.id, due.langkah, limit, due.keadaan, form


def _print_quarter(session: Session, quarter: Quarter) -> None:
    said = quarter.triwulan
    for ke in sorted({said.ke, *(ke for ke, _ in quarter.owed)}):
        owing, all_of = quarter.owing(ke), len(quarter.pelapor)
        still = f"; belum: {', '.join(owing)}" if owing else ""
        tell(f"Formulir {Triwulan(said.tahun, ke).label}: {all_of - len(owing)} dari {all_of} diterima{still}")
    for problem in quarter.lacking if not quarter.owed else ():
        tell(f"  - {problem}")
    for report in quarter.reports:
        say(f"{report.nama}: {_standing(session, quarter, report)}")
    if any(_command(session, quarter, report) for report in quarter.reports):
        tell("Isian laporan: salin dari contoh jenisnya (docgen jenis JENIS --contoh), lalu ubah.")


def _standing(session: Session, quarter: Quarter, report: Report) -> str:
    if report.naskah:
        return f"{report.naskah.id}, {report.naskah.latest.status}"
    return _command(session, quarter, report) or "menunggu data lengkap"


def _command(session: Session, quarter: Quarter, report: Report) -> str:
    """What drafts the report; '' while something is lacking, or once it stands."""
    if report.naskah or quarter.lacking:
        return ""
    period = f"--tahun {quarter.triwulan.tahun} --sampai {quarter.triwulan.ke}"
    who = f"--sebagai {session.sebagai}"
    return f"docgen kinerja laporan --jenis {report.jenis} {period} --isian {report.jenis}.toml {who}"


def _print_files(forms: Forms) -> None:
    for path in forms.written:
        say(f"{path} ditulis")
    for path in forms.kept:
        say(f"{path} sudah ada dan dibiarkan; --timpa menggantinya dengan formulir kosong")


def _as_json(session: Session, dues: Sequence[Due], quarters: Sequence[Quarter], forms: Forms) -> dict[str, Any]:
    return {
        "pelaksanaan": [_due_as_json(one) for one in dues],
        "triwulan": [_quarter_as_json(session, one) for one in quarters],
        "berkas": [str(path) for path in forms.written],
        "dibiarkan": [str(path) for path in forms.kept],
    }


def _due_as_json(due: Due) -> dict[str, Any]:
    return {
        "sop": due.run.sop_id,
        "pelaksanaan": due.run.id,
        "periode": due.run.periode,
        "jatuh_tempo": due.run.jatuh_tempo,
        "bidang": due.run.untuk,
        "langkah": due.langkah,
        "batas": due.batas,
        "keadaan": due.keadaan,
        "formulir": due.formulir.id if due.formulir else None,
        "dibuka": due.dibuka,
    }


def _quarter_as_json(session: Session, quarter: Quarter) -> dict[str, Any]:
    return {
        "periode": quarter.triwulan.label,
        "tahun": quarter.triwulan.tahun,
        "triwulan": quarter.triwulan.ke,
        "pelapor": quarter.pelapor,
        "belum": [{"bidang": post, "triwulan": ke} for ke, post in quarter.owed],
        "kurang": quarter.lacking,
        "laporan": [
            {
                "jenis": one.jenis,
                "naskah": one.naskah.id if one.naskah else None,
                "status": one.naskah.latest.status if one.naskah else None,
                "perintah": _command(session, quarter, one) or None,
            }
            for one in quarter.reports
        ],
    }
