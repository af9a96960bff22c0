"""Sheets as clerks really save them."""

import pytest

from docgen.errors import UnsafeFile
from docgen.paper.rows import MOST_ROWS, read_rows


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
    assert read_rows(data, "undangan.csv") == [{"nama": "Ani", "alamat": "Jl. Merdeka, 1"}]


def test_old_encodings_keep_their_letters():
    assert read_rows("nama\nJosé\n".encode("cp1252"), "x.csv") == [{"nama": "José"}]


def test_lines_inside_a_cell_stay_inside_it():
    assert read_rows(b'nama;isi\nAni;"satu\ndua"\n', "x.csv") == [{"nama": "Ani", "isi": "satu\ndua"}]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "judul kolom"),
        (b"nama;;alamat\nA;B;C\n", "kolom ke-2 tidak berjudul"),
        (b"nama;nama\nA;B\n", "dipakai 2 kolom"),
        (b"nama\nA;B\nC\n;;D\n", "baris 2 lebih panjang"),
        (b'nama\n"A\n', "tanda petik"),
        (b"PK\x03\x04\x00\x00", "bukan CSV"),
        (b"n\n" + b"x\n" * (MOST_ROWS + 1), "paling banyak"),
        (";".join(map(str, range(200))).encode(), "paling banyak 100 kolom"),
    ],
)
def test_a_sheet_that_cannot_be_read_says_why(data, why):
    with pytest.raises(UnsafeFile, match=r"x\.csv") as error:
        read_rows(data, "x.csv")
    assert any(why in problem for problem in error.value.problems), error.value.problems
