"""`docgen buku`: any book or list, on any day, on the screen or as a file."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from docgen.paper.read import plain_text

ARCHIVIST = "kasubag_umum"
MATTER = ("--klasifikasi", "045.2", "--indeks", "Data", "--uraian", "=1+1", "--vital")


@pytest.fixture
def kept(desk):
    nota = desk.draft()
    opened = desk.json("berkas", "buka", *MATTER, sebagai=ARCHIVIST)
    desk.run("berkas", "isi", opened["kode"], nota["id"], sebagai=ARCHIVIST)
    return desk, opened["kode"]


def test_every_book_and_list_is_named_with_its_lines(kept):
    desk, _ = kept
    found = desk.json("buku", "daftar")
    assert found["daftar_berkas"] == found["daftar_isi_berkas"] == found["daftar_arsip_vital"] == 1
    assert found["daftar_usul_musnah"] == found["agenda_masuk"] == 0


def test_a_list_is_written_in_every_form_that_is_asked_for(kept, tmp_path):
    desk, kode = kept
    files = [tmp_path / "isi.xlsx", tmp_path / "isi.docx"]
    options = ("--xlsx", files[0], "--docx", files[1], "--mengetahui", "kepala_dinas")
    written = desk.json("buku", "lihat", "daftar_isi_berkas", "--berkas", kode, *options)
    assert written["berkas"] == [str(path) for path in files]
    assert load_workbook(io.BytesIO(files[0].read_bytes())).active["A1"].value == "DAFTAR ISI BERKAS"
    assert "Mengetahui," in plain_text(files[1].read_bytes())
    again = desk.run("buku", "lihat", "daftar_berkas", "--docx", files[1])
    assert again.exit_code == 2 and "--timpa" in again.stderr


def test_a_day_is_asked_for_and_said(kept):
    desk, kode = kept
    now, then = (desk.json("buku", "lihat", "daftar_berkas", *more) for more in ((), ("--pada", "2019-03-31")))
    assert [row["Nomor berkas"] for row in now["baris"]] == [kode] and then["baris"] == []
    assert then["pada"] == "2019-03-31"
    shown = desk.run("buku", "lihat", "surat_keluar", "--pada", "2019-03-31").stdout
    assert "BUKU SURAT KELUAR TAHUN 2019. Keadaan pada tanggal 31 Maret 2019" in shown
    late = desk.run("buku", "lihat", "daftar_berkas", "--pada", date.today() + timedelta(days=3))
    assert late.exit_code == 2 and "belum tiba" in late.stderr


def test_labels_go_on_on_a_used_sheet(kept, tmp_path):
    desk, kode = kept
    path = tmp_path / "label.pdf"
    assert desk.run("berkas", "label", kode, "--mulai", "5", "-o", path).exit_code == 0
    assert path.read_bytes().startswith(b"%PDF-")
    refused = desk.run("berkas", "label", kode, "--mulai", "25", "-o", tmp_path / "lain.pdf")
    assert refused.exit_code == 2 and "hanya memuat 24" in refused.stderr and not (tmp_path / "lain.pdf").exists()
    assert desk.run("boks", "label", "-o", tmp_path / "boks.pdf").exit_code == 2


def test_the_proof_is_written_as_a_list(kept, tmp_path):
    desk, _ = kept
    path = tmp_path / "bukti.docx"
    desk.run("arsip", "lengkap", "--docx", path, "--penandatangan", ARCHIVIST)
    words = plain_text(path.read_bytes())
    assert "DAFTAR ARSIP MANUAL DAN ELEKTRONIK" in words and "DEDI CONTOH" in words


def test_nobody_learns_of_a_secret_berkas_by_its_history_or_by_what_is_open_in_it(desk):
    matter = ("--klasifikasi", "045.2", "--indeks", "PENANDA", "--uraian", "PENANDA juga", "--keamanan", "rahasia")
    opened = desk.json("berkas", "buka", *matter, sebagai="kasubag_umum")
    form = desk.run("jenis", "surat_masuk", "--contoh").stdout
    secret = desk.json(
        "surat-masuk", "catat", "--isian", "-", "keamanan=Rahasia", "perihal=PENANDA", sebagai="tata_usaha", stdin=form
    )
    desk.json("berkas", "isi", opened["kode"], secret["id"], sebagai="kasubag_umum")
    for line in (("berkas", "lihat", opened["kode"]), ("berkas", "daftar"), ("arsip", "lengkap")):
        for words in (line, (*line, "--json")):
            assert "PENANDA" not in desk.run(*words, sebagai="kabid_capil").stdout, words
    assert "PENANDA" in desk.run("berkas", "lihat", opened["kode"], "--json", sebagai="kasubag_umum").stdout


def test_an_act_on_a_berkas_shows_no_words_its_post_may_not_read(desk):
    matter = ("--klasifikasi", "045.2", "--indeks", "PENANDA", "--uraian", "PENANDA juga")
    opened = desk.json("berkas", "buka", *matter, "--keamanan", "sangat rahasia", sebagai="kasubag_umum")
    for words in (("--json",), ()):
        marked = desk.run("berkas", "tandai-vital", opened["kode"], *words, *(["--bukan"] if not words else []),
                          sebagai="kasubag_umum")  # fmt: skip
        assert marked.exit_code == 0 and opened["kode"] in marked.stdout and "PENANDA" not in marked.stdout


def test_no_access_copy_is_on_record_that_could_not_be_written(desk, tmp_path):
    nota, taken = desk.draft(), tmp_path / "salinan.pdf"
    taken.write_bytes(b"milik orang lain")
    given = ("--untuk", "Rina, Inspektorat", "--keperluan", "reviu", "-o", taken)
    refused = desk.run("naskah", "ambil", nota["id"], *given, sebagai="kasubag_umum")
    assert refused.exit_code == 2 and "--timpa" in refused.stderr
    assert desk.json("arsip", "akses") == [] and taken.read_bytes() == b"milik orang lain"
