"""A large archive is read by several processes; what they find is what one would find."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from docgen.archive import parallel
from docgen.archive.check.verify import look
from docgen.archive.ocfl import object_path
from docgen.archive.opening import open_archive
from docgen.archive.parallel import work_through
from docgen.archive.rebuild import rebuild
from tests.archive.samples import draft, file, small_office
from tests.archive.test_rebuild import read_words, rows

PIECES = 120
B = object_path("urn:docgen:naskah:b")


def told_by(number: int) -> tuple[int, bool]:
    """The number, and whether a process of its own was asked."""
    return number, multiprocessing.parent_process() is not None


def ended_at_sixty(number: int) -> int:
    """A child that the system ends in the middle of its work."""
    if number == 60 and multiprocessing.parent_process() is not None:
        os._exit(9)
    return number


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even few things are many."""
    monkeypatch.setattr(parallel, "MANY", 2)
    monkeypatch.setattr(parallel.os, "cpu_count", lambda: 2)


def test_few_things_are_done_here() -> None:
    assert list(work_through(told_by, range(PIECES))) == [(number, False) for number in range(PIECES)]


@pytest.mark.usefixtures("several")
def test_many_things_are_done_by_others_and_come_back_in_order() -> None:
    assert list(work_through(told_by, range(PIECES))) == [(number, True) for number in range(PIECES)]


@pytest.mark.usefixtures("several")
def test_what_a_process_leaves_when_it_is_ended_is_done_here() -> None:
    assert list(work_through(ended_at_sixty, range(PIECES))) == list(range(PIECES))


@pytest.mark.usefixtures("several")
def test_several_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = small_office(tmp_path)
    for name in ("c", "d"):
        file(archive, draft(name, name.encode()), {"naskah.docx": name.encode()})
    page = tmp_path / B / "v1/content/naskah.docx"
    page.chmod(0o600)
    page.write_bytes(b"lain")
    seen = look(archive)
    monkeypatch.setattr(parallel, "MANY", 1_000)
    assert seen == look(archive)
    assert [one.kind for one in seen.findings] == ["berkas berubah"] and seen.objects == 5
    archive.close()


@pytest.mark.usefixtures("several")
def test_several_processes_rebuild_what_was_filed(tmp_path: Path) -> None:
    small_office(tmp_path).close()
    report = rebuild(tmp_path, read_words=read_words)
    assert report.kept is not None and rows(tmp_path / "catalogue.db") == rows(report.kept)
    open_archive(tmp_path).close()
