"""What one may not read changes nothing one can see: every reading command, by every kind of reader.

Each secret bears a word of its own (`peers.md` 6.5). Whoever may not read it never meets that word, nor its text in a
file he takes; whoever may read it does, or the test could not fail.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from docgen.actions.house.upkeep import create_office
from docgen.naskah.access import READ, may
from docgen.office import open_office
from docgen.paper.pdf.text import pdf_text
from docgen.settings import Settings
from tests.cli.conftest import Desk
from tests.cli.test_reading import READING

pytestmark = pytest.mark.slow
READERS = ("", "tata_usaha", "kabid_capil", "kasubag_perencanaan", "kasubag_umum", "kepala_dinas")
UPKEEP = {"arsip bangun-ulang", "cadangkan", "templat contoh", "naskah pratinjau"}  # shown elsewhere, and slow
WORDS = {"surat": "zamrudsatu", "lembar": "zamruddua", "nota": "zamrudtiga", "berkas": "zamrudempat"}
LETTER = """
pengirim = "Inspektur {word}"
nomor_surat = "700 / 1 / {word}"
tanggal_surat = 2019-01-02
tanggal_terima = 2019-01-03
perihal = "Pemeriksaan {word}"
sifat = "Segera"
keamanan = "{keamanan}"
ringkasan = "Pemeriksaan khusus atas {word}."
"""
REPLY = """
kepada = ["Inspektur {word}"]
perihal = "Jawaban {word}"
sifat = "Segera"
keamanan = "Sangat Rahasia"
isi = ["Perihal {word} kami jelaskan sebagai berikut."]
penutup = "Demikian."
penandatangan = "kepala_dinas"
pengolah = "kasubag_perencanaan"
"""


class Secrets(Desk):
    """An office with secrets: a letter, a disposisi of another, a reply, a berkas with a letter and its paper."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.names: dict[str, str] = {}
        self.ids: dict[str, str] = {}

    def letter(self, word: str, keamanan: str) -> str:
        toml = LETTER.format(word=word, keamanan=keamanan)
        entered = self.json("surat-masuk", "catat", "--isian", "-", sebagai="tata_usaha", stdin=toml)
        return str(entered["id"])

    def readers(self, name: str) -> set[str]:
        """Who of READERS may read the secret of that name."""
        with open_office(Settings(self.root)) as office:
            naskah = office.archive.naskah(self.ids[name])
            return {post for post in READERS if post and may(office.kantor.official(post), READ, naskah)}

    def knowers(self, name: str) -> set[str]:
        """Who may know its word: a lembar disposisi repeats the perihal of its letter."""
        return self.readers(name) | (self.readers("lembar") if name == "surat" else set())


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rahasia")
    create_office(folder / "kantor")
    desk = Secrets(folder / "kantor")
    open_letter = desk.letter("terbuka", "Biasa")
    secret = desk.letter(WORDS["surat"], "Rahasia")
    order = ("--kepada", "kasubag_perencanaan", "--isi", f"Selidiki {WORDS['lembar']}")
    lembar = desk.json("disposisi", "buat", secret, *order, sebagai="kepala_dinas")
    toml = REPLY.format(word=WORDS["nota"])
    nota = desk.json("naskah", "buat", "surat_dinas", "--isian", "-", sebagai="kasubag_perencanaan", stdin=toml)
    changed = f"perihal=Jawaban kedua {WORDS['nota']}"
    desk.json("naskah", "revisi", nota["id"], "--dibaca", nota["sha256"], changed, sebagai="kasubag_perencanaan")
    filed = desk.letter(WORDS["berkas"], "Rahasia")
    desk.run("boks", "baru", "B-001", "--rak", "Rak 3", sebagai="kasubag_umum")
    matter = ("--klasifikasi", "045.2", "--indeks", WORDS["berkas"], "--uraian", WORDS["berkas"], "--boks", "B-001")
    opened = desk.json("berkas", "buka", *matter, "--keamanan", "rahasia", sebagai="kasubag_umum")
    desk.json("berkas", "isi", opened["kode"], filed, "--kertas", "asli", sebagai="kasubag_umum")
    why = ("--keperluan", "audit", "--alasan", "diminta aslinya")
    lent = desk.json("pinjaman", "ajukan", filed, *why, sebagai="kepala_dinas")
    run = desk.json("sop", "mulai", "pengukuran_kinerja", "--perihal", "Tahun 2018", sebagai="tata_usaha")
    usul = desk.run("penyusutan", "usul", "pemusnahan", "--alasan", "habis", "--json", sebagai="tata_usaha")
    (folder / "rak.txt").write_text(f"BOKS:B-001\n{open_letter}\n")
    (folder / "surat.txt").write_text("Bukan naskah kantor ini")
    desk.ids = {"surat": secret, "lembar": lembar["id"], "nota": nota["id"], "berkas": filed}
    desk.names = {
        "nota": open_letter, "revisi": nota["id"], "lembar": lembar["id"], "folder": str(folder),
        "berkas": str(folder / "surat.txt"), "kode_berkas": opened["kode"], "pinjaman": lent["nomor"],
        "run": run["id"], "usul": json.loads(usul.stdout)["kode"] if usul.exit_code == 0 else "1/2019",
    }  # fmt: skip
    return desk


