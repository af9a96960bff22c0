"""Spreadsheets that do harm, and those other programs save."""

from __future__ import annotations

import io
import re
import time
import tracemalloc
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import DocgenError
from docgen.paper.canonical import pack, unpack
from docgen.paper.sheet.cells import PERCENT, TEXT, UNCALCULATED, Cell, read_sheets
from docgen.paper.sheet.form import Isian
from docgen.paper.sheet.read import read_form
from tests.paper.test_sheet import BIRTH, PLAN, birth, form, refused, typed

SHEET, RELS = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def changed(part: str, old: bytes, new: bytes, data: bytes | None = None, **added: bytes) -> bytes:
    parts = unpack(data or typed(96))
    assert old in parts[part]
    return pack({**parts, part: parts[part].replace(old, new, 1), **added})


def shared(data: bytes) -> bytes:
    """The same workbook with its texts in one list, as Excel and LibreOffice Calc save it."""
    parts, texts = unpack(data), list[bytes]()

    def number(found: re.Match[bytes]) -> bytes:
        texts.append(found[1])
        return b't="s"><v>%d</v>' % (len(texts) - 1)

    for part in (SHEET, "xl/worksheets/sheet2.xml"):
        parts[part] = re.sub(rb't="inlineStr"><is>(.*?)</is>', number, parts[part])
    items = b"".join(b"<si>%s</si>" % text for text in texts)
    namespace = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts["xl/sharedStrings.xml"] = b"<sst %s>%s</sst>" % (namespace, items)
    link = f'<Relationship Id="rId50" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    parts[RELS] = parts[RELS].replace(b"</Relationships>", link.encode())
    return pack(parts)


def linked(kind: str, target: str, mode: str = "") -> bytes:
    mode = f' TargetMode="{mode}"' if mode else ""
    link = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    return changed(RELS, b"</Relationships>", link.encode())


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "bukan berkas Excel"),
        (b"Realisasi;96,1\n", "bukan berkas Excel"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "Excel lama (.xls)"),
        (form()[:-40], "rusak, terpotong"),
        (b"PK\x03\x04" + b"\0" * (6 * 2**20), "lebih besar dari 5 MB"),
        (pack({**unpack(form()), "xl/vbaProject.bin": b"\0"}), "bukan isi buku kerja Excel biasa (makro"),
        (linked("externalLink", "externalLinks/externalLink1.xml"), "tautan ke buku kerja lain"),
        (linked("connections", "connections.xml"), "sambungan data"),
        (linked("image", "http://jahat.example/a.png", "External"), "menunjuk ke luar berkas: image"),
        (changed(SHEET, b"<sheetData>", b"<!DOCTYPE a><sheetData>"), "DTD"),
        (changed(SHEET, b"</sheetData>", b"<sheetData>"), "tidak dapat dibaca sebagai XML"),
        (changed("[Content_Types].xml", b".sheet.main+xml", b".template.main+xml"), "bukan buku kerja Excel biasa"),
        (changed("[Content_Types].xml", b'"application/xml"', b'"application/vnd.ms-office.vbaProject"'), "makro"),
        (changed(SHEET, b'r="I12"', b'r="I0"'), "susunannya rusak"),
        (changed(SHEET, b"<v>96</v>", b"<v>NaN</v>"), "susunannya rusak"),
        (changed(SHEET, b't="s"><v>0</v>', b't="s"><v>9999</v>', shared(typed(96))), "susunannya rusak"),
        (pack({**unpack(form()), RELS: b"<a/>"}), "susunannya rusak"),
    ],
)
def test_a_spreadsheet_that_may_do_harm_is_refused_before_it_is_opened(data: bytes, why: str):
    assert why in refused(data)


def test_a_bomb_is_refused_in_no_time():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in unpack(form()).items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet3.xml", "w") as bomb:
            for _ in range(100):
                bomb.write(b" " * 2**20)
    tracemalloc.start()
    start = time.process_time()
    said = refused(out.getvalue())
    used, peak = time.process_time() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "bom arsip" in said and used < 1 and peak < 10 * 2**20


def test_one_cell_at_the_far_end_of_the_sheet_costs_nothing():
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    merged = b'<mergeCells><mergeCell ref="L20:XFD1048576"/></mergeCells>'
    data = changed(SHEET, b"</sheetData>", cell + merged)
    tracemalloc.start()
    report = read_form(data, PLAN)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert report.values["akta_kelahiran"].realisasi == 96 and peak < 10 * 2**20


def test_a_form_somebody_printed_in_excel_is_read():
    """Excel then adds the settings of the printer, the only binary part a plain workbook has."""
    printed = pack({**unpack(typed(96)), "xl/printerSettings/printerSettings1.bin": b"H\0P\0" * 200})
    assert birth(printed).realisasi == 96
    program = pack({**unpack(typed(96)), "xl/printerSettings/printerSettings1.bin": b"MZ" * 200})
    assert "program" in refused(program)


def test_a_form_saved_as_excel_and_libreoffice_save_it_is_read():
    """One list of texts, values beside their formulas, seventeen digits: their shapes, made by hand."""
    formula = b'<f aca="false">90+6.1</f><v>96.099999999999994</v>'
    saved = changed(SHEET, b"<v>96.5</v>", formula, shared(typed(96.5, "antre panjang")))
    assert birth(saved) == Isian(Decimal("96.10"), "antre panjang")
    runs = b"<si><r><t>antre </t></r><r><rPr/><t>panjang</t></r><rPh><t>sekali</t></rPh></si>"
    pieces = changed("xl/sharedStrings.xml", b"<si><t>antre panjang</t></si>", runs, saved)
    assert birth(pieces).kendala == "antre panjang"


def test_cells_without_an_address_follow_one_another():
    parts = unpack(form())
    cells = (
        b"<c><v>1</v></c>",
        b'<c t="str"><f>A1</f><v></v></c>',
        b"<c><f>A1</f></c>",
        b'<c t="str"><v>a_x000A_b</v></c>',
    )
    sheet = re.sub(rb"<row.*</row>", b"<row>" + b"".join(cells) + b"</row>", parts[SHEET])
    got = read_sheets(pack({**parts, SHEET: sheet}), "a.xlsx")["Formulir"].cells
    assert got.keys() == {(1, 1), (1, 3), (1, 4)}
    assert (got[1, 3], got[1, 4]) == (Cell(UNCALCULATED, ""), Cell(TEXT, "a\nb"))


def test_a_percent_is_told_from_a_number():
    sheet = read_sheets(typed(0.5, number_format='0.0"m"%'), "a.xlsx")["Formulir"]
    assert sheet.cells[BIRTH, 9] == Cell(PERCENT, "0.5")


@given(st.data())
def test_a_damaged_form_is_refused_or_read_and_never_a_crash(data):
    good = unpack(shared(typed(96, "kendala")))
    part = data.draw(st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", RELS]))
    at = data.draw(st.integers(0, len(good[part]) - 1))
    cut = data.draw(st.integers(1, 40))
    new = data.draw(st.sampled_from([b"", b'"', b"<c/>", b"0", b"-1", b"\xff", b"99999999999", b"x"]))
    broken = pack({**good, part: good[part][:at] + new + good[part][at + cut :]})
    try:
        report = read_form(broken, PLAN)
    except DocgenError as error:
        assert str(error)
    else:
        assert set(report.values) == {"akta_kelahiran", "akta_kematian"}
