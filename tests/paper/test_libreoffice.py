"""A page corrected in LibreOffice goes on as if it had been corrected in Word."""

from __future__ import annotations

import io
from pathlib import Path

import docx as python_docx
import pytest

from docgen.paper.canonical import unpack
from docgen.paper.guard import check_docx, sniff
from docgen.paper.properties import read_properties
from docgen.paper.read import plain_text
from docgen.paper.stamp import anchors, clear, stamp
from docgen.paper.unfinished import unfinished
from tests.paper.pages import ANCHORS, DOTS

FOLDER = Path(__file__).parent / "contoh"
SAVED = (FOLDER / "libreoffice.docx").read_bytes()


def test_the_sample_is_one_that_lost_its_tags():
    assert b"<w:tag" not in unpack(SAVED)["word/document.xml"]
    assert b"LibreOffice" in unpack(SAVED)["docProps/app.xml"]


@pytest.mark.parametrize("name", ["libreoffice.docx", "libreoffice_perubahan.docx"])
def test_it_is_let_in(name: str):
    data = (FOLDER / name).read_bytes()
    check_docx(data, name)
    assert sniff(data) == "docx"


def test_every_anchor_is_still_there():
    assert anchors(SAVED) == {name: DOTS if name in ("nomor", "tanggal") else "\u00a0" for name in ANCHORS}


def test_every_anchor_can_be_stamped_and_cleared():
    marks = {name: f"cap {name}\nbaris dua" for name in ANCHORS}
    stamped = stamp(SAVED, marks, {"docgen.status": "disahkan", "title": "Undangan"})
    assert anchors(stamped) == marks
    assert anchors(clear(stamped, marks)) == anchors(SAVED)
    assert python_docx.Document(io.BytesIO(stamped)).core_properties.title == "Undangan"
    assert read_properties(stamped) == {"docgen.naskah": "N-1", "docgen.versi": "1", "docgen.status": "disahkan"}


def test_stamping_in_two_steps_is_stamping_at_once():
    once = stamp(SAVED, {"nomor": "1", "paraf_kabid": "B"})
    assert stamp(stamp(SAVED, {"nomor": "1"}), {"paraf_kabid": "B"}) == once


def test_the_look_of_a_placeholder_is_kept():
    body = unpack(stamp(SAVED, {"nomor": "470/1"}))["word/document.xml"].decode()
    assert '<w:r><w:rPr><w:b/><w:sz w:val="28"/></w:rPr><w:t>470/1</w:t></w:r>' in body


def test_its_words_are_read_as_before():
    lines = plain_text(SAVED).splitlines()
    assert lines[:2] == ["PEMERINTAH KOTA Undangan rapat & <uji>", "NOTA DINAS"]
    assert "Paraf\tTanda tangan" in lines
    assert lines[-1] == "Halaman"


def test_it_may_be_signed():
    assert unfinished(SAVED) == []


def test_changes_and_comments_are_seen_in_what_it_writes():
    found = unfinished((FOLDER / "libreoffice_perubahan.docx").read_bytes())
    assert any("sisipan" in one and "Siti" in one and "paragraf 2" in one for one in found)
    assert any("penghapusan" in one and "terhapus" in one for one in found)
    assert any("komentar" in one and "mohon diperiksa" in one and "tabel 1, baris 1, sel 2" in one for one in found)
