"""How SOPs and their runs are named on a command line and shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from docgen.actions.naskah.finding import resolve
from docgen.actions.naskah.uploads import Upload
from docgen.actions.sop.following import Paper, RunStatus
from docgen.cli.arguments import Pair
from docgen.cli.files import read_file
from docgen.cli.printing import heading, moment, note, print_facts, print_json, say, tell
from docgen.cli.session import Session
from docgen.cli.table import print_table
from docgen.errors import NotFound, NotReady
from docgen.naskah.kode import ALPHABET, ID_LENGTH, about_letters
from docgen.office import Office
from docgen.sop.flow import is_return
from docgen.sop.meter import TEPAT, Reading, latest
from docgen.sop.progress import (
    BERJALAN,
    MENUNGGU,
    NASKAH,
    SELESAI,
    SopRun,
    StepState,
    cancellation,
    current_step,
    made,
)
from docgen.sop.sheet import sheet
from docgen.sop.waktu import worked

FILE_MARK = "@"
_ID = re.compile(f"[{ALPHABET}]{{{ID_LENGTH}}}")


def find_run(office: Office, name: str) -> SopRun:
    """The run whose id is `name` or begins with it; raises NotFound, also when several do."""
    ids = [run.id for run in office.archive.runs() if run.id.startswith(name.upper())]
    if len(ids) != 1:
        hint = (
            f"Ada {len(ids)} yang cocok; tulis lebih lengkap."
            if ids
            else f"{about_letters(name)} Lihat daftarnya: docgen sop daftar".strip()
        )
        raise NotFound("Pelaksanaan SOP", name, hint)
    return office.archive.run(ids[0])


def read_outputs(office: Office, pairs: Iterable[Pair], by: str) -> dict[str, list[Paper]]:
    """What each output is: `naskah:` and an id, or the file behind an @; a name given several times keeps them all.

    Raises NotFound for no naskah or no file.
    """
    given: dict[str, list[Paper]] = {}
    for name, place in pairs:
        given.setdefault(name, []).append(_read_output(office, place.strip(), by))
    return given


def _read_output(office: Office, place: str, by: str) -> Paper:
    if place.startswith(FILE_MARK):
        path = Path(place.removeprefix(FILE_MARK))
        return Upload(read_file(path), path.name)
    if place.startswith(NASKAH) or _ID.fullmatch(place):
        return NASKAH + resolve(office, place.removeprefix(NASKAH), by=by).id
    return place


def show_sops(session: Session, office: Office) -> None:
    """The SOPs there are, then every run."""
    runs = office.archive.runs()
    if session.json:
        known = [{"id": s.id, "nama": s.nama, "nomor": s.nomor, "langkah": len(s.steps)} for s in office.sops.values()]
        print_json({"sop": known, "pelaksanaan": [asdict(run) for run in runs]})
        return
    rows = [(s.id, s.nama, s.nomor, len(s.steps)) for s in office.sops.values()]
    print_table(("SOP", "Nama", "Nomor", "Langkah"), rows, solid=("Langkah",))
    if runs:
        heading("Pelaksanaan")
        started = [(r.id, r.sop_id, r.perihal, moment(r.events[0].at), _standing(office, r)) for r in runs]
        print_table(("Pelaksanaan", "SOP", "Perihal", "Dimulai", "Keadaan"), started, solid=("Pelaksanaan",))


def warn_of(before: Iterable[SopRun]) -> None:
    """Name the runs that are open already for what was opened just now."""
    for one in before:
        begun = one.events[0]
        note(
            f"Perhatian: pelaksanaan {one.id} dengan SOP dan perihal yang sama sudah terbuka, oleh {begun.by} pada "
            f"{moment(begun.at)}. Batalkan salah satunya bila memang satu: docgen sop batalkan RUN --alasan '…'"
        )


def show_run(session: Session, status: RunStatus) -> None:
    """The printed table of the SOP with where each row stands, its time, and what closes the current one."""
    run, sop = status.run, status.sop
    if session.json:
        print_json(_as_json(status))
        return
    say(f"{sop.nama}: {run.perihal}", bold=True)
    print_facts({"Pelaksanaan": run.id, "SOP": f"{sop.id}, {sop.nomor}", "Ragam waktu": run.ragam})
    printed = sheet(sop)["langkah"]
    heading("Langkah")
    print_table(
        ("No.", "Kegiatan", "Keadaan", "Oleh", "Pada", "Waktu baku", "Terpakai"),
        [_row(number, state, printed[number - 1]["waktu"], status) for number, state in enumerate(status.states, 1)],
        solid=("No.",),
    )
    _print_notes(status)
    if outputs := made(run):
        heading("Hasil sejauh ini")
        print_facts(outputs)
    _show_next(status)
    current = status.readings[-1] if status.readings else None
    if current and current.ended is None:
        say(f"Batas waktunya {moment(current.due)}, sekarang {current.state}.")


def _row(number: int, state: StepState, waktu: str, status: RunStatus) -> tuple[object, ...]:
    last = state.last if state.state == SELESAI else None
    times = f" ({state.times} kali)" if state.times > 1 else ""
    who = last.by if last else ", ".join(state.posts)
    used = _used(latest(status.readings, state.step), status.sehari) if state.state != MENUNGGU else ""
    return (
        number, state.step.kegiatan, state.state + times, who, moment(last.at) if last else "", waktu, used
    )  # fmt: skip


def _print_notes(status: RunStatus) -> None:
    """The note each step was last closed with, most often why the work was sent back."""
    for number, state in enumerate(status.states, 1):
        if state.last and state.last.note:
            tell(f"Catatan langkah {number}, {state.last.by}, {moment(state.last.at)}: {state.last.note}")


def _used(reading: Reading | None, sehari: int) -> str:
    if reading is None:
        return ""
    return worked(reading.used, sehari) + (f"\n{reading.state}" if reading.state != TEPAT else "")


def _show_next(status: RunStatus) -> None:
    current = next((state for state in status.states if state.state == BERJALAN), None)
    if current is None:
        over = cancellation(status.run)
        who = f"Dibatalkan oleh {over.by} pada {moment(over.at)}: {over.note}" if over else ""
        tell(f"\n{who or 'Semua langkah sudah selesai.'}")
        return
    heading("Kelengkapan langkah ini")
    absent = {current.step.naskah: "dibuat di langkah ini"}
    print_facts({name: found or absent.get(name, "belum ada") for name, found in status.kelengkapan.items()})
    if status.diterima:
        heading("Sudah diterima untuk langkah ini")
        print_facts(status.diterima)
    first, *others = current.posts
    tell(f"\nTutup langkah ini dengan{' salah satu dari' if current.step.outcomes else ''}:")
    for line in _closings(status, current):
        say(f"  docgen sop selesai {status.run.id}{line} --sebagai {first}")
    if current.step.naskah:
        tell(f"Di antara outputnya harus ada naskah jenis {current.step.naskah}.")
    if others:
        tell(f"Yang juga boleh menutupnya: {', '.join(others)}.")


def _closings(status: RunStatus, current: StepState) -> list[str]:
    """What is typed for each outcome: a return needs its note alone. What the step's own naskah brings with it, as
    the lembar disposisi its disposisi, is not asked twice."""
    step = current.step
    lacking = [name for name, reference in status.kelengkapan.items() if not reference and name != step.naskah]
    there = {name: reference.removeprefix(NASKAH) for name, reference in status.diterima.items()}
    outputs = "".join(f" --output {name}={there.get(name, '…')}" for name in (*lacking, *step.output))
    back = " --catatan '…'"
    return [
        f" --hasil {outcome}{back if is_return(status.sop.steps, step, outcome) else outputs}"
        for outcome in step.outcomes
    ] or [outputs]


def _standing(office: Office, run: SopRun) -> str:
    """The current step of a run, or why it was cancelled; one whose SOP has changed says so and hides no other."""
    if over := cancellation(run):
        return f"{over.step_id}: {over.note}"
    sop = office.sops.get(run.sop_id)
    if sop is None or sop.sha256 != run.sop_sha256:
        return "berkas SOP sudah berubah"
    with suppress(NotReady):
        step = current_step(sop, run)
        return f"langkah {sop.steps.index(step) + 1} dari {len(sop.steps)}" if step else "selesai"
    return "berkas SOP sudah berubah"


def _as_json(status: RunStatus) -> dict[str, Any]:
    run, sop = status.run, status.sop
    steps = [
        {
            "id": s.step.id,
            "kegiatan": s.step.kegiatan,
            "keadaan": s.state,
            "pejabat": s.posts,
            "waktu": s.step.waktu,
            "kelengkapan": s.step.kelengkapan,
            "output": s.step.output,
            "hasil": s.step.outcomes,
            "last": asdict(s.last) if s.last else None,
            "times": s.times,
        }
        for s in status.states
    ]
    times = [
        {"langkah": r.step.id, "mulai": r.begun, "batas": r.due, "selesai": r.ended, "menit_kerja": r.used,
         "menit_baku": r.allowed, "keadaan": r.state}
        for r in status.readings
    ]  # fmt: skip
    return {
        "id": run.id,
        "perihal": run.perihal,
        "sop": {"id": sop.id, "nama": sop.nama, "nomor": sop.nomor},
        "ragam": run.ragam,
        "dibatalkan": asdict(over) if (over := cancellation(run)) else None,
        "untuk": run.untuk,
        "periode": run.periode,
        "kelengkapan": dict(status.kelengkapan),
        "diterima": dict(status.diterima),
        "langkah": steps,
        "waktu": times,
        "output": made(run),
    }
