"""One run of an SOP: an append-only list of events, and everything that follows from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from docgen.errors import NotReady, NotYourTurn
from docgen.sop.declaration import Sop
from docgen.sop.flow import CANCELLED, END, START, Step, find_step, is_return, next_id

NASKAH = "naskah:"  # how an output names what was filed; several stand with a space between
SELESAI, BERJALAN, MENUNGGU = "selesai", "berjalan", "menunggu"


@dataclass(frozen=True)
class Event:
    """One step closed (or, with step_id "mulai", the run opened; with "dibatalkan", ended for the reason in `note`)."""

    step_id: str
    outcome: str
    by: str  # post
    at: datetime
    outputs: Mapping[str, str] = field(default_factory=dict)  # output name -> its naskah, as NASKAH says
    note: str = ""


@dataclass(frozen=True)
class Closing:
    """How a step ends: the outcome chosen, what it made (name -> naskah), a note for a return."""

    outcome: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class SopRun:
    """One walk through an SOP. It stays with the file it began with, named by its digest."""

    id: str
    sop_id: str
    sop_sha256: str
    perihal: str
    events: tuple[Event, ...] = ()
    untuk: str = ""  # the post it is run for, where every bidang has a run of its own
    periode: str = ""  # e.g. Triwulan III Tahun 2019, where the calendar asked for it
    jatuh_tempo: str = ""  # the day it was to begin, as 2019-10-10

    @property
    def ragam(self) -> str:
        """Which variant of the times it goes by, as chosen when it was opened; '' where there is no choice."""
        return self.events[0].outcome if self.events else ""


@dataclass(frozen=True)
class StepState:
    """One row of the progress table; `last` is how the step was last closed."""

    step: Step
    state: str  # selesai, berjalan, menunggu; dibatalkan where the run ended before it
    posts: tuple[str, ...]
    last: Event | None = None
    times: int = 0  # how often it was closed: more than once after a return


def start(
    sop: Sop, run_id: str, perihal: str, *, by: str, at: datetime, outputs: Mapping[str, str] = {}, ragam: str = ""
) -> SopRun:
    """Open a run; `outputs` says which naskah stand for the names of mulai_dengan, `ragam` by which times it goes.

    Raises NotReady for other names.
    """
    problems = _output_problems(sop.mulai_dengan, outputs)
    if ragam and ragam not in sop.ragam:
        problems.append(f"ragam '{ragam}' tidak dikenal; yang ada: {', '.join(sop.ragam) or 'tidak ada'}")
    if not perihal.strip():
        problems.append("perihal wajib diisi")
    if problems:
        raise NotReady(f"SOP '{sop.nama}' belum dapat dimulai:", problems)
    return SopRun(run_id, sop.id, sop.sha256, perihal, (Event(START, ragam, by, at, dict(outputs)),))


def current_step(sop: Sop, run: SopRun) -> Step | None:
    """The step that is being worked on; None when the run is finished or cancelled."""
    if cancellation(run):
        return None
    if not run.events or run.events[-1].step_id == START:
        return sop.steps[0]
    last = run.events[-1]
    step = find_step(sop.steps, last.step_id)
    if step is None or (step.outcomes and last.outcome not in step.outcomes):
        raise NotReady(
            f"SOP '{sop.nama}' sudah berubah sejak '{run.perihal}' dimulai:",
            [f"langkah '{last.step_id}' dengan hasil '{last.outcome}' tidak ada lagi; pakai berkas SOP yang semula"],
        )
    return find_step(sop.steps, next_id(sop.steps, step, last.outcome))


def open_step(sop: Sop, run: SopRun) -> Step:
    """The current step; raises NotReady when none is left, naming who cancelled the run, when and why."""
    step, over = current_step(sop, run), cancellation(run)
    if step is not None:
        return step
    said = f"SOP '{sop.nama}' untuk '{run.perihal}' sudah"
    if over is None:
        raise NotReady(f"{said} selesai; tidak ada langkah yang menunggu.")
    raise NotReady(f"{said} {CANCELLED} oleh {over.by} pada {over.at:%d-%m-%Y %H.%M}, alasannya: {over.note}")


def cancellation(run: SopRun) -> Event | None:
    """The event that ended the run before its last step: by whom, when, and why; None where it was not cancelled."""
    return run.events[-1] if run.events and run.events[-1].step_id == CANCELLED else None


def cancel(sop: Sop, run: SopRun, reason: str, *, by: str, at: datetime) -> SopRun:
    """End a run that was opened by mistake; raises NotReady when it is over already, or without a reason."""
    open_step(sop, run)
    if not reason.strip():
        raise NotReady("Pembatalan memerlukan alasan.", ["tulis alasannya: --alasan 'terbuka dua kali'"])
    return replace(run, events=(*run.events, Event(CANCELLED, "", by, at, note=reason.strip())))


def complete(
    sop: Sop, run: SopRun, closing: Closing, *, by: str, at: datetime, at_hand: Collection[str] = ()
) -> SopRun:
    """Close the current step as post `by`; `at_hand` are kelengkapan that are there without having been named.

    A step with outcomes needs one chosen; every output must be named unless the work is sent back, which needs a
    note instead. Kelengkapan may be named anew with the outputs of the step that needs them. Raises
    NotYourTurn, and NotReady with all that is missing; the run given stays as it was.
    """
    step = open_step(sop, run)
    if by not in posts_of(sop, step, run):
        raise NotYourTurn(f"Langkah '{step.id}' ({step.kegiatan}) menunggu: {', '.join(posts_of(sop, step, run))}.")
    given = {name for name, reference in closing.outputs.items() if reference.strip()}
    problems = [f"kelengkapan '{name}' belum ada" for name in missing(sop, run) if name not in {*given, *at_hand}]
    problems += _outcome_problems(sop, step, closing)
    if not is_return(sop.steps, step, closing.outcome):
        problems += [f"output '{name}' belum disebut" for name in step.output if name not in given]
    problems += _output_problems(tuple(dict.fromkeys((*step.output, *step.kelengkapan))), closing.outputs)
    if problems:
        raise NotReady(f"Langkah '{step.id}' ({step.kegiatan}) belum dapat ditutup:", problems)
    event = Event(step.id, closing.outcome or END, by, at, dict(closing.outputs), closing.note.strip())
    return replace(run, events=(*run.events, event))


def posts_of(sop: Sop, step: Step, run: SopRun) -> tuple[str, ...]:
    """Every post that may close `step`, each once; of those that act in one role, the one the run is for."""
    acting = (sop.posts(role) for role in step.pelaksana)
    own = ((run.untuk,) if run.untuk in posts else posts for posts in acting)
    return tuple(dict.fromkeys(post for posts in own for post in posts))


def made(run: SopRun) -> dict[str, str]:
    """What the run has made so far, by output name; after a return the latest counts."""
    return {name: ref for event in run.events for name, ref in event.outputs.items()}


def naskah_in(reference: str) -> list[str]:
    """The ids of the naskah that an output names, in the order they were given."""
    return [one.removeprefix(NASKAH) for one in reference.split() if one.startswith(NASKAH)]


def missing(sop: Sop, run: SopRun) -> tuple[str, ...]:
    """The kelengkapan of the current step that no event has named."""
    step = current_step(sop, run)
    named = made(run)
    return tuple(name for name in step.kelengkapan if name not in named) if step else ()


def history(sop: Sop, run: SopRun) -> tuple[StepState, ...]:
    """The printed rows in order, each with where it stands.

    A step closed before a return waits again when the return went back to it or past it; nothing waits in a run that
    was cancelled.
    """
    current, waiting = current_step(sop, run), CANCELLED if cancellation(run) else MENUNGGU
    closed: dict[str, Event] = {}
    done: set[str] = set()
    for event in run.events:
        step = find_step(sop.steps, event.step_id)
        if step is None:
            continue
        closed[step.id] = event
        done.add(step.id)
        if is_return(sop.steps, step, event.outcome):
            back = [s.id for s in sop.steps].index(step.outcomes[event.outcome])
            done -= {s.id for s in sop.steps[back:]}
    return tuple(
        StepState(
            step,
            BERJALAN if step == current else SELESAI if step.id in done else waiting,
            posts_of(sop, step, run),
            closed.get(step.id),
            sum(event.step_id == step.id for event in run.events),
        )
        for step in sop.steps
    )


def _outcome_problems(sop: Sop, step: Step, closing: Closing) -> list[str]:
    outcome = closing.outcome
    if not step.outcomes:
        return [] if outcome in ("", END) else [f"hasil '{outcome}' tidak dikenal; langkah ini tanpa pilihan hasil"]
    choices = ", ".join(step.outcomes)
    if not outcome:
        return [f"hasil belum dipilih; pilih: {choices}"]
    if outcome not in step.outcomes:
        return [f"hasil '{outcome}' tidak dikenal; pilih: {choices}"]
    if is_return(sop.steps, step, outcome) and not closing.note.strip():
        return [f"hasil '{outcome}' memerlukan catatan: tulis apa yang harus diperbaiki"]
    return []


def _output_problems(known: tuple[str, ...], outputs: Mapping[str, str]) -> list[str]:
    names = ", ".join(known) or "tidak ada"
    return [f"output '{name}' tidak dikenal di sini; yang ada: {names}" for name in outputs if name not in known]
