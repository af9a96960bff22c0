"""What people read on the screen and programs read from a pipe."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

import click


def prepare_streams() -> None:
    """A terminal that lacks a letter gets a question mark instead of a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str = "", *, bold: bool = False) -> None:
    """One line or more on standard output."""
    click.secho(clean(text), bold=bold or None, color=colour())


def tell(text: str) -> None:
    """Prose on standard output: broken between words at the edge of the screen. Commands to copy go through `say`."""
    click.echo(_fitted(text, sys.stdout))


def note(text: str) -> None:
    """A remark beside the answer, on standard error."""
    click.echo(_fitted(text, sys.stderr), err=True)


def complain(text: str) -> None:
    """Why nothing was done, in red on standard error."""
    click.secho(_fitted(text, sys.stderr), fg="red", err=True, color=colour())


def program() -> str:
    """How docgen is called from here: by its name where the shell finds it, else as it was started."""
    if shutil.which("docgen"):
        return "docgen"
    started = Path(sys.argv[0])
    return "python -m docgen" if started.name == "__main__.py" else str(started)


def print_json(data: Any) -> None:
    """Records as JSON: dates ISO, letters as they are where the stream can hold them."""
    holds_all = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "") == "utf8"
    click.echo(json.dumps(data, ensure_ascii=not holds_all, indent=2, default=_plain))


def print_facts(facts: Mapping[str, str]) -> None:
    """Label, colon and value in columns; empty values are left out, long ones continue below themselves."""
    filled = {label: value for label, value in facts.items() if value}
    widest = max(map(len, filled), default=0)
    for label, value in filled.items():
        head = f"  {label:<{widest}} : "
        lines = wrap(clean(value), max(screen_width() - len(head), 20)) if sys.stdout.isatty() else value.splitlines()
        say(head + ("\n" + " " * len(head)).join(lines))


def heading(text: str) -> None:
    """The name of what follows."""
    say(f"\n{text}", bold=True)


def print_long(lines: Sequence[str]) -> None:
    """The lines; where they are more than a terminal shows at once, through $PAGER or less."""
    height = shutil.get_terminal_size().lines
    if len(lines) < height or not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo("\n".join(lines), color=colour())
        return
    os.environ.setdefault("LESS", "-FRX")  # with bold type, and what was read stays on the screen
    click.echo_via_pager("\n".join(lines), color=colour())


_WORDS = re.compile(r"\s*\S+\s*")
_PARTS = re.compile(r"\s*(?:[^\s_/-]*[_/-]+|[^\s_/-]+)\s*")


class Progress:
    """One line on standard error, rewritten in place; silent where it is not a terminal."""

    def __init__(self) -> None:
        self.shown = 0

    def __call__(self, text: object) -> None:
        if not sys.stderr.isatty():
            return
        line = clean(str(text))[: screen_width() - 1]
        click.echo("\r" + line.ljust(self.shown), nl=False, err=True)
        self.shown = len(line)

    def done(self) -> None:
        """Take the line away."""
        self("")
        if self.shown == 0 and sys.stderr.isatty():
            click.echo("\r", nl=False, err=True)


def clean(text: str) -> str:
    """Without control characters: what a file says must not steer the terminal."""
    return "".join("\ufffd" if c not in "\n\t" and unicodedata.category(c) == "Cc" else c for c in text)


def moment(at: datetime) -> str:
    """`11-01-2019 09.05`."""
    return f"{at:%d-%m-%Y %H.%M}"


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width`, broken at spaces; a longer word after its `_`, `/` or `-`, else anywhere."""
    lines = []
    for line in text.splitlines() or [""]:
        done = ""
        for piece in _pieces(line, width):
            if done and len(done) + len(piece.rstrip()) > width:
                lines.append(done.rstrip())
                done = ""
            done += piece
        lines.append(done.rstrip())
    return lines


def _pieces(line: str, width: int) -> Iterator[str]:
    """What may stand at the end of a line: words, and the parts of a word that is wider than the line."""
    for word in _WORDS.findall(line):
        if len(word.rstrip()) <= width:
            yield word
            continue
        for part in _PARTS.findall(word):
            yield from (part[at : at + width] for at in range(0, len(part), width))


def longest_piece(text: str) -> int:
    """How wide a column must be for `wrap` to break no word."""
    return max((len(part.strip()) for part in _PARTS.findall(text)), default=0)


def _fitted(text: str, stream: TextIO) -> str:
    """Each line of prose broken at the edge of the screen and continued below its first word."""
    if not stream.isatty():
        return clean(text)
    lines = []
    for line in clean(text).splitlines():
        left = len(line) - len(line.lstrip(" -"))
        first, *rest = wrap(line[left:], max(screen_width() - left, 20))
        lines += [line[:left] + first, *(" " * left + more for more in rest)]
    return "\n".join(lines)


def screen_width() -> int:
    """Columns of the terminal."""
    return shutil.get_terminal_size().columns


def colour() -> bool | None:
    """What click is told of colours: none where NO_COLOR says so, else as the stream can show them."""
    return False if os.environ.get("NO_COLOR") else None


def _plain(value: object) -> object:
    if isinstance(value, date):  # a datetime is a date too
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)
