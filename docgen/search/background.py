"""Having an index made anew while people go on: by a process of its own, which outlives the one that asked for it."""

from __future__ import annotations

import os
import subprocess
import sys
from threading import Thread

from docgen.errors import IndexBroken
from docgen.settings import Settings

OUTPUT = "pembangunan.txt"  # in the index folder: what the process said last
STARTED = "sedang-dimulai.lock"
_POSIX = os.name != "nt"


def begin_build(settings: Settings) -> bool:
    """Have the index of this office made anew, unless somebody is at it; returns whether somebody is. Never waits."""
    from docgen.search.building import is_building
    from docgen.search.index_folder import prepare_folder

    try:
        if not is_building(settings.index):
            if not settings.index.exists():
                prepare_folder(settings.index)
            _start(settings)
    except (IndexBroken, OSError):  # nothing can be written, or the folder is someone else's
        return False
    return True


def _start(settings: Settings) -> None:
    """Start the process, unless one that was started is still alive: it holds a lock that it got from here."""
    from whoosh.util.filelock import FileLock

    lock = FileLock(str(settings.index / STARTED))
    if not lock.acquire():
        return
    command = [sys.executable, "-m", "docgen", "--kantor", str(settings.root), "indeks", "bangun"]
    with (settings.index / OUTPUT).open("wb") as output:
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            start_new_session=_POSIX, pass_fds=(lock.fd,) if _POSIX else (),
        )  # fmt: skip
    os.close(lock.fd)
    lock.fd = None
    Thread(target=child.wait, daemon=True).start()  # no zombie stays, should this process outlive it
