"""Who may come in: every route asks for an account unless it says that it is public; every answer has its headers."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import TypeVar

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import BadRequest, Forbidden
from werkzeug.wrappers import Response as AnyResponse

from docgen.archive.accounts.records import Account
from docgen.archive.accounts.store import Accounts
from docgen.archive.accounts.unfinished import UnfinishedForms
from docgen.naskah.access import TEND, may
from docgen.office import Office
from docgen.web.house import House
from docgen.web.passwords import usable

V = TypeVar("V", bound=Callable[..., object])
_LOCAL = ("localhost", socket.gethostname().casefold(), socket.getfqdn().casefold())
_PUBLIC, _ADMIN, _CARETAKER = "docgen_public", "docgen_admin", "docgen_caretaker"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
csrf = CSRFProtect()


class Visitor(UserMixin):  # type: ignore[misc]
    """Who is signed in. The session names the account and how often its sessions were ended."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def get_id(self) -> str:
        return f"{self.account.session}:{self.account.name}"


def set_up(app: Flask) -> None:
    """Put the guard before every request and the headers on every answer."""
    manager = LoginManager(app)
    manager.user_loader(_visitor)
    csrf.init_app(app)
    app.before_request(_demand_known_host)
    app.before_request(_demand_account)
    app.after_request(_with_headers)


def public(view: V) -> V:
    """Mark a view that needs no account."""
    setattr(view, _PUBLIC, True)
    return view


def admin_only(view: V) -> V:
    """Mark a view for who looks after accounts."""
    setattr(view, _ADMIN, True)
    return view


def caretaker_only(view: V) -> V:
    """Mark a view for who looks after accounts or keeps the records of the office."""
    setattr(view, _CARETAKER, True)
    return view


def is_public(view: Callable[..., object]) -> bool:
    return bool(getattr(view, _PUBLIC, False))


def is_admin_only(view: Callable[..., object]) -> bool:
    return bool(getattr(view, _ADMIN, False))


def is_caretaker_only(view: Callable[..., object]) -> bool:
    return bool(getattr(view, _CARETAKER, False))


def may_do(act: str) -> bool:
    """Whether the post of the visitor may do this at all."""
    return bool(post()) and may(office().kantor.official(post()), act)


def tends() -> bool:
    """Whether the visitor looks after accounts or keeps the records of the office."""
    return current_user.is_authenticated and (account().admin or may_do(TEND))


def house() -> House:
    """The house this application serves."""
    found: House = current_app.extensions["house"]
    return found


def office() -> Office:
    """The office as it stood when this request began."""
    if "office" not in g:
        g.office = house().office()
    found: Office = g.office
    return found


def accounts() -> Accounts:
    """Who may sign in."""
    return house().accounts


def unfinished() -> UnfinishedForms:
    """Forms that are not filed yet."""
    return house().unfinished


def account() -> Account:
    """Whose session this is."""
    found: Account = current_user.account
    return found


def post() -> str:
    """The post that acts and reads; empty for a guest and for who only looks after accounts."""
    return account().post if current_user.is_authenticated else ""


def _visitor(name: str) -> Visitor | None:
    session, _, known = name.partition(":")
    found = accounts().find(known)
    if found is None or str(found.session) != session or usable(found, office().kantor):
        return None
    return Visitor(found)


def _demand_known_host() -> None:
    """A page of elsewhere must not reach this server by a name of its own (DNS rebinding)."""
    name = request.host.rsplit(":", 1)[0].strip("[]").casefold()
    if name in (*_LOCAL, *current_app.extensions["options"].names):
        return
    try:
        ipaddress.ip_address(name)
    except ValueError:
        raise BadRequest("unknown host") from None


def _demand_account() -> AnyResponse | None:
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint == "static" or is_public(view):
        return None
    if not current_user.is_authenticated:
        return redirect(url_for("masuk.masuk", lanjut=request.full_path if request.method == "GET" else None))
    if account().must_change and request.endpoint not in ("masuk.sandi", "masuk.keluar"):
        return redirect(url_for("masuk.sandi"))
    if is_admin_only(view) and not account().admin:
        raise Forbidden()
    if is_caretaker_only(view) and not tends():
        raise Forbidden()
    return None


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Cache-Control"] = "max-age=86400" if request.endpoint == "static" else "no-store"
    return response
