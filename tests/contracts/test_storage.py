"""What every storage promises, asked of each in turn."""

from __future__ import annotations

import itertools
import os
import stat
from pathlib import Path

import pytest

from docgen.archive.storage import MANY, SEMENTARA, FileStorage, MemoryStorage, Storage
from docgen.errors import NotFound, StorageFailed


@pytest.fixture(params=["files", "memory"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    return FileStorage(tmp_path / "arsip") if request.param == "files" else MemoryStorage()


def test_what_is_written_is_read_back_byte_for_byte(storage: Storage) -> None:
    data = bytes(range(256)) * 5000
    storage.write({"a/b/satu.bin": data, "kosong": b""})
    assert storage.read("a/b/satu.bin") == data
    assert storage.read("kosong") == b""


def test_writing_again_replaces(storage: Storage) -> None:
    storage.write({"a/satu": b"lama"})
    storage.write({"a/satu": b"baru"})
    assert storage.read("a/satu") == b"baru"
    assert storage.list() == ["a/satu"]


def test_what_is_not_there_is_not_found(storage: Storage) -> None:
    storage.write({"a/satu": b"1"})
    for path in ("dua", "a/dua", "a", "a/satu/dua"):
        with pytest.raises(NotFound):
            storage.read(path)


def test_list_names_everything_below_a_folder_sorted(storage: Storage) -> None:
    storage.write({"b/2": b"", "a/z": b"", "a/b/c": b"", "ab": b""})
    assert storage.list() == ["a/b/c", "a/z", "ab", "b/2"]
    assert storage.list("a") == ["a/b/c", "a/z"]
    assert storage.list("ab") == ["ab"]
    assert storage.list("tidak-ada") == []
    assert storage.list("ab/tidak-ada") == []


def test_remove_takes_a_file_and_nothing_beside_it(storage: Storage) -> None:
    storage.write({"a/1": b"", "a/10": b"", "a1": b""})
    storage.remove("a/1")
    assert storage.list() == ["a/10", "a1"]


def test_remove_takes_a_folder_whole(storage: Storage) -> None:
    storage.write({"a/b/1": b"", "a/b/c/2": b"", "a/d": b""})
    storage.remove("a/b")
    assert storage.list() == ["a/d"]


def test_removing_what_is_not_there_is_no_error(storage: Storage) -> None:
    storage.write({"a/1": b""})
    storage.remove("b")
    storage.remove("b/c/d")
    assert storage.list() == ["a/1"]


def test_a_removed_name_can_be_written_again(storage: Storage) -> None:
    storage.write({"a/b/1": b"lama"})
    storage.remove("a")
    storage.write({"a/b/1": b"baru"})
    assert storage.read("a/b/1") == b"baru"


# ---------------------------------------------------------------- what only files can promise


def test_removing_a_folder_leaves_no_empty_folder_above_it(tmp_path: Path) -> None:
    storage = FileStorage(tmp_path)
    storage.write({"a/b/c/1": b"", "a/2": b""})
    storage.remove("a/b/c")
    assert not (tmp_path / "a" / "b").exists()
    assert (tmp_path / "a").is_dir()
    (tmp_path / "a" / "b").mkdir()  # as a crash between making a folder and its file leaves it
    storage.remove("a/b/c/d")
    assert not (tmp_path / "a" / "b").exists()


def test_removing_a_file_never_takes_the_topmost_folder_from_under_another_process(tmp_path: Path) -> None:
    storage = FileStorage(tmp_path)
    storage.write({"niat/1": b""})
    storage.remove("niat/1")
    assert (tmp_path / "niat").is_dir()


def test_kept_files_are_read_only_and_folders_are_the_owners_alone(tmp_path: Path) -> None:
    FileStorage(tmp_path).write({"a/b/1": b"isi"})
    assert stat.S_IMODE((tmp_path / "a/b/1").stat().st_mode) == 0o444
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "a/b").stat().st_mode) == 0o700


def test_nothing_half_written_is_left_beside_the_files(tmp_path: Path) -> None:
    FileStorage(tmp_path).write({"a/1": b"isi", "a/2": b"isi"})
    assert FileStorage(tmp_path).list(SEMENTARA) == []


