"""docgen as a process: started fast, quiet when its reader leaves, complete on Tab."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"sqlalchemy", "whoosh", "lxml", "docx", "docxtpl", "jinja2", "Stemmer", "docgen.office", "docgen.actions"}


def docgen(*args: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[bytes]:
    everything = {**os.environ, **env}
    return subprocess.run([sys.executable, "-m", "docgen", *args], capture_output=True, cwd=cwd, env=everything)


def tab(words: str) -> dict[str, str]:
    """What bash sets when someone presses Tab after `words`."""
    count = str(len(words.split()) - 1)
    return {"_DOCGEN_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": count}


@pytest.mark.parametrize("line", ["--help", "naskah --help", "--version"])
def test_help_imports_nothing_heavy(line):
    script = "import sys, docgen.cli as c; c.cli.main(sys.argv[1:], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script, *line.split()], capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stdout.split()) == set()


def test_a_search_loads_nothing_that_makes_pages_or_sheets(desk):
    script = "import sys, docgen.cli as c; c.cli.main(sys.argv[1:], standalone_mode=False); print(*sys.modules)"
    line = ["cari", "--json", "--faset", "--kantor", str(desk.root)]
    done = subprocess.run([sys.executable, "-c", script, *line], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "docgen.search.engine.engine" in loaded
    assert {"openpyxl", "docgen.actions.naskah.drafting", "docgen.paper.layout"} & loaded == set()


def test_the_module_is_the_program():
    done = docgen("--versi-program")
    assert (done.returncode, done.stdout.split()[0]) == (0, b"docgen")


def test_ctrl_c_while_it_starts_is_no_traceback():
    script = (
        "import runpy, sys\n"
        "class Hand:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'docgen.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Hand())\n"
        "runpy.run_module('docgen', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True)
    assert (done.returncode, done.stderr) == (130, b"")


def test_no_command_prints_the_help():
    assert b"Pemakaian: docgen" in docgen().stderr + docgen().stdout


def test_letters_the_stream_lacks_do_not_crash(desk):
    done = docgen("sop", "status", "…", "--kantor", str(desk.root), PYTHONIOENCODING="ascii")
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr


def test_json_survives_a_stream_without_the_letters(desk):
    desk.draft("Naïf — “kutipan”")
    done = docgen("naskah", "daftar", "--json", "--kantor", str(desk.root), PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)[0]["perihal"] == "Naïf — “kutipan”"


def test_a_reader_that_leaves_is_no_error(desk):
    process = subprocess.Popen(
        [sys.executable, "-m", "docgen", "jenis", "--json", "--kantor", str(desk.root)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait()


def test_the_office_is_found_above_the_current_folder(desk):
    done = docgen("naskah", "daftar", "--json", cwd=desk.root / "templates_docx" / "notula")
    assert (done.returncode, done.stdout.strip()) == (0, b"[]")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("docgen naskah buat nota_", "nota_dinas nota_dinas_undangan"),
        ("docgen naskah daftar --jenis surat_", "surat_dinas surat_masuk surat_pengantar surat_tugas surat_undangan"),
        ("docgen disposisi buat X --kepada kasubag", "kasubag_perencanaan kasubag_umum"),
        ("docgen naskah lihat X --sebagai kepala", "kepala_dinas"),
        ("docgen sop mulai peng", "pengukuran_kinerja"),
        ("docgen naskah daftar --status ter", "terbit terparaf"),
        ("docgen nas", "naskah"),
        ("docgen naskah ko", ""),
    ],
)
def test_tab_offers_what_the_office_has(desk, words, offered):
    done = docgen(**tab(words), DOCGEN_KANTOR=str(desk.root))
    assert sorted(line.split(",")[1] for line in done.stdout.decode().split()) == offered.split()


def test_tab_offers_nothing_where_there_is_no_office(tmp_path):
    done = docgen(cwd=tmp_path, DOCGEN_KANTOR=str(tmp_path), **tab("docgen jenis n"))
    assert (done.stdout.strip(), done.stderr) == (b"", b"")
