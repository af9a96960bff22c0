"""Signing in: passwords are kept as scrypt hashes, guessing is slowed down, and nobody learns which names there are."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from werkzeug.security import check_password_hash, generate_password_hash

from docgen.archive.accounts.records import Account, Attempt
from docgen.archive.accounts.store import Accounts
from docgen.errors import NotAllowed, NotReady
from docgen.naskah.kantor import Kantor

SIGNED_IN, REFUSED, HELD, SIGNED_OUT, CHANGED = "masuk", "ditolak", "ditahan", "keluar", "sandi diganti"
WINDOW = timedelta(minutes=15)  # so long failures count
BY_NAME, BY_ADDRESS = 5, 40  # so many failures are let pass; behind one address there may be a whole office
SHORTEST, LONGEST = 10, 200  # characters of a password
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another
_WRONG = "Nama masuk atau kata sandi tidak cocok."


@dataclass(frozen=True)
class Typed:
    """What somebody typed to sign in, from where and when."""

    name: str
    password: str
    address: str
    at: datetime


def sign_in(accounts: Accounts, kantor: Kantor, typed: Typed) -> Account:
    """The account these words open, or NotAllowed in the same words and time for every reason a guesser may try.

    Also raised for an account that is locked, or whose post somebody else holds by now; that is told only to who knows
    its password.
    """
    name = typed.name.strip().casefold()
    if _held(accounts, name, typed):
        accounts.note(Attempt(typed.at, name, typed.address, HELD))
        raise NotAllowed(f"Terlalu banyak percobaan. Coba lagi {WINDOW.seconds // 60} menit lagi.")
    account = accounts.find(name)
    if not check_password_hash(account.password if account else _nobody(), typed.password[:LONGEST]) or not account:
        accounts.note(Attempt(typed.at, name, typed.address, REFUSED))
        raise NotAllowed(_WRONG)
    _demand_usable(account, kantor)
    accounts.note(Attempt(typed.at, name, typed.address, SIGNED_IN))
    return account


def usable(account: Account, kantor: Kantor) -> str:
    """Why nobody may work with this account now; empty where it is in order."""
    if account.locked:
        return f"Akun {account.name} dikunci. Hubungi admin."
    holder = kantor.pejabat.get(account.post)
    if account.post and (holder is None or holder.nama != account.holder):
        now = f"dijabat {holder.nama}" if holder else "tidak terdaftar lagi"
        return f"Jabatan {account.post} kini {now}. Admin dapat membuat akun untuk pejabat yang baru."
    return ""


def add_account(accounts: Accounts, kantor: Kantor, name: str, post: str, *, admin: bool = False) -> str:
    """Make an account for who holds `post` now; returns the password for its first sign-in.

    Raises NotFound for an unknown post, NotReady for a name that cannot be one or is taken.
    """
    cleaned = name.strip().casefold()
    if not cleaned or not all(letter.isalnum() or letter in "._-" for letter in cleaned) or len(cleaned) > 40:
        raise NotReady(f"Nama masuk '{name}' tidak dapat dipakai.", ["huruf, angka, titik, - atau _; tanpa spasi"])
    if not post and not admin:
        raise NotReady(f"Akun {cleaned} belum mempunyai jabatan.", ["sebutkan jabatannya"])
    holder = kantor.official(post).nama if post else ""
    given = first_password()
    accounts.add(Account(cleaned, post, holder, generate_password_hash(given), admin=admin))
    return given


def reset_password(accounts: Accounts, name: str) -> str:
    """A new password for one sign-in; every session of the account ends. Raises NotFound."""
    given = first_password()
    accounts.change(name, password=generate_password_hash(given), must_change=True, locked=False)
    return given


def change_password(accounts: Accounts, account: Account, old: str, new: str, again: str) -> Account:
    """Give the account a password of its owner's own; other sessions end. Raises NotReady with every problem."""
    problems = []
    if not check_password_hash(account.password, old[:LONGEST]):
        problems.append("kata sandi yang lama tidak cocok")
    if not SHORTEST <= len(new) <= LONGEST:
        problems.append(f"kata sandi baru {SHORTEST} sampai {LONGEST} huruf")
    if new == old or account.name in new.casefold():
        problems.append("kata sandi baru berbeda dari yang lama dan tidak memuat nama masuk")
    if new != again:
        problems.append("kedua isian kata sandi baru tidak sama")
    if problems:
        raise NotReady("Kata sandi belum diganti:", problems)
    accounts.change(account.name, password=generate_password_hash(new), must_change=False)
    return replace(account, session=account.session + 1, must_change=False)


def first_password() -> str:
    """A password to be told once: four groups of four letters, about 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def _held(accounts: Accounts, name: str, typed: Typed) -> bool:
    """Whether there were too many failures, by this name since it was last used or from this address."""
    since = typed.at - WINDOW
    last = max(since, accounts.last(name, SIGNED_IN) or since)
    by_name = accounts.failures("name", name, REFUSED, last) >= BY_NAME
    return by_name or accounts.failures("address", typed.address, REFUSED, since) >= BY_ADDRESS


def _demand_usable(account: Account, kantor: Kantor) -> None:
    if why := usable(account, kantor):
        raise NotAllowed(why)


@cache
def _nobody() -> str:
    """A hash no password fits: a name that is not there takes as long as one that is."""
    return generate_password_hash(secrets.token_hex())
