"""Backing up, rehearsing and restoring as the clerk types it, in an office of a few letters."""

from pathlib import Path

import pytest

from docgen.paper.read import plain_text


@pytest.fixture
def backup(desk) -> Path:
    """Where the office was backed up, with one letter in it."""
    desk.draft()
    assert desk.run("cadangkan", "cadangan").exit_code == 0
    return Path("cadangan").resolve()


def test_the_clerk_is_told_what_was_copied_and_when_there_is_nothing_new(desk):
    desk.draft()
    first = desk.run("cadangkan", "cadangan").stdout
    assert "1 objek, 1 versi, log sampai entri 1." in first and "berkas baru" in first
    assert "Tidak ada yang baru sejak" in desk.run("cadangkan", "cadangan").stdout


def test_a_damaged_archive_is_told_and_the_exit_code_is_3(desk):
    desk.draft()
    page = next(desk.root.glob("archive/ocfl/*/*/*/*/v1/content/naskah.docx"))
    page.chmod(0o600)
    page.write_bytes(b"rusak")
    result = desk.run("cadangkan", "cadangan")
    assert result.exit_code == 3 and "naskah.docx: isinya berubah" in result.output


def test_an_office_is_restored_and_named(desk, backup):
    result = desk.run("pulihkan", backup, "pulih", "--menggantikan", desk.root)
    assert result.exit_code == 0 and "Arsip utuh" in result.stdout
    found = desk.json("pulihkan", backup, "pulih-2", "--hari", "2099-01-01")
    assert (found["objek"], found["rusak"], found["log"]["seq"]) == (1, [], 1)


def test_a_folder_that_is_not_empty_is_never_restored_over(desk, backup):
    result = desk.run("pulihkan", backup, desk.root)
    assert result.exit_code == 2 and "tidak kosong" in result.stderr
    assert desk.run("arsip", "periksa").exit_code == 0


def test_a_drill_needs_no_office_and_leaves_a_page(desk, backup):
    result = desk.run("latihan-pulih", backup, "-o", "latihan.txt", "--kantor", "/tidak/ada")
    assert result.exit_code == 0 and "BERHASIL" in result.stdout
    assert Path("latihan.txt").read_text("utf-8") in result.stdout
    again = desk.run("latihan-pulih", backup, "-o", "latihan.txt")
    assert again.exit_code == 2 and "--timpa" in again.stderr


def test_the_page_of_a_drill_is_a_word_page_and_no_other_kind_is_written(desk, backup):
    assert desk.run("latihan-pulih", backup, "-o", "latihan.docx", sebagai="kasubag_umum").exit_code == 0
    assert "LAPORAN LATIHAN PEMULIHAN ARSIP" in plain_text(Path("latihan.docx").read_bytes())
    refused = desk.run("latihan-pulih", backup, "-o", "latihan.odt")
    assert refused.exit_code == 2 and ".docx, .pdf, .txt" in refused.stderr
    assert desk.json("latihan-pulih", backup)["hasil"].startswith("BERHASIL")


def test_a_drill_that_fails_ends_with_3(desk, backup):
    page = next(backup.glob("ocfl/*/*/*/*/v1/content/naskah.docx"))
    page.chmod(0o600)
    page.write_bytes(b"rusak")
    result = desk.run("latihan-pulih", backup)
    assert result.exit_code == 3 and "GAGAL" in result.stdout
    assert desk.run("pulihkan", backup, "pulih").exit_code == 3
    partial = desk.run("pulihkan", backup, "pulih", "--meski-rusak")
    assert partial.exit_code == 3 and "isinya berubah" in partial.output and Path("pulih").is_dir()


def test_old_days_go_only_when_it_is_asked_for_and_are_named_before(desk, backup):
    for perihal in ("Kedua", "Ketiga"):  # the same day once more, twice
        desk.draft(perihal)
        desk.run("cadangkan", backup)
    first, second, third = sorted(path.name for path in (backup / "hari").iterdir())
    said = desk.run("cadangkan", backup, "--simpan", "30", "--coba").stdout
    assert "Akan dibuang 1 dari 3 keadaan" in said and second in said and "Belum ada yang dibuang." in said
    assert desk.json("cadangkan", backup, "--simpan", "30", "--coba")["keadaan_dibuang"] == [second]
    result = desk.run("cadangkan", backup, "--simpan", "30")
    assert "1 keadaan lama dibuang; tinggal 2." in result.stdout
    assert sorted(path.name for path in (backup / "hari").iterdir()) == [first, third]
    assert desk.json("cadangkan", backup, "--simpan", "30")["keadaan_dibuang"] == []


def test_what_cannot_be_asked_for_together_is_told_and_nothing_goes(desk, backup):
    for line in (["--coba"], ["--simpan", "30", "--buang-yang-dimusnahkan"], ["--simpan", "0"]):
        result = desk.run("cadangkan", backup, *line)
        assert result.exit_code == 2 and "simpan" in result.stderr, line
    assert desk.run("cadangkan", "lain", "--simpan", "30", "--coba").exit_code == 4
    assert not Path("lain").exists() and len(list((backup / "hari").iterdir())) == 1