@pytest.mark.parametrize("count", [2, 3 * MANY], ids=["one by one", "many at once"])
def test_bytes_are_durable_before_they_get_their_name_and_names_before_write_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """The power-cut rule: fsync the file, rename, fsync the folder; for new folders their parents too."""
    synced: set[tuple[int, int]] = set()
    unsynced_names: set[Path] = set()
    real_fsync, real_replace, real_mkdir = os.fsync, os.replace, os.mkdir

    def fsync(descriptor: int) -> None:
        real_fsync(descriptor)
        status = os.fstat(descriptor)
        synced.add((status.st_dev, status.st_ino))
        unsynced_names.difference_update({f for f in list(unsynced_names) if f.stat().st_ino == status.st_ino})

    def replace(source: Path, target: Path) -> None:
        status = os.stat(source)
        assert (status.st_dev, status.st_ino) in synced, "renamed before its bytes were durable"
        real_replace(source, target)
        unsynced_names.add(Path(target).parent)

    def mkdir(path: Path, mode: int) -> None:
        real_mkdir(path, mode)
        unsynced_names.add(Path(path).parent)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(os, "mkdir", mkdir)
    FileStorage(tmp_path / "arsip").write({"a/2": b"dua", **{f"a/b{n}/1": b"%d" % n for n in range(1, count)}})
    assert len(synced) > count
    assert unsynced_names == set()


def test_a_full_disk_is_said_in_words_and_leaves_what_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = FileStorage(tmp_path)
    storage.write({"a/1": b"lama"})

    def full(descriptor: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(StorageFailed, match=r"a/2.*Kosongkan ruang"):
        storage.write({"a/2": b"baru"})
    monkeypatch.undo()
    assert storage.list() == ["a/1"]
    assert storage.read("a/1") == b"lama"


@pytest.mark.parametrize("refused", ["write", "fsync"])
def test_one_refusal_among_many_files_leaves_none_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    storage = FileStorage(tmp_path)
    storage.write({"a/0": b"lama"})
    calls, real = itertools.count(), getattr(os, refused)

    def sometimes(*arguments: object) -> object:
        if next(calls) == MANY:
            raise OSError(28, "No space left on device")
        return real(*arguments)

    monkeypatch.setattr(os, refused, sometimes)
    with pytest.raises(StorageFailed, match=r"a/\d+.*Kosongkan ruang"):
        storage.write({f"a/{n}": b"baru" for n in range(2 * MANY)})
    assert storage.list() == ["a/0"] and storage.read("a/0") == b"lama"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a file where a folder must be")
    with pytest.raises(StorageFailed, match=str(tmp_path / "a")):
        FileStorage(tmp_path).write({"a/b/1": b""})


def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders and files that are made durable from now on."""
    real_open, real_sync, names, done = os.open, os.fsync, {}, []

    def opened(path, *arguments, **more):
        descriptor = real_open(path, *arguments, **more)
        names[descriptor] = str(path)
        return descriptor

    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(os, "fsync", lambda descriptor: (done.append(names.get(descriptor, "")), real_sync(descriptor)))
    return done


def test_no_file_gets_its_name_in_a_folder_that_is_not_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done, real, before = synced(monkeypatch), os.replace, []
    monkeypatch.setattr(os, "replace", lambda a, b: (before.append(list(done)), real(a, b)))
    FileStorage(tmp_path / "arsip").write({"a/b/1": b"satu"})
    above = {str(tmp_path), str(tmp_path / "arsip"), str(tmp_path / "arsip" / "a")}
    assert above <= set(before[0]) and done[-1] == str(tmp_path / "arsip" / "a" / "b")


def test_a_write_tried_again_makes_its_folders_durable_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage, real = FileStorage(tmp_path), os.replace
    done = synced(monkeypatch)

    def full(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(StorageFailed):
        storage.write({"a/b/1": b"satu"})
    assert not (tmp_path / "a").exists()
    monkeypatch.setattr(os, "replace", real)
    done.clear()
    storage.write({"a/b/1": b"satu"})
    assert {str(tmp_path), str(tmp_path / "a"), str(tmp_path / "a" / "b")} <= set(done)
