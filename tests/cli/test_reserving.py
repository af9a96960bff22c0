"""Days without power from the keyboard: numbers reserved, paper entered afterwards, what is left given back."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.conftest import WIB

TU = "tata_usaha"


def today():
    return datetime.now(WIB).date().isoformat()


def reserve(desk, jenis="surat_tugas", count=3):
    args = ("buku", "pesan", jenis, "--banyak", count, "--alasan", "persiapan pemadaman")
    return desk.json(*args, sebagai=TU)


def test_a_blok_goes_from_the_reservation_to_the_last_number_given_back(desk, tmp_path):
    blok = reserve(desk)
    assert blok["nomor_urut"] == "1 s.d. 3" and blok["status"] == "terbit"
    toml = desk.run("jenis", "surat_tugas", "--contoh").stdout
    (tmp_path / "st2.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    args = ("naskah", "catat-kertas", "surat_tugas", "--isian", "-", "--dipesan", 2, "--tanggal", today())
    entered = desk.json(*args, "--alasan", "listrik padam", "--pindaian", tmp_path / "st2.pdf", sebagai=TU, stdin=toml)
    assert entered["nomor"].split(" / ")[1] == "ST. 2" and entered["status"] == "terbit"
    give_back = ("buku", "tutup", blok["id"], "--dibaca", blok["sha256"], "--alasan", "listrik menyala")
    assert desk.json(*give_back, sebagai=TU)["dikembalikan"] == "1, 3"
    shown = desk.run("buku", "lihat", "surat_tugas").stdout
    assert "Tidak ada nomor yang terlewat" in shown
    lines = desk.json("buku", "lihat", "surat_tugas")["baris"]
    assert lines[1]["Keterangan"].startswith("nomor dipesan; listrik padam")


def test_an_agenda_number_given_on_paper_is_entered_as_it_was(desk):
    reserve(desk, "surat_masuk", 5)
    toml = desk.run("jenis", "surat_masuk", "--contoh").stdout.replace("2019-01-03", today())
    surat = desk.json("surat-masuk", "catat", "--isian", "-", "--dipesan", 4, sebagai=TU, stdin=toml)
    assert surat["nomor"] == "004"
    refused = desk.run("surat-masuk", "catat", "--isian", "-", "--dipesan", 9, sebagai=TU, stdin=toml)
    assert refused.exit_code == 2 and "yang masih dipesan: 1, 2, 3, 5" in refused.stderr


def signed(desk):
    nota = desk.draft()
    return desk.json("naskah", "tandatangan", nota["id"], "--dibaca", nota["sha256"], sebagai="sekretaris")


INSERTED, RESERVED = ("--sisip", 1, "--alasan", "lupa"), ("--dipesan", 3, "--alasan", "rapat mendadak")


@pytest.mark.parametrize(("options", "nomor"), [(INSERTED, "ND. 1.a"), (RESERVED, "ND. 3")])
def test_a_nota_dinas_is_numbered_out_of_its_turn(desk, options, nomor):
    first = signed(desk)
    desk.json("naskah", "nomori", first["id"], "--dibaca", first["sha256"], sebagai=TU)
    reserve(desk, "nota_dinas", 2)
    late = signed(desk)
    args = ("naskah", "nomori", late["id"], "--dibaca", late["sha256"], "--tanggal", today())
    assert desk.json(*args, *options, sebagai=TU)["nomor"].split(" / ")[1] == nomor


@pytest.mark.parametrize(
    ("options", "why"), [((1, "--dipesan", 2), "Pilih salah satu"), ((1,), "Sebutkan pula tanggal")]
)
def test_a_number_out_of_turn_is_asked_for_in_full(desk, options, why):
    refused = desk.run("naskah", "nomori", "7K3MQ9XZ1A", "--dibaca", "3f9a1c2b", "--sisip", *options, sebagai=TU)
    assert refused.exit_code == 2 and why in refused.stderr
