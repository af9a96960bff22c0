"""What leaves the house: the PDF/A that is filed, salinan, what was sent to whom, and the receipts."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from docgen.actions.naskah.distributing import issue_salinan
from docgen.actions.naskah.finding import resolve
from docgen.actions.naskah.publishing import file_pdf
from docgen.actions.naskah.uploads import unread
from docgen.actions.surat.dispatching import TandaTerima, addressee_of, note_receipt, send
from docgen.actions.surat.outbox import to_send, unconfirmed
from docgen.errors import NotReady
from docgen.naskah.records import Naskah
from docgen.web import guard
from docgen.web.forms import read_day, read_upload
from docgen.web.mail import sent

views = Blueprint("ekspedisi", __name__, url_prefix="/ekspedisi")
MOST = 100


@views.get("/")
def daftar() -> str:
    """What is to be sent, and what was sent and not confirmed."""
    office, by = guard.office(), guard.post()
    waiting, out = to_send(office, by=by), unconfirmed(office, by=by)
    shown = [(one.naskah, sent(one.item)) for one in out[:MOST]]
    return render_template(
        "ekspedisi.html", dikirim=waiting[:MOST], banyak=len(waiting), belum=shown, banyak_belum=len(out)
    )


@views.post("/<id>/kirim")
def kirim(id: str) -> Response:
    """Note that it goes to those who are ticked."""
    naskah, chosen, form = _read(id), request.form.getlist("kepada"), request.form
    if not chosen:  # none named means all to the action, and here nobody
        raise NotReady("Belum ada penerima yang dicentang.", ["centang sedikitnya satu penerima"])
    _, items = send(guard.office(), naskah.id, read=form.get("dibaca", ""), by=guard.post(), kepada=chosen,
                    cara=form.get("cara", ""))  # fmt: skip
    return _done(id, f"Dicatat dikirim kepada {', '.join(addressee_of(item).label for item in items)}.")


@views.post("/<id>/terima/<int:nomor>")
def terima(id: str, nomor: int) -> Response:
    """Note who received it, with the scan of his receipt."""
    naskah, form, scan = _read(id), request.form, read_upload("bukti")
    tanda = TandaTerima(form.get("oleh", ""), read_day(form.get("tanggal", ""), "tanggal diterima"),
                        scan.data if scan else None)  # fmt: skip
    note_receipt(guard.office(), naskah.id, nomor, tanda, read=form.get("dibaca", ""), by=guard.post())
    if scan and (why := unread(scan)):
        flash(f"Perhatian: {why}. Yang diterima tetap disimpan apa adanya.")
    return _done(id, "Tanda terima dicatat.")


@views.post("/<id>/salinan")
def salinan(id: str) -> Response:
    """A certified copy for somebody."""
    naskah, form = _read(id), request.form
    _, path = issue_salinan(guard.office(), naskah.id, read=form.get("dibaca", ""), by=guard.post(),
                            kepada=form.get("kepada", ""))  # fmt: skip
    return _done(id, f"Salinan dibuat: {path}.")


@views.post("/<id>/pdf")
def pdf(id: str) -> Response:
    """File the PDF/A beside the Word page."""
    file_pdf(guard.office(), _read(id).id, read=request.form.get("dibaca", ""), by=guard.post())
    return _done(id, "PDF/A disimpan di arsip.")


def _read(name: str) -> Naskah:
    return resolve(guard.office(), name, by=guard.post())


def _done(id: str, said: str) -> Response:
    flash(said)
    return redirect(url_for("naskah.lihat", id=id))
