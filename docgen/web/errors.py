"""Every refusal as a page that says what to do; a bug as a page with a reference that stands in the log too."""

from __future__ import annotations

import secrets

from flask import Flask, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from docgen.errors import DocgenError, Problems

_SAID = {
    400: "Permintaan ini tidak dapat dibaca. Kembali, muat ulang halamannya, lalu ulangi.",
    403: "Halaman ini bukan untuk akun Anda.",
    404: "Halaman ini tidak ada. Periksa alamatnya, atau cari naskahnya.",
    405: "Tindakan ini tidak dikenal di halaman ini.",
    413: "Berkas terlalu besar. Paling besar 100 MiB.",
}

Page = tuple[str, int]


def set_up(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(DocgenError, refused)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, lambda error: _bug(app, error))


def refused(error: DocgenError) -> Page:
    """What the program refuses, in its own words."""
    head, *_ = str(error).split("\n")
    problems = error.problems if isinstance(error, Problems) else ()
    return _page(head, error.http_status, problems)


def _stale_form(error: CSRFError) -> Page:
    return _page("Halaman ini terbuka terlalu lama, atau Anda sudah keluar. Muat ulang halamannya, lalu ulangi.", 400)


def _http(error: HTTPException) -> Page:
    code = error.code or 500
    return _page(_SAID.get(code, "Permintaan ini tidak dapat dilayani."), code)


def _bug(app: Flask, error: Exception) -> Page:
    reference = secrets.token_hex(4)
    app.logger.error("reference %s", reference, exc_info=error)
    return _page(f"Terjadi kesalahan pada program. Sampaikan kode ini kepada admin: {reference}", 500)


def _page(head: str, status: int, problems: tuple[str, ...] = ()) -> Page:
    return render_template("galat.html", head=head, problems=problems, status=status), status
