"""The clerk types an old register in once, from Excel."""

from __future__ import annotations

HEADS = "No;Tgl terima;Dari;Tgl surat;No. surat;Hal"
ROWS = ["1;5-3-2014;Camat Cihideung;3-3-2014;470/1;Data", "2;5-3-2014;;3-3-2014;470/2;Data"]


def register(folder, *rows):
    path = folder / "agenda.csv"
    path.write_text("\n".join([HEADS, *rows]))
    return path


def test_tried_imported_mended_and_imported_again(desk, tmp_path):
    path = register(tmp_path, *ROWS)
    tried = desk.run("arsip", "impor", path, "--coba", sebagai="kasubag_umum")
    assert tried.exit_code == 2 and "Baris 3:" in tried.stderr and list(tmp_path.glob("*.ditolak*")) == []
    assert desk.json("naskah", "daftar") == []
    done = desk.run("arsip", "impor", path, sebagai="kasubag_umum")
    assert done.exit_code == 2 and "Surat Masuk 2014: 1" in done.stdout and "agenda.ditolak.csv" in done.stderr
    refused = tmp_path / "agenda.ditolak.csv"
    again = desk.run("arsip", "impor", path, "--lanjut", sebagai="kasubag_umum")
    assert "sudah ada di arsip: 1" in again.stdout and (tmp_path / "agenda.ditolak-2.csv").exists()
    refused.write_text(refused.read_text("utf-8-sig").replace("2014;;", "2014;Lurah Tawang;"))
    mended = desk.json("arsip", "impor", refused, sebagai="kasubag_umum")
    assert mended["diimpor"] == [{"jenis": "surat_masuk", "tahun": 2014, "banyaknya": 1}]
    assert len(desk.json("naskah", "daftar", "--status", "diarsipkan")) == 2
    assert desk.run("arsip", "periksa").exit_code == 0


def test_scans_that_are_missing_are_told_and_what_is_no_sheet_is_refused_in_a_sentence(desk, tmp_path):
    folder = tmp_path / "pindai"
    folder.mkdir()
    path = register(tmp_path, ROWS[0])
    done = desk.run("arsip", "impor", path, "--pindaian", folder, sebagai="kasubag_umum")
    assert done.exit_code == 0 and "Tanpa pindaian: baris 2" in done.stderr
    (folder / "luar.pdf").write_bytes(b"%PDF-")
    path.write_text(f"{HEADS};Kode\n2{ROWS[0]};000.99.9")
    noted = desk.run("arsip", "impor", path, "--coba", "--pindaian", folder, sebagai="kasubag_umum")
    assert "Kode klasifikasi 000.99.9 tidak dikenal: baris 2" in noted.stderr
    assert "tidak disebut baris mana pun: luar.pdf" in noted.stderr
    path.write_bytes(b"\x00\x01")
    refused = desk.run("arsip", "impor", path, sebagai="kasubag_umum")
    assert refused.exit_code == 2 and "bukan CSV" in refused.stderr and "Traceback" not in refused.stderr


def test_who_stops_an_import_is_told_the_command_that_goes_on(desk, tmp_path, monkeypatch):
    monkeypatch.setattr("docgen.cli.batch.Bar.__call__", interrupted)
    stopped = desk.run("arsip", "impor", register(tmp_path, *ROWS), "--buat-boks", sebagai="kasubag_umum")
    assert stopped.exit_code == 130 and "0 dari 2 baris sudah ada di arsip" in stopped.stderr
    assert "agenda.csv --buat-boks --lanjut --sebagai kasubag_umum" in stopped.stderr


def interrupted(*_):
    raise KeyboardInterrupt
