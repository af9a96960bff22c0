"""Every command with its one-line help, so that help and completion need not import them all."""

from __future__ import annotations

from docgen.cli.command import Entry, LazyGroup
from docgen.cli.groups import (
    AKUN,
    ARSIP,
    BERKAS,
    BOKS,
    BUKU,
    DISPOSISI,
    EKSPEDISI,
    KALENDER,
    KINERJA,
    KLASIFIKASI,
    NASKAH,
    PENCARIAN,
    PENYUSUTAN,
    PINJAMAN,
    RAPAT,
    SOP,
    TEMPLAT,
)
from docgen.cli.session import group_options

HELP = """Naskah dinas satu kantor: dibuat, disetujui, dinomori, diarsipkan dan ditemukan kembali.

Mulailah dengan 'docgen demo', atau buat kantor sendiri dengan 'docgen init FOLDER'.
"""

EPILOG = """Bantuan tiap perintah: docgen PERINTAH --help

\b
Kode keluar: 0 berhasil; 1 gagal; 2 isian atau pemakaian keliru; 3 arsip rusak;
4 tidak ditemukan; 5 tidak berwenang atau bukan giliran; 6 naskah sudah berubah;
7 disk, basis data atau indeks menolak.

\b
Pelengkapan dengan tombol Tab: tambahkan satu baris ini ke berkas yang disebut.
  bash  ~/.bashrc  eval "$(_DOCGEN_COMPLETE=bash_source docgen)"
  zsh   ~/.zshrc   eval "$(_DOCGEN_COMPLETE=zsh_source docgen)"
  fish  ~/.config/fish/config.fish
                   _DOCGEN_COMPLETE=fish_source docgen | source
"""


def _group(name: str, text: str, entries: dict[str, Entry]) -> Entry:
    return Entry(LazyGroup(name, text, entries, group_options()), text)


COMMANDS = {
    "init": Entry("docgen.cli.kantor:init", "Membuat folder kantor baru."),
    "web": Entry("docgen.cli.web:web", "Membuka kantor di peramban, sampai dihentikan dengan Ctrl-C."),
    "akun": _group("akun", "Siapa yang boleh masuk lewat peramban.", AKUN),
    "demo": Entry("docgen.cli.kantor:demo", "Menjalankan satu SOP dari surat masuk sampai laporan terarsip."),
    "periksa": Entry("docgen.cli.kantor:periksa", "Memeriksa jenis naskah, template dan SOP kantor."),
    "jenis": Entry("docgen.cli.kantor:jenis", "Menampilkan jenis naskah dan isiannya."),
    "templat": _group("templat", "Memeriksa halaman Word dan membuat jenis naskah baru.", TEMPLAT),
    "naskah": _group("naskah", "Membuat, menyetujui, menomori dan mengambil naskah.", NASKAH),
    "surat-masuk": _group(
        "surat-masuk",
        "Mencatat surat masuk.",
        {"catat": Entry("docgen.cli.surat:catat", "Mencatat surat masuk di buku agenda.")},
    ),
    "ekspedisi": _group("ekspedisi", "Mengirim naskah yang sudah terbit dan mencatat tanda terimanya.", EKSPEDISI),
    "disposisi": _group("disposisi", "Membuat dan meneruskan disposisi.", DISPOSISI),
    "rapat": _group("rapat", "Menyiapkan surat-surat sebuah rapat.", RAPAT),
    "buku": _group("buku", "Buku agenda, buku nomor dan buku ekspedisi kantor.", BUKU),
    "cari": Entry("docgen.cli.finding:cari", "Mencari naskah menurut kata, nomor, tanggal atau pejabat."),
    "pencarian": _group("pencarian", "Pencarian yang disimpan dengan docgen cari --simpan.", PENCARIAN),
    "kenali": Entry("docgen.cli.kenali:kenali", "Mengenali berkas: naskah apa, versi berapa, masih asli atau tidak."),
    "kinerja": _group("kinerja", "Mengumpulkan dan mengukur data kinerja.", KINERJA),
    "tugas": Entry("docgen.cli.tasks:tugas", "Menampilkan apa yang menunggu siapa, yang terlambat lebih dahulu."),
    "sop": _group("sop", "Menjalankan SOP langkah demi langkah.", SOP),
    "kalender": _group("kalender", "Hari libur dan jam kerja, dasar menghitung waktu baku.", KALENDER),
    "berkas": _group("berkas", "Memberkaskan naskah: membuka, mengisi dan menutup berkas.", BERKAS),
    "penyusutan": _group("penyusutan", "Memindahkan, memusnahkan dan menyerahkan arsip.", PENYUSUTAN),
    "boks": _group("boks", "Boks, laci dan rak tempat kertas disimpan.", BOKS),
    "pinjaman": _group("pinjaman", "Meminjamkan kertas: dari permintaan sampai kembali.", PINJAMAN),
    "arsip": _group("arsip", "Menyimpan, membuktikan, memeriksa dan memulihkan arsip.", ARSIP),
    "klasifikasi": _group("klasifikasi", "Kode klasifikasi arsip dan masa simpannya (JRA).", KLASIFIKASI),
    "cadangkan": Entry("docgen.cli.backup:cadangkan", "Mencadangkan arsip dan deklarasi kantor ke folder lain."),
    "pulihkan": Entry("docgen.cli.backup:pulihkan", "Memulihkan kantor dari cadangan ke folder kosong."),
    "latihan-pulih": Entry(
        "docgen.cli.backup:latihan_pulih", "Berlatih memulihkan: sampai mencari kembali, lalu dibuang."
    ),
    "indeks": _group(
        "indeks",
        "Mengurus indeks pencarian.",
        {
            "bangun": Entry("docgen.cli.indexing:bangun", "Membangun ulang indeks pencarian dari arsip."),
            "status": Entry(
                "docgen.cli.indexing:status",
                "Menampilkan isi indeks, yang masih menunggu, dan pembangunan yang berjalan.",
            ),
            "periksa": Entry(
                "docgen.cli.indexing:periksa",
                "Mencocokkan setiap berkas indeks dengan segelnya dan setiap isinya dengan katalog.",
            ),
        },
    ),
}
