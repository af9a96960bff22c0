"""What the domain says to a terminal, said for a screen: a command becomes what to do here, an option its input.

The sentences of the program name commands, because they are written once for both doors. `said` is the only way they
reach a page; tests/web/test_wording.py holds every sentence of the package against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.naskah.kode import ALPHABET, ID_LENGTH

ADMIN = "minta admin "
DEEDS = {  # command: what to do instead; {} is what it was to be done with
    "akun daftar": "buka halaman Akun",
    "arsip bangun-ulang": ADMIN + "membangun ulang katalog",
    "arsip ekspor": ADMIN + "mengekspor arsip",
    "arsip periksa": ADMIN + "memeriksa arsip",
    "arsip tangkap": "unggah pindaiannya",
    "arsip taruh": "catat letak kertasnya",
    "berkas buka-kembali": "buka kembali berkas {}",
    "berkas daftar": "buka daftar berkas",
    "berkas isi": "masukkan naskahnya ke dalam berkas {}",
    "boks baru": "catat boks {}",
    "buku lihat": "buka daftar register",
    "buku tutup": "kembalikan sisa nomor blok {}",
    "cadangkan": ADMIN + "mencadangkan arsip",
    "cari": "tulis kata-katanya di kotak Cari",
    "demo": ADMIN + "membuat kantor contoh",
    "disposisi buat": "buat lembar disposisi untuk naskah {}",
    "disposisi teruskan": "buka naskah {}, lalu teruskan disposisinya",
    "ekspedisi kirim": "catat pengiriman naskah {}",
    "indeks bangun": ADMIN + "membangun ulang indeks pencarian",
    "indeks periksa": ADMIN + "memeriksa indeks pencarian",
    "indeks status": ADMIN + "melihat keadaan indeks pencarian",
    "init": ADMIN + "membuat kantor baru",
    "jenis": "buka Naskah baru",
    "kinerja terima": "terima formulir bidangnya",
    "klasifikasi daftar": "buka daftar klasifikasi {}",
    "latihan-pulih": ADMIN + "mencoba pemulihan cadangan",
    "naskah": "buka naskah {}",
    "naskah ambil": "unduh berkas naskah {}",
    "naskah batalkan": "buka naskah {}, lalu Batalkan naskah",
    "naskah catat-kertas": "catat naskah yang dibuat di kertas",
    "naskah daftar": "buka daftar naskah",
    "naskah kembalikan": "buka naskah {}, lalu Kembalikan",
    "naskah lihat": "buka naskah {}",
    "naskah paraf": "buka naskah {}, lalu Bubuhkan paraf",
    "naskah revisi": "buka naskah {}, lalu Perbaiki isian",
    "naskah salinan": "buat salinan naskah {}",
    "naskah tandatangan": "buka naskah {}, lalu Tanda tangani",
    "naskah unggah": "unggah di halaman Perbaiki isian naskahnya",
    "periksa": ADMIN + "memeriksa jenis naskah",
    "penyusutan berita-acara": "buat berita acara penyusutan {}",
    "penyusutan daftar": "buka daftar penyusutan",
    "penyusutan laksanakan": "laksanakan penyusutan {}",
    "pinjaman daftar": "buka daftar pinjaman",
    "pinjaman kembali": "catat kembalinya",
    "pinjaman serahkan": "serahkan pinjaman {}",
    "pulihkan": ADMIN + "memulihkan cadangan",
    "sop daftar": "buka daftar pelaksanaan SOP",
    "surat-masuk catat": "catat sebagai surat masuk",
    "templat periksa": ADMIN + "memeriksa templat",
}
LABELS = {  # option: the input of a form that asks for the same, where it is not simply the option's name
    "buat-boks": "Buat boks yang belum ada", "dipesan": "Nomor yang dipesan", "kantor": "folder kantor",
    "sejarah": "Simpan sebagai riwayat", "sisip": "Nomor sisipan", "surat": "Surat persetujuan",
}  # fmt: skip
_PHRASES = (  # what is not put right word by word
    (r"[Ss]ebutkan sidik versi yang Anda koreksi dengan --dibaca", "muat ulang halaman naskahnya, lalu ulangi"),
    (r", lalu pakai sidik yang tercetak di sana", ", lalu ulangi di sana"),
    (r"([Ss])ebutkan diri dengan --sebagai", r"\1ilakan masuk dengan akun yang berwenang"),
    (r"[Tt]ambahkan --sebagai JABATAN: .*", "Masuk dengan akun yang mempunyai jabatan."),
    (r"tanpa --sebagai yang berwenang", "tanpa akun yang berwenang"),
    (r", lalu tambahkan --kantor FOLDER", ""),
    (r"perintah docgen apa pun yang mengarsipkan", "tindakan apa pun yang mengarsipkan"),
    (r"docgen naskah lihat(?=\.|$)", "docgen naskah daftar"),
    (r" [Ss]impan dengan: docgen cari .*", " Simpan di halaman Cari."),
    (r" -o [A-Z]+\b", ""),
    (r"docgen terbaru", "versi terbaru program ini"),
    (r" --(?:sebagai|dibaca)(?:[ =](?:SIDIK|JABATAN|\w+))?", ""),
)
_VALUE = r"(?:'[^']*'|\"[^\"]*\"|…|[A-ZÀ-Ý][A-Z-]+\b|\d[\d.,-]*\b)"
_ARGUMENT = r"(?:(?=[\w./-]*[\dA-Z_])\w[\w/]*(?:[.-]\w+)*|'[^']*'|…)"
_OPTION = rf"--[a-z][a-z-]*(?:[ =]{_VALUE})?"
_KNOWN = "|".join(sorted(DEEDS, key=len, reverse=True))
_COMMAND = re.compile(
    rf"(?P<lead> ?\b(?:dengan|dari):? | di |[Jj]alankan(?: lagi)?: )?'?docgen (?P<name>{_KNOWN})(?![\w-])"
    rf"(?P<rest>(?: (?:{_OPTION}|{_ARGUMENT}))*)'?"
)
_LONE = re.compile(rf"--(?P<name>[a-z][a-z-]*)(?:[ =](?P<value>{_VALUE}))?")
_NASKAH = re.compile(rf"(?<=[Nn]askah )[{ALPHABET}]{{{ID_LENGTH}}}\b")


def said(sentence: str) -> str:
    """The sentence as the screen says it: no command, no option, no program in it."""
    for pattern, instead in _PHRASES:
        sentence = re.sub(pattern, instead, sentence)
    sentence = _LONE.sub(_input, _COMMAND.sub(_deed, sentence))
    sentence = re.sub(r"(?<=[”)]) (?=“)", " dan ", sentence.replace(", misalnya: “", ": “"))
    return re.sub(r"\bdocgen (?=\S)", "program ini ", sentence)


def linked(sentence: str) -> Iterator[tuple[str, str]]:
    """The pieces of what is said, each with the id of the naskah it leads to, or ''."""
    told, at = said(sentence), 0
    for found in _NASKAH.finditer(told):
        yield told[at : found.start()], ""
        yield found[0], found[0]
        at = found.end()
    yield told[at:], ""


def _deed(found: re.Match[str]) -> str:
    lead = (found["lead"] or "").strip()
    named = re.findall(_ARGUMENT, re.sub(_OPTION, "", found["rest"]))
    first = next((one for one in named if any(letter.isdigit() for letter in one)), "")
    deed = " ".join(DEEDS[found["name"]].replace("{}", first).split()).replace(" ,", ",")
    if lead == "di":
        return f" di {deed.removeprefix('buka ')}"
    if lead.casefold().startswith("jalankan"):
        return deed[0].upper() + deed[1:] if lead[0] == "J" else deed
    return f": {deed}" if lead else deed


def _input(found: re.Match[str]) -> str:
    name, value = found["name"], (found["value"] or "").strip("'\"")
    label = LABELS.get(name, name.replace("-", " ").capitalize())
    example = value if value.strip("….") and not value.isupper() else ""
    return f"“{label}”" + (f" {example}" if example.isdecimal() else f" (misalnya {example})" if example else "")
