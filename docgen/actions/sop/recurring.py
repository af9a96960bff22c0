"""SOPs that the calendar asks for: a run for every bidang, opened when it falls due, and who is late with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from docgen.actions.naskah.figures import plan_file, plan_of
from docgen.actions.naskah.indexing import index_naskah
from docgen.actions.naskah.keeping import keep_file
from docgen.actions.sop.case_files import file_run_in
from docgen.actions.sop.following import form_of, run_status
from docgen.errors import NotFound, NotReady
from docgen.kinerja.indicators import Rencana
from docgen.naskah.access import FOLLOW
from docgen.naskah.records import Naskah
from docgen.office import Office
from docgen.sop.declaration import Sop
from docgen.sop.flow import CANCELLED
from docgen.sop.progress import NASKAH, SELESAI, SopRun, cancellation, start
from docgen.sop.trigger import Occasion, last_occasion

PLANS = ("indikator_sasaran", "rencana_kinerja")  # what an SOP calls the plan of the year
TRIWULAN, TAHUNAN = "triwulan", "tahunan"
CHANGED = "berkas SOP sudah berubah"


@dataclass(frozen=True)
class Due:
    """One bidang and its run for a period that has fallen due."""

    run: SopRun
    formulir: Naskah | None  # the form received for the period, where it is a quarter
    dibuka: bool  # just now
    langkah: str = ""  # what is to be done now; '' when all is done
    batas: datetime | None = None
    keadaan: str = SELESAI


def open_due(office: Office, *, by: str, on: date | None = None) -> list[Due]:
    """Open what the calendar asks for on the day `on` (today) and has no run yet; returns all runs of those periods.

    A run is opened for every bidang that the plan of the year names and that begins the SOP (a sekretariat that
    reports, too, only owes its form). All of them are opened, or none. Raises NotAllowed; NotReady naming every plan
    that is missing.
    """
    office.demand(by, FOLLOW)
    asked = due_occasions(office, on)
    plans = _plans(office, [occasion for _, occasion in asked])
    kept = {tahun: _keep_plan(office, tahun, by) for tahun in plans}
    opened: list[str] = []
    filed: list[str] = []
    found: list[SopRun] = []
    with office.archive.transaction() as tx:
        known = {(run.sop_id, run.jatuh_tempo, run.untuk): run for run in tx.runs()}
        for sop, occasion in asked:
            for bidang in _beginning(sop, plans[occasion.tahun]):
                run = known.get((sop.id, str(occasion.day), bidang))
                if run is None:
                    run = _open(office, sop, occasion, bidang=bidang, plan=kept[occasion.tahun], by=by)
                    filed += file_run_in(office, tx, run)
                    opened.append(run.id)
                found.append(run)
    index_naskah(office, *filed)
    return [_due(office, run, run.id in opened) for run in found]


def due_occasions(office: Office, on: date | None = None) -> list[tuple[Sop, Occasion]]:
    """Every SOP that the calendar asks for, and the last time it did so up to the day `on` (today)."""
    today = on or office.now().date()
    return [(sop, last_occasion(sop.pemicu, today)) for sop in office.sops.values() if sop.pemicu]


def _beginning(sop: Sop, rencana: Rencana) -> list[str]:
    first = {post for role in sop.steps[0].pelaksana for post in sop.posts(role)}
    return [bidang for bidang in rencana.bidang if bidang in first]


def _open(office: Office, sop: Sop, occasion: Occasion, *, bidang: str, plan: str, by: str) -> SopRun:
    pejabat = office.kantor.official(bidang)
    at_hand = {name: plan for name in sop.mulai_dengan if name in PLANS}
    perihal = f"{occasion.label}, {pejabat.singkat or pejabat.jabatan}"
    run = start(sop, office.new_id(), perihal, by=by, at=office.now(), outputs=at_hand, ragam=_ragam(sop, occasion))
    return replace(run, untuk=bidang, periode=occasion.label, jatuh_tempo=str(occasion.day))


def _keep_plan(office: Office, tahun: int, by: str) -> str:
    """The plan of the year as a naskah of the archive, filed once as long as it stays the same."""
    name = f"rencana-kinerja-{tahun}.toml"
    data, remark = plan_file(office, tahun).read_bytes(), f"Indikator sasaran Tahun {tahun}"
    return NASKAH + keep_file(office, data, name, by=by, remark=remark).id


def _ragam(sop: Sop, occasion: Occasion) -> str:
    """The times of the yearly report for the last quarter, which ends with it; else those of the quarter."""
    wanted = (TAHUNAN, TRIWULAN) if occasion.closes_year else (TRIWULAN,)
    return next((ragam for ragam in wanted if ragam in sop.ragam), "")


def _plans(office: Office, occasions: Sequence[Occasion]) -> dict[int, Rencana]:
    plans, missing = {}, []
    for tahun in sorted({one.tahun for one in occasions}):
        asked = ", ".join(dict.fromkeys(f"{one.label} ({one.day:%d-%m-%Y})" for one in occasions if one.tahun == tahun))
        try:
            plans[tahun] = plan_of(office, tahun)
        except NotFound:
            missing.append(
                f"templates_docx/kinerja/{tahun}.toml belum ada, padahal yang jatuh tempo adalah {asked}; "
                "tulis indikator dan bidang pelapornya, atau pilih periode lain dengan --pada"
            )
    if missing:
        raise NotReady("Pelaksanaan SOP berkala belum dapat dibuka tanpa rencana kinerja tahunnya:", missing)
    return plans


def _due(office: Office, run: SopRun, opened: bool) -> Due:
    due = Due(run, form_of(office, run), opened)
    if cancellation(run):
        return replace(due, keadaan=CANCELLED)
    try:
        now = run_status(office, run.id).readings[-1]
    except NotReady:  # its SOP has changed since; that stops no other run
        return replace(due, keadaan=CHANGED)
    return due if now.ended else replace(due, langkah=now.step.kegiatan, batas=now.due, keadaan=now.state)
