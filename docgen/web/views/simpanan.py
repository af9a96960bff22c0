"""Forms that are not finished: kept while one types, offered again, forgotten when they are not wanted."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from docgen.actions.naskah.finding import resolve
from docgen.archive.accounts.unfinished import Unfinished
from docgen.web import guard

views = Blueprint("simpanan", __name__, url_prefix="/simpanan")
LARGEST = 500_000  # characters of one form
BARU, UBAH = "baru", "ubah"


@views.post("/<any(baru, ubah):cara>/<nama>")
def simpan(cara: str, nama: str) -> AnyResponse:
    """Keep what is typed so far; nothing of it is checked or filed."""
    place = _form_of(cara, nama)
    typed = {name: value for name, value in request.form.items() if name != "csrf_token"}
    if sum(map(len, typed.values())) > LARGEST:
        return Response(status=413)
    guard.unfinished().keep(guard.account().name, f"{cara}/{nama}", Unfinished(guard.office().now(), typed))
    if request.form.get("diam") == "ya":
        return Response(status=204)
    flash("Isian disimpan dulu, belum sebagai draf. Buka lagi kapan saja.")
    return redirect(place)


@views.post("/<any(baru, ubah):cara>/<nama>/buang")
def buang(cara: str, nama: str) -> AnyResponse:
    """Forget what was kept, and begin again."""
    place = _form_of(cara, nama)
    guard.unfinished().drop(guard.account().name, f"{cara}/{nama}")
    flash("Isian yang belum selesai dibuang.")
    return redirect(place)


def _form_of(cara: str, nama: str) -> str:
    """Where the form is; raises NotFound or NotAllowed for one that is not there or not mine to read."""
    if cara == BARU:
        return url_for("menyusun.isian", jenis=guard.office().doctype(nama).id)
    return url_for("menyusun.ubah", id=resolve(guard.office(), nama, by=guard.post()).id)
