"""The application: views by noun, one guard before every request, one page for every error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask

from docgen.errors import NotReady
from docgen.settings import Settings
from docgen.web import errors, guard, showing
from docgen.web.demo import is_demo
from docgen.web.house import House
from docgen.web.numbers import Number
from docgen.web.previews import Kept
from docgen.web.views import VIEWS

LARGEST = 110 * 1024 * 1024  # bytes of a request: a scan and its form
SESSION = timedelta(hours=10)  # a day at the office


@dataclass(frozen=True)
class Options:
    """How the office is served."""

    secure: bool = False  # reached by https, through a proxy of the office
    names: tuple[str, ...] = ()  # host names it is reached by, besides addresses and the machine's own
    demo: bool = False  # the accounts of the demo office stand on its sign-in page


def create_app(settings: Settings, options: Options, now: Callable[[], datetime] | None = None) -> Flask:
    """The application for one office folder; the office is opened at the first request."""
    app = Flask(__name__)
    house = House(settings, now)
    app.config.update(
        SECRET_KEY=house.accounts.key(),
        MAX_CONTENT_LENGTH=LARGEST,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        PERMANENT_SESSION_LIFETIME=SESSION,
        SESSION_COOKIE_NAME="docgen",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=options.secure,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
    )
    if options.demo and not is_demo(settings):
        raise NotReady(f"Folder {settings.root} bukan kantor contoh.", ["buka tanpa --demo"])
    app.extensions |= {"house": house, "options": options, "pictures": Kept()}
    app.url_map.converters["bilangan"] = Number
    guard.set_up(app)
    errors.set_up(app)
    showing.set_up(app)
    for view in VIEWS:
        app.register_blueprint(view)
    return app
