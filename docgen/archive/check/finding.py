"""What a check of the archive may find: each kind with its sentence and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

RUSAK, PERINGATAN = "rusak", "peringatan"


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it was filed."""

    severity: str  # rusak: something filed is changed or gone; peringatan: untidy, nothing is lost
    place: str
    what: str
    remedy: str
    kind: str
    perihal: str = ""  # of the naskah it is about


_RESTORE = "Jangan dipakai. Pulihkan berkas ini dari cadangan, lalu periksa lagi."
_REBUILD = "Jalankan: docgen arsip bangun-ulang. Katalog lama tetap disimpan sebagai bukti."
_LOG = "Simpan salinan catalogue.db sebagai bukti, lapor kepada arsiparis, lalu jalankan: docgen arsip bangun-ulang."

_ANCHOR = (
    "Jangan mengarsipkan apa pun. Cocokkan kode dengan lembar jangkarnya; bila benar, simpan salinan seluruh folder "
    "arsip sebagai bukti, lapor kepada atasan, dan bandingkan dengan cadangan yang dibuat sesudah tanggal jangkar."
)

_KINDS = {
    "berkas berubah": (RUSAK, "Isi berkas tidak sesuai lagi dengan sidiknya.", _RESTORE),
    "berkas hilang": (RUSAK, "Berkas yang diarsipkan tidak ada lagi.", _RESTORE),
    "berkas tak terbaca": (RUSAK, "Berkas ada, tetapi penyimpanan tidak dapat membacanya.",
                           "Hentikan pemakaian cakram ini, salin selagi bisa, lalu pulihkan dari cadangan."),
    "bacaan goyah": (PERINGATAN, "Bacaan pertama salah, bacaan kedua benar: cakram atau kabelnya mungkin mulai rusak.",
                     "Buat cadangan hari ini dan periksa cakram, kabel dan memori komputer."),
    "berkas tertukar": (RUSAK, "Berkas berisi milik tempat lain.", _RESTORE),
    "berkas asing": (PERINGATAN, "Berkas ini tidak pernah diarsipkan docgen.",
                     "Pindahkan ke luar folder arsip; jika perlu, arsipkan dengan perintah docgen."),
    "versi tanpa baris": (RUSAK, "Versi ini ada di OCFL, tetapi tidak ada di katalog.", _REBUILD),
    "baris tanpa versi": (RUSAK, "Katalog mencatat versi ini, tetapi berkasnya tidak ada di OCFL.",
                          "Pulihkan folder ocfl dari cadangan, lalu periksa lagi."),
    "baris berubah": (RUSAK, "Catatan katalog berbeda dari record.json yang diarsipkan.", _REBUILD),
    "log diubah": (RUSAK, "Entri log tidak sesuai dengan yang diarsipkan, atau rantainya putus.", _LOG),
    "log dihapus": (RUSAK, "Entri log ini sudah dihapus.", _LOG),
    "log disisipkan": (RUSAK, "Entri log ini tidak pernah diarsipkan.", _LOG),
    "log ditukar": (RUSAK, "Entri log tidak lagi pada urutannya.", _LOG),
    "log terpotong": (RUSAK, "Akhir log hilang: record.json menyebut entri yang lebih baru.", _LOG),
    "log terpotong (jangkar)": (RUSAK, "Log lebih pendek daripada yang dicetak pada lembar jangkar: "
                                "arsip dipotong atau diganti keadaan lama.", _ANCHOR),
    "log diubah (jangkar)": (RUSAK, "Log sampai entri ini bukan lagi yang dicetak pada lembar jangkar.", _ANCHOR),
    "nomor ganda": (RUSAK, "Nomor yang sama dipakai dua kali.",
                    "Periksa kedua naskah; batalkan nomor yang salah dengan alasannya."),
    "riwayat pemeriksaan hilang": (PERINGATAN, "Catatan pemeriksaan bagian demi bagian dimulai lagi dari awal.",
                                   "Tidak perlu apa-apa; dalam 30 malam seluruh arsip terperiksa lagi."),
    "riwayat pemeriksaan tak tersimpan": (PERINGATAN, "Bagian ini diperiksa, tetapi tidak dapat dicatat.",
                                          "Periksa penyimpanan; bagian ini diperiksa lagi malam berikutnya."),
    "sisa pemusnahan": (RUSAK, "Isi naskah yang sudah dimusnahkan masih ada di cakram.",
                        "Jalankan lagi: docgen penyusutan laksanakan KODE; kodenya ada di docgen penyusutan daftar."),
    "niat tertinggal": (PERINGATAN, "Pengarsipan yang terputus belum diselesaikan.",
                        "Jalankan perintah docgen apa pun yang mengarsipkan; ia diselesaikan lebih dahulu."),
}  # fmt: skip


def finding(kind: str, place: str, detail: str = "") -> Finding:
    """A finding of one of the kinds, with what is particular to this one."""
    severity, what, remedy = _KINDS[kind]
    return Finding(severity, place, f"{kind}: {what} {detail}".rstrip(), remedy, kind)
