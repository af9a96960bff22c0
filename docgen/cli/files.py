"""Files that users name: read whole or written whole, every refusal of the system told in a sentence."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click

from docgen.cli.usage import Misuse
from docgen.errors import NotFound, NotReady, StorageFailed, UnsafeFile
from docgen.files import put_file

STREAM = Path("-")  # standard input or output
LARGEST = 200 * 1024 * 1024  # bytes


def read_file(path: Path) -> bytes:
    """The bytes of a file the user named; `-` is standard input.

    Raises NotFound; UnsafeFile for a folder, a device or a file larger than LARGEST; StorageFailed where it may not
    be read.
    """
    if path == STREAM:
        return _limited(sys.stdin.buffer.read(LARGEST + 1), path)
    with told(path):
        if not path.exists():
            raise NotFound("Berkas", path, "Periksa nama dan foldernya.")
        if not path.is_file():
            raise UnsafeFile(str(path), ["ini folder, bukan berkas" if path.is_dir() else "ini bukan berkas biasa"])
        with path.open("rb") as file:
            return _limited(file.read(LARGEST + 1), path)


def demand_free(path: Path | None, *, overwrite: bool) -> None:
    """Before the work begins: raise as write_file would for a file that is there, or without its folder."""
    if path is None or path == STREAM:
        return
    if path.is_dir():
        raise NotReady(f"{path} sudah ada dan berupa folder.", ["sebutkan nama berkas"])
    if path.exists() and not overwrite:
        raise _taken(path)
    if not path.parent.is_dir():
        raise _without_folder(path)


def demand_all_free(paths: Iterable[Path], *, overwrite: bool) -> None:
    """The same for many files; raises NotReady naming every one that is in the way."""
    taken = [path for path in paths if path.is_dir() or (path.exists() and not overwrite)]
    if taken:
        names = [f"{path} (folder)" if path.is_dir() else str(path) for path in taken]
        remedy = "pilih folder lain" if overwrite else "pilih folder lain, atau tambahkan --timpa"
        raise NotReady("Yang ini sudah ada; tidak ada yang ditulis:", [*names, remedy])


def write_file(path: Path, data: bytes, *, overwrite: bool) -> None:
    """Write a file whole or not at all, or to standard output for `-`: what was there stays until all is written.

    Raises NotReady when it is there and may not be overwritten, NotFound without its folder, StorageFailed.
    """
    if path == STREAM:
        click.echo(data, nl=False)
        return
    with told(path):
        if path.exists() and not path.is_file():  # a device or a pipe keeps its place
            path.write_bytes(data)
            return
        try:
            with nullcontext() if overwrite else _reserved(path):
                put_file(path.resolve(), data)
        except FileExistsError:
            raise _taken(path) from None


@contextmanager
def _reserved(path: Path) -> Iterator[None]:
    """The name taken by an empty file, and given back when nothing comes of it."""
    path.open("xb").close()
    try:
        yield
    except OSError:
        path.unlink(missing_ok=True)
        raise


def demand_kind(path: Path | None, *kinds: str) -> None:
    """Raise Misuse where a file to be written is called as another kind than these (`.pdf`); `-` has no name."""
    if path and path != STREAM and path.suffix.lower() not in kinds:
        raise Misuse(f"{path.name} tidak dapat ditulis; akhiri namanya dengan {' atau '.join(kinds)}.")


def make_folder(path: Path) -> None:
    """The folder itself, if it is not there yet.

    Raises NotReady where a file is in the way, NotFound below something that is no folder, StorageFailed.
    """
    with told(path):
        try:
            path.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise NotReady(f"{path} sudah ada dan bukan folder.", ["pilih nama lain"]) from None
    if not os.access(path, os.W_OK | os.X_OK):
        raise StorageFailed(f"{path} tidak boleh ditulisi dengan hak Anda; periksa pemilik dan izinnya.")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system says about `path` into a sentence."""
    try:
        yield
    except PermissionError:
        raise StorageFailed(f"{path} tidak boleh dibuka dengan hak Anda; periksa pemilik dan izinnya.") from None
    except (FileNotFoundError, NotADirectoryError):
        raise _without_folder(path) from None
    except OSError as error:
        reason = "penyimpanan penuh" if error.errno == errno.ENOSPC else error.strerror
        raise StorageFailed(f"{path} tidak dapat dipakai: {reason}.") from None


def _taken(path: Path) -> NotReady:
    return NotReady(f"Berkas {path} sudah ada.", ["pilih nama lain, atau tambahkan --timpa"])


def _without_folder(path: Path) -> NotFound:
    return NotFound("Folder", path.parent, "Buat foldernya dahulu atau pilih tempat lain.")


def _limited(data: bytes, path: Path) -> bytes:
    if len(data) > LARGEST:
        raise UnsafeFile(str(path), [f"lebih besar dari {LARGEST // 1024**2} MiB"])
    return data
