"""A process of its own to read what others wrote: a hostile file costs seconds and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys

MEMORY = 1 << 30  # bytes, where the system can limit them


def run_child(module: str, data: bytes, *arguments: str, seconds: int) -> bytes | None:
    """What `python -m module` writes when it is given `data`; None when it fails or is not done in time."""
    command = [sys.executable, "-m", module, *arguments]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None


def run_child_partly(module: str, data: bytes, *arguments: str, seconds: int) -> bytes:
    """What the same writes before it ends, whether or not it reaches the end."""
    command = [sys.executable, "-m", module, *arguments]
    try:
        return subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False).stdout
    except subprocess.TimeoutExpired as error:
        return error.stdout or b""


def limit_child(seconds: int) -> None:
    """Called by the child before it reads anything: so much processor time, and MEMORY."""
    if os.name == "nt":  # no such limits there; the time limit of the parent remains
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
