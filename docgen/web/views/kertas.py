"""The desk of the record office, and the paper of one naskah: into which berkas, where it lies, in what condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from docgen.actions.arsip.desk import look_at_desk
from docgen.actions.arsip.gathering import put_in, take_out
from docgen.actions.arsip.labelling import paper_labels, print_labels
from docgen.actions.arsip.possible import paper_acts
from docgen.actions.arsip.seeing import berkas_with, list_berkas, see_papers
from docgen.actions.arsip.shelving import lay_paper, mark_paper
from docgen.actions.naskah.finding import resolve
from docgen.kearsipan.berkas import AKTIF
from docgen.kearsipan.boks import JENIS as BOKS
from docgen.kearsipan.kertas import ADA, HILANG, KONDISI, MACAM, Kertas
from docgen.naskah.records import Naskah
from docgen.office import Office
from docgen.web import guard
from docgen.web.typed import naskah_as_read, number, said
from docgen.web.views.naskah import attachment

views = Blueprint("arsip", __name__, url_prefix="/arsip")
MOST = 200  # open berkas to choose from


@views.get("/")
def meja() -> str:
    """Where everything of the record office is, and what waits."""
    return render_template("arsip-meja.html", meja=look_at_desk(guard.office(), by=guard.post()))


@views.get("/naskah/<id>")
def naskah(id: str) -> str:
    """The paper of one naskah."""
    office, by = guard.office(), guard.post()
    found = resolve(office, id, by=by)
    return render_template(
        "kertas.html", naskah=found, kertas=see_papers(office, found, by=by), berkas=berkas_with(office, found, by=by),
        tindakan=paper_acts(office, found, by=by), macam=MACAM, kondisi=KONDISI, keadaan=(ADA, HILANG),
        boks=[one.kode for one in office.archive.catatan(BOKS)],
        terbuka=list_berkas(office, by=by, keadaan=AKTIF, limit=MOST),
    )  # fmt: skip


@views.post("/naskah/<id>/<langkah>")
def urus(id: str, langkah: str) -> AnyResponse:
    """One act on the paper as it was on the screen."""
    if langkah not in ACTS:
        abort(404)
    told, act = ACTS[langkah]
    act(guard.office(), naskah_as_read(guard.office(), id), guard.post())
    flash(told)
    return redirect(url_for("arsip.naskah", id=id))


@views.get("/naskah/<id>/label.pdf")
def label(id: str) -> Response:
    """The labels of its papers."""
    found = resolve(guard.office(), id, by=guard.post())
    labels = paper_labels(guard.office(), [found.id])
    return attachment(print_labels(labels, said("ukuran") or "3x8", max(number("mulai"), 1)), "label-kertas.pdf")


def _lay(office: Office, naskah: Naskah, by: str) -> None:
    place = {name: said(name) for name in ("boks", "berkas", "folder")}
    paper = Kertas(number("lembar"), said("macam"), 0, urut=number("urut"), kondisi=said("kondisi"), **place)
    lay_paper(office, naskah.id, paper, by=by)


def _mark(office: Office, naskah: Naskah, by: str) -> None:
    states = {name: said(name) for name in ("keadaan", "kondisi")}
    mark_paper(office, naskah.id, number("lembar"), by=by, note=said("catatan"), **states)


ACTS: Mapping[str, tuple[str, Callable[[Office, Naskah, str], object]]] = {
    "taruh": ("Letak kertas dicatat.", _lay),
    "tandai": ("Keadaan kertas dicatat.", _mark),
    "isi": ("Naskah dimasukkan ke berkasnya.",
            lambda o, n, by: put_in(o, said("berkas"), [n.id], by=by, macam=said("kertas"))),
    "keluarkan": ("Naskah dikeluarkan dari berkasnya.", lambda o, n, by: take_out(o, n.id, said("alasan"), by=by)),
}  # fmt: skip
