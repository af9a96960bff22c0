"""Scans: a stack sent in, what became of each, and what waits in the tray."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.utils import secure_filename
from werkzeug.wrappers import Response

from docgen.actions.scan.capturing import Captured
from docgen.actions.scan.tray import Delivered, deliver
from docgen.actions.scan.waiting import set_scan_aside, try_again, waiting_scans
from docgen.errors import DocgenError, NotReady
from docgen.naskah.access import CAPTURE
from docgen.office import Office
from docgen.web import guard
from docgen.web.typed import said

views = Blueprint("pindaian", __name__, url_prefix="/arsip/pindaian")
KINDS = (".pdf", ".jpg", ".jpeg", ".png")
LONGEST = 80  # characters of a name on a disk


@views.get("/")
def baki() -> str:
    """Where scans are sent in, and what waits."""
    return render_template("pindaian.html", menunggu=waiting_scans(guard.office(), by=guard.post()), macam=KINDS)


@views.post("/")
def tangkap() -> str:
    """File what is sure of each file; the rest waits in the tray with its reason."""
    office, by = guard.office(), guard.post()
    office.demand(by, CAPTURE)
    given = [one for one in request.files.getlist("berkas") if one.filename]
    if not given:
        raise NotReady("Belum ada pindaian yang dipilih.", ["pilih satu atau beberapa berkas PDF, JPG atau PNG"])
    return _told([_deliver(office, by, one) for one in given])


@views.post("/baki/<nama>/ulang")
def ulang(nama: str) -> str:
    """Try one of the tray again."""
    return _told([try_again(guard.office(), nama, by=guard.post(), sejarah=bool(said("sejarah")))])


@views.post("/baki/<nama>/sisihkan")
def sisihkan(nama: str) -> Response:
    """Take one out of the tray that needs nothing more."""
    set_scan_aside(guard.office(), nama, by=guard.post())
    flash(f"{nama} disisihkan dari baki.")
    return redirect(url_for("pindaian.baki"))


def _deliver(office: Office, by: str, given: FileStorage) -> Delivered:
    """One file; what goes wrong with it does not hold back the next."""
    name = Path(secure_filename(given.filename or "") or "pindaian")
    if name.suffix.lower() not in KINDS:
        return Delivered(Captured(name.name, refused=("bukan PDF, JPG atau PNG; pindai ulang sebagai PDF",)))
    source = Path(name.stem[:LONGEST] + name.suffix)
    try:
        return deliver(office, source, given.read(), by=by, sejarah=bool(said("sejarah")), pindahkan=False)
    except DocgenError as error:
        return Delivered(Captured(source.name, refused=(str(error),)))


def _told(done: list[Delivered]) -> str:
    return render_template("pindaian-hasil.html", hasil=done)
