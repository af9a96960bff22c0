"""A node written out flat, in the order in which it is worked off: parts before what joins them.

However deep a node is nested, nothing here or later calls itself. A program is a tuple of small frozen steps, so it
is also the key under which a mask is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from docgen.search.engine.layout import Layout
from docgen.search.engine.nodes import (
    All,
    AnyOf,
    Better,
    Between,
    Every,
    Near,
    Node,
    Silent,
    Similar,
    Starts,
    Term,
    Without,
)

Leaf: TypeAlias = "Term | Near | Starts | Similar | Between | Every"


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
Program: TypeAlias = tuple[Step, ...]
_NONE = Without(Every(), Every())


def program_of(node: Node, *, scored: bool) -> Program:
    """The steps for `node`; without scores when they are not wanted."""
    steps: list[Step] = []
    pending: list[tuple[Node | Join, bool]] = [(node, scored)]
    while pending:  # from the last step to the first
        item, ranked = pending.pop()
        match item:
            case Join():
                steps.append(item)
            case All(parts):
                pending += _joined(parts or (Every(),), Join.BOTH, ranked)
            case AnyOf(parts):
                pending += _joined(parts or (_NONE,), Join.EITHER, ranked)
            case Silent(part):
                pending.append((part, False))
            case Without(wanted, unwanted):
                pending += [(wanted, ranked), (unwanted, False), (Join.WITHOUT, False)]
            case Better(needed, wanted):
                pending += [(needed, ranked), (wanted, True), (Join.BETTER, False)] if ranked else [(needed, False)]
            case _:
                steps.append(Find(item, ranked and not isinstance(item, Between | Every)))
    return tuple(reversed(steps))


def _joined(parts: tuple[Node, ...], join: Join, scored: bool) -> list[tuple[Node | Join, bool]]:
    """The parts, each but the first followed by what joins it to those before."""
    rest = [pair for part in parts[1:] for pair in ((part, scored), (join, False))]
    return [(parts[0], scored), *rest]


def check(program: Program, layout: Layout) -> None:
    """Raise ValueError where a step asks for what the layout does not have."""
    fields = {*layout.fields(), *layout.codes}
    for step in program:
        match step:
            case Find(Near(field)):
                text = layout.text(field)
                known = text is not None and text.positions
            case Find(Term(field)):
                known = field in fields
            case Find(Starts(field) | Similar(field)):
                known = field in layout.fields()
            case Find(Between(field)):
                known = field in layout.numbers
            case _:
                continue
        if not known:
            raise ValueError(f"the layout has no {field} for {type(step.leaf).__name__}")
