"""What is about to be filed, written down before the first byte of it: by this a crash is put right."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from docgen.archive import ocfl
from docgen.archive.canonical import canonical_json
from docgen.archive.log import Head
from docgen.archive.storage import SEMENTARA, Storage
from docgen.errors import NotFound, StorageFailed

NIAT = "niat"


@dataclass(frozen=True)
class Intended:
    """One version about to be filed, and its words, which no record.json holds."""

    object_id: str
    number: int
    words: str


def unfinished(storage: Storage) -> list[str]:
    """What a crash left: intents and half-written files. Under the write lock nobody alive owns any of it."""
    return storage.list(NIAT) + storage.list(SEMENTARA)


def intent_path(head: Head) -> str:
    """The intent of what is filed after `head`."""
    return f"{NIAT}/{head.seq + 1:09}.json"


def write_intent(storage: Storage, path: str, intended: Sequence[Intended]) -> None:
    """Keep the intent to file these versions together."""
    storage.write({path: canonical_json([asdict(one) for one in intended])})


def read_intents(storage: Storage) -> Iterator[tuple[str, list[Intended] | None]]:
    """Every intent with what it names; None for one that cannot be read."""
    for path in storage.list(NIAT):
        try:
            yield path, [Intended(**one) for one in json.loads(storage.read(path))]
        except NotFound:  # carried out: its writer has let go of the lock and is just removing it
            continue
        except (ValueError, TypeError):
            yield path, None


@contextmanager
def in_doubt(refused: StorageFailed) -> Iterator[None]:
    """Undoing what the disk refused, on a disk that may refuse this too: then only the next start can tell."""
    try:
        yield
    except StorageFailed as error:
        raise StorageFailed(
            f"{error} Pembatalannya pun ditolak, jadi belum pasti tersimpan atau tidak: "
            "setelah penyimpanan pulih, lihat dahulu naskahnya sebelum mengulangi."
        ) from refused


def take_back(storage: Storage, path: str, intended: Sequence[Intended], stamp: str) -> None:
    """Undo what the disk refused, of which the user is told that nothing was kept.

    Where there is no room to set it aside it goes for good: that needs none, and what was refused never comes back.
    """
    try:
        undo(storage, path, intended, stamp)
    except StorageFailed:
        for one in reversed(intended):
            folder = ocfl.object_path(one.object_id)
            storage.remove(f"{folder}/v{one.number}" if one.number > 1 else folder)
            if one.number > 1:
                ocfl.make_head(storage, one.object_id, one.number - 1)
        storage.remove(path)


def undo(storage: Storage, path: str, intended: Sequence[Intended], stamp: str) -> None:
    """Every version of the intent goes to disisihkan/, newest first; then the intent itself goes."""
    for one in reversed(intended):
        ocfl.set_aside(storage, one.object_id, one.number, stamp)
    storage.remove(path)
