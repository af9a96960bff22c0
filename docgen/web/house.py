"""The office, opened once for all requests, and opened again when a day begins or its declarations change."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from threading import Lock

from docgen.archive.accounts.store import Accounts, open_accounts
from docgen.archive.accounts.unfinished import UnfinishedForms, open_unfinished
from docgen.office import Office, open_office
from docgen.settings import Settings

LOOKED_AT = 1.0  # seconds between looks at the files


class House:
    """One office folder and the accounts of it, shared by every thread of the server."""

    def __init__(self, settings: Settings, now: Callable[[], datetime] | None = None) -> None:
        self.settings, self._now = settings, now
        self.accounts: Accounts = open_accounts(settings.accounts)
        self.unfinished: UnfinishedForms = open_unfinished(settings.accounts)
        self._opening, self._open = Lock(), ExitStack()
        self._office: Office | None = None
        self._mark: object = None
        self._looked = 0.0

    def office(self) -> Office:
        """The office as it is declared now; raises BadDeclaration where it cannot be opened."""
        with self._opening:
            if self._office is None or time.monotonic() - self._looked > LOOKED_AT:
                self._renew()
            assert self._office is not None
            return self._office

    def close(self) -> None:
        """Let go of everything."""
        self._open.close()
        self.unfinished.close()
        self.accounts.close()

    def _renew(self) -> None:
        day = self._office.now().date() if self._office else None
        mark = (day, *_stamps(self.settings))
        self._looked = time.monotonic()
        if self._office is not None and mark == self._mark:
            return
        opened = ExitStack()
        office = opened.enter_context(open_office(self.settings, self._now))
        before, self._open = self._open, opened
        self._office, self._mark = office, (office.now().date(), *_stamps(self.settings))
        before.close()  # who still works with the old one has his connection until he is done


def _stamps(settings: Settings) -> Iterator[tuple[str, int]]:
    declared = [settings.templates.glob("*.toml"), settings.templates.glob("*/type.toml")]
    declared += [folder.glob("*.toml") for folder in settings.sops]
    yield from ((str(path), _stamp(path)) for paths in declared for path in sorted(paths))


def _stamp(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
