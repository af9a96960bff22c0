"""The office folder on a medium that can only be read, as an archivist meets it at the keyboard."""

import shutil
from pathlib import Path

import pytest

from docgen.office import open_office
from docgen.settings import Settings
from tests.unwritable import only_reading


@pytest.fixture
def letter(desk) -> dict[str, str]:
    return desk.draft("Permintaan Data Realisasi")


def found(desk, *words: str) -> list[str]:
    return [one["id"] for one in desk.json("cari", *words)["hasil"]]


def test_the_archivist_searches_looks_fetches_and_checks(desk, letter):
    naskah = letter["id"]

    def work() -> None:
        assert found(desk, "permintaan") == [naskah]
        assert desk.json("naskah", "lihat", naskah)["id"] == naskah
        assert desk.run("naskah", "ambil", naskah, "-o", "surat.docx").exit_code == 0
        assert "Arsip utuh" in desk.run("arsip", "periksa").stdout
        for line in (["naskah", "daftar"], ["buku", "daftar"], ["buku", "lihat", "surat_keluar"],
                     ["arsip", "lengkap"], ["tugas"], ["sop", "daftar"], ["berkas", "daftar"], ["boks", "daftar"],
                     ["kenali", "surat.docx"], ["periksa"]):  # fmt: skip
            assert desk.run(*line).exit_code == 0, line

    only_reading(desk.root, work)
    assert Path("surat.docx").is_file()


def test_without_an_index_the_search_finds_what_it_would_find(desk, letter):
    shutil.rmtree(desk.root / "index")
    only_reading(desk.root, lambda: _demand_found(desk, letter, "permintaan"))
    assert not (desk.root / "index").exists()


def test_the_words_of_the_office_mean_the_same_without_an_index(desk, letter):
    shutil.rmtree(desk.root / "index")
    own = 'sama = [["pinta", "permintaan data"]]\n'
    (desk.root / "templates_docx" / "sinonim.toml").write_text(own, "utf-8")
    only_reading(desk.root, lambda: _demand_found(desk, letter, "pinta"))


def test_what_the_index_has_not_seen_is_found_all_the_same(desk, letter):
    with open_office(Settings(desk.root)) as office:
        office.index.rebuild([], office.archive.beginning())
    only_reading(desk.root, lambda: _demand_found(desk, letter, "permintaan"))


def _demand_found(desk, letter: dict[str, str], word: str) -> None:
    assert found(desk, word) == [letter["id"]] and found(desk, "tidakada") == []


@pytest.mark.parametrize(
    "line",
    [
        ["kalender", "buat", "2031"],
        ["kalender", "impor", "lembar.csv"],
        ["klasifikasi", "impor", "kode.csv", "--skema", "baru", "--sebagai", "kasubag_umum"],
    ],
    ids=lambda line: " ".join(line[:2]),
)
def test_a_declaration_that_cannot_be_written_is_told_in_a_sentence(desk, line):
    Path("lembar.csv").write_text("tanggal;nama;jenis\n2031-01-02;Libur daerah;\n", "utf-8")
    Path("kode.csv").write_text("kode;uraian\n045;Kearsipan\n", "utf-8")

    def work() -> None:
        result = desk.run(*line)
        assert result.exit_code == 7, result.output
        assert "tidak boleh dibuka dengan hak Anda" in result.stderr

    only_reading(desk.root, work)


@pytest.mark.parametrize(
    "line",
    [
        ["naskah", "tandatangan", "NASKAH", "--dibaca", "SIDIK", "--sebagai", "sekretaris"],
        ["boks", "baru", "B-1", "--ruang", "1", "--rak", "2", "--sebagai", "tata_usaha"],
        ["buku", "pesan", "nota_dinas", "--banyak", "3", "--alasan", "listrik padam", "--sebagai", "tata_usaha"],
        ["arsip", "bangun-ulang"],
    ],
    ids=lambda line: " ".join(line[:2]),
)
def test_who_would_write_is_told_that_the_folder_can_only_be_read(desk, letter, line):
    def work() -> None:
        named = {"NASKAH": letter["id"], "SIDIK": letter["sha256"]}
        result = desk.run(*(named.get(one, one) for one in line))
        assert result.exit_code == 7, result.output
        assert "hanya dapat dibaca" in result.stderr and "salin folder kantor" in result.stderr

    only_reading(desk.root, work)
