"""The words of a PDF are for searching; what cannot be read has none, and nothing else happens."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from docgen.paper.pdf import text as module
from docgen.paper.pdf.text import pdf_text, pdf_texts


def pdf_with(text: str, content: bytes = b"") -> bytes:
    """A real one-page PDF with a text layer."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(content or f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_words_of_a_text_layer_are_read():
    assert "Laporan pengukuran kinerja" in pdf_text(pdf_with("Laporan pengukuran kinerja"))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n", b"%PDF-1.7\ngarbage" * 50, pdf_with("x")[:200]])
def test_a_torn_file_has_no_words_and_stops_nothing(data):
    assert pdf_text(data) == ""


def test_an_endless_page_ends_at_the_limit(monkeypatch):
    monkeypatch.setattr(module, "SECONDS", 2)
    endless = b"BT /F1 1 Tf " + b"(a) Tj " * 3_000_000 + b"ET"
    assert pdf_text(pdf_with("", endless)) == ""


def test_many_are_read_together_in_their_order_and_a_broken_one_costs_only_itself():
    many = [pdf_with("satu"), b"", b"%PDF-1.4 /Font rusak", pdf_with("dua"), b"%PDF-1.4 gambar", pdf_with("tiga")]
    assert [one.strip() for one in pdf_texts(many)] == ["satu", "", "", "dua", "", "tiga"]


def test_pictures_alone_start_no_process(monkeypatch):
    monkeypatch.setattr(module, "run_child_partly", None)
    assert pdf_texts([b"%PDF-1.4 gambar", b""]) == ["", ""]
