"""What the documents say is true: every command in them runs, every word and path in them exists."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from configparser import ConfigParser
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import ROOT, WIB

DOCS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
PANDUAN = (ROOT / "docs" / "panduan.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
# which placeholder the printed id of a command stands for
NAMES = {
    "surat-masuk catat": "SURAT",
    "disposisi buat": "LEMBAR",
    "naskah buat": "NASKAH",
    "sop mulai": "RUN",
    "buku pesan": "BLOK",
}


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
            return ""
        target = None
        if ">" in words:
            at = words.index(">")
            target, words = self.folder / words[at + 1], words[:at]
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=self.folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        if target:
            target.write_text(done.stdout, "utf-8")
        self.note(line, done.stdout)
        if line.startswith("docgen kinerja formulir"):
            self.fill_forms()
        return done.stdout

    def put_in(self, word: str) -> str:
        """What was printed before, also behind an equals sign."""
        name, equals, value = word.rpartition("=")
        return f"{name}{equals}{self.known.get(value, value)}"

    def shell(self, word: str) -> list[str]:
        """What a shell makes of a word with an asterisk."""
        found = (
            sorted(path.relative_to(self.folder).as_posix() for path in self.folder.glob(word)) if "*" in word else []
        )
        return found or [word]

    def fill_forms(self) -> None:
        """What each bidang does in Excel: a figure in every yellow cell."""
        for path in self.folder.glob("formulir/*.xlsx"):
            book = load_workbook(path)
            sheet = book.worksheets[0]
            keys = [row[0].row for row in sheet.iter_rows(max_col=1) if "/" in str(row[0].value or "")]
            column = next(c.column for row in sheet.iter_rows() for c in row if c.value == "realisasi")
            for row in keys:
                sheet.cell(row, column).value = 3
            book.save(path)

    def note(self, line: str, printed: str) -> None:
        name = next((name for command, name in NAMES.items() if line.startswith(f"docgen {command} ")), "")
        if name and (found := re.search(r"\b([0-9A-HJKMNP-TV-Z]{10})\b", printed)):
            self.known[name] = found[1]
        if found := re.search(r"Sidik\s*:\s*([0-9a-f]{8,64})", printed):
            self.known["SIDIK"] = found[1]


@pytest.mark.slow
def test_the_guide_can_be_followed_from_the_first_line_to_the_last(tmp_path):
    clerk = Clerk(tmp_path)
    lines = blocks(PANDUAN)
    assert len(lines) > 25
    printed = "".join(clerk.type(line) for line in lines)
    assert set(clerk.known) == {"SURAT", "LEMBAR", "NASKAH", "RUN", "SIDIK", "BLOK", "TANGGAL"}
    assert "terbit" in printed and "Arsip utuh" in printed


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
