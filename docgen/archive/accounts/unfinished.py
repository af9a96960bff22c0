"""Forms that are not filed yet, one for each account and form. No part of the archive: nobody has said it yet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Column, ColumnElement, Engine, MetaData, String, Table, delete, insert, select

from docgen.archive.disk import told
from docgen.archive.tables import connect_engine, database_errors, sqlite_url

KEPT_FOR = timedelta(days=30)  # since it was last written in
_metadata = MetaData()
_form = Table(
    "unfinished", _metadata,
    Column("account", String, primary_key=True), Column("form", String, primary_key=True),
    Column("at", String, nullable=False), Column("typed", String, nullable=False),
)  # fmt: skip


@dataclass(frozen=True)
class Unfinished:
    """A form as it was typed so far."""

    at: datetime
    typed: Mapping[str, str]


class UnfinishedForms:
    """The unfinished forms of one office; shared by any number of threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, account: str, form: str, kept: Unfinished) -> None:
        """Keep what was typed in place of what was kept before; forms nobody wrote in for KEPT_FOR go."""
        old = (kept.at - KEPT_FOR).isoformat()
        row = {"account": account, "form": form, "at": kept.at.isoformat(), "typed": json.dumps(dict(kept.typed))}
        with database_errors(self._engine), self._engine.begin() as c:
            c.execute(delete(_form).where(self._is(account, form) | (_form.c.at < old)))
            c.execute(insert(_form).values(row))

    def find(self, account: str, form: str) -> Unfinished | None:
        """What this account has typed into this form."""
        with database_errors(self._engine), self._engine.connect() as c:
            row = c.execute(select(_form.c.at, _form.c.typed).where(self._is(account, form))).first()
        return Unfinished(datetime.fromisoformat(row.at), json.loads(row.typed)) if row else None

    def of(self, account: str) -> dict[str, datetime]:
        """Every form this account has begun, and when it last wrote in it, the newest first."""
        newest = select(_form.c.form, _form.c.at).where(_form.c.account == account).order_by(_form.c.at.desc())
        with database_errors(self._engine), self._engine.connect() as c:
            return {row.form: datetime.fromisoformat(row.at) for row in c.execute(newest)}

    def drop(self, account: str, form: str) -> None:
        """Forget it: it was filed, or is not wanted."""
        with database_errors(self._engine), self._engine.begin() as c:
            c.execute(delete(_form).where(self._is(account, form)))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _is(self, account: str, form: str) -> ColumnElement[bool]:
        return (_form.c.account == account) & (_form.c.form == form)


def open_unfinished(path: Path) -> UnfinishedForms:
    """The forms kept in `path`, the file of the accounts; raises StorageFailed."""
    engine = connect_engine(sqlite_url(path))
    with told(path), database_errors(engine):
        _metadata.create_all(engine)
    return UnfinishedForms(engine)
