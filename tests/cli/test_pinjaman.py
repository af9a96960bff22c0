"""The desk of the record office lends paper."""

from __future__ import annotations


def lend(desk):
    nota = desk.draft()
    desk.run("boks", "baru", "B-001", "--rak", "Rak 3", sebagai="kasubag_umum")
    for _ in range(2):
        desk.run("arsip", "taruh", nota["id"], "--boks", "B-001", sebagai="kasubag_umum")
    why = ("--keperluan", "audit", "--alasan", "diminta aslinya")
    asked = desk.run("pinjaman", "ajukan", f"{nota['id']}:2", *why, sebagai="kabid_capil")
    assert asked.exit_code == 0, asked.stderr
    return nota, asked


def test_a_loan_from_the_request_to_the_book(desk, tmp_path):
    nota, asked = lend(desk)
    kode = desk.json("pinjaman", "daftar")[0]["nomor"]
    assert f"docgen naskah ambil {nota['id']}" in asked.stderr and f"Pinjaman {kode} diajukan." in asked.stdout
    desk.run("pinjaman", "izinkan", kode, sebagai="tata_usaha")
    out = desk.json("pinjaman", "serahkan", kode, sebagai="kasubag_umum")
    assert (out["keadaan"], [one["salinan"] for one in out["lembar"]]) == ("dipinjam", [2])
    sheet = tmp_path / "lembar.docx"
    assert desk.run("pinjaman", "lembar", kode, "-o", sheet, sebagai="kasubag_umum").exit_code == 0
    assert sheet.read_bytes().startswith(b"PK")
    longer = desk.json("pinjaman", "perpanjang", kode, "--alasan", "belum selesai", sebagai="tata_usaha")
    assert longer["jatuh_tempo"] > out["jatuh_tempo"]
    back = desk.json("pinjaman", "kembali", kode, nota["id"], "--kondisi", "rusak ringan", sebagai="kasubag_umum")
    assert (back["keadaan"], back["lembar"][0]["kondisi"]) == ("kembali", "rusak ringan")
    assert "dikembalikan oleh kasubag_umum" in desk.run("pinjaman", "lihat", kode).stdout
    book = tmp_path / "buku.xlsx"
    assert desk.run("buku", "lihat", "peminjaman", "--xlsx", book).exit_code == 0 and book.read_bytes().startswith(
        b"PK"
    )
    assert desk.json("pinjaman", "daftar", "--terlambat") == []


def test_a_lost_paper_and_a_refused_request_are_told(desk):
    nota, _ = lend(desk)
    kode = desk.json("pinjaman", "daftar")[0]["nomor"]
    desk.run("pinjaman", "izinkan", kode, sebagai="tata_usaha")
    desk.run("pinjaman", "serahkan", kode, sebagai="kasubag_umum")
    bare = desk.run("pinjaman", "hilang", kode, sebagai="kasubag_umum")
    assert bare.exit_code == 2 and "catatannya" in bare.stderr
    lost = desk.json("pinjaman", "hilang", kode, "--catatan", "terbawa banjir", sebagai="kasubag_umum")
    assert lost["keadaan"] == "hilang"
    copies = desk.run("pinjaman", "ajukan", nota["id"], "--keperluan", "audit", "--salinan", sebagai="kabid_capil")
    assert copies.exit_code == 0 and "Serahkan salinan digitalnya" in copies.stderr
    other = desk.json(
        "pinjaman", "ajukan", nota["id"], "--keperluan", "audit", "--alasan", "asli", sebagai="sekretaris"
    )
    refused = desk.run("pinjaman", "tolak", other["nomor"], "--alasan", "sedang diperiksa", sebagai="tata_usaha")
    assert "ditolak" in refused.stdout
    assert "hilang" in desk.run("pinjaman", "daftar").stdout


def test_what_is_looked_at_is_told_as_it_is_now(desk):
    desk.run("berkas", "buka", "--klasifikasi", "045.2", "--indeks", "Surat", "--uraian", "Surat",
             sebagai="kasubag_umum")  # fmt: skip
    kode = desk.json("berkas", "daftar")[0]["nomor"]
    assert desk.run("berkas", "lihat", kode).stdout.splitlines()[0] == f"Berkas {kode}: aktif"
    held = desk.run("berkas", "tahan", kode, "--alasan", "audit", sebagai="kasubag_umum").stdout.splitlines()
    assert held[1].split() == ["Klasifikasi", ":", "045.2"]
    lend(desk)
    loan = desk.json("pinjaman", "daftar")[0]["nomor"]
    desk.run("pinjaman", "izinkan", loan, sebagai="tata_usaha")
    assert desk.run("pinjaman", "lihat", loan).stdout.splitlines()[0] == f"Pinjaman {loan}: diizinkan"
