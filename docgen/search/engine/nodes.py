"""What may be asked of the engine: terms of its fields, and how they go together. It knows nothing of naskah.

A node says which documents hold and what score each gets. Everything is frozen and can be compared and hashed, so
that masks and counts of a node can be kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Term:
    """Documents whose field holds this token; BM25F times `boost`, nothing for a field without lengths."""

    field: str
    token: str
    boost: float = 1.0


@dataclass(frozen=True)
class Near:
    """Documents whose field holds these tokens side by side, in this order."""

    field: str
    tokens: tuple[str, ...]
    boost: float = 1.0


@dataclass(frozen=True)
class Starts:
    """Documents whose field holds a token that begins so; each counts the same however often it stands there."""

    field: str
    prefix: str
    boost: float = 1.0


@dataclass(frozen=True)
class Similar:
    """Documents whose field holds a token that is this one but for one letter changed, added or left out."""

    field: str
    token: str
    boost: float = 1.0


@dataclass(frozen=True)
class Between:
    """Documents whose number in this column lies in low..high, both included; no score."""

    column: str
    low: int
    high: int


@dataclass(frozen=True)
class Fading:
    """All documents; `boost` for a number of `to` or above, half of it `half` below, and less the further below."""

    column: str
    to: int
    half: int
    boost: float = 1.0


@dataclass(frozen=True)
class Every:
    """All documents; no score."""


@dataclass(frozen=True)
class All:
    """Documents that hold for every part; scores add up. No parts: every document."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class AnyOf:
    """Documents that hold for at least one part; scores add up. No parts: none."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Without:
    """Documents that hold for `wanted` and not for `unwanted`."""

    wanted: Node
    unwanted: Node


@dataclass(frozen=True)
class Better:
    """Documents that hold for `needed`; those that hold for `wanted` too get its score on top."""

    needed: Node
    wanted: Node


@dataclass(frozen=True)
class Silent:
    """The same documents without a score: a filter does not rank."""

    part: Node


Node: TypeAlias = "Term | Near | Starts | Similar | Between | Fading | Every | All | AnyOf | Without | Better | Silent"