def asked(desk: Secrets, command: str) -> list[list[str]]:
    """The command as every test of reading types it, and with the words and ids of every secret where it takes one."""
    lines = [[*command.split(), *(arg.format(**desk.names) for arg in READING[command])]]
    if command == "cari":
        lines += [["cari", "--mirip", desk.names["nota"]], ["cari", "--faset"], ["cari", "--ekspor", "-", "--json"]]
        for word in WORDS.values():
            typed = (word, word[:-2] + "*", word[:-1] + "x~", word[:-1] + "x", f"-{word}", f'"{word}" terbuka')
            lines += [["cari", *line.split()] for line in (*typed, f"nomor:{word}")]
    if "{nota}" in READING[command]:
        for one in desk.ids.values():
            names = {**desk.names, "nota": one}
            lines.append([*command.split(), *(arg.format(**names) for arg in READING[command])])
    return lines


def told(desk: Secrets, line: list[str], reader: str) -> str:
    """All a reader gets: what is printed, and the words of the files that are written."""
    folder = Path(desk.names["folder"])
    before = {path for path in folder.iterdir() if path.is_file()}
    result = desk.run(*line, sebagai=reader)
    written = [path for path in folder.iterdir() if path.is_file() and path not in before]
    words = [result.stdout, result.stderr, *(text_of(path) for path in written)]
    for path in written:
        path.unlink()
    return "\n".join(words).casefold()


def text_of(path: Path) -> str:
    data = path.read_bytes()
    if data.startswith(b"%PDF"):
        return pdf_text(data)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return data.decode("utf-8", "replace")


def own(line: list[str], said: str) -> str:
    """What is said without what he typed himself: an error may repeat it."""
    for typed in line:
        for word in WORDS.values():
            if word in typed.casefold() and typed.casefold() in said:
                said = said.replace(typed.casefold(), "")
    return said


@pytest.mark.parametrize("command", sorted(READING.keys() - UPKEEP))
def test_nobody_meets_a_word_of_what_he_may_not_read(desk, command):
    known = {name: desk.knowers(name) for name in WORDS}
    for reader in READERS:
        for line in asked(desk, command):
            said = own(line, told(desk, line, reader))
            for name, word in WORDS.items():
                if reader not in known[name]:
                    assert word not in said, f"{reader or 'guest'} learns of {name} by {' '.join(line)}"


@pytest.mark.parametrize("name", WORDS)
def test_whoever_may_read_a_secret_finds_it(desk, name):
    readers = desk.readers(name)
    assert readers and readers != set(READERS)
    for reader in readers:
        assert desk.ids[name].casefold() in told(desk, ["cari", WORDS[name][:-2] + "*"], reader)
