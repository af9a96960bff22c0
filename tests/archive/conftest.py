"""Where the catalogues of these tests live: SQLite files, or a PostgreSQL server.

    DOCGEN_TEST_DATABASE=postgresql+psycopg://... pytest tests/archive/test_filing.py tests/archive/test_writers.py

asks the same of PostgreSQL; the other modules are about the files themselves.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from docgen.archive import opening

SERVER = os.environ.get("DOCGEN_TEST_DATABASE", "")


@pytest.fixture(autouse=True)
def catalogue_on_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a PostgreSQL URL in the environment, each archive folder gets a schema of its own there."""
    if SERVER:
        monkeypatch.setattr(opening, "database_url", lambda folder, database: database or _schema_of(folder))


def _schema_of(folder: Path) -> URL:
    name = f"t{sha256(str(folder.resolve()).encode()).hexdigest()[:20]}"
    engine = create_engine(SERVER)
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(470)"))
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {name}"))
    engine.dispose()
    return make_url(SERVER).update_query_dict({"options": f"-csearch_path={name}"})
