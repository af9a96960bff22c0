"""The line of the search box taken apart: its filters as marks that can be taken off one by one."""

from __future__ import annotations

import re

from docgen.kearsipan.searches import Search
from docgen.search.filters import FILTERS

_WORD = re.compile(r'[^\s"]*"[^"]*"[^\s"]*|\S+')
_FILTER = re.compile(rf"-?(?:{'|'.join(FILTERS)}):[^()]+", re.IGNORECASE)


def filters_in(line: str) -> list[tuple[str, str]]:
    """Every filter that stands by itself in the line, and the line without it."""
    words = _WORD.findall(line)
    taken = [(at, word) for at, word in enumerate(words) if _FILTER.fullmatch(word)]
    return [(word, " ".join(words[:at] + words[at + 1 :])) for at, word in taken]


def without_filters(line: str) -> str:
    """The words of the line alone."""
    return " ".join(word for word in _WORD.findall(line) if not _FILTER.fullmatch(word))


def with_filter(line: str, name: str, value: str) -> str:
    """The line with one filter more; a value with spaces or signs stands in quotes."""
    quoted = value if re.fullmatch(r"[\w./-]+", value) else f'"{value}"'
    return f"{line} {name}:{quoted}".strip()


def line_of(kept: Search) -> str:
    """A kept search as one line, its options as filters behind its words."""
    line = kept.baris
    for name in ("jenis", "status", "nomor", "pejabat", "versi"):
        line = with_filter(line, name, value) if (value := getattr(kept, name)) else line
    return f"{line} tanggal:{kept.sejak}..{kept.sampai}".strip() if kept.sejak or kept.sampai else line
