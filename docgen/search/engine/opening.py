"""Opening what lies in the folder: checked before it is read, and a damaged index told from a mistake of ours."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from whoosh.filedb.structfile import StructFile
from whoosh.index import EmptyIndexError, LockError
from whoosh.index import IndexError as UnfitIndexError
from whoosh.writing import IndexingError

from docgen.errors import IndexBroken, IndexBusy
from docgen.search.engine.codec import ArrayCodec, ArraySegment
from docgen.search.index_folder import BUSY, REMEDY, TRIES, SealedStorage, check_files, check_folder, refused

# What Whoosh and numpy raise over files that are torn, gone or not their own.
DAMAGE = (
    EmptyIndexError, UnfitIndexError, IndexingError, EOFError, pickle.UnpicklingError, struct.error, ValueError,
    LookupError, AttributeError, ImportError, TypeError, ArithmeticError, AssertionError,
)  # fmt: skip
OURS = {(made.__module__, made.__name__): made for made in (ArraySegment, ArrayCodec)}

T = TypeVar("T")


class EngineStorage(SealedStorage):
    """Sealed storage whose pickles, Whoosh's list of segments, may make segments and nothing else."""

    def open_file(self, name: str, *args: Any, **options: Any) -> StructFile:
        """Open a file; what it pickles cannot run anything."""
        file = super().open_file(name, *args, **options)
        file.read_pickle = lambda: _read_segments(file)
        return file


def _read_segments(file: StructFile) -> Any:
    with ExitStack() as after:
        after.callback(file.close)
        loaded = _Segments(file.file).load()
        after.pop_all()  # Whoosh closes it, but only when all went well
        return loaded


class _Segments(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in OURS:
            raise pickle.UnpicklingError(f"a list of segments names {module}.{name}")
        return OURS[module, name]


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


def open_checked(folder: Path, checked: dict[str, int], opened: Callable[[EngineStorage], T]) -> T:
    """What `opened` makes of the folder, which is checked to be ours and whole before anything in it is read.

    `checked` remembers files already read through. Raises IndexBroken; IndexBusy when commits follow each other faster
    than they can be opened.
    """
    check_folder(folder)
    with damage_as_broken(folder):
        for _ in range(TRIES):
            check_files(folder, checked)
            with suppress(FileNotFoundError):  # another process finished a commit since the check
                return opened(EngineStorage(folder))
    raise IndexBusy(BUSY)
