"""Which segments become one: many small commits must leave few segments, and no commit may wait long for it.

A log-structured merge: segments are of one level while their living documents lie between two powers of WIDTH, and
WIDTH of one level become one of the next. Up to TINY documents a merge costs no more than a write, so those merge as
soon as there are two. No segment grows beyond LARGEST, which bounds the longest merge (seconds, once in that many
documents) and lets a document number be a uint16.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

TINY = 64
WIDTH = 8
LARGEST = TINY * WIDTH**3
MOSTLY_DELETED = 2  # a segment is written anew when this times its living documents are less than all of them


class Sized(Protocol):
    """What a segment tells of itself."""

    def doc_count(self) -> int: ...

    def doc_count_all(self) -> int: ...


S = TypeVar("S", bound=Sized)


def to_merge(segments: Sequence[S]) -> list[S]:
    """The segments to make one now; empty when all is well. Ask again with what came of it."""
    levels: dict[int, list[S]] = {}
    for segment in segments:
        if segment.doc_count() * MOSTLY_DELETED < segment.doc_count_all():
            return [segment]
        levels.setdefault(level(segment.doc_count()), []).append(segment)
    for number, alike in sorted(levels.items()):
        if len(alike) >= (WIDTH if number else 2) and (chosen := _fitting(alike)):
            return chosen
    return []


def level(documents: int) -> int:
    """The level of a segment with so many documents."""
    number = 0
    while documents >= TINY * WIDTH**number:
        number += 1
    return number


def _fitting(alike: Sequence[S]) -> list[S]:
    """The smallest of `alike`, as many as fit into one segment; none where no two do."""
    chosen: list[S] = []
    free = LARGEST
    for segment in sorted(alike, key=lambda segment: segment.doc_count()):
        free -= segment.doc_count()
        if free < 0:
            break
        chosen.append(segment)
    return chosen if len(chosen) > 1 else []
