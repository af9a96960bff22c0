"""What a QR code leads to: whether the paper at hand is the office's, and still holds."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from docgen.actions.naskah.verifying import verify_code, verify_file
from docgen.web import guard

views = Blueprint("verifikasi", __name__, url_prefix="/verifikasi")


@views.get("/")
@views.get("/<kode>")
@guard.public
def lihat(kode: str = "") -> str | tuple[str, int]:
    """What the paper with this code is."""
    typed = kode or request.args.get("kode", "").strip()
    if not typed:
        return render_template("verifikasi.html", kode="")
    found = verify_code(guard.office(), typed)
    return render_template("verifikasi.html", kode=typed, temuan=found), 200 if found else 404


@views.post("/<kode>")
@guard.public
def berkas(kode: str) -> str | tuple[str, int]:
    """Whether a file is one of those filed under this code; it is not kept."""
    found = verify_code(guard.office(), kode)
    given = request.files.get("berkas")
    same = verify_file(guard.office(), kode, given.read()) if given else None
    return render_template("verifikasi.html", kode=kode, temuan=found, sama=same), 200 if found else 404
