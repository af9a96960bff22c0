"""Sheets as clerks really save them."""

import io
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from docgen.errors import UnsafeFile
from docgen.paper.sheet.rows import MOST_ROWS, read_numbered, write_csv


def rows_of(data, name):
    return [row for _, row in read_numbered(data, name)]


@pytest.mark.parametrize(
    "data",
    [
        b"nama;alamat\nAni;Jl. Merdeka, 1\n",
        b'nama,alamat\r\nAni,"Jl. Merdeka, 1"\r\n',
        b"nama\talamat\nAni\tJl. Merdeka, 1",
        "\ufeffnama;alamat\nAni;Jl. Merdeka, 1\n;\n\n".encode(),
        b"nama;alamat;;\nAni;Jl. Merdeka, 1;;\n",
    ],
)
def test_whatever_the_office_program_made_of_it(data):
    assert rows_of(data, "undangan.csv") == [{"nama": "Ani", "alamat": "Jl. Merdeka, 1"}]


def test_old_encodings_keep_their_letters():
    assert rows_of("nama\nJosé\n".encode("cp1252"), "x.csv") == [{"nama": "José"}]


def test_lines_inside_a_cell_stay_inside_it():
    assert rows_of(b'nama;isi\nAni;"satu\ndua"\n', "x.csv") == [{"nama": "Ani", "isi": "satu\ndua"}]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "judul kolom"),
        (b"nama;;alamat\nA;B;C\n", "kolom ke-2 tidak berjudul"),
        (b"nama;nama\nA;B\n", "dipakai 2 kolom"),
        (b"nama\nA;B\nC\n;;D\n", "baris 2 lebih panjang"),
        (b'nama\n"A\n', "tanda petik"),
        (b"\x00\x01", "bukan CSV"),
        (b"n\n" + b"x\n" * (MOST_ROWS + 1), "paling banyak"),
        (";".join(map(str, range(200))).encode(), "paling banyak 100 kolom"),
    ],
)
def test_a_sheet_that_cannot_be_read_says_why(data, why):
    with pytest.raises(UnsafeFile, match=r"x\.csv") as error:
        rows_of(data, "x.csv")
    assert any(why in problem for problem in error.value.problems), error.value.problems


def workbook(*lines) -> bytes:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_as_it_would_be_typed():
    data = workbook(
        ["nama", "nilai", "tanggal"], ["Ani", 98.5, date(2019, 1, 8)], [None, None, None], ["Budi", 3, None]
    )
    assert rows_of(data, "x.xlsx") == [
        {"nama": "Ani", "nilai": "98,5", "tanggal": "2019-01-08"},
        {"nama": "Budi", "nilai": "3", "tanggal": ""},
    ]


def test_a_formula_that_was_never_calculated_is_named_with_its_place():
    with pytest.raises(UnsafeFile, match="baris 2, kolom 1"):
        rows_of(workbook(["nilai"], ["=1+1"]), "x.xlsx")


def test_what_only_looks_like_a_workbook_is_refused():
    with pytest.raises(UnsafeFile):
        rows_of(b"PK\x03\x04" + b"\x00" * 50, "x.xlsx")


def test_rows_keep_their_number_in_the_sheet():
    assert read_numbered(b"nama\n\nAni\n;\nBudi\n".replace(b";", b" "), "x.csv") == [
        (3, {"nama": "Ani"}),
        (5, {"nama": "Budi"}),
    ]


def test_what_is_written_for_excel_is_read_back():
    data = write_csv(("nama", "isi"), [("Ani", 'satu; "dua"\ntiga'), ("Budi", "")])
    assert data.startswith(b"\xef\xbb\xbfnama;isi\r\n")
    assert rows_of(data, "x.csv") == [{"nama": "Ani", "isi": 'satu; "dua" tiga'}, {"nama": "Budi", "isi": ""}]


@pytest.mark.parametrize("cell", ["=1+1", "+62", "-", "@SUM(A1)", "\t=1+1"])
def test_no_cell_is_a_formula(cell):
    assert rows_of(write_csv(("isi",), [(cell,)]), "x.csv") == [{"isi": "'" + cell.strip()}]


@pytest.mark.parametrize(("value", "form"), [(197808202005012001, "General"), (6281234567, "dd/mm/yyyy")])
def test_what_excel_cannot_hold_is_refused_with_its_place(value, form):
    book, made = Workbook(), io.BytesIO()
    book.active.append(["nama", "nip"])
    book.active.append(["Ani", value])
    book.active["B2"].number_format = form
    book.save(made)
    with pytest.raises(UnsafeFile, match=r"baris 2, kolom 2: .* format kolomnya Teks"):
        rows_of(made.getvalue(), "x.xlsx")


def test_an_hour_of_the_day_is_read_as_it_is_typed():
    book, made = Workbook(), io.BytesIO()
    book.active.append(["mulai", "tanggal"])
    book.active.append([time(9, 0), datetime(2019, 1, 8, 13, 30)])
    book.save(made)
    assert rows_of(made.getvalue(), "x.xlsx") == [{"mulai": "09.00", "tanggal": "2019-01-08"}]


def test_a_title_above_the_heads_is_told_in_one_sentence():
    data = b"BUKU AGENDA 2014;;\n;;\nNo;Dari;Hal\n1;Camat;Data\n"
    with pytest.raises(UnsafeFile) as error:
        rows_of(data, "x.csv")
    assert error.value.problems == ("judul kolom harus di baris 1; hapus baris di atasnya ('BUKU AGENDA 2014')",)
