"""Handing the archive over as the archivist types it."""

from pathlib import Path

import pytest

from docgen.actions.house.upkeep import create_office
from docgen.archive.export.checks import CHECKS
from tests.cli.conftest import Desk

BY = "kasubag_umum"


def test_every_check_is_a_line_and_the_last_line_counts_them(desk):
    desk.draft()
    result = desk.run("arsip", "ekspor", "ekspor", "--semua", sebagai=BY)
    lines = result.stdout.splitlines()
    assert result.exit_code == 0 and lines[-1] == f"{len(CHECKS)} uji, 0 gagal."
    assert [line for line in lines if line.startswith("baik ")] == [f"baik   {name}" for name in CHECKS]
    assert desk.run("arsip", "uji-ekspor", "ekspor").stdout.splitlines() == lines[1:]


def test_a_broken_export_names_the_check_and_the_file_and_ends_with_3(desk):
    desk.draft()
    desk.run("arsip", "ekspor", "ekspor", "--semua", sebagai=BY)
    Path("ekspor/data/BACA-SAYA.txt").write_text("lain")
    result = desk.run("arsip", "uji-ekspor", "ekspor")
    assert result.exit_code == 3 and "GAGAL  B06" in result.stdout and "data/BACA-SAYA.txt" in result.stdout
    found = desk.run("arsip", "uji-ekspor", "ekspor", "--json")
    assert found.exit_code == 3 and '"data/BACA-SAYA.txt"' in found.stdout


@pytest.mark.parametrize("words", [(), ("--semua", "--tahun", "2019"), ("--naskah", "x", "--semua")])
def test_one_thing_is_asked_for_and_only_one(desk, words):
    result = desk.run("arsip", "ekspor", "ekspor", *words, sebagai=BY)
    assert result.exit_code == 2 and "Sebutkan satu saja" in result.stderr
    assert not Path("ekspor").exists()


def test_what_is_left_out_is_counted_and_the_answer_is_json_where_asked(desk):
    note = desk.draft()
    found = desk.json("arsip", "ekspor", "satu", "--naskah", note["id"], sebagai=BY)
    assert (found["objects"], found["hidden"], len(found["results"])) == (1, 0, len(CHECKS))


def test_an_export_is_taken_into_a_new_office(desk, tmp_path):
    desk.draft()
    desk.run("arsip", "ekspor", "ekspor", "--semua", sebagai=BY)
    create_office(tmp_path / "baru")
    other = Desk(tmp_path / "baru")
    result = other.run("arsip", "impor-ekspor", "ekspor")
    assert result.exit_code == 0 and "Naskah          : 1" in result.stdout
    assert "indeks bangun" not in result.stdout
    assert other.filed() == desk.filed() and other.run("arsip", "periksa").exit_code == 0
    again = other.run("arsip", "impor-ekspor", "ekspor")
    assert again.exit_code == 2 and "sudah berisi 1 entri log" in again.stderr
