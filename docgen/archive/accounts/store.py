"""The file of the accounts: an SQLite database of its own, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    func,
    insert,
    select,
    update,
)

from docgen.archive.accounts.records import Account, Attempt
from docgen.archive.disk import told
from docgen.archive.tables import connect_engine, database_errors, sqlite_url
from docgen.errors import NotFound, NotReady

_metadata = MetaData()
_account = Table(
    "account", _metadata,
    Column("name", String, primary_key=True), Column("post", String, nullable=False),
    Column("holder", String, nullable=False), Column("password", String, nullable=False),
    Column("admin", Boolean, nullable=False), Column("locked", Boolean, nullable=False),
    Column("must_change", Boolean, nullable=False), Column("session", Integer, nullable=False),
)  # fmt: skip
_attempt = Table(
    "attempt", _metadata,
    Column("id", Integer, primary_key=True), Column("at", String, nullable=False),
    Column("name", String, nullable=False), Column("address", String, nullable=False),
    Column("outcome", String, nullable=False),
    Index("attempt_name", "name", "at"), Index("attempt_address", "address", "at"),
)  # fmt: skip
_secret = Table("secret", _metadata, Column("name", String, primary_key=True), Column("value", String, nullable=False))
_KEY = "sessions"


class Accounts:
    """The accounts of one office; shared by any number of threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> list[Account]:
        """Every account, by name."""
        with self._reading() as c:
            return [Account(**row) for row in c.execute(select(_account).order_by(_account.c.name)).mappings()]

    def find(self, name: str) -> Account | None:
        """The account of that name, however its letters are written."""
        wanted = select(_account).where(_account.c.name == name.strip().casefold())
        with self._reading() as c:
            row = c.execute(wanted).mappings().first()
            return Account(**row) if row else None

    def add(self, account: Account) -> None:
        """Keep a new account; raises NotReady where its name is taken."""
        with self._writing() as c:
            if c.execute(select(_account.c.name).where(_account.c.name == account.name)).first():
                raise NotReady(f"Akun {account.name} sudah ada.", ["pilih nama masuk lain"])
            c.execute(insert(_account).values(asdict(account)))

    def change(self, name: str, **values: object) -> None:
        """Change what an account says, and end its sessions; raises NotFound."""
        where = _account.c.name == name
        with self._writing() as c:
            done = c.execute(update(_account).where(where).values({**values, "session": _account.c.session + 1}))
            if not done.rowcount:
                raise NotFound("Akun", name, "Daftarnya: docgen akun daftar")

    def note(self, attempt: Attempt) -> None:
        """Write a line into the log of sign-ins."""
        with self._writing() as c:
            c.execute(insert(_attempt).values({**asdict(attempt), "at": attempt.at.isoformat()}))

    def attempts(self, limit: int = 200) -> list[Attempt]:
        """The newest lines of the log, newest first."""
        newest = select(_attempt).order_by(_attempt.c.id.desc()).limit(limit)
        with self._reading() as c:
            return [_as_attempt(row) for row in c.execute(newest).mappings()]

    def failures(self, column: str, value: str, outcome: str, since: datetime) -> int:
        """How many attempts by this `name` or from this `address` ended so after then."""
        of = _attempt.c[column] == value
        late = _attempt.c.at > since.isoformat()
        counted = select(func.count()).where(of, late, _attempt.c.outcome == outcome)
        with self._reading() as c:
            return int(c.execute(counted).scalar_one())

    def last(self, name: str, outcome: str) -> datetime | None:
        """When an attempt with this name last ended so."""
        newest = select(func.max(_attempt.c.at)).where(_attempt.c.name == name, _attempt.c.outcome == outcome)
        with self._reading() as c:
            found = c.execute(newest).scalar_one()
            return datetime.fromisoformat(found) if found else None

    def key(self) -> str:
        """What sessions are signed with; made once, never shown."""
        with self._writing() as c:
            found: str | None = c.execute(select(_secret.c.value).where(_secret.c.name == _KEY)).scalar_one_or_none()
            if found is None:
                found = secrets.token_hex(32)
                c.execute(insert(_secret).values(name=_KEY, value=found))
            return found

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with database_errors(self._engine), self._engine.connect() as c:
            yield c

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with database_errors(self._engine), self._engine.connect() as c:
            c.execution_options(docgen_write=True)  # the lock is taken before anything is read
            with c.begin():
                yield c


def open_accounts(path: Path) -> Accounts:
    """The accounts in `path`, a new file where there is none; raises StorageFailed."""
    with told(path):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    engine = connect_engine(sqlite_url(path))
    with database_errors(engine):
        _metadata.create_all(engine)
    return Accounts(engine)


def _as_attempt(row: Mapping[Any, Any]) -> Attempt:
    return Attempt(
        datetime.fromisoformat(str(row["at"])), str(row["name"]), str(row["address"]), str(row["outcome"])
    )  # fmt: skip
