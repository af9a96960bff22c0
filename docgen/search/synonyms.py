"""Words and abbreviations that mean the same: data that the office may change, used when something is sought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from docgen.errors import BadDeclaration
from docgen.search.text import tokens
from docgen.toml import read_toml

SHIPPED = Path(__file__).with_name("sinonim.toml")
LONGEST = 8  # words of one expression

Words = tuple[str, ...]  # an expression as tokens
Synonyms = Mapping[Words, tuple[Words, ...]]  # to each expression the others of its line


def load_synonyms(own: Path | None = None) -> Synonyms:
    """The synonyms that come with docgen, with those of the office; BadDeclaration names what is wrong in its file.

    A line of the office takes the place of every shipped line that shares an expression with it.
    """
    return _loaded(own, _stamp(own)) if own and own.is_file() else _loaded(None, ())


def words_of(synonyms: Synonyms) -> frozenset[str]:
    """Every token that stands in them."""
    return frozenset(token for words in synonyms for token in words)


def _stamp(path: Path) -> tuple[int, ...]:
    info = path.stat()
    return info.st_mtime_ns, info.st_size, info.st_ino


@lru_cache(maxsize=8)
def _loaded(own: Path | None, stamp: tuple[int, ...]) -> Synonyms:
    office = _lines(own) if own else []
    known = {words for line in office for words in line}
    shipped = (line for line in _lines(SHIPPED) if known.isdisjoint(line))
    return _paired([*office, *shipped])


def _paired(lines: Iterable[Sequence[Words]]) -> dict[Words, tuple[Words, ...]]:
    found: dict[Words, tuple[Words, ...]] = {}
    for line in lines:
        for words in line:
            found[words] = tuple(dict.fromkeys((*found.get(words, ()), *(one for one in line if one != words))))
    return found


def _lines(path: Path) -> list[list[Words]]:
    declared = read_toml(path)
    problems = [f"'{name}' tidak dikenal; yang ada: sama" for name in declared if name != "sama"]
    sama = declared.get("sama", [])
    if not isinstance(sama, list):
        raise BadDeclaration(path.name, [*problems, "sama harus deretan: sama = [[...], [...]]"])
    problems += [problem for at, line in enumerate(sama, 1) if (problem := _problem(line, at))]
    if problems:
        raise BadDeclaration(path.name, problems)
    return [[tuple(tokens(one)) for one in line] for line in sama]


def _problem(line: Any, at: int) -> str:
    if not isinstance(line, list) or len(line) < 2 or not all(isinstance(one, str) for one in line):
        return f'sama baris ke-{at}: tulis dua padanan atau lebih, seperti ["ND", "nota dinas"]'
    wrong = [one for one in line if not 1 <= len(tokens(one)) <= LONGEST]
    return f"sama baris ke-{at}: '{wrong[0]}' harus memuat 1 sampai {LONGEST} kata" if wrong else ""
