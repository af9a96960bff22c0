"""Indonesian text as both indexes see it: tokens and roots.

A token is a run of letters or a run of digits, so `470/Kep.240/Sekre`, `470 / Kep. 240 / Sekre` and `Kep240` meet in
the same tokens: a code is found whole (its tokens side by side) and in parts (each token). An apostrophe inside a word
does not count: Jum'at is Jumat. The stemmer is Snowball `indonesian`; where it cuts into a word of the office
(`search.md` 4), ROOTS says better.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from threading import Lock

import Stemmer

LONGEST_TOKEN = 64  # characters; a longer run is cut, in text and query alike

STOP = frozenset(
    """ada adalah agar akan antara atas atau bagi bahwa belum berdasarkan dalam dan dapat dari dengan di guna hal hanya
    ini itu juga kami karena ke kepada kita lain lebih maka masih melalui oleh pada para pun saja saya secara sebagai
    sebagaimana sehingga serta sesuai sudah telah tentang terhadap tersebut tidak untuk yang""".split()
)
_ROOTS = """
beri berikan memberikan diberikan pemberian
berita beritanya diberitakan pemberitaan
capai mencapai tercapai capaian pencapaian
digital digitalisasi
direktur direktorat
diskusi didiskusikan mendiskusikan
disposisi disposisinya mendisposisikan didisposisikan pendisposisian
distribusi distribusikan mendistribusikan didistribusikan pendistribusian
evaluasi mengevaluasi dievaluasi pengevaluasian
februari pebruari
izin ijin izinkan mengizinkan mengijinkan diizinkan diijinkan perizinan perijinan
kelola mengelola dikelola pengelola pengelolaan
keluarga berkeluarga keluarganya
kembali kembalikan mengembalikan dikembalikan pengembalian
kendali mengendalikan dikendalikan pengendalian
kepala mengepalai
ketua diketuai
kirim mengirim dikirim mengirimkan dikirimkan pengiriman pengirim
kunjung kunjungan berkunjung mengunjungi dikunjungi
lambat terlambat keterlambatan memperlambat
menteri kementerian
meterai bermeterai
mohon pemohon permohonan memohon
musnah memusnahkan dimusnahkan pemusnahan
nilai menilai dinilai penilai penilaian
nomor dinomori penomoran bernomor
november nopember
pegawai kepegawaian
penduduk kependudukan
perihal
periksa memeriksa diperiksa pemeriksa pemeriksaan
perintah memerintahkan diperintahkan
perkara
rekam merekam direkam perekam perekaman
rencana merencanakan direncanakan perencanaan
teliti meneliti diteliti penelitian
terbit menerbitkan diterbitkan penerbitan
tetap menetapkan ditetapkan penetapan
tugas menugaskan ditugaskan penugasan petugas
tunjuk menunjuk ditunjuk penunjukan petunjuk
"""
ROOTS = {form: line.split()[0] for line in _ROOTS.strip().splitlines() for form in line.split()}

_APOSTROPHES = "'’‘ʼʻ`"
_TOKEN = re.compile(rf"[^\W\d_]+(?:[{_APOSTROPHES}][^\W\d_]+)*|\d+")
_NO_APOSTROPHE = str.maketrans("", "", _APOSTROPHES)
_stemmer = Stemmer.Stemmer("indonesian")
_stemming = Lock()  # a Stemmer must not be used by two threads at once


def normal(text: str) -> str:
    """`text` with look-alike characters made equal (NFKC), as it is indexed and cut for snippets."""
    return unicodedata.normalize("NFKC", text)


def tokens(text: str) -> list[str]:
    """The tokens of `text` in order, lower case; figures without leading zeros."""
    return [token for found in _TOKEN.findall(normal(text)) if (token := _token(found))]


def find_tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """Where every token of `text` begins and ends, in order."""
    return ((found.start(), found.end(), _token(normal(found.group()))) for found in _TOKEN.finditer(text))


def is_code(token_list: Sequence[str]) -> bool:
    """Whether a typed word is a number or code, whose parts belong side by side."""
    return len(token_list) > 1 and any(token[0].isdigit() for token in token_list)


@lru_cache(maxsize=50_000)
def root(token: str) -> str:
    """The root two forms of one word share; figures are their own root."""
    if token in ROOTS:
        return ROOTS[token]
    if not token.isalpha():
        return token
    with _stemming:
        return str(_stemmer.stemWord(token))


def one_letter_off(word: str, other: str) -> bool:
    """Whether two tokens are the same but for at most one letter changed, added or left out."""
    if len(word) > len(other):
        word, other = other, word
    if len(other) - len(word) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), len(word))
    return word[at + (len(word) == len(other)) :] == other[at + 1 :]


def _token(found: str) -> str:
    if found.isascii() and found.isalpha():
        return found.lower()[:LONGEST_TOKEN]
    if found[0].isdigit():
        found = found.lstrip("0") or "0"
    return found.translate(_NO_APOSTROPHE).lower()[:LONGEST_TOKEN]
