"""Sign in, sign out, and one's own password."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from docgen.archive.accounts.records import Attempt
from docgen.errors import DocgenError, NotAllowed
from docgen.web import guard
from docgen.web.demo import PASSWORD, offered
from docgen.web.passwords import CHANGED, SIGNED_OUT, Typed, change_password, sign_in

views = Blueprint("masuk", __name__)


@views.get("/masuk")
@guard.public
def masuk() -> str | Response:
    """The page to sign in."""
    if current_user.is_authenticated:
        return redirect(url_for("beranda.beranda"))
    return _page(request.args.get("lanjut", ""))


@views.post("/masuk")
@guard.public
def coba() -> str | Response | tuple[str, int]:
    """Try a name and a password."""
    typed = Typed(request.form.get("nama", ""), request.form.get("sandi", ""), _address(), guard.office().now())
    try:
        found = sign_in(guard.accounts(), guard.office().kantor, typed)
    except NotAllowed as error:
        return _page(request.form.get("lanjut", ""), galat=str(error), nama=typed.name), error.http_status
    session.clear()  # nothing of before is carried into the session
    session.permanent = True
    login_user(guard.Visitor(found))
    return redirect(own_page(request.form.get("lanjut", "")))


@views.post("/keluar")
def keluar() -> Response:
    """Sign out, here or everywhere."""
    account = guard.account()
    if request.form.get("di") == "semua":
        guard.accounts().change(account.name)
    guard.accounts().note(Attempt(guard.office().now(), account.name, _address(), SIGNED_OUT))
    logout_user()
    session.clear()
    return redirect(url_for("masuk.masuk"))


@views.route("/sandi", methods=["GET", "POST"])
def sandi() -> str | Response | tuple[str, int]:
    """One's own password."""
    if request.method == "GET":
        return render_template("sandi.html")
    old, new, again = (request.form.get(name, "") for name in ("lama", "baru", "ulang"))
    try:
        changed = change_password(guard.accounts(), guard.account(), old, new, again)
    except DocgenError as error:
        return render_template("sandi.html", galat=error), error.http_status
    guard.accounts().note(Attempt(guard.office().now(), changed.name, _address(), CHANGED))
    login_user(guard.Visitor(changed))
    flash("Kata sandi sudah diganti. Di perangkat lain Anda harus masuk lagi.")
    return redirect(url_for("beranda.beranda"))


def own_page(typed: str) -> str:
    """The page to go on with, if it is one of ours."""
    parts = urlsplit(typed)
    ours = typed.startswith("/") and not parts.netloc and not parts.scheme and "\\" not in typed
    return typed if ours and not typed.startswith("//") else url_for("beranda.beranda")


def _page(lanjut: str, **told: str) -> str:
    """The page to sign in; in the demo with everybody's account beside it."""
    shown = offered(guard.office().kantor) if current_app.extensions["options"].demo else {}
    return render_template("masuk.html", lanjut=lanjut, contoh=shown, sandi_contoh=PASSWORD if shown else "", **told)


def _address() -> str:
    return request.remote_addr or ""
