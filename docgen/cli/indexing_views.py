"""How the index is shown: what it holds, what waits, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from docgen.actions.naskah.index_check import Status
from docgen.archive.check.finding import RUSAK, Finding
from docgen.cli.printing import moment, print_facts, print_json, say, tell
from docgen.cli.session import Session
from docgen.cli.upkeep_views import tell_findings
from docgen.errors import IndexBroken


def show_indexed(session: Session, count: int) -> None:
    """How many naskah the index holds now."""
    if session.json:
        print_json({"naskah": count})
    else:
        say(f"Indeks dibangun ulang: {count} naskah.")


def show_status(session: Session, status: Status) -> None:
    """What the index holds, how far it came, and whether a new one is being made."""
    if session.json:
        print_json(_record(status))
        return
    state, reach = status.state, status.state.reach
    if state.problem:
        tell(state.problem)
    print_facts(
        {
            "Naskah": "" if state.problem else f"{status.naskah} dari {status.of}, {status.versions} versi",
            "Menunggu": f"{status.waiting} naskah" if status.waiting else "tidak ada",
            "Sampai entri log": f"{reach.seq} dari {status.head.seq}" if reach else "",
            "Ukuran": _size(state.size) + (f", {state.segments} bagian" if state.segments else ""),
            "Terakhir ditulis": moment(state.committed) if state.committed else "",
            "Pembangunan": _building(status),
        }
    )


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB".replace(".", ",")


def _building(status: Status) -> str:
    done = f"{status.built} dari {status.of} naskah"
    if status.state.building:
        return f"sedang berjalan, {done}"
    return f"terputus pada {done}; lanjutkan dengan: docgen indeks bangun" if status.state.built else ""


def _record(status: Status) -> dict[str, object]:
    state = status.state
    return {
        "utuh": not state.problem,
        "masalah": state.problem,
        "naskah": status.naskah,
        "versi": status.versions,
        "naskah_arsip": status.of,
        "menunggu": status.waiting,
        "sampai": state.reach and asdict(state.reach),
        "akhir_log": asdict(status.head),
        "byte": state.size,
        "bagian": state.segments,
        "ditulis": state.committed,
        "pembangunan": {"berjalan": state.building, "naskah": status.built} if state.building or state.built else None,
    }


def show_index_findings(session: Session, findings: Sequence[Finding]) -> int:
    """Every finding with its remedy; returns the exit code, that of IndexBroken when something does not fit."""
    if session.json:
        print_json([asdict(finding) for finding in findings])
    elif not findings:
        say("Indeks utuh: semua berkasnya sesuai segel, dan isinya sama dengan katalog.")
    else:
        tell_findings(findings)
    return IndexBroken.exit_code if any(f.severity == RUSAK for f in findings) else 0
