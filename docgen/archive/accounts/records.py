"""An account and what was tried with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Account:
    """Who signs in, for which post. It is the person's: who takes over the post gets an account of his own."""

    name: str  # typed to sign in; small letters
    post: str  # of kantor.toml; empty for one who only looks after accounts
    holder: str  # as kantor.toml names who held the post when the account was made
    password: str  # a hash
    admin: bool = False
    locked: bool = False
    must_change: bool = True  # the password was given by another and is good for one sign-in
    session: int = 1  # raised to end every session there is


@dataclass(frozen=True)
class Attempt:
    """One line of the log of sign-ins."""

    at: datetime
    name: str  # as typed
    address: str
    outcome: str
