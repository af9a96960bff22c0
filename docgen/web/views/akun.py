"""The accounts of the office, for who looks after them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from docgen.errors import NotReady
from docgen.web import guard
from docgen.web.passwords import add_account, reset_password

views = Blueprint("akun", __name__, url_prefix="/kelola/akun")


@views.get("/")
@guard.admin_only
def daftar() -> str:
    """Every account, and the log of sign-ins."""
    found = guard.accounts()
    return render_template("akun.html", semua=found.all(), percobaan=found.attempts(), baru=request.args.get("baru"))


@views.post("/")
@guard.admin_only
def buat() -> str:
    """A new account; its first password is shown once."""
    name, post, admin = (request.form.get(key, "") for key in ("nama", "jabatan", "admin"))
    given = add_account(guard.accounts(), guard.office().kantor, name, post, admin=bool(admin))
    return render_template("sandi-pertama.html", nama=name.strip().casefold(), sandi=given)


@views.post("/<nama>/sandi")
@guard.admin_only
def sandi(nama: str) -> str:
    """A new first password for an account; its sessions end."""
    return render_template("sandi-pertama.html", nama=nama, sandi=reset_password(guard.accounts(), nama))


@views.post("/<nama>/kunci")
@guard.admin_only
def kunci(nama: str) -> Response:
    """Lock an account, or open it again; its sessions end."""
    locked = request.form.get("kunci") == "ya"
    if locked and nama == guard.account().name:
        raise NotReady("Akun sendiri tidak dapat dikunci.", ["minta admin lain"])
    guard.accounts().change(nama, locked=locked)
    flash(f"Akun {nama} {'dikunci' if locked else 'dibuka'}.")
    return redirect(url_for("akun.daftar"))
