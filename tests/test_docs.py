"""What the documents say is true: every command in them runs, every word and path in them exists."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from configparser import ConfigParser
from contextlib import chdir
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from docgen.cli import cli
from tests.conftest import ROOT, WIB

DOCS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
PANDUAN = (ROOT / "docs" / "panduan.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
# which placeholder the printed id of a command stands for; the first that fits counts
NAMES = {
    "surat-masuk catat": "SURAT",
    "disposisi buat": "LEMBAR",
    "naskah buat surat_pengantar": "PENGANTAR",
    "naskah buat": "NASKAH",
    "sop mulai": "RUN",
    "buku pesan": "BLOK",
    "kinerja terima": "FORMULIR",
    "kinerja laporan --jenis laporan_triwulan": "TRIWULAN",
    "kinerja laporan": "LAPORAN",
}
# the same where a command prints a list: how the line begins or goes on
ID = "([0-9A-HJKMNP-TV-Z]{10})"
ROWS = {
    "UNDANGAN": rf"^{ID} +Nota Dinas Undangan",
    "HADIR": rf"^{ID} +Daftar Hadir",
    "NOTULA": rf"^{ID} +Notula",
    "INDIKATOR": rf"indikator_sasaran *: naskah:{ID}",
    "BERKAS": r"^Berkas (\d+/\d{4}) dibuka",
    "PINJAMAN": r"^Pinjaman (\d+/\d{4}) diajukan",
    "RUN_CAPIL": rf"^kabid_capil\b.*? {ID}\b",
}
PLACEHOLDERS = {*NAMES.values(), *ROWS, "SIDIK", "TANGGAL", "JANGKAR"}
SCAN = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SOP_470, SOP_010 = "pengukuran kinerja (SOP 470)", "data kinerja bidang setiap triwulan (SOP 010)"


def section(title: str) -> str:
    """The section of the guide that walks an SOP, from its heading to the next."""
    return next(part for part in re.split(r"^## ", PANDUAN, flags=re.M) if f"Contoh lengkap: {title}\n" in part)


def blocks(text: str) -> list[str]:
    """The command lines of the ```sh blocks, in order."""
    return [line for block in re.findall(r"```sh\n(.*?)```", text, re.S) for line in block.splitlines() if line.strip()]


class Clerk:
    """Follows the guide line by line and puts in what was printed before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: dict[str, str] = {"TANGGAL": datetime.now(WIB).date().isoformat()}

    def type(self, line: str) -> str:
        words = [self.put_in(word) for word in shlex.split(line)]
        words = [path for word in words for path in self.shell(word)]
        if words[0] == "cd":
            self.folder = self.folder / words[1]
            # what the clerk saved from Excel beforehand
            (self.folder / "penerima.csv").write_text("Kepada;Tempat\nLurah Indihiang;Aula\nLurah Cipedes;Aula\n")
            (self.folder / "libur.csv").write_text("Tanggal;Nama;Jenis\n17-10-2027;Hari Jadi Kota Tasikmalaya;Libur\n")
            jra = "Kode;Uraian;Retensi Aktif\n000.8.6.3;Akuntabilitas Kinerja Instansi Pemerintah;5 th\n"
            (self.folder / "jra.csv").write_text(jra)
            old = "No;Tgl terima;Dari;Tgl surat;No. surat;Hal\n12;5-3-2014;Camat Cihideung;3 Maret 2014;470/12;Data\n"
            (self.folder / "agenda-2014.csv").write_text(old)
            # and what came out of the scanner
            (self.folder / "surat.pdf").write_bytes(SCAN)
            (self.folder / "daftar-hadir.pdf").write_bytes(SCAN + b"% bertanda tangan\n")
            return ""
        target = None
        if ">" in words:
            at = words.index(">")
            target, words = self.folder / words[at + 1], words[:at]
        code, printed, complaint = self.run(words[1:])
        assert code == 0, f"{line}\n{printed}{complaint}"
        if target:
            target.write_text(printed, "utf-8")
        self.note(line, printed)
        if line.startswith("docgen kinerja formulir") or "--formulir" in words:
            self.fill_forms(3)
        if line.startswith("docgen naskah kembalikan"):
            self.fill_forms(2)
        return printed

    def run(self, words: list[str]) -> tuple[int, str, str]:
        """Exit code and both outputs of docgen, started as it is from a terminal."""
        done = subprocess.run(
            [sys.executable, "-m", "docgen", *words],
            cwd=self.folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
        )
        return done.returncode, done.stdout, done.stderr

    def put_in(self, word: str) -> str:
        """What was printed before, also behind an equals sign."""
        name, equals, value = word.rpartition("=")
        assert value not in PLACEHOLDERS or value in self.known, f"{value} was never printed"
        return f"{name}{equals}{self.known.get(value, value)}"

    def shell(self, word: str) -> list[str]:
        """What a shell makes of a word with an asterisk."""
        found = (
            sorted(path.relative_to(self.folder).as_posix() for path in self.folder.glob(word)) if "*" in word else []
        )
        return found or [word]

    def fill_forms(self, figure: int) -> None:
        """What each bidang does in Excel: a figure in every yellow cell, another when its report came back."""
        for path in self.folder.glob("formulir/*.xlsx"):
            book = load_workbook(path)
            sheet = book.worksheets[0]
            keys = [row[0].row for row in sheet.iter_rows(max_col=1) if "/" in str(row[0].value or "")]
            column = next(c.column for row in sheet.iter_rows() for c in row if c.value == "realisasi")
            for row in keys:
                sheet.cell(row, column).value = figure
            book.save(path)

    def note(self, line: str, printed: str) -> None:
        name = next((name for command, name in NAMES.items() if line.startswith(f"docgen {command} ")), "")
        if name and (found := re.search(rf"\b{ID}\b", printed)):
            self.known[name] = found[1]
        for name, row in ROWS.items():
            if found := re.search(row, printed, re.M):
                self.known[name] = found[1]
        if found := re.search(r"Sidik\s*:\s*([0-9a-f]{8,64})", printed):
            self.known["SIDIK"] = found[1]
        if found := re.search(r"Kode jangkar\s*:\s*([0-9A-Z-]+)", printed):
            self.known["JANGKAR"] = found[1]


class QuickClerk(Clerk):
    """Types the same lines, but docgen is started once for all of them."""

    def run(self, words: list[str]) -> tuple[int, str, str]:
        env = {"DOCGEN_KANTOR": None, "DOCGEN_PEJABAT": None}
        with chdir(self.folder):
            done = CliRunner(env=env).invoke(cli, words, catch_exceptions=False, prog_name="docgen")
        return done.exit_code, done.stdout, done.stderr


@pytest.mark.slow
def test_the_guide_can_be_followed_from_the_first_line_to_the_last(tmp_path):
    clerk = Clerk(tmp_path)
    lines = blocks(PANDUAN.replace(section(SOP_470), "").replace(section(SOP_010), ""))
    assert len(lines) > 25
    printed = "".join(clerk.type(line) for line in lines)
    assert {"SURAT", "LEMBAR", "NASKAH", "RUN", "SIDIK", "BLOK"} <= set(clerk.known)
    assert "terbit" in printed and "Arsip utuh" in printed


@pytest.mark.slow
def test_sop_470_is_walked_from_the_letter_to_the_copies_by_the_guide_alone(tmp_path):
    clerk = QuickClerk(tmp_path)
    printed = "".join(clerk.type(line) for line in blocks(section(SOP_470)))
    steps = asked(clerk, "sop status RUN")["langkah"]
    assert [step["keadaan"] for step in steps] == ["selesai"] * 8
    assert [step["times"] for step in steps] == [1, 1, 1, 1, 2, 2, 1, 1]  # returned once by the Sekretaris
    laporan = asked(clerk, "naskah lihat LAPORAN --sebagai sekretaris")
    assert laporan["status"] == "terbit" and laporan["nomor"].startswith("470 / 1 / Sekre")
    assert [a["pejabat"] for a in laporan["approvals"]] == ["kasubag_perencanaan", "sekretaris", "kepala_dinas"]
    copies = [one["kepada"] for one in laporan["facts"]["salinan"]]
    assert copies == ["Bagian Organisasi Sekretariat Daerah Kota Tasikmalaya", "Inspektorat Kota Tasikmalaya"]
    assert set(laporan["files"]) == {"naskah.docx", "naskah.pdf", "salinan-01.docx", "salinan-02.docx"}
    assert [one["jenis"] for one in laporan["terkait"]] == ["surat_pengantar"]
    received = {one["sebagai"] for one in laporan["facts"]["ekspedisi"] if "diterima" in one}
    assert len(laporan["facts"]["ekspedisi"]) == 4 and received == {"salinan 1", "salinan 2"}
    assert "Semua langkah sudah selesai." in printed and "Arsip utuh" in printed
    assert asked(clerk, "tugas") == []  # nothing is left to wait for


@pytest.mark.slow
def test_sop_010_is_walked_for_one_bidang_to_the_report_of_the_quarter_by_the_guide_alone(tmp_path):
    clerk = QuickClerk(tmp_path)
    printed = "".join(clerk.type(line) for line in blocks(section(SOP_010)))
    steps = asked(clerk, "sop status RUN_CAPIL")["langkah"]
    assert [step["keadaan"] for step in steps] == ["selesai"] * 6
    assert [step["times"] for step in steps] == [1, 1, 1, 2, 2, 1]  # returned once by the Kabid
    assert "[-3,00-]{+2,00+}" in printed  # the figure that was corrected, as he read it
    triwulan = asked(clerk, "naskah lihat TRIWULAN --sebagai sekretaris")
    assert triwulan["status"] == "terbit" and len(triwulan["facts"]["salinan"]) == 1
    assert ["diterima" in one for one in triwulan["facts"]["ekspedisi"]] == [False, True]  # tembusan, salinan
    due = asked(clerk, "sop jatuh-tempo --pada 2018-04-10 --sebagai kasubag_perencanaan")
    assert {one["bidang"]: one["keadaan"] for one in due["pelaksanaan"]} == {
        "kabid_dafduk": "terlambat",
        "kabid_capil": "selesai",
        "kabid_piak": "terlambat",
    }
    others = {one["pelaksanaan"] for one in due["pelaksanaan"] if one["keadaan"] != "selesai"}
    assert {one["subject"] for one in asked(clerk, "tugas")} == others  # nothing is left to mend, mark or send
    assert "Arsip utuh" in printed


def asked(clerk: Clerk, line: str):
    """What docgen answers to a program."""
    return json.loads(clerk.type(f"docgen {line} --json"))


@pytest.mark.parametrize("title", [SOP_470, SOP_010])
def test_in_the_walks_who_marks_a_naskah_has_just_read_it_himself(title):
    lines = blocks(section(title))
    marks = [(before, line) for before, line in pairwise(lines) if "--dibaca SIDIK" in line]
    assert len(marks) >= 7
    for before, line in marks:
        _, _, _, naskah, *words = shlex.split(line)
        assert before == f"docgen naskah lihat {naskah} --sebagai {words[-1]}"


def test_the_two_commands_of_the_readme_are_in_the_makefile():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert [line.split("#")[0].strip() for line in blocks(README)] == ["make demo", "make test"]
    assert re.search(r"^demo:", makefile, re.M) and re.search(r"^test:", makefile, re.M)


def test_ci_runs_the_test_command_and_nothing_else():
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    commands = [line for line in script.splitlines() if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["make test"]


def test_every_dependency_has_its_line_in_the_readme():
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", "utf-8")
    declared = setup["options"]["install_requires"] + setup["options.extras_require"]["test"]
    names = [re.split(r"[<>=~!\[ ]", line)[0] for line in declared.split("\n") if line.strip()]
    assert [name for name in names if name.lower() not in README.lower()] == []


def test_the_glossary_uses_words_that_the_code_uses():
    code = "\n".join(p.read_text("utf-8") for p in (ROOT / "docgen").rglob("*.py"))
    table = README[README.index("## Words") : README.index("## What it stands on")]
    words = [w.strip() for row in re.findall(r"^\| ([^|]+) \|", table, re.M) for w in row.split(",")]
    assert [w for w in words if w not in ("word", "---") and w.split()[0] not in code] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda p: p.name)
def test_links_and_folders_named_in_the_documents_exist(path):
    text = path.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("http")]
    assert [link for link in links if not (path.parent / link).exists()] == []
    places = re.findall(r"`((?:docgen|docs|tests|templates_docx)/[\w./-]*)`", text)
    made_later = {"templates_docx/sops/"}
    assert [p for p in places if p not in made_later and not (ROOT / p).exists()] == []


def test_every_command_of_docgen_is_in_the_guide():
    from docgen.cli.registry import COMMANDS

    def names(entries, prefix=""):
        for name, entry in entries.items():
            inner = getattr(entry.target, "entries", None)
            yield from names(inner, f"{prefix}{name} ") if inner else [f"{prefix}{name}"]

    elsewhere = {"demo"}  # README
    assert [n for n in names(COMMANDS) if n not in elsewhere and f"docgen {n}" not in PANDUAN] == []
