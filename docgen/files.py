"""A file that people keep, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def put_file(path: Path, data: bytes) -> None:
    """Write `data` in the place of what was there, which stays until all of it is on the disk; raises OSError."""
    aside = path.with_name(f".docgen-{os.getpid()}.part")
    try:
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
