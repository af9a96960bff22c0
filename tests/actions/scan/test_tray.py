"""The tray: nothing that could not be filed is lost, and a folder is only read when its files are whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from docgen.actions.scan.tray import files_in, put_in_tray, set_aside, settled
from docgen.errors import StorageFailed


def test_a_copy_lies_in_the_tray_with_its_reason(tmp_path: Path):
    path = put_in_tray(tmp_path / "baki", "scan.pdf", b"satu", "halaman 2 tidak ada")
    assert path == tmp_path / "baki" / "scan.pdf" and path.read_bytes() == b"satu"
    assert (tmp_path / "baki" / "scan.pdf.txt").read_text("utf-8") == "halaman 2 tidak ada"


def test_another_file_of_the_same_name_lies_beside_and_the_same_one_is_no_second_copy(tmp_path: Path):
    first = put_in_tray(tmp_path, "scan.pdf", b"satu", "sebab")
    assert put_in_tray(tmp_path, "scan.pdf", b"satu", "sebab lain") == first
    second = put_in_tray(tmp_path, "scan.pdf", b"dua", "sebab")
    assert second != first and put_in_tray(tmp_path, "scan.pdf", b"dua", "sebab") == second
    assert (first.read_bytes(), second.read_bytes()) == (b"satu", b"dua")
    assert len(list(tmp_path.iterdir())) == 4


def test_a_source_that_is_filed_is_set_aside_and_covers_no_other(tmp_path: Path):
    for text in ("satu", "dua", "tiga"):
        (tmp_path / "scan.pdf").write_text(text)
        set_aside(tmp_path / "scan.pdf")
    kept = {path.name: path.read_text() for path in (tmp_path / "sudah").iterdir()}
    assert kept == {"scan.pdf": "satu", "scan-2.pdf": "dua", "scan-3.pdf": "tiga"}


def test_a_tray_that_cannot_be_written_is_told(tmp_path: Path):
    (tmp_path / "baki").write_text("bukan folder")
    with pytest.raises(StorageFailed, match="baki"):
        put_in_tray(tmp_path / "baki", "scan.pdf", b"satu", "sebab")


def test_a_growing_an_empty_and_a_half_loaded_file_wait(tmp_path: Path):
    for name in ("a.pdf", "kosong.pdf", "b.pdf.part", ".tersembunyi.pdf", "~$c.pdf"):
        (tmp_path / name).write_bytes(b"" if name == "kosong.pdf" else b"x")
    (tmp_path / "sudah").mkdir()
    first = files_in(tmp_path)
    assert [path.name for path in first] == ["a.pdf", "kosong.pdf"] and settled({}, first) == []
    assert [path.name for path in settled(first, files_in(tmp_path))] == ["a.pdf"]
    (tmp_path / "a.pdf").write_bytes(b"xx")
    grown = files_in(tmp_path)
    assert settled(first, grown) == []
    os.utime(tmp_path / "a.pdf", ns=(1, 1))
    assert settled(grown, files_in(tmp_path)) == []


def test_a_folder_taken_away_is_empty(tmp_path: Path):
    assert files_in(tmp_path / "tidak-ada") == {}
