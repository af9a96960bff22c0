"""What every storage promises, asked of each in turn."""

from __future__ import annotations

import itertools
import os
import stat
from pathlib import Path

import pytest

from docgen.archive import flush
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


def may_flush(folder: Path, monkeypatch: pytest.MonkeyPatch, *, at_once: bool) -> None:
    """Whatever file system the tests run on: let it be flushed as a whole, or only file by file."""
    trusted = (flush.file_system(folder, Path("/proc/self/mountinfo")),) if at_once else ()
    monkeypatch.setattr(flush, "TRUSTED", trusted)


class Watched:
    """Which bytes and names are durable, seen at every rename."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.flushes = 0
        self.synced: set[int] = set()
        self.renamed: list[int] = []
        self.unsynced_names: set[Path] = set()
        self.new_folders: set[Path] = set()  # where one was made whose name is not durable
        self._written: set[int] = set()
        self._real = {name: getattr(os, name) for name in ("fsync", "replace", "mkdir", "write")}
        self._flush = flush.syncfs
        for name in self._real:
            monkeypatch.setattr(os, name, getattr(self, name))
        monkeypatch.setattr(flush, "syncfs", self.syncfs)

    def write(self, descriptor: int, data: bytes) -> int:
        self._written.add(os.fstat(descriptor).st_ino)
        return int(self._real["write"](descriptor, data))

    def fsync(self, descriptor: int) -> None:
        self._real["fsync"](descriptor)
        number = os.fstat(descriptor).st_ino
        self.synced.add(number)
        for names in (self.unsynced_names, self.new_folders):
            names -= {folder for folder in list(names) if folder.stat().st_ino == number}

    def syncfs(self, descriptor: int) -> None:
        self._flush(descriptor)
        self.flushes += 1
        self.synced |= self._written
        self.unsynced_names.clear()
        self.new_folders.clear()

    def replace(self, source: Path, target: Path) -> None:
        self.renamed.append(os.stat(source).st_ino)
        assert self.renamed[-1] in self.synced, "renamed before its bytes were durable"
        assert not self.new_folders, "named in a folder that is not durable"
        self._real["replace"](source, target)
        self.unsynced_names.add(Path(target).parent)

    def mkdir(self, path: Path, mode: int) -> None:
        self._real["mkdir"](path, mode)
        self.new_folders.add(Path(path).parent)


@pytest.mark.parametrize(
    ("count", "at_once"), [(2, True), (3 * MANY, False), (3 * MANY, True)], ids=["few", "each", "all at once"]
)
def test_bytes_are_durable_before_they_get_their_name_and_names_before_write_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, at_once: bool
) -> None:
    """The power-cut rule: fsync the file, rename, fsync the folder; for new folders their parents too."""
    may_flush(tmp_path, monkeypatch, at_once=at_once)
    watched = Watched(monkeypatch)
    FileStorage(tmp_path / "arsip").write({"a/2": b"dua", **{f"a/b{n}/1": b"%d" % n for n in range(1, count)}})
    assert len(watched.renamed) == count
    assert watched.unsynced_names == set()
    assert watched.flushes == (2 if at_once and count >= MANY else 0)


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


@pytest.mark.parametrize("refused", ["write", "fsync", "mkdir"])
def test_one_refusal_among_many_files_leaves_none_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    may_flush(tmp_path, monkeypatch, at_once=False)
    storage = FileStorage(tmp_path)
    storage.write({"a/0": b"lama"})
    calls, real = itertools.count(), getattr(os, refused)

    def sometimes(*arguments: object) -> object:
        if next(calls) == MANY:
            raise OSError(28, "No space left on device")
        return real(*arguments)

    monkeypatch.setattr(os, refused, sometimes)
    with pytest.raises(StorageFailed, match=r"b/\d+.*Kosongkan ruang"):
        storage.write({f"b/{n}/isi": b"baru" for n in range(2 * MANY)})
    assert storage.list() == ["a/0"] and storage.read("a/0") == b"lama"


def test_a_flush_of_all_that_is_refused_leaves_none_of_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_flush(tmp_path, monkeypatch, at_once=True)
    storage = FileStorage(tmp_path)
    storage.write({"a/0": b"lama"})

    def refuse(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(flush, "syncfs", refuse)
    with pytest.raises(StorageFailed, match="Perangkat penyimpanan rusak"):
        storage.write({f"a/{n}": b"baru" for n in range(2 * MANY)})
    assert storage.list() == ["a/0"]


@pytest.mark.parametrize(
    ("system", "release", "told"),
    [("Linux", "6.18.44-fc", True), ("Linux", "5.8.0", True), ("Linux", "5.7.19", False), ("Linux", "4.19", False),
     ("Linux", "", False), ("Darwin", "23.1.0", False), ("Windows", "10", False)],
)  # fmt: skip
def test_only_a_linux_that_tells_of_refused_bytes_is_asked_to_flush_all(system: str, release: str, told: bool) -> None:
    assert flush.tells_errors(system, release) is told


def test_the_file_system_of_a_folder_is_read_from_the_list_of_mounts(tmp_path: Path) -> None:
    device = os.stat(tmp_path).st_dev
    mounts = tmp_path / "mountinfo"
    own = f"36 35 {os.major(device)}:{os.minor(device)} / /mnt/arsip rw,noatime master:1 - xfs /dev/sdb1 rw"
    mounts.write_text(f"25 1 0:999 / / rw shared:1 - overlay overlay rw\n{own}\n")
    assert flush.file_system(tmp_path, mounts) == "xfs"
    mounts.write_text("25 1 0:999 / / rw shared:1 - ext4 /dev/sda rw\n")
    assert flush.file_system(tmp_path, mounts) == ""
    assert flush.file_system(tmp_path, tmp_path / "none") == ""


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
