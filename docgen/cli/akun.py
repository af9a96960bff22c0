"""`docgen akun`: who may sign in at the browser, for whoever has the folder of the office in his hands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict

import click

from docgen.archive.accounts.records import Account
from docgen.archive.accounts.store import Accounts, open_accounts
from docgen.cli.command import OfficeCommand
from docgen.cli.completing import complete_post
from docgen.cli.printing import print_json, say
from docgen.cli.session import Session, shared_options
from docgen.cli.table import print_table
from docgen.naskah.kantor import Kantor, load_kantor
from docgen.settings import KANTOR

name_argument = click.argument("nama", metavar="NAMA")


@shared_options
@click.command("daftar", cls=OfficeCommand)
@click.pass_obj
def daftar(session: Session) -> None:
    """Menampilkan semua akun dan keadaannya.

    \b
    Contoh:
      docgen akun daftar
    """
    with _accounts(session) as (accounts, _):
        _show_all(session, accounts.all())


@shared_options
@click.command("baru", cls=OfficeCommand)
@name_argument
@click.argument("jabatan", metavar="[JABATAN]", default="", shell_complete=complete_post)
@click.option("--admin", is_flag=True, help="Boleh mengelola akun.")
@click.pass_obj
def baru(session: Session, nama: str, jabatan: str, admin: bool) -> None:
    """Membuat akun untuk pemegang sebuah jabatan; kata sandi pertamanya dicetak satu kali.

    Akun melekat pada orangnya: bila jabatan beralih, pemegang baru mendapat akun sendiri.

    \b
    Contoh:
      docgen akun baru asep sekretaris
    """
    from docgen.web.passwords import add_account

    with _accounts(session) as (accounts, kantor):
        _show(session, nama, add_account(accounts, kantor, nama, jabatan, admin=admin))


@shared_options
@click.command("sandi", cls=OfficeCommand)
@name_argument
@click.pass_obj
def sandi(session: Session, nama: str) -> None:
    """Memberi kata sandi sekali pakai yang baru; semua sesi akun itu berakhir dan kuncinya dibuka.

    \b
    Contoh:
      docgen akun sandi asep
    """
    from docgen.web.passwords import reset_password

    with _accounts(session) as (accounts, _):
        _show(session, nama, reset_password(accounts, nama.casefold()))


@shared_options
@click.command("kunci", cls=OfficeCommand)
@name_argument
@click.pass_obj
def kunci(session: Session, nama: str) -> None:
    """Mengunci akun; semua sesinya berakhir. Dibuka lagi dengan docgen akun sandi.

    \b
    Contoh:
      docgen akun kunci asep
    """
    with _accounts(session) as (accounts, _):
        accounts.change(nama.casefold(), locked=True)
    say(f"Akun {nama.casefold()} dikunci.")


@contextmanager
def _accounts(session: Session) -> Iterator[tuple[Accounts, Kantor]]:
    settings = session.settings
    accounts = open_accounts(settings.accounts)
    try:
        yield accounts, load_kantor(settings.root / KANTOR)
    finally:
        accounts.close()


def _show(session: Session, name: str, given: str) -> None:
    if session.json:
        print_json({"nama": name.strip().casefold(), "sandi": given})
    else:
        say(f"Akun {name.strip().casefold()}, kata sandi sekali pakai: {given}", bold=True)


def _show_all(session: Session, found: Sequence[Account]) -> None:
    if session.json:
        print_json([{key: value for key, value in asdict(one).items() if key != "password"} for one in found])
    elif found:
        rows = [(one.name, one.post or "-", one.holder or "-", _state(one), "ya" if one.admin else "") for one in found]
        print_table(("Nama masuk", "Jabatan", "Pemegang", "Keadaan", "Admin"), rows, solid=("Nama masuk",))
    else:
        say("Belum ada akun. Yang pertama dibuat oleh: docgen web")


def _state(account: Account) -> str:
    return "dikunci" if account.locked else "belum mengganti sandi" if account.must_change else "aktif"
