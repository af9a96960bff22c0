"""Disposisi: written on a letter, passed on on the same sheet, marked as read, reported on, taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from docgen.actions.arsip.access_copies import demand_original
from docgen.actions.naskah.finding import resolve
from docgen.actions.surat.chain import paper_of, sheets_of
from docgen.actions.surat.disposing import Disposisi, dispose, forward, overprint_row
from docgen.actions.surat.receiving import mark_read, report_done, take_back
from docgen.errors import DocgenError, NotFound, NotReady, StaleVersion
from docgen.naskah.access import DISPOSE
from docgen.naskah.filename import file_name
from docgen.naskah.records import Naskah
from docgen.web import guard
from docgen.web.forms import read_day
from docgen.web.mail import card
from docgen.web.views.naskah import attachment

views = Blueprint("disposisi", __name__, url_prefix="/disposisi")


@dataclass(frozen=True)
class Typed:
    """A disposisi as the form has it."""

    kepada: list[str] = field(default_factory=list)
    harap: list[str] = field(default_factory=list)
    isi: str = ""
    batas: str = ""

    def order(self) -> Disposisi:
        """What it means; raises NotReady for a day that cannot be read."""
        batas: date | None = read_day(self.batas, "batas waktu")
        return Disposisi(self.kepada, self.isi, batas, self.harap)


@views.get("/<id>/<any(buat, teruskan):langkah>")
def isian(id: str, langkah: str) -> str:
    """The next row of the sheet, or its first."""
    naskah = _read(id)
    guard.office().demand(guard.post(), DISPOSE, naskah)
    return _form(naskah, langkah, Typed())


@views.post("/<id>/<any(buat, teruskan):langkah>")
def simpan(id: str, langkah: str) -> Response | tuple[str, int]:
    """Write the row, or show what is wrong with it and all that was typed."""
    naskah, typed = _read(id), _typed()
    try:
        lembar = _written(naskah, langkah, typed.order())
    except (NotReady, NotFound, StaleVersion) as error:
        return _form(_read(id), langkah, typed, error), error.http_status
    flash("Disposisi diteruskan." if langkah == "teruskan" else "Disposisi dibuat.")
    return redirect(url_for("naskah.lihat", id=lembar.id))


@views.get("/<id>/cetak")
def cetak(id: str) -> Response:
    """The newest row alone, to be printed on the paper that bears the others."""
    lembar = _read(id)
    demand_original(guard.office(), lembar, by=guard.post())
    page = overprint_row(guard.office(), lembar)
    return attachment(page, file_name(lembar, lembar.latest, "baris-terakhir.docx"))


@views.post("/<id>/baca")
def baca(id: str) -> Response:
    """I have read what was disposed to me."""
    mark_read(guard.office(), _read(id).id, by=guard.post())
    return _done(id, "Disposisi dicatat sudah Anda baca.")


@views.post("/<id>/lapor")
def lapor(id: str) -> Response:
    """What I did about it, perhaps by a naskah."""
    office, by, made = guard.office(), guard.post(), request.form.get("naskah", "").strip()
    proof = resolve(office, made, by=by).id if made else ""
    report_done(office, _read(id).id, request.form.get("isi", ""), by=by, naskah_id=proof)
    return _done(id, "Tindak lanjut dilaporkan.")


@views.post("/<id>/tarik")
def tarik(id: str) -> Response:
    """Take back what nobody has read."""
    take_back(guard.office(), _read(id).id, read=request.form.get("dibaca", ""), by=guard.post())
    return _done(id, "Disposisi terakhir ditarik.")


def _written(naskah: Naskah, step: str, order: Disposisi) -> Naskah:
    office, by = guard.office(), guard.post()
    if step == "buat":
        return dispose(office, naskah.id, order, by=by)
    return forward(office, naskah.id, order, read=request.form.get("dibaca", ""), by=by)


def _typed() -> Typed:
    form = request.form
    return Typed(form.getlist("kepada"), form.getlist("harap"), form.get("isi", ""), form.get("batas", ""))


def _form(naskah: Naskah, step: str, typed: Typed, error: DocgenError | None = None) -> str:
    office, by = guard.office(), guard.post()
    below, surat = office.kantor.below(by), paper_of(office, naskah, by=by) or naskah
    others = [post for post in office.kantor.pejabat if post not in (*below, by)]
    return render_template(
        "disposisi.html", naskah=naskah, langkah=step, diketik=typed, galat=error, bawahan=below, lainnya=others,
        surat=surat, kartu_surat=card(office, surat), lembar=sheets_of(office, naskah, by=by),
    )  # fmt: skip


def _read(name: str) -> Naskah:
    return resolve(guard.office(), name, by=guard.post())


def _done(id: str, said: str) -> Response:
    flash(said)
    return redirect(url_for("naskah.lihat", id=id))
