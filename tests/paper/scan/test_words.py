"""The words of a scan, where a program that reads pictures is installed; without it nothing is missing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from docgen.paper.scan import words as module
from docgen.paper.scan.words import BY_LAYER, BY_OCR, HINT, scan_words
from tests.paper.scan.scanner import Glass, jpeg, photograph, scanned
from tests.paper.test_pdf_stamp import sheets
from tests.paper.test_pdf_text import pdf_with

SHEET = [(pdf_with("Surat tugas"), 0)]
FAKE = """#!{python}
import sys, time
if "--list-langs" in sys.argv:
    print("List of available languages in \\"/usr/share\\" (2):\\n{languages}")
else:
    assert sys.argv[1:] == ["stdin", "stdout", "-l", "ind"], sys.argv
    picture = sys.stdin.buffer.read()
    assert picture.startswith((b"\\x89PNG", b"\\xff\\xd8\\xff"))
    {act}
    sys.stdout.buffer.write({said!r}.encode())
"""


def fake_tesseract(
    folder: Path, said: str, monkeypatch: pytest.MonkeyPatch, *, languages: str = "eng\\nind", act: str = "pass"
) -> None:
    """A program of that name on PATH, and nothing else there."""
    folder.mkdir(exist_ok=True)
    program = folder / "tesseract"
    program.write_text(FAKE.format(python=sys.executable, said=said, languages=languages, act=act), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def test_the_words_of_every_page_are_tidied(tmp_path, monkeypatch):
    fake_tesseract(tmp_path, "  SURAT   TUGAS \n\n \f\nNomor:\x07 5\n", monkeypatch)
    assert scan_words(scanned(SHEET * 2)) == ("SURAT TUGAS\nNomor:  5\nSURAT TUGAS\nNomor:  5", BY_OCR)
    assert scan_words(jpeg(photograph(*SHEET[0], Glass())))[0] == "SURAT TUGAS\nNomor:  5"


def test_a_text_layer_is_not_read_twice(tmp_path, monkeypatch):
    fake_tesseract(tmp_path, "kata", monkeypatch)
    assert scan_words(SHEET[0][0]) == ("", BY_LAYER)


def test_without_the_program_or_without_indonesian_a_hint_says_how(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert scan_words(scanned(SHEET)) == ("", HINT)
    fake_tesseract(tmp_path, "kata", monkeypatch, languages="eng\\nosd")
    assert scan_words(scanned(SHEET)) == ("", HINT)


def test_a_program_that_fails_or_never_ends_costs_its_time_and_no_more(tmp_path, monkeypatch):
    fake_tesseract(tmp_path, "kata", monkeypatch, act="sys.exit(1)")
    assert scan_words(scanned(SHEET)) == ("", BY_OCR)
    monkeypatch.setattr(module, "SECONDS", 1)
    fake_tesseract(tmp_path, "kata", monkeypatch, act="time.sleep(60)")
    assert scan_words(scanned(SHEET)) == ("", BY_OCR)


def test_no_more_pages_are_read_than_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_PAGES", 2)
    fake_tesseract(tmp_path, "kata", monkeypatch)
    assert scan_words(sheets(*[(100, 100)] * 4))[0] == "kata\nkata"
