"""Every type in both profiles as LibreOffice lays it out: nothing spills onto a page of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from docgen.naskah.doctype import load_doctypes
from docgen.naskah.kantor import load_kantor
from docgen.paper.layout.drawing import PAGES, draw_type
from docgen.paper.layout.profile import PROFILES
from docgen.paper.pdf.convert import convert
from docgen.paper.template.fill import fill
from tests.conftest import ROOT

TEMPLATES = ROOT / "templates_docx"
KANTOR = load_kantor(TEMPLATES / "kantor.toml")
TYPES = load_doctypes(TEMPLATES)


HAL = (
    "Penyampaian Laporan Pengukuran Kinerja Perangkat Daerah Tahun 2018 dan Permintaan Kelengkapan Data Dukung "
    "Realisasi Triwulan I sampai dengan Triwulan IV pada Seluruh Bidang dan Sekretariat Dinas"
)
SENDER = "Direktorat Jenderal Kependudukan dan Pencatatan Sipil Kementerian Dalam Negeri Republik Indonesia"
MANY = 40


def filled(jenis: str, profile: str, **changes: Any) -> bytes:
    doctype = TYPES[jenis]
    values = doctype.validate({**doctype.example(), **changes}, KANTOR.officials())
    seen = {**values, "kantor": KANTOR.printed(), "pejabat": KANTOR.officials()}
    page = draw_type(jenis, PROFILES[profile])
    return fill(page, seen, lambang=KANTOR.lambang.read_bytes(), charts=doctype.charts(values))


@pytest.fixture(scope="module", params=PROFILES)
def printed(request) -> dict[str, list[str]]:
    """The words of every page of every type."""
    done = convert({jenis: filled(jenis, request.param) for jenis in PAGES})
    assert done.problems == {}
    return {
        jenis: [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages] for jenis, pdf in done.pdfs.items()
    }


def pages(printed: dict[str, list[str]]) -> Iterator[tuple[str, int, list[str]]]:
    for jenis, texts in printed.items():
        for number, text in enumerate(texts, 1):
            yield jenis, number, text.split()


@pytest.mark.slow
def test_no_page_is_empty_but_for_its_number(printed):
    assert [(jenis, number) for jenis, number, words in pages(printed) if len(words) < 10] == []


@pytest.mark.slow
def test_pages_are_numbered_from_the_second_on_and_blank_sheets_begin_anew(printed):
    for jenis, number, words in pages(printed):
        number = 1 if "kosong" in words else number
        assert (words[0] == str(number)) == (number > 1), (jenis, number, words[:3])


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES)
def test_long_words_leave_a_lembar_disposisi_on_one_page_and_each_blank_sheet_on_its_own(profile):
    assert len(HAL) >= 190
    letter = {"perihal": HAL, "pengirim": SENDER, "nomor_surat": "400.8.1.2 / 13287 / Dukcapil.Ses / XII / 2019"}
    letter |= {"sifat": "Sangat Segera", "keamanan": "Sangat Rahasia", "lampiran": "2 (dua) berkas, 1 (satu) cakram"}
    numbers = [{"urut": str(n), "tercetak": f"………… / {n} / Sekretariat / 2019"} for n in range(1, MANY + 1)]
    done = convert(
        {
            "lembar": filled("lembar_disposisi", profile, **letter),
            "blok": filled("blok_nomor", profile, nomor=numbers, untuk="Laporan Pengukuran Kinerja", alasan=HAL),
        }
    )
    assert len(PdfReader(io.BytesIO(done.pdfs["lembar"])).pages) == 1
    sheets = [page.extract_text() for page in PdfReader(io.BytesIO(done.pdfs["blok"])).pages][-MANY:]
    assert [sheet.count("Lembar kosong bernomor") for sheet in sheets] == [1] * MANY
    assert all(f"/ {n} /" in sheet for n, sheet in enumerate(sheets, 1))
