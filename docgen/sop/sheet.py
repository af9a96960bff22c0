"""The printed SOP sheet: the form of document type `sop_ap`, taken from the very file that runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docgen.sop.declaration import Sop
from docgen.sop.flow import END, Step, find_step, is_return, next_id

RIGHT, LEFT, DOWN, BACK, DONE = "→", "←", "↓", "↑", "selesai:"
TERMINATOR, PROCESS, DECISION = "○", "□", "◊"  # start and end, work, decision, in shapes that office fonts have


def sheet(sop: Sop) -> dict[str, Any]:
    """The filled form of the official sheet: header facts, the heading of each pelaksana column, one row a step."""
    return {
        "unit": sop.unit,
        "nomor_sop": sop.nomor,
        "tanggal_pembuatan": sop.tanggal_pembuatan or "-",
        "tanggal_revisi": sop.tanggal_revisi or "-",
        "tanggal_efektif": sop.tanggal_efektif or "-",
        "nama_sop": sop.nama,
        "dasar_hukum": list(sop.dasar_hukum),
        "kualifikasi": list(sop.kualifikasi),
        "keterkaitan": list(sop.keterkaitan),
        "peralatan": list(sop.peralatan),
        "peringatan": list(sop.peringatan),
        "pencatatan": list(sop.pencatatan),
        "pelaksana": list(sop.pelaksana.values()),
        "langkah": [_row(sop, step) for step in sop.steps],
    }


def _row(sop: Sop, step: Step) -> dict[str, Any]:
    return {
        "kegiatan": step.kegiatan,
        "tanda": [_drawn(sop, step, role) if role in step.pelaksana else "" for role in sop.pelaksana],
        "kelengkapan": step.tercetak.get("kelengkapan") or listed(step.kelengkapan),
        "waktu": step.tercetak.get("waktu") or _waktu(step.waktu),
        "output": step.tercetak.get("output") or listed(step.output),
        "keterangan": "\n".join(filter(None, (step.keterangan, _ways(sop, step)))),
    }


def _drawn(sop: Sop, step: Step, role: str) -> str:
    """The symbol, and where the work goes from it: to which column, or back to which row."""
    symbol = _mark(sop, step)
    if role != step.pelaksana[0]:
        return symbol  # the line begins once, whoever else takes part
    first, *others = (_arrow(sop, step, outcome) for outcome in step.outcomes or (END,))
    return " ".join(filter(None, (symbol, first, *others)))


def _ways(sop: Sop, step: Step) -> str:
    """Which arrow of a decision stands for which outcome."""
    return ", ".join(f"{_arrow(sop, step, outcome) or DONE} {outcome}" for outcome in step.outcomes)


def _arrow(sop: Sop, step: Step, outcome: str) -> str:
    target = find_step(sop.steps, next_id(sop.steps, step, outcome))
    if target is None:
        return ""
    if is_return(sop.steps, step, outcome):
        return f"{BACK}{sop.steps.index(target) + 1}"
    columns = list(sop.pelaksana)
    here, there = columns.index(step.pelaksana[0]), columns.index(target.pelaksana[0])
    return RIGHT if there > here else LEFT if there < here else DOWN


def _mark(sop: Sop, step: Step) -> str:
    if step.outcomes:
        return DECISION
    if step == sop.steps[0] or next_id(sop.steps, step, END) == END:
        return TERMINATOR
    return PROCESS


def listed(names: Sequence[str]) -> str:
    """Names as a clerk reads them: `Surat masuk, lembar disposisi dan daftar hadir`."""
    words = [name.replace("_", " ") for name in names]
    text = " dan ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
    return text[:1].upper() + text[1:]


def _waktu(waktu: str | Mapping[str, str]) -> str:
    if isinstance(waktu, str):
        return waktu
    return ", ".join(f"{time} ({variant})" for variant, time in waktu.items())
