"""Boxes and the places they stand in."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from docgen.actions.arsip.labelling import box_labels, print_labels
from docgen.actions.arsip.possible import demand_as_read, keeps
from docgen.actions.arsip.seeing import open_box
from docgen.actions.arsip.shelving import move_box, set_up_box
from docgen.errors import DocgenError
from docgen.kearsipan.boks import JENIS, LETAK, MACAM, Boks, read_boks
from docgen.web import guard
from docgen.web.typed import number, said
from docgen.web.views.naskah import attachment

views = Blueprint("boks", __name__, url_prefix="/arsip/boks")
FORM = ("kode", "macam", *LETAK, "unit", "keterangan")


@views.get("/")
def daftar() -> str:
    """Every box and where it stands."""
    found = [(one.kode, read_boks(one)) for one in guard.office().archive.catatan(JENIS)]
    return render_template("boks-daftar.html", semua=found, mengurus=keeps(guard.office(), guard.post()))


@views.get("/baru")
def baru() -> str:
    """An empty form."""
    return _form({"macam": MACAM[0]})


@views.post("/baru")
def catat() -> str | AnyResponse | tuple[str, int]:
    """Enter a box, or show what is wrong."""
    typed = {name: said(name) for name in FORM}
    facts = Boks(*(typed[name] for name in FORM[1:]))
    try:
        made = set_up_box(guard.office(), typed["kode"], facts, by=guard.post())
    except DocgenError as error:
        return _form(typed, error), error.http_status
    flash(f"{facts.macam.capitalize()} {made.kode} dicatat.")
    return redirect(url_for("boks.lihat", boks=made.kode))


@views.get("/<boks>")
def lihat(boks: str) -> str:
    """One box and what must be found in it."""
    office, by = guard.office(), guard.post()
    return render_template("boks.html", kotak=open_box(office, boks, by=by), mengurus=keeps(office, by))


@views.post("/<boks>/pindah")
def pindah(boks: str) -> AnyResponse:
    """Enter that it stands elsewhere now."""
    office = guard.office()
    demand_as_read(office.archive.one_catatan(JENIS, boks), said("dibaca"))
    move_box(office, boks, {name: said(name) for name in LETAK}, by=guard.post(), note=said("catatan"))
    flash("Letak boks dicatat.")
    return redirect(url_for("boks.lihat", boks=boks))


@views.get("/label.pdf")
def label() -> Response:
    """Labels for the boxes named, or for all, from a place of the sheet on."""
    labels = box_labels(guard.office(), request.args.getlist("kode"))
    return attachment(print_labels(labels, said("ukuran") or "3x8", max(number("mulai"), 1)), "label-boks.pdf")


def _form(typed: Mapping[str, str], error: DocgenError | None = None) -> str:
    return render_template("boks-baru.html", isian=typed, galat=error, macam=MACAM)
