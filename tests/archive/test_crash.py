"""Power off at any moment: nothing acknowledged is lost, nothing is half there, the next start is clean."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError

from docgen.archive import flush
from docgen.archive.archive import Archive
from docgen.archive.check.verify import verify
from docgen.archive.opening import open_archive
from docgen.archive.storage import MANY
from docgen.errors import StorageFailed
from docgen.naskah.records import DOCX
from tests.archive.crashing import OPERATIONS, Expected, Faults, Line, file_something, in_child, writes
from tests.archive.samples import (
    BUKU,
    draft,
    entry,
    file,
    issue,
    numbered,
    ocfl_complaints,
    opened_run,
    revised,
    words,
)

ROUNDS, KILLS = 10, 6


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_killed_process_loses_nothing_it_acknowledged(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    expected = Expected([])
    killed = 0
    while killed < KILLS:
        life = rng.randrange(10**9)

        def work(descriptor: int, life: int = life) -> None:
            archive = open_archive(tmp_path)
            child = random.Random(life)
            while True:
                file_something(archive, child, "n", lambda line: _acknowledge(descriptor, line))

        lines, status = in_child(work, kill_after=rng.uniform(0.005, 0.06))
        assert os.WTERMSIG(status) == signal.SIGKILL
        killed += 1
        expected.lines += lines
        expected.check(tmp_path)
    assert expected.lines


def _acknowledge(descriptor: int, line: Line) -> None:
    os.write(descriptor, "{} {} {}\n".format(*line).encode())


# ------------------------------------------------------- the n-th operation of the disk, for every n


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """Hundreds of archives, in memory where the machine offers that: processes die here, the machine does not."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """An archive in the middle of its life, to be copied for every n."""
    folder = tmp_path / "asal"
    archive = open_archive(folder)
    file(archive, draft("a", b"halaman a"), {DOCX: b"halaman a"})
    issue(archive, file(archive, draft("b", b"halaman b"), {DOCX: b"halaman b"}), b"b+nomor")
    archive.close()
    return folder


def afternoon(archive: Archive, acknowledge: Callable[[Line], None]) -> None:
    """Two transactions: a number, a new naskah and a run together; then a file beside a page."""
    with archive.transaction() as tx:
        urut = tx.next_urut(BUKU, 2019)
        a = numbered(tx.naskah("a"), b"a+nomor", urut)
        tx.file(a, {DOCX: b"a+nomor"}, text=words(a), nomor=[entry(a, urut)])
        tx.file(draft("d", b"halaman d"), {DOCX: b"halaman d"}, text="d")
        tx.file_run(opened_run("run-1"))
    for line in (("a", 2, urut), ("d", 1, 0), ("run-1", 1, 0)):
        acknowledge(line)
    file(archive, revised(a, {"surat.pdf": b"pdf"}), {"surat.pdf": b"pdf"})
    acknowledge(("a", 3, 0))


def count_operations(folder: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> int:
    archive = open_archive(folder)
    faults = Faults(0, lambda name, arguments: None)
    with monkeypatch.context() as patch:
        faults.install(archive, patch.setattr, *more)
        afternoon(archive, lambda line: None)
    archive.close()
    assert faults.count > 50
    return faults.count


@pytest.mark.slow
def test_a_process_may_end_at_every_single_operation(
    before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_write = os.write

    def end(name: str, arguments: tuple[Any, ...]) -> None:
        if name == "write" and len(arguments[1]) > 1:  # half of it reaches the disk
            real_write(arguments[0], arguments[1][: len(arguments[1]) // 2])
        os._exit(9)

    shutil.copytree(before, tmp_path / "hitung")
    total = count_operations(tmp_path / "hitung", monkeypatch)
    for n in range(1, total + 2):
        folder = shutil.copytree(before, tmp_path / f"n{n}")

        def work(descriptor: int, folder: Path = folder, n: int = n) -> None:
            archive = open_archive(folder)
            Faults(n, end).install(archive, setattr)
            afternoon(archive, lambda line: real_write(descriptor, "{} {} {}\n".format(*line).encode()) and None)

        lines, status = in_child(work)
        assert os.WEXITSTATUS(status) == (9 if n <= total else 0), f"operation {n} of {total}"
        Expected(lines).check(folder)
        shutil.rmtree(folder)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lasting", "many"),
    [(False, MANY), (False, 2), (True, MANY)],
    ids=["once", "once, flushed together", "from then on"],
)
def test_a_disk_may_refuse_every_single_operation(
    before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lasting: bool, many: int
) -> None:
    """The user is told, nothing of the act is kept, and when the disk works again so does the archive."""
    monkeypatch.setattr("docgen.archive.storage.MANY", many)
    monkeypatch.setattr(flush, "TRUSTED", (flush.file_system(tmp_path, Path("/proc/self/mountinfo")),))
    shutil.copytree(before, tmp_path / "hitung")
    more = () if lasting else ("fsync",)
    total = count_operations(tmp_path / "hitung", monkeypatch, *more)
    for n in range(1, total + 1):
        folder = shutil.copytree(before, tmp_path / f"n{n}")
        acknowledged, said = _afternoon_on_a_failing_disk(folder, n, monkeypatch, lasting)
        Expected(acknowledged).check(folder)
        archive = open_archive(folder)
        kept = {("d", 1)} & {(name, 1) for name in archive.naskah_ids()}
        # Where even the undoing is refused the user is told that the act is in doubt: it is whole, or absent.
        in_doubt = lasting and "belum pasti" in said
        assert kept == {line[:2] for line in acknowledged} & {("d", 1)} or in_doubt, f"operation {n} of {total}"
        archive.close()
        shutil.rmtree(folder)


def _afternoon_on_a_failing_disk(
    folder: Path, n: int, monkeypatch: pytest.MonkeyPatch, lasting: bool
) -> tuple[list[Line], str]:
    """File until the n-th operation is refused, then once more on a disk that works.

    Returns what was acknowledged and what the user was told.
    """
    archive = open_archive(folder)
    acknowledged: list[Line] = []
    said = ""

    def refuse(name: str, arguments: tuple[Any, ...]) -> None:
        if lasting:
            faults.strike_at += 1
        if name == "commit":
            raise OperationalError("COMMIT", {}, sqlite3.OperationalError("database or disk is full"))
        raise OSError(28, "No space left on device")

    faults = Faults(n, refuse)
    with monkeypatch.context() as patch:
        faults.install(archive, patch.setattr, *(() if lasting else ("fsync",)))
        try:
            afternoon(archive, acknowledged.append)
        except StorageFailed as error:
            said = str(error)
            assert "Kosongkan ruang" in said
    faults.strike_at = 0
    file(archive, revised(archive.naskah("b"), {"surat.pdf": b"pdf"}), {"surat.pdf": b"pdf"})
    assert verify(archive) == []
    archive.close()
    return acknowledged, said


# ------------------------------------------------------- what recovery does, case by case


def _die_at(folder: Path, chosen: str, work: Callable[[Archive], None]) -> None:
    """Run `work` in a child that ends just before the operation named: intent, content, head, commit, cleared."""
    seen: list[str] = []

    def child(descriptor: int) -> None:
        archive = open_archive(folder)
        real = os.replace

        def replace(source: Path, target: Path) -> None:
            name = Path(target)
            part = "intent" if name.parent.name == "niat" else "content" if "content" in name.parts else "head"
            if part == chosen and (part != "head" or name.parent.name.startswith("urn")):
                os._exit(9)
            real(source, target)
            seen.append(part)

        os.replace = replace  # type: ignore[assignment]
        if chosen == "commit":
            event.listen(archive.engine, "commit", lambda connection: writes(connection) and os._exit(9))
        if chosen == "cleared":
            os.unlink = lambda *a, **k: os._exit(9)  # type: ignore[assignment]
        work(archive)

    _, status = in_child(child)
    assert os.WEXITSTATUS(status) == 9


@pytest.mark.parametrize(
    ("moment", "adopted"),
    [("intent", False), ("content", False), ("head", True), ("commit", True), ("cleared", True)],
)
def test_an_unfinished_version_is_adopted_whole_or_set_aside_whole(before: Path, moment: str, adopted: bool) -> None:
    def revise(archive: Archive) -> None:
        file(archive, revised(archive.naskah("a"), {DOCX: b"dua"}), {DOCX: b"dua"})

    _die_at(before, moment, revise)
    archive = open_archive(before)
    assert len(archive.versions("a")) == (2 if adopted else 1)
    if adopted:
        assert archive.read(archive.naskah("a").latest) == b"dua"
        assert archive.text("a", 2) == words(archive.naskah("a"))
    assert archive.storage.list("niat") == archive.storage.list("sementara") == []
    assert verify(archive) == []
    assert ocfl_complaints(before) == []


@pytest.mark.parametrize("moment", ["intent", "content", "head", "commit"])
@pytest.mark.parametrize("naskah_id", ["a", "baru"], ids=["next version", "first version"])
def test_a_filing_that_was_cut_off_is_no_damage_before_the_next_start_puts_it_right(
    before: Path, moment: str, naskah_id: str
) -> None:
    """As on a disk so full that not even the undoing has room: what was filed is whole, the rest is in doubt."""
    mine = open_archive(before)
    first = draft("baru", b"x") if naskah_id == "baru" else revised(mine.naskah("a"), {DOCX: b"x"})
    _die_at(before, moment, lambda archive: file(archive, first, {DOCX: b"x"}) and None)
    found = verify(mine)
    assert {one.severity for one in found} == {"peringatan"}
    assert {one.kind for one in found} == {"niat tertinggal"}
    mine.close()
    assert verify(open_archive(before)) == []


def test_an_intent_hides_no_damage_but_that_of_its_own_version(before: Path) -> None:
    mine = open_archive(before)
    _die_at(
        before, "head", lambda archive: file(archive, revised(mine.naskah("a"), {DOCX: b"x"}), {DOCX: b"x"}) and None
    )
    next(before.rglob("urn*%3aa/v1/content/naskah.docx")).unlink()
    assert {one.kind for one in verify(mine)} == {"niat tertinggal", "berkas hilang"}
    mine.close()


def test_the_order_of_every_act_is_intent_content_head_commit_cleared(
    before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = open_archive(before)
    naskah = archive.naskah("a")
    seen: list[str] = []
    real_replace, real_unlink = os.replace, os.unlink

    def replace(source: Path, target: Path) -> None:
        parts = Path(target).parts
        seen.append("intent" if "niat" in parts else "version" if "v2" in parts else "head")
        real_replace(source, target)

    def unlink(path: Path) -> None:
        seen.append("cleared")
        real_unlink(path)

    event.listen(archive.engine, "commit", lambda connection: writes(connection) and seen.append("commit"))
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        patch.setattr(os, "unlink", unlink)
        file(archive, revised(naskah, {DOCX: b"dua"}), {DOCX: b"dua"})
    assert list(dict.fromkeys(seen)) == ["intent", "version", "head", "commit", "cleared"]
    assert seen == sorted(seen, key=["intent", "version", "head", "commit", "cleared"].index)
    assert seen.count("version") == 4  # page, record, inventory, sidecar


def test_what_was_half_written_is_set_aside_not_deleted(before: Path) -> None:
    def both(archive: Archive) -> None:
        with archive.transaction() as tx:
            tx.file(
                revised(tx.naskah("a"), {DOCX: b"dua", "surat.pdf": b"pdf"}),
                {DOCX: b"dua", "surat.pdf": b"pdf"},
                text="",
            )
            tx.file(draft("baru", b"x"), {DOCX: b"x"}, text="")

    _die_at(before, "head", both)
    record = next(before.rglob("urn*%3aa/v2/content/record.json"))
    record.unlink()  # the power cut took one of the files that were not yet durable
    archive = open_archive(before)
    assert archive.naskah_ids() == ["a", "b"]
    aside = [path for path in archive.storage.list("disisihkan") if "/content/" in path]
    assert {archive.storage.read(path) for path in aside} >= {b"dua", b"pdf", b"x"}
    assert verify(archive) == []
    assert ocfl_complaints(before) == []


@pytest.mark.parametrize("naskah_id", ["a", "baru"], ids=["next version", "first version"])
def test_what_a_full_disk_refused_is_certainly_not_kept_though_nothing_can_be_set_aside(
    before: Path, monkeypatch: pytest.MonkeyPatch, naskah_id: str
) -> None:
    archive, page = open_archive(before), bytes(50_000)
    naskah = draft("baru", page) if naskah_id == "baru" else revised(archive.naskah("a"), {DOCX: page})
    with monkeypatch.context() as patch:
        _fill_up(before, len(page) * 3 // 2, patch)
        _refuse_the_next_commit(archive)
        with pytest.raises(StorageFailed, match=r"full") as refused:
            file(archive, naskah, {DOCX: page})
    assert "belum pasti" not in str(refused.value)
    assert archive.storage.list("niat") == archive.storage.list("disisihkan") == [] and verify(archive) == []
    assert {one: archive.naskah(one).latest.number for one in archive.naskah_ids()} == {"a": 1, "b": 2}
    file(archive, naskah, {DOCX: page})
    assert verify(archive) == [] and ocfl_complaints(before) == []


def _fill_up(folder: Path, room: int, patch: pytest.MonkeyPatch) -> None:
    """From now on the files in `folder` have room for so many bytes more."""
    real, used = os.write, lambda: sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
    most = used() + room

    def write(descriptor: int, data: bytes) -> int:
        if used() + len(data) > most:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(descriptor, data)

    patch.setattr(os, "write", write)


def _refuse_the_next_commit(archive: Archive) -> None:
    refused: list[str] = []

    def refuse(connection: Connection) -> None:
        if writes(connection) and not refused:
            refused.append("database or disk is full")
            raise OperationalError("COMMIT", {}, sqlite3.OperationalError(*refused))

    event.listen(archive.engine, "commit", refuse)


def test_another_process_puts_a_crash_right_before_it_files(before: Path) -> None:
    """An archive that was open all along must not build on a version that was never finished."""
    mine = open_archive(before)
    first = mine.naskah("a")
    _die_at(
        before,
        "content",
        lambda archive: file(archive, revised(first, {DOCX: b"setengah"}), {DOCX: b"setengah"}) and None,
    )
    filed = file(mine, revised(first, {DOCX: b"saya"}), {DOCX: b"saya"})
    assert mine.read(filed.latest) == b"saya"
    assert verify(mine) == []
    assert ocfl_complaints(before) == []


def test_a_number_lost_in_a_crash_is_given_out_again(before: Path) -> None:
    _die_at(before, "content", lambda archive: issue(archive, archive.naskah("a"), b"x") and None)
    archive = open_archive(before)
    assert issue(archive, archive.naskah("a"), b"y").nomor == "470 / Kep. 2 / Sekre"
    assert [line.urut for line in archive.register(BUKU, 2019)] == [1, 2]


def test_an_intent_nobody_can_read_stops_nothing(before: Path) -> None:
    (before / "niat").mkdir(exist_ok=True)
    (before / "niat" / "000000009.json").write_bytes(b"{ bukan niat")
    archive = open_archive(before)
    file(archive, draft("c", b"x"), {DOCX: b"x"})
    assert verify(archive) == []
    assert [path.rpartition("/")[2] for path in archive.storage.list("disisihkan")] == ["000000009.json"]


def test_a_crash_while_the_archive_is_first_made_leaves_one_that_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    total = 40
    for n in range(1, total):
        folder = tmp_path / f"n{n}"

        def work(descriptor: int, folder: Path = folder, n: int = n) -> None:
            faults = Faults(n, lambda name, arguments: os._exit(9))
            for name in (*OPERATIONS, "link"):
                setattr(os, name, faults.wrapped(name, getattr(os, name)))
            open_archive(folder)

        _, status = in_child(work)
        archive = open_archive(folder)
        file(archive, draft("a", b"x"), {DOCX: b"x"})
        assert verify(archive) == []
        archive.close()
        assert ocfl_complaints(folder) == []
        if os.WEXITSTATUS(status) == 0:
            return
    raise AssertionError("never got through")
