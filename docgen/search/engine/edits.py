"""Tokens that differ by one letter.

One slip lies either in the first half of a token or in the second, so whatever is one letter away begins or ends as
the token does. Of those few, all bytes are compared at a time with the token from both ends; what is left in between
must be no more than one letter.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from docgen.search.engine.slips import one_apart
from docgen.search.engine.strings import Strings, to_bytes

_LONGEST_LETTER = 4  # bytes in UTF-8


def similar(tokens: Strings, token: str) -> list[int]:
    """The places in a sorted table of `token` and of all that is one letter away from it, in no order."""
    half = len(token) // 2
    same_head = tokens.beginning(to_bytes(token[:half]))
    same_tail = tokens.ending(to_bytes(token[half:]))
    same_tail = same_tail[(same_tail < same_head.start) | (same_tail >= same_head.stop)]
    places = np.concatenate((np.arange(same_head.start, same_head.stop), same_tail))
    letter = 1 if token.isascii() and tokens.is_ascii else _LONGEST_LETTER
    places = _nearly(tokens, places, np.frombuffer(to_bytes(token), np.uint8), letter)
    return [p for p in places.tolist() if letter == 1 or one_apart(tokens.text(p), token)]  # one byte is one letter


def _nearly(tokens: Strings, places: NDArray[Any], token: NDArray[np.uint8], letter: int) -> NDArray[Any]:
    """The places where no more than `letter` bytes differ."""
    starts, ends = tokens.starts[places].astype(np.int64), tokens.starts[places + 1].astype(np.int64)
    near = np.abs(ends - starts - len(token)) <= letter
    places, starts, ends = places[near], starts[near], ends[near]
    steps = np.arange(len(token))[:, None]
    forth, back = starts + steps, ends - 1 - steps
    head = (tokens.heap.take(forth, mode="clip") == token[:, None]) & (forth < ends)
    tail = (tokens.heap.take(back, mode="clip") == token[::-1, None]) & (back >= starts)
    same = np.logical_and.accumulate(head).sum(axis=0) + np.logical_and.accumulate(tail).sum(axis=0)
    few: NDArray[np.bool_] = np.maximum(ends - starts, len(token)) - same <= letter
    return places[few]
