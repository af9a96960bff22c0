"""Making a naskah: choose a type, fill its form, mend it, bring back what was corrected in Word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from docgen.actions.naskah.drafting import draft, revise, upload
from docgen.actions.naskah.finding import resolve
from docgen.archive.accounts.unfinished import Unfinished
from docgen.errors import InvalidForm, NotReady
from docgen.naskah.doctype import DocType
from docgen.naskah.records import Naskah
from docgen.web import guard
from docgen.web.forms import EMPTY_ROWS, problems_by_field, read_form, shown_form

views = Blueprint("menyusun", __name__, url_prefix="/naskah")
Answer = str | Response | tuple[str, int]


@views.get("/baru")
def pilih() -> str:
    """Every type that is filled here."""
    types = [one for one in guard.office().types.values() if one.has_template]
    begun = guard.unfinished().of(guard.account().name)
    return render_template("pilih-jenis.html", jenis_ada=sorted(types, key=lambda one: one.nama), belum_selesai=begun)


@views.get("/baru/<jenis>")
def isian(jenis: str) -> str:
    """What was typed before and not filed, else an empty form; with `contoh` the example of the type."""
    doctype = guard.office().doctype(jenis)
    if "contoh" in request.args:
        return _form(doctype, doctype.example())
    return _begun(doctype, _place(doctype), {})


@views.post("/baru/<jenis>")
def buat(jenis: str) -> Answer:
    """File what was typed as a draft, or show all that is wrong with it."""
    doctype = guard.office().doctype(jenis)
    typed = read_form(doctype.fields, request.form)
    try:
        made = draft(guard.office(), jenis, typed, by=guard.post())
    except InvalidForm as error:
        return _form(doctype, typed, error), error.http_status
    guard.unfinished().drop(guard.account().name, _place(doctype))
    flash(f"Draf {doctype.nama} disimpan.")
    return redirect(url_for("naskah.lihat", id=made.id))


@views.get("/<id>/ubah")
def ubah(id: str) -> str:
    """The form of a draft, as it was filled last or as far as its correction went."""
    naskah = resolve(guard.office(), id, by=guard.post())
    doctype = guard.office().doctype(naskah.jenis)
    return _begun(doctype, _place(doctype, naskah), naskah.latest.values, naskah)


@views.post("/<id>/ubah")
def simpan(id: str) -> Answer:
    """File the corrected draft, if it is still the one that was on the screen."""
    naskah = resolve(guard.office(), id, by=guard.post())
    doctype = guard.office().doctype(naskah.jenis)
    typed, read = read_form(doctype.fields, request.form), request.form.get("dibaca", "")
    try:
        revise(guard.office(), naskah.id, typed, read=read, by=guard.post())
    except InvalidForm as error:
        return _form(doctype, typed, error, naskah=naskah), error.http_status
    guard.unfinished().drop(guard.account().name, _place(doctype, naskah))
    flash("Perbaikan disimpan; paraf diminta lagi.")
    return redirect(url_for("naskah.lihat", id=naskah.id))


@views.post("/<id>/unggah")
def unggah(id: str) -> Response:
    """File a page that was corrected in Word as the next version."""
    naskah = resolve(guard.office(), id, by=guard.post())
    given = request.files.get("berkas")
    if given is None or not given.filename:
        raise NotReady("Berkas Word belum dipilih.", ["pilih berkas .docx yang sudah dikoreksi"])
    upload(guard.office(), naskah.id, given.read(), read=request.form.get("dibaca", ""), by=guard.post(),
           name=given.filename)  # fmt: skip
    flash("Naskah yang dikoreksi di Word disimpan sebagai versi berikutnya; paraf diminta lagi.")
    return redirect(url_for("naskah.lihat", id=naskah.id))


def _place(doctype: DocType, naskah: Naskah | None = None) -> str:
    """The name an unfinished form is kept under."""
    return f"ubah/{naskah.id}" if naskah else f"baru/{doctype.id}"


def _begun(doctype: DocType, place: str, values: Mapping[str, Any], naskah: Naskah | None = None) -> str:
    kept = guard.unfinished().find(guard.account().name, place)
    shown = read_form(doctype.fields, kept.typed) if kept else values
    return _form(doctype, shown, naskah=naskah, kept=kept)


def _form(
    doctype: DocType,
    values: Mapping[str, Any],
    error: InvalidForm | None = None,
    *,
    naskah: Naskah | None = None,
    kept: Unfinished | None = None,
) -> str:
    beside, others = problems_by_field(doctype.fields, error.fields if error else {})
    return render_template(
        "isian.html", tipe=doctype, isian=shown_form(doctype.fields, values), salah=beside, lain=others,
        naskah=naskah, baris_kosong=EMPTY_ROWS, pejabat=guard.office().kantor.pejabat.values(), tersimpan=kept,
        cara="ubah" if naskah else "baru", nama_isian=naskah.id if naskah else doctype.id,
    )  # fmt: skip
