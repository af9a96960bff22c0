"""A meeting entered once: its invitations, the attendance list and the frame of the minutes."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from docgen.actions.surat.meeting import FIELDS, prepare_meeting
from docgen.errors import InvalidForm
from docgen.web import guard
from docgen.web.forms import problems_by_field, read_form, shown_form

views = Blueprint("rapat", __name__, url_prefix="/rapat")
GUESTS = "peserta"
_OWN = tuple(one for one in FIELDS if one.name != GUESTS)  # who is invited is ticked


@views.get("/")
def isian() -> str:
    """An empty form."""
    return _form({}, ())


@views.post("/")
def siapkan() -> str | Response | tuple[str, int]:
    """Draft all letters of the meeting, or show all that is wrong."""
    typed, posts = read_form(FIELDS, request.form), request.form.getlist("peserta_jabatan")
    guests = "\n".join([*posts, typed[GUESTS]])
    try:
        invited, *_others = prepare_meeting(
            guard.office(), {**typed, GUESTS: guests}, by=guard.post(), one_each="satu_satu" in request.form
        )
    except InvalidForm as error:
        return _form(typed, posts, error), error.http_status
    flash(f"{len(invited)} undangan, daftar hadir dan kerangka notula disusun sebagai draf.")
    return redirect(url_for("naskah.lihat", id=invited[0].id))


def _form(values: Mapping[str, str], posts: tuple[str, ...] | list[str], error: InvalidForm | None = None) -> str:
    beside, others = problems_by_field(FIELDS, error.fields if error else {})
    return render_template(
        "rapat.html", semua=FIELDS, isi=_OWN,
        isian=shown_form(FIELDS, values), terundang=posts, salah=beside, lain=others,
        pejabat=guard.office().kantor.pejabat.values(),
    )  # fmt: skip
