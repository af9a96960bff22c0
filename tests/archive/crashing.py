"""Children that file until they are killed, and what must be true of the archive they leave."""

from __future__ import annotations

import os
import random
import signal
import stat
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Connection, event

from docgen.archive import flush
from docgen.archive.archive import Archive
from docgen.archive.check.verify import verify
from docgen.archive.opening import open_archive
from docgen.naskah.records import DOCX
from tests.archive.samples import BUKU, continued, draft, entry, numbered, ocfl_complaints, opened_run, revised, words

# an fsync more or less changes nothing for a killed process
OPERATIONS = ("mkdir", "replace", "write", "unlink", "rmdir")
Line = tuple[str, int, int]  # object, version, urut (0 without a number)


def in_child(work: Callable[[int], None], *, kill_after: float | None = None) -> tuple[list[Line], int]:
    """Run `work` in a process of its own; it acknowledges into the descriptor it is given. Returns lines and status."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _work_and_end(work, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = b""
        if kill_after is not None:
            said = pipe.read(1)  # the first acknowledgement: it is filing
            time.sleep(kill_after)
            os.kill(pid, signal.SIGKILL)
        said += pipe.read()
    status = os.waitpid(pid, 0)[1]
    whole = said[: said.rfind(b"\n") + 1].decode()
    parts = [line.split(" ") for line in whole.splitlines() if line]
    return [(name, int(number), int(urut)) for name, number, urut in parts], status


def _work_and_end(work: Callable[[int], None], descriptor: int) -> NoReturn:
    code = 70
    try:
        work(descriptor)
        code = 0
    finally:
        if code:
            traceback.print_exc()
        os._exit(code)


def file_something(archive: Archive, rng: random.Random, mark: str, acknowledge: Callable[[Line], None]) -> None:
    """One act of an office: a new naskah, a revision, a number, or several things in one transaction."""
    known = [f"{mark}{i}" for i in range(40)]
    naskah_id = rng.choice(known)
    page = rng.randbytes(rng.choice((10, 3000, 60000)))
    lines: list[Line] = []
    with archive.transaction() as tx:
        known_ids = set(archive.naskah_ids())
        if naskah_id not in known_ids:
            naskah = draft(naskah_id, page)
            tx.file(naskah, {DOCX: page}, text=words(naskah))
            lines.append((naskah_id, 1, 0))
        elif rng.random() < 0.5:
            urut = tx.next_urut(BUKU, 2019)
            naskah = numbered(tx.naskah(naskah_id), page, urut)
            tx.file(naskah, {DOCX: page}, text=words(naskah), nomor=[entry(naskah, urut)])
            lines.append((naskah_id, naskah.latest.number, urut))
        else:
            naskah = revised(tx.naskah(naskah_id), {"surat.pdf": page})
            tx.file(naskah, {"surat.pdf": page}, text=words(naskah))
            lines.append((naskah_id, naskah.latest.number, 0))
        if rng.random() < 0.3:
            run = opened_run(f"run-{naskah_id}-{naskah.latest.number}")
            tx.file_run(run)
            tx.file_run(continued(run, "rapat"))
            lines.append((run.id, 2, 0))
    for line in lines:
        acknowledge(line)


@dataclass
class Expected:
    """What was acknowledged over all the lives of an archive."""

    lines: list[Line]

    def check(self, folder: Path) -> None:
        """Nothing acknowledged is lost, nothing is half there, numbers have no gap, both validators are silent."""
        began = time.perf_counter()
        archive = open_archive(folder)
        assert time.perf_counter() - began < 5
        for name, number, urut in self.lines:
            if name.startswith("run-"):
                assert len(archive.run(name).events) == number
                continue
            version = archive.versions(name)[number - 1]
            assert all(archive.read(version, path) for path in version.files)
            assert archive.text(name, number)
            if urut:
                assert archive.register(BUKU, 2019)[urut - 1].naskah_id == name
        register = archive.register(BUKU, 2019)
        assert [line.urut for line in register] == list(range(1, len(register) + 1))
        assert len({line.nomor for line in register}) == len(register)
        assert verify(archive) == []
        archive.close()
        assert ocfl_complaints(folder) == []


def writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("docgen_write"))


class Faults:
    """Counts what is asked of the disk and of the database, and strikes at the n-th."""

    def __init__(self, strike_at: int, strike: Callable[[str, tuple[Any, ...]], None]) -> None:
        self.count, self.strike_at, self.strike = 0, strike_at, strike

    def step(self, name: str, arguments: tuple[Any, ...] = ()) -> None:
        self.count += 1
        if self.count == self.strike_at:
            self.strike(name, arguments)

    def install(self, archive: Archive, put: Callable[[object, str, Any], None], *more: str) -> None:
        for name in (*OPERATIONS, *more):
            put(os, name, self.wrapped(name, getattr(os, name)))
        if "fsync" in more:
            put(flush, "syncfs", self.wrapped("syncfs", flush.syncfs))
        event.listen(archive.engine, "commit", lambda connection: writes(connection) and self.step("commit"))

    def wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*arguments: Any, **options: Any) -> Any:
            if name != "write" or stat.S_ISREG(os.fstat(arguments[0]).st_mode):  # what goes to a child is no disk
                self.step(name, arguments)
            return real(*arguments, **options)

        return operation
