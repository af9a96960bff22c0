"""The server: waitress, in plain threads, on this machine or for the office's network."""

from __future__ import annotations

import logging

from waitress.server import create_server

from docgen.archive.accounts.store import open_accounts
from docgen.errors import StorageFailed
from docgen.naskah.kantor import load_kantor
from docgen.settings import KANTOR, Settings
from docgen.web.app import Options, create_app
from docgen.web.passwords import add_account

THREADS = 8
FIRST = "admin"


def first_admin(settings: Settings) -> str:
    """Make the first account where there is none; returns its password for one sign-in, else nothing."""
    accounts = open_accounts(settings.accounts)
    try:
        if accounts.all():
            return ""
        return add_account(accounts, load_kantor(settings.root / KANTOR), FIRST, "", admin=True)
    finally:
        accounts.close()


def serve(settings: Settings, host: str, port: int, options: Options) -> None:
    """Serve the office until it is stopped; raises StorageFailed where the port is taken."""
    app = create_app(settings, options)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # waiting for a thread is no news
    try:
        server = create_server(
            app, host=host, port=port, threads=THREADS, ident="docgen", clear_untrusted_proxy_headers=True
        )
    except OSError as error:
        raise StorageFailed(
            f"Port {port} di {host} tidak dapat dipakai: {error.strerror}. Pilih --port lain."
        ) from None
    server.run()
