"""SOPs and their runs: begin one, see where it stands, close its step with its papers, cancel it, print it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from docgen.actions.sop.following import (
    RunStatus,
    cancel_run,
    complete_step,
    opened_before,
    print_sop,
    run_status,
    start_run,
)
from docgen.actions.sop.overview import OPEN, WHICH, run_lines
from docgen.actions.sop.possible import (
    closable,
    demand_seen,
    may_begin,
    may_cancel,
    offered_papers,
    papers_of,
    types_for,
)
from docgen.actions.sop.quarters import due_quarters
from docgen.actions.sop.recurring import open_due
from docgen.errors import DocgenError
from docgen.sop.declaration import Sop
from docgen.sop.meter import latest
from docgen.sop.progress import MENUNGGU, StepState, cancellation, naskah_in
from docgen.sop.sheet import sheet
from docgen.sop.waktu import worked
from docgen.web import guard
from docgen.web.papers import read_papers


@dataclass(frozen=True)
class Row:
    """One row of the official table, with where it stands and how long it took."""

    state: StepState
    printed: Mapping[str, Any]
    used: str


views = Blueprint("sop", __name__, url_prefix="/sop")
Answer = str | Response | tuple[str, int]


@views.get("/")
def daftar() -> str:
    """The SOPs of the office, and its runs."""
    which = request.args.get("tampil", OPEN)
    lines = run_lines(guard.office(), which, by=guard.post())
    return render_template(
        "sop.html", sop=guard.office().sops.values(), pelaksanaan=lines, tampil=which, pilihan=WHICH,
        boleh=may_begin(guard.office(), by=guard.post()),
    )  # fmt: skip


@views.get("/<sop>")
def lembar(sop: str) -> str:
    """The official table of an SOP."""
    found = guard.office().sop(sop)
    boleh = may_begin(guard.office(), by=guard.post())
    return render_template("sop-lembar.html", sop=found, lembar=sheet(found), boleh=boleh)


@views.get("/<sop>/mulai")
def isian(sop: str) -> str:
    """The form that begins a run."""
    return _beginning(guard.office().sop(sop))


@views.post("/<sop>/mulai")
def mulai(sop: str) -> Answer:
    """Begin a run."""
    found, perihal, ragam = guard.office().sop(sop), request.form.get("perihal", ""), request.form.get("ragam", "")
    try:
        given = read_papers(found.mulai_dengan)
        run = start_run(guard.office(), sop, perihal, by=guard.post(), outputs=given, ragam=ragam)
    except DocgenError as error:
        return _beginning(found, error), error.http_status
    flash(f"Pelaksanaan SOP {found.nama} dimulai.")
    for one in opened_before(guard.office(), run):
        flash(f"SOP dan perihal yang sama sudah terbuka sejak {one.events[0].at:%d-%m-%Y}; batalkan salah satunya.")
    return redirect(url_for("sop.lihat", id=run.id))


@views.post("/<sop>/cetak")
def cetak(sop: str) -> Response:
    """Draft the official sheet as a naskah."""
    made = print_sop(guard.office(), sop, by=guard.post())
    flash("Draf lembar SOP disimpan.")
    return redirect(url_for("naskah.lihat", id=made.id))


@views.post("/jatuh-tempo")
def jatuh_tempo() -> Response:
    """Open what the calendar asks for."""
    dues = open_due(guard.office(), by=guard.post())
    opened = sum(one.dibuka for one in dues)
    flash(f"{opened} pelaksanaan dibuka." if opened else "Semua yang jatuh tempo sudah terbuka.")
    for quarter in due_quarters(guard.office()):
        owing = quarter.owing(quarter.triwulan.ke)
        flash(f"{quarter.triwulan.label}: {len(owing)} dari {len(quarter.pelapor)} formulir belum diterima.")
    return redirect(url_for("sop.daftar"))


@views.get("/pelaksanaan/<id>")
def lihat(id: str) -> str:
    """A run as the official table, with where it stands and what I may do."""
    return _run(run_status(guard.office(), id))


@views.post("/pelaksanaan/<id>/langkah")
def tutup(id: str) -> Answer:
    """Close the step that was on the screen with its papers, or say all that is missing."""
    status, form = run_status(guard.office(), id), request.form
    offer = closable(guard.office(), status, by=guard.post())
    try:
        demand_seen(status.run, form.get("dibaca", ""))
        given = read_papers(offer.names if offer else ())
        complete_step(guard.office(), id, by=guard.post(), outcome=form.get("hasil", ""), outputs=given,
                      note=form.get("catatan", ""))  # fmt: skip
    except DocgenError as error:
        return _run(run_status(guard.office(), id), error), error.http_status
    flash("Langkah ditutup.")
    return redirect(url_for("sop.lihat", id=id))


@views.post("/pelaksanaan/<id>/batalkan")
def batalkan(id: str) -> Response:
    """End a run that was opened by mistake."""
    demand_seen(guard.office().archive.run(id), request.form.get("dibaca", ""))
    cancel_run(guard.office(), id, request.form.get("alasan", ""), by=guard.post())
    flash("Pelaksanaan dibatalkan.")
    return redirect(url_for("sop.lihat", id=id))


def _beginning(sop: Sop, error: DocgenError | None = None) -> str:
    offered = offered_papers(guard.office(), types_for(sop, None), by=guard.post()) if guard.post() else []
    return render_template("sop-mulai.html", sop=sop, galat=error, naskah=offered)


def _run(status: RunStatus, error: DocgenError | None = None) -> str:
    office, by, run, sop = guard.office(), guard.post(), status.run, status.sop
    offer = closable(office, status, by=by) if by else None
    types = types_for(sop, offer.step) if offer else ()
    return render_template(
        "sop-pelaksanaan.html", status=status, run=run, sop=sop, galat=error, tawaran=offer, baris=_rows(status),
        kini=next((one for one in status.readings if one.ended is None), None), dibatalkan=cancellation(run),
        naskah=offered_papers(office, types, run, by=by) if offer else [], surat=papers_of(office, run, by=by),
        rujukan=naskah_in, boleh_batal=may_cancel(office, status, by=by), ditulis=request.form,
        pelaksana=tuple(sop.pelaksana.values()),
    )  # fmt: skip


def _rows(status: RunStatus) -> list[Row]:
    printed = sheet(status.sop)["langkah"]
    return [Row(one, row, _used(status, one)) for one, row in zip(status.states, printed, strict=True)]


def _used(status: RunStatus, state: StepState) -> str:
    """How long its last pass took, in words; empty before the first."""
    reading = latest(status.readings, state.step) if state.state != MENUNGGU else None
    return worked(reading.used, status.sehari) if reading else ""
