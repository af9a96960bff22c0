"""The commands of every group, each with its one-line help."""

from __future__ import annotations

from docgen.cli.command import Entry

NASKAH = {
    "buat": Entry("docgen.cli.drafting:buat", "Membuat draf naskah baru dari isian."),
    "buat-banyak": Entry("docgen.cli.batch:buat_banyak", "Membuat banyak naskah dari baris-baris sebuah lembar."),
    "revisi": Entry("docgen.cli.drafting:revisi", "Memperbaiki isian draf; semua paraf diminta lagi."),
    "unggah": Entry("docgen.cli.drafting:unggah", "Menyimpan naskah yang dikoreksi di Word sebagai versi berikutnya."),
    "paraf": Entry("docgen.cli.approving:paraf", "Membubuhkan paraf pada versi yang sudah dibaca."),
    "tandatangan": Entry(
        "docgen.cli.approving:tandatangan", "Menandatangani versi yang sudah dibaca; naskah disahkan."
    ),
    "paraf-banyak": Entry("docgen.cli.batch_acts:paraf_banyak", "Membubuhkan paraf pada semua naskah sebuah daftar."),
    "tandatangan-banyak": Entry(
        "docgen.cli.batch_acts:tandatangan_banyak", "Menandatangani semua naskah sebuah daftar; naskahnya disahkan."
    ),
    "nomori-banyak": Entry(
        "docgen.cli.batch_acts:nomori_banyak", "Memberi nomor dan tanggal pada semua naskah sebuah daftar."
    ),
    "kembalikan": Entry("docgen.cli.approving:kembalikan", "Mengembalikan naskah kepada penyusunnya dengan catatan."),
    "batalkan": Entry("docgen.cli.approving:batalkan", "Membatalkan naskah; nomornya tetap tercatat dengan alasannya."),
    "nomori": Entry("docgen.cli.approving:nomori", "Memberi nomor dan tanggal pada naskah yang sudah disahkan."),
    "catat-kertas": Entry(
        "docgen.cli.reserving:catat_kertas", "Mencatat naskah yang dibuat dan ditandatangani di kertas."
    ),
    "salinan": Entry("docgen.cli.approving:salinan", "Membuat salinan resmi naskah yang sudah terbit."),
    "lihat": Entry("docgen.cli.naskah:lihat", "Menampilkan keadaan satu naskah, riwayat dan sidiknya."),
    "daftar": Entry("docgen.cli.naskah:daftar", "Menampilkan daftar naskah, yang terakhir berubah lebih dahulu."),
    "ambil": Entry("docgen.cli.naskah:ambil", "Mengambil berkas satu versi dari arsip."),
    "pratinjau": Entry("docgen.cli.pdf:pratinjau", "Melihat satu versi sebagai PDF atau gambar; tidak disimpan."),
    "pdf": Entry("docgen.cli.pdf:pdf", "Menyimpan PDF/A naskah yang sudah final di arsip."),
    "pdf-banyak": Entry("docgen.cli.pdf:pdf_banyak", "Menyimpan PDF/A semua naskah sebuah daftar di arsip."),
    "beda": Entry("docgen.cli.comparing:beda", "Menampilkan apa yang berubah dari satu versi ke versi lain."),
    "buat-ulang": Entry("docgen.cli.naskah:buat_ulang", "Mengisi ulang satu naskah dan membandingkan hasilnya."),
}
AKUN = {
    "daftar": Entry("docgen.cli.akun:daftar", "Menampilkan semua akun dan keadaannya."),
    "baru": Entry(
        "docgen.cli.akun:baru", "Membuat akun untuk pemegang sebuah jabatan; kata sandi pertamanya dicetak satu kali."
    ),
    "sandi": Entry(
        "docgen.cli.akun:sandi",
        "Memberi kata sandi sekali pakai yang baru; semua sesi akun itu berakhir dan kuncinya dibuka.",
    ),
    "kunci": Entry(
        "docgen.cli.akun:kunci", "Mengunci akun; semua sesinya berakhir. Dibuka lagi dengan docgen akun sandi."
    ),
}
TEMPLAT = {
    "periksa": Entry("docgen.cli.templat:periksa", "Memeriksa halaman Word satu jenis, atau sebuah berkas Word."),
    "baru": Entry("docgen.cli.templat:baru", "Membuat jenis naskah baru dari sebuah halaman Word."),
    "contoh": Entry("docgen.cli.templat:contoh", "Menggambar halaman setiap jenis, kecil-kecil dalam satu lembar."),
}
DISPOSISI = {
    "buat": Entry("docgen.cli.surat:buat", "Membuka lembar disposisi untuk sebuah surat masuk atau naskah lain."),
    "teruskan": Entry("docgen.cli.surat:teruskan", "Meneruskan disposisi di lembar yang sama."),
    "cetak": Entry("docgen.cli.surat:cetak", "Mencetak satu baris disposisi di atas lembar kertas yang sama."),
    "baca": Entry("docgen.cli.surat:baca", "Mencatat bahwa disposisi sudah dibaca penerimanya."),
    "lapor": Entry("docgen.cli.surat:lapor", "Melaporkan tindak lanjut sebuah disposisi."),
    "tarik": Entry("docgen.cli.surat:tarik", "Menarik disposisi terakhir yang belum dibaca penerimanya."),
}
EKSPEDISI = {
    "kirim": Entry("docgen.cli.ekspedisi:kirim", "Mencatat pengiriman naskah yang sudah terbit."),
    "kirim-banyak": Entry(
        "docgen.cli.ekspedisi:kirim_banyak", "Mencatat pengiriman semua naskah sebuah daftar kepada penerimanya."
    ),
    "terima": Entry("docgen.cli.ekspedisi:terima", "Mencatat tanda terima satu kiriman."),
}
SOP = {
    "daftar": Entry("docgen.cli.sop:daftar", "Menampilkan SOP kantor dan pelaksanaannya."),
    "periksa": Entry("docgen.cli.sop:periksa", "Memeriksa SOP kantor, atau berkas SOP yang belum dipasang."),
    "cetak": Entry("docgen.cli.sop:cetak", "Membuat draf lembar resmi sebuah SOP."),
    "mulai": Entry("docgen.cli.sop:mulai", "Memulai pelaksanaan sebuah SOP."),
    "status": Entry("docgen.cli.sop:status", "Menampilkan sampai di mana sebuah pelaksanaan SOP."),
    "selesai": Entry("docgen.cli.sop:selesai", "Menutup langkah yang sedang berjalan."),
    "batalkan": Entry("docgen.cli.sop:batalkan", "Membatalkan pelaksanaan SOP yang terlanjur dibuka."),
    "jatuh-tempo": Entry(
        "docgen.cli.recurring:jatuh_tempo",
        "Membuka pelaksanaan SOP berkala yang sudah jatuh tempo, satu untuk setiap bidang.",
    ),
}
BUKU = {
    "daftar": Entry("docgen.cli.registers:daftar", "Menampilkan buku dan daftar kantor dan banyaknya barisnya."),
    "lihat": Entry("docgen.cli.registers:lihat", "Menampilkan satu buku atau daftar, sekarang atau pada suatu hari."),
    "pesan": Entry("docgen.cli.reserving:pesan", "Memesan nomor untuk hari tanpa listrik, berikut lembar kosongnya."),
    "tutup": Entry("docgen.cli.reserving:tutup", "Mengembalikan nomor pesanan yang tidak terpakai."),
}
RAPAT = {
    "contoh": Entry("docgen.cli.meeting:contoh", "Mencetak contoh isian sebuah rapat."),
    "siapkan": Entry(
        "docgen.cli.meeting:siapkan", "Menyusun undangan, daftar hadir dan kerangka notula dari satu isian."
    ),
}
PENCARIAN = {
    "daftar": Entry("docgen.cli.pencarian:daftar", "Menampilkan pencarian tersimpan: milik Anda dan milik bersama."),
    "hapus": Entry("docgen.cli.pencarian:hapus", "Menghapus pencarian tersimpan milik Anda."),
}
KALENDER = {
    "lihat": Entry("docgen.cli.kalender:lihat", "Menampilkan hari libur dan jam kerja kantor."),
    "buat": Entry("docgen.cli.kalender:buat", "Menulis hari libur satu tahun sejauh diketahui, untuk dicocokkan."),
    "impor": Entry("docgen.cli.kalender:impor", "Memasukkan hari libur dari sebuah lembar (.xlsx atau .csv)."),
}
KINERJA = {
    "formulir": Entry("docgen.cli.kinerja:formulir", "Membuat formulir Excel pengumpulan data untuk setiap bidang."),
    "terima": Entry("docgen.cli.kinerja:terima", "Menerima formulir yang sudah diisi bidang."),
    "ukur": Entry("docgen.cli.kinerja:ukur", "Mengukur kinerja dari formulir yang sudah diterima."),
    "laporan": Entry(
        "docgen.cli.kinerja:laporan", "Menyusun draf laporan kinerja dengan tabel dari rencana dan formulir."
    ),
    "bukti": Entry("docgen.cli.evidence:bukti", "Mengumpulkan bukti pengukuran kinerja satu tahun dalam satu folder."),
}
BOKS = {
    "baru": Entry("docgen.cli.boks:baru", "Mencatat boks, laci, lemari atau map tempat kertas disimpan."),
    "pindah": Entry("docgen.cli.boks:pindah", "Mencatat bahwa sebuah boks, berikut isinya, dipindah ke tempat lain."),
    "daftar": Entry("docgen.cli.boks:daftar", "Menampilkan semua boks dan letaknya."),
    "lihat": Entry("docgen.cli.boks:lihat", "Menampilkan isi sebuah boks dan riwayat letaknya."),
    "label": Entry("docgen.cli.labels:boks", "Mencetak label boks dengan QR; tanpa KODE, semua boks."),
}
BERKAS = {
    "buka": Entry("docgen.cli.berkas:buka", "Membuka berkas baru; nomornya diberi urut dalam setahun."),
    "ubah": Entry("docgen.cli.berkas:ubah", "Membetulkan klasifikasi keamanan, indeks atau uraian sebuah berkas."),
    "isi": Entry("docgen.cli.berkas:isi", "Memasukkan naskah ke dalam berkas, urut di belakang yang sudah ada."),
    "keluarkan": Entry("docgen.cli.berkas:keluarkan", "Mengeluarkan naskah dari berkas yang masih terbuka."),
    "pindah": Entry("docgen.cli.berkas:pindah", "Mencatat bahwa map sebuah berkas, berikut kertasnya, dipindah."),
    "daftar": Entry("docgen.cli.berkas:daftar", "Menampilkan semua berkas, kurun waktu dan banyaknya isinya."),
    "lihat": Entry(
        "docgen.cli.berkas:lihat", "Menampilkan isi sebuah berkas, tempatnya, riwayatnya, dan apa yang belum beres."
    ),
    "tutup": Entry("docgen.cli.berkas:tutup", "Menutup berkas yang sudah selesai dan mencetak jurnalnya ke dalamnya."),
    "buka-kembali": Entry("docgen.cli.berkas:buka_kembali", "Membuka kembali berkas yang sudah ditutup."),
    "tahan": Entry("docgen.cli.berkas:tahan", "Menahan berkas: selama ditahan tidak ada yang boleh dimusnahkan."),
    "lepas": Entry("docgen.cli.berkas:lepas", "Mengakhiri penahanan sebuah berkas."),
    "label": Entry("docgen.cli.labels:berkas", "Mencetak label map berkas dengan QR; tanpa NOMOR, semua berkas."),
    "tandai-vital": Entry("docgen.cli.berkas:tandai_vital", "Menandai berkas sebagai arsip vital, atau mengakhirinya."),
}
PINJAMAN = {
    "ajukan": Entry(
        "docgen.cli.pinjaman:ajukan", "Mengajukan peminjaman kertas, atau mencatat salinan digital yang diserahkan."
    ),
    "izinkan": Entry("docgen.cli.pinjaman:izinkan", "Mengizinkan peminjaman menurut klasifikasi keamanannya."),
    "tolak": Entry("docgen.cli.pinjaman:tolak", "Menolak peminjaman."),
    "serahkan": Entry(
        "docgen.cli.pinjaman:serahkan", "Menyerahkan kertas yang sudah diizinkan; sejak itu tercatat dipinjam."
    ),
    "kembali": Entry(
        "docgen.cli.pinjaman:kembali",
        "Mencatat kertas yang kembali dan kondisinya; tanpa NASKAH: semua yang masih di luar.",
    ),
    "hilang": Entry(
        "docgen.cli.pinjaman:hilang",
        "Mencatat kertas yang hilang waktu dipinjam; tanpa NASKAH: semua yang masih di luar.",
    ),
    "perpanjang": Entry("docgen.cli.pinjaman:perpanjang", "Memperpanjang pinjaman, satu kali, dengan alasan."),
    "lembar": Entry(
        "docgen.cli.pinjaman:lembar", "Mencetak tanda keluar dan lembar peminjaman, satu halaman untuk dilipat."
    ),
    "daftar": Entry("docgen.cli.pinjaman:daftar", "Menampilkan semua pinjaman dan keadaannya."),
    "lihat": Entry("docgen.cli.pinjaman:lihat", "Menampilkan satu pinjaman, kertasnya dan riwayatnya."),
}
KLASIFIKASI = {
    "daftar": Entry("docgen.cli.klasifikasi:daftar", "Menampilkan kode klasifikasi dan jadwal retensinya."),
    "impor": Entry(
        "docgen.cli.klasifikasi:impor", "Memasukkan kode klasifikasi atau JRA dari sebuah lembar (.xlsx atau .csv)."
    ),
}
PENYUSUTAN = {
    "calon": Entry(
        "docgen.cli.penyusutan:calon",
        "Menampilkan berkas yang sudah dapat dipindahkan, dimusnahkan atau diserahkan.",
    ),
    "usul": Entry("docgen.cli.penyusutan:usul", "Mengusulkan pemindahan, pemusnahan atau penyerahan berkas."),
    "nilai": Entry("docgen.cli.penyusutan:nilai", "Menilai usul penyusutan; oleh orang lain daripada pengusulnya."),
    "setujui": Entry("docgen.cli.penyusutan:setujui", "Menyetujui usul yang sudah dinilai; oleh orang ketiga."),
    "tolak": Entry("docgen.cli.penyusutan:tolak", "Menolak usul penyusutan; berkasnya tetap di tempatnya."),
    "berita-acara": Entry(
        "docgen.cli.penyusutan:berita_acara", "Membuat draf berita acara usul yang disetujui, dengan daftar arsipnya."
    ),
    "laksanakan": Entry(
        "docgen.cli.penyusutan:laksanakan",
        "Melaksanakan usul yang disetujui: kertas dan berkas elektroniknya sekaligus.",
    ),
    "daftar": Entry("docgen.cli.penyusutan:daftar", "Menampilkan semua usul penyusutan dan keadaannya."),
    "lihat": Entry(
        "docgen.cli.penyusutan:lihat", "Menampilkan satu usul penyusutan, berkasnya dan siapa yang berbuat apa."
    ),
}
ARSIP = {
    "akses": Entry("docgen.cli.kertas:akses", "Menampilkan salinan akses yang pernah diberikan."),
    "impor": Entry("docgen.cli.impor:impor", "Memasukkan buku lama (.xlsx atau .csv) dan hasil pindainya ke arsip."),
    "taruh": Entry(
        "docgen.cli.kertas:taruh", "Mencatat di mana selembar naskah kertas disimpan, atau ke mana ia dipindah."
    ),
    "tandai": Entry("docgen.cli.kertas:tandai", "Mencatat keadaan selembar kertas: hilang, ditemukan kembali, rusak."),
    "lengkap": Entry("docgen.cli.kertas:lengkap", "Membuktikan setiap naskah final tersimpan manual dan elektronik."),
    "label": Entry(
        "docgen.cli.labels:kertas", "Mencetak label kertas sebuah naskah, dengan kode verifikasinya sebagai QR."
    ),
    "cocokkan": Entry(
        "docgen.cli.kertas:cocokkan", "Mencocokkan label yang dipindai di rak dengan catatan letak kertas."
    ),
    "periksa": Entry(
        "docgen.cli.upkeep:periksa", "Menghitung ulang semua sidik dan mencocokkan berkas, katalog dan log."
    ),
    "jangkar": Entry("docgen.cli.anchoring:jangkar", "Menunjukkan kepala log untuk dicetak: jangkar arsip hari ini."),
    "bangun-ulang": Entry("docgen.cli.upkeep:bangun_ulang", "Membangun ulang katalog dari berkas arsip."),
    "tangkap": Entry(
        "docgen.cli.capturing:tangkap", "Mengarsipkan pindaian naskah yang ditandatangani atau diisi di kertas."
    ),
    "awasi": Entry(
        "docgen.cli.capturing:awasi", "Mengawasi folder pemindai dan mengarsipkan setiap pindaian yang masuk."
    ),
    "ekspor": Entry(
        "docgen.cli.exporting:ekspor", "Menyerahkan arsip dalam bentuk terbuka yang dapat diperiksa siapa saja."
    ),
    "uji-ekspor": Entry("docgen.cli.exporting:uji_ekspor", "Menguji sebuah ekspor arsip."),
    "impor-ekspor": Entry(
        "docgen.cli.exporting:impor_ekspor", "Memasukkan ekspor lengkap ke kantor yang arsipnya kosong."
    ),
}
