"""A node written out flat, in the order in which it is worked off: parts before what joins them.

However deep a node is nested, nothing here or later calls itself. A program is a tuple of small frozen steps, so it
is also the key under which a mask is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from docgen.search.engine.layout import Layout
from docgen.search.engine.lookup import Word
from docgen.search.engine.nodes import (
    All,
    AnyOf,
    Better,
    Between,
    Every,
    Fading,
    Near,
    Node,
    Silent,
    Similar,
    Starts,
    Term,
    Without,
)

MANY = 16  # terms of one field that are looked up in one go


@dataclass(frozen=True)
class Several:
    """Many terms of one field: documents that hold at least one of them, or all."""

    field: str
    terms: tuple[Term, ...]
    everyone: bool


@dataclass(frozen=True)
class Coded:
    """Documents with this string in a code column."""

    column: str
    name: str


Leaf: TypeAlias = "Term | Several | Coded | Near | Starts | Similar | Between | Fading | Every"


class Join(Enum):
    """What is done with the two last results."""

    BOTH = auto()
    EITHER = auto()
    WITHOUT = auto()
    BETTER = auto()


@dataclass(frozen=True)
class Find:
    """Add a result: the documents of a leaf, ranked or not."""

    leaf: Leaf
    scored: bool


Step: TypeAlias = "Find | Join"
Program: TypeAlias = "tuple[Step, ...]"
_Item: TypeAlias = "Node | Several | Join"
_NONE = Without(Every(), Every())


def program_of(node: Node, layout: Layout, *, scored: bool) -> Program:
    """The steps for `node`, without scores when they are not wanted; raises ValueError for what is not in `layout`."""
    steps: list[Step] = []
    pending: list[tuple[_Item, bool]] = [(node, scored)]
    while pending:  # from the last step to the first
        item, ranked = pending.pop()
        match item:
            case Join():
                steps.append(item)
            case All(parts):
                pending += _joined(_gathered(parts or (Every(),), layout, everyone=True), Join.BOTH, ranked)
            case AnyOf(parts):
                pending += _joined(_gathered(parts or (_NONE,), layout, everyone=False), Join.EITHER, ranked)
            case Silent(part):
                pending.append((part, False))
            case Without(wanted, unwanted):
                pending += [(wanted, ranked), (unwanted, False), (Join.WITHOUT, False)]
            case Better(needed, wanted):
                pending += [(needed, ranked), (wanted, True), (Join.BETTER, False)] if ranked else [(needed, False)]
            case Term(field, token) if field in layout.codes:
                steps.append(Find(Coded(field, token), scored=False))
            case _:
                _check(item, layout)
                steps.append(Find(item, ranked))
    return tuple(reversed(steps))


def words_of(program: Program) -> list[Word]:
    """Every field and token that must be looked up for it."""
    words: list[Word] = []
    for step in program:
        match step:
            case Find(Term(field, token)):
                words.append((field, token))
            case Find(Several(field, terms)):
                words += [(field, term.token) for term in terms]
            case Find(Near(field, tokens)):
                words += [(field, token) for token in tokens]
    return words


def _joined(parts: Sequence[_Item], join: Join, scored: bool) -> list[tuple[_Item, bool]]:
    """The parts, each but the first followed by what joins it to those before."""
    rest: Iterable[tuple[_Item, bool]] = (pair for part in parts[1:] for pair in ((part, scored), (join, False)))
    return [(parts[0], scored), *rest]


def _gathered(parts: Sequence[Node], layout: Layout, *, everyone: bool) -> list[_Item]:
    """The parts, with the terms of a field as one where they are many."""
    if len(parts) < MANY:
        return list(parts)
    terms: dict[str, list[Term]] = {field: [] for field in layout.fields()}
    for part in parts:
        if isinstance(part, Term) and part.field in terms:
            terms[part.field].append(part)
    many = {field: Several(field, tuple(found), everyone) for field, found in terms.items() if len(found) >= MANY}
    return [*many.values(), *(part for part in parts if not (isinstance(part, Term) and part.field in many))]


def _check(leaf: Leaf, layout: Layout) -> None:
    match leaf:
        case Near(field):
            known = any(text.name == field and text.positions for text in layout.texts)
        case Term(field) | Starts(field) | Similar(field) | Several(field):
            known = field in layout.fields()
        case Between(field) | Fading(field):
            known = field in layout.numbers
        case Every() | Coded():
            return
    if not known:
        raise ValueError(f"the layout has no {field} for {type(leaf).__name__}")
