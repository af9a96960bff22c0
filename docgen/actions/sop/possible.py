"""What an official may do with a run of an SOP now, and the papers he may do it with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from docgen.actions.naskah.finding import GUEST
from docgen.actions.sop.following import RunStatus
from docgen.errors import NotReady
from docgen.naskah.access import FOLLOW, READ, may, may_stop
from docgen.naskah.records import Naskah, Status
from docgen.office import Office
from docgen.sop.declaration import Sop
from docgen.sop.flow import Step, is_return
from docgen.sop.progress import BERJALAN, SopRun, StepState, naskah_in

MOST = 15  # papers of one type that are offered, the newest
_GONE = (Status.DIBATALKAN, Status.DIMUSNAHKAN, Status.DIKEMBALIKAN)


@dataclass(frozen=True)
class Choice:
    """One way to close a step: a return needs a note, and no outputs."""

    outcome: str
    returns: bool


@dataclass(frozen=True)
class Closable:
    """A step that waits for somebody: what he has to name, and the ways to close it (none: there is one only).

    `known` are the papers that came in already, each by the name it stands for.
    """

    step: Step
    needed: tuple[str, ...]  # kelengkapan that nobody named
    outputs: tuple[str, ...]
    choices: tuple[Choice, ...]
    known: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything to be named, each once."""
        return tuple(dict.fromkeys((*self.needed, *self.outputs)))


def closable(office: Office, status: RunStatus, *, by: str) -> Closable | None:
    """What `by` has to give to close the present step; None where it does not wait for him."""
    state = _present(status)
    if state is None or by not in state.posts or not may(office.kantor.official(by), FOLLOW):
        return None
    step = state.step
    needed = tuple(one for one, found in status.kelengkapan.items() if not found and one != step.naskah)
    choices = tuple(Choice(one, is_return(status.sop.steps, step, one)) for one in step.outcomes)
    known = {name: naskah_in(reference)[0] for name, reference in status.diterima.items()}
    return Closable(step, needed, step.output, choices, known)


def demand_seen(run: SopRun, read: str) -> None:
    """Raise NotReady, naming the newest act, for a run that went on since `read` acts of it were on the screen."""
    last = run.events[-1]
    if read.strip() != str(len(run.events)):
        raise NotReady(
            f"Pelaksanaan '{run.perihal}' sudah berubah sejak Anda membacanya: langkah '{last.step_id}' dicatat oleh "
            f"{last.by} pada {last.at:%d-%m-%Y %H.%M}.",
            ["baca lagi keadaannya, lalu ulangi"],
        )


def may_begin(office: Office, *, by: str) -> bool:
    """Whether `by` may open a run."""
    return bool(by) and may(office.kantor.official(by), FOLLOW)


def may_cancel(office: Office, status: RunStatus, *, by: str) -> bool:
    """Whether `by` may end the run before its last step."""
    state = _present(status)
    return state is not None and bool(by) and may_stop(office.kantor.official(by), _concerned(status, state))


def _present(status: RunStatus) -> StepState | None:
    return next((one for one in status.states if one.state == BERJALAN), None)


def _concerned(status: RunStatus, state: StepState) -> tuple[str, ...]:
    return status.run.events[0].by, *state.posts


def papers_of(office: Office, run: SopRun, *, by: str = "") -> dict[str, Naskah]:
    """What the steps of a run named and `by` may read, by id."""
    reader = office.kantor.official(by) if by else GUEST
    named = {one for event in run.events for reference in event.outputs.values() for one in naskah_in(reference)}
    return {one: naskah for one, naskah in office.archive.naskah_of(named).items() if may(reader, READ, naskah)}


def offered_papers(office: Office, types: Iterable[str], run: SopRun | None = None, *, by: str) -> list[Naskah]:
    """The naskah a step is most likely closed with and `by` may read: the newest of these types, then those of the
    run, then the newest of all."""
    reader = office.kantor.official(by)
    own = papers_of(office, run, by=by) if run else {}
    newest = office.archive.list_naskah(limit=MOST)
    found = {one.id: one for one in (*_newest(office, types), *own.values(), *newest)}
    return [one for one in found.values() if one.latest.status not in _GONE and may(reader, READ, one)]


def types_for(sop: Sop, step: Step | None) -> tuple[str, ...]:
    """The types a step names: the one it makes, and what is called as a type is. Those the SOP begins with for None."""
    names = (step.naskah, *step.kelengkapan, *step.output) if step else sop.mulai_dengan
    return tuple(dict.fromkeys(name for name in names if name))


def _newest(office: Office, types: Iterable[str]) -> Iterator[Naskah]:
    for jenis in types:
        if jenis in office.types:
            yield from office.archive.list_naskah(jenis=jenis, limit=MOST)
