"""The demo office in the browser: whoever tries it signs in as anybody by one click."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from docgen.actions.house.demo import MARK, run_demo
from docgen.archive.accounts.store import Accounts, open_accounts
from docgen.naskah.kantor import Kantor, load_kantor
from docgen.settings import KANTOR, Settings
from docgen.web.passwords import add_account, change_password

FOLDER = Path("demo-kantor")
PASSWORD = "kantor contoh"
ADMIN = "admin"


def open_demo(folder: Path, progress: Callable[[str], None] = lambda line: None) -> Settings:
    """The demo office in `folder` with an account for every post, made where there is none yet.

    Raises NotReady for a folder that holds anything else.
    """
    if not is_demo(Settings(folder)):
        run_demo(folder, progress)
    settings = Settings(folder.resolve())
    accounts, kantor = open_accounts(settings.accounts), load_kantor(settings.root / KANTOR)
    try:
        for post in ("", *kantor.pejabat):
            _add(accounts, kantor, post)
    finally:
        accounts.close()
    return settings


def is_demo(settings: Settings) -> bool:
    """Whether this is a demo office; only there accounts may be shown to everybody."""
    return (settings.root / MARK).is_file()


def offered(kantor: Kantor) -> Mapping[str, str]:
    """The accounts of a demo office: name, and whose it is."""
    return {post: one.jabatan for post, one in kantor.pejabat.items()} | {ADMIN: "Mengelola akun"}


def _add(accounts: Accounts, kantor: Kantor, post: str) -> None:
    name = post or ADMIN
    if accounts.find(name) is None:
        given = add_account(accounts, kantor, name, post, admin=not post)
        if made := accounts.find(name):
            change_password(accounts, made, given, PASSWORD, PASSWORD)
