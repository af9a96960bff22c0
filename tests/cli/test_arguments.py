"""How what was typed becomes a form."""

import errno
import os
from datetime import date
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.cli.arguments import as_count, as_day, as_pair, as_status, read_form
from docgen.cli.asking import as_line
from docgen.cli.files import demand_kind, told, write_file
from docgen.cli.usage import Misuse
from docgen.errors import BadDeclaration, NotReady, StorageFailed
from docgen.search.parts import Filter, Phrase, Together
from docgen.search.query import parse_query


@given(st.text(alphabet=st.characters(exclude_characters="="), min_size=1).filter(str.strip), st.text())
def test_the_value_is_everything_after_the_first_equals_sign(name, value):
    assert as_pair(f"{name}={value}") == (name.strip(), value)


def test_a_value_may_hold_equals_signs_and_at_signs():
    assert as_pair("isi=a=b, c==d") == ("isi", "a=b, c==d")
    assert as_pair("isi=@berkas") == ("isi", "@berkas")
    assert as_pair("isi=") == ("isi", "")


@pytest.mark.parametrize("typed", ["isi", "=isi", " =isi", ""])
def test_a_word_without_a_name_is_refused(typed):
    with pytest.raises(click.BadParameter, match="nama=nilai"):
        as_pair(typed)


def test_a_name_typed_twice_makes_a_list():
    typed = [("kepada", "a"), ("isi", "x"), ("kepada", "b"), ("kepada", "c")]
    assert read_form(typed, None) == {"kepada": ["a", "b", "c"], "isi": "x"}


def test_what_is_typed_outweighs_the_file(tmp_path):
    path = tmp_path / "isian.toml"
    path.write_text('\ufeffperihal = "Lama"\nisi = ["satu", "dua"]\n', "utf-8")
    assert read_form([("perihal", "Baru")], path) == {"perihal": "Baru", "isi": ["satu", "dua"]}


def test_a_form_that_is_no_utf8_is_refused(tmp_path):
    path = tmp_path / "isian.toml"
    path.write_bytes("perihal = 'Café'".encode("cp1252"))
    with pytest.raises(BadDeclaration, match="UTF-8"):
        read_form([], path)


def test_dates_are_read_as_in_a_form():
    assert as_day("2 Januari 2019") == as_day("02-01-2019") == date(2019, 1, 2)


@pytest.mark.parametrize("typed", ["0", "-1", "1.5", "satu", "٣", "9999999999"])
def test_only_whole_numbers_from_one_count(typed):
    with pytest.raises(click.BadParameter):
        as_count(typed)


def test_a_status_is_read_in_any_letter_case():
    assert as_status("Terbit") == "terbit"


def test_what_the_shell_kept_together_stays_together():
    assert as_line(("laporan", "akta kematian")) == 'laporan "akta kematian"'
    assert as_line(("nomor:470 / 1",)) == 'nomor:"470 / 1"'
    assert as_line(('"akta kematian" dan',)) == '"akta kematian" dan'
    whole = Together((Phrase("akta kematian"), Filter("nomor", "470 / 1")))
    assert parse_query(as_line(("akta kematian", "nomor:470 / 1"))).wanted == whole
    assert as_line(("-akta kematian", "-nomor:470 / 1")) == '-"akta kematian" -nomor:"470 / 1"'
    assert (
        as_line(("tanggal:bulan ini", "jenis:nota dinas,notula")) == 'tanggal:"bulan ini" jenis:"nota dinas","notula"'
    )
    assert as_line(("pejabat:Imih Munir, M.Si.",)) == 'pejabat:"Imih Munir, M.Si."'


@pytest.mark.parametrize(
    "line",
    ["rapat -notula", "rapat ATAU notula", "-(rapat notula)", "lapor* kinerja", "sekertaris~ dinas",
     "rapat jenis:notula", "jenis:notula tahun:2019"],
)  # fmt: skip
def test_a_whole_line_between_quotes_is_read_as_a_line(line):
    assert as_line((line,)) == line


def test_a_file_is_never_written_over_unasked(tmp_path):
    path = tmp_path / "a.docx"
    write_file(path, b"satu", overwrite=False)
    with pytest.raises(NotReady, match="--timpa"):
        write_file(path, b"dua", overwrite=False)
    assert path.read_bytes() == b"satu"
    write_file(path, b"dua", overwrite=True)
    assert path.read_bytes() == b"dua"


@pytest.mark.parametrize("error", [PermissionError(13, "x"), OSError(28, "No space left on device")])
def test_what_the_system_refuses_is_told(error):
    with pytest.raises(StorageFailed, match="laporan"), told(Path("laporan.docx")):
        raise error


def test_a_file_that_cannot_be_written_whole_leaves_what_was_there(tmp_path, monkeypatch):
    path = tmp_path / "buku.xlsx"
    path.write_bytes(b"lama")

    def full(descriptor):
        os.ftruncate(descriptor, 2)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFailed, match="penyimpanan penuh"):
        write_file(path, b"baru dan panjang", overwrite=True)
    with pytest.raises(StorageFailed, match="penyimpanan penuh"):
        write_file(tmp_path / "baru.xlsx", b"baru dan panjang", overwrite=False)
    assert path.read_bytes() == b"lama" and list(tmp_path.iterdir()) == [path]


def test_a_link_and_a_device_stay_what_they_are(tmp_path):
    path, link = tmp_path / "isi.txt", tmp_path / "tautan.txt"
    path.write_bytes(b"lama")
    link.symlink_to(path)
    write_file(link, b"baru", overwrite=True)
    assert link.is_symlink() and path.read_bytes() == b"baru"
    write_file(Path(os.devnull), b"hilang", overwrite=True)
    assert not Path(os.devnull).is_file()


def test_a_file_is_called_by_what_is_in_it(tmp_path):
    demand_kind(tmp_path / "label.PDF", ".pdf")
    with pytest.raises(Misuse, match=r"label\.docx tidak dapat ditulis; akhiri namanya dengan \.pdf"):
        demand_kind(tmp_path / "label.docx", ".pdf")
