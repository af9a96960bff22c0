"""What was made once and may be asked for again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """The last so many values that were made; several threads may ask."""

    def __init__(self, most: int) -> None:
        self._most, self._values, self._lock = most, dict[K, V](), Lock()

    def get(self, keys: Collection[K], make: Callable[[list[K]], Mapping[K, V]]) -> dict[K, V]:
        """The values of these keys; those that are not there are made, outside the lock."""
        with self._lock:
            found = {key: self._values.pop(key) for key in keys if key in self._values}
            self._values |= found  # to the end: what was not asked for longest goes first
        if missing := [key for key in dict.fromkeys(keys) if key not in found]:
            made = make(missing)
            found |= made
            with self._lock:
                self._values |= made
                for key in list(self._values)[: max(0, len(self._values) - self._most)]:
                    del self._values[key]
        return found
