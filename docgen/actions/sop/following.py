"""Running an SOP: open it, close its steps with the naskah they made, see where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from docgen.actions.naskah.drafting import draft
from docgen.actions.naskah.figures import FORMULIR, received
from docgen.actions.naskah.keeping import keep_file, name_of
from docgen.actions.naskah.uploads import Upload
from docgen.actions.sop.case_files import file_run
from docgen.actions.sop.deciding import demand_marked, demand_own, demand_reviewed, demand_unsigned
from docgen.actions.working_days import kalender_of
from docgen.errors import NotAllowed, NotReady
from docgen.kinerja.period import Triwulan, triwulan_of
from docgen.naskah.access import FOLLOW, may_stop
from docgen.naskah.kode import about_letters
from docgen.naskah.records import Naskah, Status
from docgen.office import Office
from docgen.sop.declaration import Sop
from docgen.sop.flow import Step, is_return
from docgen.sop.meter import Reading, read_meter
from docgen.sop.progress import (
    NASKAH,
    Closing,
    SopRun,
    StepState,
    cancel,
    complete,
    current_step,
    history,
    made,
    naskah_in,
    open_step,
    posts_of,
    start,
)
from docgen.sop.sheet import sheet

SHEET = "sop_ap"
BAHAN = "bahan_laporan"  # what an SOP calls the figures of one bidang, which its form brings


Paper: TypeAlias = str | Upload  # `naskah:` and an id, or a file that becomes a berkas kerja
Papers: TypeAlias = Mapping[str, Sequence[Paper]]  # by the name of an output, in the order they were given
Given: TypeAlias = Mapping[str, Paper | Sequence[Paper]]  # the same, where one paper may stand alone


@dataclass(frozen=True)
class RunStatus:
    """A run, the SOP it goes by, where each printed row stands, and how long every pass of a step took.

    `kelengkapan` are those of the current step, each with its naskah, or '' while it is missing; `diterima` are its
    outputs that came in by another door, each with its naskah: the form of the bidang; `sehari` the minutes of an
    ordinary day of work.
    """

    run: SopRun
    sop: Sop
    states: tuple[StepState, ...]
    readings: tuple[Reading, ...]
    kelengkapan: Mapping[str, str]
    diterima: Mapping[str, str]
    sehari: int


def start_run(
    office: Office, sop_id: str, perihal: str, *, by: str, outputs: Given | None = None, ragam: str = ""
) -> SopRun:
    """Open a run of the SOP; `outputs` are what is at hand from the start, `ragam` names the times it goes by.

    Raises NotFound, NotAllowed, NotReady, UnsafeFile.
    """
    office.demand(by, FOLLOW)
    sop, given = office.sop(sop_id), _listed(outputs)
    _demand_real(office, given)
    run = start(sop, office.new_id(), perihal, by=by, at=office.now(), outputs=_named(given), ragam=ragam)
    kept = _keep(office, given, by, f"{sop.nama}: {perihal}")
    run = replace(run, events=(replace(run.events[0], outputs=kept),))
    file_run(office, run)
    return run


def complete_step(
    office: Office, run_id: str, *, by: str, outcome: str = "", outputs: Given | None = None, note: str = ""
) -> SopRun:
    """Close the current step by what it made; every kelengkapan and output is a filed naskah or a file to be filed.

    A step that decides closes only as the naskah says: with the mark of `by` on what it gives, and not as returned
    once what it was given is signed. Raises NotYourTurn, NotReady with all that is missing, NotFound, UnsafeFile;
    nothing is filed then.
    """
    office.demand(by, FOLLOW)
    run, given = office.archive.run(run_id), _listed(outputs)
    sop = sop_of(office, run)
    _demand_real(office, given)
    closing = Closing(outcome, _named(given), note)
    done = complete(sop, run, closing, by=by, at=office.now(), at_hand=at_hand(office, run, given))
    _demand_in_order(office, sop, run, closing.outcome, given, by=by)
    event = replace(done.events[-1], outputs=_keep(office, given, by, f"{sop.nama}: {run.perihal}"))
    done = replace(done, events=(*run.events, event))
    file_run(office, done)
    return done


def cancel_run(office: Office, run_id: str, reason: str, *, by: str) -> SopRun:
    """End a run that was opened by mistake; it stays on record with the reason, and nothing waits for anybody.

    Raises NotFound; NotReady when it is over already, or without a reason; NotAllowed for a post that neither opened
    it nor may close its present step, but for the secretariat and the head of the office.
    """
    pejabat = office.demand(by, FOLLOW)
    run = office.archive.run(run_id)
    sop = sop_of(office, run)
    posts = tuple(dict.fromkeys((run.events[0].by, *posts_of(sop, open_step(sop, run), run))))
    if not may_stop(pejabat, posts):
        raise NotAllowed(
            f"{pejabat.singkat or pejabat.jabatan} ({by}) tidak berwenang membatalkan pelaksanaan {run.id}; "
            f"yang berwenang: {', '.join(posts)}, sekretariat, atau kepala kantor."
        )
    done = cancel(sop, run, reason, by=by, at=office.now())
    file_run(office, done)
    return done


def opened_before(office: Office, run: SopRun) -> list[SopRun]:
    """Other open runs of the same SOP with the same perihal: most likely the same one opened twice."""
    sop, own = office.sop(run.sop_id), _identity(run)
    alike = [one for one in office.archive.runs() if one.id != run.id and _identity(one) == own]
    return [one for one in alike if current_step(sop, one)]


def _identity(run: SopRun) -> tuple[str, ...]:
    return run.sop_id, run.sop_sha256, "".join(run.perihal.split()).casefold()


def at_hand(office: Office, run: SopRun, given: Papers | None = None) -> dict[str, str]:
    """Kelengkapan called like a document type that the run has a naskah of, though nobody named it so: the lembar
    disposisi that bears the instruction. Name -> `naskah:` and its id."""
    references = [*made(run).values(), *_references(given or {}, *(given or ()))]
    naskah = office.archive.naskah_of([one for reference in references for one in naskah_in(reference)])
    return {one.jenis: NASKAH + one.id for one in naskah.values() if one.latest.status is not Status.DIBATALKAN}


def run_status(office: Office, run_id: str) -> RunStatus:
    """Where the run stands: the printed rows of its SOP, each with its state and its time."""
    run = office.archive.run(run_id)
    sop = sop_of(office, run)
    kalender = kalender_of(office.settings)
    readings = read_meter(sop, run, kalender, office.now())
    needed, came = _kelengkapan(office, sop, run), _diterima(office, sop, run)
    return RunStatus(run, sop, history(sop, run), readings, needed, came, kalender.usual_day)


def form_of(office: Office, run: SopRun) -> Naskah | None:
    """The form of the bidang and the quarter that a run is for, once it came; None also for any other run."""
    quarter = _quarter_of(run)
    if quarter is None or FORMULIR not in office.types:
        return None
    return received(office, quarter.tahun).get((quarter.ke, run.untuk))


def _quarter_of(run: SopRun) -> Triwulan | None:
    """The quarter that had just ended when the run fell due, where it is run for one."""
    if not run.jatuh_tempo:
        return None
    ended = triwulan_of(date.fromisoformat(run.jatuh_tempo)).previous()
    return ended if run.periode == ended.label else None


def _diterima(office: Office, sop: Sop, run: SopRun) -> dict[str, str]:
    step = current_step(sop, run)
    form = form_of(office, run) if step and BAHAN in step.output else None
    return {BAHAN: NASKAH + form.id} if form else {}


def _kelengkapan(office: Office, sop: Sop, run: SopRun) -> dict[str, str]:
    step = current_step(sop, run)
    there = at_hand(office, run) | made(run)
    return {name: there.get(name, "") for name in step.kelengkapan} if step else {}


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


def _demand_real(office: Office, given: Papers) -> None:
    """Everything named must be a filed naskah that was not cancelled, or a file that may be kept."""
    problems = []
    for name, paper in ((name, one) for name, papers in given.items() for one in papers):
        if isinstance(paper, Upload):
            name_of(paper.data, paper.name)
        elif not paper.startswith(NASKAH):
            problems.append(_unread(name, paper))
        elif office.archive.naskah(paper.removeprefix(NASKAH)).latest.status is Status.DIBATALKAN:
            problems.append(f"'{name}': naskah {paper.removeprefix(NASKAH)} sudah dibatalkan")
    if problems:
        raise NotReady("Kelengkapan dan output sebuah langkah harus tersimpan di arsip:", problems)


def _unread(name: str, typed: str) -> str:
    """What to do about what is neither a naskah nor a file: mostly a placeholder of the guide, left as it was."""
    naskah = f"ganti {typed} dengan id naskahnya" if typed.strip() else "isi id naskahnya"
    hint = f". {letters}" if (letters := about_letters(typed)) else ""
    return f"'{name}': {naskah} (sepuluh huruf dan angka), atau sebut berkasnya: {name}=@berkas.pdf{hint}"


def _demand_in_order(office: Office, sop: Sop, run: SopRun, outcome: str, given: Papers, *, by: str) -> None:
    """What the naskah themselves say against closing the step."""
    step = current_step(sop, run)
    if step is None:
        return
    there = _kelengkapan(office, sop, run)
    if is_return(sop.steps, step, outcome):
        there |= {name: " ".join(_references(given, name)) for name in given}
        standing = office.archive.naskah_of([one for name in step.kelengkapan for one in naskah_in(there[name])])
        demand_unsigned(office, step, outcome, standing.values(), by=by)
        return
    _demand_standing(office, {name: one for name, one in there.items() if name not in given})
    brought = office.archive.naskah_of([one.removeprefix(NASKAH) for one in _references(given, *step.output)])
    _demand_type(office, step, brought.values())
    if step.outcomes:
        ids = [one for name in step.kelengkapan for one in naskah_in(there[name])]
        demand_reviewed(office, step, brought.values(), office.archive.naskah_of(ids).values())
        demand_marked(office, step, brought.values(), by=by)
    demand_own(step, brought.values(), by=by)


def _demand_standing(office: Office, needed: Mapping[str, str]) -> None:
    """What an earlier step gave may have been cancelled since; the step that needs it then waits for another."""
    named = {name: naskah_in(reference) for name, reference in needed.items()}
    naskah = office.archive.naskah_of([one for ids in named.values() for one in ids])
    gone = [one for one, found in naskah.items() if found.latest.status is Status.DIBATALKAN]
    problems = [
        f"'{name}': naskah {', '.join(lost)}; sebut penggantinya: "
        + " ".join(f"--output {name}={'ID' if one in lost else one}" for one in ids)
        for name, ids in named.items()
        if (lost := [one for one in ids if one in gone])
    ]
    if problems:
        raise NotReady("Kelengkapan langkah ini sudah dibatalkan sejak disebut:", problems)


def _demand_type(office: Office, step: Step, brought: Iterable[Naskah]) -> None:
    """A step that makes a naskah of one type has one of that type among its outputs."""
    if step.naskah and step.naskah not in {one.jenis for one in brought}:
        nama = office.types[step.naskah].nama if step.naskah in office.types else step.naskah
        raise NotReady(
            f"Langkah '{step.id}' ({step.kegiatan}) belum dapat ditutup:",
            [f"belum ada {nama} di antara outputnya: {', '.join(step.output)}"],
        )


def _listed(given: Given | None) -> Papers:
    return {name: [one] if isinstance(one, Paper) else one for name, one in (given or {}).items()}


def _references(given: Papers, *names: str) -> list[str]:
    """The naskah given under these names; files are none yet."""
    return [one for name in names for one in given.get(name, ()) if isinstance(one, str)]


def _named(given: Papers) -> dict[str, str]:
    return {
        name: " ".join(one.name if isinstance(one, Upload) else one for one in papers) for name, papers in given.items()
    }


def _keep(office: Office, given: Papers, by: str, remark: str) -> dict[str, str]:
    """The same with every file filed, each as its naskah; what was named twice stands once."""

    def kept(one: Paper) -> str:
        return one if isinstance(one, str) else NASKAH + keep_file(office, one.data, one.name, by=by, remark=remark).id

    return {name: " ".join(dict.fromkeys(map(kept, papers))) for name, papers in given.items()}
