"""Many at once: one writer at a time, none of them turned away, no number twice and none left out."""

from __future__ import annotations

import os
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.archive.archive import Archive
from docgen.archive.check.verify import verify
from docgen.archive.opening import open_archive
from docgen.errors import StaleVersion
from docgen.naskah.records import DOCX
from tests.archive.samples import BUKU, draft, entry, file, issue, ocfl_complaints, revised

PROCESSES = 32


def all_at_once(count: int, work: Callable[[int], None]) -> list[int]:
    """Run `work(i)` in `count` processes that start together; their exit codes."""
    ready, go = os.pipe(), os.pipe()
    children = []
    for i in range(count):
        pid = os.fork()
        if pid == 0:
            _wait_and_work(lambda i=i: work(i), ready[1], go[0])
        children.append(pid)
    waiting = count
    while waiting:
        waiting -= len(os.read(ready[0], waiting))
    os.write(go[1], b"x" * count)
    codes = [os.WEXITSTATUS(os.waitpid(pid, 0)[1]) for pid in children]
    for descriptor in (*ready, *go):
        os.close(descriptor)
    return codes


def _wait_and_work(work: Callable[[], None], ready: int, go: int) -> None:
    code = 70
    try:
        os.write(ready, b"x")
        os.read(go, 1)
        work()
        code = 0
    finally:
        if code:
            traceback.print_exc()
        os._exit(code)


@pytest.mark.slow
def test_thirty_two_processes_get_thirty_two_consecutive_numbers(tmp_path: Path) -> None:
    """Each opens the archive for itself; the first of them makes it."""

    def take_a_number(i: int) -> None:
        archive = open_archive(tmp_path)
        with archive.transaction() as tx:
            urut = tx.next_urut(BUKU, 2019)
            naskah = draft(f"n{i}", b"x%d" % i)
            tx.file(naskah, {DOCX: b"x%d" % i}, text="", nomor=[entry(naskah, urut)])

    assert all_at_once(PROCESSES, take_a_number) == [0] * PROCESSES
    archive = open_archive(tmp_path)
    register = archive.register(BUKU, 2019)
    assert [line.urut for line in register] == list(range(1, PROCESSES + 1))
    assert {line.naskah_id for line in register} == {f"n{i}" for i in range(PROCESSES)}
    assert verify(archive) == []
    assert ocfl_complaints(tmp_path) == []


@pytest.mark.slow
def test_of_many_who_file_the_same_next_version_one_wins(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    first = file(archive, draft("a", b"x"), {DOCX: b"x"})
    archive.close()

    def revise(i: int) -> None:
        try:
            file(open_archive(tmp_path), revised(first, {DOCX: b"x%d" % i}), {DOCX: b"x%d" % i})
        except StaleVersion:
            os._exit(6)

    codes = all_at_once(8, revise)
    assert sorted(codes) == [0] + [6] * 7
    archive = open_archive(tmp_path)
    assert archive.read(archive.naskah("a").latest) == b"x%d" % codes.index(0)
    assert verify(archive) == []


def test_two_transactions_in_one_process_wait_for_each_other(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    file(archive, draft("a", b"x"), {DOCX: b"x"})
    inside, order = threading.Event(), []

    def second() -> None:
        inside.wait()
        issue(archive, archive.naskah("a"), b"dua")
        order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with archive.transaction() as tx:
        inside.set()
        urut = tx.next_urut(BUKU, 2019)
        naskah = draft("b", b"x")
        tx.file(naskah, {DOCX: b"x"}, text="", nomor=[entry(naskah, urut)])
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
    assert [line.naskah_id for line in archive.register(BUKU, 2019)] == ["b", "a"]


def test_readers_see_the_archive_as_it_was_until_the_writer_is_done(tmp_path: Path) -> None:
    writer, reader = open_archive(tmp_path), open_archive(tmp_path)
    first = file(writer, draft("a", b"satu"), {DOCX: b"satu"})
    with writer.transaction() as tx:
        tx.file(revised(first, {DOCX: b"dua"}), {DOCX: b"dua"}, text="dua")
        assert reader.naskah("a") == first
        assert tx.naskah("a").latest.number == 2
        assert len(list(reader.log())) == 1
    assert reader.read(reader.naskah("a").latest) == b"dua"
    assert len(list(reader.log())) == 2


@pytest.mark.slow
def test_checking_while_others_file_finds_nothing_wrong(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    for name in "abcd":
        file(archive, draft(name, b"x"), {DOCX: b"x"})
    other = threading.Thread(target=_file_forty, args=(open_archive(tmp_path),))
    other.start()
    found = []
    while other.is_alive():
        found.append(verify(archive))
    other.join()
    assert found
    assert found == [[]] * len(found)
    assert archive.naskah("a").latest.number == 11


def _file_forty(archive: Archive) -> None:
    for i in range(40):
        name, blob = "abcd"[i % 4], b"%d" % i
        file(archive, revised(archive.naskah(name), {DOCX: blob}), {DOCX: blob})
