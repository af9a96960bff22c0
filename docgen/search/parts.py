"""What a person looks for, as a small tree in our words; no index and no engine is spoken of here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from docgen.search.text import tokens


@dataclass(frozen=True)
class Word:
    """A word in any form, or a code with its parts side by side."""

    text: str


@dataclass(frozen=True)
class Phrase:
    """Exactly these words side by side."""

    text: str


@dataclass(frozen=True)
class Prefix:
    """A word that begins so, anywhere or in the numbers alone."""

    text: str
    field: str = "kata"


@dataclass(frozen=True)
class Fuzzy:
    """A word that is this one but for one letter, or for two that changed places."""

    text: str


@dataclass(frozen=True)
class Filter:
    """What a field says: jenis, status, unit, klasifikasi, pejabat, nomor, ada; or which number the words name."""

    name: str
    value: str


@dataclass(frozen=True)
class Days:
    """The days from `since` to `until`, both included; None leaves that end open."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Not:
    """What does not hold for the part."""

    part: Part


@dataclass(frozen=True)
class Either:
    """What holds for at least one part; without parts nothing."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Together:
    """What holds for every part; without parts everything."""

    parts: tuple[Part, ...] = ()


Leaf: TypeAlias = "Word | Phrase | Prefix | Fuzzy | Filter | Days"
Part: TypeAlias = "Word | Phrase | Prefix | Fuzzy | Filter | Days | Not | Either | Together"


def leaves(part: Part) -> Iterator[Leaf]:
    """Everything in a tree that is not made of parts."""
    match part:
        case Not():
            yield from leaves(part.part)
        case Either() | Together():
            for one in part.parts:
                yield from leaves(one)
        case _:
            yield part


def changed(part: Part, change: Callable[[Leaf], Part], *, unwanted: bool = True) -> Part:
    """The same tree with every leaf as `change` gives it; `unwanted` says whether also those that are not wanted."""
    match part:
        case Not(inner):
            return Not(changed(inner, change)) if unwanted else part
        case Either(parts):
            return Either(tuple(changed(one, change, unwanted=unwanted) for one in parts))
        case Together(parts):
            return Together(tuple(changed(one, change, unwanted=unwanted) for one in parts))
        case _:
            return change(part)


def said(part: Part) -> set[str]:
    """Every different word, value and date in a tree."""
    return {word for leaf in set(leaves(part)) for word in _said(leaf)}


def _said(leaf: Leaf) -> list[str]:
    if isinstance(leaf, Days):
        return [f"{leaf.since}..{leaf.until}"]
    return tokens(leaf.value if isinstance(leaf, Filter) else leaf.text)
