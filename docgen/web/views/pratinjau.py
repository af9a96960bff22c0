"""What a form would become, before anything is filed."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from docgen.actions.naskah.finding import resolve
from docgen.actions.naskah.proofing import proof
from docgen.errors import InvalidForm
from docgen.paper.read import plain_text
from docgen.web import guard
from docgen.web.forms import read_form
from docgen.web.pages import proof_picture, proof_pictures

views = Blueprint("pratinjau", __name__, url_prefix="/pratinjau")


@views.post("/<any(baru, ubah):cara>/<nama>")
def tampil(cara: str, nama: str) -> str | tuple[str, int]:
    """The page, or what is still missing for it."""
    naskah = resolve(guard.office(), nama, by=guard.post()) if cara == "ubah" else None
    doctype = guard.office().doctype(naskah.jenis if naskah else nama)
    try:
        docx = proof(
            guard.office(), doctype.id, read_form(doctype.fields, request.form), by=guard.post(), naskah=naskah
        )
    except InvalidForm as error:
        return render_template("pratinjau.html", tipe=doctype, salah=error.fields), error.http_status
    name, count = proof_pictures(docx, guard.account().name)
    words = "" if count else plain_text(docx)
    return render_template("pratinjau.html", tipe=doctype, sidik=name, banyak=count, kata_kata=words)


@views.get("/<sidik>/<int:nomor>.png")
def gambar(sidik: str, nomor: int) -> Response:
    """One page of a look, for whom it was drawn."""
    return Response(proof_picture(guard.account().name, sidik, nomor), mimetype="image/png")
