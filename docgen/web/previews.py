"""Pages of a version as pictures, made by LibreOffice once and kept in memory: never on a disk, where destroyed
naskah would live on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

MOST_BYTES = 96 * 1024 * 1024


class Kept:
    """The newest answers of slow work, up to MOST_BYTES; each made once, one at a time."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most, self._held = most, 0
        self._known: OrderedDict[object, tuple[bytes, ...]] = OrderedDict()
        self._making, self._looking = Lock(), Lock()

    def get(self, key: object, make: Callable[[], tuple[bytes, ...]]) -> tuple[bytes, ...]:
        """What is kept under `key`, made now where it is not; raises as `make` does."""
        if (found := self.find(key)) is not None:
            return found
        with self._making:
            if (found := self.find(key)) is not None:  # another asked for it meanwhile
                return found
            made = make()
        self._keep(key, made)
        return made

    def find(self, key: object) -> tuple[bytes, ...] | None:
        """What is kept under `key` by now, if anything is."""
        with self._looking:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    def _keep(self, key: object, made: tuple[bytes, ...]) -> None:
        with self._looking:
            self._known[key] = made
            self._held += sum(map(len, made))
            while self._held > self._most and len(self._known) > 1:
                _, old = self._known.popitem(last=False)
                self._held -= sum(map(len, old))
