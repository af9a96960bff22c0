"""What comes from outside is kept as it came, and what cannot be opened is told while the sender is near."""

from __future__ import annotations

import pytest

from docgen.actions.naskah.uploads import Upload, unread
from tests.paper.test_pdf_text import pdf_with

WHOLE = pdf_with("Dengan hormat")


@pytest.mark.parametrize("data", [WHOLE, b"PK\x03\x04 [Content_Types].xml word/", b"Dengan hormat"])
def test_nothing_is_told_of_what_opens_or_is_no_scan(data):
    assert unread(Upload(data, "surat.pdf")) == ""


@pytest.mark.parametrize("data", [WHOLE[:60], b"%PDF-1.7\nputus", b"\x89PNG\r\n\x1a\n"])
def test_a_torn_scan_is_told_by_its_name(data):
    assert unread(Upload(data, "surat.pdf")).startswith("surat.pdf tidak dapat dibuka: rusak, terpotong")


def test_a_letter_whose_scan_is_torn_is_entered_and_the_clerk_is_told(desk, tmp_path):
    torn = tmp_path / "surat.pdf"
    torn.write_bytes(WHOLE[:60])
    form = desk.run("jenis", "surat_masuk", "--contoh").stdout
    entered = desk.run(
        "surat-masuk", "catat", "--isian", "-", "--pindaian", torn, sebagai="tata_usaha", stdin=form
    )  # fmt: skip
    assert entered.exit_code == 0
    assert "surat.pdf tidak dapat dibuka" in entered.stderr and "tetap disimpan" in entered.stderr
    assert WHOLE[:60] in desk.filed().values()
