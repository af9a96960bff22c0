"""Opening what lies in the folder, and telling a damaged index from a mistake of ours."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from whoosh.index import EmptyIndexError, LockError
from whoosh.index import IndexError as UnfitIndexError
from whoosh.writing import IndexingError

from docgen.errors import IndexBroken, IndexBusy
from docgen.search.index_folder import BUSY, REMEDY, TRIES, SealedStorage, check_files, check_folder, refused

# What Whoosh and numpy raise over files that are torn, gone or not their own.
DAMAGE = (
    EmptyIndexError, UnfitIndexError, IndexingError, EOFError, pickle.UnpicklingError, struct.error, ValueError,
    LookupError, AttributeError, ImportError, TypeError, ArithmeticError, AssertionError,
)  # fmt: skip

T = TypeVar("T")


@contextmanager
def damage_as_broken(folder: Path) -> Iterator[None]:
    """Turn what bad files lead to into IndexBroken, and what the system refuses into what `refused` says."""
    try:
        yield
    except LockError:
        raise IndexBusy(BUSY) from None
    except OSError as error:
        raise refused(folder, error) from error
    except DAMAGE as error:
        raise IndexBroken(f"Indeks di {folder} tidak terbaca ({type(error).__name__}: {error}). {REMEDY}") from error


def open_checked(folder: Path, checked: dict[str, int], opened: Callable[[SealedStorage], T]) -> T:
    """What `opened` makes of the folder, which is checked to be ours and whole before anything in it is read.

    `checked` remembers files already read through. Raises IndexBroken; IndexBusy when commits follow each other faster
    than they can be opened.
    """
    check_folder(folder)
    with damage_as_broken(folder):
        for _ in range(TRIES):
            check_files(folder, checked)
            with suppress(FileNotFoundError):  # another process finished a commit since the check
                return opened(SealedStorage(folder))
    raise IndexBusy(BUSY)
