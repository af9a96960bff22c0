"""How the state of the archive, of the declarations and of a rebuilt catalogue is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from docgen.archive.finding import RUSAK, Finding
from docgen.archive.rebuild import Report
from docgen.cli.printing import print_facts, print_json, say, tell
from docgen.cli.session import Session
from docgen.errors import Damaged


def show_findings(session: Session, findings: Sequence[Finding]) -> int:
    """Every finding with its remedy; returns the exit code, that of Damaged when something filed is hurt."""
    damaged = [f for f in findings if f.severity == RUSAK]
    if session.json:
        print_json([asdict(finding) for finding in findings])
    elif not findings:
        say("Arsip utuh: semua berkas, katalog dan log cocok.")
    else:
        for finding in findings:
            tell(f"{finding.severity.upper()}: {finding.place}\n  {finding.what}\n  {finding.remedy}")
        say(f"\n{len(damaged)} kerusakan, {len(findings) - len(damaged)} peringatan.", bold=True)
    return Damaged.exit_code if damaged else 0


def show_rebuilt(session: Session, report: Report) -> int:
    """What was rebuilt; returns the exit code, that of Damaged when something could not be."""
    if session.json:
        print_json(asdict(report))
    else:
        say("Katalog dibangun ulang dari berkas arsip.", bold=True)
        counted = {"Naskah": report.naskah, "Versi": report.versions, "Pelaksanaan SOP": report.runs,
                   "Nomor": report.nomor, "Entri log": report.entries}  # fmt: skip
        kept = str(report.kept) if report.kept else ""
        print_facts({**{label: str(count) for label, count in counted.items()}, "Katalog lama": kept})
        for problem in report.problems:
            tell(f"  - {problem}")
        say("Lanjutkan dengan: docgen indeks bangun")
    return Damaged.exit_code if report.problems else 0


def show_indexed(session: Session, count: int) -> None:
    """How many naskah the index holds now."""
    if session.json:
        print_json({"naskah": count})
    else:
        say(f"Indeks dibangun ulang: {count} naskah.")
