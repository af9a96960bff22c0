"""How the state of the archive, of the declarations and of a rebuilt catalogue is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from docgen.archive.check.finding import RUSAK, Finding
from docgen.archive.check.nightly import History, Night, due
from docgen.archive.rebuild import Report
from docgen.cli.printing import moment, print_facts, print_json, say, tell
from docgen.cli.session import Session
from docgen.cli.table import print_table
from docgen.errors import Damaged


def show_findings(session: Session, findings: Sequence[Finding]) -> int:
    """Every finding with its remedy; returns the exit code, that of Damaged when something filed is hurt."""
    damaged = [f for f in findings if f.severity == RUSAK]
    if session.json:
        print_json([asdict(finding) for finding in findings])
    elif not findings:
        say("Arsip utuh: semua berkas, katalog dan log cocok.")
    else:
        tell_findings(findings)
    return Damaged.exit_code if damaged else 0


def tell_findings(findings: Sequence[Finding]) -> None:
    """Every finding with what to do, and how many there are."""
    for finding in findings:
        named = f' "{finding.perihal}"' if finding.perihal else ""
        tell(f"{finding.severity.upper()}: {finding.place}{named}\n  {finding.what}\n  {finding.remedy}")
    damaged = sum(f.severity == RUSAK for f in findings)
    say(f"\n{damaged} kerusakan, {len(findings) - damaged} peringatan.", bold=True)


def show_night(session: Session, night: Night) -> int:
    """What was checked tonight and what was found; returns the exit code, that of Damaged when something is hurt."""
    findings = night.seen.findings
    parts = [f"{part.number}/{part.of}" for part in night.parts]
    if session.json:
        facts = {"bagian": parts, "objek": night.seen.objects, "byte": night.seen.read}
        print_json({**facts, "temuan": [asdict(finding) for finding in findings]})
    else:
        megabytes = f"{night.seen.read / 1e6:.1f}".replace(".", ",")
        say(f"Bagian {', '.join(parts)} diperiksa: {night.seen.objects} objek, {megabytes} MB; log dan nomor semuanya.")
        if findings:
            tell_findings(findings)
        else:
            say("Bagian ini utuh.")
    return Damaged.exit_code if any(f.severity == RUSAK for f in findings) else 0


def show_history(session: Session, history: History, now: datetime) -> None:
    """When each part was last checked, and whether any is older than it may be."""
    if session.json:
        parts = [{**asdict(part), **asdict(done)} for part, done in history.parts.items()]
        print_json({"catatan": history.lost, "bagian": parts})
        return
    if not history.parts:
        say(f"Belum ada riwayat pemeriksaan. {history.lost}\nMulai dengan: docgen arsip periksa --malam")
        return
    rows = [
        [f"{part.number}/{part.of}", moment(done.at), str(done.objects), f"{done.read / 1e6:.1f}".replace(".", ","),
         str(done.findings)]
        for part, done in history.parts.items()
    ]  # fmt: skip
    print_table(["Bagian", "Terakhir diperiksa", "Objek", "MB", "Temuan"], rows)
    tonight = ", ".join(f"{part.number}/{part.of}" for part in due(history, now))
    say(f"\nBerikutnya: {tonight}. Jalankan: docgen arsip periksa --malam")


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
