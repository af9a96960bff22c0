"""All runs of the SOPs, each with where it stands, for a list of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from docgen.actions.sop.following import sop_of
from docgen.actions.sop.recurring import CHANGED
from docgen.actions.working_days import kalender_of
from docgen.errors import NotFound, NotReady
from docgen.office import Office
from docgen.sop.calendar import Kalender
from docgen.sop.flow import CANCELLED
from docgen.sop.meter import TERLAMBAT, read_present
from docgen.sop.progress import SELESAI, SopRun, cancellation, current_step, posts_of

MINE, OPEN, LATE, ALL = "saya", "terbuka", "terlambat", "semua"


@dataclass(frozen=True)
class RunLine:
    """One run: the name of its SOP, and while it is open its step, who may close it, and by when."""

    run: SopRun
    sop: str
    keadaan: str  # of the clock while it is open; else selesai, dibatalkan, or that its SOP has changed
    langkah: str = ""
    ke: int = 0
    dari: int = 0
    posts: tuple[str, ...] = ()
    batas: datetime | None = None


_WANTED: dict[str, Callable[[RunLine, str], bool]] = {
    MINE: lambda line, post: bool(line.batas) and post in (*line.posts, line.run.events[0].by),
    OPEN: lambda line, post: bool(line.batas),
    LATE: lambda line, post: line.keadaan == TERLAMBAT,
    ALL: lambda line, post: True,
}
WHICH = tuple(_WANTED)


def run_lines(office: Office, which: str = ALL, *, by: str = "") -> list[RunLine]:
    """The runs that are open and of `by` (his turn, or begun by him), open, late, or all; the one begun last first.

    Anything else than one of WHICH is ALL.
    """
    kalender, wanted = kalender_of(office.settings), _WANTED.get(which, _WANTED[ALL])
    return [line for run in office.archive.runs() if wanted(line := _line(office, run, kalender), by)]


def _line(office: Office, run: SopRun, kalender: Kalender) -> RunLine:
    known = office.sops.get(run.sop_id)
    nama = known.nama if known else run.sop_id
    if cancellation(run):
        return RunLine(run, nama, CANCELLED)
    try:
        sop = sop_of(office, run)
        step = current_step(sop, run)
    except (NotReady, NotFound):
        return RunLine(run, nama, CHANGED)
    if step is None:
        return RunLine(run, nama, SELESAI)
    now, posts = read_present(sop, run, kalender, office.now()), posts_of(sop, step, run)
    return RunLine(run, nama, now.state, step.kegiatan, sop.steps.index(step) + 1, len(sop.steps), posts, now.due)
