"""What benchmarks/search.py fills its indexes with and asks them: versions that are made up, and questions about them.

A Zipfian vocabulary of 120,000 words with official phrases between them; the same for every engine and every run.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

WORDS, LENGTH, SEED = 120_000, 500, 7
JENIS = [f"jenis{n}" for n in range(12)]
UNIT = [f"unit{n}" for n in range(9)]
WHO = [f"pejabat{n}" for n in range(40)]
PHRASES = [
    "dengan hormat", "berdasarkan peraturan daerah", "sehubungan dengan hal tersebut", "atas perhatian dan kerja sama",
    "laporan kinerja instansi pemerintah", "disampaikan dengan hormat", "demikian untuk menjadi maklum",
]  # fmt: skip
SYLLABLES = (
    "ka ba da ga ha ja la ma na pa ra sa ta wa ya ki bi di li mi ni pi ri si ti ku bu du lu mu nu pu ru su tu".split()
)
ROUNDS, LIMIT = 25, 20


@dataclass(frozen=True)
class Version:
    """One version as every engine gets it."""

    number: int
    text: str
    jenis: str
    unit: str
    tahun: int
    tanggal: int
    akses: tuple[str, ...]


@cache
def vocabulary() -> list[str]:
    """The words, the most frequent first."""
    chance = random.Random(SEED)
    words: dict[str, None] = {}
    while len(words) < WORDS:
        words["".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3, 3, 4))))] = None
    return list(words)


def corpus(count: int) -> Iterator[Version]:
    """`count` versions, the same ones every time."""
    chance, words = np.random.default_rng(SEED), vocabulary()
    share = np.cumsum(1 / np.arange(1, len(words) + 1) ** 1.05)
    share /= share[-1]
    for number in range(count):
        length = int(chance.lognormal(np.log(LENGTH), 0.35))
        text = [words[place] for place in np.searchsorted(share, chance.random(length))]
        for phrase in chance.choice(PHRASES, 3):
            text.insert(int(chance.integers(len(text))), str(phrase))
        tahun = int(chance.integers(2015, 2025))
        yield Version(
            number, " ".join(text), str(chance.choice(JENIS)), str(chance.choice(UNIT)), tahun,
            tahun * 10_000 + int(chance.integers(1, 13)) * 100 + int(chance.integers(1, 29)),
            tuple(str(who) for who in chance.choice(WHO, int(chance.integers(1, 4)), replace=False)),
        )  # fmt: skip


@dataclass(frozen=True)
class Question:
    """What one query asks; every engine says it in its own words."""

    words: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    prefix: str = ""
    fuzzy: str = ""
    dates: tuple[int, int] | None = None
    who: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    sort: bool = False
    count: bool = False
    snippets: bool = False


@cache
def questions() -> dict[str, list[Question]]:
    """ROUNDS questions of each kind."""
    chance, words = random.Random(SEED), vocabulary()

    def rare() -> str:
        return words[chance.randrange(3_000, 20_000)]

    def some() -> str:
        return words[chance.randrange(150, 1_500)]

    def common() -> str:
        return words[chance.randrange(5, 100)]

    def who() -> tuple[str, ...]:
        return tuple(chance.sample(WHO, 3))

    def dates() -> tuple[int, int]:
        year = chance.randrange(2015, 2022)
        return year * 10_000, (year + 3) * 10_000

    facets = ("jenis", "unit", "tahun")
    kinds: dict[str, Callable[[], Question]] = {
        "rare": lambda: Question((rare(),)),
        "common": lambda: Question((common(),)),
        "and2": lambda: Question((some(), some())),
        "and2c": lambda: Question((common(), common())),
        "phrase": lambda: Question(phrase=tuple(chance.choice(PHRASES).split()[:3])),
        "prefix": lambda: Question(prefix=rare()[:4]),
        "fuzzy": lambda: Question(fuzzy=some()),
        "date": lambda: Question((some(),), dates=dates()),
        "acl": lambda: Question((some(),), who=who()),
        "acl_common": lambda: Question((common(),), who=who()),
        "count": lambda: Question((common(),), count=True),
        "facet": lambda: Question((some(),), facets=facets),
        "facet_common": lambda: Question((common(),), facets=facets),
        "sort": lambda: Question((some(),), sort=True),
        "full_plain": lambda: Question((common(), some()), dates=dates(), who=who(), facets=facets),
        "snippet": lambda: Question((some(),), snippets=True),
        "full": lambda: Question((common(), some()), dates=dates(), who=who(), facets=facets, snippets=True),
        "full_common": lambda: Question((common(), common()), dates=dates(), who=who(), facets=facets, snippets=True),
    }
    return {kind: [made() for _ in range(ROUNDS)] for kind, made in kinds.items()}
