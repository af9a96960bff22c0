"""The agenda of incoming letters: looked through, and a letter entered with its scan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from docgen.actions.naskah.reserving import Reserved
from docgen.actions.naskah.uploads import Upload, unread
from docgen.actions.naskah.words import SURAT_MASUK
from docgen.actions.surat.agenda import Wanted, agenda, may_register, reserved_agenda
from docgen.actions.surat.registering import register_incoming
from docgen.errors import InvalidForm, Problems
from docgen.naskah.access import REGISTER
from docgen.web import guard
from docgen.web.forms import EMPTY_ROWS, problems_by_field, read_form, read_upload, shown_form

views = Blueprint("surat_masuk", __name__, url_prefix="/surat-masuk")
MOST = 100


@views.get("/")
def daftar() -> str:
    """The letters I may read, the one that came last first."""
    office, by, asked = guard.office(), guard.post(), request.args
    wanted = Wanted(asked.get("tahun", 0, type=int), asked.get("kata", "").strip(), "menunggu" in asked)
    found = agenda(office, wanted, by=by)
    return render_template(
        "surat-masuk.html", semua=found.entries[:MOST], banyak=len(found.entries), tahun_ada=found.tahun,
        dicari_di_sini=wanted, mencatat=may_register(office, by=by),
    )  # fmt: skip


@views.get("/catat")
def isian() -> str:
    """An empty form; the letter came today unless it is said otherwise."""
    guard.office().demand(guard.post(), REGISTER)
    return _form({"tanggal_terima": guard.office().now().date()})


@views.post("/catat")
def catat() -> Response | tuple[str, int]:
    """Enter the letter, or show all that is wrong with what was typed."""
    office, scan = guard.office(), read_upload("pindaian")
    typed = read_form(office.doctype(SURAT_MASUK).fields, request.form)
    try:
        surat = register_incoming(office, typed, by=guard.post(), scan=scan, dipesan=_reserved())
    except Problems as error:
        return _form(typed, error), error.http_status
    flash(f"Surat dicatat dengan nomor agenda {surat.nomor}.")
    _tell_unread(scan)
    return redirect(url_for("naskah.lihat", id=surat.id))


def _form(values: Mapping[str, Any], error: Problems | None = None) -> str:
    office = guard.office()
    doctype = office.doctype(SURAT_MASUK)
    beside, others = problems_by_field(doctype.fields, error.fields if isinstance(error, InvalidForm) else {})
    if error and not isinstance(error, InvalidForm):
        others = [str(error).split("\n")[0], *error.problems]
    return render_template(
        "surat-masuk-catat.html", tipe=doctype, isian=shown_form(doctype.fields, values), salah=beside, lain=others,
        baris_kosong=EMPTY_ROWS, pejabat=office.kantor.pejabat.values(), dipesan=reserved_agenda(office),
        diketik=request.form, ulang_berkas=bool(request.files.get("pindaian")),
    )  # fmt: skip


def _reserved() -> Reserved | None:
    typed = request.form.get("dipesan", "").strip()
    number = int(typed) if typed.isdecimal() and len(typed) < 7 else 0  # 0 is never reserved, and told so
    return Reserved(number, request.form.get("alasan", "")) if typed else None


def _tell_unread(scan: Upload | None) -> None:
    if scan and (why := unread(scan)):
        flash(f"Perhatian: {why}. Yang diterima tetap disimpan apa adanya.")
