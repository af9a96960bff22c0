"""A slip in a TOML file is named with the line to look at."""

import pytest

from docgen.errors import BadDeclaration
from docgen.toml import parse_toml, read_toml


def test_the_line_and_column_of_the_slip_are_named():
    with pytest.raises(BadDeclaration, match=r"isian.toml perlu diperbaiki:\n  - .* baris 2, kolom 7"):
        parse_toml(b"a = 1\nhal = Rapat\n", "isian.toml")


def test_a_file_saved_by_notepad_with_its_mark_is_read(tmp_path):
    (tmp_path / "isian.toml").write_bytes("\ufeffhal = 'Rapat'".encode())
    assert read_toml(tmp_path / "isian.toml") == {"hal": "Rapat"}


def test_a_file_in_another_encoding_says_how_to_save_it():
    with pytest.raises(BadDeclaration, match="UTF-8"):
        parse_toml("hal = 'Café'".encode("latin-1"), "isian.toml")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-11-31", "tanggal 2026-11-31 tidak ada"),
        ("2026-13-01  # libur", "tanggal 2026-13-01 tidak ada"),
        ("2026-1-5", 'tulis di antara tanda kutip: "2026-1-5"'),
        ("24 Nopember 2026", 'tulis di antara tanda kutip: "24 Nopember 2026"'),
        ("Selasa, 24 Nopember 2026\r", 'tulis di antara tanda kutip: "Selasa, 24 Nopember 2026"'),
        ("24-11-2026", 'tulis di antara tanda kutip: "24-11-2026"'),
        ("1.250.000", "periksa tanda kutip"),
    ],
)
def test_a_date_without_quotes_is_told_as_a_date_with_its_line(written, told):
    with pytest.raises(BadDeclaration, match="baris 2, kolom") as error:
        parse_toml(f"a = 1\ntanggal = {written}\nhal = 'Rapat'\n".encode(), "isian.toml")
    assert told in str(error.value)
