"""Running an SOP: open it, close its steps with the naskah they made, see where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docgen.actions.drafting import draft
from docgen.actions.working_days import kalender_of
from docgen.errors import NotReady
from docgen.naskah.access import FOLLOW
from docgen.naskah.records import Naskah
from docgen.office import Office
from docgen.settings import Settings
from docgen.sop.declaration import Sop
from docgen.sop.meter import Reading, read_meter
from docgen.sop.progress import SopRun, StepState, complete, history, start
from docgen.sop.sheet import sheet

SHEET = "sop_ap"


@dataclass(frozen=True)
class Closing:
    """How a step ends: the outcome chosen, the naskah made, a note for a return."""

    outcome: str = ""
    outputs: Mapping[str, str] | None = None
    note: str = ""


@dataclass(frozen=True)
class RunStatus:
    """A run, the SOP it goes by, where each printed row stands, and how long every pass of a step took."""

    run: SopRun
    sop: Sop
    states: tuple[StepState, ...]
    readings: tuple[Reading, ...]


def start_run(
    office: Office, sop_id: str, perihal: str, *, by: str, outputs: Mapping[str, str] | None = None, ragam: str = ""
) -> SopRun:
    """Open a run of the SOP; `outputs` names the naskah at hand from the start, `ragam` the times it goes by.

    Raises NotFound, NotAllowed, NotReady.
    """
    office.demand(by, FOLLOW)
    _demand_naskah(office, outputs or {})
    sop, run_id = office.sop(sop_id), office.new_id()
    run = start(sop, run_id, perihal, by=by, at=office.now(), outputs=outputs or {}, ragam=ragam)
    _file(office, run)
    return run


def complete_step(office: Office, run_id: str, closing: Closing, *, by: str) -> SopRun:
    """Close the current step. Raises NotYourTurn, or NotReady with all that is missing."""
    office.demand(by, FOLLOW)
    run = office.archive.run(run_id)
    _demand_naskah(office, closing.outputs or {})
    done = complete(
        sop_of(office, run),
        run,
        by=by,
        at=office.now(),
        outcome=closing.outcome,
        outputs=closing.outputs or {},
        note=closing.note,
    )
    _file(office, done)
    return done


def run_status(office: Office, run_id: str) -> RunStatus:
    """Where the run stands: the printed rows of its SOP, each with its state and its time."""
    run = office.archive.run(run_id)
    sop = sop_of(office, run)
    readings = read_meter(sop, run, kalender_of(Settings(office.root)), office.now())
    return RunStatus(run, sop, history(sop, run), readings)


def print_sop(office: Office, sop_id: str, *, by: str) -> Naskah:
    """Draft the official sheet of an SOP from the very file that runs it."""
    return draft(office, SHEET, sheet(office.sop(sop_id)), by=by)


def sop_of(office: Office, run: SopRun) -> Sop:
    """The SOP a run began with; raises NotReady when its file has changed since."""
    sop = office.sop(run.sop_id)
    if sop.sha256 != run.sop_sha256:
        raise NotReady(
            f"Berkas SOP '{sop.nama}' sudah berubah sejak '{run.perihal}' dimulai.",
            ["kembalikan berkas SOP yang semula, atau mulai pelaksanaan baru"],
        )
    return sop


def _demand_naskah(office: Office, outputs: Mapping[str, str]) -> None:
    """Every output that looks like a naskah must be one; anything else says where the paper lies."""
    for reference in outputs.values():
        if reference.startswith("naskah:"):
            office.archive.naskah(reference.removeprefix("naskah:"))


def _file(office: Office, run: SopRun) -> None:
    with office.archive.transaction() as tx:
        tx.file_run(run)
