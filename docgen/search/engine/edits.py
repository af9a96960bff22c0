"""Tokens that differ by one letter.

One slip lies either in the first half of a token or in the second, so whatever is one letter away begins or ends as
the token does. Both kinds are found without looking at every token; only those few are compared letter by letter.
"""

from __future__ import annotations

import numpy as np

from docgen.search.engine.strings import Strings, to_bytes, to_text

_LONGEST_LETTER = 4  # bytes in UTF-8


def similar(tokens: Strings, token: str) -> list[int]:
    """The places in a sorted table of `token` and of all that is one letter away from it."""
    half = len(token) // 2
    same_head = tokens.beginning(to_bytes(token[:half]))
    places = np.union1d(np.arange(same_head.start, same_head.stop), tokens.ending(to_bytes(token[half:])))
    sizes = tokens.starts[places + 1].astype(np.int64) - tokens.starts[places]
    near = np.abs(sizes - len(to_bytes(token))) <= _LONGEST_LETTER
    return [place for place in places[near].tolist() if one_apart(to_text(tokens[place]), token)]


def one_apart(one: str, other: str) -> bool:
    """Whether the two are equal but for at most one letter that is changed, added or left out."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    same = next((at for at, letter in enumerate(one) if letter != other[at]), len(one))
    return one[same:] == other[same + 1 :] or one[same + 1 :] == other[same + 1 :]
