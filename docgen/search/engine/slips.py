"""What is one slip of the hand away from a token."""

from __future__ import annotations


def one_apart(one: str, other: str) -> bool:
    """Whether the two are equal but for at most one letter that is changed, added or left out."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    same = next((at for at, letter in enumerate(one) if letter != other[at]), len(one))
    return one[same:] == other[same + 1 :] or one[same + 1 :] == other[same + 1 :]


def swapped(token: str) -> frozenset[str]:
    """What `token` becomes when two letters beside each other change places."""
    pairs = range(len(token) - 1)
    return frozenset(token[:at] + token[at + 1] + token[at] + token[at + 2 :] for at in pairs) - {token}
