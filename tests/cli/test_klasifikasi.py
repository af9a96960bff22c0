"""`docgen klasifikasi`: the codes on the screen, and a JRA taken in."""

from __future__ import annotations

import os
from pathlib import Path

JRA = "kode;uraian;aktif;inaktif;nasib akhir\n045;Kearsipan;;;\n045.2;Penataan Berkas;2 th;3;Musnah\n"


def test_the_codes_below_one_are_shown_with_all_above(desk):
    lines = desk.run("klasifikasi", "daftar", "000.8.6", "--skema", "permendagri_83_2022").stdout.splitlines()
    assert [line.split()[0] for line in lines[2:]] == ["000", "000.8", "000.8.6", "000.8.6.1", "000.8.6.2", "000.8.6.3"]
    assert lines[-1].split() == [
        "000.8.6.3", *"· · · Akuntabilitas Kinerja Instansi Pemerintah".split(), "2", "tahun", "3", "tahun", "musnah",
    ]  # fmt: skip


def test_a_sample_schedule_says_that_it_is_one(desk):
    result = desk.run("klasifikasi", "daftar", "--skema", "permendagri_83_2022")
    assert "contoh: JRA Jawa Timur; ganti dengan JRA kantor sendiri" in result.output
    assert "Isi sebuah kelompok: docgen klasifikasi daftar KODE" in result.output
    assert "contoh: JRA" not in desk.run("klasifikasi", "daftar").output


def test_codes_are_found_by_their_words(desk):
    found = desk.json("klasifikasi", "daftar", "--kata", "akuntabilitas kinerja", "--skema", "permendagri_83_2022")
    assert [one["kode"] for one in found] == ["000.8.6.3"] and found[0]["nasib"] == "musnah"
    assert [one["kode"] for one in desk.json("klasifikasi", "daftar", "045", "--kata", "retensi")] == ["045.31"]
    assert "Tidak ada kode di skema ini" in desk.run("klasifikasi", "daftar", "--kata", "kuda lumping").output


def test_a_code_of_the_other_scheme_is_shown_without_naming_it(desk):
    assert desk.json("klasifikasi", "daftar", "000.8.6.3")[-1]["uraian"] == "Akuntabilitas Kinerja Instansi Pemerintah"
    assert desk.run("klasifikasi", "daftar", "000").stdout.startswith("Permendagri 78 Tahun 2012")
    result = desk.run("klasifikasi", "daftar", "000.8.6.3", "--skema", "permendagri_78_2012")
    assert result.exit_code == 4 and "Yang terdekat: 000 UMUM." in result.stderr


def test_before_its_first_day_a_scheme_is_empty(desk):
    Path("jra.csv").write_text(JRA, "utf-8")
    desk.json("klasifikasi", "impor", "jra.csv", "--skema", "jra", "--mulai", "2026-01-01", sebagai="kasubag_umum")
    result = desk.run("klasifikasi", "daftar", "--skema", "jra", "--tanggal", "2025-12-31")
    assert result.exit_code == 0 and "Belum ada kode yang berlaku pada hari itu." in result.stdout


def test_an_unknown_code_or_scheme_is_answered_with_what_there_is(desk):
    result = desk.run("klasifikasi", "daftar", "045.39")
    assert result.exit_code == 4 and "Yang terdekat: 045.3 Penyusutan Arsip." in result.stderr
    result = desk.run("klasifikasi", "daftar", "--skema", "jra")
    assert result.exit_code == 4 and "Yang ada: permendagri_78_2012, permendagri_83_2022." in result.stderr


def test_a_trial_tells_what_would_change_and_writes_nothing(desk):
    Path("jra.csv").write_text(JRA, "utf-8")
    before = desk.run("klasifikasi", "daftar", "045").stdout
    words = ("klasifikasi", "impor", "jra.csv", "--skema", "permendagri_78_2012", "--mulai", "2026-01-01")
    result = desk.run(*words, "--tutup-yang-hilang", "--coba")
    assert result.exit_code == 0 and "ditambah 0, diubah 1, ditutup 241, tetap 1" in result.stdout
    change = "045.2 Penataan Berkas: - + - menjadi 2 tahun + 3 tahun, musnah, sejak 01-01-2026"
    assert change in result.stdout and "Belum ada yang ditulis" in result.stdout
    assert "dan 221 lagi" in result.stdout
    assert desk.run("klasifikasi", "daftar", "045").stdout == before


