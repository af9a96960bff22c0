"""The collection form of a bidang: sent out, filled by people, read back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from docgen.errors import InvalidForm, NotFound, UnsafeFile
from docgen.kinerja.indicators import Indikator, Rencana, load_rencana, read_rencana
from docgen.kinerja.period import Triwulan
from docgen.paper.canonical import pack, unpack
from docgen.paper.sheet.form import Isian, make_form
from docgen.paper.sheet.read import FormReport, read_form
from docgen.settings import shipped_templates

PLAN = load_rencana(shipped_templates() / "kinerja" / "2018.toml")
TW2 = Triwulan(2018, 2)
BIRTH, DEATH = 12, 13  # rows of the two indicators of kabid_capil
BIRTHS = PLAN.of("kabid_capil")[0]
LETTERS = read_rencana(
    b"""
tahun = 2018
[skala.opini]
WTP = 4
WDP = 3
[[indikator]]
id = "opini"
sasaran = "=HYPERLINK(1)"
indikator = "+Opini"
satuan = "predikat"
bidang = "sekretaris"
arah = "predikat"
skala = "opini"
target = "WTP"
""",
    "2018.toml",
)


def form(bidang: str = "kabid_capil", rencana: Rencana = PLAN, triwulan: Triwulan = TW2, **more: Any) -> bytes:
    return make_form(rencana, triwulan, bidang, kantor="Disdukcapil Kota Contoh", **more)


def filled(fill: Callable[[Worksheet], object], data: bytes | None = None) -> bytes:
    """The form as it comes back after somebody worked in it."""
    book = openpyxl.load_workbook(io.BytesIO(data or form()))
    fill(book["Formulir"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def typed(realisasi: Any, kendala: Any = None, *, number_format: str = "") -> bytes:
    """A form whose first row says this, the second 71,25."""

    def fill(sheet: Worksheet) -> None:
        sheet[f"I{BIRTH}"], sheet[f"J{BIRTH}"], sheet[f"I{DEATH}"] = realisasi, kendala, 71.25
        if number_format:
            sheet[f"I{BIRTH}"].number_format = number_format

    return filled(fill)


def birth(data: bytes, rencana: Rencana = PLAN) -> Isian:
    return read_form(data, rencana).values["akta_kelahiran"]


def wrong(data: bytes, rencana: Rencana = PLAN) -> str:
    with pytest.raises(InvalidForm) as error:
        read_form(data, rencana)
    return "\n".join(error.value.problems)


def refused(data: bytes, rencana: Rencana = PLAN) -> str:
    with pytest.raises(UnsafeFile) as error:
        read_form(data, rencana)
    return "\n".join(error.value.problems)


# ------------------------------------------------------------------ the form that goes out


def test_a_bidang_gets_its_own_rows_and_can_write_in_the_yellow_cells_only():
    book = openpyxl.load_workbook(io.BytesIO(form(jabatan="Kabid Capil", before={"akta_kelahiran": Decimal("95.6")})))
    sheet = book["Formulir"]
    assert [sheet.cell(BIRTH, column).value for column in range(2, 10)] == [
        1, BIRTHS.sasaran, BIRTHS.indikator, "%", 97, 96, 95.6, None,
    ]  # fmt: skip
    assert sheet["B3"].value == "Triwulan II Tahun 2018  ·  Kabid Capil" and "10-07-2018" in sheet["B9"].value
    free = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert free == {f"{column}{row}" for column in "IJK" for row in (BIRTH, DEATH)}
    assert sheet.protection.sheet and sheet.max_row == DEATH


def test_it_prints_on_one_page_width_with_its_head_on_every_page():
    sheet = openpyxl.load_workbook(io.BytesIO(form()))["Formulir"]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$11:$11", "E12")
    assert "$B$1:$K$13" in sheet.print_area


def test_its_keys_are_out_of_sight():
    book = openpyxl.load_workbook(io.BytesIO(form()))
    assert book["docgen"].sheet_state == "veryHidden" and book.security.lockStructure
    assert book["Formulir"].column_dimensions["A"].hidden and book["Formulir"].row_dimensions[10].hidden


def test_excel_asks_for_a_number_or_offers_the_letters():
    number = openpyxl.load_workbook(io.BytesIO(form("sekretaris")))["Formulir"].data_validations.dataValidation[0]
    letters = openpyxl.load_workbook(io.BytesIO(form("sekretaris", LETTERS)))["Formulir"]
    (choice,) = letters.data_validations.dataValidation
    assert (number.type, number.formula1, number.formula2) == ("decimal", "0", "100")
    assert (choice.type, choice.formula1, str(choice.sqref)) == ("list", '"WTP,WDP"', "I12")
    assert "0 sampai 100" in number.error and number.showErrorMessage and choice.showErrorMessage


def test_a_text_never_becomes_a_formula():
    said = {"opini": Isian("WTP", "=1+1", "@SUM(A1)")}
    sheet = openpyxl.load_workbook(io.BytesIO(form("sekretaris", LETTERS, filled=said)))["Formulir"]
    cells = [sheet[f"{column}12"] for column in "CDJK"]
    assert [cell.value for cell in cells] == ["=HYPERLINK(1)", "+Opini", "=1+1", "@SUM(A1)"]
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)
    assert b"<f>" not in unpack(form("sekretaris", LETTERS, filled=said))["xl/worksheets/sheet1.xml"]


def test_the_same_form_has_the_same_bytes_whenever_it_is_made():
    with zipfile.ZipFile(io.BytesIO(form())) as archive:
        times = re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", archive.read("docProps/core.xml"))
        assert times == [b"2000-01-01T00:00:00Z"] * 2
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert form() == form() != form(triwulan=Triwulan(2018, 3))


def test_a_form_that_goes_back_keeps_what_was_said():
    said = {"akta_kelahiran": Isian(Decimal("96.1"), "listrik padam", "genset"), "akta_kematian": Isian(Decimal(0))}
    assert read_form(form(filled=said), PLAN).values == said


def test_a_post_that_reports_nothing_and_a_year_without_plan_are_refused():
    with pytest.raises(NotFound, match="Yang melapor"):
        form("kepala_dinas")
    with pytest.raises(NotFound, match="tahun 2018"):
        form(triwulan=Triwulan(2019, 1))


# ------------------------------------------------------------------ what people write


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (96.1, "", "96.10"),
        (0, "", "0.00"),
        (None, "", None),
        ("  ", "", None),
        ("85,5", "", "85.50"),
        ("1.085,5", "", "1085.50"),
        ("85.5", "", "85.50"),
        ("98,5 %", "", "98.50"),
        (0.985, "0.00%", "98.50"),
        (0.1 + 0.2, "", "0.30"),
        (96.12499999, "", "96.12"),
    ],
)
def test_a_number_is_read_as_it_was_meant(value, number_format, expected):
    got = birth(typed(value, number_format=number_format)).realisasi
    assert got == (None if expected is None else Decimal(expected))
    assert expected is None or str(got) == expected


@pytest.mark.parametrize(
    ("value", "number_format", "why"),
    [
        ("sembilan puluh", "", "'sembilan puluh' bukan angka"),
        ("1.234", "", "dapat dibaca dua cara"),
        ("96 dok", "", "bukan angka"),
        (-3, "", "-3 di luar batas; isi 0 atau lebih"),
        (1e13, "", "di luar batas"),
        ("1e9999", "", "bukan angka yang dapat dicetak"),
        (True, "", "membacanya sebagai nilai benar/salah"),
        (43160, "dd/mm/yyyy", "membacanya sebagai tanggal"),
        (43160, "[$-421]d mmmm yyyy", "membacanya sebagai tanggal"),
        ("=A1/0", "", "rumus yang belum dihitung"),
        ("#REF!", "", "kesalahan #REF!"),
    ],
)
def test_what_is_no_number_is_asked_again_with_its_row(value, number_format, why):
    said = wrong(typed(value, number_format=number_format))
    assert said.startswith(f"baris {BIRTH} (Persentase kepemilikan akta kelahiran usia 0-18 tahun): realisasi: ")
    assert why in said and len(said.splitlines()) == 1


def test_letters_come_from_the_list():
    answer = filled(lambda sheet: sheet.__setitem__("I12", " wtp "), form("sekretaris", LETTERS))
    assert read_form(answer, LETTERS).values["opini"].realisasi == "WTP"
    number = filled(lambda sheet: sheet.__setitem__("I12", 4), form("sekretaris", LETTERS))
    assert "'4' bukan pilihan; pilih: WTP, WDP" in wrong(number, LETTERS)


def test_what_stood_in_the_way_is_kept_word_for_word():
    said = "=cmd|' /C calc'!A1\nbaris kedua"

    def fill(sheet: Worksheet) -> None:
        sheet[f"J{BIRTH}"].value, sheet[f"K{BIRTH}"].value = said, 2019
        sheet[f"J{BIRTH}"].data_type = "s"

    assert birth(filled(fill)) == Isian(None, said, "2019")


def test_a_very_long_kendala_is_refused():
    assert "paling panjang 2000 karakter, tertulis 2001" in wrong(typed(96, "x" * 2001))


def test_over_a_hundred_percent_is_normal_and_half_as_much_again_is_asked_about():
    assert read_form(typed(99.5), PLAN).warnings == ()
    (warning,) = read_form(typed(150), PLAN).warnings
    assert "baris 12" in warning and "150,00 lebih dari 150 % target 96,0" in warning
    (warning,) = read_form(typed(0.96), PLAN).warnings
    assert "apakah maksudnya 96,00 %?" in warning
    (warning,) = read_form(typed(96.126), PLAN).warnings
    assert "dibulatkan menjadi 96,13" in warning


def test_a_formula_that_excel_calculated_gives_its_value():
    parts = unpack(typed("=95+1"))
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = re.sub(
        rb"<f>95\+1</f><v ?/>|<f>95\+1</f><v></v>", b"<f>95+1</f><v>96</v>", sheet
    )
    assert birth(pack(parts)).realisasi == 96


def test_everything_that_is_wrong_is_said_at_once():
    def fill(sheet: Worksheet) -> None:
        sheet[f"I{BIRTH}"], sheet[f"J{BIRTH}"], sheet[f"I{DEATH}"] = "banyak", "=1+1", -1

    said = wrong(filled(fill))
    assert len(said.splitlines()) == 2 and all(one in said for one in ("'banyak'", "kendala: berisi rumus", "-1"))


# ------------------------------------------------------------------ rows, and where they come from


def test_rows_are_known_by_their_key_wherever_they_stand():
    def swap(sheet: Worksheet) -> None:
        for column in range(1, 12):
            one, other = sheet.cell(BIRTH, column), sheet.cell(DEATH, column)
            one.value, other.value = other.value, one.value
        sheet.insert_rows(4, 3)
        sheet.insert_cols(6)

    def fill(sheet: Worksheet) -> None:
        sheet[f"I{BIRTH}"], sheet[f"I{DEATH}"] = 96, 71

    report = read_form(filled(swap, filled(fill)), PLAN)
    assert {one: isian.realisasi for one, isian in report.values.items()} == {"akta_kelahiran": 96, "akta_kematian": 71}
    assert (report.tahun, report.ke, report.bidang) == (2018, 2, "kabid_capil")


def test_a_lost_row_is_named():
    said = wrong(filled(lambda sheet: sheet.delete_rows(DEATH)))
    assert said == "indikator 'Persentase kepemilikan akta kematian': barisnya hilang; pakai formulir yang lengkap"


def test_a_row_that_stands_twice_is_refused():
    said = wrong(filled(lambda sheet: sheet.__setitem__("A14", sheet[f"A{DEATH}"].value)))
    assert "baris 14: sama dengan baris 13" in said


def test_a_row_somebody_added_is_not_lost_in_silence():
    assert "baris 15: ditambahkan sendiri" in wrong(filled(lambda sheet: sheet.__setitem__("I15", 5)))


@pytest.mark.parametrize("other", [form("kabid_dafduk"), form(triwulan=Triwulan(2018, 1))])
def test_a_row_pasted_from_another_form_is_refused(other: bytes):
    key = openpyxl.load_workbook(io.BytesIO(other))["Formulir"][f"A{BIRTH}"].value
    said = wrong(filled(lambda sheet: sheet.__setitem__("A14", key)))
    assert f"baris 14: berasal dari formulir lain ({key.split('/')[0]})" in said


def test_a_form_of_another_year_is_refused():
    assert "formulir tahun 2018, padahal rencana kinerja tahun 2019" in refused(form(), replace(PLAN, tahun=2019))


def test_a_form_of_a_bidang_that_reports_no_more_is_refused():
    others = tuple(one for one in PLAN.indikator if one.bidang != "kabid_capil")
    assert "'kabid_capil', yang tidak melaporkan apa pun" in refused(form(), replace(PLAN, indikator=others))


def changed(**facts: Any) -> Rencana:
    """The plan after somebody changed the indicator of birth certificates."""
    rows: list[Indikator] = [replace(one, **facts) if one.id == "akta_kelahiran" else one for one in PLAN.indikator]
    return replace(PLAN, indikator=tuple(rows))


def test_a_plan_that_moved_since_is_said():
    report: FormReport = read_form(typed(96), changed(target=Decimal(98)))
    assert report.warnings == (
        "Rencana kinerja berubah sejak formulir ini dibuat; periksa apakah angkanya masih sesuai.",
    )
    assert "tidak ada lagi dalam rencana" in wrong(typed(96), changed(bidang="kabid_piak"))


def test_merged_cells_are_refused_where_one_writes():
    said = wrong(filled(lambda sheet: sheet.merge_cells(f"I{BIRTH}:I{DEATH}")))
    assert "baris 12: selnya digabung" in said
    assert birth(filled(lambda sheet: sheet.merge_cells("B1:E1"))) == Isian(None)


def test_a_form_whose_hidden_places_are_gone_is_refused():
    assert "tersembunyi terhapus" in refused(filled(lambda sheet: sheet.delete_cols(1)))
    assert "diganti namanya" in refused(filled(lambda sheet: setattr(sheet, "title", "Sheet1")))
    book = openpyxl.load_workbook(io.BytesIO(form()))
    book["docgen"]["B3"] = "dua ribu"
    out = io.BytesIO()
    book.save(out)
    assert "tanda pengenal formulir rusak" in refused(out.getvalue())


def test_a_row_is_high_enough_for_its_longest_text():
    long = replace(BIRTHS, sasaran="Meningkatnya kualitas pelayanan administrasi kependudukan " * 4)
    plan = replace(PLAN, indikator=tuple(long if one is BIRTHS else one for one in PLAN.indikator))
    sheet = openpyxl.load_workbook(io.BytesIO(form(rencana=plan))).worksheets[0]
    assert sheet.row_dimensions[BIRTH].height > 9 * 13 > sheet.row_dimensions[DEATH].height > 3 * 13