def test_what_was_taken_in_is_shown_as_it_was_on_a_day(desk):
    Path("jra.csv").write_text(JRA, "utf-8")
    words = ("klasifikasi", "impor", "jra.csv", "--skema", "permendagri_78_2012", "--mulai", "2026-01-01")
    assert desk.json(*words, "--tutup-yang-hilang", sebagai="kasubag_umum")["ditulis"] is True

    def shown(day):
        listed = desk.json("klasifikasi", "daftar", "045", "--tanggal", day)
        return {one["kode"]: (one["aktif"], one["terbuka"]) for one in listed}

    assert shown("2025-12-31")["045.2"] == (None, True) and shown("2025-12-31")["045.1"] == (None, True)
    assert shown("2026-01-01")["045.2"] == (2, True) and shown("2026-01-01")["045.1"] == (None, False)
    assert "Pola Klasifikasi (ditutup, terakhir 31-12-2025)" in desk.run("klasifikasi", "daftar", "045").stdout


def test_a_fate_with_an_exception_is_named(desk):
    Path("jra.csv").write_text(JRA.replace("Musnah", '"Musnah, kecuali SK"'), "utf-8")
    result = desk.run("klasifikasi", "impor", "jra.csv", "--skema", "jra", sebagai="kasubag_umum")
    assert "1 kode bernasib dengan pengecualian dan dicatat dinilai kembali: 045.2." in result.stderr
    assert "dinilai kembali (Musnah, kecuali SK)" in desk.run("klasifikasi", "daftar", "045", "--skema", "jra").stdout


def test_wrong_rows_are_told_and_a_wrong_file_is_no_crash(desk):
    Path("jra.csv").write_text(JRA + "45;A;;;\n046;B;lama;;\n", "utf-8")
    result = desk.run("klasifikasi", "impor", "jra.csv", "--skema", "jra", sebagai="kasubag_umum")
    assert (
        result.exit_code == 2 and "baris 4: kode: '45'" in result.stderr and "baris 5: aktif: 'lama'" in result.stderr
    )
    Path("jra.csv").write_bytes(b"\xff\xfe\0\0")
    assert desk.run("klasifikasi", "impor", "jra.csv", "--skema", "jra", sebagai="kasubag_umum").exit_code == 2
    assert desk.run("klasifikasi", "impor", "tidak-ada.csv", "--skema", "jra", sebagai="kasubag_umum").exit_code == 4


def test_only_who_keeps_the_archive_may_change_the_schedule(desk):
    """What is destroyed one day follows from it; anybody may try what a sheet would change."""
    Path("jra.csv").write_text(JRA, "utf-8")
    words = ("klasifikasi", "impor", "jra.csv", "--skema", "permendagri_78_2012")
    before = desk.run("klasifikasi", "daftar", "045").stdout
    assert desk.run(*words, "--coba").exit_code == 0
    result = desk.run(*words, sebagai="kepala_dinas")
    assert result.exit_code == 5 and "tidak berwenang mengubah klasifikasi dan jadwal retensi" in result.stderr
    for nobody in ("", "tidak_ada"):
        assert desk.run(*words, sebagai=nobody).exit_code != 0
    assert desk.run("klasifikasi", "daftar", "045").stdout == before
    assert desk.run(*words, sebagai="tata_usaha").exit_code == 0


def test_who_does_not_ask_for_codes_does_not_read_them(desk):
    for path in (desk.root / "templates_docx" / "klasifikasi").glob("*.csv"):
        path.write_bytes(b"\0 rusak")
    desk.draft("Permintaan Data")
    assert "Permintaan Data" in desk.run("naskah", "daftar", sebagai="sekretaris").stdout
    for words in (("cari", "permintaan"), ("jenis",), ("tugas",), ("buku", "daftar")):
        assert desk.run(*words, sebagai="sekretaris").exit_code == 0
    assert desk.run("periksa").exit_code == 2 and desk.run("klasifikasi", "daftar").exit_code == 2


def test_a_scheme_says_who_changed_it_and_from_which_file(desk):
    Path("jra.csv").write_text(JRA, "utf-8")
    desk.run("klasifikasi", "impor", "jra.csv", "--skema", "permendagri_78_2012", sebagai="kasubag_umum")
    shown = desk.run("klasifikasi", "daftar", "--skema", "permendagri_78_2012")
    assert "Diubah" in shown.output and "DEDI CONTOH" in shown.output and "dari jra.csv" in shown.output


def test_where_the_disk_refuses_the_old_scheme_stays_whole(desk):
    folder = desk.root / "templates_docx" / "klasifikasi"
    (folder / f".docgen-{os.getpid()}.part").mkdir()  # nothing can be written there
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    Path("jra.csv").write_text(JRA, "utf-8")
    result = desk.run("klasifikasi", "impor", "jra.csv", "--skema", "permendagri_78_2012", sebagai="kasubag_umum")
    assert result.exit_code == 7 and "tidak dapat dipakai" in result.stderr
    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before
